//! The commands of the staff's nouns, run as a person runs them: `rayuela account`, `rayuela list`.

use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

use axum::http::StatusCode;

use super::office::{CARMEN, CLASS_WORDS, Office};

fn rayuela(office: &Office, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rayuela"));
    command.args(words).args(office.at());
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[tokio::test]
async fn an_account_added_by_command_signs_in_with_the_password_shown_once() {
    let office = Office::open();
    let words = [
        "account",
        "add",
        "ines",
        "--name",
        "Inés Prueba",
        "--role",
        "case_officer",
    ];
    let added = rayuela(&office, &words);
    let text = said(&added);
    let password = text.lines().last().unwrap().rsplit(' ').next().unwrap();
    assert_eq!(
        office.try_to_enter("ines", password, "").await.status,
        StatusCode::SEE_OTHER,
        "{text}"
    );

    let again = rayuela(&office, &words);
    assert!(!again.status.success());
    assert!(String::from_utf8_lossy(&again.stderr).contains("Ya existe la cuenta ines"));
    let listed = said(&rayuela(&office, &["account", "list"]));
    assert!(
        listed.contains("ines  case_officer") && !listed.contains("argon2"),
        "{listed}"
    );

    assert!(
        rayuela(&office, &["account", "disable", "ines"])
            .status
            .success()
    );
    assert_eq!(
        office.try_to_enter("ines", password, "").await.status,
        StatusCode::UNAUTHORIZED
    );
    assert!(said(&rayuela(&office, &["account", "list"])).contains("de baja"));
}

#[tokio::test]
async fn the_list_command_writes_both_files_for_their_owner_only() {
    let office = Office::open().with_a_proposed_case();
    let desk = office.desk();
    let out = desk.to_str().unwrap();
    let drawn = rayuela(&office, &["list", "--as-of", "2026-11-21", "--out", out]);
    let text = said(&drawn);
    assert!(
        drawn.status.success(),
        "{}",
        String::from_utf8_lossy(&drawn.stderr)
    );
    assert!(
        text.contains("Propuesta | Proposed: 1") && text.contains("No incluida | Not included: 1"),
        "{text}"
    );
    let files: Vec<_> = std::fs::read_dir(&desk)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    assert_eq!(files.len(), 2);
    for file in &files {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert!(text.contains(file.to_str().unwrap()));
    }
    let csv = files
        .iter()
        .find(|file| file.extension().is_some_and(|it| it == "csv"))
        .unwrap();
    let csv = std::fs::read_to_string(csv).unwrap();
    assert_eq!(csv.lines().count(), 3, "every child has a line");
    assert!(!CLASS_WORDS.iter().any(|word| csv.contains(word)));
}

#[test]
fn the_list_command_names_a_programme_it_does_not_know_and_a_day_without_a_rule() {
    let office = Office::open().with_a_proposed_case();
    for (words, told) in [
        (["list", "--programme", "otra"], "No hay un programa otra"),
        (["list", "--as-of", "2031-01-01"], "2026-12-31"),
    ] {
        let refused = rayuela(&office, &words);
        assert!(!refused.status.success());
        let error = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(error.contains(told), "{error}");
    }
}

#[tokio::test]
async fn a_municipality_adds_a_programme_of_its_own_with_a_file_and_no_code() {
    let office = Office::open().with_a_proposed_case();
    let shipped = include_str!("../../../src/programmes/catalogue/beca-rita-cetina.toml");
    std::fs::create_dir_all(office.desk()).unwrap();
    let file = office.desk().join("own.toml");
    let own = shipped
        .replace("beca-rita-cetina\"", "beca-municipal\"")
        .replace("Beca Rita Cetina", "Beca Municipal");
    let (rule, out) = (file.to_str().unwrap().to_owned(), office.desk());
    let words = [
        "list",
        "--rule",
        &rule,
        "--as-of",
        "2026-11-21",
        "--out",
        out.to_str().unwrap(),
    ];

    std::fs::write(&file, shipped).unwrap();
    let refused = rayuela(&office, &words);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("is shipped with Rayuela"));
    std::fs::write(
        &file,
        own.replace("\"attends_school\", is", "\"worked\", is"),
    )
    .unwrap();
    let refused = rayuela(&office, &words);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("asks about work"));

    std::fs::write(&file, own).unwrap();
    let drawn = rayuela(&office, &words);
    assert!(
        drawn.status.success(),
        "{}",
        String::from_utf8_lossy(&drawn.stderr)
    );
    let carmen = office.enter(CARMEN).await;
    let page = office.get("/programas", &carmen).await.text();
    assert!(page.contains("Beca Municipal") && page.contains("/programas/beca-municipal"));
}

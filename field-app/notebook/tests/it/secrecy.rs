//! What a thief finds: nothing. And what an error or a log line tells: no names.

use crate::support::hub::{Hub, Line};
use crate::support::interview::{answer, answer_the_rest, begin, list};
use crate::support::{PASSPHRASE, Tablet, enrol_with};
use notebook::{ListDwelling, Problem};
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Set for the child process that does the work in a folder and a temp folder of its own.
const ASKED: &str = "NOTEBOOK_SECRECY_FOLDER";

/// Fifty names that stand nowhere else.
fn planted() -> Vec<String> {
    const FIRST: [&str; 10] = [
        "Xóchitl",
        "Eustaquia",
        "Nepomuceno",
        "Wenceslao",
        "Hermenegilda",
        "Policarpo",
        "Tiburcia",
        "Zeferino",
        "Quirina",
        "Fulgencio",
    ];
    const LAST: [&str; 5] = [
        "Zamarripa",
        "Huitzilihuitl",
        "Ocaranza",
        "Yáñezcanary",
        "Tlacuilo",
    ];
    let names = FIRST
        .iter()
        .flat_map(|first| LAST.map(|last| format!("{first} {last}")));
    names.collect()
}

#[test]
fn none_of_50_planted_names_is_found_in_any_file() {
    if let Some(folder) = std::env::var_os(ASKED) {
        work_with_names(Path::new(&folder));
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let temp = tempfile::tempdir().unwrap();
    let child = Command::new(std::env::current_exe().unwrap())
        .args([
            "secrecy::none_of_50_planted_names_is_found_in_any_file",
            "--exact",
        ])
        .env(ASKED, folder.path())
        .env("TMPDIR", temp.path())
        .env("SQLITE_TMPDIR", temp.path())
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(child.success());
    let mut files = 0;
    let mut bytes = 0;
    for place in [folder.path(), temp.path()] {
        search(place, &mut files, &mut bytes);
    }
    assert!(
        files >= 2 && bytes > 100_000,
        "{files} files, {bytes} bytes searched"
    );
}

/// Plants all names, and searches while the store is open, so that the log of SQLite is there.
fn work_with_names(folder: &Path) {
    let hub = Hub::new();
    let code = hub.lock().unwrap().code_for("Rosa");
    let mut tablet = Tablet::in_folder(folder, &hub, 1);
    tablet.notebook.enrol(&enrol_with(&code)).unwrap();
    for (number, names) in planted().chunks(5).enumerate() {
        let listed = ListDwelling {
            area: crate::support::AREA.into(),
            block: "0710100010363001".into(),
            number: number.to_string(),
            address: format!("Casa de {}", names[0]),
            another_household: false,
        };
        let household = tablet.notebook.list_dwelling(&listed).unwrap().household;
        tablet
            .notebook
            .record_visit(household, "01", &names[1])
            .unwrap();
        let people: Vec<_> = names
            .iter()
            .map(|name| (name.as_str(), "2013-01-02"))
            .collect();
        let people = begin(&mut tablet.notebook, household, &people);
        answer(
            &mut tablet.notebook,
            household,
            &people[0],
            "first_surname",
            json!(names[2]),
        );
        if number % 2 == 0 {
            answer_the_rest(&mut tablet.notebook, household);
            tablet.notebook.close_interview(household).unwrap();
        }
        if number == 7 {
            tablet.notebook.hand_over().unwrap();
        }
    }
    assert!(folder.join("notebook.db-wal").exists());
    let (mut files, mut bytes) = (0, 0);
    search(folder, &mut files, &mut bytes);
    search(&std::env::temp_dir(), &mut files, &mut bytes);
    // Left as a kill leaves it: nothing is closed in order.
    std::process::exit(0);
}

fn search(place: &Path, files: &mut usize, searched: &mut usize) {
    for entry in fs::read_dir(place).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            search(&path, files, searched);
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        *files += 1;
        *searched += bytes.len();
        for part in parts() {
            assert!(
                !holds(&bytes, part.as_bytes()),
                "a planted name lies in {}",
                path.display()
            );
        }
    }
}

/// Each given name and each surname once.
fn parts() -> BTreeSet<String> {
    let names = planted();
    let words = names.iter().flat_map(|name| name.split(' '));
    words.map(str::to_owned).collect()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    let starts = bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == part[0]);
    starts
        .into_iter()
        .any(|(place, _)| bytes[place..].starts_with(part))
}

#[test]
fn no_problem_and_no_debug_form_tells_a_name() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let household = list(&mut tablet.notebook, "1");
    let people = begin(
        &mut tablet.notebook,
        household,
        &[("Hermenegilda", "2013-01-02")],
    );
    let mut told = vec![
        format!("{:?}", tablet.notebook.path(household).unwrap()),
        format!("{:?}", tablet.notebook.dwelling(household).unwrap()),
        format!(
            "{:?}",
            tablet
                .notebook
                .section(household, "roster", &people[0])
                .unwrap()
        ),
    ];
    let long = "Hermenegilda ".repeat(900);
    for value in [
        json!(long),
        json!({"name": "Hermenegilda"}),
        json!("!Hermenegilda"),
        json!(7),
    ] {
        let refused = tablet
            .notebook
            .answer(household, &people[0], "given_names", &value)
            .unwrap_err();
        told.push(format!("{refused:?} {refused}"));
        told.push(format!("{:?}", Problem::from(refused)));
    }
    tablet.network_is(Line::Off);
    let refused = tablet.notebook.hand_over().unwrap_err();
    told.push(format!("{refused:?} {refused}"));
    tablet.notebook.lock();
    let refused = tablet
        .notebook
        .unlock(&format!("{PASSPHRASE} Hermenegilda"))
        .unwrap_err();
    told.push(format!("{refused:?} {refused}"));
    for sentence in told {
        assert!(
            !sentence.contains("Hermenegilda") && !sentence.contains("Jobo"),
            "{sentence}"
        );
    }
}

#[test]
fn a_flipped_byte_in_any_page_is_noticed() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    list(&mut tablet.notebook, "1");
    tablet.notebook.lock();
    let file = tablet.folder.path().join("notebook.db");
    let whole = fs::read(&file).unwrap();
    for page in 0..whole.len() / 4096 {
        let mut broken = whole.clone();
        broken[page * 4096 + 100] ^= 1;
        fs::write(&file, &broken).unwrap();
        let read = tablet
            .notebook
            .unlock(PASSPHRASE)
            .map_err(Problem::from)
            .and_then(|_| {
                tablet.notebook.areas().map_err(Problem::from)?;
                tablet
                    .notebook
                    .dwellings(crate::support::AREA)
                    .map_err(Problem::from)
            });
        let untouched = read.as_ref().is_ok_and(|list| list.len() == 1);
        assert!(
            read.is_err() || untouched,
            "page {page} was read as something else"
        );
        tablet.notebook.lock();
    }
    fs::write(&file, &whole).unwrap();
    tablet.notebook.unlock(PASSPHRASE).unwrap();
    assert_eq!(
        tablet
            .notebook
            .dwellings(crate::support::AREA)
            .unwrap()
            .len(),
        1
    );
}

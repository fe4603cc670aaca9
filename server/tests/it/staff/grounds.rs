//! One child's grounds as files: who may take them, what they hold, and what never.

use axum::http::{StatusCode, header};
use serde_json::Value;

use super::office::{CANARIES, CARMEN, CASE, CHILD, ELENA, Office, classify};

fn file(ending: &str) -> String {
    format!("/casos/{CASE}/fundamentos.{ending}")
}

fn events(office: &Office) -> Vec<String> {
    let read = office.state.db.read(|conn| {
        let mut statement = conn.prepare("select what || subject || detail from event")?;
        statement.query_map([], |row| row.get(0))?.collect()
    });
    read.unwrap()
}

#[tokio::test]
async fn the_file_for_systems_holds_what_classify_explains_and_no_name() {
    let office = Office::open().with_a_proposed_case();
    let carmen = office.enter(CARMEN).await;
    let answer = office.get(&file("json"), &carmen).await;
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/json");
    assert_eq!(
        answer.headers[header::CONTENT_DISPOSITION],
        "attachment; filename=\"fundamentos-C-CASE-0001.json\""
    );
    let text = answer.text();
    for word in CANARIES {
        assert!(!text.contains(word), "the file holds {word}");
    }
    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (&file["case"], &file["member"]),
        (&"C-CASE-0001".into(), &CHILD.into())
    );
    let result = &file["result"];
    assert_eq!(result["child_labour"], true);
    assert_eq!(result["grounds"][1]["code"], "below_minimum_age");
    assert_eq!(
        result["grounds"][1]["en"],
        "Works and is aged 11 years. The minimum age for work is 15 years."
    );
    assert_eq!(result["readings"][0]["choice"], "CH-09b");
    assert_eq!(result["missing"][0]["fact"], "chores.hazards");
    let asked = &file["questions"]["chores.hazards"][0]["es"];
    assert_eq!(
        asked,
        "Al hacer quehaceres en esta casa, ¿pasa algo de esto?"
    );
    assert!(file["choices"]["CH-09"]["es"].is_string());
}

#[tokio::test]
async fn the_printable_file_says_what_the_page_says() {
    let office = Office::open().with_a_proposed_case();
    let carmen = office.enter(CARMEN).await;
    let page = office.get(&format!("/casos/{CASE}"), &carmen).await.text();
    let answer = office.get(&file("txt"), &carmen).await;
    assert_eq!(
        answer.headers[header::CONTENT_TYPE],
        "text/plain; charset=utf-8"
    );
    let text = answer.text();
    for line in [
        "Caso C-CASE-0001",
        "Trabaja en un lugar peligroso: la calle, como ambulante.",
        "Falta saber en qué condiciones hace los quehaceres.",
        "La ausencia de alertas no significa que el trabajo sea legal.",
        "vacaciones de al menos 18 días laborables",
    ] {
        assert!(text.contains(line), "the file does not say: {line}\n{text}");
        assert!(
            page.contains(line.trim_start_matches("Caso ")),
            "the page does not say: {line}"
        );
    }
    for word in CANARIES {
        assert!(!text.contains(word), "the file holds {word}");
    }
    let runs = |line: &&str| line.trim_start().starts_with(['=', '+', '-', '@']);
    assert_eq!(text.lines().find(runs), None);
    let english = office
        .get(&format!("{}?lang=en", file("txt")), &carmen)
        .await;
    assert!(
        english
            .text()
            .contains("Works in a dangerous place: the street, ambulant.")
    );
}

#[tokio::test]
async fn taking_the_grounds_leaves_an_event_and_a_refusal_leaves_none() {
    let office = Office::open().with_a_proposed_case();
    let (elena, carmen) = (office.enter(ELENA).await, office.enter(CARMEN).await);
    let strangers = office.get(&file("json"), "").await;
    assert_eq!(strangers.status, StatusCode::SEE_OTHER);
    let refused = office.get(&file("json"), &elena).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let nowhere = office.get("/casos/nobody/fundamentos.txt", &carmen).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    let taken = |event: &String| event.starts_with("case.grounds_taken");
    assert_eq!(
        events(&office).iter().filter(|event| taken(event)).count(),
        0
    );
    office.get(&file("txt"), &carmen).await;
    let events = events(&office);
    let noted: Vec<_> = events.iter().filter(|event| taken(event)).collect();
    assert_eq!(
        noted,
        [&format!("case.grounds_taken{CASE}{{\"format\":\"txt\"}}")]
    );
}

#[tokio::test]
async fn answers_that_differ_are_said_with_the_question_that_settles_them() {
    let office = Office::open().with_a_proposed_case();
    let facts = r#"{"id":"mchild1","age":11,"ref_date":"2026-11-15",
        "work":{"status":"worked","jobs":[{"place":"shop"},{"place":"dump"}]},
        "chores":{"own_household":true,"hazards":[],"hours_week":{"any":[9,20]}}}"#;
    office
        .state
        .db
        .write(|tx| classify(tx, CHILD, facts))
        .unwrap();
    let carmen = office.enter(CARMEN).await;
    let page = office.get(&format!("/casos/{CASE}"), &carmen).await.text();
    let differs = "Hay respuestas distintas: cuántas horas a la semana hace quehaceres. Se dijo: \
                   9 horas; o bien 20 horas.";
    assert!(page.contains(differs), "{page}");
    assert!(page.contains("En esta casa, ¿cuántas horas el lunes?"));
    assert!(page.contains("preguntas más de «Los quehaceres»"));
    assert!(page.contains("Trabaja en un lugar peligroso: basurero (trabajo 2)."));
}

#[tokio::test]
async fn answers_that_could_not_be_classified_are_said_to_be_so() {
    let office = Office::open().with_a_proposed_case();
    let refuse = "update classification set edition = '', verdict = '{\"refused\":\"age\"}'";
    office
        .state
        .db
        .write(move |tx| tx.execute(refuse, []))
        .unwrap();
    let carmen = office.enter(CARMEN).await;
    let page = office.get(&format!("/casos/{CASE}"), &carmen).await.text();
    assert!(page.contains("Las respuestas no se pudieron clasificar."));
    assert!(
        page.contains("Trabaja en un lugar peligroso"),
        "what was found stays"
    );
    let text = office.get(&file("txt"), &carmen).await.text();
    assert!(text.contains("Las respuestas no se pudieron clasificar."));
}

//! Lists of a programme: every child has a line with its reason, and nobody is enrolled.

use axum::http::StatusCode;
use rusqlite::params;

use super::office::{
    CARMEN, CHILD, CLASS_WORDS, CLEAR, ELENA, HOUSEHOLD, Office, ROUND, SIBLING, answer, child,
};

const DRAW: &str = "/programas/beca-rita-cetina/lista";

async fn drawn(office: &Office, carmen: &str) -> String {
    let answer = office.post(DRAW, carmen, "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location().to_owned()
}

#[tokio::test]
async fn every_child_of_the_snapshot_has_a_line_with_its_reason() {
    let office = Office::open().with_a_proposed_case();
    office
        .state
        .db
        .write(|tx| {
            child(tx, HOUSEHOLD, "mchild3", (5, 5), "{}", "[]", None)?;
            answer(tx, HOUSEHOLD, "mchild3", "programmes", 0, "\"\"")?;
            tx.execute(
                "update classification set in_scope = null where member = 'mchild3'",
                [],
            )
        })
        .unwrap();
    let carmen = office.enter(CARMEN).await;
    let list = drawn(&office, &carmen).await;
    let lines: Vec<(String, String, String)> = office
        .state
        .db
        .read(|conn| {
            let mut statement = conn
                .prepare("select member, status, reasons from beneficiary_line order by member")?;
            let rows =
                statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            rows.collect()
        })
        .unwrap();
    let standing: Vec<(&str, &str)> = lines
        .iter()
        .map(|line| (line.0.as_str(), line.1.as_str()))
        .collect();
    assert_eq!(
        standing,
        [
            (CHILD, "included"),
            (SIBLING, "excluded"),
            ("mchild3", "cannot_tell")
        ]
    );
    assert!(
        lines.iter().all(|line| line.2.len() > 2),
        "a line without a reason"
    );

    let page = office.get(&list, &carmen).await.text();
    for said in [
        "Información confidencial",
        "Personas propuestas",
        "R-TEST-0001-CHILD1",
        "Ximenaprueba Zentellaprueba Prueba",
        "Asiste a la escuela.",
        "No asiste a la escuela: primero necesita la reinscripción.",
        "No se puede saber si asiste a la escuela.",
        "No se preguntó.",
        "Lucíaprueba Zentellaprueba",
    ] {
        assert!(page.contains(said), "{said}");
    }
}

#[tokio::test]
async fn a_list_shows_no_class_no_ground_and_no_case() {
    let office = Office::open().with_a_proposed_case();
    let carmen = office.enter(CARMEN).await;
    let page = office
        .get(&drawn(&office, &carmen).await, &carmen)
        .await
        .text();
    for word in CLASS_WORDS {
        assert!(!page.contains(word), "the list shows {word}");
    }
}

#[tokio::test]
async fn the_class_of_a_child_changes_nothing_in_the_list() {
    let office = Office::open().with_a_proposed_case();
    let carmen = office.enter(CARMEN).await;
    let one = drawn(&office, &carmen).await;
    office
        .state
        .db
        .write(|tx| {
            tx.execute(
                "update classification set child_labour = 1 - child_labour, occupation = 'hazardous',
                 chores = 'dangerous', cti = 'both', sector = 'industry', verdict = ?1, grounds = '[]', facts = '{}'",
                [CLEAR],
            )
        })
        .unwrap();
    let two = drawn(&office, &carmen).await;
    let one = office
        .get(&format!("{one}/archivo.csv?lineas=todas"), &carmen)
        .await;
    let two = office
        .get(&format!("{two}/archivo.csv?lineas=todas"), &carmen)
        .await;
    assert_eq!(one.text(), two.text());
}

#[tokio::test]
async fn a_supervisor_and_a_stranger_get_no_list_and_no_file() {
    let office = Office::open().with_a_proposed_case();
    let (elena, carmen) = (office.enter(ELENA).await, office.enter(CARMEN).await);
    let list = drawn(&office, &carmen).await;
    for path in [
        list.clone(),
        format!("{list}/archivo.csv"),
        format!("{list}/archivo.xlsx"),
    ] {
        let refused = office.get(&path, &elena).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        assert!(!refused.text().contains("Ximenaprueba"));
        assert_eq!(
            office.get(&path, "").await.status,
            StatusCode::SEE_OTHER,
            "{path}"
        );
    }
    assert_eq!(
        office.post(DRAW, &elena, "").await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn drawing_reading_and_taking_a_list_leave_events_without_names() {
    let office = Office::open().with_a_proposed_case();
    let carmen = office.enter(CARMEN).await;
    let list = drawn(&office, &carmen).await;
    office.get(&list, &carmen).await;
    office.get(&format!("{list}/archivo.xlsx"), &carmen).await;
    let events: Vec<(String, String)> = office
        .state
        .db
        .read(|conn| {
            let mut statement = conn
                .prepare("select what, detail from event where what like 'list.%' order by id")?;
            statement
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
        .unwrap();
    let whats: Vec<&str> = events.iter().map(|event| event.0.as_str()).collect();
    assert_eq!(whats, ["list.drawn_up", "list.shown", "list.taken"]);
    assert!(events[2].1.contains("\"lines\":1"), "{}", events[2].1);
    assert!(!events.iter().any(|event| event.1.contains("Ximena")));
}

#[tokio::test]
async fn a_rule_that_is_not_in_force_draws_no_list() {
    let office = Office::open().with_a_proposed_case();
    office.passes(60 * 24 * 60);
    let carmen = office.enter(CARMEN).await;
    assert_eq!(
        office.post(DRAW, &carmen, "").await.status,
        StatusCode::CONFLICT
    );
    let page = office
        .get("/programas/beca-rita-cetina", &carmen)
        .await
        .text();
    assert!(page.contains("La regla no está vigente hoy.") && !page.contains("Elaborar una lista"));
}

#[tokio::test]
async fn an_unknown_programme_or_list_is_a_page_that_says_so() {
    let office = Office::open().with_a_proposed_case();
    let carmen = office.enter(CARMEN).await;
    for path in [
        "/programas/otro",
        "/listas/otra",
        "/listas/otra/archivo.csv",
        "/casos/otro",
    ] {
        let answer = office.get(path, &carmen).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.text().contains("Aquí no hay nada"), "{path}");
    }
}

#[tokio::test]
async fn a_family_that_receives_already_and_one_answered_apart_are_told_apart() {
    let office = Office::open().with_a_proposed_case();
    office
        .state
        .db
        .write(|tx| {
            tx.execute(
                "insert into answer (household, survey, subject, code, n, value, given_at, change_hash)
                 values (?1, ?2, ?3, 'school_public', 1, 'false', '', x'01')",
                params![HOUSEHOLD, ROUND, CHILD],
            )
        })
        .unwrap();
    let carmen = office.enter(CARMEN).await;
    let page = office
        .get(&drawn(&office, &carmen).await, &carmen)
        .await
        .text();
    assert!(
        page.contains("Hay respuestas distintas."),
        "two answers apart cannot be told"
    );
    office
        .state
        .db
        .write(|tx| {
            tx.execute("update answer set value = '\"beca_rita_cetina\"' where subject = 'mmother' and code = 'programmes'", [])
        })
        .unwrap();
    let page = office
        .get(&drawn(&office, &carmen).await, &carmen)
        .await
        .text();
    assert!(page.contains("La familia ya recibe esta beca."));
}

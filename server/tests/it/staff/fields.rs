//! Two roles against each page and each field: who sees names, classes, folios, and who does not.

use axum::http::StatusCode;
use rusqlite::params;

use super::office::{
    CANARIES, CARMEN, CASE, CHILD, CLASS_WORDS, ELENA, Office, child, classify, household,
};

/// Every page of the office, and which role it is for.
const PAGES: [(&str, &str); 7] = [
    ("/casos", "case_officer"),
    ("/casos?clase=unclear", "case_officer"),
    (
        "/casos/22222222-2222-4222-8222-222222222222",
        "case_officer",
    ),
    (
        "/casos/22222222-2222-4222-8222-222222222222/fundamentos.json",
        "case_officer",
    ),
    (
        "/casos/22222222-2222-4222-8222-222222222222/fundamentos.txt",
        "case_officer",
    ),
    ("/programas", "case_officer"),
    ("/programas/beca-rita-cetina", "case_officer"),
];

/// The pages of supervision.
const COVERAGE: [&str; 3] = [
    "/cobertura",
    "/cobertura?ver=todas",
    "/cobertura/ageb:0710100010363",
];

/// Every act, and which role it is for.
const ACTS: [(&str, &str); 2] = [
    ("/casos/22222222-2222-4222-8222-222222222222/abrir", ""),
    (
        "/casos/22222222-2222-4222-8222-222222222222/descartar",
        "reason=duplicate",
    ),
];

#[tokio::test]
async fn a_supervisor_opens_no_page_of_case_work_and_reads_nothing_from_it() {
    let office = Office::open().with_a_proposed_case();
    let elena = office.enter(ELENA).await;
    for (path, role) in PAGES {
        let answer = office.get(path, &elena).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} is for {role}");
        holds_none_of(&answer.text(), &CANARIES, path);
        holds_none_of(&answer.text(), &CLASS_WORDS, path);
    }
    for (path, form) in ACTS {
        assert_eq!(
            office.post(path, &elena, form).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    assert_eq!(state_of(&office), "proposed");
}

#[tokio::test]
async fn a_supervisor_sees_coverage_and_folios_but_no_name_and_no_class() {
    let office = Office::open().with_a_proposed_case();
    office
        .state
        .db
        .write(|tx| {
            tx.execute_batch(
                "insert into area (kind, key, name, households_min, households_max, source)
                     values ('ageb', '0710100010363', 'AGEB de prueba', 100, 100, 'prueba');
                 insert into zone (id, name, phase) values (1, 'Zona de prueba', 1);
                 insert into zone_area (zone, kind, key) values (1, 'ageb', '0710100010363');",
            )
        })
        .unwrap();
    let (elena, carmen) = (office.enter(ELENA).await, office.enter(CARMEN).await);
    for path in COVERAGE {
        let page = office.get(path, &elena).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.text().contains("0710100010363"), "{path}");
        holds_none_of(&page.text(), &CANARIES, path);
        holds_none_of(&page.text(), &CLASS_WORDS, path);
        let refused = office.get(path, &carmen).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        assert!(!refused.text().contains("R-TEST-0001"), "{path}");
        assert_eq!(
            office.get(path, "").await.status,
            StatusCode::SEE_OTHER,
            "{path}"
        );
    }
    assert!(
        office
            .get(COVERAGE[2], &elena)
            .await
            .text()
            .contains("R-TEST-0001")
    );
}

#[tokio::test]
async fn without_a_session_no_act_is_done() {
    let office = Office::open().with_a_proposed_case();
    for (path, form) in ACTS {
        assert_eq!(
            office.post(path, "", form).await.location(),
            "/entrar",
            "{path}"
        );
    }
    assert_eq!(state_of(&office), "proposed");
}

#[tokio::test]
async fn the_table_shows_class_ground_sector_sex_age_and_ageb_but_no_name() {
    let office = Office::open().with_a_proposed_case();
    let carmen = office.enter(CARMEN).await;
    let page = office.get("/casos", &carmen).await.text();
    for field in [
        "C-CASE-0001",
        "Trabaja por debajo de la edad mínima",
        "Trabaja y tiene 11 años. La edad mínima para trabajar es de 15 años.",
        "y 1 más",
        "Comercio",
        "Mujer",
        "5 a 11 años",
        "0710100010363",
        "Propuesto",
    ] {
        assert!(page.contains(field), "{field}");
    }
    holds_none_of(&page, &CANARIES, "/casos");
    assert_eq!(
        page.matches("data-row ").count(),
        1,
        "the sibling is not in child labour"
    );
}

#[tokio::test]
async fn a_case_shows_its_reasons_doubts_alerts_contact_and_record() {
    let office = Office::open().with_a_proposed_case();
    let carmen = office.enter(CARMEN).await;
    let page = office.get(&format!("/casos/{CASE}"), &carmen).await.text();
    for field in [
        "Ximenaprueba Zentellaprueba Prueba",
        "Callejonprueba 14",
        "martes por la tarde",
        "Trabaja en un lugar peligroso: la calle, como ambulante.",
        "CPEUM 123-A-III",
        "Falta saber en qué condiciones hace los quehaceres.",
        "Al hacer quehaceres en esta casa, ¿pasa algo de esto?",
        "Con otra lectura de la definición («Producir sólo para el hogar no es una ocupación»), no \
         se sabría si es trabajo infantil.",
        "decisión documentada CH-09: si producir sólo para la casa es una ocupación",
        "soldadura y corte",
        "Trabaja antes de los 15 años.",
        "La ausencia de alertas no significa que el trabajo sea legal.",
        "Pide dinero en la calle",
        "Rosa Prueba, 20 nov 2026 3:30",
        "mx-inegi-2016",
    ] {
        assert!(page.contains(field), "{field}");
    }
    assert!(
        !page.contains("Tadeoprueba") && !page.contains("Lucíaprueba"),
        "others of the home are not named"
    );
}

#[tokio::test]
async fn the_sentence_about_missing_alerts_stands_also_where_there_are_none() {
    let office = Office::open().with_a_proposed_case();
    office
        .state
        .db
        .write(|tx| classify(tx, CHILD, r#"{"age": 11, "ref_date": "2026-11-15"}"#))
        .unwrap();
    let carmen = office.enter(CARMEN).await;
    let page = office.get(&format!("/casos/{CASE}"), &carmen).await.text();
    assert!(page.contains("No hay alertas con las respuestas que se tienen."));
    assert!(page.contains("La ausencia de alertas no significa que el trabajo sea legal."));
}

#[tokio::test]
async fn reading_a_named_record_leaves_an_event_without_the_name() {
    let office = Office::open().with_a_proposed_case();
    let carmen = office.enter(CARMEN).await;
    office.get(&format!("/casos/{CASE}"), &carmen).await;
    let events: Vec<String> = office
        .state
        .db
        .read(|conn| {
            let mut statement = conn.prepare("select what || subject || detail from event")?;
            statement.query_map([], |row| row.get(0))?.collect()
        })
        .unwrap();
    assert!(
        events
            .iter()
            .any(|event| event.starts_with(&format!("case.shown{CASE}")))
    );
    holds_none_of(&events.join(" "), &CANARIES, "events");
}

#[tokio::test]
async fn a_person_opens_a_proposed_case_and_it_cannot_be_opened_twice() {
    let office = Office::open().with_a_proposed_case();
    let carmen = office.enter(CARMEN).await;
    let open = format!("/casos/{CASE}/abrir");
    assert_eq!(
        office.post(&open, &carmen, "").await.location(),
        format!("/casos/{CASE}")
    );
    assert_eq!(state_of(&office), "open");
    assert_eq!(
        office.post(&open, &carmen, "").await.status,
        StatusCode::CONFLICT
    );
    let page = office.get(&format!("/casos/{CASE}"), &carmen).await.text();
    assert!(
        page.contains("Caso abierto") && page.contains("Carmen Prueba") && !page.contains("/abrir")
    );
}

#[tokio::test]
async fn a_proposed_case_is_dismissed_only_with_a_reason() {
    let office = Office::open().with_a_proposed_case();
    let carmen = office.enter(CARMEN).await;
    let dismiss = format!("/casos/{CASE}/descartar");
    assert_eq!(
        office.post(&dismiss, &carmen, "reason=other").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(state_of(&office), "proposed");
    office
        .post(&dismiss, &carmen, "reason=duplicate&note=")
        .await;
    assert_eq!(state_of(&office), "dismissed");
    let page = office.get(&format!("/casos/{CASE}"), &carmen).await.text();
    assert!(page.contains("Ya hay un caso de esta niña, niño o adolescente."));
}

#[tokio::test]
async fn fields_that_a_form_does_not_ask_for_are_refused() {
    let office = Office::open().with_a_proposed_case();
    let carmen = office.enter(CARMEN).await;
    let extra = "reason=duplicate&note=&opened_by=elena";
    let answer = office
        .post(&format!("/casos/{CASE}/descartar"), &carmen, extra)
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(state_of(&office), "proposed");
}

#[tokio::test]
async fn filters_stay_in_the_address_and_ten_thousand_rows_come_by_fifties() {
    let office = Office::open().with_a_proposed_case();
    office
        .state
        .db
        .write(|tx| {
            for n in 0..10_000 {
                let id = format!("h{n}");
                household(tx, &id, &format!("R-{n:04}"))?;
                child(tx, &id, "m1", (12, 12), "{}", "[]", Some(true))?;
                tx.execute(
                    "insert into child_case (id, folio, household, survey, member, state, proposed_at, changed)
                     values (?1, ?2, ?1, '2026-1', 'm1', 'proposed', '', 0)",
                    params![id, format!("C-{n:04}")],
                )?;
            }
            Ok(())
        })
        .unwrap();
    let carmen = office.enter(CARMEN).await;
    let page = office.get("/casos?edad=12-14&pagina=3", &carmen).await;
    let text = page.text();
    assert!(text.contains("101–150 de 10,000"));
    assert_eq!(text.matches("data-row ").count(), 50);
    assert!(
        text.contains("/casos?edad=12-14&#38;pagina=4")
            || text.contains("/casos?edad=12-14&amp;pagina=4")
    );
    assert!(page.bytes.len() < 120_000, "{} bytes", page.bytes.len());
    let nobody = office
        .get("/casos?edad=12-14&sexo=man", &carmen)
        .await
        .text();
    assert!(nobody.contains("Nadie con estos filtros"));
}

#[tokio::test]
async fn hostile_text_in_a_name_stays_text_on_the_page() {
    let office = Office::open().with_a_proposed_case();
    let hostile = r#"<script>alert(1)</script>"><img src=x onerror=alert(1)>{{7*7}}"#;
    let value = serde_json::to_string(hostile).unwrap();
    office
        .state
        .db
        .write(move |tx| {
            tx.execute(
                "update answer set value = ?1 where code in ('given_names', 'address')",
                [value],
            )
        })
        .unwrap();
    let carmen = office.enter(CARMEN).await;
    let page = office.get(&format!("/casos/{CASE}"), &carmen).await.text();
    assert!(!page.contains("<script>alert") && !page.contains("<img src=x"));
    let injection = office
        .get("/casos?sexo='%20or%201=1--&clase=%3Cscript%3E", &carmen)
        .await;
    assert_eq!(injection.status, StatusCode::OK);
    assert!(
        injection.text().contains("Nadie con estos filtros")
            && !injection.text().contains("<script>&")
    );
}

fn holds_none_of(text: &str, words: &[&str], place: &str) {
    for word in words {
        assert!(!text.contains(word), "{place} shows {word}");
    }
}

fn state_of(office: &Office) -> String {
    office
        .state
        .db
        .read(|conn| {
            conn.query_row(
                "select state from child_case where id = ?1",
                [CASE],
                |row| row.get(0),
            )
        })
        .unwrap()
}

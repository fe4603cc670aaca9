//! The list of prevention as two people meet it: Carmen reads it and takes a file, Elena gets
//! nothing of it, and neither page nor file says more than it should.

use std::io::{Cursor, Read};

use axum::http::{StatusCode, header};
use classify::at_risk::RiskFacts;
use serde_json::{Value, json};
use server::classifications::Classified;
use server::classifications::store::Made;
use server::prevention::weigh;

use super::office::{
    AREA, CANARIES, CARMEN, CHILD, CLASS_WORDS, ELENA, HOUSEHOLD, Office, ROUND, SIBLING, household,
};

const PAGES: [&str; 4] = [
    "/prevencion",
    "/prevencion?situacion=not_decided",
    "/prevencion/archivo.csv",
    "/prevencion/archivo.xlsx",
];

/// Ximena is in child labour; her brother Tadeo, 8, is out of school beside her.
fn weigh_the_home(office: &Office) {
    let facts = |facts: Value| serde_json::from_value::<RiskFacts>(facts).unwrap();
    let both = [
        facts(json!({"age": 11, "child_labour": true})),
        facts(json!({
            "age": 8, "child_labour": false, "occupation": "none",
            "school": {"attends": false, "level": "none"},
            "home": {"sibling_in_child_labour": true, "receives_support": false},
            "work": {"last_12_months": false},
        })),
    ];
    put(office, HOUSEHOLD, [CHILD, SIBLING], both);
}

fn put<const N: usize>(
    office: &Office,
    home: &'static str,
    members: [&'static str; N],
    facts: [RiskFacts; N],
) {
    let classified = members.map(|member| Classified {
        member: member.to_owned(),
        edition: "mx-inegi-2016".to_owned(),
        facts: json!({"ref_date": "2026-11-15"}),
        ..Classified::default()
    });
    office
        .state
        .db
        .write(move |tx| {
            let made = Made {
                household: home,
                survey: ROUND,
                area: AREA,
                receipt: 1,
                at: "",
            };
            weigh::replace(tx, &made, &classified, &facts)
        })
        .unwrap();
}

fn holds_none_of(text: &str, words: &[&str], place: &str) {
    for word in words {
        assert!(!text.contains(word), "{place} shows {word}");
    }
}

#[tokio::test]
async fn only_case_work_opens_the_list_and_its_files() {
    let office = Office::open().with_a_proposed_case();
    weigh_the_home(&office);
    let (elena, carmen) = (office.enter(ELENA).await, office.enter(CARMEN).await);
    for path in PAGES {
        let refused = office.get(path, &elena).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        let text = refused.text();
        holds_none_of(&text, &CANARIES, path);
        holds_none_of(&text, &CLASS_WORDS, path);
        holds_none_of(&text, &["R-TEST-0001", "en riesgo", "escuela"], path);
        assert_eq!(
            office.get(path, "").await.status,
            StatusCode::SEE_OTHER,
            "{path}"
        );
        assert_eq!(
            office.get(path, &carmen).await.status,
            StatusCode::OK,
            "{path}"
        );
    }
    let coverage = office.get("/cobertura", &elena).await.text();
    holds_none_of(&coverage, &["prevencion", "en riesgo"], "/cobertura");
}

#[tokio::test]
async fn the_list_shows_folio_age_area_grounds_points_and_what_is_missing_and_no_name() {
    let office = Office::open().with_a_proposed_case();
    weigh_the_home(&office);
    let carmen = office.enter(CARMEN).await;
    let page = office.get("/prevencion", &carmen).await.text();
    for field in [
        "R-TEST-0001",
        "8 años",
        "0710100010363",
        "No va a la escuela y no ha terminado la educación obligatoria.",
        "Otra niña, niño o adolescente del mismo hogar está en trabajo infantil.",
        "Nadie del hogar recibe un programa o apoyo.",
        "7 a 13",
        "La escolaridad de quien dirige el hogar: nivel y último grado terminado.",
        "El riesgo del área: el municipio no lo ha dado.",
        "Estar en riesgo no es trabajo infantil y no se cuenta como tal.",
        "<b>Propuesta.</b>",
        "no son una probabilidad",
        "at-risk-1 · ",
    ] {
        assert!(page.contains(field), "{field}");
    }
    assert_eq!(
        page.matches("<th scope=\"row\"").count(),
        1,
        "not the one in child labour"
    );
    holds_none_of(&page, &CANARIES, "/prevencion");
    assert!(
        page.contains("Restitución de derechos <b>1</b>") && page.contains("Prevención <b>1</b>")
    );
    let found = office.get("/casos", &carmen).await.text();
    assert!(found.contains("Prevención <b>1</b>") && found.contains("href=\"/prevencion\""));
    let english = office.get("/prevencion?lang=en", &carmen).await.text();
    assert!(english.contains("Prevention: at risk") && english.contains("Does not attend school"));
}

#[tokio::test]
async fn the_list_is_narrowed_by_area_ground_and_standing_and_nothing_unknown_finds_everybody() {
    let office = Office::open().with_a_proposed_case();
    weigh_the_home(&office);
    let carmen = office.enter(CARMEN).await;
    let rows = async |path: &str| {
        let page = office.get(path, &carmen).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        page.text().matches("<th scope=\"row\"").count()
    };
    for (path, expect) in [
        ("/prevencion?motivo=no_support", 1),
        ("/prevencion?motivo=worked_before", 0),
        ("/prevencion?motivo=support", 0),
        ("/prevencion?area=ageb:0710100010363", 1),
        ("/prevencion?area=ageb:0710100010382", 0),
        ("/prevencion?situacion=not_decided", 0),
        ("/prevencion?situacion=in_child_labour", 0),
        ("/prevencion?motivo='%20or%201=1--", 0),
    ] {
        assert_eq!(rows(path).await, expect, "{path}");
    }
    let nobody = office
        .get("/prevencion?motivo=worked_before", &carmen)
        .await
        .text();
    assert!(nobody.contains("Nadie con estos filtros"));
}

#[tokio::test]
async fn a_child_with_an_open_case_is_followed_there_and_a_dismissed_one_comes_back() {
    let office = Office::open().with_a_proposed_case();
    weigh_the_home(&office);
    let carmen = office.enter(CARMEN).await;
    for (state, listed) in [("open", 0), ("dismissed", 1)] {
        office
            .state
            .db
            .write(move |tx| {
                tx.execute(
                    "insert or replace into child_case (id, folio, household, survey, member, state, proposed_at, changed)
                     values ('k2', 'C-CASE-0002', ?1, ?2, ?3, ?4, '', 1)",
                    rusqlite::params![HOUSEHOLD, ROUND, SIBLING, state],
                )
            })
            .unwrap();
        let page = office.get("/prevencion", &carmen).await.text();
        assert_eq!(page.matches("<th scope=\"row\"").count(), listed, "{state}");
        assert!(
            page.contains(&format!("Prevención <b>{listed}</b>")),
            "{state}"
        );
        let csv = office.get("/prevencion/archivo.csv", &carmen).await.text();
        assert_eq!(csv.lines().count(), 1 + listed, "{state}");
    }
}

#[tokio::test]
async fn before_any_round_and_before_any_child_the_page_says_what_will_be_there() {
    let office = Office::open();
    let carmen = office.enter(CARMEN).await;
    let page = office.get("/prevencion", &carmen).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Todavía no hay un levantamiento"));
    let office = Office::open().with_a_proposed_case();
    let carmen = office.enter(CARMEN).await;
    let page = office.get("/prevencion", &carmen).await.text();
    assert!(page.contains("Nadie en esta situación") && !page.contains("archivo.csv"));
}

#[tokio::test]
async fn ten_thousand_at_risk_come_by_fifties_with_the_most_points_first() {
    let office = Office::open().with_a_proposed_case();
    office
        .state
        .db
        .write(|tx| {
            for n in 0..10_000 {
                let id = format!("h{n}");
                household(tx, &id, &format!("R-{n:04}"))?;
                tx.execute(
                    "insert into at_risk (household, survey, member, edition, ref_date, area, facts, rules,
                         standing, points_min, points_max, codes, grounds, gaps, age_min, age_max)
                     values (?1, '2026-1', 'm1', 'mx-inegi-2016', '2026-11-15', ?2, '{}', 'at-risk-1',
                         'at_risk', ?3, 20, 'no_support', '[]', '[]', 12, 12)",
                    rusqlite::params![id, AREA, n % 17 + 3],
                )?;
            }
            Ok(())
        })
        .unwrap();
    let carmen = office.enter(CARMEN).await;
    let page = office
        .get("/prevencion?motivo=no_support&pagina=2", &carmen)
        .await;
    let text = page.text();
    assert!(text.contains("51–100 de 10,000"));
    assert_eq!(text.matches("<th scope=\"row\"").count(), 50);
    assert_eq!(text.matches("19 a 20").count(), 50);
    assert!(page.bytes.len() < 120_000, "{} bytes", page.bytes.len());
}

#[tokio::test]
async fn the_files_name_whom_to_visit_and_hold_no_class_no_ground_and_no_formula() {
    let office = Office::open().with_a_proposed_case();
    weigh_the_home(&office);
    office
        .state
        .db
        .write(|tx| {
            tx.execute(
                "update answer set value = '\"=1+1\"' where code = 'neighbourhood'",
                [],
            )
        })
        .unwrap();
    let carmen = office.enter(CARMEN).await;
    let csv = office.get("/prevencion/archivo.csv?area=", &carmen).await;
    assert_eq!(csv.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    assert_eq!(csv.headers[header::CACHE_CONTROL], "no-store");
    let name = csv.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert_eq!(
        name,
        "attachment; filename=\"familias-por-visitar-2026-11-21.csv\""
    );
    let csv = csv.text();
    for field in [
        "Información confidencial",
        "R-TEST-0001-CHILD2",
        "Tadeoprueba",
        "Lucíaprueba",
        "Callejonprueba 14",
        "\"'=1+1\"",
    ] {
        assert!(csv.contains(field), "{field}");
    }
    assert_eq!(
        csv.lines().count(),
        2,
        "Ximena is in child labour: she is not to be found here"
    );
    let xlsx = inside(&office.get("/prevencion/archivo.xlsx", &carmen).await.bytes);
    assert!(xlsx.contains("Tadeoprueba") && !xlsx.contains("<f>"));
    for text in [&csv, &xlsx] {
        holds_none_of(text, &CLASS_WORDS, "the file");
        holds_none_of(
            text,
            &[
                "Ximenaprueba",
                "riesgo",
                "escuela",
                "motivo",
                "puntos",
                "revenci",
                "apoyo del",
            ],
            "the file",
        );
    }
    let taken = taken(&office);
    assert_eq!(taken.len(), 2);
    assert!(
        taken[0].contains("2026-1{\"format\":\"csv\",\"area\":\"\",\"lines\":1}"),
        "{taken:?}"
    );
    holds_none_of(&taken.join(" "), &CANARIES, "events");
}

/// Each file that was taken, as it was noted.
fn taken(office: &Office) -> Vec<String> {
    office
        .state
        .db
        .read(|conn| {
            let mut statement = conn.prepare("select who || subject || detail from event where what = 'prevention.taken' order by id")?;
            statement.query_map([], |row| row.get(0))?.collect()
        })
        .unwrap()
}

/// All texts within an XLSX.
fn inside(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for n in 0..archive.len() {
        archive
            .by_index(n)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
    }
    text
}

#[test]
fn the_command_shows_the_weights_and_refuses_a_file_by_field() {
    let office = Office::open();
    let rayuela = |words: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_rayuela"));
        command.args(words).args(office.at()).output().unwrap()
    };
    let shown = String::from_utf8(rayuela(&["risk", "show"]).stdout).unwrap();
    assert_eq!(shown, classify::at_risk::AT_RISK_1);
    std::fs::create_dir_all(office.desk()).unwrap();
    let file = office.desk().join("pesos.toml");
    let named = file.to_str().unwrap();
    std::fs::write(&file, shown.replace("value = 0.1", "value = 0.9")).unwrap();
    let refused = rayuela(&["risk", "set", named]);
    assert!(!refused.status.success());
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(
        told.contains("pesos.toml") && told.contains("cuts.near_share: se esperaba"),
        "{told}"
    );
    let own = shown
        .replace("id = \"at-risk-1\"", "id = \"tuxtla-2026\"")
        .replace("proposal = true", "proposal = false");
    std::fs::write(&file, &own).unwrap();
    let done = String::from_utf8(rayuela(&["risk", "set", named]).stdout).unwrap();
    assert!(done.starts_with("tuxtla-2026 ("), "{done}");
    assert_eq!(
        String::from_utf8(rayuela(&["risk", "show"]).stdout).unwrap(),
        own
    );
}

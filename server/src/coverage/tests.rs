//! Coverage from rows to pages, through the whole router. Elena supervises, Carmen is case officer;
//! the territory is the demo's invented one.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};
use tower::ServiceExt;

use super::progress::Counts;
use super::store::{self, Scope};
use crate::accounts::Token;
use crate::clock::{Clock, stamp};
use crate::data_folder::DataFolder;
use crate::demo::geography::{SurveyPlace, bring_in, invent, survey_places};
use crate::entropy::SystemEntropy;
use crate::http::{app, serve};
use crate::office::AppState;

struct Noon;

impl Clock for Noon {
    fn now(&self) -> DateTime<Utc> {
        "2026-11-21T18:00:00Z".parse().unwrap()
    }
}

/// A server with an invented territory, two accounts and one round.
struct Office {
    _home: tempfile::TempDir,
    state: AppState,
    places: Vec<SurveyPlace>,
}

impl Office {
    fn open() -> Office {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("data");
        let key = DataFolder::default_key_file(&dir);
        let folder = DataFolder::init(&dir, &key, &SystemEntropy).unwrap();
        let state = serve::start(&folder, Arc::new(Noon), Arc::new(SystemEntropy), false).unwrap();
        let files = home.path().to_owned();
        let places = state.db.write(move |tx| {
            bring_in(tx, &invent(11, 400), &files).unwrap();
            tx.execute_batch(PEOPLE)?;
            survey_places(tx)
        });
        Office {
            _home: home,
            places: places.unwrap(),
            state,
        }
    }

    fn write(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<()> + Send + 'static) {
        self.state.db.write(move |tx| work(tx)).unwrap();
    }

    fn area(&self, place: usize) -> String {
        self.places[place].area.to_string()
    }

    /// Lists dwellings of one state in an area.
    fn list(&self, area: &str, state: &'static str, result: Option<&'static str>, many: usize) {
        let area = area.to_owned();
        self.write(move |conn| {
            for number in 1..=many {
                let id = format!("{area}/{state}/{number}");
                let visits = i64::from(state != "listed");
                conn.execute(
                    "insert into household (id, survey, folio, area, block, dwelling_number, state,
                         visit_result, visits, members, children, discrepancies, receipt,
                         updated_at)
                     values (?1, '2026-1', ?2, ?3, '001', ?4, ?5, ?6, ?7, 4, 2, 0, 1, ?8)",
                    params![
                        id,
                        format!("R-{}-{number:04}", &state[..2].to_uppercase()),
                        area,
                        number.to_string(),
                        state,
                        result,
                        visits,
                        stamp(Noon.now())
                    ],
                )?;
            }
            Ok(())
        });
    }

    async fn get(&self, username: Option<&'static str>, address: &str) -> (StatusCode, String) {
        let mut request = Request::get(address);
        if let Some(username) = username {
            let token = Token::fresh(&SystemEntropy);
            let begun = token.clone();
            self.write(move |conn| {
                conn.execute(
                    "insert into session (token_hash, username, made_at, last_seen_at, expires_at)
                     values (?1, ?2, ?3, ?3, '2026-11-22T00:00:00.000Z')",
                    params![begun.hash().as_slice(), username, stamp(Noon.now())],
                )?;
                Ok(())
            });
            let cookie = token.cookie(false);
            let cookie = format!("{}={}", cookie.name(), cookie.value());
            request = request.header(header::COOKIE, cookie);
        }
        let request = request.body(Body::empty()).unwrap();
        let answer = app(self.state.clone()).oneshot(request).await.unwrap();
        let status = answer.status();
        let body = axum::body::to_bytes(answer.into_body(), 4 << 20)
            .await
            .unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    async fn elena(&self, address: &str) -> String {
        let (status, body) = self.get(Some("elena"), address).await;
        assert_eq!(status, StatusCode::OK, "{address}");
        body
    }
}

const PEOPLE: &str = "
    insert into person (id, name, role) values
        ('p1', 'Elena Zamudio', 'supervisor'), ('p2', 'Carmen Ibarra', 'case_officer');
    insert into account (username, person, role, password_hash, made_at) values
        ('elena', 'p1', 'supervisor', 'x', ''), ('carmen', 'p2', 'case_officer', 'x', '');
    insert into questionnaire (content_id, json, signature) values ('q', '{}', x'00');
    insert into survey (id, name, starts, ends, questionnaire) values
        ('2026-1', 'Primera ronda', '2026-11-01', '2026-12-15', 'q'),
        ('2025-1', 'Ronda anterior', '2025-11-01', '2025-12-15', 'q');
";

#[test]
fn dwellings_are_counted_by_area_and_round() {
    let office = Office::open();
    let area = office.area(0);
    office.list(&area, "listed", None, 2);
    office.list(&area, "visited", Some("01"), 3);
    office.list(&area, "complete", Some("00"), 5);
    office.list(&area, "refused", Some("03"), 1);
    office.list(&area, "not_a_home", Some("06"), 4);
    office.write(|conn| {
        conn.execute(
            "insert into household select id, '2025-1', folio, area, block, dwelling_number, state,
                 visit_result, visits, members, children, discrepancies, receipt, content_id,
                 last_by, updated_at from household limit 7",
            [],
        )?;
        Ok(())
    });
    let areas = office
        .state
        .db
        .read(|conn| store::by_area(conn, "2026-1", Scope::Work))
        .unwrap();
    let covered = areas
        .iter()
        .find(|covered| covered.area.to_string() == area)
        .unwrap();
    let expect = Counts {
        listed: 15,
        visited: 13,
        complete: 5,
        refused: 1,
        not_a_home: 4,
    };
    assert_eq!(covered.counts, expect);
    assert_eq!(covered.counts.pending(), 5);
    assert_eq!(covered.expected.unwrap().max, office.places[0].households);
    let elsewhere: u64 = areas
        .iter()
        .filter(|covered| covered.area.to_string() != area)
        .map(|a| a.counts.listed)
        .sum();
    assert_eq!(elsewhere, 0);
}

#[test]
fn areas_of_work_are_those_of_zones_assignments_and_dwellings() {
    let office = Office::open();
    let work = |office: &Office, scope| {
        office
            .state
            .db
            .read(move |conn| store::by_area(conn, "2026-1", scope))
            .unwrap()
            .len()
    };
    assert_eq!(work(&office, Scope::All), office.places.len());
    office.write(|conn| conn.execute_batch("delete from zone_area; delete from zone;"));
    assert_eq!(work(&office, Scope::Work), 0);
    let assigned = office.area(1);
    office.write(move |conn| {
        conn.execute(
            "insert into assignment (person, survey, area, made_at) values ('p1', '2026-1', ?1, '')",
            [assigned],
        )?;
        Ok(())
    });
    assert_eq!(work(&office, Scope::Work), 1);
    // An area that the territory does not know still shows what was listed there.
    office.list("ageb:0790100019990", "complete", Some("00"), 1);
    assert_eq!(work(&office, Scope::Work), 2);
}

#[tokio::test]
async fn a_supervisor_sees_the_map_the_table_and_the_totals() {
    let office = Office::open();
    let area = office.area(0);
    let homes = office.places[0].households as usize;
    office.list(&area, "complete", Some("00"), homes);
    let page = office.elena("/cobertura").await;
    assert_eq!(
        page.matches("<path class=\"area").count(),
        office.places.len()
    );
    assert!(page.contains("Primera ronda, 1 nov 2026 – 15 dic 2026"));
    assert!(page.contains(&format!(
        "<a href=\"/cobertura/{area}\" tabindex=\"-1\"><path class=\"area m4\""
    )));
    assert!(
        page.contains("fill=\"url(#hatch)\""),
        "areas without visits are hatched"
    );
    assert!(page.contains(&office.places[0].name));
    assert!(page.contains(&office.places[0].neighbourhoods[0]));
    assert!(page.contains("100 %"));
    assert!(!page.contains("Faltan polígonos"));
    let english = office.elena("/cobertura?lang=en").await;
    assert!(english.contains("Households expected") && !english.contains("Hogares esperados"));
}

#[tokio::test]
async fn a_zone_in_the_address_narrows_map_and_table() {
    let office = Office::open();
    let zone = office.places[0].zone.clone().unwrap();
    let inside = office
        .places
        .iter()
        .filter(|place| place.zone.as_ref() == Some(&zone))
        .count();
    let page = office
        .elena(&format!("/cobertura?zona={}", zone.replace(' ', "+")))
        .await;
    assert_eq!(page.matches("<path class=\"area").count(), inside);
    assert_eq!(page.matches("<a data-row").count(), inside);
    assert!(page.contains(&format!("<option selected>{zone}</option>")));
}

#[tokio::test]
async fn without_polygons_squares_are_drawn_and_the_page_says_so() {
    let office = Office::open();
    office.write(|conn| conn.execute_batch("update area set polygon = null"));
    let page = office.elena("/cobertura").await;
    assert!(page.contains("Faltan los polígonos: se dibujan cuadros en lugar del mapa."));
    assert!(!page.contains("<svg class=\"map\""));
    assert_eq!(
        page.matches("tabindex=\"-1\" title=").count(),
        office.places.len()
    );

    office.write(|conn| {
        conn.execute_batch(
            "update area set polygon = '{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[1,0],[1,1],[0,0]]]]}'
             where kind = 'locality'",
        )
    });
    let page = office.elena("/cobertura").await;
    assert!(page.contains("estas áreas se dibujan como cuadros"));
    assert!(page.contains("<svg class=\"map\""));
}

#[tokio::test]
async fn an_area_lists_its_folios_and_filters_them_by_state() {
    let office = Office::open();
    let area = office.area(0);
    office.list(&area, "complete", Some("C0"), 60);
    office.list(&area, "refused", Some("03"), 2);
    let page = office.elena(&format!("/cobertura/{area}")).await;
    assert!(page.contains("R-CO-0001") && page.contains("1–50 de 62"));
    assert!(page.contains("Completa, sin personas de 5 a 17 años"));
    let second = office.elena(&format!("/cobertura/{area}?pagina=2")).await;
    assert_eq!(second.matches("<tr>").count(), 1 + 12);
    let refused = office
        .elena(&format!("/cobertura/{area}?estado=refused"))
        .await;
    assert!(refused.contains("R-RE-0002") && !refused.contains("R-CO-"));
    assert!(refused.contains("1–2 de 2"));
}

#[tokio::test]
async fn names_answers_and_classes_never_reach_the_pages_of_a_supervisor() {
    let office = Office::open();
    let area = office.area(0);
    office.list(&area, "complete", Some("00"), 1);
    let household = format!("{area}/complete/1");
    office.write(move |conn| {
        conn.execute(
            "insert into answer (household, survey, subject, code, n, value, given_at, change_hash)
             values (?1, '2026-1', 'm3f2a1c', 'given_names', 0, '\"Xochiquétzal\"', '', x'00')",
            [&household],
        )?;
        conn.execute(
            "insert into classification (household, survey, member, edition, receipt, facts,
                 verdict, grounds, in_scope, child_labour, area, classified_at)
             values (?1, '2026-1', 'm3f2a1c', 'mx-inegi-2016', 1, '{}', '{\"t\":\"PELIGROSA\"}', '[]',
                 1, 1, 'ageb:x', '')",
            [&household],
        )?;
        Ok(())
    });
    for address in ["/cobertura".to_owned(), format!("/cobertura/{area}")] {
        let page = office.elena(&address).await.to_lowercase();
        assert!(page.contains("complet"), "{address} shows its own matter");
        for secret in [
            "xochiqu",
            "peligrosa",
            "trabajo infantil",
            "child labour",
            "m3f2a1c",
        ] {
            assert!(!page.contains(secret), "{secret} in {address}");
        }
    }
}

#[tokio::test]
async fn nobody_but_a_supervisor_opens_coverage() {
    let office = Office::open();
    for address in [
        "/cobertura".to_owned(),
        format!("/cobertura/{}", office.area(0)),
    ] {
        let (status, page) = office.get(Some("carmen"), &address).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{address}");
        assert!(!page.contains(&office.places[0].name));
        let (status, page) = office.get(None, &address).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{address}");
        assert!(page.is_empty());
    }
}

#[tokio::test]
async fn an_area_that_is_not_there_is_not_found() {
    let office = Office::open();
    for address in [
        "/cobertura/ageb:0710100010363",
        "/cobertura/nada",
        "/cobertura/%00",
    ] {
        let (status, _) = office.get(Some("elena"), address).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{address}");
    }
}

#[tokio::test]
async fn before_census_and_round_the_page_says_how_to_begin() {
    let office = Office::open();
    office.write(|conn| conn.execute_batch("delete from zone_area; delete from area;"));
    assert!(
        office
            .elena("/cobertura")
            .await
            .contains("Aún no hay áreas que mostrar")
    );
    office.write(|conn| conn.execute_batch("delete from survey"));
    assert!(
        office
            .elena("/cobertura")
            .await
            .contains("Primero abra una ronda")
    );
}

#[tokio::test]
async fn a_colonia_with_signs_is_text_and_not_markup() {
    let office = Office::open();
    office.write(|conn| {
        conn.execute(
            "update neighbourhood set name = '<script>x</script>' || name",
            [],
        )?;
        Ok(())
    });
    let page = office.elena("/cobertura").await;
    assert!(!page.contains("<script>x") && page.contains("&#60;script&#62;x"));
}

//! The pages of prevention: `/prevencion` (the list) and its files. Only case work sees them, as
//! the list of restitution; each file that is taken is noted.

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::NaiveDate;
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::json;

use super::file;
use super::find::{Filters, RiskRow};
use super::rules::{self, Held};
use super::store::{self, Counted};
use crate::accounts::{CaseOfficer, Signed};
use crate::beneficiaries::{Person, answers_of, columns::Cell, csv, xlsx};
use crate::children::{ListTabs, Survey, latest_survey, list_tabs};
use crate::clock::stamp;
use crate::events;
use crate::office::AppState;
use crate::pages::{Pager, Place, ROWS, Shell, broken, number, page, staff_routes};

/// The routes of this noun.
pub fn router() -> Router<AppState> {
    staff_routes(
        Router::new()
            .route("/prevencion", get(list))
            .route("/prevencion/archivo.csv", get(as_csv))
            .route("/prevencion/archivo.xlsx", get(as_xlsx)),
    )
}

/// What one reading of the list gave.
#[derive(Default)]
struct Read {
    survey: Option<Survey>,
    tabs: ListTabs,
    counted: Counted,
    held: Option<Held>,
    areas: Vec<(String, String)>,
    rows: Vec<RiskRow>,
    pager: Option<Pager>,
}

#[derive(Template)]
#[template(path = "prevention.html")]
struct PreventionPage {
    shell: Shell,
    filters: Filters,
    tabs: ListTabs,
    survey: Option<Survey>,
    counted: Counted,
    held: Option<Held>,
    areas: Vec<(String, String)>,
    rows: Vec<RiskRow>,
    pager: Pager,
}

impl PreventionPage {
    /// A tile's address: only that standing.
    fn only(&self, standing: &str) -> String {
        format!("/prevencion?situacion={standing}")
    }

    fn count(&self, standing: &str) -> String {
        number(match standing {
            "at_risk" => self.counted.at_risk,
            "not_decided" => self.counted.not_decided,
            _ => self.counted.class_not_known,
        })
    }

    /// The file holds all of the area: it is never narrowed to a ground.
    fn file(&self, ending: &str) -> String {
        let area = self.shell.in_query(&self.filters.area);
        format!("/prevencion/archivo.{ending}?area={area}")
    }

    fn cut(&self) -> u32 {
        self.held
            .as_ref()
            .map_or(0, |held| held.rules.cuts.at_risk_points.value)
    }

    /// The rule set and the beginning of its hash.
    fn mark(&self) -> String {
        let held = self.held.as_ref();
        held.map(|held| format!("{} · {}", &*held.rules.id, &held.hash[..12]))
            .unwrap_or_default()
    }
}

async fn list(
    State(state): State<AppState>,
    signed: Signed<CaseOfficer>,
    Query(filters): Query<Filters>,
) -> Response {
    let (asked, lang) = (filters.clone(), signed.lang);
    let today = state.clock.now().date_naive();
    let read = state.db.read_async(move |conn| {
        let Some(survey) = latest_survey(conn)? else {
            return Ok(Read::default());
        };
        let count = store::count(conn, &survey.id, &asked)?;
        let pager = Pager::new("/prevencion", &asked.pairs(), asked.pagina, count);
        let found = store::find(conn, &survey.id, &asked, pager.skip(), ROWS)?;
        Ok(Read {
            tabs: list_tabs(conn, &survey.id)?,
            counted: store::counted(conn, &survey.id)?,
            held: rules_of(conn, today)?,
            areas: store::areas(conn, &survey.id)?,
            rows: found.iter().map(|it| RiskRow::of(it, lang)).collect(),
            pager: Some(pager),
            survey: Some(survey),
        })
    });
    let read = match read.await {
        Ok(read) => read,
        Err(error) => return broken(&error, lang),
    };
    let title = lang.t("Prevención: en riesgo", "Prevention: at risk");
    page(&PreventionPage {
        shell: Shell::new(&signed, Place::Children, title),
        filters,
        tabs: read.tabs,
        survey: read.survey,
        counted: read.counted,
        held: read.held,
        areas: read.areas,
        rows: read.rows,
        pager: read
            .pager
            .unwrap_or_else(|| Pager::new("/prevencion", &[], None, 0)),
    })
}

fn rules_of(conn: &Connection, today: NaiveDate) -> rusqlite::Result<Option<Held>> {
    rules::for_day(conn, today)
}

/// Which area a file should hold; empty is all of them.
#[derive(Clone, Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    area: String,
}

async fn as_csv(
    State(state): State<AppState>,
    signed: Signed<CaseOfficer>,
    Query(asked): Query<Asked>,
) -> Response {
    let rows = match read_file(&state, &signed, asked, "csv").await {
        Ok(rows) => rows,
        Err(response) => return response,
    };
    match csv::table(&file::COLUMNS, rows.into_iter()) {
        Ok(bytes) => attachment(&state, bytes, "text/csv; charset=utf-8", "csv"),
        Err(error) => broken(&error, signed.lang),
    }
}

async fn as_xlsx(
    State(state): State<AppState>,
    signed: Signed<CaseOfficer>,
    Query(asked): Query<Asked>,
) -> Response {
    let rows = match read_file(&state, &signed, asked, "xlsx").await {
        Ok(rows) => rows,
        Err(response) => return response,
    };
    let drawn_at = stamp(state.clock.now());
    let writing = tokio::task::spawn_blocking(move || {
        let head = xlsx::Head {
            name: file::NAME,
            said: "Nadie en ella recibe todavía un apoyo. Guárdela bajo llave y destrúyala al terminar.",
            drawn_at: &drawn_at,
        };
        xlsx::table(&head, &file::COLUMNS, rows.into_iter())
    });
    match writing.await {
        Ok(Ok(bytes)) => attachment(&state, bytes, XLSX, "xlsx"),
        Ok(Err(error)) => broken(&error, signed.lang),
        Err(error) => broken(&error, signed.lang),
    }
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The rows of a file. That it was taken is noted first: no note, no file.
async fn read_file(
    state: &AppState,
    signed: &Signed<CaseOfficer>,
    asked: Asked,
    ending: &'static str,
) -> Result<Vec<Vec<Cell>>, Response> {
    let (now, person) = (state.clock.now(), signed.account.person.clone());
    let read = state.db.write_async(move |tx| {
        let Some(survey) = latest_survey(tx)? else {
            return Ok(Vec::new());
        };
        let mut rows = Vec::new();
        for child in store::to_visit(tx, &survey.id, &asked.area)? {
            let mut family = answers_of(tx, &child.household, &survey.id, |code| {
                file::QUESTIONS.contains(&code)
            })?;
            family.aged(&child.member, child.age_min, child.age_max);
            let place = child
                .member
                .strip_prefix('m')
                .unwrap_or(&child.member)
                .to_uppercase();
            let folio = format!("{}-{place}", child.home_folio);
            rows.push(file::row(
                &folio,
                &child.area,
                &Person::of(&family, &child.member),
            ));
        }
        let detail = json!({ "format": ending, "area": asked.area, "lines": rows.len() });
        events::note(tx, now, &person, "prevention.taken", &survey.id, &detail)?;
        Ok(rows)
    });
    read.await.map_err(|error| broken(&error, signed.lang))
}

/// `familias-por-visitar-2026-11-21.csv`: no name of anybody, and not what they are visited for.
fn attachment(state: &AppState, bytes: Vec<u8>, kind: &'static str, ending: &str) -> Response {
    let day = state.clock.now().date_naive();
    let name = format!("attachment; filename=\"familias-por-visitar-{day}.{ending}\"");
    let name = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    (
        [
            (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
            (header::CONTENT_DISPOSITION, name),
        ],
        bytes,
    )
        .into_response()
}

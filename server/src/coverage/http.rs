//! `/cobertura`: the map and the table; `/cobertura/{area}`: the folios of one area. Supervisors
//! only; a case officer gets the page that says so.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use survey_forms::area::AreaKey;

use super::page::{self, AreaPage, CoveragePage, DwellingRow, Row};
use super::store::{self, Scope};
use super::{drawing, tiles};
use crate::accounts::{Signed, Supervisor};
use crate::office::AppState;
use crate::pages::{
    Fault, Pager, Place, Shell, broken, day, page, signed_fault_page, staff_routes,
};
use crate::surveys::{self, Survey};

/// The routes of this noun.
pub fn router() -> Router<AppState> {
    staff_routes(
        Router::new()
            .route("/cobertura", get(coverage))
            .route("/cobertura/{area}", get(area)),
    )
}

/// Filters of the map; they stay in the address.
#[derive(Debug, Default, Deserialize)]
struct Filters {
    #[serde(default)]
    zona: String,
    #[serde(default)]
    ver: String,
}

async fn coverage(
    State(state): State<AppState>,
    signed: Signed<Supervisor>,
    Query(filters): Query<Filters>,
) -> Response {
    let title = signed.lang.t("Cobertura", "Coverage");
    let shell = Shell::new(&signed, Place::Coverage, title);
    let drawn = state
        .db
        .read_async(move |conn| {
            let Some(survey) = surveys::latest(conn)? else {
                return coverage_page(shell, &filters, None, Vec::new(), Default::default());
            };
            let scope = if filters.ver == "todas" {
                Scope::All
            } else {
                Scope::Work
            };
            let areas = store::by_area(conn, &survey.id, scope)?;
            let outcomes = store::outcomes(conn, &survey.id)?;
            coverage_page(shell, &filters, Some(survey), areas, outcomes)
        })
        .await;
    match drawn {
        Ok(drawn) => page(&drawn),
        Err(error) => broken(&error, signed.lang),
    }
}

fn coverage_page(
    shell: Shell,
    filters: &Filters,
    survey: Option<Survey>,
    mut areas: Vec<super::AreaCoverage>,
    outcomes: super::rates::Outcomes,
) -> rusqlite::Result<CoveragePage> {
    let lang = shell.lang;
    let mut zones: Vec<String> = areas.iter().filter_map(|area| area.zone.clone()).collect();
    zones.dedup();
    if !filters.zona.is_empty() {
        areas.retain(|area| area.zone.as_deref() == Some(filters.zona.as_str()));
    }
    let (map, missing) = drawing::draw(&areas);
    Ok(CoveragePage {
        round: survey.map(|survey| {
            let days = (day(&survey.starts, lang), day(&survey.ends, lang));
            format!("{}, {} – {}", survey.name, days.0, days.1)
        }),
        zones,
        zone: filters.zona.clone(),
        all: filters.ver == "todas",
        rows: areas.iter().map(|area| Row::of(area, lang)).collect(),
        totals: Row::total(&areas, lang),
        groups: tiles::lay(&areas, &map),
        map,
        missing,
        legend: page::legend(lang),
        rates: page::rates(&outcomes, lang),
        shell,
    })
}

/// Filters of an area's folios.
#[derive(Debug, Default, Deserialize)]
struct Folios {
    #[serde(default)]
    estado: String,
    pagina: Option<u64>,
}

async fn area(
    State(state): State<AppState>,
    signed: Signed<Supervisor>,
    Path(area): Path<String>,
    Query(folios): Query<Folios>,
) -> Response {
    let Ok(area) = area.parse::<AreaKey>() else {
        return not_found(&signed);
    };
    let shell = Shell::new(&signed, Place::Coverage, "");
    let drawn = state.db.read_async(move |conn| {
        let Some(survey) = surveys::latest(conn)? else {
            return Ok(None);
        };
        area_page(conn, shell, &survey, &area, &folios)
    });
    match drawn.await {
        Ok(Some(drawn)) => page(&drawn),
        Ok(None) => not_found(&signed),
        Err(error) => broken(&error, signed.lang),
    }
}

fn area_page(
    conn: &rusqlite::Connection,
    mut shell: Shell,
    survey: &Survey,
    area: &AreaKey,
    folios: &Folios,
) -> rusqlite::Result<Option<AreaPage>> {
    let lang = shell.lang;
    let Some(covered) = store::of_area(conn, &survey.id, area)? else {
        return Ok(None);
    };
    let asked = Some(folios.estado.as_str()).filter(|state| page::is_state(state));
    let count = store::count_dwellings(conn, &survey.id, area, asked)?;
    let path = format!("/cobertura/{area}");
    let pager = Pager::new(
        &path,
        &[("estado", asked.unwrap_or(""))],
        folios.pagina,
        count,
    );
    let most = pager.last().saturating_sub(pager.skip());
    let dwellings = store::dwellings(conn, &survey.id, area, asked, pager.skip(), most)?;
    shell.title = covered.name.clone();
    Ok(Some(AreaPage {
        row: Row::of(&covered, lang),
        state: asked.unwrap_or("").to_owned(),
        states: page::states(lang),
        dwellings: dwellings
            .iter()
            .map(|dwelling| DwellingRow::of(dwelling, lang))
            .collect(),
        pager,
        shell: shell.crumb("/cobertura", lang.t("Cobertura", "Coverage")),
    }))
}

fn not_found(signed: &Signed<Supervisor>) -> Response {
    signed_fault_page(
        Fault::NotFound,
        signed.lang,
        &signed.account,
        &signed.address,
    )
}

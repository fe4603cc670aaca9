//! The pages of programmes and lists: `/programas`, `/programas/{id}`, `/listas/{id}` and its
//! files. Only case work sees them; each reading of a list and each file is noted.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::json;

use super::{Line, List, Part, command, csv, draw_up, keep, store, xlsx};
use crate::accounts::{CaseOfficer, Signed};
use crate::database::DatabaseError;
use crate::office::AppState;
use crate::pages::{
    Fault, Pager, Place, ROWS, Shell, broken, page, signed_fault_page, staff_routes,
};
use crate::programmes::{self, Benefit, Programme, Standing};
use crate::{entropy, events};

/// The routes of this noun.
pub fn router() -> Router<AppState> {
    staff_routes(
        Router::new()
            .route("/programas", get(all))
            .route("/programas/{id}", get(programme))
            .route("/programas/{id}/lista", post(draw))
            .route("/listas/{id}", get(show))
            .route("/listas/{id}/archivo.csv", get(as_csv))
            .route("/listas/{id}/archivo.xlsx", get(as_xlsx)),
    )
}

#[derive(Template)]
#[template(path = "programmes.html")]
struct ProgrammesPage {
    shell: Shell,
    programmes: Vec<(Programme, Vec<List>)>,
}

async fn all(State(state): State<AppState>, signed: Signed<CaseOfficer>) -> Response {
    let read = state.db.read_async(|conn| {
        let known = programmes::known(conn)?.into_iter();
        known
            .map(|(_, it)| store::lists(conn, &it.id).map(|lists| (it, lists)))
            .collect()
    });
    let programmes = match read.await {
        Ok(programmes) => programmes,
        Err(error) => return broken(&error, signed.lang),
    };
    let shell = Shell::new(
        &signed,
        Place::Programmes,
        signed.lang.of_pair(Place::Programmes.words()),
    );
    page(&ProgrammesPage { shell, programmes })
}

#[derive(Template)]
#[template(path = "programme.html")]
struct ProgrammePage {
    shell: Shell,
    programme: Programme,
    benefit: Option<Benefit>,
    in_force: bool,
    lists: Vec<List>,
}

async fn programme(
    State(state): State<AppState>,
    signed: Signed<CaseOfficer>,
    Path(id): Path<String>,
) -> Response {
    let read = state.db.read_async(move |conn| {
        let Some(programme) = known(conn, &id)? else {
            return Ok(None);
        };
        Ok(Some((programme, store::lists(conn, &id)?)))
    });
    let (programme, lists) = match read.await {
        Ok(Some(read)) => read,
        Ok(None) => return refused(Fault::NotFound, &signed),
        Err(error) => return broken(&error, signed.lang),
    };
    let today = state.clock.now().date_naive();
    let (in_force, benefit) = (
        programme.in_force(today).is_ok(),
        programme.benefit(today).cloned(),
    );
    let name = signed
        .lang
        .t(&programme.name.es, &programme.name.en)
        .to_owned();
    let shell = Shell::new(&signed, Place::Programmes, &name).crumb(
        Place::Programmes.path(),
        signed.lang.of_pair(Place::Programmes.words()),
    );
    page(&ProgrammePage {
        shell,
        programme,
        benefit,
        in_force,
        lists,
    })
}

fn known(conn: &Connection, id: &str) -> rusqlite::Result<Option<Programme>> {
    let mut known = programmes::known(conn)?.into_iter().map(|it| it.1);
    Ok(known.find(|programme| programme.id == id))
}

async fn draw(
    State(state): State<AppState>,
    signed: Signed<CaseOfficer>,
    Path(programme): Path<String>,
) -> Response {
    let now = state.clock.now();
    let id = entropy::uuid(&*state.entropy).to_string();
    let asked = id.clone();
    let read = state
        .db
        .read_as_async(move |conn| draw_up(conn, &programme, now.date_naive(), asked, now));
    let drawn = match read.await {
        Ok(drawn) => drawn,
        Err(super::DrawUpError::Database(error)) => return broken(&error, signed.lang),
        Err(super::DrawUpError::NoProgramme(_)) => return refused(Fault::NotFound, &signed),
        Err(_) => return refused(Fault::NotPossible, &signed),
    };
    let person = signed.account.person.clone();
    match state
        .db
        .write_async(move |tx| keep(tx, &drawn, now, &person))
        .await
    {
        Ok(()) => Redirect::to(&format!("/listas/{id}")).into_response(),
        Err(error) => broken(&error, signed.lang),
    }
}

/// What the address of a list asks for.
#[derive(Clone, Debug, Default, Deserialize)]
struct Filters {
    #[serde(default)]
    situacion: String,
    #[serde(default)]
    area: String,
    pagina: Option<u64>,
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    shell: Shell,
    list: List,
    caution: String,
    filters: Filters,
    areas: Vec<String>,
    lines: Vec<Line>,
    pager: Pager,
}

impl ListPage {
    /// A tile's address: only lines of that standing.
    fn only(&self, standing: &Standing) -> String {
        format!("/listas/{}?situacion={}", self.list.id, standing.code())
    }

    fn key<'a>(&self, area: &'a str) -> &'a str {
        area.split_once(':').map_or(area, |(_, key)| key)
    }

    fn count(&self, standing: &Standing) -> String {
        crate::pages::number(self.list.count(*standing))
    }

    fn drawn(&self) -> String {
        crate::pages::day(&self.list.drawn_at, self.shell.lang)
    }
}

async fn show(
    State(state): State<AppState>,
    signed: Signed<CaseOfficer>,
    Path(id): Path<String>,
    Query(filters): Query<Filters>,
) -> Response {
    let (now, person, asked) = (
        state.clock.now(),
        signed.account.person.clone(),
        filters.clone(),
    );
    let read = state.db.write_async(move |tx| {
        let Some(list) = store::list(tx, &id)? else {
            return Ok(None);
        };
        let rows = store::count(tx, &id, &asked.situacion, &asked.area)?;
        let kept = [
            ("situacion", asked.situacion.as_str()),
            ("area", asked.area.as_str()),
        ];
        let pager = Pager::new(&format!("/listas/{id}"), &kept, asked.pagina, rows);
        let lines = store::find(tx, &id, &asked.situacion, &asked.area, pager.skip(), ROWS)?;
        let areas = store::areas(tx, &id)?;
        events::note(
            tx,
            now,
            &person,
            "list.shown",
            &id,
            &json!({ "page": pager.page }),
        )?;
        let programme = known(tx, &list.programme)?;
        Ok(Some((list, programme, areas, lines, pager)))
    });
    let (list, programme, areas, lines, pager) = match read.await {
        Ok(Some(read)) => read,
        Ok(None) => return refused(Fault::NotFound, &signed),
        Err(error) => return broken(&error, signed.lang),
    };
    let lang = signed.lang;
    let words = |pick: fn(&Programme) -> &programmes::Words| {
        programme
            .as_ref()
            .map(|it| lang.t(&pick(it).es, &pick(it).en).to_owned())
            .unwrap_or_default()
    };
    let title = lang.t("Personas propuestas", "Persons proposed");
    let shell = Shell::new(&signed, Place::Programmes, title)
        .crumb(
            Place::Programmes.path(),
            lang.of_pair(Place::Programmes.words()),
        )
        .crumb(
            &format!("/programas/{}", list.programme),
            &words(|it| &it.name),
        );
    page(&ListPage {
        shell,
        caution: words(|it| &it.caution),
        list,
        filters,
        areas,
        lines,
        pager,
    })
}

/// Which lines a file should hold.
#[derive(Clone, Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    lineas: String,
}

impl Asked {
    /// The least unless the whole is asked for.
    fn part(&self) -> Part {
        if self.lineas == "todas" {
            Part::Whole
        } else {
            Part::Proposed
        }
    }
}

async fn as_csv(
    State(state): State<AppState>,
    signed: Signed<CaseOfficer>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    match read_file(&state, &signed, id, asked.part(), "csv").await {
        Ok((list, programme, lines)) => match csv::write(&list, &programme, &lines) {
            Ok(bytes) => attachment(bytes, "text/csv; charset=utf-8", &list, asked.part(), "csv"),
            Err(error) => broken(&error, signed.lang),
        },
        Err(response) => response,
    }
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

async fn as_xlsx(
    State(state): State<AppState>,
    signed: Signed<CaseOfficer>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let (list, programme, lines) = match read_file(&state, &signed, id, asked.part(), "xlsx").await
    {
        Ok(read) => read,
        Err(response) => return response,
    };
    let name = list.clone();
    let writing = tokio::task::spawn_blocking(move || xlsx::write(&list, &programme, &lines));
    match writing.await {
        Ok(Ok(bytes)) => attachment(bytes, XLSX, &name, asked.part(), "xlsx"),
        Ok(Err(error)) => broken(&error, signed.lang),
        Err(error) => broken(&error, signed.lang),
    }
}

/// The lines of a file. That it was taken is noted first: no note, no file.
async fn read_file(
    state: &AppState,
    signed: &Signed<CaseOfficer>,
    id: String,
    part: Part,
    ending: &'static str,
) -> Result<(List, String, Vec<Line>), Response> {
    let (now, person) = (state.clock.now(), signed.account.person.clone());
    let read: Result<_, DatabaseError> = state
        .db
        .write_async(move |tx| {
            let Some(list) = store::list(tx, &id)? else {
                return Ok(None);
            };
            let lines = store::part(tx, &id, part)?;
            let detail =
                json!({ "format": ending, "whole": part == Part::Whole, "lines": lines.len() });
            events::note(tx, now, &person, "list.taken", &id, &detail)?;
            let programme = known(tx, &list.programme)?;
            Ok(Some((
                list,
                programme.map(|it| it.name.es).unwrap_or_default(),
                lines,
            )))
        })
        .await;
    match read {
        Ok(Some(read)) => Ok(read),
        Ok(None) => Err(refused(Fault::NotFound, signed)),
        Err(error) => Err(broken(&error, signed.lang)),
    }
}

fn attachment(
    bytes: Vec<u8>,
    kind: &'static str,
    list: &List,
    part: Part,
    ending: &str,
) -> Response {
    let name = format!(
        "attachment; filename=\"{}\"",
        command::file_name(list, part, ending)
    );
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

fn refused(fault: Fault, signed: &Signed<CaseOfficer>) -> Response {
    signed_fault_page(fault, signed.lang, &signed.account, &signed.address)
}

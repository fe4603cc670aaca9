//! The pages of children: `/casos` (the table), `/casos/{id}` (one child, and its grounds as
//! files), and what a person decides there. Only case work sees them.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use super::find::{Filters, Row};
use super::one::{self, ChildCase};
use super::store;
use super::tabs::{ListTabs, list_tabs};
use super::take_grounds::{self, Form as FileForm};
use crate::accounts::{CaseOfficer, Signed};
use crate::cases::{self, DismissCaseError, OpenCaseError};
use crate::events;
use crate::office::AppState;
use crate::pages::{
    Fault, Pager, Place, ROWS, Shell, broken, page, signed_fault_page, staff_routes,
};

/// The routes of this noun.
pub fn router() -> Router<AppState> {
    staff_routes(
        Router::new()
            .route("/casos", get(table))
            .route("/casos/{id}", get(show))
            .route("/casos/{id}/fundamentos.json", get(grounds_as_json))
            .route("/casos/{id}/fundamentos.txt", get(grounds_as_text))
            .route("/casos/{id}/abrir", post(open))
            .route("/casos/{id}/descartar", post(dismiss)),
    )
}

#[derive(Template)]
#[template(path = "children.html")]
struct ChildrenPage {
    shell: Shell,
    survey: Option<store::Survey>,
    filters: Filters,
    tabs: ListTabs,
    areas: Vec<(String, String)>,
    rows: Vec<Row>,
    pager: Pager,
}

async fn table(
    State(state): State<AppState>,
    signed: Signed<CaseOfficer>,
    Query(filters): Query<Filters>,
) -> Response {
    let asked = filters.clone();
    let lang = signed.lang;
    let read = state.db.read_async(move |conn| {
        let Some(survey) = store::latest_survey(conn)? else {
            return Ok((
                None,
                ListTabs::default(),
                Vec::new(),
                Vec::new(),
                Pager::new("/casos", &[], None, 0),
            ));
        };
        let rows = store::count(conn, &survey.id, &asked)?;
        let pager = Pager::new("/casos", &asked.pairs(), asked.pagina, rows);
        let found = store::find(conn, &survey.id, &asked, pager.skip(), ROWS)?;
        let areas = store::areas(conn, &survey.id)?;
        let tabs = list_tabs(conn, &survey.id)?;
        Ok((
            Some(survey),
            tabs,
            areas,
            found.iter().map(|it| Row::of(it, lang)).collect(),
            pager,
        ))
    });
    let (survey, tabs, areas, rows, pager) = match read.await {
        Ok(read) => read,
        Err(error) => return broken(&error, lang),
    };
    let title = lang.t(
        "Niñas, niños y adolescentes identificados",
        "Children identified",
    );
    let shell = Shell::new(&signed, Place::Children, title);
    page(&ChildrenPage {
        shell,
        survey,
        filters,
        tabs: ListTabs {
            at_restitution: true,
            ..tabs
        },
        areas,
        rows,
        pager,
    })
}

#[derive(Template)]
#[template(path = "child_case.html")]
struct ChildCasePage {
    shell: Shell,
    case: ChildCase,
    reasons: &'static [(&'static str, &'static str, &'static str)],
}

/// Reading a named record is noted, in the same transaction, before anything is shown.
async fn show(
    State(state): State<AppState>,
    signed: Signed<CaseOfficer>,
    Path(id): Path<String>,
) -> Response {
    let (now, lang, person) = (
        state.clock.now(),
        signed.lang,
        signed.account.person.clone(),
    );
    let asked = id.clone();
    let read = state.db.write_async(move |tx| {
        let Some(child) = store::one(tx, &asked)? else {
            return Ok(None);
        };
        let kept = store::record(tx, &child.household, &child.survey, &child.member)?;
        let questionnaire = one::questionnaire(tx, &child)?;
        events::note(
            tx,
            now,
            &person,
            "case.shown",
            &asked,
            &serde_json::json!({}),
        )?;
        Ok(Some(ChildCase::of(
            &asked,
            &child,
            &kept,
            &questionnaire,
            lang,
        )))
    });
    let case = match read.await {
        Ok(Some(case)) => case,
        Ok(None) => {
            return signed_fault_page(Fault::NotFound, lang, &signed.account, &signed.address);
        }
        Err(error) => return broken(&error, lang),
    };
    let shell = Shell::new(
        &signed,
        Place::Children,
        &format!("{} {}", lang.t("Caso", "Case"), case.folio),
    )
    .crumb(
        Place::Children.path(),
        lang.of_pair(Place::Children.words()),
    );
    page(&ChildCasePage {
        shell,
        case,
        reasons: &REASONS,
    })
}

async fn grounds_as_json(
    State(state): State<AppState>,
    signed: Signed<CaseOfficer>,
    Path(id): Path<String>,
) -> Response {
    take_grounds(&state, &signed, id, FileForm::Json).await
}

async fn grounds_as_text(
    State(state): State<AppState>,
    signed: Signed<CaseOfficer>,
    Path(id): Path<String>,
) -> Response {
    take_grounds(&state, &signed, id, FileForm::Text).await
}

/// One child's grounds as a file. That it was taken is noted first: no note, no file.
async fn take_grounds(
    state: &AppState,
    signed: &Signed<CaseOfficer>,
    id: String,
    form: FileForm,
) -> Response {
    let (now, lang, person) = (
        state.clock.now(),
        signed.lang,
        signed.account.person.clone(),
    );
    let read = state.db.write_async(move |tx| {
        let Some(child) = store::one(tx, &id)? else {
            return Ok(None);
        };
        let kept = store::record(tx, &child.household, &child.survey, &child.member)?;
        let asked_with = one::questionnaire(tx, &child)?;
        let detail = serde_json::json!({ "format": form.ending() });
        events::note(tx, now, &person, "case.grounds_taken", &id, &detail)?;
        let text = match form {
            FileForm::Json => take_grounds::as_json(&child, &kept, &asked_with),
            FileForm::Text => take_grounds::as_text(&child, &kept, &asked_with, lang),
        };
        Ok(Some((form.file_name(&child.folio), text)))
    });
    match read.await {
        Ok(Some((name, text))) => attachment(form, &name, text),
        Ok(None) => refused(Fault::NotFound, signed),
        Err(error) => broken(&error, lang),
    }
}

fn attachment(form: FileForm, name: &str, text: String) -> Response {
    let name = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static(form.kind());
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, name),
    ];
    (headers, text).into_response()
}

/// Why a proposed case may be dismissed.
const REASONS: [(&str, &str, &str); 4] = [
    (
        "duplicate",
        "Ya hay un caso de esta niña, niño o adolescente",
        "There is a case of this child already",
    ),
    (
        "wrong_answer",
        "Una respuesta estaba equivocada",
        "An answer was wrong",
    ),
    (
        "moved",
        "La familia ya no vive en el municipio",
        "The family has left the municipality",
    ),
    ("other", "Otro motivo", "Another reason"),
];

/// A reason and, if it needs one, a sentence.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dismissing {
    reason: String,
    #[serde(default)]
    note: String,
}

async fn open(
    State(state): State<AppState>,
    signed: Signed<CaseOfficer>,
    Path(id): Path<String>,
) -> Response {
    let (now, person, asked) = (state.clock.now(), signed.account.person.clone(), id.clone());
    let done = state
        .db
        .write_as_async(move |tx| cases::open(tx, now, &person, &asked))
        .await;
    match done {
        Ok(_) => back_to(&id),
        Err(OpenCaseError::Database(error)) => broken(&error, signed.lang),
        Err(OpenCaseError::NoCase) => refused(Fault::NotFound, &signed),
        Err(_) => refused(Fault::NotPossible, &signed),
    }
}

async fn dismiss(
    State(state): State<AppState>,
    signed: Signed<CaseOfficer>,
    Path(id): Path<String>,
    Form(form): Form<Dismissing>,
) -> Response {
    let Some(reason) = form.in_words() else {
        return refused(Fault::ReasonMissing, &signed);
    };
    let (now, person, asked) = (state.clock.now(), signed.account.person.clone(), id.clone());
    let done = state
        .db
        .write_as_async(move |tx| cases::dismiss(tx, now, &person, &asked, &reason))
        .await;
    match done {
        Ok(_) => back_to(&id),
        Err(DismissCaseError::Database(error)) => broken(&error, signed.lang),
        Err(DismissCaseError::NoCase) => refused(Fault::NotFound, &signed),
        Err(DismissCaseError::NoReason) => refused(Fault::ReasonMissing, &signed),
        Err(DismissCaseError::Decided) => refused(Fault::NotPossible, &signed),
    }
}

impl Dismissing {
    /// The reason as it is kept, in Spanish; `None` for a code we do not offer, and for
    /// "another reason" without a note.
    fn in_words(&self) -> Option<String> {
        let offered = REASONS.iter().find(|row| row.0 == self.reason)?;
        let note = self.note.trim();
        match (self.reason.as_str(), note) {
            ("other", "") => None,
            ("other", note) => Some(note.to_owned()),
            (_, "") => Some(format!("{}.", offered.1)),
            (_, note) => Some(format!("{}: {note}", offered.1)),
        }
    }
}

fn back_to(case: &str) -> Response {
    Redirect::to(&format!("/casos/{case}")).into_response()
}

fn refused(fault: Fault, signed: &Signed<CaseOfficer>) -> Response {
    signed_fault_page(fault, signed.lang, &signed.account, &signed.address)
}

#[cfg(test)]
mod tests {
    use super::Dismissing;

    fn check(reason: &str, note: &str, kept: Option<&str>) {
        let form = Dismissing {
            reason: reason.into(),
            note: note.into(),
        };
        assert_eq!(form.in_words().as_deref(), kept);
    }

    #[test]
    fn a_case_is_dismissed_only_with_a_reason_that_says_something() {
        check(
            "duplicate",
            " ",
            Some("Ya hay un caso de esta niña, niño o adolescente."),
        );
        check(
            "wrong_answer",
            "trabaja su primo",
            Some("Una respuesta estaba equivocada: trabaja su primo"),
        );
        check("other", "", None);
        check("other", "vive con su abuela", Some("vive con su abuela"));
        check("because", "x", None);
    }
}

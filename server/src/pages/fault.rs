//! Pages that say what did not work, what it means and what to do. They name nobody and repeat
//! nothing that was sent.

use askama::Template;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::{Lang, Shell, page};
use crate::accounts::Account;
use crate::http::problem::{self, Problem};

/// What did not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The page belongs to another role.
    OtherRole,
    /// Sent from a page that is not ours.
    OtherSite,
    /// There is no such page or thing.
    NotFound,
    /// What was sent cannot be done, for instance because somebody did it first.
    NotPossible,
    /// A decision needs its reason.
    ReasonMissing,
    /// The server failed.
    Broken,
}

impl Fault {
    fn status(self) -> StatusCode {
        match self {
            Fault::OtherRole | Fault::OtherSite => StatusCode::FORBIDDEN,
            Fault::NotFound => StatusCode::NOT_FOUND,
            Fault::NotPossible => StatusCode::CONFLICT,
            Fault::ReasonMissing => StatusCode::UNPROCESSABLE_ENTITY,
            Fault::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn title(self) -> (&'static str, &'static str) {
        match self {
            Fault::OtherRole => (
                "Esta página no es para su cuenta",
                "This page is not for your account",
            ),
            Fault::OtherSite => ("No se hizo nada", "Nothing was done"),
            Fault::NotFound => ("Aquí no hay nada", "There is nothing here"),
            Fault::NotPossible => ("Ya no se puede hacer", "It can no longer be done"),
            Fault::ReasonMissing => ("Falta el motivo", "The reason is missing"),
            Fault::Broken => (
                "Algo falló en el servidor",
                "Something failed in the server",
            ),
        }
    }

    fn body(self) -> (&'static str, &'static str) {
        match self {
            Fault::OtherRole => (
                "Su cuenta tiene otra tarea y no abre esta página. Si la necesita, pídala a quien administra Rayuela.",
                "Your account has another task and does not open this page. If you need it, ask whoever runs Rayuela.",
            ),
            Fault::OtherSite => (
                "La solicitud llegó desde otro sitio y se rechazó. Vuelva al inicio y repita el paso.",
                "The request came from another site and was refused. Go back to the start and do the step again.",
            ),
            Fault::NotFound => (
                "La dirección está mal escrita o ya no existe. Vuelva al inicio y búsquela desde ahí.",
                "The address is mistyped or gone. Go back to the start and look for it from there.",
            ),
            Fault::NotPossible => (
                "Otra persona ya lo hizo, o falta un dato. Abra la página de nuevo para ver cómo está.",
                "Someone else did it already, or something is missing. Open the page again to see how it stands.",
            ),
            Fault::ReasonMissing => (
                "No se guardó nada. Vuelva al caso, elija el motivo y, si es otro, escríbalo.",
                "Nothing was kept. Go back to the case, choose the reason and, if it is another, write it.",
            ),
            Fault::Broken => (
                "No se guardó nada a medias. Inténtelo de nuevo en un minuto; si sigue, avise a quien administra Rayuela.",
                "Nothing was half kept. Try again in a minute; if it goes on, tell whoever runs Rayuela.",
            ),
        }
    }
}

#[derive(Template)]
#[template(path = "fault.html")]
struct FaultPage {
    shell: Shell,
    body: &'static str,
}

/// The page for somebody who may not be signed in.
pub fn fault_page(fault: Fault, lang: Lang) -> Response {
    let shell = Shell::outside(lang, lang.of_pair(fault.title()), "/");
    draw(fault, shell)
}

/// The page within the shell of the person's own role.
pub fn signed_fault_page(fault: Fault, lang: Lang, account: &Account, address: &str) -> Response {
    let shell = Shell::for_account(account, lang, lang.of_pair(fault.title()), address);
    draw(fault, shell)
}

fn draw(fault: Fault, shell: Shell) -> Response {
    let body = shell.lang.of_pair(fault.body());
    (fault.status(), page(&FaultPage { shell, body })).into_response()
}

/// The page for an error of the server, which is noted in the log by its sentence.
pub fn broken(error: &dyn std::error::Error, lang: Lang) -> Response {
    tracing::error!(error = %error, "a page failed");
    fault_page(Fault::Broken, lang)
}

/// For addresses that nobody answers: a page for a browser, a problem for a device.
pub async fn not_found(lang: Lang, headers: HeaderMap) -> Response {
    let accepts = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok());
    if accepts.is_some_and(|accepts| accepts.contains("text/html")) {
        return fault_page(Fault::NotFound, lang);
    }
    Problem::new(&problem::NOT_FOUND).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Fault; 6] = [
        Fault::OtherRole,
        Fault::OtherSite,
        Fault::NotFound,
        Fault::NotPossible,
        Fault::ReasonMissing,
        Fault::Broken,
    ];

    #[test]
    fn every_fault_says_what_to_do_in_short_sentences() {
        for fault in ALL {
            let (es, en) = fault.body();
            for sentence in es.split(['.', ';']).chain(en.split(['.', ';'])) {
                assert!(sentence.split_whitespace().count() <= 20, "{sentence}");
            }
        }
    }

    #[tokio::test]
    async fn a_fault_page_carries_its_status() {
        assert_eq!(
            fault_page(Fault::OtherRole, Lang::Es).status(),
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            fault_page(Fault::NotFound, Lang::En).status(),
            StatusCode::NOT_FOUND
        );
    }
}

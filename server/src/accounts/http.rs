//! The routes of accounts: `/entrar` and `/salir`.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use serde::Deserialize;

use super::session;
use super::sign_in::{NotSignedIn, SignedIn, sign_in};
use super::signed::{AnyRole, Signed, tokens};
use crate::events;
use crate::office::AppState;
use crate::pages::{Lang, Place, Shell, page, staff_routes};

/// The routes of this noun.
pub fn router() -> Router<AppState> {
    staff_routes(
        Router::new()
            .route("/entrar", get(show).post(enter))
            .route("/salir", post(leave))
            .route("/", get(home)),
    )
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    shell: Shell,
    username: String,
    on: String,
    fault: Option<String>,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    a: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entering {
    username: String,
    password: String,
    #[serde(default)]
    a: String,
}

async fn show(lang: Lang, Query(asked): Query<Asked>) -> Response {
    page(&sign_in_page(lang, "", &asked.a, None))
}

fn sign_in_page(lang: Lang, username: &str, on: &str, fault: Option<String>) -> SignInPage {
    let shell = Shell::outside(lang, lang.t("Entrar", "Sign in"), "/entrar");
    SignInPage {
        shell,
        username: username.to_owned(),
        on: our_path(on).to_owned(),
        fault,
    }
}

async fn enter(
    State(state): State<AppState>,
    lang: Lang,
    jar: CookieJar,
    Form(form): Form<Entering>,
) -> Response {
    let (before, browser) = tokens(&jar, state.tls);
    let (status, fault) =
        match sign_in(&state, &form.username, form.password, browser, before).await {
            Ok(signed) => return welcome(jar, &signed, our_path(&form.a), state.tls),
            Err(NotSignedIn::NotRight) => (StatusCode::UNAUTHORIZED, not_right(lang)),
            Err(NotSignedIn::Wait(wait)) => (
                StatusCode::TOO_MANY_REQUESTS,
                wait_a_little(lang, wait.num_seconds() + 1),
            ),
            Err(NotSignedIn::Database(error)) => {
                tracing::error!(%error, "sign-in failed");
                let words = lang.t(
                    "El servidor no pudo revisar sus datos. Inténtelo de nuevo en un minuto.",
                    "The server could not check your details. Try again in a minute.",
                );
                (StatusCode::SERVICE_UNAVAILABLE, words.to_owned())
            }
        };
    (
        status,
        page(&sign_in_page(lang, &form.username, &form.a, Some(fault))),
    )
        .into_response()
}

fn welcome(jar: CookieJar, signed: &SignedIn, on: &str, tls: bool) -> Response {
    let jar = jar
        .add(signed.session.cookie(tls))
        .add(signed.browser.browser_cookie(tls));
    (jar, Redirect::to(on)).into_response()
}

fn not_right(lang: Lang) -> String {
    let words = lang.t(
        "El nombre o la contraseña no son correctos. Escríbalos de nuevo.",
        "The name or the password is not right. Write both again.",
    );
    words.to_owned()
}

fn wait_a_little(lang: Lang, seconds: i64) -> String {
    match lang {
        Lang::Es => format!(
            "Hubo varios intentos equivocados. Espere {seconds} segundos y escriba de nuevo."
        ),
        Lang::En => {
            format!("There were several wrong tries. Wait {seconds} seconds and write again.")
        }
    }
}

async fn leave(State(state): State<AppState>, signed: Signed<AnyRole>, jar: CookieJar) -> Response {
    let now = state.clock.now();
    if let (Some(token), _) = tokens(&jar, state.tls) {
        let person = signed.account.person.clone();
        let ended = state.db.write_async(move |tx| {
            session::end(tx, &token)?;
            events::note(
                tx,
                now,
                &person,
                "account.signed_out",
                &person,
                &serde_json::json!({}),
            )
        });
        if let Err(error) = ended.await {
            return crate::pages::broken(&error, signed.lang);
        }
    }
    let mut gone = Cookie::from(session::session_cookie(state.tls));
    gone.set_path("/");
    let clear = [("clear-site-data", "\"cache\", \"storage\"")];
    (jar.remove(gone), clear, Redirect::to("/entrar")).into_response()
}

/// Each role begins where its work is.
async fn home(signed: Signed<AnyRole>) -> Redirect {
    Redirect::to(Place::first_of(signed.account.role).path())
}

/// Only a path of ours: nobody is sent elsewhere after signing in.
fn our_path(on: &str) -> &str {
    let ours = on.starts_with('/')
        && !on.starts_with("//")
        && !on.contains('\\')
        && !on.chars().any(char::is_control);
    if ours { on } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::our_path;

    #[test]
    fn nobody_is_sent_to_another_site_after_signing_in() {
        assert_eq!(our_path("/casos?sexo=woman"), "/casos?sexo=woman");
        for elsewhere in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "",
            "/a\r\nb",
        ] {
            assert_eq!(our_path(elsewhere), "/", "{elsewhere:?}");
        }
    }
}

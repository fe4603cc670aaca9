//! `POST /api/enrol`: a code and a public key against an id, a token and all that a device needs.

use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::routing::post;
use axum::{Json, Router};
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value, json};

use super::enrol::{Enrolled, NotEnrolled, enrol};
use super::store;
use crate::http::problem::{
    BAD_PUBLIC_KEY, BAD_REQUEST, CODE_NOT_GOOD, INTERNAL, Problem, TOO_MANY_TRIES,
};
use crate::office::AppState;
use crate::{assignments, surveys};

/// The routes of this noun.
pub fn router() -> Router<AppState> {
    Router::new().route("/api/enrol", post(post_enrol))
}

#[derive(Deserialize)]
struct Asked {
    code: String,
    /// Ed25519, 64 hexadecimal digits.
    public_key: String,
    #[serde(default)]
    device_label: String,
}

async fn post_enrol(
    State(state): State<AppState>,
    asked: Result<Json<Asked>, JsonRejection>,
) -> Result<Json<Value>, Problem> {
    let Json(asked) = asked.map_err(|_| Problem::new(&BAD_REQUEST))?;
    let public_key = hex::decode(&asked.public_key).unwrap_or_default();
    let (now, entropy) = (state.clock.now(), state.entropy.clone());
    let enrolled = state
        .db
        .write_async(move |tx| {
            enrol(
                tx,
                now,
                entropy.as_ref(),
                &asked.code,
                &public_key,
                &asked.device_label,
            )
        })
        .await?
        .map_err(|refusal| {
            Problem::new(match refusal {
                NotEnrolled::CodeNotGood => &CODE_NOT_GOOD,
                NotEnrolled::TooManyTries => &TOO_MANY_TRIES,
                NotEnrolled::BadPublicKey => &BAD_PUBLIC_KEY,
            })
        })?;
    tracing::info!(device = enrolled.device, "device enrolled");
    let server_key = state.keys.server_key();
    let welcome = state
        .db
        .read_as_async(move |conn| welcome(conn, &enrolled, &server_key))
        .await?;
    Ok(Json(welcome))
}

fn welcome(conn: &Connection, enrolled: &Enrolled, server_key: &str) -> Result<Value, Problem> {
    let survey = surveys::survey(conn, &enrolled.survey)?.ok_or(Problem::new(&INTERNAL))?;
    let form = surveys::issued_questionnaire(conn, &survey.questionnaire)?
        .ok_or(Problem::new(&INTERNAL))?;
    let scope = assignments::scope(conn, &enrolled.person, &enrolled.survey)?;
    Ok(json!({
        "device": enrolled.device,
        "token": enrolled.token,
        "person": { "name": store::person_name(conn, &enrolled.person)?.unwrap_or_default() },
        "municipality": assignments::municipality(conn)?,
        "survey": survey.id,
        "questionnaires": [{
            "content_id": form.content_id,
            "json": form.json,
            "signature": hex::encode(&form.signature),
        }],
        "server_key": server_key,
        "assignments_version": scope.version(),
        "assignments": scope.areas,
        "areas": assignments::areas_as_json(conn, &scope)?,
    }))
}

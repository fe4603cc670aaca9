//! `GET /api/assignments`: what this device is to survey.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::get;
use axum::{Json, Router};
use rusqlite::Connection;
use serde_json::{Value, json};
use survey_forms::area::AreaKey;

use super::store::{Scope, scope};
use crate::devices::authenticate::{authenticate, token};
use crate::http::Problem;
use crate::office::AppState;
use crate::territory::areas_for_device;

/// The routes of this noun.
pub fn router() -> Router<AppState> {
    Router::new().route("/api/assignments", get(get_assignments))
}

async fn get_assignments(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Json<Value>, Problem> {
    let token = token(&headers);
    let answer = state
        .db
        .read_as_async(move |conn| {
            let device = authenticate(conn, token.as_deref())?.active()?;
            let scope = scope(conn, &device.person, &device.survey)?;
            Ok::<_, Problem>(json!({
                "version": scope.version(),
                "survey": device.survey,
                "areas": areas_as_json(conn, &scope)?,
            }))
        })
        .await?;
    Ok(Json(answer))
}

/// The areas of a scope with names, colonias, blocks and expected households.
pub fn areas_as_json(conn: &Connection, scope: &Scope) -> Result<Value, Problem> {
    let areas: Vec<AreaKey> = scope
        .areas
        .iter()
        .filter_map(|area| area.parse().ok())
        .collect();
    let told = areas_for_device(conn, &areas)?;
    Ok(json!(told))
}

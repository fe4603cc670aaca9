//! `POST /api/hand-over`: token, signature, batch number, bounded decoding, in this order; then
//! take-in; then what others changed. The answer leaves after the commit.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use sync::wire::{BODY_MAX, Envelope, NotSigned, PATH, VerifyingKey, WireError};

use super::reply::complete;
use super::take_in::{BATCH_MAX, Desk, Opened, TakeInError, take_in};
use crate::devices::authenticate::{Known, authenticate, token};
use crate::devices::store::have_list_came;
use crate::http::problem::{
    BATCH_CUT_OFF, BATCH_NUMBER_WRONG, BATCH_TOO_LARGE, INTERNAL, Problem, SIGNATURE_WRONG,
};
use crate::office::AppState;
use crate::surveys;

/// The routes of this noun.
pub fn router() -> Router<AppState> {
    Router::new()
        .route(PATH, post(post_hand_over))
        .layer(DefaultBodyLimit::max(BODY_MAX))
}

async fn post_hand_over(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let opened = open(&state, headers, body).await?;
    let device = opened.device.clone();
    let batch = opened.batch.clone();
    let desk = Desk {
        keys: Arc::clone(&state.keys),
        entropy: Arc::clone(&state.entropy),
        now: state.clock.now(),
    };
    let said_what_it_has = batch.have.is_some() && !device.revoked;
    let taken = state
        .db
        .write_as_async(move |tx| {
            if said_what_it_has {
                have_list_came(tx, &opened.device.id)?;
            }
            take_in(tx, &desk, opened)
        })
        .await?;
    if taken.last_receipt > 0 {
        state.projector.tell(taken.last_receipt);
    }
    tracing::info!(
        device = device.id,
        batch = batch.number,
        households = batch.households.len(),
        receipt = taken.last_receipt,
        "hand-over"
    );
    let reply = if taken.reply.wipe {
        taken.reply
    } else {
        let keys = Arc::clone(&state.keys);
        let complete =
            move |conn: &rusqlite::Connection| complete(conn, &keys, &batch, &device, taken);
        state.db.read_async(complete).await?
    };
    Ok((
        [(header::CONTENT_TYPE, "application/octet-stream")],
        reply.encode(),
    )
        .into_response())
}

/// Who it is, whether they signed it, and only then what it says.
async fn open(state: &AppState, headers: HeaderMap, body: Bytes) -> Result<Opened, Problem> {
    let token = token(&headers);
    let known = state
        .db
        .read_as_async(move |conn| authenticate(conn, token.as_deref()))
        .await?;
    let (Known::Active(device) | Known::Revoked(device)) = known;
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let envelope = Envelope::from_headers(header, body.to_vec()).map_err(refused)?;
    if envelope.device.to_string() != device.id {
        return Err(Problem::new(&SIGNATURE_WRONG));
    }
    if envelope.number == 0 || envelope.number > BATCH_MAX {
        return Err(Problem::new(&BATCH_NUMBER_WRONG));
    }
    state
        .db
        .read_as_async(move |conn| {
            let key: [u8; 32] = device
                .public_key
                .as_slice()
                .try_into()
                .map_err(|_| Problem::new(&INTERNAL))?;
            let key = VerifyingKey::from_bytes(&key).map_err(|_| Problem::new(&INTERNAL))?;
            let batch = envelope.open(&key).map_err(refused)?;
            Ok(Opened::new(device, envelope, batch, &surveys::ids(conn)?))
        })
        .await
}

fn refused(reason: NotSigned) -> Problem {
    Problem::new(match reason {
        NotSigned::Header(_) | NotSigned::Signature | NotSigned::Mismatch => &SIGNATURE_WRONG,
        NotSigned::Body(WireError::TooLong) => &BATCH_TOO_LARGE,
        NotSigned::Body(_) => &BATCH_CUT_OFF,
    })
}

impl From<TakeInError> for Problem {
    fn from(error: TakeInError) -> Self {
        match error {
            TakeInError::Database(error) => error.into(),
            TakeInError::Log(error) => {
                tracing::error!(%error, "the log refused");
                Self::new(&INTERNAL)
            }
        }
    }
}

//! Problems: what the server says when it does not do what was asked (RFC 9457). One table of
//! codes that are never reused; each has a sentence in Spanish and in English that says what to
//! do. No name, address or answer ever stands in one.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::database::DatabaseError;

/// One row of the table.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    pub code: &'static str,
    pub status: u16,
    pub es: &'static str,
    pub en: &'static str,
}

/// The table. Each noun adds its rows here, so that codes stay apart.
macro_rules! problems {
    ($($name:ident $code:literal $status:literal $es:literal $en:literal;)*) => {
        $(pub const $name: Kind = Kind { code: $code, status: $status, es: $es, en: $en };)*
        /// Every kind there is.
        pub const ALL: &[&Kind] = &[$(&$name),*];
    };
}

problems! {
    NOT_FOUND "not_found" 404
        "No hay nada en esta dirección. Revise la dirección."
        "There is nothing at this address. Check the address.";
    INTERNAL "internal" 500
        "Algo falló en el servidor; no se guardó nada a medias. Inténtelo de nuevo."
        "Something failed in the server; nothing was half kept. Try again.";
    BAD_REQUEST "bad_request" 400
        "La solicitud no se entiende. Actualice la aplicación e inténtelo de nuevo."
        "The request cannot be understood. Update the app and try again.";
    CODE_NOT_GOOD "enrolment_code_not_good" 403
        "El código no sirve: está mal escrito, venció o ya se usó. Pida otro a su supervisora."
        "The code is no good: mistyped, expired or used. Ask your supervisor for another.";
    TOO_MANY_TRIES "enrolment_too_many_tries" 429
        "Hubo demasiados códigos equivocados. Espere 15 minutos y pida un código nuevo."
        "Too many wrong codes were tried. Wait 15 minutes and ask for a new code.";
    BAD_PUBLIC_KEY "enrolment_bad_public_key" 400
        "La llave del dispositivo no es válida. Reinstale la aplicación e inténtelo de nuevo."
        "The device's key is not valid. Reinstall the app and try again.";
    DEVICE_UNKNOWN "device_unknown" 401
        "El servidor no reconoce este dispositivo. Inscríbalo de nuevo con un código."
        "The server does not know this device. Enrol it again with a code.";
    DEVICE_REVOKED "device_revoked" 401
        "Este dispositivo fue dado de baja. Entréguelo a su supervisora."
        "This device has been revoked. Hand it to your supervisor.";
    SIGNATURE_WRONG "signature_wrong" 400
        "La entrega llegó incompleta o no la firmó este dispositivo. No se perdió nada; entregue de nuevo."
        "The batch arrived incomplete or is not signed by this device. Nothing is lost; hand over again.";
    BATCH_NUMBER_WRONG "batch_number_wrong" 400
        "El número de la entrega no es válido. Actualice la aplicación e inténtelo de nuevo."
        "The batch number is not valid. Update the app and try again.";
    BATCH_CUT_OFF "batch_unreadable" 400
        "La entrega llegó incompleta o dañada. No se perdió nada; entregue de nuevo."
        "The batch arrived incomplete or damaged. Nothing is lost; hand over again.";
    BATCH_TOO_LARGE "batch_too_large" 413
        "La entrega es demasiado grande. Entregue menos hogares a la vez."
        "The batch is too large. Hand over fewer households at a time.";
}

/// A problem on its way to whoever asked.
#[derive(Debug, Clone)]
pub struct Problem {
    kind: &'static Kind,
}

impl Problem {
    pub fn new(kind: &'static Kind) -> Self {
        Self { kind }
    }

    /// Its row in the table.
    pub fn kind(&self) -> &'static Kind {
        self.kind
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::json!({
            "type": format!("urn:rayuela:problem:{}", self.kind.code),
            "title": self.kind.es,
            "status": self.kind.status,
            "code": self.kind.code,
            "es": self.kind.es,
            "en": self.kind.en,
        });
        let status =
            StatusCode::from_u16(self.kind.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let json = HeaderValue::from_static("application/problem+json");
        (status, [(header::CONTENT_TYPE, json)], body.to_string()).into_response()
    }
}

impl From<DatabaseError> for Problem {
    fn from(error: DatabaseError) -> Self {
        tracing::error!(%error, "the database refused");
        Self::new(&INTERNAL)
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problem_codes_are_never_used_twice() {
        let mut codes: Vec<_> = ALL.iter().map(|kind| kind.code).collect();
        codes.sort_unstable();
        let all = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), all);
    }

    #[test]
    fn problem_sentences_are_short_in_both_languages() {
        for kind in ALL {
            for text in [kind.es, kind.en] {
                for sentence in text.split(['.', ';']) {
                    assert!(
                        sentence.split_whitespace().count() <= 20,
                        "{}: {sentence}",
                        kind.code
                    );
                }
            }
        }
    }
}

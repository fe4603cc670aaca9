//! The table of errors and their words. Sentences of at most 20 words.

use super::Problem;
use crate::errors::{EnrolError, HandOverError, NotOpen, NoteError, UnlockError};
use crate::keys::KeyError;
use crate::questionnaires::TrustError;
use crate::store::StoreError;
use crate::transport::ReachError;

impl From<NotOpen> for Problem {
    fn from(_: NotOpen) -> Self {
        Self::new(
            "locked",
            "El cuaderno está cerrado. Su trabajo está guardado. Escriba su frase de acceso para seguir.",
            "The notebook is locked. Your work is kept. Type your passphrase to go on.",
        )
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::WrongKey => Self::new(
                "wrong_key",
                "La llave no abre el archivo de este cuaderno. No se tocó ni se perdió nada. \
                 Lleve la tableta con su supervisión.",
                "The key does not open this notebook's file. Nothing was touched or lost. \
                 Take the tablet to your supervisor.",
            ),
            StoreError::NoEncryption => Self::new(
                "no_encryption",
                "Esta aplicación no puede cifrar y por eso no guarda entrevistas. \
                 Instale la versión correcta.",
                "This app cannot encrypt, so it does not keep interviews. \
                 Install the right version.",
            ),
            StoreError::Sqlite(_) => Self::new(
                "not_written",
                "La tableta no pudo guardar esta respuesta. Lo anterior está a salvo. \
                 Libere espacio y vuelva a intentarlo.",
                "The tablet could not keep this answer. What came before is safe. \
                 Free some space and try again.",
            ),
            StoreError::Migration(_) => Self::new(
                "another_version",
                "El cuaderno es de otra versión de la aplicación. No se perdió nada. \
                 Actualice la aplicación.",
                "The notebook is of another version of the app. Nothing was lost. Update the app.",
            ),
            StoreError::Unreadable(_) => Self::new(
                "unreadable",
                "Una parte del cuaderno no se puede leer. Lo demás está a salvo. \
                 Lleve la tableta con su supervisión.",
                "A part of the notebook cannot be read. The rest is safe. \
                 Take the tablet to your supervisor.",
            ),
        }
    }
}

impl From<KeyError> for Problem {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::WrongPassphrase => Self::new(
                "wrong_passphrase",
                "Esa frase no abre el cuaderno. No se perdió nada. Escríbala otra vez con cuidado.",
                "That passphrase does not open the notebook. Nothing was lost. \
                 Type it again with care.",
            ),
            KeyError::TooShort { least } => Self::new(
                "passphrase_too_short",
                format!(
                    "La frase de acceso es muy corta. Use al menos {least} letras: \
                     cuatro palabras son una buena elección."
                ),
                format!(
                    "The passphrase is too short. Use at least {least} letters: \
                     four words are a good choice."
                ),
            ),
            KeyError::Unreadable => Self::new(
                "key_unreadable",
                "No se puede leer la llave de este cuaderno. No se borró nada. \
                 Lleve la tableta con su supervisión.",
                "The key of this notebook cannot be read. Nothing was erased. \
                 Take the tablet to your supervisor.",
            ),
        }
    }
}

impl From<TrustError> for Problem {
    fn from(_: TrustError) -> Self {
        Self::new(
            "questionnaire_not_trusted",
            "El cuestionario recibido no es el del municipio. No se usará. Avise a su supervisión.",
            "The questionnaire received is not the municipality's. It will not be used. \
             Tell your supervisor.",
        )
    }
}

impl From<UnlockError> for Problem {
    fn from(error: UnlockError) -> Self {
        match error {
            UnlockError::NotEnrolled => Self::new(
                "not_enrolled",
                "Esta tableta aún no está inscrita. Pida un código a su supervisión.",
                "This tablet is not enrolled yet. Ask your supervisor for a code.",
            ),
            UnlockError::Folder => folder(),
            UnlockError::Key(error) => error.into(),
            UnlockError::Store(error) => error.into(),
            UnlockError::Trust(error) => error.into(),
        }
    }
}

impl From<EnrolError> for Problem {
    fn from(error: EnrolError) -> Self {
        match error {
            EnrolError::AlreadyEnrolled => Self::new(
                "already_enrolled",
                "Esta tableta ya está inscrita. Ábrala con su frase de acceso.",
                "This tablet is enrolled already. Open it with your passphrase.",
            ),
            EnrolError::CodeRefused => Self::new(
                "code_refused",
                "El código no sirve: está mal escrito, ya se usó o venció. \
                 Pida otro a su supervisión.",
                "The code does not serve: mistyped, used or too old. Ask your supervisor for another.",
            ),
            EnrolError::TooManyTries => Self::new(
                "too_many_tries",
                "Hubo demasiados intentos. Espere unos minutos y pida un código nuevo.",
                "There were too many tries. Wait a few minutes and ask for a new code.",
            ),
            EnrolError::ServerFailed { .. } => server_failed(0),
            EnrolError::AnswerUnreadable => answer_unreadable(),
            EnrolError::Folder => folder(),
            EnrolError::Key(error) => error.into(),
            EnrolError::Reach(ReachError::NoNetwork | ReachError::BrokenOff) => Self::new(
                "no_network",
                "No hay señal o el servidor está apagado. La inscripción necesita red. \
                 Inténtelo donde haya señal.",
                "There is no signal or the server is off. Enrolment needs a network. \
                 Try where there is a signal.",
            ),
            EnrolError::Reach(error) => reach(error, 0),
            EnrolError::Trust(error) => error.into(),
            EnrolError::Store(error) => error.into(),
            EnrolError::Unlock(error) => error.into(),
        }
    }
}

impl From<NoteError> for Problem {
    fn from(error: NoteError) -> Self {
        let (code, es, en) = match error {
            NoteError::NotOpen(error) => return error.into(),
            NoteError::Store(error) => return error.into(),
            NoteError::NotAccepted(words) => return Self::new("not_accepted", words.es, words.en),
            NoteError::MustFix { count } => return must_fix(count),
            NoteError::UnknownArea => (
                "unknown_area",
                "Esa área no está asignada a este cuaderno. Elija una de su lista.",
                "That area is not assigned to this notebook. Choose one of your list.",
            ),
            NoteError::UnknownHousehold => (
                "unknown_household",
                "Esa vivienda no está en este cuaderno. Elija una de la lista.",
                "That dwelling is not in this notebook. Choose one of the list.",
            ),
            NoteError::NoAddress => (
                "no_address",
                "Falta el número o el domicilio. Escriba uno para reconocer la vivienda.",
                "The number or the address is missing. Write one to recognise the dwelling.",
            ),
            NoteError::AlreadyListed => (
                "already_listed",
                "Esa vivienda ya está en la lista. Si vive ahí otro hogar, indíquelo.",
                "That dwelling is on the list already. If another household lives there, say so.",
            ),
            NoteError::UnknownResult => (
                "unknown_result",
                "Ese resultado de visita no existe. Elija uno de la lista.",
                "That visit result does not exist. Choose one of the list.",
            ),
            NoteError::UnknownPlace => (
                "unknown_place",
                "Esa pregunta no se hace aquí. No se guardó nada. Vuelva al camino de la entrevista.",
                "That question is not asked here. Nothing was kept. Go back to the interview's path.",
            ),
            NoteError::Closed => (
                "closed",
                "La entrevista ya se cerró. Para cambiar una respuesta, corríjala y diga por qué.",
                "The interview is closed. To change an answer, correct it and say why.",
            ),
            NoteError::NotClosed => (
                "not_closed",
                "La entrevista sigue abierta. Cambie la respuesta en su pregunta.",
                "The interview is still open. Change the answer at its question.",
            ),
            NoteError::NoReason => (
                "no_reason",
                "Falta el motivo de la corrección. Escríbalo en pocas palabras.",
                "The reason for the correction is missing. Write it in a few words.",
            ),
            NoteError::Commit(_) => (
                "not_committed",
                "Las respuestas no caben en el expediente. Siguen guardadas aquí. \
                 Avise a su supervisión.",
                "The answers do not fit into the record. They are still kept here. \
                 Tell your supervisor.",
            ),
        };
        Self::new(code, es, en)
    }
}

impl From<HandOverError> for Problem {
    fn from(error: HandOverError) -> Self {
        match error {
            HandOverError::NotOpen(error) => error.into(),
            HandOverError::Reach {
                reach: why,
                waiting,
            } => reach(why, waiting),
            HandOverError::Revoked => Self::new(
                "revoked",
                "El servidor ya no acepta esta tableta. Sus entrevistas siguen guardadas. \
                 Llévela con su supervisión.",
                "The server no longer accepts this tablet. Your interviews are still kept. \
                 Take it to your supervisor.",
            ),
            HandOverError::Refused { .. } => Self::new(
                "refused",
                "El servidor no aceptó el envío. Sus entrevistas siguen guardadas aquí. \
                 Avise a su supervisión.",
                "The server did not accept the hand-over. Your interviews are still kept here. \
                 Tell your supervisor.",
            ),
            HandOverError::Wiped => Self::new(
                "wiped",
                "Esta tableta se dio de baja. Todo se entregó al servidor y se borró de aquí.",
                "This tablet was withdrawn. Everything went to the server and was erased here.",
            ),
            HandOverError::NotWiped => Self::new(
                "not_wiped",
                "Esta tableta se dio de baja y no pudo borrarse. Llévela hoy con su supervisión.",
                "This tablet was withdrawn and could not be erased. Take it to your supervisor today.",
            ),
            HandOverError::ServerFailed { waiting, .. } => server_failed(waiting),
            HandOverError::AnswerUnreadable => answer_unreadable(),
            HandOverError::Note(error) => error.into(),
            HandOverError::Store(error) => error.into(),
        }
    }
}

fn reach(error: ReachError, waiting: u32) -> Problem {
    let (kept_es, kept_en) = kept(waiting);
    match error {
        ReachError::NoNetwork => Problem::new(
            "no_network",
            format!("No hay señal. {kept_es}"),
            format!("There is no signal. {kept_en}"),
        ),
        ReachError::BrokenOff => Problem::new(
            "broken_off",
            format!("La conexión se cortó. {kept_es} Puede enviar otra vez sin duplicar nada."),
            format!("The connection broke. {kept_en} You can send again; nothing is doubled."),
        ),
        ReachError::NotSecure => Problem::new(
            "not_secure",
            "La dirección del servidor no es segura. No se envió nada. Pida la dirección correcta.",
            "The server's address is not secure. Nothing was sent. Ask for the right address.",
        ),
        ReachError::NotOurServer => Problem::new(
            "not_our_server",
            "Quien respondió no es el servidor del municipio. No se envió nada. \
             Avise a su supervisión.",
            "Who answered is not the municipality's server. Nothing was sent. \
             Tell your supervisor.",
        ),
        ReachError::BadAddress => Problem::new(
            "bad_address",
            "La dirección del servidor no se entiende. Cópiela otra vez de la hoja de inscripción.",
            "The server's address cannot be read. Copy it again from the enrolment sheet.",
        ),
    }
}

/// "Sus 12 entrevistas están guardadas en esta tableta; se enviarán cuando haya red."
fn kept(waiting: u32) -> (String, String) {
    match waiting {
        0 => (
            "No hay nada pendiente de envío; inténtelo cuando haya red.".into(),
            "Nothing waits to be sent; try when there is a network.".into(),
        ),
        1 => (
            "Su entrevista está guardada en esta tableta; se enviará cuando haya red.".into(),
            "Your interview is kept on this tablet; it will be sent when there is a network."
                .into(),
        ),
        many => (
            format!(
                "Sus {many} entrevistas están guardadas en esta tableta; se enviarán cuando haya red."
            ),
            format!(
                "Your {many} interviews are kept on this tablet; they will be sent when there is a network."
            ),
        ),
    }
}

fn must_fix(count: usize) -> Problem {
    let (es, en) = if count == 1 {
        (
            "Falta 1 cosa por revisar".to_owned(),
            "1 thing must be looked at".to_owned(),
        )
    } else {
        (
            format!("Faltan {count} cosas por revisar"),
            format!("{count} things must be looked at"),
        )
    };
    Problem::new(
        "must_fix",
        format!("{es} antes de cerrar. Lo respondido está guardado. Vea la revisión."),
        format!("{en} before closing. What was answered is kept. See the review."),
    )
}

fn server_failed(waiting: u32) -> Problem {
    let (es, en) = kept(waiting);
    Problem::new(
        "server_failed",
        format!("El servidor no pudo atender. {es}"),
        format!("The server could not answer. {en}"),
    )
}

fn answer_unreadable() -> Problem {
    Problem::new(
        "answer_unreadable",
        "No se entiende la respuesta del servidor. No se perdió nada. Actualice la aplicación.",
        "The server's answer cannot be read. Nothing was lost. Update the app.",
    )
}

fn folder() -> Problem {
    Problem::new(
        "folder",
        "La tableta no deja escribir en la carpeta del cuaderno. Libere espacio e inténtelo otra vez.",
        "The tablet does not let the notebook's folder be written. Free some space and try again.",
    )
}

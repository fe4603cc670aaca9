//! Why a change is not taken in: a code that never changes its meaning, and a sentence.
//!
//! Start at [`Refusal`]. A refused change stays in the log, set aside; a supervisor sees the
//! sentence.

/// The reason for which a change is set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{}", self.en())]
pub enum Refusal {
    /// Longer than [`super::limits::CHANGE_MAX`].
    TooLong,
    /// Not an uncompressed change chunk.
    NotAChange,
    /// Its checksum does not fit its bytes.
    Checksum,
    /// A field is cut off, overflows or contradicts another.
    Malformed,
    /// Readable, but not as Automerge would write it: it could never be loaded again.
    NotCanonical,
    /// Bytes follow after its end, or it carries columns that this format does not use.
    TrailingBytes,
    /// Builds on more than [`super::limits::DEPS_MAX`] changes, on one twice, or on none.
    Dependencies,
    /// Claims more operations or replaced values than allowed.
    TooManyOperations,
    /// The message is too long or holds control characters.
    Message,
    /// The time is no date of our era.
    Time,
    /// Written in the name of another device.
    OtherDevice,
    /// Refers to an actor that the household does not know.
    UnknownActor,
    /// Not the actor's next sequence number.
    Sequence,
    /// Its operation counter leaps.
    Counter,
    /// A genesis or a round opening: these are made here and never taken in.
    Beginning,
    /// Writes outside the roster and the round it may write.
    ForbiddenPlace,
    /// Does something else than setting a key: deletes, makes objects, counts, inserts.
    ForbiddenAction,
    /// A value that is no answer.
    ForbiddenValue,
    /// Builds on changes that are not here.
    UnknownDependencies,
    /// Builds on a change that was set aside.
    BuildsOnSetAside,
    /// Handed over by a device that was revoked.
    RevokedDevice,
    /// Automerge gave up on it.
    Crashes,
    /// Automerge took it, but the record could not be saved and loaded again.
    DoesNotReload,
}

impl Refusal {
    /// Every reason, for tables and tests.
    pub const ALL: [Self; 23] = [
        Self::TooLong,
        Self::NotAChange,
        Self::Checksum,
        Self::Malformed,
        Self::NotCanonical,
        Self::TrailingBytes,
        Self::Dependencies,
        Self::TooManyOperations,
        Self::Message,
        Self::Time,
        Self::OtherDevice,
        Self::UnknownActor,
        Self::Sequence,
        Self::Counter,
        Self::Beginning,
        Self::ForbiddenPlace,
        Self::ForbiddenAction,
        Self::ForbiddenValue,
        Self::UnknownDependencies,
        Self::BuildsOnSetAside,
        Self::RevokedDevice,
        Self::Crashes,
        Self::DoesNotReload,
    ];

    /// The reason of this code.
    ///
    /// ```
    /// use sync::guard::Refusal;
    /// assert_eq!(Refusal::from_code("checksum"), Some(Refusal::Checksum));
    /// ```
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|refusal| refusal.code() == code)
    }

    /// The code that travels and is stored; never reused.
    pub fn code(self) -> &'static str {
        self.words().0
    }

    /// The sentence a supervisor reads.
    pub fn es(self) -> &'static str {
        self.words().1
    }

    /// The same in English.
    pub fn en(self) -> &'static str {
        self.words().2
    }

    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::TooLong => (
                "too_long",
                "El cambio es demasiado largo. Divida la entrevista y vuelva a entregarla.",
                "The change is too long. Split the interview and hand it over again.",
            ),
            Self::NotAChange => (
                "not_a_change",
                "Lo recibido no es un cambio de expediente. Revise la versión de la aplicación.",
                "What arrived is not a change of a record. Check the application's version.",
            ),
            Self::Checksum => (
                "checksum",
                "El cambio llegó dañado. Vuelva a entregar desde el dispositivo.",
                "The change arrived damaged. Hand over again from the device.",
            ),
            Self::Malformed => (
                "malformed",
                "El cambio está mal formado. Revise el dispositivo antes de usarlo de nuevo.",
                "The change is malformed. Check the device before using it again.",
            ),
            Self::NotCanonical => (
                "not_canonical",
                "El cambio no está escrito como lo escribe la aplicación. Revise el dispositivo.",
                "The change is not written as the application writes it. Check the device.",
            ),
            Self::TrailingBytes => (
                "trailing_bytes",
                "El cambio trae datos de más. Revise el dispositivo.",
                "The change carries extra data. Check the device.",
            ),
            Self::Dependencies => (
                "dependencies",
                "El cambio no dice bien en qué se apoya. Revise el dispositivo.",
                "The change does not say properly what it builds on. Check the device.",
            ),
            _ => self.more_words(),
        }
    }

    fn more_words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::TooManyOperations => (
                "too_many_operations",
                "El cambio dice tener demasiadas respuestas. Revise el dispositivo.",
                "The change claims too many answers. Check the device.",
            ),
            Self::Message => (
                "message",
                "El motivo del cambio es demasiado largo o ilegible. Escriba uno más corto.",
                "The reason of the change is too long or unreadable. Write a shorter one.",
            ),
            Self::Time => (
                "time",
                "La fecha del cambio no es posible. Revise el reloj del dispositivo.",
                "The date of the change is not possible. Check the device's clock.",
            ),
            Self::OtherDevice => (
                "other_device",
                "El cambio está hecho a nombre de otro dispositivo. Pregunte quién lo entregó.",
                "The change is made in another device's name. Ask who handed it over.",
            ),
            Self::UnknownActor => (
                "unknown_actor",
                "El cambio menciona a un autor desconocido. Revise el dispositivo.",
                "The change mentions an unknown author. Check the device.",
            ),
            Self::Sequence => (
                "sequence",
                "El cambio repite o salta un número. Quizá el dispositivo se restauró de una copia.",
                "The change repeats or skips a number. Perhaps the device was put back from a copy.",
            ),
            Self::Counter => (
                "counter",
                "El contador del cambio da un salto. Revise el dispositivo.",
                "The change's counter leaps. Check the device.",
            ),
            _ => self.last_words(),
        }
    }

    fn last_words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Beginning => (
                "beginning",
                "El inicio de un expediente no se entrega. Revise la versión de la aplicación.",
                "The beginning of a record is not handed over. Check the application's version.",
            ),
            Self::ForbiddenPlace => (
                "forbidden_place",
                "El cambio escribe donde este dispositivo no puede. Pregunte quién lo hizo.",
                "The change writes where this device may not. Ask who made it.",
            ),
            Self::ForbiddenAction => (
                "forbidden_action",
                "El cambio hace algo distinto de responder. Revise el dispositivo.",
                "The change does something other than answering. Check the device.",
            ),
            Self::ForbiddenValue => (
                "forbidden_value",
                "El cambio contiene un valor que no es una respuesta. Revise el dispositivo.",
                "The change holds a value that is no answer. Check the device.",
            ),
            Self::UnknownDependencies => (
                "unknown_dependencies",
                "Falta un cambio anterior. Vuelva a entregar desde el mismo dispositivo.",
                "An earlier change is missing. Hand over again from the same device.",
            ),
            Self::BuildsOnSetAside => (
                "builds_on_set_aside",
                "El cambio se apoya en otro que está apartado. Resuelva primero aquel.",
                "The change builds on another that is set aside. Settle that one first.",
            ),
            Self::RevokedDevice => (
                "revoked_device",
                "El dispositivo fue dado de baja. Revise lo entregado antes de aceptarlo.",
                "The device was revoked. Review what it handed over before accepting it.",
            ),
            Self::Crashes => (
                "crashes",
                "El cambio no se puede aplicar. Guárdelo y avise a quien da soporte.",
                "The change cannot be applied. Keep it and tell support.",
            ),
            _ => (
                "does_not_reload",
                "El expediente no se podría volver a leer con este cambio. Avise a quien da soporte.",
                "The record could not be read again with this change. Tell support.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_reason_has_its_own_code_and_two_short_sentences() {
        let codes: BTreeSet<_> = Refusal::ALL.iter().map(|refusal| refusal.code()).collect();
        assert_eq!(codes.len(), Refusal::ALL.len());
        for refusal in Refusal::ALL {
            assert_eq!(Refusal::from_code(refusal.code()), Some(refusal));
            for sentence in refusal.es().split(". ").chain(refusal.en().split(". ")) {
                assert!(sentence.split_whitespace().count() <= 20, "{sentence}");
            }
        }
    }
}

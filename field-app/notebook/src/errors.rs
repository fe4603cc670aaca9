//! Why a verb of the notebook could not be done: one enum a verb, none with an answer in it.
//!
//! The words that a person reads are in [`crate::problem`].

use crate::keys::KeyError;
use crate::questionnaires::TrustError;
use crate::store::StoreError;
use crate::transport::ReachError;
use survey_forms::Words;
use thiserror::Error;

/// The notebook is locked or not enrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the notebook is locked: type the passphrase")]
pub struct NotOpen;

/// Why a notebook could not be opened.
#[derive(Debug, Error)]
pub enum UnlockError {
    /// There is nothing to unlock yet.
    #[error("this tablet is not enrolled yet: ask the supervisor for a code")]
    NotEnrolled,
    /// The folder cannot be made.
    #[error("the notebook's folder cannot be written: free some space or check its rights")]
    Folder,
    /// The passphrase or the key file.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The kept questionnaire.
    #[error(transparent)]
    Trust(#[from] TrustError),
}

/// Why a device could not be enrolled.
#[derive(Debug, Error)]
pub enum EnrolError {
    /// A notebook belongs to one person on one device.
    #[error("this tablet is enrolled already: unlock it with its passphrase")]
    AlreadyEnrolled,
    /// Wrong, used or too old.
    #[error("the code does not serve: ask the supervisor for a new one")]
    CodeRefused,
    /// Too many tries with wrong codes.
    #[error("too many tries: wait a few minutes and ask for a new code")]
    TooManyTries,
    /// The server failed.
    #[error("the server failed ({status}): try again in a few minutes")]
    ServerFailed {
        /// HTTP status.
        status: u16,
    },
    /// The answer is not what this version understands.
    #[error("the server's answer cannot be read: update the app")]
    AnswerUnreadable,
    /// The key file cannot be written.
    #[error("the notebook's folder cannot be written: free some space or check its rights")]
    Folder,
    /// The passphrase.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// No answer.
    #[error(transparent)]
    Reach(#[from] ReachError),
    /// A questionnaire of the answer.
    #[error(transparent)]
    Trust(#[from] TrustError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Opening what was just made.
    #[error(transparent)]
    Unlock(#[from] UnlockError),
}

/// Why something could not be noted about a dwelling or in an interview.
#[derive(Debug, Error)]
pub enum NoteError {
    /// Locked.
    #[error(transparent)]
    NotOpen(#[from] NotOpen),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Not one of this person's areas.
    #[error("this area is not assigned to this notebook: choose one of the list")]
    UnknownArea,
    /// No such household here.
    #[error("this household is not in the notebook: choose one of the list")]
    UnknownHousehold,
    /// Nothing was written for the dwelling's number and address.
    #[error("write the dwelling's number or its address")]
    NoAddress,
    /// The same dwelling is on the list.
    #[error("this dwelling is on the list already: say if another household lives there")]
    AlreadyListed,
    /// Not one of the visit results.
    #[error("no visit result has this code: choose one of the list")]
    UnknownResult,
    /// No such section or question for this subject.
    #[error("no such question is asked here: go back to the path")]
    UnknownPlace,
    /// The answer does not fit the question.
    #[error("the answer does not fit: {}", .0.en)]
    NotAccepted(Words),
    /// The interview was closed.
    #[error("the interview is closed: correct the answer with its reason")]
    Closed,
    /// The interview is still open.
    #[error("the interview is still open: change the answer there")]
    NotClosed,
    /// Something must be fixed first.
    #[error("{count} answers must be looked at before closing: see the review")]
    MustFix {
        /// How many.
        count: usize,
    },
    /// A correction says why.
    #[error("write why the answer changes, in at most 200 characters")]
    NoReason,
    /// The record refused the answers.
    #[error("the answers could not be kept in the record: ask the supervisor")]
    Commit(#[from] sync::CommitError),
}

impl From<rusqlite::Error> for NoteError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Why a hand-over did not end.
#[derive(Debug, Error)]
pub enum HandOverError {
    /// Locked.
    #[error(transparent)]
    NotOpen(#[from] NotOpen),
    /// No answer; everything stays here.
    #[error("{reach} ({waiting} households wait)")]
    Reach {
        /// Why.
        reach: ReachError,
        /// Households that wait.
        waiting: u32,
    },
    /// The server does not know this device any more.
    #[error("the server no longer accepts this tablet: take it to the supervisor")]
    Revoked,
    /// The server refused the batch as a whole.
    #[error("the server did not take the batch ({status}): nothing was lost, tell the supervisor")]
    Refused {
        /// HTTP status.
        status: u16,
        /// Households that wait.
        waiting: u32,
    },
    /// The server failed.
    #[error("the server failed ({status}): nothing was lost, try again later")]
    ServerFailed {
        /// HTTP status.
        status: u16,
        /// Households that wait.
        waiting: u32,
    },
    /// The answer cannot be read.
    #[error("the server's answer cannot be read: nothing was lost, update the app")]
    AnswerUnreadable,
    /// The server withdrew this tablet and keeps everything it held; the tablet forgot it.
    #[error("the server withdrew this tablet; everything was handed over and erased here")]
    Wiped,
    /// The files could not be erased.
    #[error("this tablet was withdrawn but its files cannot be erased: take it to the supervisor")]
    NotWiped,
    /// Committing drafts.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

//! Writing to a record: what was answered becomes one change.
//!
//! Start at [`HouseholdRecord::commit`]. Measured: one change an answer costs 8.7 times the
//! bytes of one change an interview, so drafts live in the device's journal until close.

use std::collections::HashSet;

use automerge::transaction::{CommitOptions, Transactable, Transaction};
use automerge::{AutomergeError, ObjId, ROOT, ReadDoc};

use super::genesis::{automerge_actor, container};
use super::{HouseholdRecord, RawChange};
use crate::guard::{limits::OPS_MAX, message_is_sound};
use crate::identity::Actor;
use crate::key::{KeyError, Place, check_key};
use crate::scalar::{NotAScalar, Scalar};

/// Raw bytes at which an interview is cut into a further change: far below the guard's cap.
const CUT_AT: usize = 32_000;

/// One answer to write.
#[derive(Debug, Clone, PartialEq)]
pub struct Write {
    /// Roster or round.
    pub place: Place,
    /// Flat key: `consent`, `m3f2a1c.worked`.
    pub key: String,
    /// What is answered; [`Scalar::Cleared`] takes an answer back.
    pub scalar: Scalar,
}

impl Write {
    /// Shorthand for the three fields.
    pub fn new(place: Place, key: impl Into<String>, scalar: impl Into<Scalar>) -> Self {
        Self {
            place,
            key: key.into(),
            scalar: scalar.into(),
        }
    }
}

/// The writes cannot be committed; the record is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommitError {
    /// A key or the survey id has a form that the record does not allow.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A value is too long or no number.
    #[error(transparent)]
    Scalar(#[from] NotAScalar),
    /// The message is longer than 500 bytes or holds control characters.
    #[error("write a message of one line, at most 500 bytes")]
    Message,
    /// More writes than a change may hold.
    #[error("write at most 20,000 answers at once")]
    TooMany,
}

impl HouseholdRecord {
    /// Writes the answers as one change (a very long interview, beyond 32 kB, as several) and
    /// gives back what to hand over; nothing when every answer stood there already.
    ///
    /// `at_seconds` is the device's clock, `message` says in domain words why ("Entrevista
    /// cerrada", "Corrección: …"), `actor` belongs to this opening of the store.
    ///
    /// # Errors
    /// [`CommitError`]; the record is then as it was.
    ///
    /// ```
    /// use sync::{Actor, DeviceId, HouseholdRecord, Place, Scalar, Write};
    /// let mut record = HouseholdRecord::new(uuid::Uuid::from_u128(42));
    /// let actor = Actor::new(DeviceId([1; 8]), [11; 8]);
    /// let changes = record.commit(actor, 1_790_000_000, "Entrevista", "2026-1", &[
    ///     Write::new(Place::Roster, "m3f2a1c.given_names", "Lucía"),
    ///     Write::new(Place::Round, "m3f2a1c.worked", true),
    /// ])?;
    /// assert_eq!(changes.len(), 1);
    ///
    /// let cleared = [Write::new(Place::Round, "m3f2a1c.worked", Scalar::Cleared)];
    /// record.commit(actor, 1_790_000_060, "Corrección: error al tocar", "2026-1", &cleared)?;
    /// assert!(record.read("2026-1").round.is_empty());
    /// # Ok::<(), sync::CommitError>(())
    /// ```
    pub fn commit(
        &mut self,
        actor: Actor,
        at_seconds: i64,
        message: &str,
        survey: &str,
        writes: &[Write],
    ) -> Result<Vec<RawChange>, CommitError> {
        let writes = checked(message, writes)?;
        let mut written = self.clone();
        written.open_round(survey)?;
        written.doc.set_actor(automerge_actor(actor));
        let mut changes = Vec::new();
        for part in cut(&writes) {
            changes.extend(written.commit_part(at_seconds, message, survey, part));
        }
        *self = written;
        Ok(changes)
    }

    fn commit_part(
        &mut self,
        at_seconds: i64,
        message: &str,
        survey: &str,
        writes: &[Write],
    ) -> Option<RawChange> {
        let members = container(&self.doc, &ROOT, "members")?;
        let round = self.round(survey)?;
        let mut answered = [&members, &round].map(|map| self.doc.keys(map).collect());
        let mut writing = self.doc.transaction();
        for write in writes {
            let (map, answered) = match write.place {
                Place::Roster => (&members, &mut answered[0]),
                Place::Round => (&round, &mut answered[1]),
            };
            put(&mut writing, map, answered, write).expect("a put into a map that was just found");
        }
        let options = CommitOptions::default()
            .with_time(at_seconds)
            .with_message(message);
        let hash = writing.commit_with(options).0?;
        let change = self.doc.get_last_local_change()?;
        Some(RawChange {
            hash: hash.0,
            bytes: change.raw_bytes().to_vec(),
        })
    }
}

/// `answered`: the keys of `map`, so that a first answer costs no search.
fn put(
    writing: &mut Transaction<'_>,
    map: &ObjId,
    answered: &mut HashSet<String>,
    write: &Write,
) -> Result<(), AutomergeError> {
    let key = write.key.as_str();
    if !answered.contains(key) {
        // Taking back what nobody answered is not worth a change.
        if write.scalar == Scalar::Cleared {
            return Ok(());
        }
        answered.insert(key.to_owned());
    } else if shows_among_others(writing, map, write)? {
        // Settling on the value that Automerge shows would only delete the others, and nobody
        // would know who settled: something else first makes it a value of its own.
        let other = if write.scalar == Scalar::Cleared {
            Scalar::YesNo(false)
        } else {
            Scalar::Cleared
        };
        writing.put(map, key, other.to_automerge())?;
    }
    writing.put(map, key, write.scalar.to_automerge())
}

fn shows_among_others(
    writing: &Transaction<'_>,
    map: &ObjId,
    write: &Write,
) -> Result<bool, AutomergeError> {
    let kept = writing.get_all(map, write.key.as_str())?;
    let shown = kept.last().and_then(|(value, _)| value.as_scalar());
    Ok(kept.len() > 1 && shown.and_then(Scalar::from_automerge).as_ref() == Some(&write.scalar))
}

fn checked(message: &str, writes: &[Write]) -> Result<Vec<Write>, CommitError> {
    if !message_is_sound(message) {
        return Err(CommitError::Message);
    }
    if writes.len() as u64 > OPS_MAX {
        return Err(CommitError::TooMany);
    }
    let mut sound = Vec::with_capacity(writes.len());
    for write in writes {
        check_key(write.place, &write.key)?;
        sound.push(Write {
            scalar: write.scalar.clone().checked()?,
            ..write.clone()
        });
    }
    Ok(sound)
}

/// Cuts the writes where their raw bytes would pass [`CUT_AT`].
fn cut(writes: &[Write]) -> Vec<&[Write]> {
    let mut parts = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (i, write) in writes.iter().enumerate() {
        let text = if let Scalar::Text(text) = &write.scalar {
            text.len()
        } else {
            8
        };
        let cost = write.key.len() + text + 16;
        if bytes + cost > CUT_AT && i > start {
            parts.push(&writes[start..i]);
            (start, bytes) = (i, 0);
        }
        bytes += cost;
    }
    parts.push(&writes[start..]);
    parts
}

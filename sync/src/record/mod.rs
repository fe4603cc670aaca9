//! The household record: an Automerge document with a fixed beginning and flat keys.
//!
//! Start at [`HouseholdRecord`]; [`genesis`] is where a record begins, [`RecordView`] how it is
//! read, `write.rs` how an interview becomes a change. The bytes that [`HouseholdRecord::apply`]
//! takes have passed [`crate::guard`] somewhere: on the hub for every change, before any device
//! sees it.

mod genesis;
mod view;
mod write;

use std::collections::BTreeMap;
use std::fmt;

use automerge::{Automerge, Change, ChangeHash, ObjId, ROOT, ReadDoc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::identity::{Actor, Hash};
use crate::key::{KeyError, check_survey};
use genesis::container;

pub use genesis::{FORMAT, genesis_actor, genesis_hash, opening_actor, opening_hash};
pub(crate) use genesis::{MEMBERS_OP, ROUND_OP};
pub use view::{KeptValue, RecordView};
pub use write::{CommitError, Write};

/// One change as it travels and as the log keeps it: an uncompressed change chunk.
#[derive(Clone, PartialEq, Eq)]
pub struct RawChange {
    /// The change's hash as its format defines it.
    pub hash: Hash,
    /// The chunk, header included.
    pub bytes: Vec<u8>,
}

impl RawChange {
    /// Names `bytes` by the hash that their own content gives; true for well-formed chunks only,
    /// which the guard decides.
    ///
    /// ```
    /// # use sync::{Actor, DeviceId, HouseholdRecord, Place, RawChange, Write};
    /// let mut record = HouseholdRecord::new(uuid::Uuid::from_u128(7));
    /// let actor = Actor::new(DeviceId([1; 8]), [2; 8]);
    /// let write = Write::new(Place::Round, "consent", true);
    /// let change = record.commit(actor, 1_790_000_000, "Entrevista", "2026-1", &[write])?.remove(0);
    /// assert_eq!(RawChange::new(change.bytes.clone()), change);
    /// # Ok::<(), sync::CommitError>(())
    /// ```
    pub fn new(bytes: Vec<u8>) -> Self {
        // Four bytes of magic and four of checksum stand before what the hash covers.
        let hash = Sha256::digest(bytes.get(8..).unwrap_or_default()).into();
        Self { hash, bytes }
    }
}

impl fmt::Debug for RawChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = crate::identity::hex(&self.hash[..4]);
        write!(f, "RawChange({prefix}…, {} bytes)", self.bytes.len())
    }
}

/// What applying a change did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    /// The record holds it from now on.
    New,
    /// The record held it already; nothing changed.
    Known,
}

/// A change that this record cannot take. The record is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// The bytes are no change chunk.
    #[error("the bytes are not a change: ask for it again")]
    Unreadable,
    /// It builds on changes that are not here: of another household, of a round that is not
    /// open, or still on their way.
    #[error("the change builds on {} that this record does not hold: open its round or fetch them first", .0.len())]
    UnknownDependencies(Vec<Hash>),
    /// Automerge refused it, for instance for a sequence number used twice.
    #[error("the change contradicts the record: leave it out and show it to a supervisor")]
    Contradiction,
}

/// A snapshot that does not hold this household's record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The snapshot cannot be read.
    #[error("the snapshot cannot be read: rebuild it from the log")]
    Unreadable,
    /// It does not begin with this household's genesis.
    #[error("the snapshot is of another household: rebuild it from the log")]
    AnotherHousehold,
    /// A change of the log cannot be applied.
    #[error(transparent)]
    Change(#[from] ApplyError),
    /// A survey id cannot name a round.
    #[error(transparent)]
    Survey(#[from] KeyError),
}

/// *Expediente del hogar*: all that was answered about one household, by everyone, and how it
/// came to be.
///
/// ```
/// use sync::{Actor, DeviceId, HouseholdRecord, Place, Write};
/// let household = uuid::Uuid::from_u128(42);
/// let rosa = Actor::new(DeviceId([1; 8]), [11; 8]);
/// let juan = Actor::new(DeviceId([2; 8]), [22; 8]);
///
/// // Rosa and Juan interview one household, each without a network.
/// let mut hers = HouseholdRecord::new(household);
/// let mut his = HouseholdRecord::new(household);
/// let write = |hours: i64| [Write::new(Place::Round, "m3f2a1c.hours_mon", hours)];
/// let her_change = hers.commit(rosa, 1_790_000_000, "Entrevista", "2026-1", &write(4))?.remove(0);
/// his.commit(juan, 1_790_000_100, "Entrevista", "2026-1", &write(6))?;
///
/// his.apply(&her_change.bytes)?;
/// let kept = &his.read("2026-1").round["m3f2a1c.hours_mon"];
/// assert_eq!(kept.len(), 2, "nothing given apart is lost");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct HouseholdRecord {
    household: Uuid,
    doc: Automerge,
    /// Open rounds: survey id → hash of the opening.
    rounds: BTreeMap<String, Hash>,
    genesis: Hash,
}

impl fmt::Debug for HouseholdRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "HouseholdRecord({}, {} rounds)",
            self.household,
            self.rounds.len()
        )
    }
}

impl HouseholdRecord {
    /// The record of `household` before anything was asked: its genesis.
    pub fn new(household: Uuid) -> Self {
        let doc = genesis::genesis(household);
        let genesis = doc
            .get_heads()
            .first()
            .map(|head| head.0)
            .unwrap_or_default();
        Self {
            household,
            doc,
            rounds: BTreeMap::new(),
            genesis,
        }
    }

    /// The record that `changes` give, in whatever order they come. `surveys` names every round
    /// that this copy knows of: a change may build on any of them.
    ///
    /// # Errors
    /// [`LoadError::Change`] when one cannot be applied; none is left out silently.
    pub fn from_changes<'a>(
        household: Uuid,
        surveys: &[&str],
        changes: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<Self, LoadError> {
        let mut record = Self::new(household);
        for survey in surveys {
            record.open_round(survey)?;
        }
        let mut waiting: Vec<&[u8]> = changes.into_iter().collect();
        while !waiting.is_empty() {
            let before = waiting.len();
            let mut blocked = Vec::new();
            let mut reason = None;
            for raw in waiting {
                match record.apply(raw) {
                    Ok(_) => {}
                    Err(error @ ApplyError::UnknownDependencies(_)) => {
                        blocked.push(raw);
                        reason = Some(error);
                    }
                    Err(error) => return Err(error.into()),
                }
            }
            if let (Some(error), true) = (reason, blocked.len() == before) {
                return Err(error.into());
            }
            waiting = blocked;
        }
        Ok(record)
    }

    /// A snapshot for this program's own store. Its bytes depend on the order of applying;
    /// compare [`HouseholdRecord::heads`], not bytes.
    pub fn save(&self) -> Vec<u8> {
        self.doc.save()
    }

    /// A snapshot that is read again at once: compressing it would cost more than it saves.
    pub(crate) fn save_for_a_moment(&self) -> Vec<u8> {
        self.doc.save_nocompress()
    }

    /// Reads a snapshot that [`HouseholdRecord::save`] made here. Never for bytes from a device.
    ///
    /// # Errors
    /// [`LoadError`] when it is not readable or of another household.
    pub fn load(household: Uuid, snapshot: &[u8]) -> Result<Self, LoadError> {
        let doc = Automerge::load(snapshot).map_err(|_| LoadError::Unreadable)?;
        let mut record = Self {
            doc,
            ..Self::new(household)
        };
        if !record.holds(&record.genesis) {
            return Err(LoadError::AnotherHousehold);
        }
        let rounds = container(&record.doc, &ROOT, "rounds").ok_or(LoadError::Unreadable)?;
        for survey in record.doc.keys(&rounds).collect::<Vec<_>>() {
            let opening = opening_hash(household, &survey);
            if !record.holds(&opening) {
                return Err(LoadError::Unreadable);
            }
            record.rounds.insert(survey, opening);
        }
        Ok(record)
    }

    /// Opens `survey`'s round: the same bytes on every device; a second time changes nothing.
    ///
    /// # Errors
    /// [`KeyError::Survey`] when `survey` cannot name a round.
    pub fn open_round(&mut self, survey: &str) -> Result<(), KeyError> {
        check_survey(survey)?;
        if self.rounds.contains_key(survey) {
            return Ok(());
        }
        let opening = genesis::opening(self.household, survey);
        let hash = opening.hash().0;
        self.doc
            .apply_changes([opening])
            .expect("an opening depends on the genesis only, which every record holds");
        self.rounds.insert(survey.to_owned(), hash);
        Ok(())
    }

    /// Takes in a change that passed the guard. Handing it in twice changes nothing.
    ///
    /// # Errors
    /// [`ApplyError`]; the record is then as it was.
    pub fn apply(&mut self, raw: &[u8]) -> Result<Applied, ApplyError> {
        let change = Change::from_bytes(raw.to_vec()).map_err(|_| ApplyError::Unreadable)?;
        if self.holds(&change.hash().0) {
            return Ok(Applied::Known);
        }
        // Automerge would queue it for ever, and write it into the snapshot.
        let unknown: Vec<Hash> = change
            .deps()
            .iter()
            .map(|dep| dep.0)
            .filter(|dep| !self.holds(dep))
            .collect();
        if !unknown.is_empty() {
            return Err(ApplyError::UnknownDependencies(unknown));
        }
        self.doc
            .apply_changes([change])
            .map_err(|_| ApplyError::Contradiction)?;
        Ok(Applied::New)
    }

    /// Everything that stands in the roster and in `survey`'s round, with all kept values.
    pub fn read(&self, survey: &str) -> RecordView {
        let mut reader = view::Reader::new(&self.doc);
        let members = container(&self.doc, &ROOT, "members");
        let round = self.round(survey);
        RecordView {
            members: members.map(|map| reader.map(&map)).unwrap_or_default(),
            round: round.map(|map| reader.map(&map)).unwrap_or_default(),
        }
    }

    /// Every change that a person made, oldest causes first, without genesis and openings.
    pub fn changes(&self) -> Vec<RawChange> {
        let made_here = |hash: &Hash| *hash == self.genesis || self.is_opening(hash);
        self.doc
            .get_changes(&[])
            .into_iter()
            .filter(|change| !made_here(&change.hash().0))
            .map(|change| RawChange {
                hash: change.hash().0,
                bytes: change.raw_bytes().to_vec(),
            })
            .collect()
    }

    /// The changes that no other builds on, sorted. Two copies with equal heads are equal.
    pub fn heads(&self) -> Vec<Hash> {
        let mut heads: Vec<Hash> = self.doc.get_heads().iter().map(|head| head.0).collect();
        heads.sort_unstable();
        heads
    }

    /// The household that this record is about.
    pub fn household(&self) -> Uuid {
        self.household
    }

    /// Ids of the open rounds, sorted.
    pub fn surveys(&self) -> impl Iterator<Item = &str> {
        self.rounds.keys().map(String::as_str)
    }

    /// Whether the change `hash` is in the record, genesis and openings included.
    pub fn holds(&self, hash: &Hash) -> bool {
        self.doc
            .get_change_meta_by_hash(&ChangeHash(*hash))
            .is_some()
    }

    /// The change of this hash, as it travels.
    pub fn change(&self, hash: &Hash) -> Option<RawChange> {
        let change = self.doc.get_change_by_hash(&ChangeHash(*hash))?;
        Some(RawChange {
            hash: change.hash().0,
            bytes: change.raw_bytes().to_vec(),
        })
    }

    /// Hash, actor, sequence number and highest counter of every change that a person made.
    pub(crate) fn for_each_change(&self, mut note: impl FnMut(Hash, Actor, u64, u64)) {
        for meta in self.doc.get_changes_meta(&[]) {
            let hash = meta.hash.0;
            let beginning = hash == self.genesis || self.is_opening(&hash);
            if let (false, Some(actor)) = (beginning, Actor::from_slice(meta.actor.to_bytes())) {
                note(hash, actor, meta.seq, meta.max_op);
            }
        }
    }

    pub(crate) fn round(&self, survey: &str) -> Option<ObjId> {
        let rounds = container(&self.doc, &ROOT, "rounds")?;
        container(&self.doc, &rounds, survey)
    }

    pub(crate) fn is_opening(&self, hash: &Hash) -> bool {
        self.rounds.values().any(|opening| opening == hash)
    }
}

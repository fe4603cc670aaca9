//! What the hub knows of a household when a change for it arrives.
//!
//! Start at [`GuardContext`]. It can be filled from rows of the log, without opening a
//! document.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::GuardedChange;
use crate::identity::{Actor, DeviceId, Hash};
use crate::record::{HouseholdRecord, genesis_actor, genesis_hash, opening_actor, opening_hash};

/// Highest counter of a genesis (4) and of a round opening (5).
const GENESIS_OPS: u64 = 4;
const OPENING_OPS: u64 = 5;

/// What is known of one household, and which device hands over.
#[derive(Debug, Clone)]
pub struct GuardContext {
    pub(super) device: DeviceId,
    pub(super) genesis: (Actor, Hash),
    /// Survey id → actor and hash of its opening.
    pub(super) rounds: BTreeMap<String, (Actor, Hash)>,
    /// The one round that may be written; None: every known one.
    pub(super) only: Option<String>,
    pub(super) actors: BTreeMap<Actor, u64>,
    pub(super) known: BTreeSet<Hash>,
    /// Highest operation counter, where it is known.
    pub(super) max_op: Option<u64>,
}

impl GuardContext {
    /// A household of which nothing was taken in yet. `surveys`: every round that the hub knows.
    ///
    /// ```
    /// use sync::guard::GuardContext;
    /// use sync::DeviceId;
    /// let household = uuid::Uuid::from_u128(42);
    /// let context = GuardContext::new(household, DeviceId([1; 8]), &["2026-1"]);
    /// assert!(context.holds(&sync::record::genesis_hash(household)));
    /// ```
    pub fn new(household: Uuid, device: DeviceId, surveys: &[&str]) -> Self {
        let genesis = (genesis_actor(household), genesis_hash(household));
        let round = |survey: &&str| {
            let opening = (
                opening_actor(household, survey),
                opening_hash(household, survey),
            );
            ((*survey).to_owned(), opening)
        };
        let rounds: BTreeMap<_, _> = surveys.iter().map(round).collect();
        let max_op = if rounds.is_empty() {
            GENESIS_OPS
        } else {
            OPENING_OPS
        };
        let mut known: BTreeSet<Hash> = rounds.values().map(|(_, hash)| *hash).collect();
        known.insert(genesis.1);
        Self {
            device,
            genesis,
            rounds,
            only: None,
            actors: BTreeMap::new(),
            known,
            max_op: Some(max_op),
        }
    }

    /// What `record` holds, seen by the hub when `device` hands over.
    ///
    /// ```
    /// use sync::{guard::GuardContext, DeviceId, HouseholdRecord};
    /// let record = HouseholdRecord::new(uuid::Uuid::from_u128(42));
    /// let context = GuardContext::of(&record, DeviceId([1; 8]));
    /// assert!(record.heads().iter().all(|head| context.holds(head)));
    /// ```
    pub fn of(record: &HouseholdRecord, device: DeviceId) -> Self {
        let surveys: Vec<&str> = record.surveys().collect();
        let mut context = Self::new(record.household(), device, &surveys);
        record.for_each_change(|hash, actor, seq, max_op| {
            context.known.insert(hash);
            let last = context.actors.entry(actor).or_insert(0);
            *last = seq.max(*last);
            context.max_op = context.max_op.map(|highest| highest.max(max_op));
        });
        context
    }

    /// Allows writing in this round only: a follow-up never changes a baseline.
    #[must_use]
    pub fn only_round(mut self, survey: &str) -> Self {
        self.only = Some(survey.to_owned());
        self
    }

    /// Notes a change that stands in the log, from its row. Rows do not hold operation counters,
    /// so the bound on leaps is left to [`super::try_apply`].
    pub fn note_row(&mut self, hash: Hash, actor: Actor, seq: u64) {
        self.known.insert(hash);
        let last = self.actors.entry(actor).or_insert(0);
        *last = seq.max(*last);
        self.max_op = None;
    }

    /// Notes a change that the guard let through and that is being taken in.
    pub fn note(&mut self, change: &GuardedChange) {
        self.known.insert(change.hash);
        self.actors.insert(change.actor, change.seq);
        self.max_op = self.max_op.map(|highest| highest.max(change.max_op()));
    }

    /// Whether the household's log holds this change; true for genesis and openings.
    pub fn holds(&self, hash: &Hash) -> bool {
        self.known.contains(hash)
    }

    /// The device that hands over.
    pub(crate) fn device(&self) -> DeviceId {
        self.device
    }

    pub(crate) fn set_device(&mut self, device: DeviceId) {
        self.device = device;
    }

    /// Whether this is a genesis or an opening: made here, never taken in.
    pub(crate) fn is_beginning(&self, hash: &Hash) -> bool {
        self.genesis.1 == *hash || self.rounds.values().any(|(_, opening)| opening == hash)
    }

    pub(super) fn knows_actor(&self, actor: Actor) -> bool {
        self.actors.contains_key(&actor)
            || self.genesis.0 == actor
            || self.rounds.values().any(|(opening, _)| *opening == actor)
    }
}

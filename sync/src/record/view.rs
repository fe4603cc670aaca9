//! Reading a record: every value that was kept at every key.
//!
//! Start at [`RecordView`]. What a value means, and which of two kept values counts, is not
//! decided here: a supervisor settles it, and until then all are classified.

use std::collections::{BTreeMap, HashMap};

use automerge::{Automerge, ObjId, ReadDoc, Value};

use crate::identity::{Actor, Hash};
use crate::scalar::Scalar;

/// One value that stands at a key, and who wrote it.
///
/// Its `Debug` form leaves the value and the message out: logs hold no answers.
#[derive(Clone, PartialEq)]
pub struct KeptValue {
    /// The answer in scalar form; null where one side cleared what another side answered.
    pub scalar: serde_json::Value,
    /// The opening that wrote it; `actor.device()` is the device.
    pub actor: Actor,
    /// The change that holds it.
    pub change: Hash,
    /// The writer's clock, seconds since 1970. Shown, never used for order.
    pub seconds: i64,
    /// The change's message in domain words.
    pub message: String,
}

impl std::fmt::Debug for KeptValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeptValue")
            .field("actor", &self.actor)
            .finish_non_exhaustive()
    }
}

/// A household's record as one survey round sees it.
///
/// Keys without an answer are absent. Two or more values at a key are a discrepancy: they were
/// written apart and differ. They stand in the order of their operation counter, then actor,
/// which is the same on every copy; the last is the one Automerge itself would show.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RecordView {
    /// Roster: `m3f2a1c.given_names` → the kept values.
    pub members: BTreeMap<String, Vec<KeptValue>>,
    /// The round: `consent`, `m3f2a1c.worked` → the kept values.
    pub round: BTreeMap<String, Vec<KeptValue>>,
}

impl RecordView {
    /// Keys at which values written apart differ, roster first.
    pub fn discrepancies(&self) -> impl Iterator<Item = (&str, &[KeptValue])> {
        self.members
            .iter()
            .chain(&self.round)
            .filter(|(_, values)| values.len() > 1)
            .map(|(key, values)| (key.as_str(), values.as_slice()))
    }
}

/// Reads maps of one document, looking each change up once.
pub(crate) struct Reader<'a> {
    doc: &'a Automerge,
    changes: HashMap<Hash, (i64, String)>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(doc: &'a Automerge) -> Self {
        Self {
            doc,
            changes: HashMap::new(),
        }
    }

    /// All kept values of the flat map `map`.
    pub(crate) fn map(&mut self, map: &ObjId) -> BTreeMap<String, Vec<KeptValue>> {
        let keys: Vec<String> = self.doc.keys(map).collect();
        let mut view = BTreeMap::new();
        for key in keys {
            let values = self.kept(map, &key);
            if values.iter().any(|value| !value.scalar.is_null()) {
                view.insert(key, values);
            }
        }
        view
    }

    fn kept(&mut self, map: &ObjId, key: &str) -> Vec<KeptValue> {
        let doc = self.doc;
        let mut found: Vec<(u64, KeptValue)> = doc
            .get_all(map, key)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|(value, id)| self.kept_value(&value, &id))
            .collect();
        found.sort_by_key(|(counter, value)| (*counter, value.actor));
        let mut kept: Vec<KeptValue> = Vec::with_capacity(found.len());
        for (_, value) in found {
            // The same answer given twice apart is agreement, not a discrepancy.
            if kept.iter().all(|earlier| earlier.scalar != value.scalar) {
                kept.push(value);
            }
        }
        kept
    }

    fn kept_value(&mut self, value: &Value<'_>, id: &ObjId) -> Option<(u64, KeptValue)> {
        let (Value::Scalar(scalar), ObjId::Id(counter, actor, _)) = (value, id) else {
            return None;
        };
        let hash = self.doc.hash_for_opid(id)?.0;
        let (seconds, message) = self.change(hash);
        let kept = KeptValue {
            scalar: Scalar::from_automerge(scalar)?.into_json(),
            actor: Actor::from_slice(actor.to_bytes())?,
            change: hash,
            seconds,
            message,
        };
        Some((*counter, kept))
    }

    fn change(&mut self, hash: Hash) -> (i64, String) {
        let doc = self.doc;
        let found = self.changes.entry(hash).or_insert_with(|| {
            let meta = doc.get_change_meta_by_hash(&automerge::ChangeHash(hash));
            let message = meta.as_ref().and_then(|meta| meta.message.as_deref());
            (
                meta.as_ref().map_or(0, |meta| meta.timestamp),
                message.unwrap_or("").to_owned(),
            )
        });
        found.clone()
    }
}

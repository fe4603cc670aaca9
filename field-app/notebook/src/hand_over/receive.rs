//! Others' changes: applied to the records here, conflicts kept; what cannot be applied yet is
//! parked and tried again, never dropped.

use crate::notebook::Unlocked;
use crate::record::{answers_of, line};
use crate::store::StoreError;
use crate::store::dwellings::KeptDwelling;
use std::collections::BTreeMap;
use sync::wire::HouseholdChanges;
use sync::{Applied, HouseholdRecord, RawChange};
use uuid::Uuid;

/// What an answer brings to the records.
pub(super) struct News {
    pub households: Vec<Changed>,
    /// Changes that no record here can take yet, parked ones of earlier included.
    pub parked: Vec<(Uuid, RawChange)>,
    /// How many changes were new and applied.
    pub taken: u32,
}

/// One household with others' changes in it.
pub(super) struct Changed {
    pub record: HouseholdRecord,
    pub line: KeptDwelling,
}

/// Applies what came, without writing anything.
pub(super) fn received(open: &Unlocked, heard: &[HouseholdChanges]) -> Result<News, StoreError> {
    let mut arrived: BTreeMap<Uuid, Vec<RawChange>> = BTreeMap::new();
    for (household, change) in open.store.parked()? {
        arrived.entry(household).or_default().push(change);
    }
    let mut surveys = vec![open.enrolment.survey.clone()];
    for sent in heard {
        surveys.push(sent.survey.clone());
        let changes = arrived.entry(sent.household).or_default();
        changes.extend(sent.changes.iter().cloned());
    }
    surveys.sort();
    surveys.dedup();
    let mut news = News {
        households: Vec::new(),
        parked: Vec::new(),
        taken: 0,
    };
    for (household, changes) in arrived {
        let mut record = open.store.record(household)?;
        for survey in &surveys {
            // A round that cannot be named holds nothing that could be applied.
            let _ = record.open_round(survey);
        }
        let (taken, left) = apply(&mut record, changes);
        news.parked
            .extend(left.into_iter().map(|change| (household, change)));
        if taken > 0 {
            news.taken += taken;
            let draft = open.store.draft(household)?;
            let view = record.read(&open.enrolment.survey);
            let answers = answers_of(&open.questionnaire, &view, &draft);
            let line = line(household, &answers);
            news.households.push(Changed { record, line });
        }
    }
    Ok(news)
}

/// How many were new, and those that could not be applied in any order.
fn apply(record: &mut HouseholdRecord, mut changes: Vec<RawChange>) -> (u32, Vec<RawChange>) {
    let mut taken = 0;
    loop {
        let before = changes.len();
        changes.retain(|change| match record.apply(&change.bytes) {
            Ok(Applied::New) => {
                taken += 1;
                false
            }
            Ok(Applied::Known) => false,
            Err(_) => true,
        });
        if changes.is_empty() || changes.len() == before {
            return (taken, changes);
        }
    }
}

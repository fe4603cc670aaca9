//! Weighing: the risk facts of a household's children become rows of `at_risk`, in the same
//! transaction as their classification. Start at [`replace`]; [`again`] weighs every child anew
//! after the weights or the areas' risks changed. The same facts give the same rows, so a rebuild
//! comes out equal.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use classify::at_risk::{AtRisk, RiskFacts, at_risk};
use rusqlite::Transaction;

use super::rules::{self, Held};
use super::store;
use crate::classifications::Classified;
use crate::classifications::edition::{edition_for, pinned};
use crate::classifications::store::Made;

/// One child's row.
#[derive(Clone, Debug)]
pub struct Weighed {
    pub household: String,
    pub survey: String,
    pub member: String,
    /// The edition whose limits count.
    pub edition: String,
    pub ref_date: String,
    /// `kind:KEY`.
    pub area: String,
    /// Without the area's risk.
    pub facts: RiskFacts,
}

/// Puts the household's rows of a round in place of what stood there. `facts` are those of
/// `classified`, in its order.
pub fn replace(
    tx: &Transaction<'_>,
    made: &Made<'_>,
    classified: &[Classified],
    facts: &[RiskFacts],
) -> rusqlite::Result<()> {
    store::forget(tx, made.household, made.survey)?;
    let mut scales = Scales::default();
    for (child, facts) in classified.iter().zip(facts) {
        let ref_date = child.facts["ref_date"].as_str().unwrap_or_default();
        let edition = match child.edition.as_str() {
            // Could not be judged by the definition; its limits hold all the same.
            "" => edition_of(ref_date),
            edition => edition.to_owned(),
        };
        let weighed = Weighed {
            household: made.household.to_owned(),
            survey: made.survey.to_owned(),
            member: child.member.clone(),
            edition,
            ref_date: ref_date.to_owned(),
            area: made.area.to_owned(),
            facts: *facts,
        };
        store::put(tx, &weighed, scales.weigh(tx, &weighed)?.as_ref())?;
    }
    Ok(())
}

/// Weighs every child anew; gives how many.
pub fn again(tx: &Transaction<'_>) -> rusqlite::Result<u64> {
    let all = store::all(tx)?;
    let mut scales = Scales::default();
    for weighed in &all {
        store::put(tx, weighed, scales.weigh(tx, weighed)?.as_ref())?;
    }
    Ok(all.len() as u64)
}

/// The rules of each reference date met so far: a round has few dates and many children.
#[derive(Default)]
struct Scales(BTreeMap<String, Option<Held>>);

impl Scales {
    /// `None`: no rules, or no definition, hold on that date.
    fn weigh(&mut self, tx: &Transaction<'_>, child: &Weighed) -> rusqlite::Result<Option<AtRisk>> {
        if !self.0.contains_key(&child.ref_date) {
            let on = child.ref_date.parse::<NaiveDate>().ok();
            let held = on.map(|on| rules::for_day(tx, on)).transpose()?.flatten();
            self.0.insert(child.ref_date.clone(), held);
        }
        let held = self.0.get(&child.ref_date).and_then(Option::as_ref);
        let (Some(held), Ok(edition)) = (held, pinned(&child.edition)) else {
            return Ok(None);
        };
        let facts = RiskFacts {
            area_risk: store::area_risk(tx, &child.area)?,
            ..child.facts
        };
        Ok(Some(at_risk(&held.rules, edition, &facts)))
    }
}

fn edition_of(ref_date: &str) -> String {
    let on = ref_date.parse::<NaiveDate>().ok();
    let edition = on.and_then(|on| edition_for(on).ok());
    edition
        .map(|edition| edition.id.to_string())
        .unwrap_or_default()
}

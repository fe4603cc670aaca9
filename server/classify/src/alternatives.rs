//! *Alternativas registradas*: the verdict again under each other reading of an open point.
//!
//! Start at [`differing`]. What this module does not know: which alternatives there are; the
//! edition registers them, in the order of the output.

use crate::{
    codes::Criterion,
    edition::{Change, Edition},
    facts::Settled,
    rules::{
        child_labour::ChildLabour,
        chores::ChoresTests,
        hazards::{Criteria, prolonged},
    },
    tri::Tri,
    verdict::AlternativeVerdict,
};

/// What the base verdict was made from.
pub(crate) struct Base {
    pub age: u32,
    pub occupied: Tri,
    pub criteria: Criteria,
    pub chores: ChoresTests,
    pub verdict: ChildLabour,
}

/// The alternatives under which child labour or CTI differ from the base verdict.
pub(crate) fn differing(
    edition: &Edition,
    child: &Settled,
    base: &Base,
) -> Vec<AlternativeVerdict> {
    let mut differing = Vec::new();
    for alternative in &edition.alternatives {
        let verdict = under(edition, child, base, &alternative.change);
        if verdict != base.verdict {
            differing.push(AlternativeVerdict {
                choice: alternative.id.clone(),
                child_labour: verdict.child_labour,
                cti: verdict.cti,
            });
        }
    }
    differing
}

fn under(edition: &Edition, child: &Settled, base: &Base, change: &Change) -> ChildLabour {
    let (mut occupied, mut criteria, mut chores) = (base.occupied, base.criteria, base.chores);
    match change {
        Change::ProlongedHours(limits) => {
            criteria = criteria.with(Criterion::Prolonged, prolonged(limits, child, base.age));
        }
        Change::NightOnlyAfter22 => criteria = criteria.with(Criterion::Night, criteria.after_22),
        Change::ChoresHours(limits) => chores = ChoresTests::test(limits, child, base.age),
        Change::WithoutExposure => criteria = criteria.with(Criterion::Exposure, Tri::No),
        Change::WithoutLoad => criteria = criteria.with(Criterion::Load, Tri::No),
        Change::WithoutOwnUse if child.every_job_is_own_use() => occupied = Tri::No,
        Change::WithoutOwnUse => {}
    }
    let minimum_age = edition.ages.minimum_for_work.value;
    ChildLabour::of(
        criteria.occupation(minimum_age, base.age, occupied),
        chores.class(),
    )
}

//! *Alternativas registradas*: the verdict again under each other reading of an open point.
//!
//! Start at [`differing`]. What this module does not know: which alternatives there are; the
//! edition registers them, in the order of the output.

use crate::{
    classification::AlternativeVerdict,
    codes::Criterion,
    edition::{Change, Edition},
    rules::{Tests, child_labour::ChildLabour, chores::ChoresTests, hazards::prolonged},
    tri::Tri,
};

/// The alternatives under which child labour or CTI differ from the base verdict.
pub(crate) fn differing(edition: &Edition, base: &Tests<'_>) -> Vec<AlternativeVerdict> {
    let verdict = base.parts(edition).child_labour;
    let mut differing = Vec::new();
    for alternative in &edition.alternatives {
        let other = under(edition, *base, &alternative.change);
        if other != verdict {
            differing.push(AlternativeVerdict {
                choice: alternative.id.clone(),
                child_labour: other.child_labour,
                cti: other.cti,
            });
        }
    }
    differing
}

fn under(edition: &Edition, mut tests: Tests<'_>, change: &Change) -> ChildLabour {
    let (child, age) = (tests.child, tests.age);
    let criteria = &mut tests.criteria;
    match change {
        Change::ProlongedHours(limits) => {
            *criteria = criteria.with(Criterion::Prolonged, prolonged(limits, child, age));
        }
        Change::NightOnlyAfter22 => *criteria = criteria.with(Criterion::Night, criteria.after_22),
        Change::ChoresHours(limits) => tests.chores = ChoresTests::test(limits, child, age),
        Change::WithoutExposure => *criteria = criteria.with(Criterion::Exposure, Tri::No),
        Change::WithoutLoad => *criteria = criteria.with(Criterion::Load, Tri::No),
        Change::WithoutOwnUse if child.every_job_is_own_use() => tests.occupied = Tri::No,
        Change::WithoutOwnUse => {}
    }
    tests.parts(edition).child_labour
}

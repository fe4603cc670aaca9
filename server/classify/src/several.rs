//! R7, *discrepancias*: what stands when facts were answered more than once.
//!
//! Start at [`Merge`]. What is the same under every combination stands; what differs is unknown.
//! Nothing here depends on the order of the answers. What this module does not know: which
//! answer is right; a supervisor settles that.

use crate::{
    edition::Edition,
    facts::ChildFacts,
    verdict::{Classification, Verdict},
};

/// The verdicts of all combinations so far.
#[derive(Default)]
pub(crate) struct Merge {
    sum: Option<Verdict>,
    /// Scope, occupation, chores or child labour were not the same in all.
    differs: bool,
}

impl Merge {
    /// Adds the verdict under one more combination.
    pub fn add(&mut self, next: Verdict) {
        let Some(sum) = &mut self.sum else {
            self.sum = Some(next);
            return;
        };
        self.differs |= stands(&mut sum.in_scope, next.in_scope)
            | stands(&mut sum.occupation, next.occupation)
            | stands(&mut sum.chores, next.chores)
            | stands(&mut sum.child_labour, next.child_labour);
        stands(&mut sum.occupied, next.occupied);
        stands(&mut sum.chores_prolonged, next.chores_prolonged);
        stands(&mut sum.chores_dangerous, next.chores_dangerous);
        stands(&mut sum.cti, next.cti);
        stands(&mut sum.sdg_8_7_1.a, next.sdg_8_7_1.a);
        stands(&mut sum.sdg_8_7_1.b, next.sdg_8_7_1.b);
        sum.hazards = sum.hazards.shared(next.hazards);
        sum.legal_alerts
            .retain(|alert| next.legal_alerts.contains(alert));
        sum.gaps.extend(next.gaps);
        sum.gaps.sort_unstable();
        sum.gaps.dedup();
        if sum.alternatives != next.alternatives {
            sum.alternatives.clear();
        }
    }

    /// The result for the child; `add` was called for each combination.
    pub fn finish(self, edition: &Edition, facts: &ChildFacts) -> Classification {
        let verdict = self.sum.unwrap_or_default();
        let mut gaps: Vec<_> = verdict.gaps.iter().map(ToString::to_string).collect();
        if self.differs {
            gaps.extend(facts.discrepancies());
        }
        gaps.sort_unstable();
        gaps.dedup();
        Classification {
            id: facts.id.clone(),
            definition: edition.id.clone(),
            in_scope: verdict.in_scope,
            occupied: verdict.occupied,
            occupation: verdict.occupation,
            hazards: verdict.hazards,
            chores: verdict.chores,
            chores_prolonged: verdict.chores_prolonged,
            chores_dangerous: verdict.chores_dangerous,
            child_labour: verdict.child_labour,
            cti: verdict.cti,
            gaps,
            alternatives: verdict.alternatives,
            sdg_8_7_1: verdict.sdg_8_7_1,
            legal_alerts: verdict.legal_alerts,
        }
    }
}

/// Keeps a value that is the same in both, else makes it unknown; tells whether it differed.
///
/// Once unknown it must stay so: unknown in one combination and known in another differ too.
fn stands<T: PartialEq>(sum: &mut Option<T>, next: Option<T>) -> bool {
    let differs = *sum != next;
    if differs {
        *sum = None;
    }
    differs
}

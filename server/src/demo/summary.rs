//! What came out of the demo: counts, bytes and requests, and nothing that a second run with the
//! same seed would not give again. `--summary FILE` writes it as JSON; times stand elsewhere.

use std::collections::BTreeMap;

use serde::Serialize;

/// Counts by a code, in the codes' order.
pub type Counts = BTreeMap<String, u64>;

/// The whole outcome.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Summary {
    pub seed: u64,
    pub municipality: String,
    pub devices: u64,
    pub households: Households,
    pub children: Children,
    pub coverage: Vec<AreaCoverage>,
    /// Places where two kept values stand.
    pub discrepancies: u64,
    /// Households that two enumerators corrected apart.
    pub corrected_apart: u64,
    pub cases_proposed: u64,
    /// Lines of the list drawn up, by status.
    pub list: Counts,
    pub transfer: Transfer,
}

impl Summary {
    /// Whether everything arrived, nothing was set aside, and every class is what was meant.
    pub fn holds(&self) -> bool {
        self.households.listed == self.households.visited_by_fleet
            && self.households.quarantined == 0
            && self.children.differ_from_truth == 0
    }
}

/// Doors and households.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Households {
    /// Doors that the fleet visited.
    pub visited_by_fleet: u64,
    /// Households in the server's rows: each one was acknowledged. Must equal the doors.
    pub listed: u64,
    /// Changes that the server acknowledged: one a household, and one a correction.
    pub changes_acknowledged: u64,
    pub quarantined: u64,
    pub complete: u64,
    /// By the result code of the last visit.
    pub by_result: Counts,
}

/// Children of 5 to 17, as classified.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Children {
    /// Known to be 5 to 17, or age unknown.
    pub classified: u64,
    pub child_labour: u64,
    /// Nobody can tell yet.
    pub cannot_tell: u64,
    /// Only occupation, only chores, both, none, cannot tell.
    pub by_class: Counts,
    pub by_occupation: Counts,
    pub by_chores: Counts,
    /// Children in child labour.
    pub in_by_sex: Counts,
    pub in_by_age_group: Counts,
    /// Children whose class differs from what the generator meant. Must be 0.
    pub differ_from_truth: u64,
}

/// One area's coverage.
#[derive(Clone, Debug, Serialize)]
pub struct AreaCoverage {
    pub area: String,
    /// Expected by the census; two numbers where cells are masked.
    pub expected: (u64, u64),
    pub listed: u64,
    pub visited: u64,
    pub complete: u64,
    pub refused: u64,
    pub pending: u64,
}

/// What went over the wire, all tablets together.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Transfer {
    pub requests: u64,
    pub bytes_up: u64,
    pub bytes_down: u64,
}

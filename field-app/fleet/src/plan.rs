//! What the fleet is told to do and what it tells back: two JSON files.
//!
//! The plan comes from `rayuela demo` (or from whoever loads a server); the report goes back to
//! it. The report holds no name: folios, subjects and counts only.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A fleet's work.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Base address of the server, such as `http://127.0.0.1:8080`.
    pub server: String,
    /// Everything is drawn from it.
    pub seed: u64,
    /// When the first working day begins on the simulated clock.
    pub starts: DateTime<Utc>,
    /// Last day of the reference week.
    pub reference: NaiveDate,
    /// Doors a tablet visits before it hands over.
    pub doors_a_day: u32,
    /// One a tablet.
    pub tablets: Vec<Tablet>,
}

/// One enumerator's tablet.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Tablet {
    /// The enrolment code.
    pub code: String,
    /// What she visits, in order.
    pub areas: Vec<Route>,
}

/// Doors to visit in one area.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// `kind:KEY`.
    pub area: String,
    /// Three digits each; empty in rural areas.
    pub blocks: Vec<String>,
    /// How many doors.
    pub doors: u32,
    /// The number of the first door, so that two tablets in one area list different doors.
    pub first_door: u32,
}

/// What the fleet did.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Report {
    pub tablets: u64,
    /// Doors listed.
    pub doors: u64,
    /// Doors by the code of the last visit.
    pub by_result: BTreeMap<String, u64>,
    /// Changes that the server acknowledged: one a household, and one a correction.
    pub acknowledged: u64,
    /// Households with a record in quarantine.
    pub quarantined: u64,
    /// Households that two enumerators corrected apart.
    pub corrected_apart: u64,
    pub requests: u64,
    pub bytes_up: u64,
    pub bytes_down: u64,
    /// Wall time: interviewing on the tablets, handing over. Not part of the summary.
    pub interview_seconds: f64,
    pub hand_over_seconds: f64,
    /// Highest resident memory of this process, in kilobytes, where the system tells.
    pub memory_kb: Option<u64>,
    /// Bytes of all tablets' folders.
    pub notebook_bytes: u64,
    /// What is true of each child, as her answers let anybody know it.
    pub children: Vec<ChildTruth>,
}

/// One child of the invented population.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ChildTruth {
    /// UUID of the household.
    pub household: String,
    /// Subject of the member.
    pub member: String,
    pub occupation: Option<String>,
    pub chores: Option<String>,
    pub child_labour: Option<bool>,
}

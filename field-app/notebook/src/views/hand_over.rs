//! Views of the hand-over.

use super::TextView;
use serde::Serialize;
use ts_rs::TS;

/// How far a hand-over is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HandOverStage {
    /// None is under way.
    Resting,
    /// Answers are being made ready.
    Preparing,
    /// On the network.
    Sending,
    /// Others' changes are being taken in.
    Receiving,
}

/// How much is done, in households.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct HandOverProgress {
    /// How far.
    pub stage: HandOverStage,
    /// Acknowledged so far.
    pub done: u32,
    /// To hand over in all.
    pub of: u32,
}

/// A household with a change that the server set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct QuarantinedView {
    /// *Folio* of the household.
    pub folio: String,
    /// Why, in Spanish.
    pub es: String,
    /// Why, in English.
    pub en: String,
}

/// What a hand-over came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HandOverView {
    /// Changes sent.
    pub sent: u32,
    /// Changes that the server has kept, or had already.
    pub acknowledged: u32,
    /// Households with a change that the server set aside; still kept here.
    pub quarantined: Vec<QuarantinedView>,
    /// Changes of others taken in.
    pub received: u32,
    /// Words from the supervisor.
    pub messages: Vec<TextView>,
    /// Requests made.
    pub requests: u32,
    /// Bytes sent (`transport` says what counts).
    #[ts(type = "number")]
    pub bytes_up: u64,
    /// Bytes received.
    #[ts(type = "number")]
    pub bytes_down: u64,
    /// Households that still wait.
    pub next: u32,
}

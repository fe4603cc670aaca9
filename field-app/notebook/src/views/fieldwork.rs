//! Views of the notebook itself, the areas and the dwellings.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// How far a notebook is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Not enrolled yet.
    New,
    /// Enrolled; asks for the passphrase.
    Locked,
    /// Ready for work.
    Open,
}

/// The first thing a screen asks for.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
pub struct StatusView {
    /// How far it is. The other fields but `version` are null unless it is open.
    pub stage: Stage,
    /// The enumerator's own name.
    pub person: Option<String>,
    /// The municipality's name.
    pub municipality: Option<String>,
    /// The survey round, e.g. `2026-1`.
    pub survey: Option<String>,
    /// Households with something not handed over yet.
    pub waiting: u32,
    /// When the last hand-over ended, RFC 3339.
    pub last_hand_over: Option<String>,
    /// The app's version.
    pub version: String,
}

/// One assigned area (*AGEB*, locality or block) and how its work stands, in households.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AreaView {
    /// `kind:KEY`.
    pub area: String,
    /// Its name.
    pub name: String,
    /// The zone it belongs to, perhaps empty.
    pub zone: String,
    /// *Colonias* in it.
    pub neighbourhoods: Vec<String>,
    /// Expected by the census; null when the census masks it.
    pub expected: Option<u32>,
    /// Listed.
    pub listed: u32,
    /// With at least one visit or an interview.
    pub visited: u32,
    /// With a whole interview.
    pub complete: u32,
    /// That refused.
    pub refused: u32,
    /// That still need a visit.
    pub pending: u32,
    /// Keys of its blocks.
    pub blocks: Vec<String>,
}

/// What has become of a dwelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DwellingState {
    /// Listed only.
    NotVisited,
    /// Visited without an interview; go again.
    Visited,
    /// An interview has begun.
    InProgress,
    /// The interview is whole.
    Complete,
    /// Vacant, demolished, not a dwelling …: outside the survey.
    NotAHome,
    /// The household does not wish to take part.
    Refused,
}

/// A visit's result with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ResultWords {
    /// Code, e.g. `01`.
    pub code: String,
    /// Spanish.
    pub es: String,
    /// English.
    pub en: String,
}

/// One household of the list of dwellings.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
pub struct DwellingView {
    /// Its id.
    #[ts(type = "string")]
    pub household: Uuid,
    /// *Folio*: what is said aloud, e.g. `R-7K2M-9QXD`.
    pub folio: String,
    /// Its area, `kind:KEY`.
    pub area: String,
    /// Key of its block, perhaps empty.
    pub block: String,
    /// Number of the dwelling in the block.
    pub number: String,
    /// Address as written on listing.
    pub address: String,
    /// What has become of it.
    pub state: DwellingState,
    /// How many visits.
    pub visits: u32,
    /// Result of the last visit.
    pub last_result: Option<ResultWords>,
    /// Something of it is not handed over yet.
    pub waiting: bool,
}

/// One choice for `record_visit`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct VisitResultView {
    /// Code.
    pub code: String,
    /// Spanish.
    pub es: String,
    /// English.
    pub en: String,
    /// Group: `complete`, `partial`, `refused`, `no_contact`, `other` or `not_a_home`.
    pub group: String,
}

/// *Aviso de privacidad*, to be read aloud before anything is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NoticeView {
    /// Its version, noted with the consent.
    pub version: String,
    /// Title.
    pub title: super::TextView,
    /// The whole text.
    pub text: super::TextView,
}

debug_without_people!(StatusView, DwellingView);

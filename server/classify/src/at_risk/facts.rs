//! *Hechos de riesgo*: what is known of one child, of its home and of its area.
//!
//! Start at [`RiskFacts`]. Every fact may be absent or `null`: not known, never "no". Several
//! answers that differ are not known either. What this module does not know: questions and rules.

use serde::{Deserialize, Serialize};

use super::{schooling::Schooling, within::Within};
use crate::codes::Occupation;

/// The facts of one child. What the definition decided comes in as it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RiskFacts {
    /// Completed years on the reference date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age: Option<Within<u32>>,
    /// Completed years on the last 1 September before the reference date, when the school year
    /// began. Not known: it lies between a year less than `age` and `age`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school_age: Option<Within<u32>>,
    /// What the definition says; `None` keeps the child apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub child_labour: Option<bool>,
    /// What the definition says the work counts as.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occupation: Option<Occupation>,
    pub school: Schooling,
    /// Of the head of the household.
    pub head: Schooling,
    pub home: Home,
    pub work: Work,
    pub chores: Chores,
    /// What the municipality says of the area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area_risk: Option<AreaRisk>,
}

/// The household around the child.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Home {
    /// Another child of the same household is in child labour. One who lives there for work,
    /// without kinship, is nobody's sibling there (CH-17), and has none there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sibling_in_child_labour: Option<bool>,
    /// Anyone of the household receives a programme or support.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receives_support: Option<bool>,
}

/// Work, as the definition and the household tell it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Work {
    /// Occupied in the reference week, as the definition says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occupied: Option<bool>,
    /// All jobs together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours_week: Option<Within<f64>>,
    /// Worked at any time in the 12 months before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_12_months: Option<bool>,
}

/// Chores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Chores {
    /// `false`: none, or only in another household.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_household: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours_week: Option<Within<f64>>,
}

/// *Riesgo del área*: a class that the municipality gives an AGEB, with its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaRisk {
    High,
    Medium,
    Low,
}

impl RiskFacts {
    /// Occupied in the reference week; a known occupation says it too.
    pub(super) fn occupied(&self) -> Option<bool> {
        match self.occupation {
            Some(occupation) => Some(occupation != Occupation::None),
            None => self.work.occupied,
        }
    }

    /// The age when the school year began: as told, or as far as the age tells it.
    pub(super) fn age_at_school(&self, age: u32) -> (u32, u32) {
        match self.school_age {
            Some(told) => (told.min(), told.max()),
            None => (age.saturating_sub(1), age),
        }
    }
}

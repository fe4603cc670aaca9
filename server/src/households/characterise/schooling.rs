//! *Escolaridad*: the levels of Table 1, from level, grade and whether it was finished.
//! Start at [`Schooled::state`] and [`Schooled::municipal`].

use super::{MunicipalSchooling, Placed, StateSchooling};

/// Grades of a finished primary and lower secondary.
const PRIMARY_GRADES: f64 = 6.0;
const SECONDARY_GRADES: f64 = 3.0;

/// What one person told of school.
pub(super) struct Schooled<'a> {
    pub(super) level: Option<&'a str>,
    /// The grade attended, or the last one finished.
    pub(super) grade: Option<f64>,
    pub(super) attends: Option<bool>,
    pub(super) finished: Option<bool>,
}

impl Schooled<'_> {
    /// By what was finished: under primary, primary, lower secondary or more.
    pub(super) fn state(&self) -> Placed<StateSchooling> {
        let (below, done, grades) = match self.level {
            None => return Placed::Unknown,
            Some("none" | "preschool") => return Placed::In(StateSchooling::BelowPrimary),
            Some("primary") => (
                StateSchooling::BelowPrimary,
                StateSchooling::Primary,
                PRIMARY_GRADES,
            ),
            Some("secondary") => (
                StateSchooling::Primary,
                StateSchooling::SecondaryOrMore,
                SECONDARY_GRADES,
            ),
            // A technical course is taken as one after lower secondary, as most are.
            Some(_) => return Placed::In(StateSchooling::SecondaryOrMore),
        };
        match self.has_finished(grades) {
            Some(true) => Placed::In(done),
            Some(false) => Placed::In(below),
            None => Placed::Unknown,
        }
    }

    /// By the level reached, finished or not.
    pub(super) fn municipal(&self) -> Placed<MunicipalSchooling> {
        match self.level {
            None => Placed::Unknown,
            Some("none" | "preschool" | "primary") => Placed::In(MunicipalSchooling::UpToPrimary),
            Some("secondary") => Placed::In(MunicipalSchooling::Secondary),
            Some(_) => Placed::In(MunicipalSchooling::UpperSecondaryOrMore),
        }
    }

    fn has_finished(&self, grades: f64) -> Option<bool> {
        match (self.finished, self.attends, self.grade) {
            (Some(finished), _, _) => Some(finished),
            (None, Some(true), _) => Some(false),
            (None, Some(false), Some(grade)) => Some(grade >= grades),
            // Attending or not, fewer grades are no finished level.
            (None, None, Some(grade)) if grade < grades => Some(false),
            _ => None,
        }
    }
}

//! *Escolaridad* and *rezago*: grades counted through from the first of primary, and how many a
//! child is behind.
//!
//! Start at [`Schooling::behind`]. Normal age: six years in the first grade of primary, one more
//! in each after it, on 1 September (docs/at-risk.md). Where level or grade are not known, every
//! grade they may be is looked at. What this module does not know: points.

use serde::{Deserialize, Serialize};

use crate::tri::Tri;

/// The grades of one person. `grade` is the one attended, or, for who does not attend, the last
/// one finished: so the questionnaire asks it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Schooling {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attends: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Within the level, from 1; 0: none of it finished.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<u32>,
    /// Lower secondary finished.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basic_completed: Option<bool>,
}

/// *Nivel escolar*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    None,
    Preschool,
    Primary,
    Secondary,
    UpperSecondary,
    Technical,
    University,
}

/// Grades counted from the first of primary: 7 is the first of lower secondary; 0 is before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Grades {
    min: u32,
    max: u32,
}

const PRIMARY: u32 = 6;
const BASIC: u32 = 9;
/// *Educación obligatoria* ends with upper secondary.
pub(super) const COMPULSORY: u32 = 12;
const ANY: Grades = Grades { min: 0, max: 21 };

impl Schooling {
    /// Is the child `cut` grades or more behind? `age` in completed years on 1 September, least
    /// and most; `first` the normal age in the first grade.
    pub(super) fn behind(self, age: (u32, u32), first: u32, cut: u32) -> Tri {
        let due = self.due();
        // Normal age in grade g: first + g - 1. Behind: age - normal >= cut.
        let behind = |age: u32, grade: u32| age + 1 >= first + grade + cut;
        match (behind(age.0, due.max), behind(age.1, due.min)) {
            (true, _) => Tri::Yes,
            (_, false) => Tri::No,
            _ => Tri::Unknown,
        }
    }

    /// Did the person finish primary school?
    pub(super) fn finished_primary(self) -> Tri {
        self.finished().at_least(PRIMARY)
    }

    /// Did the person finish all of compulsory school?
    pub(super) fn finished_compulsory(self) -> Tri {
        self.finished().at_least(COMPULSORY)
    }

    /// The grade that is attended, or that would come next.
    fn due(self) -> Grades {
        self.under(Schooling::attended, |it| {
            let last = it.last();
            Grades {
                min: last.min + 1,
                max: last.max + 1,
            }
        })
    }

    fn finished(self) -> Grades {
        self.under(
            |it| {
                let now = it.attended();
                Grades {
                    min: now.min.saturating_sub(1),
                    max: now.max.saturating_sub(1),
                }
            },
            Schooling::last,
        )
    }

    /// One reading for who attends, one for who does not, both where that is not known.
    fn under(
        self,
        attending: impl Fn(Schooling) -> Grades,
        not: impl Fn(Schooling) -> Grades,
    ) -> Grades {
        match self.attends {
            Some(true) => attending(self),
            Some(false) => not(self),
            None => {
                let (one, other) = (attending(self), not(self));
                Grades {
                    min: one.min.min(other.min),
                    max: one.max.max(other.max),
                }
            }
        }
    }

    /// `grade` read as the one that is attended.
    fn attended(self) -> Grades {
        let grades = match self.level.map(Level::grades) {
            // Attends, and has no level: the two do not agree, so nothing is known by them.
            None | Some(None) if self.level != Some(Level::Preschool) => ANY,
            None | Some(None) => Grades { min: 0, max: 0 },
            Some(Some(level)) => level
                .at(self.grade.filter(|grade| *grade > 0))
                .from(level.min + 1),
        };
        match self.basic_completed {
            Some(true) => grades.from(BASIC + 1),
            Some(false) => grades.to(BASIC),
            None => grades,
        }
    }

    /// `grade` read as the last one finished.
    fn last(self) -> Grades {
        let grades = match self.level.map(Level::grades) {
            None => ANY,
            Some(None) => Grades { min: 0, max: 0 },
            Some(Some(level)) => level.at(self.grade),
        };
        match self.basic_completed {
            Some(true) => grades.from(BASIC),
            Some(false) => grades.to(BASIC - 1),
            None => grades,
        }
    }

    /// Whether level and grade say all that they can.
    pub(super) fn lacks_level(self) -> bool {
        self.level.is_none()
    }

    /// Whether a grade of this level is missing.
    pub(super) fn lacks_grade(self) -> bool {
        self.grade.is_none() && self.level.and_then(Level::grades).is_some()
    }
}

impl Level {
    /// The grades before the level and at its end; `None` before primary.
    fn grades(self) -> Option<Grades> {
        let (min, max) = match self {
            Level::None | Level::Preschool => return None,
            Level::Primary => (0, PRIMARY),
            Level::Secondary => (PRIMARY, BASIC),
            Level::UpperSecondary => (BASIC, COMPULSORY),
            // Entered after primary, lower or upper secondary: its grades cannot be placed.
            Level::Technical => (PRIMARY, 15),
            Level::University => (COMPULSORY, 21),
        };
        Some(Grades { min, max })
    }
}

impl Grades {
    /// This grade of the level; all of the level where it is not known or there is none such. A
    /// technical level is known by its span alone.
    fn at(self, grade: Option<u32>) -> Grades {
        let placed = grade
            .map(|grade| self.min + grade)
            .filter(|grade| *grade <= self.max);
        match placed {
            Some(grade) if (self.min, self.max) != (PRIMARY, 15) => Grades {
                min: grade,
                max: grade,
            },
            _ => self,
        }
    }

    /// None under `min`; answers that do not agree leave every grade open.
    fn from(self, min: u32) -> Grades {
        let grades = Grades {
            min: self.min.max(min),
            max: self.max,
        };
        if grades.min > grades.max { ANY } else { grades }
    }

    /// None over `max`; answers that do not agree leave every grade open.
    fn to(self, max: u32) -> Grades {
        let grades = Grades {
            min: self.min,
            max: self.max.min(max),
        };
        if grades.min > grades.max { ANY } else { grades }
    }

    fn at_least(self, grade: u32) -> Tri {
        match (self.min >= grade, self.max >= grade) {
            (true, _) => Tri::Yes,
            (_, false) => Tri::No,
            _ => Tri::Unknown,
        }
    }
}

//! *Hechos de la niña o el niño*: what is known of one child, as typed facts.
//!
//! Start at [`ChildFacts`]. `read.rs` reads them from what was given, `answers.rs` keeps facts
//! that were answered more than once, `settled.rs` is the child under one combination of them.
//! What this module does not know: questions, households, and what any fact means for the class.

mod answers;
mod fields;
mod read;
mod settled;

use serde::{Deserialize, Deserializer, de::Error};

pub use self::settled::{Job, Jobs, Settled};
use self::{answers::Answers, read::read};
use crate::{
    codes::{CodeSet, Gap},
    date::Date,
    field::Field,
    given::Given,
    refusal::{Expected, FactError},
};

/// More combinations of several answers than this are refused.
pub const COMBINATIONS_MAX: usize = 64;

/// The facts of one child, read and checked (rule set section 1).
///
/// A fact that is absent or `null` is *not known*. Any number may be an interval, any single
/// fact may have 2 to 4 answers.
///
/// ```
/// let facts: classify::ChildFacts = serde_json::from_str(
///     r#"{"ref_date": "2026-03-02", "age": {"min": 12, "max": 13},
///         "chores": {"hours_week": {"any": [6, 9]}}}"#,
/// )?;
/// assert_eq!(facts.combinations(), 4);
///
/// let refused = serde_json::from_str::<classify::ChildFacts>(r#"{"age": 12}"#).unwrap_err();
/// assert!(refused.to_string().starts_with("ref_date: expected this field, which is required"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct ChildFacts {
    pub(crate) id: Option<String>,
    pub(crate) ref_date: Date,
    /// The child under the first combination, which is the only one for most children.
    first: Settled,
    apart: Option<Box<Apart>>,
}

/// What is kept when facts were answered more than once.
#[derive(Clone, Debug)]
struct Apart {
    answers: Answers,
    several: Vec<Choice>,
}

/// A fact with more than one answer.
#[derive(Clone, Copy, Debug)]
struct Choice {
    field: Field,
    answers: usize,
}

impl ChildFacts {
    /// The caller's key, echoed in the result.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// *Fecha de referencia*: last day of the reference week.
    pub fn ref_date(&self) -> Date {
        self.ref_date
    }

    /// How many combinations of answers there are: 1 where every fact has one answer.
    pub fn combinations(&self) -> usize {
        self.apart
            .as_ref()
            .map_or(1, |apart| combinations(&apart.several))
    }

    /// The fields that were answered more than once, each as a gap names it: an age interval
    /// is plain `age`, several answers are `discrepancy:<field>`.
    pub(crate) fn discrepancies(&self) -> impl Iterator<Item = String> + '_ {
        self.apart.iter().flat_map(|apart| {
            apart.several.iter().map(|choice| match choice.field {
                Field::Age if apart.answers.age_is_interval => Field::Age.to_string(),
                field => format!("discrepancy:{field}"),
            })
        })
    }

    /// Those fields as kinds of gaps.
    pub(crate) fn discrepancy_kinds(&self) -> CodeSet<Gap> {
        let fields = self.apart.iter().flat_map(|apart| {
            apart.several.iter().map(|choice| match choice.field {
                Field::Age if apart.answers.age_is_interval => Gap::Age,
                _ => Gap::Discrepancy,
            })
        });
        fields.collect()
    }

    /// Facts with one answer each, such as a row of a table.
    ///
    /// # Errors
    /// The same refusals as facts that are read from JSON: a number out of its range, an
    /// occupation of more than 4 digits, an empty list of jobs.
    pub fn settled(
        id: Option<String>,
        ref_date: Date,
        child: Settled,
    ) -> Result<ChildFacts, FactError> {
        read::check(&child)?;
        Ok(ChildFacts {
            id,
            ref_date,
            first: child,
            apart: None,
        })
    }

    /// A fact, or anything made of facts, where it is known and the same under every
    /// combination of answers.
    ///
    /// ```
    /// let facts: classify::ChildFacts = serde_json::from_str(
    ///     r#"{"ref_date": "2026-03-02", "age": {"any": [12, 13]}, "school": {"attends": true}}"#,
    /// )?;
    /// assert_eq!(facts.agreed(|child| child.attends), Some(true));
    /// assert_eq!(facts.agreed(|child| child.age), None);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn agreed<T: PartialEq>(&self, of: impl Fn(&Settled) -> Option<T>) -> Option<T> {
        let mut agreed = of(&self.first);
        self.other_combinations(|child| {
            if agreed != of(child) {
                agreed = None;
            }
        });
        agreed
    }

    /// The child under the first combination of answers.
    pub(crate) fn first(&self) -> &Settled {
        &self.first
    }

    /// Calls `each` with the child under every combination of answers; at least once.
    pub(crate) fn each_combination(&self, mut each: impl FnMut(&Settled)) {
        each(&self.first);
        self.other_combinations(each);
    }

    /// Calls `each` with the child under every combination but the first.
    pub(crate) fn other_combinations(&self, mut each: impl FnMut(&Settled)) {
        let Some(apart) = &self.apart else { return };
        for number in 1..combinations(&apart.several) {
            let mut rest = number;
            each(&apart.answers.settle(|_, answers| {
                let pick = rest % answers;
                rest /= answers;
                pick
            }));
        }
    }
}

impl TryFrom<Given> for ChildFacts {
    type Error = FactError;

    /// Reads and checks what was given; refuses it with the field's path and what was expected.
    fn try_from(given: Given) -> Result<ChildFacts, FactError> {
        let (id, ref_date, answers) = read(given)?;
        let mut several = Vec::new();
        let first = answers.settle(|field, answers| {
            several.push(Choice { field, answers });
            0
        });
        if combinations(&several) > COMBINATIONS_MAX {
            let fields: Vec<_> = several
                .iter()
                .map(|choice| choice.field.to_string())
                .collect();
            return Err(FactError::at(
                fields.join(", "),
                Expected::Combinations(COMBINATIONS_MAX),
            ));
        }
        let apart = (!several.is_empty()).then(|| Box::new(Apart { answers, several }));
        Ok(ChildFacts {
            id,
            ref_date,
            first,
            apart,
        })
    }
}

impl<'de> Deserialize<'de> for ChildFacts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        ChildFacts::try_from(Given::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

fn combinations(several: &[Choice]) -> usize {
    several.iter().fold(1, |product: usize, choice| {
        product.saturating_mul(choice.answers)
    })
}

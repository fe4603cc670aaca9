//! *Edad en años cumplidos* on a given day, from a birth date, an age, or a life event.
//! Reads no clock: the day is handed in.

use chrono::{Datelike, NaiveDate};

use crate::answer::Answer;
use crate::answers::Answers;

/// Completed years, from `min` to `max` inclusive; one number when they are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeRange {
    pub min: u32,
    pub max: u32,
}

impl AgeRange {
    /// An age that is known.
    pub fn exactly(years: u32) -> AgeRange {
        AgeRange {
            min: years,
            max: years,
        }
    }
}

/// Oldest age that is believed.
pub const AGE_MAX: u32 = 120;

/// A member's age on a day, in completed years. The birth date decides if it is known; else the
/// age given (it is asked as of the reference date); else the stage of life. `None`: nobody knows,
/// or the person was not born yet.
///
/// ```
/// use chrono::NaiveDate;
/// use survey_forms::{AgeRange, Answer, AnswerKey, Answers, age_on};
/// let day = |text: &str| text.parse::<NaiveDate>().unwrap();
/// let mut answers = Answers::default();
/// answers.set(AnswerKey::new("m0aaaaa", "birth_date"), Answer::Date(day("2012-02-29")));
/// assert_eq!(age_on(&answers, "m0aaaaa", day("2026-02-28")), Some(AgeRange::exactly(13)));
/// assert_eq!(age_on(&answers, "m0aaaaa", day("2026-03-01")), Some(AgeRange::exactly(14)));
/// ```
pub fn age_on(answers: &Answers, member: &str, date: NaiveDate) -> Option<AgeRange> {
    if let Some(Answer::Date(born)) = answers.get(member, "birth_date") {
        return years_on(*born, date).map(AgeRange::exactly);
    }
    let said = answers.get(member, "age").and_then(age_said);
    said.or_else(|| answers.get(member, "age_event").and_then(age_said))
}

/// Completed years on a day of someone born on `born`; a child of 29 February completes a year on
/// 1 March of common years. `None` before birth.
pub fn years_on(born: NaiveDate, date: NaiveDate) -> Option<u32> {
    if date < born {
        return None;
    }
    let years = date.year() - born.year();
    let before_birthday = (date.month(), date.day()) < (born.month(), born.day());
    u32::try_from(years - i32::from(before_birthday)).ok()
}

/// The range that an answer to `age` or `age_event` stands for.
pub fn age_said(answer: &Answer) -> Option<AgeRange> {
    match answer {
        Answer::Number(years) if (0.0..=f64::from(AGE_MAX)).contains(years) => {
            Some(AgeRange::exactly(*years as u32))
        }
        Answer::Interval { min, max } if *min >= 0.0 && min <= max => Some(AgeRange {
            min: *min as u32,
            max: max.min(f64::from(AGE_MAX)) as u32,
        }),
        Answer::Choice(stage) => stage_of_life(stage),
        _ => None,
    }
}

/// Ages that a stage of life stands for: Mexico's usual ages of each school level, widened by a
/// year at each end where children start early or repeat.
fn stage_of_life(stage: &str) -> Option<AgeRange> {
    let (min, max) = match stage {
        "baby" => (0, 3),
        "kindergarten" => (3, 6),
        "primary_lower" => (5, 9),
        "primary_upper" => (8, 13),
        "secondary" => (11, 16),
        "upper_secondary" => (14, 19),
        "adult" => (18, 64),
        "elderly" => (60, AGE_MAX),
        _ => return None,
    };
    Some(AgeRange { min, max })
}

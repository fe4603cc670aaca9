//! *Los indicadores*: what each one counts, over whom, from which source, and what is in doubt.
//!
//! Start at [`Indicator`]; the list is [`INDICATORS`]. An indicator is data: who is among those
//! counted over (ages and tests that all hold), and who of them is counted (one test more).
//! What this module does not know: weights and errors.

mod beyond;
mod eleven;
mod parts;

use classify::{Cti, Occupation};
use serde::{Serialize, Serializer};

use crate::{child::Child, outcome::Outcomes, sector::Sector, worlds::World};

/// How many there are.
pub(crate) const COUNT: usize = eleven::ELEVEN_OF_ENTI.len() + beyond::BEYOND.len();

/// All indicators, in the order of tables.
pub static INDICATORS: &[Indicator] = &all();

const fn all() -> [Indicator; COUNT] {
    let mut all = [eleven::ELEVEN_OF_ENTI[0]; COUNT];
    let mut place = 0;
    while place < COUNT {
        all[place] = if place < eleven::ELEVEN_OF_ENTI.len() {
            eleven::ELEVEN_OF_ENTI[place]
        } else {
            beyond::BEYOND[place - eleven::ELEVEN_OF_ENTI.len()]
        };
        place += 1;
    }
    all
}

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Spanish, as official texts write it.
    pub es: &'static str,
    pub en: &'static str,
}

/// A question about one child; the answer may be "not known".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// *Ocupada u ocupado* (trabaja).
    Occupied,
    /// *Ocupación no permitida*: below the minimum age, or hazardous at 15 to 17.
    NotPermitted,
    Occupation(Occupation),
    /// A criterion of hazardous work holds, at any age.
    HazardousAnyAge,
    /// *Quehaceres en condiciones no adecuadas*.
    Unsuitable,
    /// *Horarios prolongados*, dangerous too or not.
    Prolonged,
    /// *Condiciones peligrosas*, prolonged too or not.
    Dangerous,
    /// *Trabajo infantil*, broad measure.
    ChildLabour,
    Cti(Cti),
    Sector(Sector),
    /// *No asiste a la escuela*.
    NotAttending,
    /// *Trabaja y no asiste a la escuela*.
    WorkingOutOfSchool,
    /// *No recibe ingresos*.
    WithoutIncome,
    WageEarner,
    MedicalServices,
}

impl Test {
    fn answer(self, child: &Child<'_>, world: &World) -> Option<bool> {
        Some(match self {
            Test::Occupied => world.occupation != Occupation::None,
            Test::NotPermitted => world.not_permitted(),
            Test::Occupation(class) => world.occupation == class,
            Test::HazardousAnyAge => world.hazardous,
            Test::Unsuitable => world.unsuitable(),
            Test::Prolonged => world.prolonged,
            Test::Dangerous => world.dangerous,
            Test::ChildLabour => world.cti() != Cti::None,
            Test::Cti(cti) => world.cti() == cti,
            Test::Sector(sector) => world.sector == Some(sector),
            Test::NotAttending => !child.attends?,
            Test::WorkingOutOfSchool => {
                // Who does not work is not counted, whatever is known of the school.
                world.occupation != Occupation::None && !child.attends?
            }
            Test::WithoutIncome => !child.paid?,
            Test::WageEarner => child.wage_earner?,
            Test::MedicalServices => child.medical_services?,
        })
    }
}

/// One indicator: a share of children.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// `1` to `11`, `11b`, and words for what the list of eleven leaves out. Never reused.
    pub code: &'static str,
    pub name: Words,
    /// Whose number stands above the line.
    pub numerator: Words,
    /// Whose number stands below it.
    pub denominator: Words,
    /// Where it is published or named.
    pub source: Words,
    /// What no source settles; empty where nothing is in doubt.
    pub doubt: Words,
    /// Completed years of those counted over, both ends included.
    pub ages: (u32, u32),
    /// What else must hold of those counted over.
    pub among: &'static [Test],
    /// What must hold of them to be counted.
    pub counted: Test,
}

impl Indicator {
    /// What the child is to this indicator in one world.
    pub(crate) fn outcomes(&self, child: &Child<'_>, world: &World) -> Outcomes {
        if world.group.min < self.ages.0 || world.group.max > self.ages.1 {
            return Outcomes::OUT;
        }
        let mut among = Some(true);
        for test in self.among {
            match test.answer(child, world) {
                Some(false) => return Outcomes::OUT,
                Some(true) => {}
                None => among = None,
            }
        }
        Outcomes::of(among, self.counted.answer(child, world))
    }
}

impl Serialize for Indicator {
    /// As the code alone: a table names each indicator once.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code)
    }
}

/// The indicator with this code.
///
/// ```
/// let rate = indicators::indicator("1").ok_or("no such indicator")?;
/// assert_eq!(rate.name.es, "Tasa de ocupación infantil no permitida");
/// # Ok::<(), &str>(())
/// ```
pub fn indicator(code: &str) -> Option<&'static Indicator> {
    INDICATORS.iter().find(|known| known.code == code)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::worlds::GROUPS;

    #[test]
    fn every_indicator_has_its_own_code_and_words_in_both_languages() {
        let codes: BTreeSet<&str> = INDICATORS.iter().map(|known| known.code).collect();
        assert_eq!(codes.len(), INDICATORS.len());
        for one in INDICATORS {
            for words in [one.name, one.numerator, one.denominator, one.source] {
                assert!(!words.es.is_empty() && !words.en.is_empty(), "{}", one.code);
            }
            assert_eq!(
                one.doubt.es.is_empty(),
                one.doubt.en.is_empty(),
                "{}",
                one.code
            );
        }
    }

    #[test]
    fn all_eleven_of_the_national_list_are_there_and_the_repeat_is_a_repeat() {
        for number in 1..=11 {
            let code = number.to_string();
            let whole = indicator(&code).is_some();
            let in_parts = indicator(&format!("{code}-agriculture")).is_some();
            assert!(whole || in_parts, "{code}");
        }
        let (ten, eleven) = (indicator("10").unwrap(), indicator("11").unwrap());
        assert_eq!(
            (ten.ages, ten.among, ten.counted),
            (eleven.ages, eleven.among, eleven.counted)
        );
        assert_eq!(indicator("11b").unwrap().counted, Test::Dangerous);
    }

    #[test]
    fn no_indicator_cuts_through_a_finest_age_group() {
        for one in INDICATORS {
            for group in GROUPS {
                let inside = one.ages.0 <= group.min && group.max <= one.ages.1;
                let outside = group.max < one.ages.0 || group.min > one.ages.1;
                assert!(inside || outside, "{} {group:?}", one.code);
            }
        }
    }
}

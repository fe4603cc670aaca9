//! The test of each ground, on the facts of one child at one age.
//!
//! Start at [`test`]. An outcome says which fact decided it, or which are missing. What this
//! module does not know: weights.

use super::{
    facts::{AreaRisk, RiskFacts},
    rules::{RiskCode, RiskRules},
    schooling::COMPULSORY,
    within::Within,
};
use crate::{
    codes::Occupation,
    edition::{Bands, Edition},
    span::Span,
    tri::Tri,
};

/// A fact by the path that grounds and gaps name it by, in the order of the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RiskFact {
    Age,
    ChildLabour,
    Occupation,
    Attends,
    Level,
    Grade,
    SchoolAge,
    Head,
    Sibling,
    Support,
    Occupied,
    Last12Months,
    HoursWeek,
    OwnHousehold,
    ChoresHours,
    AreaRisk,
}

impl RiskFact {
    pub const ALL: [RiskFact; 16] = [
        RiskFact::Age,
        RiskFact::ChildLabour,
        RiskFact::Occupation,
        RiskFact::Attends,
        RiskFact::Level,
        RiskFact::Grade,
        RiskFact::SchoolAge,
        RiskFact::Head,
        RiskFact::Sibling,
        RiskFact::Support,
        RiskFact::Occupied,
        RiskFact::Last12Months,
        RiskFact::HoursWeek,
        RiskFact::OwnHousehold,
        RiskFact::ChoresHours,
        RiskFact::AreaRisk,
    ];

    pub fn path(self) -> &'static str {
        match self {
            RiskFact::Age => "age",
            RiskFact::ChildLabour => "child_labour",
            RiskFact::Occupation => "occupation",
            RiskFact::Attends => "school.attends",
            RiskFact::Level => "school.level",
            RiskFact::Grade => "school.grade",
            RiskFact::SchoolAge => "school.age",
            RiskFact::Head => "head.school",
            RiskFact::Sibling => "home.sibling_in_child_labour",
            RiskFact::Support => "home.receives_support",
            RiskFact::Occupied => "work.occupied",
            RiskFact::Last12Months => "work.last_12_months",
            RiskFact::HoursWeek => "work.hours_week",
            RiskFact::OwnHousehold => "chores.own_household",
            RiskFact::ChoresHours => "chores.hours_week",
            RiskFact::AreaRisk => "area_risk",
        }
    }
}

/// What came of one ground's test.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    pub test: Tri,
    /// The fact that fires it.
    pub fact: RiskFact,
    /// What is missing, where it is not known.
    pub missing: Vec<RiskFact>,
    pub said: Said,
}

/// What a sentence may name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Said {
    hours: Option<Within<f64>>,
    limit: Option<f64>,
    lag: Option<u32>,
}

/// The names that a sentence may have in braces.
pub(super) const PLACES: [&str; 3] = ["{hours}", "{limit}", "{lag}"];

impl Said {
    /// The sentence with its numbers; `to` stands between the two ends of an interval.
    pub fn fill(&self, sentence: &str, to: &str) -> String {
        let hours = self.hours.map(|hours| match hours.min() == hours.max() {
            true => hours.min().to_string(),
            false => format!("{}{to}{}", hours.min(), hours.max()),
        });
        let told = [
            hours,
            self.limit.map(|limit| limit.to_string()),
            self.lag.map(|lag| lag.to_string()),
        ];
        let filled = PLACES.iter().zip(told);
        filled.fold(sentence.to_owned(), |sentence, (place, told)| {
            sentence.replace(place, &told.unwrap_or_default())
        })
    }
}

impl Outcome {
    fn of(fact: RiskFact, test: Tri) -> Outcome {
        Outcome {
            test,
            fact,
            missing: vec![fact],
            said: Said::default(),
        }
    }

    /// A test on several facts; those of them that are not known are what is missing.
    fn of_all(fact: RiskFact, tests: &[(RiskFact, Tri)]) -> Outcome {
        let open = tests.iter().filter(|(_, test)| test.is_unknown());
        Outcome {
            test: Tri::all(tests.iter().map(|(_, test)| *test)),
            fact,
            missing: open.map(|(fact, _)| *fact).collect(),
            said: Said::default(),
        }
    }

    fn saying(mut self, said: Said) -> Outcome {
        self.said = said;
        self
    }

    /// The same ground at another age the child may have.
    pub fn and_at_another_age(mut self, other: Outcome) -> Outcome {
        if self.test != other.test {
            let decided = !self.test.is_unknown() && !other.test.is_unknown();
            if decided {
                self.missing = vec![RiskFact::Age];
            } else {
                let open = if self.test.is_unknown() {
                    self.missing
                } else {
                    other.missing
                };
                self.missing = [vec![RiskFact::Age], open].concat();
            }
            self.test = Tri::Unknown;
        }
        self
    }
}

/// Tests one ground for a child of this age.
pub(super) fn test(
    code: RiskCode,
    rules: &RiskRules,
    edition: &Edition,
    facts: &RiskFacts,
    age: u32,
) -> Outcome {
    match code {
        RiskCode::OutOfSchool => out_of_school(rules, facts, age),
        RiskCode::SchoolLag => school_lag(rules, facts, age),
        RiskCode::SiblingInChildLabour => {
            Outcome::of(RiskFact::Sibling, facts.home.sibling_in_child_labour.into())
        }
        RiskCode::HeadWithoutPrimary => {
            Outcome::of(RiskFact::Head, facts.head.finished_primary().negated())
        }
        RiskCode::PermittedWork => permitted_work(edition, facts, age),
        RiskCode::WorkedBefore => Outcome::of_all(
            RiskFact::Last12Months,
            &[
                (RiskFact::Occupied, Tri::from(facts.occupied()).negated()),
                (RiskFact::Last12Months, facts.work.last_12_months.into()),
            ],
        ),
        RiskCode::NearWorkLimit => near_work_limit(rules, edition, facts, age),
        RiskCode::NearChoresLimit => near_chores_limit(rules, edition, facts, age),
        RiskCode::NoSupport => {
            let receives = Tri::from(facts.home.receives_support);
            Outcome::of(RiskFact::Support, receives.negated())
        }
        RiskCode::AreaHighRisk => {
            let high = facts.area_risk.map(|risk| risk == AreaRisk::High);
            Outcome::of(RiskFact::AreaRisk, high.into())
        }
    }
}

/// Out of school with compulsory education unfinished. Only at the age of its last grade can it
/// have been finished at all.
fn out_of_school(rules: &RiskRules, facts: &RiskFacts, age: u32) -> Outcome {
    let last_grade_age = rules.cuts.first_grade_age.value + COMPULSORY - 1;
    let away = Tri::from(facts.school.attends).negated();
    if age < last_grade_age {
        return Outcome::of(RiskFact::Attends, away);
    }
    let unfinished = facts.school.finished_compulsory().negated();
    let tests = [
        (RiskFact::Attends, away),
        (grade_missing(facts), unfinished),
    ];
    Outcome::of_all(RiskFact::Attends, &tests)
}

fn grade_missing(facts: &RiskFacts) -> RiskFact {
    if facts.school.lacks_grade() {
        RiskFact::Grade
    } else {
        RiskFact::Level
    }
}

fn school_lag(rules: &RiskRules, facts: &RiskFacts, age: u32) -> Outcome {
    let (first, cut) = (
        rules.cuts.first_grade_age.value,
        rules.cuts.lag_grades.value,
    );
    let at_school = facts.age_at_school(age);
    let mut missing = Vec::new();
    if facts.school.attends.is_none() {
        missing.push(RiskFact::Attends);
    }
    if facts.school.lacks_level() {
        missing.push(RiskFact::Level);
    }
    if facts.school.lacks_level() || facts.school.lacks_grade() {
        missing.push(RiskFact::Grade);
    }
    if at_school.0 != at_school.1 {
        missing.push(RiskFact::SchoolAge);
    }
    if missing.is_empty() {
        // All is told, and still open: a technical level, or answers that do not agree.
        missing.push(RiskFact::Level);
    }
    Outcome {
        test: facts.school.behind(at_school, first, cut),
        fact: RiskFact::Grade,
        missing,
        said: Said {
            lag: Some(cut),
            ..Said::default()
        },
    }
}

fn permitted_work(edition: &Edition, facts: &RiskFacts, age: u32) -> Outcome {
    let may_be = Tri::from(age >= edition.ages.minimum_for_work.value);
    let permitted = facts.occupation.map(|it| it == Occupation::Permitted);
    let tests = [
        (RiskFact::Age, may_be),
        // Not occupied: whatever the occupation would have been, there is none.
        (
            RiskFact::Occupation,
            match facts.occupied() {
                Some(false) => Tri::No,
                _ => permitted.into(),
            },
        ),
    ];
    Outcome::of_all(RiskFact::Occupation, &tests)
}

fn near_work_limit(rules: &RiskRules, edition: &Edition, facts: &RiskFacts, age: u32) -> Outcome {
    let limits = &edition.hazards.prolonged_hours.value;
    let hours = facts.work.hours_week;
    let (near, said) = near(rules, limits, hours, age);
    let tests = [
        (
            RiskFact::Age,
            Tri::from(age >= edition.ages.minimum_for_work.value),
        ),
        (RiskFact::Occupied, facts.occupied().into()),
        (RiskFact::HoursWeek, near),
    ];
    Outcome::of_all(RiskFact::HoursWeek, &tests).saying(said)
}

fn near_chores_limit(rules: &RiskRules, edition: &Edition, facts: &RiskFacts, age: u32) -> Outcome {
    let limits = &edition.chores.prolonged_hours.value;
    let (near, said) = near(rules, limits, facts.chores.hours_week, age);
    let tests = [
        (RiskFact::OwnHousehold, facts.chores.own_household.into()),
        (RiskFact::ChoresHours, near),
    ];
    Outcome::of_all(RiskFact::ChoresHours, &tests).saying(said)
}

/// Within a share under the limit of this age, the limit itself included: over it the child is in
/// child labour.
fn near(rules: &RiskRules, limits: &Bands, hours: Option<Within<f64>>, age: u32) -> (Tri, Said) {
    let limit = limits.limit(age);
    let said = Said {
        hours,
        limit,
        lag: None,
    };
    let span = hours.and_then(|hours| Span::between(hours.min(), hours.max()));
    let (Some(limit), Some(hours)) = (limit, span) else {
        return (Tri::Unknown, said);
    };
    let from = near_from(limit, rules.cuts.near_share.value);
    (Tri::all([hours.over(from), hours.at_most(limit)]), said)
}

/// Where "near the limit" begins: 12.6 for 14 hours and a tenth. Rounded, so that 12.6 hours are
/// not over 12.6 by an error of arithmetic.
fn near_from(limit: f64, share: f64) -> f64 {
    const PARTS: f64 = 1e6;
    (limit * (1.0 - share) * PARTS).round() / PARTS
}

//! *Hechos de riesgo*: the one place where answers become the facts of `classify::at_risk`.
//!
//! Start at [`risk_facts`]. What the definition decided is taken as it stands; answers that were
//! not given, not known, refused, or kept apart by two tablets are not known here, never "no".
//! What is known of the area is not an answer: it is joined where the facts are weighed. Knows no
//! weight and no cut.

#[cfg(test)]
mod tests;

use chrono::{Datelike, NaiveDate};
use classify::Occupation;
use classify::at_risk::{Chores, Home, Level, Measure, RiskFacts, Schooling, Within, Work};
use serde_json::Value;
use survey_forms::{Answer, AnswerKey, KeptAnswers, years_on};

use super::Classified;

/// Over this age the questionnaire does not ask who attends school: nobody is taken to.
const ASKED_ABOUT_SCHOOL_TO: u32 = 29;

/// Lives here without kinship to the head or the spouse: nobody's sibling in this home (CH-17).
const WITHOUT_KINSHIP: [&str; 3] = ["live_in_worker", "live_in_worker_relative", "no_kinship"];

/// The risk facts of each child that was classified, in the same order.
pub fn risk_facts(
    kept: &KeptAnswers,
    members: &[&str],
    classified: &[Classified],
) -> Vec<RiskFacts> {
    let home = Household { kept, members };
    let (head, support) = (home.head_schooling(), home.receives_support());
    let each = classified.iter().map(|child| RiskFacts {
        age: span(&child.facts["age"]),
        school_age: home.school_age(&child.member),
        child_labour: child.known("child_labour"),
        occupation: child.code("occupation").and_then(occupation),
        school: Schooling {
            attends: child.facts["school"]["attends"].as_bool(),
            basic_completed: child.facts["school"]["basic_completed"].as_bool(),
            ..home.schooling(&child.member)
        },
        head,
        home: Home {
            sibling_in_child_labour: home.sibling_in_child_labour(child, classified),
            receives_support: support,
        },
        work: Work {
            occupied: child.known("occupied"),
            hours_week: span(&child.facts["work"]["hours_week"]),
            last_12_months: home.yes_no(&child.member, "worked_12_months"),
        },
        chores: Chores {
            own_household: child.facts["chores"]["own_household"].as_bool(),
            hours_week: span(&child.facts["chores"]["hours_week"]),
        },
        area_risk: None,
    });
    each.collect()
}

/// One household's kept answers.
struct Household<'a> {
    kept: &'a KeptAnswers,
    members: &'a [&'a str],
}

impl<'a> Household<'a> {
    /// The values kept in one place; "not asked" is no answer beside another one.
    fn answers(&self, subject: &str, code: &str) -> Vec<&'a Answer> {
        let kept = self.kept.get(&AnswerKey::new(subject, code));
        let asked = kept.into_iter().flatten();
        asked
            .filter(|answer| **answer != Answer::NotAsked)
            .collect()
    }

    /// The one answer that stands; `None` where there is none, or where two differ.
    fn agreed(&self, subject: &str, code: &str) -> Option<&'a Answer> {
        let answers = self.answers(subject, code);
        let first = answers.first()?;
        answers
            .iter()
            .all(|answer| answer == first)
            .then_some(*first)
    }

    fn yes_no(&self, member: &str, code: &str) -> Option<bool> {
        match self.agreed(member, code)? {
            Answer::YesNo(yes) => Some(*yes),
            _ => None,
        }
    }

    fn chosen(&self, member: &str, code: &str) -> Option<&'a str> {
        match self.agreed(member, code)? {
            Answer::Choice(code) => Some(code),
            _ => None,
        }
    }

    fn schooling(&self, member: &str) -> Schooling {
        let grade = match self.agreed(member, "school_grade") {
            Some(Answer::Number(grade)) if *grade >= 0.0 => Some(*grade as u32),
            _ => None,
        };
        Schooling {
            attends: self.yes_no(member, "attends_school"),
            level: self.chosen(member, "school_level").and_then(level),
            grade,
            basic_completed: None,
        }
    }

    /// Of the one member who heads the household. None, or several: nothing is known.
    fn head_schooling(&self) -> Schooling {
        let may_head = |member: &&&str| {
            let kinship = self.answers(member, "kinship");
            !self.is_gone(member)
                && kinship
                    .iter()
                    .any(|it| **it == Answer::Choice("head".into()))
        };
        let heads: Vec<&&str> = self.members.iter().filter(may_head).collect();
        let [head] = heads[..] else {
            return Schooling::default();
        };
        if self.chosen(head, "kinship").is_none() {
            return Schooling::default();
        }
        let mut schooling = self.schooling(head);
        if schooling.attends.is_none() && self.is_past_school(head) {
            schooling.attends = Some(false);
        }
        schooling
    }

    /// Whether nobody asked who attends school, for the age is over that.
    fn is_past_school(&self, member: &str) -> bool {
        let asked = !self.answers(member, "attends_school").is_empty();
        let age = self.reference().and_then(|day| self.least_age(member, day));
        !asked && age.is_some_and(|age| age > ASKED_ABOUT_SCHOOL_TO)
    }

    fn least_age(&self, member: &str, day: NaiveDate) -> Option<u32> {
        let Some(Answer::Date(born)) = self.agreed(member, "birth_date") else {
            let said = self.agreed(member, "age").and_then(survey_forms::age_said);
            let stage = || {
                self.agreed(member, "age_event")
                    .and_then(survey_forms::age_said)
            };
            return said.or_else(stage).map(|age| age.min);
        };
        years_on(*born, day)
    }

    fn is_gone(&self, member: &str) -> bool {
        let left = self.answers(member, "left_household");
        !left.is_empty() && left.iter().all(|answer| **answer == Answer::YesNo(true))
    }

    fn reference(&self) -> Option<NaiveDate> {
        let days = self.answers("", "ref_date").into_iter();
        days.filter_map(|answer| match answer {
            Answer::Date(day) => Some(*day),
            _ => None,
        })
        .max()
    }

    /// Completed years on the last 1 September, by every birth date that was kept; nothing where
    /// one of the tablets has none.
    fn school_age(&self, member: &str) -> Option<Within<u32>> {
        let began = school_year_began(self.reference()?)?;
        let births = self.answers(member, "birth_date");
        let ages: Option<Vec<u32>> = births
            .into_iter()
            .map(|birth| match birth {
                // Not born yet counts as no year of age.
                Answer::Date(born) => Some(years_on(*born, began).unwrap_or(0)),
                _ => None,
            })
            .collect();
        let ages = ages?;
        Within::between(*ages.iter().min()?, *ages.iter().max()?)
    }

    /// Anyone of the household receives a programme or support that the questionnaire names.
    fn receives_support(&self) -> Option<bool> {
        let here = self.members.iter().filter(|member| !self.is_gone(member));
        let each: Vec<Option<bool>> = here
            .map(|member| match self.agreed(member, "programmes") {
                Some(Answer::Choices(programmes)) => Some(!programmes.is_empty()),
                _ => None,
            })
            .collect();
        if each.is_empty() { None } else { any(each) }
    }

    /// Another child of this household is in child labour; kinless ones are apart.
    fn sibling_in_child_labour(&self, child: &Classified, all: &[Classified]) -> Option<bool> {
        let own = self.is_kin(&child.member);
        let others = all.iter().filter(|other| other.member != child.member);
        any(others.map(|other| {
            both(
                both(own, self.is_kin(&other.member)),
                other.known("child_labour"),
            )
        }))
    }

    /// Kin to the head or the spouse; `None` where that is not known or two answers differ.
    fn is_kin(&self, member: &str) -> Option<bool> {
        self.chosen(member, "kinship")
            .map(|kinship| !WITHOUT_KINSHIP.contains(&kinship))
    }
}

/// One true is true; else one unknown is unknown.
fn any(each: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    let mut found = Some(false);
    for one in each {
        match one {
            Some(true) => return Some(true),
            None => found = None,
            Some(false) => {}
        }
    }
    found
}

/// One false is false; else one unknown is unknown.
fn both(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// The last 1 September on or before a day.
fn school_year_began(day: NaiveDate) -> Option<NaiveDate> {
    let began = NaiveDate::from_ymd_opt(day.year(), 9, 1)?;
    if began <= day {
        return Some(began);
    }
    NaiveDate::from_ymd_opt(day.year() - 1, 9, 1)
}

/// A number, an interval, or the interval around what was given apart; nothing where one of those
/// is not known.
fn span<T: Measure>(fact: &Value) -> Option<Within<T>>
where
    Within<T>: serde::de::DeserializeOwned,
{
    let Some(apart) = fact["any"].as_array() else {
        return serde_json::from_value(fact.clone()).ok();
    };
    let each: Option<Vec<Within<T>>> = apart.iter().map(span).collect();
    let around = |a: Within<T>, b: Within<T>| {
        let min = if b.min() < a.min() { b.min() } else { a.min() };
        let max = if b.max() > a.max() { b.max() } else { a.max() };
        Within::between(min, max).unwrap_or(a)
    };
    each?.into_iter().reduce(around)
}

fn level(code: &str) -> Option<Level> {
    serde_json::from_value(code.into()).ok()
}

fn occupation(code: &str) -> Option<Occupation> {
    serde_json::from_value(code.into()).ok()
}

//! *Hechos de la niña o el niño*: the one place where questions become facts.
//!
//! Start at [`child_facts`]. It reads what a household answered, with every value that was kept,
//! and writes the facts of the rule set's section 1: several kept values become `{"any": […]}`,
//! "no sabe", "prefiere no responder" and "no se preguntó" become nothing at all, "asked, none" an
//! empty list. `hours.rs` adds up days, `work.rs` finds the jobs, `several.rs` keeps values apart,
//! `asked.rs` goes the way back.
//! It does not know what any fact means for the class.

pub mod asked;
mod hours;
#[cfg(test)]
mod properties;
mod several;
#[cfg(test)]
mod tests;
mod work;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};
use survey_forms::{AgeRange, Answer, AnswerKey, CHILD_AGES, KeptAnswers, Questionnaire};

use self::several::{Several, limit_combinations, number};

/// The facts of one member, as JSON for `classify::ChildFacts`; every leaf that is not known is
/// left out.
///
/// `None` when there is nothing to classify: the age is known and surely outside 5 to 17, the age
/// is not known but the person is the head or a parent of the head, the member left, consent was
/// not given, or the round has no reference date yet.
pub fn child_facts(q: &Questionnaire, kept: &KeptAnswers, member: &str) -> Option<Value> {
    let child = Child { q, kept, member };
    let reference = child.reference()?;
    let age = child.age(reference);
    if child.is_gone() || child.is_refused() || child.is_grown(&age) {
        return None;
    }
    let mut facts = Map::new();
    facts.insert("id".to_owned(), member.into());
    put(&mut facts, "age", age.json());
    facts.insert("ref_date".to_owned(), reference.to_string().into());
    put(&mut facts, "school", child.school());
    put(&mut facts, "work", child.work());
    put(&mut facts, "chores", child.chores());
    put(&mut facts, "flags", child.flags());
    let mut facts = Value::Object(facts);
    limit_combinations(&mut facts);
    Some(facts)
}

/// One member's kept answers, read as facts.
struct Child<'a> {
    q: &'a Questionnaire,
    kept: &'a KeptAnswers,
    member: &'a str,
}

/// Does the member live in this home without kinship to its head or spouse (CH-17)?
const WITHOUT_KINSHIP: [&str; 3] = ["live_in_worker", "live_in_worker_relative", "no_kinship"];

impl<'a> Child<'a> {
    /// The values kept in one place. "Not asked" is no answer beside another one.
    fn answers(&self, subject: &str, code: &str) -> Vec<&'a Answer> {
        let kept = self.kept.get(&AnswerKey::new(subject, code));
        let asked = kept
            .into_iter()
            .flatten()
            .filter(|answer| **answer != Answer::NotAsked);
        asked.collect()
    }

    /// What each value kept of a member's answer stands for; `Null` where it is not known.
    fn each(&self, code: &str, means: impl Fn(&Answer) -> Value) -> Several {
        self.answers(self.member, code)
            .into_iter()
            .map(means)
            .collect()
    }

    fn yes_no(&self, code: &str) -> Several {
        self.each(code, yes_no)
    }

    /// The last day of the reference week; the later one if two tablets differ.
    fn reference(&self) -> Option<NaiveDate> {
        let days = self
            .answers("", "ref_date")
            .into_iter()
            .filter_map(|answer| match answer {
                Answer::Date(day) => Some(*day),
                _ => None,
            });
        days.max()
    }

    /// Every age that is kept: the birth date decides, then the age said, then the stage of life.
    fn age(&self, reference: NaiveDate) -> Several {
        let births = self.answers(self.member, "birth_date");
        if births.is_empty() {
            return self.age_said();
        }
        let ages = births.into_iter().map(|birth| match birth {
            Answer::Date(born) => {
                let years = survey_forms::years_on(*born, reference).unwrap_or(0);
                Several::from_iter([age_value(AgeRange::exactly(years))])
            }
            _ => self.age_said(),
        });
        ages.reduce(Several::and).unwrap_or_default()
    }

    fn age_said(&self) -> Several {
        let said = self.answers(self.member, "age");
        let stages = || {
            let stages = self.each("age_event", age_or_null);
            if stages.is_empty() {
                Several::from_iter([Value::Null])
            } else {
                stages
            }
        };
        if said.is_empty() {
            return stages();
        }
        let ages = said
            .into_iter()
            .map(|age| match survey_forms::age_said(age) {
                Some(range) => Several::from_iter([age_value(range)]),
                None => stages(),
            });
        ages.reduce(Several::and).unwrap_or_default()
    }

    /// Surely outside 5 to 17; or of unknown age, and heading the household or a parent of its head.
    fn is_grown(&self, age: &Several) -> bool {
        if age.is_unknown() {
            let kinship = self.answers(self.member, "kinship");
            let senior =
                |a: &&Answer| matches!(a, Answer::Choice(k) if k == "head" || k == "parent");
            return !kinship.is_empty() && kinship.iter().all(senior);
        }
        age.values().iter().all(|age| {
            let end = |name: &str| age.get(name).unwrap_or(age).as_u64();
            match (end("min"), end("max")) {
                (Some(min), Some(max)) => {
                    max < u64::from(*CHILD_AGES.start()) || min > u64::from(*CHILD_AGES.end())
                }
                _ => false,
            }
        })
    }

    fn is_gone(&self) -> bool {
        let left = self.answers(self.member, "left_household");
        !left.is_empty() && left.iter().all(|answer| **answer == Answer::YesNo(true))
    }

    fn is_refused(&self) -> bool {
        let consent = self.answers("", "consent");
        !consent.is_empty() && consent.iter().all(|answer| **answer != Answer::YesNo(true))
    }

    fn school(&self) -> Option<Value> {
        let mut school = Map::new();
        put(&mut school, "attends", self.yes_no("attends_school").json());
        put(
            &mut school,
            "basic_completed",
            self.yes_no("basic_completed").json(),
        );
        object(school)
    }

    /// Chores of the own household. What is done for a home without kinship to it is work (CH-17).
    fn chores(&self) -> Option<Value> {
        let mut chores = Map::new();
        let own = self
            .without_kinship()
            .into_iter()
            .map(|without| match without {
                true => Several::from_iter([Value::Bool(false)]),
                false => self.each("chores_where", |place| match place {
                    Answer::Choice(place) => json!(place != "other"),
                    _ => Value::Null,
                }),
            });
        put(
            &mut chores,
            "own_household",
            own.reduce(Several::and).unwrap_or_default().json(),
        );
        if self.without_kinship() == [true] {
            return object(chores);
        }
        put(&mut chores, "hours_week", self.chores_hours().json());
        put(
            &mut chores,
            "hazards",
            self.each("chores_hazards", list).json(),
        );
        object(chores)
    }

    /// Whether the kinship kept is none at all; both if the tablets differ, `false` if unknown.
    fn without_kinship(&self) -> Vec<bool> {
        let kinship = self.answers(self.member, "kinship").into_iter();
        let mut without: Vec<bool> = kinship
            .map(|k| matches!(k, Answer::Choice(k) if WITHOUT_KINSHIP.contains(&k.as_str())))
            .collect();
        without.sort_unstable();
        without.dedup();
        if without.is_empty() {
            vec![false]
        } else {
            without
        }
    }

    /// Protection flags, outside the class: `begging`, a union or pregnancy under 18, and
    /// `live_in_work` to show CH-17 as such.
    fn flags(&self) -> Option<Value> {
        let mut flags = Vec::new();
        for (question, flag) in [
            ("asks_money_street", "begging"),
            ("lives_with_partner", "early_union"),
            ("pregnancy", "early_pregnancy"),
        ] {
            let told = self.yes_no(question);
            if told.values().contains(&Value::Bool(true)) {
                flags.push(flag);
            }
        }
        if self.works_for_this_home() {
            flags.push("live_in_work");
        }
        (!flags.is_empty()).then(|| json!(flags))
    }
}

fn put(fields: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        fields.insert(name.to_owned(), value);
    }
}

/// An object with something in it.
fn object(fields: Map<String, Value>) -> Option<Value> {
    (!fields.is_empty()).then_some(Value::Object(fields))
}

fn yes_no(answer: &Answer) -> Value {
    match answer {
        Answer::YesNo(yes) => Value::Bool(*yes),
        _ => Value::Null,
    }
}

/// "Asked, none" is an empty list.
fn list(answer: &Answer) -> Value {
    match answer {
        Answer::Choices(codes) => json!(codes),
        _ => Value::Null,
    }
}

fn amount(answer: &Answer) -> Value {
    match answer {
        Answer::Number(amount) => number(*amount),
        Answer::Interval { min, max } => json!({"min": number(*min), "max": number(*max)}),
        _ => Value::Null,
    }
}

fn age_or_null(answer: &Answer) -> Value {
    survey_forms::age_said(answer).map_or(Value::Null, age_value)
}

fn age_value(age: AgeRange) -> Value {
    if age.min == age.max {
        json!(age.min)
    } else {
        json!({"min": age.min, "max": age.max})
    }
}

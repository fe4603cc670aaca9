//! What a rule may look at: the answers of one household, and each child's age.
//!
//! Start at [`Family::told`]. A family knows nothing of classes, grounds or cases: a rule
//! cannot exclude or include a child for what was found about its work.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// *Hogar*, as a programme's rule sees it.
#[derive(Clone, Debug, Default)]
pub struct Family {
    answers: BTreeMap<(String, String), Vec<Value>>,
    ages: BTreeMap<String, AgeSpan>,
    members: BTreeSet<String>,
}

/// Completed years, from the surely reached to the possibly reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeSpan {
    /// Least possible age in years.
    pub min: Option<u32>,
    /// Greatest possible age in years.
    pub max: Option<u32>,
}

/// One kept answer in the form a rule can test.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// «Sí» or «no».
    YesNo(bool),
    /// A choice's code, the codes of several choices, or a text.
    Words(String),
    /// A number, or an interval whose ends are equal or not.
    Span(f64, f64),
    /// Nothing that decides, and why.
    Nothing(Why),
}

/// Why an answer does not decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// *No se preguntó.*
    NotAsked,
    /// *No sabe.*
    DontKnow,
    /// *Prefiere no responder.*
    Refused,
    /// Two answers given apart disagree.
    Discrepancy,
    /// Only a range is known.
    Range,
}

impl Family {
    /// Keeps `value` (the scalar form of an answer) for a member (`""`: the household).
    pub fn answered(&mut self, subject: &str, code: &str, value: Value) {
        if is_member(subject) {
            self.members.insert(subject.to_owned());
        }
        let place = (subject.to_owned(), code.to_owned());
        self.answers.entry(place).or_default().push(value);
    }

    /// Says how old a member is.
    pub fn aged(&mut self, member: &str, min: Option<u32>, max: Option<u32>) {
        self.members.insert(member.to_owned());
        self.ages.insert(member.to_owned(), AgeSpan { min, max });
    }

    /// Every member, children and adults.
    pub fn members(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(String::as_str)
    }

    /// Least and greatest age worked out for a member, if known.
    pub fn age_span(&self, member: &str) -> (Option<u32>, Option<u32>) {
        let span = self.ages.get(member);
        (
            span.and_then(|span| span.min),
            span.and_then(|span| span.max),
        )
    }

    /// The answers kept at one place, as they stand in the record.
    pub fn kept(&self, subject: &str, code: &str) -> &[Value] {
        let place = (subject.to_owned(), code.to_owned());
        self.answers.get(&place).map_or(&[], Vec::as_slice)
    }

    /// The answers kept at one place; never empty. `age` is the age worked out, not the one said.
    pub fn told(&self, member: &str, question: &str) -> Vec<Told> {
        if question == "age" {
            return vec![self.age(member)];
        }
        let kept = self.kept(member, question);
        if kept.is_empty() {
            return vec![Told::Nothing(Why::NotAsked)];
        }
        kept.iter().map(Told::from_scalar).collect()
    }

    fn age(&self, member: &str) -> Told {
        match self.ages.get(member) {
            Some(AgeSpan {
                min: Some(min),
                max: Some(max),
            }) => Told::Span(f64::from(*min), f64::from(*max)),
            Some(AgeSpan { min: Some(_), .. } | AgeSpan { max: Some(_), .. }) => {
                Told::Nothing(Why::Range)
            }
            _ => Told::Nothing(Why::NotAsked),
        }
    }
}

impl Why {
    /// Said behind the sentence of what cannot be told.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Why::NotAsked => ("No se preguntó.", "It was not asked."),
            Why::DontKnow => ("La persona no sabe.", "The person does not know."),
            Why::Refused => (
                "La persona prefirió no responder.",
                "The person preferred not to answer.",
            ),
            Why::Discrepancy => ("Hay respuestas distintas.", "There are differing answers."),
            Why::Range => ("Sólo se conoce un intervalo.", "Only a range is known."),
        }
    }
}

impl Told {
    /// Reads the scalar form: `true`, `12`, `"primary"`, `"30..40"`, `"!dont_know"`.
    pub fn from_scalar(scalar: &Value) -> Told {
        match scalar {
            Value::Bool(yes) => Told::YesNo(*yes),
            Value::Number(number) => number
                .as_f64()
                .map_or(Told::Nothing(Why::NotAsked), |it| Told::Span(it, it)),
            Value::String(text) => Told::from_text(text),
            _ => Told::Nothing(Why::NotAsked),
        }
    }

    fn from_text(text: &str) -> Told {
        match text {
            "!dont_know" => return Told::Nothing(Why::DontKnow),
            "!refused" => return Told::Nothing(Why::Refused),
            "!not_asked" => return Told::Nothing(Why::NotAsked),
            _ => {}
        }
        let ends = text
            .split_once("..")
            .and_then(|(min, max)| Some((min.parse().ok()?, max.parse().ok()?)));
        match ends {
            Some((min, max)) => Told::Span(min, max),
            // A text's leading mark is doubled in the scalar form.
            None => Told::Words(text.strip_prefix('!').unwrap_or(text).to_owned()),
        }
    }
}

/// A member's place, and not one of its jobs, a visit, or the household.
fn is_member(subject: &str) -> bool {
    subject.starts_with('m') && !subject.contains('.')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_job_or_a_visit_is_not_a_member_of_the_family() {
        let mut family = Family::default();
        for subject in ["", "m3f2a1c", "m3f2a1c.j1", "v9k2m4q"] {
            family.answered(subject, "x", json!(true));
        }
        assert_eq!(family.members().collect::<Vec<_>>(), ["m3f2a1c"]);
    }

    #[test]
    fn an_answer_never_given_is_told_as_not_asked() {
        let family = Family::default();
        assert_eq!(
            family.told("m3f2a1c", "attends_school"),
            [Told::Nothing(Why::NotAsked)]
        );
        assert_eq!(
            family.told("m3f2a1c", "age"),
            [Told::Nothing(Why::NotAsked)]
        );
    }

    #[test]
    fn each_scalar_form_is_read_as_what_was_answered() {
        for (scalar, told) in [
            (json!(true), Told::YesNo(true)),
            (json!(7), Told::Span(7.0, 7.0)),
            (json!("30..40"), Told::Span(30.0, 40.0)),
            (json!("primary"), Told::Words("primary".into())),
            (json!("!!urgent"), Told::Words("!urgent".into())),
            (json!("!dont_know"), Told::Nothing(Why::DontKnow)),
            (json!("!refused"), Told::Nothing(Why::Refused)),
        ] {
            assert_eq!(Told::from_scalar(&scalar), told, "{scalar}");
        }
    }
}

//! Classifying the children of one household under the edition that its reference date calls for.

use classify::ChildFacts;
use serde_json::{Value, json};
use survey_forms::{Answer, Questionnaire};

use super::child_facts::child_facts;
use super::edition::edition_for;
use super::sector::sector;
use crate::households::rows::Reading;

/// One child's verdict, as it is stored.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Classified {
    pub member: String,
    /// Edition id; empty where none is in force on the reference date.
    pub edition: String,
    /// The facts the verdict rests on.
    pub facts: Value,
    /// All keys of the verdict, or `{"refused": "<field>", …}` when the facts could not be judged.
    pub verdict: Value,
    pub grounds: Value,
    /// Sex as answered, where one answer stands.
    pub sex: Option<String>,
    pub sector: Option<&'static str>,
}

impl Classified {
    /// A three-valued field of the verdict; `None` is "not known".
    pub fn known(&self, field: &str) -> Option<bool> {
        self.verdict[field].as_bool()
    }

    /// A field of the verdict that is a code.
    pub fn code(&self, field: &str) -> Option<&str> {
        self.verdict[field].as_str()
    }

    /// Lowest and highest completed years among all answers; `None` where nothing is known.
    pub fn ages(&self) -> Option<(i64, i64)> {
        span(&self.facts["age"])
    }
}

/// Each member who may be a child, in the order of their ids. A child whose facts cannot be
/// judged is not left out: the refusal stands in place of the verdict.
pub fn classify_members(questionnaire: &Questionnaire, reading: &Reading) -> Vec<Classified> {
    let members = reading.answers.members();
    members
        .into_iter()
        .filter_map(|member| {
            let facts = child_facts(questionnaire, &reading.kept, member)?;
            Some(classify_one(member, facts, reading))
        })
        .collect()
}

fn classify_one(member: &str, facts: Value, reading: &Reading) -> Classified {
    let (edition, verdict, grounds) = judge(&facts).unwrap_or_else(|reason| {
        // The reason names fields and what was expected, never what was answered.
        (String::new(), json!({ "refused": reason }), json!([]))
    });
    let sex = match reading.answers.get(member, "sex") {
        Some(Answer::Choice(sex)) => Some(sex.clone()),
        _ => None,
    };
    Classified {
        member: member.to_owned(),
        edition,
        sector: sector(&facts),
        facts,
        verdict,
        grounds,
        sex,
    }
}

fn judge(facts: &Value) -> Result<(String, Value, Value), String> {
    let on = facts["ref_date"]
        .as_str()
        .and_then(|date| date.parse().ok());
    let on = on.ok_or("ref_date")?;
    let edition = edition_for(on).map_err(|error| error.to_string())?;
    let facts: ChildFacts =
        serde_json::from_value(facts.clone()).map_err(|error| error.to_string())?;
    let verdict = classify::classify(edition, &facts).map_err(|error| error.to_string())?;
    let grounds = classify::explain(edition, &facts, &verdict);
    Ok((edition.id.to_string(), json!(verdict), json!(grounds)))
}

/// An age may be a number, `{"min", "max"}`, or `{"any": […]}` of either.
fn span(age: &Value) -> Option<(i64, i64)> {
    if let Some(years) = age.as_i64() {
        return Some((years, years));
    }
    if let (Some(min), Some(max)) = (age["min"].as_i64(), age["max"].as_i64()) {
        return Some((min, max));
    }
    let spans = age["any"].as_array()?.iter().filter_map(span);
    spans.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_spans_everything_that_was_answered() {
        for (age, expect) in [
            (json!(12), Some((12, 12))),
            (json!({ "min": 11, "max": 13 }), Some((11, 13))),
            (
                json!({ "any": [9, { "min": 11, "max": 13 }, null] }),
                Some((9, 13)),
            ),
            (Value::Null, None),
        ] {
            assert_eq!(span(&age), expect, "{age}");
        }
    }
}

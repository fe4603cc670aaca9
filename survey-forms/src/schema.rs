//! The JSON Schema (draft 2020-12) of a record as the server reads it: `members` and `round`, flat
//! keys, scalar values. Start with [`Questionnaire::schema`]. Patterns are linear-time ones.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::questionnaire::{About, Kept, Kind, Question, Questionnaire, TextForm};

/// An interval, as `30..40` or `0.5..1.5`.
const INTERVAL: &str = r"^(0|[1-9][0-9]*)(\.[0-9]+)?\.\.(0|[1-9][0-9]*)(\.[0-9]+)?$";
/// A text that is none of the three unknowns: a leading `!` is doubled.
const TEXT: &str = r"^([^!]|!!)";

impl Questionnaire {
    /// The JSON Schema of the record view
    /// `{"members": {"m3f2a1c.given_names": …}, "round": {"consent": true, …}}`. Keys that name no
    /// question of this questionnaire are refused.
    ///
    /// ```
    /// let schema = survey_forms::Questionnaire::shipped().schema();
    /// assert_eq!(schema["additionalProperties"], false);
    /// ```
    pub fn schema(&self) -> Value {
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": format!("urn:rayuela:questionnaire:{}:{}", self.id, self.version),
            "type": "object",
            "required": ["members", "round"],
            "additionalProperties": false,
            "properties": {
                "members": self.place(Kept::Roster),
                "round": self.place(Kept::Round),
            }
        })
    }

    /// Household questions by their name; the rest by one pattern for each kind of subject and
    /// answer, so that a key meets few patterns.
    fn place(&self, kept: Kept) -> Value {
        let mut named = Map::new();
        let mut alike: BTreeMap<(&str, String), Vec<&str>> = BTreeMap::new();
        for (section, question) in self
            .questions()
            .filter(|(section, question)| section.kept == kept && question.kind.is_asked())
        {
            let schema = answer_schema(question);
            if section.about == About::Household {
                named.insert(question.code.clone(), schema);
            } else {
                let group = (subject_pattern(section.about), schema.to_string());
                alike.entry(group).or_default().push(&question.code);
            }
        }
        let patterns: Map<String, Value> = alike
            .into_iter()
            .map(|((subject, schema), codes)| {
                let pattern = format!("^{subject}({})$", codes.join("|"));
                (pattern, serde_json::from_str(&schema).unwrap_or_default())
            })
            .collect();
        json!({
            "type": "object",
            "additionalProperties": false,
            "properties": named,
            "patternProperties": patterns,
        })
    }
}

fn subject_pattern(about: About) -> &'static str {
    match about {
        About::Household => "",
        About::EachMember | About::EachChild => r"m[0-9a-z]{6}\.",
        About::EachJob => r"m[0-9a-z]{6}\.j[1-3]\.",
        About::EachVisit => r"v[0-9a-z]{6}\.",
    }
}

/// What one answer's scalar may be, the unknowns among it.
fn answer_schema(question: &Question) -> Value {
    let mut unknowns = vec!["!not_asked"];
    if question.may_not_know {
        unknowns.push("!dont_know");
    }
    if question.may_refuse {
        unknowns.push("!refused");
    }
    let mut ways = vec![json!({"enum": unknowns})];
    ways.extend(known_schemas(&question.kind));
    json!({"anyOf": ways})
}

fn known_schemas(kind: &Kind) -> Vec<Value> {
    let codes = || {
        kind.options()
            .iter()
            .map(|option| option.code.as_str())
            .collect::<Vec<_>>()
    };
    match kind {
        Kind::Text { max, form } => vec![text_schema(*max, *form)],
        Kind::Number {
            min,
            max,
            integer,
            may_be_interval,
            ..
        } => {
            let name = if *integer { "integer" } else { "number" };
            let mut ways = vec![json!({"type": name, "minimum": min, "maximum": max})];
            if *may_be_interval {
                ways.push(json!({"type": "string", "maxLength": 40, "pattern": INTERVAL}));
            }
            ways
        }
        Kind::YesNo => vec![json!({"type": "boolean"})],
        Kind::Choice { .. } => vec![json!({"enum": codes()})],
        Kind::Choices { none_of_these, .. } => {
            let one = codes().join("|");
            let mut ways =
                vec![json!({"type": "string", "pattern": format!("^({one})( ({one}))*$")})];
            if *none_of_these {
                ways.push(json!({"const": ""}));
            }
            ways
        }
        Kind::Date { .. } => vec![json!({"type": "string", "format": "date"})],
        Kind::Note | Kind::Calculated { .. } => vec![],
    }
}

fn text_schema(max: usize, form: TextForm) -> Value {
    // One letter more: a leading `!` is doubled.
    let mut schema =
        json!({"type": "string", "minLength": 1, "maxLength": max + 1, "pattern": TEXT});
    match form {
        TextForm::Free => {}
        TextForm::DateTime => schema["format"] = "date-time".into(),
        TextForm::Area => schema["pattern"] = "^(ageb|rural_ageb|locality|block):[0-9A-P]+$".into(),
        TextForm::Telephone => schema["pattern"] = "^[0-9]{10}$".into(),
        TextForm::Curp => {
            schema["pattern"] = "^[A-Z]{4}[0-9]{6}[HMX][A-Z]{5}[0-9A-Z][0-9]$".into();
        }
        TextForm::TimeOfDay => schema["pattern"] = "^([01][0-9]|2[0-3]):[0-5][0-9]$".into(),
        TextForm::Point => {
            schema["pattern"] = r"^-?[0-9.]+ -?[0-9.]+ -?[0-9.]+ [0-9.]+$".into();
        }
    }
    schema
}

//! Checks a whole record against its questionnaire's schema, without ever repeating an answer.
//! Start with [`Questionnaire::validator`].

use std::collections::BTreeSet;

use jsonschema::PatternOptions;
use serde_json::Value;

use crate::accept::accept_alone;
use crate::answer::Answer;
use crate::key::AnswerKey;
use crate::questionnaire::Questionnaire;

/// A schema, compiled once; checks any number of records from any thread.
#[derive(Debug)]
pub struct Validator {
    schema: jsonschema::Validator,
    questionnaire: Questionnaire,
}

/// One thing wrong in a record: which key, and what was expected there. Not the answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SchemaFault {
    /// `members.m3f2a1c.age`, `round.consent`, …; `unknown key` where the key itself is wrong.
    pub key: String,
    /// `not_accepted`, `unknown_key`, `wrong_shape`.
    pub code: &'static str,
    /// What the question takes, in English.
    pub expected: String,
}

impl Questionnaire {
    /// Compiles the schema: linear-time patterns, formats checked.
    ///
    /// ```
    /// use serde_json::json;
    /// let validator = survey_forms::Questionnaire::shipped().validator();
    /// assert!(validator.check(&json!({"members": {}, "round": {"consent": true}})).is_empty());
    /// let faults = validator.check(&json!({"members": {}, "round": {"consent": "Ana"}}));
    /// assert_eq!(faults[0].key, "round.consent");
    /// assert!(!faults[0].expected.contains("Ana"));
    /// ```
    #[expect(
        clippy::expect_used,
        reason = "`parse` refuses codes and ranges a schema can't hold"
    )]
    pub fn validator(&self) -> Validator {
        let schema = jsonschema::options()
            .with_pattern_options(PatternOptions::regex())
            .should_validate_formats(true)
            .build(&self.schema())
            .expect("a questionnaire that parses has a schema");
        Validator {
            schema,
            questionnaire: self.clone(),
        }
    }
}

impl Validator {
    /// Everything wrong in a record view; empty when it holds. Faults are sorted and never echo
    /// what was answered.
    pub fn check(&self, record: &Value) -> Vec<SchemaFault> {
        let mut faults = BTreeSet::new();
        if !self.schema.is_valid(record) {
            for error in self.schema.iter_errors(record) {
                faults.insert(self.fault(error.instance_path().as_str()));
            }
        }
        for place in ["members", "round"] {
            for (key, scalar) in record[place].as_object().into_iter().flatten() {
                faults.extend(self.deeper(place, key, scalar));
            }
        }
        faults.into_iter().collect()
    }

    /// What a schema can't say: an interval's ends in order, options sorted, a CURP's form.
    fn deeper(&self, place: &str, key: &str, scalar: &Value) -> Option<SchemaFault> {
        let Some(read) = AnswerKey::parse(key) else {
            return Some(unknown_key(place));
        };
        let Some((_, question)) = self.questionnaire.question(&read.code) else {
            return Some(unknown_key(place));
        };
        let expected = match Answer::from_scalar(&question.kind, scalar) {
            Err(error) => error.to_string(),
            Ok(answer) => accept_alone(question, &answer).err()?.to_string(),
        };
        Some(SchemaFault {
            key: format!("{place}.{read}"),
            code: "not_accepted",
            expected,
        })
    }

    fn fault(&self, pointer: &str) -> SchemaFault {
        let mut parts = pointer.split('/').skip(1);
        match (parts.next(), parts.next().map(AnswerKey::parse)) {
            (Some(place @ ("members" | "round")), Some(Some(key))) => SchemaFault {
                key: format!("{place}.{key}"),
                code: "not_accepted",
                expected: "an answer of the kind that this question takes".to_owned(),
            },
            (Some(place @ ("members" | "round")), None) => unknown_key(place),
            _ => SchemaFault {
                key: String::new(),
                code: "wrong_shape",
                expected: "an object with `members` and `round`, both objects".to_owned(),
            },
        }
    }
}

fn unknown_key(place: &str) -> SchemaFault {
    SchemaFault {
        key: format!("{place}: unknown key"),
        code: "unknown_key",
        expected: "only keys of this questionnaire's questions".to_owned(),
    }
}

//! *Regla de elegibilidad* as data: what a test may say, and what it says of one child.
//!
//! Start at [`Test::of`]. A test looks at a [`Family`]; it can name no class and no ground.

use serde::Deserialize;

use super::family::{Family, Told, Why};
use super::truth::Truth;

/// One test of a rule, read from a programme's TOML file.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Test {
    /// Every part holds.
    All {
        /// The parts.
        all: Vec<Test>,
    },
    /// At least one part holds.
    Any {
        /// The parts.
        any: Vec<Test>,
    },
    /// The part does not hold.
    Not {
        /// The part.
        not: Box<Test>,
    },
    /// One answer is as wanted.
    Answer(AnswerTest),
}

/// What one question's answer must be, and whose.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerTest {
    /// Whose answer.
    pub about: About,
    /// The question's code; `age` is the age worked out from the interview.
    pub question: String,
    /// «Sí» (`true`) or «no» is wanted.
    pub is: Option<bool>,
    /// One of these choices is wanted.
    pub one_of: Option<Vec<String>>,
    /// At least one of these is among the choices.
    pub has_any: Option<Vec<String>>,
    /// At least this number.
    pub at_least: Option<f64>,
    /// At most this number.
    pub at_most: Option<f64>,
    /// Answered at all, with whatever.
    pub answered: Option<bool>,
}

/// Whose answer a test looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The child of the line.
    #[default]
    Child,
    /// At least one member of the household.
    AnyMember,
    /// The household itself.
    Household,
}

/// What a test says of a child, and why it cannot say if it cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether it holds.
    pub truth: Truth,
    /// When unknown: the first reason met.
    pub why: Option<Why>,
}

impl Test {
    /// Evaluates the test for one child of a family.
    pub fn of(&self, family: &Family, child: &str) -> Finding {
        match self {
            Test::All { all } => {
                Finding::join(Truth::all, all.iter().map(|part| part.of(family, child)))
            }
            Test::Any { any } => {
                Finding::join(Truth::any, any.iter().map(|part| part.of(family, child)))
            }
            Test::Not { not } => {
                let part = not.of(family, child);
                Finding {
                    truth: !part.truth,
                    why: part.why,
                }
            }
            Test::Answer(test) => test.of(family, child),
        }
    }

    /// The questions that this test looks at.
    pub fn questions(&self) -> Vec<&str> {
        match self {
            Test::All { all: parts } | Test::Any { any: parts } => {
                parts.iter().flat_map(Test::questions).collect()
            }
            Test::Not { not } => not.questions(),
            Test::Answer(test) => vec![&test.question],
        }
    }

    /// False when a test of an answer names no wish: a rule that says nothing is a mistake.
    pub fn says_something(&self) -> bool {
        match self {
            Test::All { all: parts } | Test::Any { any: parts } => {
                !parts.is_empty() && parts.iter().all(Test::says_something)
            }
            Test::Not { not } => not.says_something(),
            Test::Answer(test) => test.says_something(),
        }
    }
}

impl Finding {
    fn join(with: fn(Vec<Truth>) -> Truth, parts: impl Iterator<Item = Finding>) -> Finding {
        let parts: Vec<Finding> = parts.collect();
        let truth = with(parts.iter().map(|part| part.truth).collect());
        let why = match truth {
            Truth::Unknown => parts.iter().find_map(|part| part.why),
            _ => None,
        };
        Finding { truth, why }
    }
}

impl AnswerTest {
    fn of(&self, family: &Family, child: &str) -> Finding {
        match self.about {
            About::Child => self.of_member(family, child),
            About::Household => self.of_member(family, ""),
            About::AnyMember => Finding::join(
                Truth::any,
                family
                    .members()
                    .map(|member| self.of_member(family, member)),
            ),
        }
    }

    fn of_member(&self, family: &Family, member: &str) -> Finding {
        let told = family.told(member, &self.question);
        if self.answered == Some(true) {
            let given = told.iter().any(|it| !matches!(it, Told::Nothing(_)));
            return Finding {
                truth: given.into(),
                why: None,
            };
        }
        let truths: Vec<Truth> = told.iter().map(|it| self.holds(it)).collect();
        let truth = Truth::agreed(truths.iter().copied());
        let why = (truth == Truth::Unknown).then(|| why_unknown(&told, &truths));
        Finding { truth, why }
    }

    fn holds(&self, told: &Told) -> Truth {
        match told {
            Told::Nothing(_) => Truth::Unknown,
            Told::YesNo(yes) => self
                .is
                .map_or(Truth::Unknown, |wanted| (*yes == wanted).into()),
            Told::Words(words) => self.words_hold(words),
            Told::Span(min, max) => {
                let from = self
                    .at_least
                    .map_or(Truth::True, |least| span(*min >= least, *max < least));
                let to = self
                    .at_most
                    .map_or(Truth::True, |most| span(*max <= most, *min > most));
                if self.at_least.is_none() && self.at_most.is_none() {
                    return Truth::Unknown;
                }
                Truth::all([from, to])
            }
        }
    }

    fn words_hold(&self, words: &str) -> Truth {
        if let Some(choices) = &self.one_of {
            return choices.iter().any(|choice| choice == words).into();
        }
        if let Some(choices) = &self.has_any {
            let mut given = words.split(' ');
            return given
                .any(|word| choices.iter().any(|choice| choice == word))
                .into();
        }
        Truth::Unknown
    }

    fn says_something(&self) -> bool {
        self.is.is_some()
            || self.one_of.is_some()
            || self.has_any.is_some()
            || self.at_least.is_some()
            || self.at_most.is_some()
            || self.answered == Some(true)
    }
}

fn span(surely: bool, surely_not: bool) -> Truth {
    match (surely, surely_not) {
        (true, _) => Truth::True,
        (_, true) => Truth::False,
        _ => Truth::Unknown,
    }
}

fn why_unknown(told: &[Told], truths: &[Truth]) -> Why {
    if truths.windows(2).any(|pair| pair[0] != pair[1]) {
        return Why::Discrepancy;
    }
    match told.first() {
        Some(Told::Nothing(why)) => *why,
        Some(Told::Span(..)) => Why::Range,
        _ => Why::NotAsked,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn check(test: &str, answers: &[(&str, &str, Value)], expect: (Truth, Option<Why>)) {
        #[derive(Deserialize)]
        struct Holder {
            test: Test,
        }
        let holder: Holder = toml::from_str(test).unwrap();
        let mut family = Family::default();
        family.aged("mchild1", Some(11), Some(11));
        for (member, code, value) in answers {
            family.answered(member, code, value.clone());
        }
        let found = holder.test.of(&family, "mchild1");
        assert_eq!((found.truth, found.why), expect);
    }

    const PUBLIC: &str = r#"test = { about = "child", question = "school_public", is = true }"#;
    const RECEIVES: &str =
        r#"test = { about = "any_member", question = "programmes", has_any = ["rita"] }"#;

    #[test]
    fn an_answer_that_was_refused_cannot_be_told_and_says_so() {
        check(
            PUBLIC,
            &[("mchild1", "school_public", json!("!refused"))],
            (Truth::Unknown, Some(Why::Refused)),
        );
    }

    #[test]
    fn two_answers_given_apart_that_disagree_are_a_discrepancy() {
        let answers = [
            ("mchild1", "school_public", json!(true)),
            ("mchild1", "school_public", json!(false)),
        ];
        check(PUBLIC, &answers, (Truth::Unknown, Some(Why::Discrepancy)));
    }

    #[test]
    fn one_member_who_receives_settles_it_for_the_family() {
        let answers = [
            ("mchild1", "programmes", json!("!dont_know")),
            ("mother1", "programmes", json!("other rita")),
        ];
        check(RECEIVES, &answers, (Truth::True, None));
    }

    #[test]
    fn a_family_receives_nothing_only_when_each_member_was_asked() {
        let asked = [
            ("mchild1", "programmes", json!("")),
            ("mother1", "programmes", json!("other")),
        ];
        check(RECEIVES, &asked, (Truth::False, None));
        let partly = [("mother1", "programmes", json!("other"))];
        check(RECEIVES, &partly, (Truth::Unknown, Some(Why::NotAsked)));
    }

    #[test]
    fn an_age_range_across_the_limit_cannot_be_told() {
        let mut family = Family::default();
        family.aged("mchild1", Some(16), Some(18));
        let test = AnswerTest {
            question: "age".into(),
            at_most: Some(17.0),
            ..AnswerTest::default()
        };
        let found = test.of(&family, "mchild1");
        assert_eq!((found.truth, found.why), (Truth::Unknown, Some(Why::Range)));
    }

    #[test]
    fn a_test_that_wishes_nothing_is_noticed() {
        assert!(!Test::Answer(AnswerTest::default()).says_something());
        assert!(!Test::All { all: vec![] }.says_something());
    }
}

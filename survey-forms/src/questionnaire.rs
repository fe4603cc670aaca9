//! *Cuestionario*: what is asked, as data. Start with [`Questionnaire`]; [`Questionnaire::shipped`]
//! is the one this crate carries (`questionnaires/household.json`), `parse.rs` reads others.
//! Knows nothing of answers.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::expr::Expr;
use crate::logic::Graph;
use crate::words::Words;

/// A questionnaire: dated, content-addressed, in Spanish and English.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Questionnaire {
    pub id: String,
    pub version: String,
    pub title: Words,
    /// *Aviso de privacidad*, read aloud before anything is asked.
    pub notice: PrivacyNotice,
    pub sections: Vec<Section>,
    /// Made from the rest when it is first needed.
    #[serde(skip)]
    pub(crate) graph: Derived<Graph>,
}

/// What follows from the rest of a value: equal where the rest is, made anew for a copy.
#[derive(Debug)]
pub(crate) struct Derived<T>(OnceLock<T>);

impl<T> Default for Derived<T> {
    fn default() -> Self {
        Derived(OnceLock::new())
    }
}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        Derived::default()
    }
}

impl<T> PartialEq for Derived<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// *Aviso de privacidad*: the only place that names the survey's purpose outright.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrivacyNotice {
    pub version: String,
    pub title: Words,
    pub text: Words,
}

/// Questions that are asked together, one tile of the interview's path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub code: String,
    pub title: Words,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<Words>,
    pub about: About,
    pub kept: Kept,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<Expr>,
    pub questions: Vec<Question>,
}

/// For whom a section is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    Household,
    EachMember,
    /// Each member who may be 5 to 17 on the reference date.
    EachChild,
    /// Each job of such a child.
    EachJob,
    /// Each visit to the door; recorded as it happens, never a step of the interview.
    EachVisit,
}

/// Where a section's answers live: with the household for good, or with this round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    Roster,
    Round,
}

/// *Pregunta*.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub code: String,
    pub text: Words,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Words>,
    pub kind: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<Expr>,
    /// An interview isn't whole without it; "no sabe" completes it where it is allowed.
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub may_not_know: bool,
    #[serde(default)]
    pub may_refuse: bool,
    /// Written by the device or asked in the office, never shown as a question of the interview.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_device: bool,
    /// What an answer must fulfil beyond its kind; `.` is the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constraint: Option<Constraint>,
    /// How an XLSForm asks for it to be shown (`minimal`, `multiline`, …): kept, for other apps.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub appearance: String,
}

/// A condition on an answer, and what is said when it does not hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Constraint {
    pub test: Expr,
    pub message: Words,
}

/// What an answer to a question looks like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Kind {
    Text {
        /// Most letters.
        max: usize,
        #[serde(default, skip_serializing_if = "TextForm::is_free")]
        form: TextForm,
    },
    Number {
        min: f64,
        max: f64,
        /// `hours`, `years`, `people`, …: a word of `docs/tasks/add-a-question.md`.
        unit: String,
        #[serde(default)]
        integer: bool,
        /// People know "30 to 40".
        #[serde(default)]
        may_be_interval: bool,
    },
    YesNo,
    Choice {
        options: Vec<Choice>,
        /// Which options are on offer: a test that holds of those, on the columns in `codes`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        filter: Option<Expr>,
    },
    Choices {
        options: Vec<Choice>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        filter: Option<Expr>,
        /// "None of these" is an answer.
        #[serde(default)]
        none_of_these: bool,
    },
    Date {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<chrono::NaiveDate>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<chrono::NaiveDate>,
    },
    /// Nothing is answered: a sentence to read aloud or to heed.
    Note,
    /// Not asked: follows from other answers, and stands in no record.
    Calculated {
        expression: Expr,
    },
}

/// What a text must look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextForm {
    #[default]
    Free,
    /// RFC 3339, `2026-11-21T16:30:00Z`.
    DateTime,
    /// `ageb:0710100010363`.
    Area,
    /// Ten digits.
    Telephone,
    /// *CURP*: 18 characters, shape and check digit.
    Curp,
    /// Hour and minute of a day, `22:30`.
    TimeOfDay,
    /// Latitude, longitude, altitude in metres and accuracy in metres, with blanks between.
    Point,
}

impl TextForm {
    fn is_free(&self) -> bool {
        *self == TextForm::Free
    }
}

/// One option of a question, with what stands behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub code: String,
    pub text: Words,
    /// What the office counts by: `scian`, `sinco`, `place`, `exposure`, `kg`, …
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub codes: BTreeMap<String, String>,
}

impl Questionnaire {
    /// Section and question of a code.
    ///
    /// ```
    /// let q = survey_forms::Questionnaire::shipped();
    /// let (section, question) = q.question("job_place").unwrap();
    /// assert_eq!(section.about, survey_forms::About::EachJob);
    /// assert!(!question.text.es.is_empty());
    /// ```
    pub fn question(&self, code: &str) -> Option<(&Section, &Question)> {
        self.questions().find(|(_, question)| question.code == code)
    }

    /// Which questions depend on which.
    pub fn graph(&self) -> &Graph {
        self.graph.0.get_or_init(|| Graph::of(self))
    }

    /// The section of a code.
    pub fn section(&self, code: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.code == code)
    }

    /// All questions, in the order in which they are asked.
    pub fn questions(&self) -> impl Iterator<Item = (&Section, &Question)> {
        self.sections
            .iter()
            .flat_map(|section| section.questions.iter().map(move |q| (section, q)))
    }
}

impl Question {
    /// Every expression that stands in it.
    pub fn expressions(&self) -> impl Iterator<Item = &Expr> {
        self.relevant
            .iter()
            .chain(self.constraint.iter().map(|constraint| &constraint.test))
            .chain(self.kind.filter())
            .chain(self.kind.calculation())
    }

    /// Whether an expression can meet this text under this name: an option's code, *no sabe* or
    /// *prefiere no responder* where they may be said. Of a written text nothing can be told.
    pub(crate) fn can_say(&self, name: &str, text: &str) -> bool {
        let unknown = match text {
            "dont_know" => self.may_not_know,
            "refused" => self.may_refuse,
            "range" => name != self.code,
            _ => false,
        };
        let said = name == self.code
            && match &self.kind {
                Kind::YesNo => matches!(text, "yes" | "no"),
                Kind::Choices {
                    none_of_these: true,
                    ..
                } if text == "none" => true,
                Kind::Choice { options, .. } | Kind::Choices { options, .. } => text
                    .split(' ')
                    .all(|code| options.iter().any(|option| option.code == code)),
                _ => true,
            };
        unknown || said
    }
}

impl Kind {
    /// What a calculated question follows from.
    pub fn calculation(&self) -> Option<&Expr> {
        match self {
            Kind::Calculated { expression } => Some(expression),
            _ => None,
        }
    }

    /// The options, for a choice or choices; empty for the rest.
    pub fn options(&self) -> &[Choice] {
        match self {
            Kind::Choice { options, .. } | Kind::Choices { options, .. } => options,
            _ => &[],
        }
    }

    /// Whether its own limits leave no answer at all.
    pub(crate) fn allows_nothing(&self) -> bool {
        match self {
            Kind::Number { min, max, .. } => !min.is_finite() || !max.is_finite() || min > max,
            Kind::Date {
                min: Some(min),
                max: Some(max),
            } => min > max,
            Kind::Text { max, .. } => *max == 0,
            _ => false,
        }
    }

    /// Whether an answer can be given to it.
    pub fn is_asked(&self) -> bool {
        !matches!(self, Kind::Note | Kind::Calculated { .. })
    }

    /// The test that an option must pass to be on offer.
    pub fn filter(&self) -> Option<&Expr> {
        match self {
            Kind::Choice { filter, .. } | Kind::Choices { filter, .. } => filter.as_ref(),
            _ => None,
        }
    }

    /// What stands behind an option: `kind.behind("maize", "scian")`.
    pub fn behind(&self, option: &str, name: &str) -> Option<&str> {
        let option = self.options().iter().find(|choice| choice.code == option)?;
        option.codes.get(name).map(String::as_str)
    }
}

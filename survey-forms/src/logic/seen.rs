//! What an expression sees from where it stands. Start with [`Seen`]; [`of_answer`] is the table of
//! what each answer is to an expression. Works nothing out twice: that is [`super::Logic`]'s.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use super::{Logic, is_unanswered};
use crate::answer::Answer;
use crate::expr::{Scope, Value};
use crate::key::{Subject, member_of, subject};
use crate::questionnaire::{About, Choice, Kind, TextForm};

/// The answers, from one subject, perhaps with an answer under judgement or an option in hand.
pub(super) struct Seen<'l, 'q> {
    logic: &'l Logic<'q>,
    subject: &'l str,
    own: Value,
    option: Option<&'l Choice>,
    as_told: bool,
}

impl<'l, 'q> Seen<'l, 'q> {
    pub fn from(logic: &'l Logic<'q>, subject: &'l str) -> Seen<'l, 'q> {
        Seen {
            logic,
            subject,
            own: Value::Blank,
            option: None,
            as_told: false,
        }
    }

    /// Takes answers for what they say even where their question is not asked as things stand, if
    /// it may come to be.
    pub fn with_all_told(mut self) -> Self {
        self.as_told = true;
        self
    }

    pub fn with_own(mut self, own: Value) -> Self {
        self.own = own;
        self
    }

    pub fn with_option(mut self, option: &'l Choice) -> Self {
        self.option = Some(option);
        self
    }

    /// Whether a name leads to something that may come to be asked and that nobody has said, or
    /// said as not known.
    pub fn is_open(&self, name: &str) -> bool {
        let Some(place) = self.logic.graph.named(name) else {
            return false;
        };
        let (section, question) = self.logic.at(place);
        let Some(owner) = owner(section.about, self.subject) else {
            return true;
        };
        if !self.logic.may_become_relevant(owner, &question.code) {
            return false;
        }
        match &question.kind {
            Kind::Calculated { expression } => {
                let value = self.value(name);
                let undecided = [None, Some("dont_know"), Some("refused")];
                undecided.iter().any(|said| value == text(*said))
                    && expression.names().iter().any(|name| self.is_open(name))
            }
            kind => is_unanswered(kind, self.logic.answers.get(owner, &question.code)),
        }
    }
}

impl Scope for Seen<'_, '_> {
    fn value(&self, name: &str) -> Value {
        value(self, name)
    }

    fn every(&self, name: &str) -> Vec<Value> {
        let Some(place) = self.logic.graph.named(name) else {
            return vec![];
        };
        let (section, question) = self.logic.at(place);
        instances(self.logic, section.about, self.subject)
            .into_iter()
            .filter(|owner| self.logic.is_relevant(owner, &question.code))
            .map(|owner| value(&Seen::from(self.logic, &owner), name))
            .collect()
    }

    fn own(&self) -> Value {
        self.own.clone()
    }

    fn position(&self) -> usize {
        match subject(self.subject) {
            Subject::Job(_, number) => usize::from(number),
            Subject::Member(member) => place_among(&self.logic.answers.members(), member),
            Subject::Visit(visit) => place_among(&self.logic.answers.visits(), visit),
            Subject::Household | Subject::Unreadable => 1,
        }
    }

    /// A survey counts from its reference day; what day it is on the tablet changes no question.
    fn today(&self) -> Option<NaiveDate> {
        self.logic.reference()
    }

    fn now(&self) -> Option<DateTime<FixedOffset>> {
        None
    }

    fn label(&self, name: &str, code: &str) -> Option<String> {
        let (_, question) = self.logic.at(self.logic.graph.named(name)?);
        let option = question.kind.options().iter().find(|o| o.code == code)?;
        Some(option.text.es.clone())
    }

    fn column(&self, name: &str) -> Value {
        let Some(option) = self.option else {
            return Value::Blank;
        };
        match name {
            "name" => Value::Text(option.code.clone()),
            "label" => Value::Text(option.text.es.clone()),
            _ => text(option.codes.get(name).map(String::as_str)),
        }
    }
}

/// What a name says, as seen from here.
pub(super) fn value(here: &Seen<'_, '_>, name: &str) -> Value {
    let logic = here.logic;
    let Some(place) = logic.graph.named(name) else {
        return Value::Blank;
    };
    let (section, question) = logic.at(place);
    let Some(owner) = owner(section.about, here.subject) else {
        return Value::Blank;
    };
    if question.code == "ref_date" {
        return logic.reference().map_or(Value::Blank, Value::Date);
    }
    let told = here.as_told && logic.may_become_relevant(owner, &question.code);
    if !told && !logic.relevant(place, owner) {
        return Value::Blank;
    }
    match &question.kind {
        Kind::Calculated { expression } if told => expression
            .evaluate(&Seen::from(logic, owner).with_all_told())
            .unwrap_or(Value::Blank),
        Kind::Calculated { expression } => logic.calculated(place, owner, expression),
        kind => {
            let answer = logic.answers.get(owner, &question.code);
            if name == question.code {
                of_answer(kind, answer)
            } else {
                of_companion(kind, answer, &name[question.code.len()..])
            }
        }
    }
}

/// What an answer is to an expression.
///
/// | question | answer | value |
/// |---|---|---|
/// | choice | an option | its code |
/// | yes or no | | `yes`, `no` |
/// | choices | options; none of these | codes with blanks between; `none` |
/// | any of these three | *no sabe*; *prefiere no responder* | `dont_know`; `refused` |
/// | number, text, date | a value | the value |
/// | number, text, date | an interval or an unknown | blank: see [`of_companion`] |
/// | any | not asked, or no answer | blank |
pub(super) fn of_answer(kind: &Kind, answer: Option<&Answer>) -> Value {
    let chosen = matches!(
        kind,
        Kind::Choice { .. } | Kind::Choices { .. } | Kind::YesNo
    );
    match answer {
        None | Some(Answer::NotAsked | Answer::Interval { .. }) => Value::Blank,
        Some(Answer::DontKnow) if chosen => text(Some("dont_know")),
        Some(Answer::Refused) if chosen => text(Some("refused")),
        Some(Answer::DontKnow | Answer::Refused) => Value::Blank,
        Some(Answer::YesNo(yes)) => text(Some(if *yes { "yes" } else { "no" })),
        Some(Answer::Choice(code)) => text(Some(code)),
        Some(Answer::Choices(codes)) if codes.is_empty() => text(Some("none")),
        Some(Answer::Choices(codes)) => {
            let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
            text(Some(&codes.join(" ")))
        }
        Some(Answer::Number(number)) => Value::Number(*number),
        Some(Answer::Date(day)) => Value::Date(*day),
        Some(Answer::Text(written)) => written_as(kind, written),
    }
}

/// Why there is no value (`_unknown`), and the ends of an interval (`_from`, `_to`).
fn of_companion(kind: &Kind, answer: Option<&Answer>, ending: &str) -> Value {
    let chosen = matches!(
        kind,
        Kind::Choice { .. } | Kind::Choices { .. } | Kind::YesNo
    );
    match (ending, answer) {
        ("_unknown", Some(Answer::DontKnow)) if !chosen => text(Some("dont_know")),
        ("_unknown", Some(Answer::Refused)) if !chosen => text(Some("refused")),
        ("_unknown", Some(Answer::Interval { .. })) => text(Some("range")),
        ("_from", Some(Answer::Interval { min, .. })) => Value::Number(*min),
        ("_to", Some(Answer::Interval { max, .. })) => Value::Number(*max),
        _ => Value::Blank,
    }
}

fn written_as(kind: &Kind, written: &str) -> Value {
    let form = match kind {
        Kind::Text { form, .. } => *form,
        _ => TextForm::Free,
    };
    let read = match form {
        TextForm::DateTime => DateTime::parse_from_rfc3339(written)
            .ok()
            .map(Value::DateTime),
        TextForm::TimeOfDay => NaiveTime::parse_from_str(written, "%H:%M")
            .ok()
            .map(Value::Time),
        _ => None,
    };
    read.unwrap_or_else(|| text(Some(written)))
}

fn text(text: Option<&str>) -> Value {
    match text {
        None | Some("") => Value::Blank,
        Some(text) => Value::Text(text.to_owned()),
    }
}

fn place_among(all: &[&str], one: &str) -> usize {
    all.iter()
        .position(|other| *other == one)
        .map_or(1, |at| at + 1)
}

/// The subject that holds the answers of a section about `about`, seen from `from`.
fn owner(about: About, from: &str) -> Option<&str> {
    match (about, subject(from)) {
        (About::Household, _) => Some(""),
        (About::EachMember | About::EachChild, _) => member_of(from),
        (About::EachJob, Subject::Job(..)) | (About::EachVisit, Subject::Visit(_)) => Some(from),
        _ => None,
    }
}

/// Every subject of a section about `about` that stands under `from`: oneself, one's jobs, or all.
fn instances(logic: &Logic<'_>, about: About, from: &str) -> Vec<String> {
    let answers = &logic.answers;
    let members = || match member_of(from) {
        Some(member) => vec![member],
        None => answers.members(),
    };
    match about {
        About::Household => vec![String::new()],
        About::EachMember | About::EachChild => members().into_iter().map(str::to_owned).collect(),
        About::EachJob => match subject(from) {
            Subject::Job(..) => vec![from.to_owned()],
            _ => members()
                .into_iter()
                .flat_map(|m| answers.jobs(m))
                .collect(),
        },
        About::EachVisit => match subject(from) {
            Subject::Visit(_) => vec![from.to_owned()],
            _ => answers.visits().into_iter().map(str::to_owned).collect(),
        },
    }
}

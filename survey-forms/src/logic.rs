//! *Lógica del cuestionario*: which questions are due and what expressions see, for the answers of
//! one household. Start with [`Logic`].
//!
//! Each question's relevance and each calculation is worked out once, when it is first needed, and
//! kept until an answer that it depends on changes ([`Logic::set`]). What is not relevant is blank
//! to every expression and left out of sums and counts, as in ODK Collect. Knows nothing of the
//! order in which questions are asked: that is [`crate::steps`].

mod graph;
mod seen;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use chrono::NaiveDate;

use crate::age::age_on;
use crate::answer::Answer;
use crate::answers::{Answers, CHILD_AGES};
use crate::expr::{Expr, Value};
use crate::key::{AnswerKey, Subject, member_of, subject};
use crate::questionnaire::{About, Choice, Kind, Question, Questionnaire, Section};

pub(crate) use graph::{AGE, COMPANIONS};
pub use graph::{Circle, Graph};
use seen::Seen;

/// The answers of one household, as its questionnaire's expressions see them.
///
/// ```
/// use survey_forms::{Answer, AnswerKey, Answers, Logic, Questionnaire};
/// let q = Questionnaire::shipped();
/// let nothing = Answers::default();
/// let mut logic = Logic::new(&q, &nothing, None);
/// assert!(!logic.is_relevant("", "consent_by"));
/// logic.set(AnswerKey::household("consent"), Some(Answer::YesNo(true)));
/// assert!(logic.is_relevant("", "consent_by"));
/// ```
#[derive(Debug)]
pub struct Logic<'q> {
    questionnaire: &'q Questionnaire,
    graph: &'q Graph,
    answers: Cow<'q, Answers>,
    reference: Option<NaiveDate>,
    kept: RefCell<Kept>,
}

/// What was worked out: by question or section, then by subject.
#[derive(Debug, Default)]
struct Kept {
    sections: HashMap<(usize, String), bool>,
    relevant: HashMap<(usize, String), Known<bool>>,
    calculated: HashMap<(usize, String), Known<Value>>,
}

/// Worked out, or being worked out: a circle that no check refused ends here.
#[derive(Clone, Debug)]
enum Known<T> {
    InHand,
    Is(T),
}

impl<'q> Logic<'q> {
    /// `reference` stands in for the reference week's last day until the interview has one.
    pub fn new(
        questionnaire: &'q Questionnaire,
        answers: &'q Answers,
        reference: Option<NaiveDate>,
    ) -> Logic<'q> {
        Logic {
            questionnaire,
            graph: questionnaire.graph(),
            answers: Cow::Borrowed(answers),
            reference,
            kept: RefCell::default(),
        }
    }

    /// What is asked.
    pub fn questionnaire(&self) -> &'q Questionnaire {
        self.questionnaire
    }

    /// The answers as they stand.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The day on which ages are counted.
    pub fn reference(&self) -> Option<NaiveDate> {
        self.reference.or_else(|| self.answers.ref_date())
    }

    /// Puts an answer, or takes it away, and forgets what depended on it: that alone is worked out
    /// anew.
    pub fn set(&mut self, key: AnswerKey, answer: Option<Answer>) {
        let people = self.answers.members().len();
        let code = key.code.clone();
        let about = key.subject.clone();
        match answer {
            Some(answer) => self.answers.to_mut().set(key, answer),
            None => self.answers.to_mut().clear(&key),
        };
        if self.answers.members().len() == people {
            self.forget(&code, &about);
        } else {
            self.kept = RefCell::default();
        }
    }

    /// Whether a question is to be answered about this subject, by what is known now.
    pub fn is_relevant(&self, subject: &str, code: &str) -> bool {
        self.graph
            .place(code)
            .is_some_and(|place| self.relevant(place, subject))
    }

    /// What an expression sees in a question, from a subject: blank where it is not relevant, not
    /// answered, or not of this subject.
    pub fn value(&self, from: &str, name: &str) -> Value {
        seen::value(&Seen::from(self, from), name)
    }

    /// Whether an answer that fits its kind also fulfils the question's constraint.
    pub fn fulfils(&self, subject: &str, question: &Question, answer: &Answer) -> bool {
        let Some(constraint) = &question.constraint else {
            return true;
        };
        let own = seen::of_answer(&question.kind, Some(answer));
        own == Value::Blank
            || constraint
                .test
                .holds(&Seen::from(self, subject).with_own(own))
    }

    /// The options on offer for a choice, in order.
    pub fn offered<'a>(&self, subject: &str, question: &'a Question) -> Vec<&'a Choice> {
        let options = question.kind.options().iter();
        match question.kind.filter() {
            None => options.collect(),
            Some(filter) => options
                .filter(|option| filter.holds(&Seen::from(self, subject).with_option(option)))
                .collect(),
        }
    }

    /// Whether a question may still come to be asked: not ruled out by what is known. A comparison
    /// with an answer that nobody gave, or gave as not known, rules nothing out.
    pub fn may_become_relevant(&self, subject: &str, code: &str) -> bool {
        let Some(place) = self.graph.place(code) else {
            return false;
        };
        let (section, question) = self.at(place);
        let here = Seen::from(self, subject).with_all_told();
        let open = |name: &str| here.is_open(name);
        let may = |expr: &Expr| expr.may_hold(&here, &open);
        section.relevant.as_ref().is_none_or(may) && question.relevant.as_ref().is_none_or(may)
    }

    pub(crate) fn section_holds(&self, index: usize, section: &Section, subject: &str) -> bool {
        let key = (index, subject.to_owned());
        if let Some(known) = self.kept.borrow().sections.get(&key) {
            return *known;
        }
        let holds = self.is_one_of(section.about, subject)
            && section
                .relevant
                .as_ref()
                .is_none_or(|test| test.holds(&Seen::from(self, subject)));
        self.kept.borrow_mut().sections.insert(key, holds);
        holds
    }

    /// Whether a section's subjects include this one: children by their age, jobs by their child's.
    fn is_one_of(&self, about: About, of: &str) -> bool {
        let may_be_child = |member: &str| {
            let age = age_on(
                &self.answers,
                member,
                self.reference().unwrap_or(NaiveDate::MIN),
            );
            age.is_some_and(|age| age.max >= *CHILD_AGES.start() && age.min <= *CHILD_AGES.end())
        };
        match (about, subject(of)) {
            (About::Household, Subject::Household)
            | (About::EachMember, Subject::Member(_))
            | (About::EachVisit, Subject::Visit(_)) => true,
            (About::EachChild, Subject::Member(member))
            | (About::EachJob, Subject::Job(member, _)) => may_be_child(member),
            _ => false,
        }
    }

    fn at(&self, place: usize) -> (&'q Section, &'q Question) {
        let (section, question) = self.graph.at(place);
        let section = &self.questionnaire.sections[section];
        (section, &section.questions[question])
    }

    fn relevant(&self, place: usize, subject: &str) -> bool {
        let key = (place, subject.to_owned());
        match self.kept.borrow().relevant.get(&key) {
            Some(Known::Is(known)) => return *known,
            Some(Known::InHand) => return false,
            None => {}
        }
        let known = &self.kept;
        known
            .borrow_mut()
            .relevant
            .insert(key.clone(), Known::InHand);
        let (section, question) = self.at(place);
        let holds = self.section_holds(self.graph.at(place).0, section, subject)
            && question
                .relevant
                .as_ref()
                .is_none_or(|test| test.holds(&Seen::from(self, subject)));
        known.borrow_mut().relevant.insert(key, Known::Is(holds));
        holds
    }

    fn calculated(&self, place: usize, subject: &str, expression: &Expr) -> Value {
        let key = (place, subject.to_owned());
        match self.kept.borrow().calculated.get(&key) {
            Some(Known::Is(known)) => return known.clone(),
            Some(Known::InHand) => return Value::Blank,
            None => {}
        }
        let known = &self.kept;
        known
            .borrow_mut()
            .calculated
            .insert(key.clone(), Known::InHand);
        let value = expression
            .evaluate(&Seen::from(self, subject))
            .unwrap_or(Value::Blank);
        known
            .borrow_mut()
            .calculated
            .insert(key, Known::Is(value.clone()));
        value
    }

    /// Forgets what depends on a question: about this person alone where only a person's own
    /// answers are involved, else about everybody.
    fn forget(&self, code: &str, about: &str) {
        let mut kept = self.kept.borrow_mut();
        let Some(place) = self.graph.place(code) else {
            return;
        };
        let touched = self.graph.touched(place);
        let person = member_of(about).filter(|_| touched.only_own);
        let stays = |of: &str| person.is_some_and(|person| member_of(of) != Some(person));
        kept.sections
            .retain(|(section, of), _| !touched.sections.contains(section) || stays(of));
        kept.relevant
            .retain(|(question, of), _| !touched.questions.contains(question) || stays(of));
        kept.calculated
            .retain(|(question, of), _| !touched.questions.contains(question) || stays(of));
    }
}

/// What a question without an answer counts as.
fn is_unanswered(kind: &Kind, answer: Option<&Answer>) -> bool {
    kind.is_asked() && answer.is_none_or(|answer| !answer.is_known())
}

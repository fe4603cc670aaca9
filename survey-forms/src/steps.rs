//! The interview's path: which sections are due now, for whom, and how far each is.
//! Start with [`steps`]; [`due`] gives one step's questions. Writes nothing, reads no clock.

use chrono::NaiveDate;

use crate::answers::Answers;
use crate::condition::Standpoint;
use crate::key::AnswerKey;
use crate::questionnaire::{About, Question, Questionnaire, Section};

/// One tile of the interview's path: a section for one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub section: String,
    /// `""`, a member's id, or a job's subject.
    pub subject: String,
    pub state: StepState,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Nothing answered.
    Empty,
    /// Something is answered, something required is missing.
    Started,
    /// Every required question that is due has an answer; "no sabe" is one.
    Done,
}

/// The sections due now, in order. One about children stands once for each child, and so on; what
/// is asked of one person stays together where neighbouring sections are about the same people.
///
/// ```
/// use survey_forms::{Answers, Questionnaire, steps};
/// let q = Questionnaire::shipped();
/// let path = steps(&q, &Answers::default(), "2026-11-15".parse().unwrap());
/// assert_eq!(path[0].section, "consent");
/// ```
pub fn steps(q: &Questionnaire, answers: &Answers, reference: NaiveDate) -> Vec<Step> {
    let mut path = Vec::new();
    let mut rest = q.sections.as_slice();
    while let Some(first) = rest.first() {
        let together = rest
            .iter()
            .take_while(|s| is_person(s) == is_person(first))
            .count();
        let (run, later) = rest.split_at(together);
        if is_person(first) && first.about != About::EachMember {
            for child in answers.children(reference) {
                for section in run {
                    for subject in subjects_of_child(answers, section, child) {
                        path.extend(step(q, answers, section, &subject, reference));
                    }
                }
            }
        } else {
            for section in run {
                for subject in subjects(answers, section) {
                    path.extend(step(q, answers, section, subject, reference));
                }
            }
        }
        rest = later;
    }
    path
}

/// The questions of one section that are due for one subject, in order; those whose condition is
/// unknown are not due yet.
///
/// ```
/// use survey_forms::{Answers, Questionnaire, due};
/// let q = Questionnaire::shipped();
/// let first = due(&q, &Answers::default(), "consent", "");
/// assert_eq!(first[0].code, "consent");
/// ```
pub fn due<'q>(
    q: &'q Questionnaire,
    answers: &Answers,
    section: &str,
    subject: &str,
) -> Vec<&'q Question> {
    let Some(section) = q.section(section) else {
        return vec![];
    };
    due_on(q, answers, section, subject, answers.ref_date())
}

pub(crate) fn due_on<'q>(
    q: &'q Questionnaire,
    answers: &Answers,
    section: &'q Section,
    subject: &str,
    reference: Option<NaiveDate>,
) -> Vec<&'q Question> {
    let here = Standpoint {
        questionnaire: q,
        answers,
        subject,
        reference,
    };
    let holds = |c: &crate::condition::Condition| c.holds(here) == Some(true);
    if !section.relevant.as_ref().is_none_or(holds) {
        return vec![];
    }
    let asked = section
        .questions
        .iter()
        .filter(|question| !question.by_device);
    asked
        .filter(|question| question.relevant.as_ref().is_none_or(holds))
        .collect()
}

fn step(
    q: &Questionnaire,
    answers: &Answers,
    section: &Section,
    subject: &str,
    reference: NaiveDate,
) -> Option<Step> {
    let due = due_on(q, answers, section, subject, Some(reference));
    if due.is_empty() {
        return None;
    }
    let answered = |question: &&&Question| answers.get(subject, &question.code).is_some();
    let state = if !due.iter().any(|question| answered(&question)) {
        StepState::Empty
    } else if due
        .iter()
        .filter(|question| question.required)
        .all(|question| answered(&question))
    {
        StepState::Done
    } else {
        StepState::Started
    };
    let key = AnswerKey::new(subject, section.code.as_str());
    Some(Step {
        section: key.code,
        subject: key.subject,
        state,
    })
}

fn is_person(section: &Section) -> bool {
    matches!(section.about, About::EachChild | About::EachJob)
}

fn subjects<'a>(answers: &'a Answers, section: &Section) -> Vec<&'a str> {
    match section.about {
        About::Household => vec![""],
        About::EachMember => answers.members(),
        // Visits are recorded at the door, before and after the interview.
        About::EachChild | About::EachJob | About::EachVisit => vec![],
    }
}

fn subjects_of_child(answers: &Answers, section: &Section, child: &str) -> Vec<String> {
    match section.about {
        About::EachJob => answers.jobs(child),
        _ => vec![child.to_owned()],
    }
}

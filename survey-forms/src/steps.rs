//! The interview's path: which sections are due now, for whom, and how far each is.
//! Start with [`steps`]; [`due`] gives one step's questions. Writes nothing, reads no clock.

use chrono::NaiveDate;

use crate::answers::Answers;
use crate::key::AnswerKey;
use crate::logic::Logic;
use crate::questionnaire::{About, Kind, Question, Questionnaire, Section};

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
    path(&Logic::new(q, answers, Some(reference)))
}

/// The same of answers in hand: after one more answer only what hangs on it is worked out anew.
pub fn path(logic: &Logic<'_>) -> Vec<Step> {
    let answers = logic.answers();
    let reference = logic.reference().unwrap_or(NaiveDate::MIN);
    let mut path = Vec::new();
    let mut rest = logic.questionnaire().sections.as_slice();
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
                        path.extend(step(logic, section, &subject));
                    }
                }
            }
        } else {
            for section in run {
                for subject in subjects(answers, section) {
                    path.extend(step(logic, section, subject));
                }
            }
        }
        rest = later;
    }
    path
}

/// The questions of one section that are due for one subject, in order.
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
    due_in(&Logic::new(q, answers, None), section, subject)
}

/// The questions and notes of a section that are due for a subject.
pub(crate) fn due_in<'q>(
    logic: &Logic<'_>,
    section: &'q Section,
    subject: &str,
) -> Vec<&'q Question> {
    let shown = section.questions.iter().filter(|question| {
        !question.by_device && !matches!(question.kind, Kind::Calculated { .. })
    });
    shown
        .filter(|question| logic.is_relevant(subject, &question.code))
        .collect()
}

fn step(logic: &Logic<'_>, section: &Section, subject: &str) -> Option<Step> {
    let due = due_in(logic, section, subject);
    let asked: Vec<&&Question> = due.iter().filter(|q| q.kind.is_asked()).collect();
    if asked.is_empty() {
        return None;
    }
    let answered = |q: &&Question| logic.answers().get(subject, &q.code).is_some();
    let state = if !asked.iter().any(|q| answered(q)) {
        StepState::Empty
    } else if asked.iter().filter(|q| q.required).all(|q| answered(q)) {
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

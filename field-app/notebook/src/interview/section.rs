//! One section as a screen shows it: its due questions with their answers, and the tiles beside.

use super::path::{about, tiles};
use crate::errors::NoteError;
use crate::notebook::Notebook;
use crate::views::{
    KindView, OptionView, PlaceRef, ProgressView, QuestionType, QuestionView, SectionView,
    StepState, TextView,
};
use survey_forms::{Kind, Logic, Question, due};
use uuid::Uuid;

impl Notebook {
    /// A section of the interview; takes the interview up when another was in hand.
    ///
    /// # Errors
    /// [`NoteError::UnknownPlace`] when the questionnaire has no such section.
    pub fn section(
        &mut self,
        household: Uuid,
        section: &str,
        subject: &str,
    ) -> Result<SectionView, NoteError> {
        self.dwelling(household)?;
        self.take_up(household)?;
        let now = self.clock.now();
        if let Some(interview) = &mut self.opened_mut()?.interview {
            interview.shown_at = now;
        }
        self.section_view(household, section, subject)
    }

    pub(crate) fn section_view(
        &self,
        household: Uuid,
        section: &str,
        subject: &str,
    ) -> Result<SectionView, NoteError> {
        let open = self.opened()?;
        let interview = self.in_hand(household)?;
        let asked = open
            .questionnaire
            .section(section)
            .ok_or(NoteError::UnknownPlace)?;
        let path = tiles(&open.questionnaire, interview);
        let here = path
            .iter()
            .position(|step| step.section == section && step.subject == subject);
        let beside = |index: Option<usize>| {
            index
                .and_then(|index| path.get(index))
                .map(|step| PlaceRef {
                    section: step.section.clone(),
                    subject: step.subject.clone(),
                })
        };
        let done = path
            .iter()
            .filter(|step| StepState::from(step.state) == StepState::Done)
            .count();
        let questions = due(&open.questionnaire, &interview.answers, section, subject);
        let logic = Logic::new(&open.questionnaire, &interview.answers, None);
        Ok(SectionView {
            household,
            section: section.to_owned(),
            subject: subject.to_owned(),
            about: about(&interview.answers, subject),
            title: (&asked.title).into(),
            intro: asked.intro.as_ref().map(TextView::from),
            questions: questions
                .into_iter()
                .map(|question| question_view(question, &logic, subject))
                .collect(),
            next: beside(here.map(|index| index + 1)),
            previous: beside(here.and_then(|index| index.checked_sub(1))),
            progress: ProgressView {
                done: count(done),
                of: count(path.len()),
            },
        })
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn question_view(question: &Question, logic: &Logic<'_>, subject: &str) -> QuestionView {
    QuestionView {
        code: question.code.clone(),
        text: (&question.text).into(),
        help: question.help.as_ref().map(TextView::from),
        kind: kind_view(question, logic, subject),
        answer: logic
            .answers()
            .get(subject, &question.code)
            .map(survey_forms::Answer::to_scalar),
        may_not_know: question.may_not_know,
        may_refuse: question.may_refuse,
        required: question.required,
    }
}

fn kind_view(question: &Question, logic: &Logic<'_>, subject: &str) -> KindView {
    let kind = &question.kind;
    let mut view = KindView {
        kind: question_type(kind),
        options: logic
            .offered(subject, question)
            .into_iter()
            .map(|option| OptionView {
                code: option.code.clone(),
                es: option.text.es.clone(),
                en: option.text.en.clone(),
            })
            .collect(),
        min: None,
        max: None,
        unit: None,
        may_be_interval: false,
        integer: false,
        none_of_these: false,
    };
    match kind {
        Kind::Text { max, .. } => view.max = Some(*max as f64),
        Kind::Number {
            min,
            max,
            unit,
            integer,
            may_be_interval,
        } => {
            view.min = Some(*min);
            view.max = Some(*max);
            view.unit = Some(unit_words(unit));
            view.integer = *integer;
            view.may_be_interval = *may_be_interval;
        }
        Kind::Choices { none_of_these, .. } => view.none_of_these = *none_of_these,
        Kind::YesNo
        | Kind::Choice { .. }
        | Kind::Date { .. }
        | Kind::Note
        | Kind::Calculated { .. } => {}
    }
    view
}

fn question_type(kind: &Kind) -> QuestionType {
    match kind {
        Kind::Text { .. } => QuestionType::Text,
        Kind::Number { .. } => QuestionType::Number,
        Kind::YesNo => QuestionType::YesNo,
        Kind::Choice { .. } => QuestionType::Choice,
        Kind::Choices { .. } => QuestionType::Choices,
        Kind::Date { .. } => QuestionType::Date,
        Kind::Note | Kind::Calculated { .. } => QuestionType::Note,
    }
}

/// Units as they are said. A unit that is not in the table is shown as it is written.
fn unit_words(unit: &str) -> TextView {
    const SAID: [(&str, &str); 13] = [
        ("hours", "horas"),
        ("years", "años"),
        ("people", "personas"),
        ("weeks", "semanas"),
        ("days", "días"),
        ("months", "meses"),
        ("rooms", "cuartos"),
        ("jobs", "actividades"),
        ("grades", "grado o año"),
        ("kg", "kg"),
        ("pesos", "pesos"),
        ("hectares", "hectáreas"),
        ("hour", "hora"),
    ];
    let es = SAID.iter().find(|(en, _)| *en == unit).map(|(_, es)| *es);
    TextView {
        es: es.unwrap_or(unit).to_owned(),
        en: unit.to_owned(),
    }
}

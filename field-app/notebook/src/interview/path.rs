//! The path of tiles: which sections are due, for whom, how far each is.

use super::Interview;
use crate::errors::NoteError;
use crate::notebook::Notebook;
use crate::record::words;
use crate::views::{PathStep, PathView, TextView};
use survey_forms::{Answers, Questionnaire, Step, folio, member_of, steps};
use uuid::Uuid;

impl Notebook {
    /// The interview as a path of tiles. Opens nothing: the interview must be in hand.
    ///
    /// # Errors
    /// [`NoteError::UnknownHousehold`] when no interview of this household was opened.
    pub fn path(&self, household: Uuid) -> Result<PathView, NoteError> {
        let open = self.opened()?;
        let interview = self.in_hand(household)?;
        let address = interview.answers.get("", "address").and_then(words);
        Ok(PathView {
            household,
            folio: folio(household),
            address: address.unwrap_or_default(),
            closed: interview.closed,
            steps: tiles(&open.questionnaire, interview)
                .into_iter()
                .map(|step| tile(&open.questionnaire, &interview.answers, step))
                .collect(),
        })
    }
}

/// The sections due now, in order.
pub(super) fn tiles(questionnaire: &Questionnaire, interview: &Interview) -> Vec<Step> {
    steps(questionnaire, &interview.answers, interview.reference())
}

fn tile(questionnaire: &Questionnaire, answers: &Answers, step: Step) -> PathStep {
    let title = questionnaire
        .section(&step.section)
        .map(|section| TextView::from(&section.title))
        .unwrap_or_default();
    PathStep {
        about: about(answers, &step.subject),
        section: step.section,
        subject: step.subject,
        title,
        state: step.state.into(),
    }
}

/// The given name of the member that a subject belongs to, or nothing.
pub(super) fn about(answers: &Answers, subject: &str) -> String {
    member_of(subject)
        .and_then(|member| answers.get(member, "given_names"))
        .and_then(words)
        .unwrap_or_default()
}

//! *Corrección*: after closing, an answer changes by a change of its own, with its reason.

use super::answer::judge;
use crate::errors::NoteError;
use crate::notebook::Notebook;
use crate::record::Commit;
use crate::views::CorrectedView;
use serde_json::Value;
use survey_forms::AnswerKey;
use uuid::Uuid;

/// The longest reason, in characters.
const REASON_MAX: usize = 200;

impl Notebook {
    /// Changes one answer of a closed interview. The reason travels with the change.
    ///
    /// # Errors
    /// [`NoteError::NotClosed`], [`NoteError::NoReason`], [`NoteError::NotAccepted`]: nothing
    /// was kept.
    pub fn correct(
        &mut self,
        household: Uuid,
        subject: &str,
        code: &str,
        value: &Value,
        reason: &str,
    ) -> Result<CorrectedView, NoteError> {
        self.dwelling(household)?;
        self.take_up(household)?;
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > REASON_MAX {
            return Err(NoteError::NoReason);
        }
        let interview = self.in_hand(household)?;
        if !interview.closed {
            return Err(NoteError::NotClosed);
        }
        let key = AnswerKey::new(subject, code);
        let answers = &interview.answers;
        let answer = judge(self.questionnaire()?, answers, &key, value)?.to_scalar();
        let commit = Commit {
            household,
            message: &format!("Corrección: {reason}"),
            at: self.clock.now(),
            closes: false,
        };
        self.opened_mut()?
            .commit_correction(&commit, &key, &answer)?;
        self.forget_interview(household);
        Ok(CorrectedView {
            household,
            subject: subject.to_owned(),
            code: code.to_owned(),
            answer,
            waiting: true,
        })
    }
}

//! *Entrevista*: from opening to closing, one answer at a time.
//!
//! Start at [`Notebook::open_interview`], then `answer.rs`, `section.rs`, `close.rs` and
//! `correct.rs`. What is due and what fits is `survey-forms`' business; nothing here judges a
//! child. Everything in memory can be rebuilt from the store at any time: a killed app resumes
//! exactly where she was.

mod answer;
mod close;
mod correct;
mod path;
mod section;

use crate::errors::NoteError;
use crate::notebook::Notebook;
use crate::record::instant;
use crate::store::journal::{self, Paradata};
use crate::views::PathView;
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use serde_json::Value;
use survey_forms::{AnswerKey, Answers};
use uuid::Uuid;

/// The interview in hand.
pub(crate) struct Interview {
    pub household: Uuid,
    pub answers: Answers,
    pub closed: bool,
    /// When the screen last changed: for how long an answer took.
    pub shown_at: DateTime<Utc>,
}

impl Interview {
    /// The reference date of this interview.
    pub fn reference(&self) -> NaiveDate {
        self.answers.ref_date().unwrap_or_default()
    }
}

/// Last day of the reference week: the Sunday before the interview's day.
pub(crate) fn sunday_before(today: NaiveDate) -> NaiveDate {
    let back = match today.weekday().num_days_from_sunday() {
        0 => 7,
        days => days,
    };
    today - Days::new(u64::from(back))
}

impl Notebook {
    /// Opens the interview of a household, or takes it up where it was left.
    ///
    /// # Errors
    /// [`NoteError::UnknownHousehold`].
    pub fn open_interview(&mut self, household: Uuid) -> Result<PathView, NoteError> {
        self.dwelling(household)?;
        self.take_up(household)?;
        let interview = self.in_hand(household)?;
        let begun = interview.answers.get("", "interview_started").is_some();
        if !interview.closed && !begun {
            self.begin(household)?;
        }
        self.path(household)
    }

    /// What was noted beside each answer, oldest first; never the answers.
    ///
    /// # Errors
    /// [`NoteError::NotOpen`] while locked.
    pub fn paradata(&self, household: Uuid) -> Result<Vec<Paradata>, NoteError> {
        Ok(self.opened()?.store.paradata(household)?)
    }

    /// Writes what the device knows when an interview begins.
    fn begin(&mut self, household: Uuid) -> Result<(), NoteError> {
        let now = self.clock.now();
        let reference = sunday_before(self.clock.today());
        let notice = self.questionnaire()?.notice.version.clone();
        let noted = vec![
            (
                AnswerKey::household("ref_date"),
                Value::from(reference.to_string()),
            ),
            (
                AnswerKey::household("interview_started"),
                Value::from(instant(now)),
            ),
            (AnswerKey::household("notice_version"), Value::from(notice)),
        ];
        let answers = self.in_hand(household)?.answers.clone();
        let after = self.note_by_device(household, &answers, noted)?;
        let open = self.opened_mut()?;
        open.store.write(|tx| {
            journal::open_interview(tx, household, &instant(now))?;
            Ok::<_, NoteError>(())
        })?;
        if let Some(interview) = &mut open.interview {
            interview.answers = after;
        }
        Ok(())
    }

    /// Brings the household's interview into memory, unless it is there.
    pub(crate) fn take_up(&mut self, household: Uuid) -> Result<(), NoteError> {
        let now = self.clock.now();
        let open = self.opened_mut()?;
        if open
            .interview
            .as_ref()
            .is_some_and(|i| i.household == household)
        {
            return Ok(());
        }
        let answers = open.answers(household)?;
        let times = open.store.interview(household)?;
        let closed_here = times.is_some_and(|times| times.closed_at.is_some());
        let closed_elsewhere = answers.get("", "closing_result").is_some();
        open.interview = Some(Interview {
            household,
            answers,
            closed: closed_here || closed_elsewhere,
            shown_at: now,
        });
        Ok(())
    }

    /// The interview in hand, if it is this household's.
    pub(crate) fn in_hand(&self, household: Uuid) -> Result<&Interview, NoteError> {
        self.opened()?
            .interview
            .as_ref()
            .filter(|interview| interview.household == household)
            .ok_or(NoteError::UnknownHousehold)
    }

    /// What is in memory is no longer what the store holds.
    pub(crate) fn forget_interview(&mut self, household: Uuid) {
        if let Some(open) = &mut self.unlocked
            && open
                .interview
                .as_ref()
                .is_some_and(|i| i.household == household)
        {
            open.interview = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sunday_before;

    #[test]
    fn the_reference_week_ends_on_the_sunday_before_the_interview() {
        for (today, sunday) in [
            ("2026-11-21", "2026-11-15"), // a Saturday
            ("2026-11-16", "2026-11-15"), // a Monday
            ("2026-11-15", "2026-11-08"), // a Sunday: the week is not over
        ] {
            let today = today.parse().unwrap();
            assert_eq!(sunday_before(today).to_string(), sunday);
        }
    }
}

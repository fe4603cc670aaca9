//! The review, and closing: what was answered becomes one change of the household's record.

use super::Interview;
use super::path::tiles;
use crate::dwellings::LISTING;
use crate::errors::NoteError;
use crate::notebook::Notebook;
use crate::record::{Beside, CLOSED, Commit};
use crate::views::{DwellingView, RemarkView, ReviewView, Severity};
use serde_json::Value;
use std::collections::BTreeSet;
use survey_forms::{
    About, Answer, AnswerKey, Questionnaire, VisitClass, due, member_of, review, visit_result,
};
use uuid::Uuid;

impl Notebook {
    /// What is missing or does not agree.
    ///
    /// # Errors
    /// [`NoteError::UnknownHousehold`].
    pub fn review(&mut self, household: Uuid) -> Result<ReviewView, NoteError> {
        self.dwelling(household)?;
        self.take_up(household)?;
        let questionnaire = self.questionnaire()?;
        let interview = self.in_hand(household)?;
        let mut remarks: Vec<RemarkView> = review(questionnaire, &interview.answers)
            .into_iter()
            .map(|remark| RemarkView {
                severity: match remark.severity {
                    survey_forms::Severity::MustFix => Severity::MustFix,
                    survey_forms::Severity::Check => Severity::Check,
                },
                es: remark.words.es,
                en: remark.words.en,
                section: questionnaire
                    .question(&remark.key.code)
                    .map(|(section, _)| section.code.clone())
                    .unwrap_or_default(),
                subject: remark.key.subject,
                code: remark.key.code,
            })
            .collect();
        remarks.sort_by_key(|remark| remark.severity != Severity::MustFix);
        let can_close = remarks
            .first()
            .is_none_or(|remark| remark.severity != Severity::MustFix);
        Ok(ReviewView { remarks, can_close })
    }

    /// Closes the interview: answers that are no longer due are taken back, the result and the
    /// visit are noted, and everything becomes ONE change.
    ///
    /// # Errors
    /// [`NoteError::MustFix`] while something must be fixed; [`NoteError::Closed`].
    pub fn close_interview(&mut self, household: Uuid) -> Result<DwellingView, NoteError> {
        self.dwelling(household)?;
        self.take_up_open(household)?;
        let review = self.review(household)?;
        if !review.can_close {
            let must = |remark: &&RemarkView| remark.severity == Severity::MustFix;
            return Err(NoteError::MustFix {
                count: review.remarks.iter().filter(must).count(),
            });
        }
        self.take_back_what_is_not_due(household)?;
        self.note_the_result(household)?;
        let commit = Commit {
            household,
            message: CLOSED,
            at: self.clock.now(),
            closes: true,
        };
        self.opened_mut()?.commit(&commit)?;
        self.forget_interview(household);
        self.dwelling(household)
    }

    /// An answer changed later can leave others that are no longer asked ("worked: no" after the
    /// hours were noted). They are cleared; the journal keeps what was said.
    fn take_back_what_is_not_due(&mut self, household: Uuid) -> Result<(), NoteError> {
        let now = self.clock.now().to_rfc3339();
        loop {
            let open = self.opened_mut()?;
            let Some(mut interview) = open.interview.take() else {
                return Err(NoteError::UnknownHousehold);
            };
            let stale = stale(&open.questionnaire, &interview);
            for key in &stale {
                interview.answers.clear(key);
            }
            let noted: Vec<_> = stale.into_iter().map(|key| (key, None)).collect();
            let beside = Beside {
                at: &now,
                ..Beside::default()
            };
            open.note(household, &noted, &beside, None)?;
            open.interview = Some(interview);
            if noted.is_empty() {
                return Ok(());
            }
        }
    }

    /// The interview's result code, and the visit that it was.
    fn note_the_result(&mut self, household: Uuid) -> Result<(), NoteError> {
        let interview = self.in_hand(household)?;
        let answers = interview.answers.clone();
        let consented = answers.is_yes("", "consent");
        let result = match (
            consented,
            answers.children(interview.reference()).is_empty(),
        ) {
            (false, _) => "03",
            (true, true) => "C0",
            (true, false) => "00",
        };
        let mut noted = vec![(AnswerKey::household("closing_result"), Value::from(result))];
        let noted_already = answers.visits().iter().any(|visit| {
            let class = answers
                .chosen(visit, "visit_result")
                .and_then(visit_result)
                .map(|result| result.class);
            class == Some(VisitClass::Complete)
                || (!consented && class == Some(VisitClass::Refused))
        });
        if !noted_already {
            noted.extend(self.visit(&answers, result, ""));
        }
        self.note_by_device(household, &answers, noted).map(drop)
    }
}

/// Answers that nobody would be asked for any more.
fn stale(questionnaire: &Questionnaire, interview: &Interview) -> Vec<AnswerKey> {
    let answers = &interview.answers;
    let mut asked = BTreeSet::new();
    for step in tiles(questionnaire, interview) {
        for question in due(questionnaire, answers, &step.section, &step.subject) {
            asked.insert(AnswerKey::new(step.subject.clone(), question.code.clone()));
        }
    }
    answers
        .iter()
        .filter(|(key, _)| !asked.contains(key) && !stands_anyway(questionnaire, interview, key))
        .map(|(key, _)| key.clone())
        .collect()
}

/// What the device wrote, the listing, visits, and whatever is known of people who left.
fn stands_anyway(questionnaire: &Questionnaire, interview: &Interview, key: &AnswerKey) -> bool {
    let Some((section, question)) = questionnaire.question(&key.code) else {
        return true;
    };
    let left = |member: &str| {
        interview.answers.get(member, "left_household") == Some(&Answer::YesNo(true))
    };
    question.by_device
        || section.about == About::EachVisit
        || LISTING.contains(&key.code.as_str())
        || member_of(&key.subject).is_some_and(left)
}

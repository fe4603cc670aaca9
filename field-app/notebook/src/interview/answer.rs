//! Answering: due? fits? then kept, durable before the call returns.

use super::Interview;
use crate::errors::NoteError;
use crate::notebook::{Notebook, Unlocked};
use crate::record::{Beside, instant, put, words};
use crate::store::journal;
use crate::views::{MemberAdded, PathView, SectionView};
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::collections::BTreeSet;
use survey_forms::{
    About, Answer, AnswerKey, Answers, Questionnaire, ScalarError, Section, Subject, Words, accept,
    due, member_of, new_member_id,
};
use uuid::Uuid;

impl Notebook {
    /// Keeps one answer, given as a scalar, and shows its section as it now is.
    ///
    /// # Errors
    /// [`NoteError::NotAccepted`] or [`NoteError::UnknownPlace`]: nothing was kept.
    pub fn answer(
        &mut self,
        household: Uuid,
        subject: &str,
        code: &str,
        value: &Value,
    ) -> Result<SectionView, NoteError> {
        self.answer_together(household, subject, &[(code, value.clone())])?;
        self.show_again(household, subject, code)
    }

    /// Keeps several answers about one subject in ONE transaction: all or none, each judged in
    /// its order.
    ///
    /// This is the fleet's "one commit a section". The app commits each answer by itself, as
    /// [`Notebook::answer`] does: a person must not lose a tap.
    ///
    /// # Errors
    /// As [`Notebook::answer`].
    pub fn answer_together(
        &mut self,
        household: Uuid,
        subject: &str,
        values: &[(&str, Value)],
    ) -> Result<(), NoteError> {
        self.take_up_open(household)?;
        let now = self.clock.now();
        let (open, interview) = self.hands(household)?;
        let mut after = interview.answers.clone();
        let mut noted = Vec::with_capacity(values.len());
        for (code, value) in values {
            let key = AnswerKey::new(subject, *code);
            let answer = judge(&open.questionnaire, &after, &key, value)?;
            noted.push((key.clone(), Some(answer.to_scalar())));
            for (key, value) in beside_consent(&open.questionnaire, &key, now) {
                put(&open.questionnaire, &mut after, key.clone(), &value);
                noted.push((key, Some(value)));
            }
            after.set(key, answer);
        }
        keep(open, interview, now, noted, after)
    }

    /// Takes an answer back.
    ///
    /// # Errors
    /// [`NoteError::UnknownPlace`] when there is no such question.
    pub fn clear_answer(
        &mut self,
        household: Uuid,
        subject: &str,
        code: &str,
    ) -> Result<SectionView, NoteError> {
        self.take_up_open(household)?;
        let now = self.clock.now();
        let key = AnswerKey::new(subject, code);
        let (open, interview) = self.hands(household)?;
        let asked = open.questionnaire.question(code);
        if asked.is_none_or(|(_, question)| question.by_device) {
            return Err(NoteError::UnknownPlace);
        }
        let mut after = interview.answers.clone();
        let noted = match after.clear(&key) {
            Some(_) => vec![(key, None)],
            None => vec![],
        };
        keep(open, interview, now, noted, after)?;
        self.show_again(household, subject, code)
    }

    /// Adds a person to the roster. The person stands there from now on, even before a name.
    ///
    /// # Errors
    /// [`NoteError::Closed`].
    pub fn add_member(&mut self, household: Uuid) -> Result<MemberAdded, NoteError> {
        self.take_up_open(household)?;
        let mut random = [0; 4];
        self.entropy.fill(&mut random);
        let now = self.clock.now();
        let (open, interview) = self.hands(household)?;
        // Those who left count too, so that places on the roster are not given twice.
        let ever = everyone(&interview.answers).len();
        let subject = new_member_id(ever, random);
        let key = AnswerKey::new(subject.clone(), "left_household");
        let mut after = interview.answers.clone();
        after.set(key.clone(), Answer::YesNo(false));
        keep(open, interview, now, vec![(key, Some(false.into()))], after)?;
        Ok(MemberAdded {
            subject,
            path: self.path(household)?,
        })
    }

    /// Takes a person off the roster: gone without a trace when nobody else knows of them yet,
    /// else marked as no longer of the household.
    ///
    /// # Errors
    /// [`NoteError::UnknownPlace`] when no such member is on the roster.
    pub fn remove_member(&mut self, household: Uuid, subject: &str) -> Result<PathView, NoteError> {
        self.take_up_open(household)?;
        let now = self.clock.now();
        let (open, interview) = self.hands(household)?;
        if !interview.answers.members().contains(&subject) {
            return Err(NoteError::UnknownPlace);
        }
        let survey = open.enrolment.survey.clone();
        let committed = open.store.record(household)?.read(&survey);
        let known = committed
            .members
            .keys()
            .chain(committed.round.keys())
            .filter_map(|place| AnswerKey::parse(place))
            .any(|key| member_of(&key.subject) == Some(subject));
        let mut after = interview.answers.clone();
        if known {
            let key = AnswerKey::new(subject, "left_household");
            after.set(key.clone(), Answer::YesNo(true));
            keep(open, interview, now, vec![(key, Some(true.into()))], after)?;
        } else {
            drop_member(open, household, subject, &mut after)?;
            open.interview = Some(Interview {
                answers: after,
                ..interview
            });
        }
        self.path(household)
    }

    fn show_again(
        &self,
        household: Uuid,
        subject: &str,
        code: &str,
    ) -> Result<SectionView, NoteError> {
        let section = self
            .questionnaire()?
            .question(code)
            .map(|(section, _)| section.code.clone())
            .ok_or(NoteError::UnknownPlace)?;
        self.section_view(household, &section, subject)
    }

    /// The interview in hand, and open for answers.
    pub(super) fn take_up_open(&mut self, household: Uuid) -> Result<(), NoteError> {
        self.take_up(household)?;
        match self.in_hand(household)? {
            interview if interview.closed => Err(NoteError::Closed),
            interview if interview.answers.get("", "interview_started").is_none() => {
                self.open_interview(household).map(drop)
            }
            _ => Ok(()),
        }
    }

    /// The store, and the interview taken out of it; [`keep`] puts it back. When something fails
    /// in between, the next call takes the interview up again from the store.
    pub(super) fn hands(
        &mut self,
        household: Uuid,
    ) -> Result<(&mut Unlocked, Interview), NoteError> {
        let open = self.opened_mut()?;
        match open.interview.take() {
            Some(interview) if interview.household == household => Ok((open, interview)),
            _ => Err(NoteError::UnknownHousehold),
        }
    }
}

/// What the device writes beside an adult's consent and a child's assent: when, and, for what was
/// read to the child, of which version of the questionnaire.
fn beside_consent(
    questionnaire: &Questionnaire,
    key: &AnswerKey,
    now: DateTime<Utc>,
) -> Vec<(AnswerKey, Value)> {
    let beside = |code: &str, value: &str| {
        let key = AnswerKey::new(key.subject.clone(), code);
        (key, Value::from(value))
    };
    let mut written = match key.code.as_str() {
        "consent" => vec![beside("consent_at", &instant(now))],
        "assent" => vec![
            beside("assent_at", &instant(now)),
            beside("assent_version", &questionnaire.version),
        ],
        _ => vec![],
    };
    written.retain(|(key, _)| questionnaire.question(&key.code).is_some());
    written
}

/// Keeps what was judged good, durable when this returns, with its paradata.
fn keep(
    open: &mut Unlocked,
    interview: Interview,
    now: DateTime<Utc>,
    noted: Vec<(AnswerKey, Option<Value>)>,
    after: Answers,
) -> Result<(), NoteError> {
    let household = interview.household;
    if let Some((key, _)) = noted.first() {
        let language = after.get("", "interview_language").and_then(words);
        let informant = member_of(&key.subject)
            .and_then(|member| after.get(member, "informant"))
            .or_else(|| after.get("", "consent_by"))
            .and_then(words);
        let beside = Beside {
            at: &now.to_rfc3339(),
            took_ms: (now - interview.shown_at).num_milliseconds().max(0),
            informant: informant.as_deref(),
            language: language.as_deref(),
        };
        open.note(household, &noted, &beside, None)?;
    }
    open.interview = Some(Interview {
        answers: after,
        shown_at: now,
        ..interview
    });
    Ok(())
}

/// The answer, when the question is due here and the answer fits it.
pub(super) fn judge(
    questionnaire: &Questionnaire,
    answers: &Answers,
    key: &AnswerKey,
    value: &Value,
) -> Result<Answer, NoteError> {
    let (section, question) = questionnaire
        .question(&key.code)
        .ok_or(NoteError::UnknownPlace)?;
    let is_due = is_here(section, answers, key)
        && due(questionnaire, answers, &section.code, &key.subject)
            .iter()
            .any(|due| due.code == key.code);
    if !is_due {
        return Err(NoteError::UnknownPlace);
    }
    let answer = Answer::from_scalar(&question.kind, value)
        .map_err(|error| NoteError::NotAccepted(form_words(error)))?;
    accept(questionnaire, answers, key, &answer)
        .map_err(|refused| NoteError::NotAccepted(refused.words()))?;
    Ok(answer)
}

/// Whether the subject exists in this household and the section is about such subjects.
fn is_here(section: &Section, answers: &Answers, key: &AnswerKey) -> bool {
    let reference = answers.ref_date().unwrap_or_default();
    match (section.about, key.about()) {
        (About::Household, Subject::Household) => true,
        (About::EachMember, Subject::Member(member)) => answers.members().contains(&member),
        (About::EachChild, Subject::Member(member)) => {
            answers.children(reference).contains(&member)
        }
        (About::EachJob, Subject::Job(member, _)) => {
            answers.children(reference).contains(&member)
                && answers.jobs(member).contains(&key.subject)
        }
        _ => false,
    }
}

/// What is expected when a value has not even the form of an answer.
fn form_words(error: ScalarError) -> Words {
    let es = match error {
        ScalarError::NotText => "Escriba un texto.",
        ScalarError::NotNumber => "Escriba un número, o dos separados por «..» si no sabe bien.",
        ScalarError::NotYesNo => "Elija sí o no.",
        ScalarError::NotChoice => "Elija una de las opciones.",
        ScalarError::NotChoices => "Elija las opciones de la lista.",
        ScalarError::NotDate => "Escriba el día completo: año, mes y día.",
        ScalarError::NotAsked => "Aquí no se responde nada.",
    };
    Words::new(es, format!("Not kept: {error}."))
}

fn everyone(answers: &Answers) -> BTreeSet<&str> {
    answers
        .iter()
        .filter_map(|(key, _)| member_of(&key.subject))
        .collect()
}

fn drop_member(
    open: &mut Unlocked,
    household: Uuid,
    member: &str,
    after: &mut Answers,
) -> Result<(), NoteError> {
    let gone: Vec<AnswerKey> = after
        .iter()
        .map(|(key, _)| key.clone())
        .filter(|key| member_of(&key.subject) == Some(member))
        .collect();
    open.store.write(|tx| {
        for key in &gone {
            journal::drop_draft(tx, household, key)?;
        }
        Ok::<_, NoteError>(())
    })?;
    for key in &gone {
        after.clear(key);
    }
    Ok(())
}

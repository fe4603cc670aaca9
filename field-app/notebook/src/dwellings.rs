//! *Viviendas*: the areas assigned to the enumerator, and the list of dwellings in them.
//!
//! Listing and visits go into the draft like answers do, so that a household reaches the server
//! as one change.

use crate::entropy::new_household;
use crate::errors::NoteError;
use crate::notebook::Notebook;
use crate::record::{Beside, instant, put};
use crate::store::dwellings::KeptDwelling;
use crate::views::{AreaView, DwellingView, ResultWords, VisitResultView};
use serde::Deserialize;
use serde_json::Value;
use survey_forms::{
    Answer, AnswerKey, Answers, VisitClass, folio, new_visit_id, visit_result, visit_results,
};
use uuid::Uuid;

/// The codes that listing writes.
pub(crate) const LISTING: [&str; 6] = [
    "area",
    "block",
    "dwelling_number",
    "address",
    "neighbourhood",
    "shares_dwelling_with",
];

/// A dwelling as seen from the street. Never printed.
#[derive(Clone, Deserialize)]
pub struct ListDwelling {
    /// An assigned area, `kind:KEY`.
    pub area: String,
    /// Key of its block, perhaps empty.
    #[serde(default)]
    pub block: String,
    /// Number of the dwelling in the block.
    #[serde(default)]
    pub number: String,
    /// Address or how to find it.
    #[serde(default)]
    pub address: String,
    /// Another household in a dwelling that is on the list.
    #[serde(default)]
    pub another_household: bool,
}

impl Notebook {
    /// The assigned areas and how the work in each stands.
    ///
    /// # Errors
    /// [`NoteError::NotOpen`] while locked.
    pub fn areas(&self) -> Result<Vec<AreaView>, NoteError> {
        let store = &self.opened()?.store;
        let mut views = Vec::new();
        for area in store.areas()? {
            let counts = store.area_counts(&area.area)?;
            views.push(AreaView {
                area: area.area,
                name: area.name,
                zone: area.zone,
                neighbourhoods: area.neighbourhoods,
                expected: area.expected,
                listed: counts.listed,
                visited: counts.visited,
                complete: counts.complete,
                refused: counts.refused,
                pending: counts.pending,
                blocks: area.blocks,
            });
        }
        Ok(views)
    }

    /// The list of dwellings of one area, in order of listing.
    ///
    /// # Errors
    /// [`NoteError::NotOpen`] while locked.
    pub fn dwellings(&self, area: &str) -> Result<Vec<DwellingView>, NoteError> {
        let kept = self.opened()?.store.dwellings(area)?;
        Ok(kept.into_iter().map(view).collect())
    }

    /// One line of the list.
    ///
    /// # Errors
    /// [`NoteError::UnknownHousehold`].
    pub fn dwelling(&self, household: Uuid) -> Result<DwellingView, NoteError> {
        let kept = self.opened()?.store.dwelling(household)?;
        kept.map(view).ok_or(NoteError::UnknownHousehold)
    }

    /// Puts a dwelling on the list.
    ///
    /// # Errors
    /// [`NoteError::UnknownArea`], [`NoteError::NoAddress`], [`NoteError::AlreadyListed`].
    pub fn list_dwelling(&mut self, listed: &ListDwelling) -> Result<DwellingView, NoteError> {
        let (block, number, address) = (
            listed.block.trim(),
            listed.number.trim(),
            listed.address.trim(),
        );
        let open = self.opened()?;
        if !open.store.is_assigned(&listed.area)? {
            return Err(NoteError::UnknownArea);
        }
        if number.is_empty() && address.is_empty() {
            return Err(NoteError::NoAddress);
        }
        let same = open
            .store
            .same_dwelling(&listed.area, block, number, address)?;
        if same.is_some() && !listed.another_household {
            return Err(NoteError::AlreadyListed);
        }
        let shared = same.map(folio).unwrap_or_default();
        let household = new_household(self.entropy.as_mut());
        let noted: Vec<(AnswerKey, Value)> = [
            ("area", listed.area.as_str()),
            ("block", block),
            ("dwelling_number", number),
            ("address", address),
            ("shares_dwelling_with", &shared),
        ]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(code, text)| (AnswerKey::household(code), scalar_text(text)))
        .collect();
        self.note_by_device(household, &Answers::default(), noted)?;
        self.dwelling(household)
    }

    /// Notes a visit with its result code.
    ///
    /// # Errors
    /// [`NoteError::UnknownHousehold`], [`NoteError::UnknownResult`].
    pub fn record_visit(
        &mut self,
        household: Uuid,
        result: &str,
        note: &str,
    ) -> Result<DwellingView, NoteError> {
        self.dwelling(household)?;
        visit_result(result).ok_or(NoteError::UnknownResult)?;
        let answers = self.opened()?.answers(household)?;
        let noted = self.visit(&answers, result, note);
        self.note_by_device(household, &answers, noted)?;
        self.forget_interview(household);
        self.dwelling(household)
    }

    /// The answers that note a visit.
    pub(crate) fn visit(
        &mut self,
        answers: &Answers,
        result: &str,
        note: &str,
    ) -> Vec<(AnswerKey, Value)> {
        let mut random = [0; 4];
        self.entropy.fill(&mut random);
        let visit = new_visit_id(answers.visits().len(), random);
        let at = instant(self.clock.now());
        let mut noted = vec![
            (
                AnswerKey::new(visit.clone(), "visit_result"),
                Value::from(result),
            ),
            (AnswerKey::new(visit.clone(), "visit_at"), Value::from(at)),
        ];
        if !note.trim().is_empty() {
            noted.push((
                AnswerKey::new(visit, "visit_note"),
                scalar_text(note.trim()),
            ));
        }
        noted
    }

    /// Notes what the device itself knows, and rewrites the list's line.
    pub(crate) fn note_by_device(
        &mut self,
        household: Uuid,
        answers: &Answers,
        noted: Vec<(AnswerKey, Value)>,
    ) -> Result<Answers, NoteError> {
        let at = self.clock.now().to_rfc3339();
        let open = self.opened_mut()?;
        let mut after = answers.clone();
        for (key, value) in &noted {
            put(&open.questionnaire, &mut after, key.clone(), value);
        }
        let noted: Vec<_> = noted
            .into_iter()
            .map(|(key, value)| (key, Some(value)))
            .collect();
        let beside = Beside {
            at: &at,
            ..Beside::default()
        };
        open.note(household, &noted, &beside, Some(&after))?;
        Ok(after)
    }
}

/// Free words as a scalar: a leading `!` doubled.
pub(crate) fn scalar_text(text: &str) -> Value {
    Answer::Text(text.to_owned()).to_scalar()
}

/// All visit results, for choosing.
pub fn visit_result_choices() -> Vec<VisitResultView> {
    visit_results()
        .iter()
        .map(|result| VisitResultView {
            code: result.code.to_owned(),
            es: result.words.es.clone(),
            en: result.words.en.clone(),
            group: group(result.class).to_owned(),
        })
        .collect()
}

fn group(class: VisitClass) -> &'static str {
    match class {
        VisitClass::Complete => "complete",
        VisitClass::Partial => "partial",
        VisitClass::Refused => "refused",
        VisitClass::NonContact => "no_contact",
        VisitClass::Other | VisitClass::UnknownHome => "other",
        VisitClass::NotEligible => "not_a_home",
    }
}

fn view(kept: KeptDwelling) -> DwellingView {
    let last_result = kept.last_result.as_deref().and_then(visit_result);
    DwellingView {
        household: kept.household,
        folio: folio(kept.household),
        area: kept.area,
        block: kept.block,
        number: kept.number,
        address: kept.address,
        state: kept.state,
        visits: kept.visits,
        last_result: last_result.map(|result| ResultWords {
            code: result.code.to_owned(),
            es: result.words.es.clone(),
            en: result.words.en.clone(),
        }),
        waiting: kept.waiting,
    }
}

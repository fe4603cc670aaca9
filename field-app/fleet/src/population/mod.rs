//! The invented people of the demo: doors, households, members, and what is true of each child.
//!
//! Everything follows from a seed. A child's truth is set first and her answers are made from it,
//! so the class that the server finds can be compared with what was meant. Nobody here knows the
//! classifier: the truth is written down by the kind of life that [`children`] gives a child.
//!
//! Start at [`Neighbourhood::door`]. Names are invented combinations; no person is meant.

mod adults;
mod children;
mod jobs;
mod names;
mod rest;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

pub use children::Truth;

/// Answers of one subject by question code, in the scalar form of `survey-forms`.
pub type Given = BTreeMap<&'static str, Value>;

/// One person as she will be described at the door.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// Roster and individual answers.
    pub answers: Given,
    /// One entry a job, for children who work.
    pub jobs: Vec<Given>,
    /// Set for members of 5 to 17.
    pub truth: Option<Truth>,
}

/// What happens at one door.
#[derive(Clone, Debug)]
pub struct Door {
    /// Three digits within the AGEB; empty in rural areas.
    pub block: String,
    /// Running number within the area.
    pub number: u32,
    /// Where it is, in words.
    pub address: String,
    /// Result codes of the visits, in order; the last one is the door's result.
    pub visits: Vec<&'static str>,
    /// The household, where somebody opened and agreed.
    pub household: Option<Home>,
}

/// A household that is interviewed.
#[derive(Clone, Debug)]
pub struct Home {
    /// Answers about the household as a whole.
    pub answers: Given,
    /// Head first.
    pub members: Vec<Person>,
    /// The interview stops after the roster and is taken up later or never.
    pub suspended: bool,
    /// Two enumerators will correct one answer of this household apart.
    pub corrected_apart: bool,
}

/// An area whose doors are drawn one after another.
pub struct Neighbourhood {
    rng: ChaCha8Rng,
    blocks: Vec<String>,
}

impl Neighbourhood {
    /// The doors of one area. The same `rng` gives the same people.
    pub fn new(rng: ChaCha8Rng, blocks: Vec<String>) -> Self {
        Self { rng, blocks }
    }

    /// Draws the next door, as it is when the reference week ends on `reference`. Shares of results follow a local census: about one door in seven is
    /// vacant, few refuse (*[E]*, an estimate for the demo, not a figure).
    pub fn door(&mut self, number: u32, reference: NaiveDate) -> Door {
        let block = match self.blocks.len() {
            0 => String::new(),
            many => self.blocks[self.rng.random_range(0..many)].clone(),
        };
        let address = names::address(&mut self.rng, number);
        let visits = self.visits();
        let opened = matches!(visits.last(), Some(&"00" | &"15"));
        let household = opened.then(|| self.home(visits.last() == Some(&"15"), reference));
        let visits = match &household {
            Some(home) if !home.suspended && !home.has_children() => {
                let mut visits = visits;
                visits.pop();
                visits.push("C0");
                visits
            }
            _ => visits,
        };
        Door {
            block,
            number,
            address,
            visits,
            household,
        }
    }

    /// Result codes of up to three visits (`survey_forms::visit_results`).
    fn visits(&mut self) -> Vec<&'static str> {
        match self.rng.random_range(0..1000) {
            0..620 => vec!["00"],
            620..740 => vec!["01", "00"],
            740..765 => vec!["01", "01", "00"],
            765..775 => vec!["15"],
            775..815 => vec!["01", "01", "01"],
            815..825 => vec!["02"],
            825..860 => vec!["03"],
            860..866 => vec!["04"],
            866..955 => vec!["06"],
            955..970 => vec!["07"],
            970..982 => vec!["08"],
            982..990 => vec!["10"],
            990..995 => vec!["12"],
            _ => vec!["14"],
        }
    }

    fn home(&mut self, suspended: bool, reference: NaiveDate) -> Home {
        let family = names::family(&mut self.rng);
        let mut members = adults::grown_ups(&mut self.rng, &family, reference);
        let count = match self.rng.random_range(0..100) {
            0..50 => 0,
            50..78 => 1,
            78..95 => 2,
            _ => 3,
        };
        for _ in 0..count {
            members.push(children::child(&mut self.rng, &family, reference));
        }
        if self.rng.random_bool(0.18) {
            members.push(adults::toddler(&mut self.rng, &family, reference));
        }
        let corrected_apart = !suspended && count > 0 && self.rng.random_bool(0.05);
        let mut home = Home {
            answers: self.dwelling(),
            members,
            suspended,
            corrected_apart,
        };
        // From a copy of the stream: what is asked anew changes nobody who was there before.
        rest::tell(&mut self.rng.clone(), &mut home, reference);
        home
    }

    fn dwelling(&mut self) -> Given {
        let rng = &mut self.rng;
        let mut given = Given::from([
            ("consent", json!(true)),
            (
                "consent_by",
                json!(names::pick(rng, &["head", "spouse", "head", "other_adult"])),
            ),
            ("interview_language", json!("spanish")),
            (
                "dwelling_class",
                json!(names::pick(rng, &["house", "house", "flat", "tenement"])),
            ),
            (
                "floor",
                json!(names::pick(rng, &["cement", "cement", "other", "earth"])),
            ),
            (
                "water",
                json!(names::pick(rng, &["inside", "inside", "yard", "tanker"])),
            ),
            (
                "sanitation",
                json!(names::pick(rng, &["sewer", "sewer", "septic", "open"])),
            ),
            ("electricity", json!(rng.random_bool(0.97))),
        ]);
        let income = match rng.random_range(0..10) {
            0 => json!("!refused"),
            1 => json!("!dont_know"),
            _ => json!(names::pick(rng, &["below_3000", "to_9000", "above_9000"])),
        };
        given.insert("income_band", income);
        if rng.random_bool(0.7) {
            let number: u32 = rng.random_range(0..10_000_000);
            given.insert("telephone", json!(format!("961{number:07}")));
        }
        given
    }
}

impl Home {
    /// Whether a member of 5 to 17 lives here.
    pub fn has_children(&self) -> bool {
        self.members.iter().any(|person| person.truth.is_some())
    }
}

#[cfg(test)]
mod tests;

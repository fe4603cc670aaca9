//! *Comparación*: our classes against those that a survey published, and which open choice
//! explains where they differ.
//!
//! Start at [`Comparing`], a job for [`run`](mod@crate::run); [`Report`](report::Report) is what
//! comes of it. Every child is classified under each registered alternative, each as the base
//! reading in turn. What this module does not know: which side is right.

pub mod report;
pub mod tally;
#[cfg(test)]
mod tests;
pub mod text;

use classify::{Edition, FactError, Words, verdict};

use self::tally::Tally;
use crate::{
    Child,
    run::{Job, Sink, editions::Editions},
    write::WriteFault,
};

/// More alternatives than this are not told apart.
const CHOICES_MAX: usize = u64::BITS as usize;

/// An alternative that some edition of the run registers.
#[derive(Clone, Debug)]
pub struct Choice {
    pub id: String,
    pub words: Words,
    pub source: String,
}

/// Compares each child with what the survey published.
#[derive(Clone, Debug)]
pub struct Comparing {
    choices: Vec<Choice>,
    /// By the edition's place: each of its alternatives as the base, with the choice's place.
    under: Vec<Vec<(usize, Edition)>>,
}

impl Comparing {
    /// Prepares every alternative of these editions. Of more than 64, the first 64.
    pub fn new(editions: &Editions) -> Comparing {
        let mut choices: Vec<Choice> = Vec::new();
        let mut under = Vec::new();
        for edition in editions.all() {
            let mut readings = Vec::new();
            for alternative in &edition.alternatives {
                let known = choices.iter().position(|one| *one.id == *alternative.id);
                let place = known.unwrap_or(choices.len());
                if place == CHOICES_MAX {
                    break;
                }
                if known.is_none() {
                    choices.push(Choice {
                        id: alternative.id.to_string(),
                        words: alternative.words.clone(),
                        source: alternative.source.clone(),
                    });
                }
                readings.push((place, edition.under(alternative)));
            }
            under.push(readings);
        }
        Comparing { choices, under }
    }

    /// The alternatives, in the order of the editions; a [`tally::Choices`] bit is a place here.
    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }
}

impl Job for Comparing {
    type Made = Tally;

    fn add(
        &self,
        made: &mut Tally,
        child: &Child,
        (place, edition): (usize, &Edition),
    ) -> Result<(), FactError> {
        let ours = verdict(edition, &child.facts)?;
        let theirs = child.against.unwrap_or_default();
        let readings = self.under.get(place).map_or(&[][..], Vec::as_slice);
        let mut under = Vec::with_capacity(readings.len());
        for (choice, edition) in readings {
            under.push((*choice, verdict(edition, &child.facts)?));
        }
        let weight = child.design.map(|design| design.weight);
        made.add(&ours, &theirs, &under, weight);
        Ok(())
    }

    fn clear(&self, made: &mut Tally) {
        *made = Tally::default();
    }
}

impl Sink<Tally> for Tally {
    fn take(&mut self, made: &Tally) -> Result<(), WriteFault> {
        self.join(made);
        Ok(())
    }

    fn idle(&mut self) -> Result<(), WriteFault> {
        Ok(())
    }
}

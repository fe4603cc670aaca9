//! *Clasificar*: the job that makes of each child one row of results.
//!
//! Start at [`Classifying`]. What this module does not know: where rows go.

use classify::{Edition, Explained, FactError, classify, verdict};

use super::{Job, Sink};
use crate::{
    Child,
    write::{
        Form, Gathered, Output, WriteFault,
        cells::Cells,
        csv::CsvCells,
        json::JsonCells,
        row::{self, Columns},
    },
};

/// One row of these columns for each child, in this format.
#[derive(Clone, Copy, Debug)]
pub struct Classifying {
    pub columns: Columns,
    pub form: Form,
}

impl Job for Classifying {
    type Made = Gathered;

    fn add(
        &self,
        made: &mut Gathered,
        child: &Child,
        (_, edition): (usize, &Edition),
    ) -> Result<(), FactError> {
        match (self.form, self.columns) {
            (Form::JsonLines, Columns::All | Columns::Explained) => {
                self.add_json(&mut made.bytes, child, edition)
            }
            (Form::JsonLines, _) => {
                self.add_cells(&mut JsonCells::new(&mut made.bytes), child, edition)
            }
            (Form::Csv, _) => self.add_cells(&mut CsvCells(&mut made.bytes), child, edition),
            (Form::Parquet, _) => self.add_cells(&mut made.cells, child, edition),
        }
    }

    fn clear(&self, made: &mut Gathered) {
        made.clear();
    }
}

impl Classifying {
    fn add_cells(
        &self,
        cells: &mut impl Cells,
        child: &Child,
        edition: &Edition,
    ) -> Result<(), FactError> {
        let facts = &child.facts;
        match self.columns {
            Columns::Bits => row::bits(cells, facts.id(), &verdict(edition, facts)?),
            Columns::Verdict => {
                row::words(cells, facts.id(), &edition.id, &verdict(edition, facts)?);
            }
            Columns::All => {
                row::all(cells, &classify(edition, facts)?);
                cells.end_row();
            }
            Columns::Explained => row::explained(cells, &explained(edition, child)?),
        }
        Ok(())
    }

    /// Exactly the rule set's section 4, as serde writes it.
    fn add_json(
        &self,
        to: &mut Vec<u8>,
        child: &Child,
        edition: &Edition,
    ) -> Result<(), FactError> {
        // A Vec takes every byte, and these types have no keys but texts.
        let _ = if self.columns == Columns::Explained {
            serde_json::to_writer(&mut *to, &explained(edition, child)?)
        } else {
            serde_json::to_writer(&mut *to, &classify(edition, &child.facts)?)
        };
        to.push(b'\n');
        Ok(())
    }
}

fn explained(edition: &Edition, child: &Child) -> Result<Explained, FactError> {
    let classification = classify(edition, &child.facts)?;
    Ok(Explained::of(edition, &child.facts, classification))
}

impl Sink<Gathered> for Output {
    fn take(&mut self, made: &Gathered) -> Result<(), WriteFault> {
        self.add(made)
    }

    fn idle(&mut self) -> Result<(), WriteFault> {
        self.flush()
    }
}

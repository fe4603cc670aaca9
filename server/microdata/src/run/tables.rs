//! *Tablas de una encuesta* as a feed: raw rows read by one thread, decoded by many.
//!
//! Start at [`Source`]. What this module does not know: files and codes; the mapping does.

use std::{path::PathBuf, sync::Arc};

use classify::FactError;

use super::{
    feed::{Decode, Feed, FeedFault, Notes},
    refusal::Refusal,
};
use crate::{
    CannotRead, Child, Decoder, Files, Mapping, ReadFault, ReadSoFar, RowRefusal, Rows, Source,
    Wanted, plan::Day,
};

impl Files {
    /// The files of all of the mapping's tables that were given or have a place in the folder.
    pub fn paths(&self, mapping: &Mapping) -> Vec<PathBuf> {
        let in_folder = |file: &Option<String>| Some(self.folder.as_ref()?.join(file.as_ref()?));
        let tables = mapping.written.tables.iter();
        tables
            .filter_map(|table| {
                self.named
                    .get(&table.name)
                    .cloned()
                    .or(in_folder(&table.file))
            })
            .collect()
    }
}

impl Feed for Source {
    type Rows = Rows;
    type Decoder = Decoder;

    fn decoder(&self) -> Arc<Decoder> {
        Source::decoder(self)
    }

    fn fill(&mut self, rows: &mut Rows) -> Result<bool, FeedFault> {
        self.next(rows)
            .map_err(|ReadFault { table, wrong }| match wrong {
                CannotRead::Io(fault) => FeedFault::Io(fault),
                CannotRead::Spool(_) => FeedFault::Table(ReadFault { table, wrong }),
                wrong => FeedFault::BrokenOff(ReadFault { table, wrong }),
            })
    }

    fn notes(&self) -> Notes {
        let about = self.about();
        let mut notes = Notes {
            deleted: about.deleted,
            ..Notes::default()
        };
        for (joined, left) in about.joined {
            let kept = joined.refusals.iter().cloned().map(Refusal::Row);
            notes.refused.extend(kept);
            notes.refused_more += joined.refused - joined.refusals.len() as u64;
            let broken = joined.broken.iter();
            notes
                .broken
                .extend(broken.map(|fault| format!("{} | {fault}", fault.es())));
            notes.deleted += joined.deleted;
            let left = left.filter(|left| *left > 0);
            notes
                .unasked
                .extend(left.map(|left| (joined.table.clone(), left)));
        }
        notes
    }

    fn so_far(&self) -> ReadSoFar {
        self.read_so_far()
    }

    fn may_wait(&self) -> bool {
        self.read_so_far().bytes_total.is_none()
    }
}

impl Decode for Decoder {
    type Rows = Rows;

    fn each(&self, rows: &Rows, mut each: impl FnMut(Result<Child, Refusal>)) -> u64 {
        Decoder::each(self, rows, |child| each(child.map_err(Refusal::Row)))
    }

    fn refused_by_rules(&self, child: &Child, fault: FactError) -> Refusal {
        let column = match self.mapping.plan.ref_date {
            Day::Column(slot) => self.mapping.plan.columns.get(usize::from(slot)),
            Day::Fixed(_) => None,
        };
        Refusal::Row(RowRefusal {
            table: self.mapping.written.tables[0].name.clone(),
            row: child.row,
            column: column.map_or(fault.field, |column| column.name.clone()),
            value: Some(child.facts.ref_date().to_string()),
            wanted: Wanted::Fact(fault.expected),
        })
    }
}

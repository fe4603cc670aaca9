//! *Corrida*: a whole file of children, read, worked on and written in constant memory.
//!
//! Start at [`run`]: a [`Feed`] gives rows, a [`Job`] says what is made of each child, and a
//! [`Sink`] takes what was made, in the order of the rows. A row that is refused is told to the
//! [`Watch`]; the others go on. What this module does not know: files, terminals, clocks.

pub mod classifying;
pub mod editions;
pub mod feed;
pub mod lines;
pub mod pipeline;
pub mod refusal;
pub mod tables;
#[cfg(test)]
mod tests;

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
};

use classify::{Edition, FactError};

use self::{
    editions::Editions,
    feed::{Decode, Feed, FeedFault, Notes},
    pipeline::{Layout, Ordered, Stopped, pipeline},
    refusal::{Refusal, Refusals},
};
use crate::{Child, ReadSoFar, write::WriteFault};

/// What is made of each child; called on many threads at once.
pub trait Job: Send + Sync + 'static {
    /// What is made of the children of one load; used again after [`clear`](Self::clear).
    type Made: Default + Send + 'static;

    /// Adds one child to what is made. `place` is the edition's place in [`Editions::all`].
    ///
    /// # Errors
    /// The edition refuses the child, as it does a date on which it is not in force.
    fn add(
        &self,
        made: &mut Self::Made,
        child: &Child,
        edition: (usize, &Edition),
    ) -> Result<(), FactError>;

    /// Empties it for the next load.
    fn clear(&self, made: &mut Self::Made);
}

/// Takes what was made, load by load, in the order of the rows.
pub trait Sink<Made> {
    /// Takes what was made of one load.
    ///
    /// # Errors
    /// It cannot be written.
    fn take(&mut self, made: &Made) -> Result<(), WriteFault>;

    /// Nothing more is ready at the moment: what was taken may go out.
    ///
    /// # Errors
    /// It cannot be written.
    fn idle(&mut self) -> Result<(), WriteFault>;
}

/// Is told what happens, in the order of the rows.
pub trait Watch {
    /// A row was refused; it is the `nth` of its kind.
    ///
    /// # Errors
    /// It cannot be told.
    fn refused(&mut self, refusal: &Refusal, nth: u64) -> io::Result<()>;

    /// So much is done; called after every load, thousands of rows.
    fn progress(&mut self, progress: &Progress);
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Rows that are through, refused ones among them.
    pub rows: u64,
    pub refused: u64,
    /// What was read for these rows, at least.
    pub so_far: ReadSoFar,
}

/// How to run.
#[derive(Clone, Debug)]
pub struct Plan {
    pub editions: Editions,
    /// Stop at the first refused row.
    pub strict: bool,
    /// Threads that decode, classify and format.
    pub workers: usize,
}

/// What a run did.
#[derive(Debug, Default)]
pub struct Done {
    /// Rows of children, refused ones among them.
    pub rows: u64,
    /// Rows that have a result.
    pub classified: u64,
    /// Refused rows, of joined tables too.
    pub refusals: Refusals,
    /// Rows that the mapping passes over: they are of nobody to classify.
    pub passed_over: u64,
    pub notes: Notes,
    /// The input broke off here; what came before is done.
    pub broken_off: Option<FeedFault>,
}

/// Why a run ended before its input did.
#[derive(Debug, thiserror::Error)]
pub enum RunFault {
    /// With [`Plan::strict`]: this row was refused.
    #[error("{} | {_0}", _0.es())]
    Refused(Box<Refusal>),
    /// With [`Plan::strict`]: the input broke off.
    #[error(transparent)]
    Read(FeedFault),
    /// With [`Plan::strict`]: a joined table breaks off.
    #[error("{0}")]
    Broken(String),
    #[error(transparent)]
    Write(#[from] WriteFault),
    #[error("no se pudo avisar de una fila rechazada | a refused row could not be told: {0}")]
    Tell(io::Error),
    /// A fault of this program.
    #[error(
        "falla del programa después de la fila {after_row}; avise a quien mantiene Rayuela | \
         a fault of the program after row {after_row}; tell the maintainers"
    )]
    Panicked { after_row: u64 },
    #[error(
        "el equipo no da más hilos; pruebe --threads 1 | no more threads; try --threads 1: {0}"
    )]
    Threads(String),
}

/// Makes of every child of `feed` what `job` says and hands it to `sink` in order.
///
/// # Errors
/// [`RunFault`]. Refused rows are no fault unless [`Plan::strict`]; they are told to `watch`
/// and counted in [`Done`].
pub fn run<F: Feed, J: Job>(
    mut feed: F,
    job: J,
    plan: &Plan,
    sink: &mut impl Sink<J::Made>,
    watch: &mut impl Watch,
) -> Result<Done, RunFault> {
    let layout = Layout {
        workers: plan.workers,
        input_waits: feed.may_wait(),
    };
    let Plan {
        editions, strict, ..
    } = plan.clone();
    let mut write = Writing {
        sink,
        watch,
        strict,
        done: Done::default(),
    };
    write.begin(feed.notes())?;
    let decoder = feed.decoder();
    let last_notes = Arc::new(Mutex::new(Notes::default()));
    let notes = Arc::clone(&last_notes);
    let read = move |load: &mut Load<F::Rows, J::Made>| {
        let more = feed.fill(&mut load.rows);
        load.so_far = feed.so_far();
        if !matches!(more, Ok(true)) {
            *notes.lock().unwrap_or_else(PoisonError::into_inner) = feed.notes();
        }
        more.map_err(End::Read)
    };
    let work = move |load: &mut Load<F::Rows, J::Made>| {
        job.clear(&mut load.made);
        load.refused.clear();
        load.count = 0;
        decode(&*decoder, load, &editions, strict, &job);
    };
    let ended = pipeline(layout, read, work, &mut write);
    let mut done = write.done;
    done.notes = std::mem::take(&mut *last_notes.lock().unwrap_or_else(PoisonError::into_inner));
    match ended {
        Ok(()) => Ok(done),
        Err(Stopped::Reader(End::Read(fault @ FeedFault::BrokenOff(_)))) if !strict => {
            done.broken_off = Some(fault);
            Ok(done)
        }
        Err(Stopped::Reader(end) | Stopped::Writer(end)) => Err(match end {
            End::Read(fault) => RunFault::Read(fault),
            End::Fault(fault) => fault,
        }),
        Err(Stopped::Panicked(_)) => Err(RunFault::Panicked {
            after_row: done.rows,
        }),
        Err(Stopped::Threads(fault)) => Err(RunFault::Threads(fault)),
    }
}

/// What goes round: raw rows in, what was made of them out.
struct Load<Rows, Made> {
    rows: Rows,
    made: Made,
    refused: Vec<Refusal>,
    /// Rows, refused ones among them.
    count: u64,
    passed_over: u64,
    so_far: ReadSoFar,
}

impl<Rows: Default, Made: Default> Default for Load<Rows, Made> {
    fn default() -> Self {
        Load {
            rows: Rows::default(),
            made: Made::default(),
            refused: Vec::new(),
            count: 0,
            passed_over: 0,
            so_far: ReadSoFar::default(),
        }
    }
}

enum End {
    Read(FeedFault),
    Fault(RunFault),
}

/// Decodes a load and makes of its children what the job says. A strict run leaves out what
/// stands after the first refused row.
fn decode<D: Decode, J: Job>(
    decoder: &D,
    load: &mut Load<D::Rows, J::Made>,
    editions: &Editions,
    strict: bool,
    job: &J,
) {
    let Load {
        rows,
        made,
        refused,
        count,
        passed_over,
        ..
    } = load;
    *passed_over = decoder.each(rows, |child| {
        if strict && !refused.is_empty() {
            return;
        }
        *count += 1;
        let added = child.and_then(|child| {
            let edition = editions.of(child.facts.ref_date());
            let added = job.add(made, &child, edition);
            added.map_err(|fault| decoder.refused_by_rules(&child, fault))
        });
        refused.extend(added.err());
    });
}

/// The ordered end of the pipeline.
struct Writing<'a, S, W> {
    sink: &'a mut S,
    watch: &'a mut W,
    strict: bool,
    done: Done,
}

impl<S, W: Watch> Writing<'_, S, W> {
    /// Tells what is refused before the first row: rows of joined tables.
    fn begin(&mut self, notes: Notes) -> Result<(), RunFault> {
        for refusal in &notes.refused {
            self.refuse(refusal)?;
        }
        match notes.broken.into_iter().next() {
            Some(sentence) if self.strict => Err(RunFault::Broken(sentence)),
            _ => Ok(()),
        }
    }

    fn refuse(&mut self, refusal: &Refusal) -> Result<(), RunFault> {
        let nth = self.done.refusals.count(refusal);
        self.watch.refused(refusal, nth).map_err(RunFault::Tell)?;
        if self.strict {
            return Err(RunFault::Refused(Box::new(refusal.clone())));
        }
        Ok(())
    }
}

impl<Rows, Made, S: Sink<Made>, W: Watch> Ordered<Load<Rows, Made>, End> for Writing<'_, S, W> {
    fn take(&mut self, load: &mut Load<Rows, Made>) -> Result<(), End> {
        let taken = self.sink.take(&load.made);
        taken.map_err(|fault| End::Fault(fault.into()))?;
        self.done.rows += load.count;
        self.done.classified += load.count - load.refused.len() as u64;
        self.done.passed_over += load.passed_over;
        for refusal in &load.refused {
            self.refuse(refusal).map_err(End::Fault)?;
        }
        self.watch.progress(&Progress {
            rows: self.done.rows,
            refused: self.done.refusals.total(),
            so_far: load.so_far,
        });
        Ok(())
    }

    fn idle(&mut self) -> Result<(), End> {
        self.sink.idle().map_err(|fault| End::Fault(fault.into()))
    }
}

//! `rayuela rebuild`: makes the projection anew from the log, and says whether it came out the
//! same. Cases and events are not touched: they are what people and the server did.

use std::sync::Arc;

use super::store;
use super::worker::Worker;
use crate::clock::Clock;
use crate::data_folder::Keys;
use crate::database::{Database, DatabaseError};
use crate::entropy::Entropy;
use crate::log;
use crate::office::At;

/// Arguments of `rayuela rebuild`.
#[derive(Debug, clap::Args)]
pub struct RebuildCommand {
    #[command(flatten)]
    at: At,
}

/// What a rebuild found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rebuilt {
    /// Changes in the log.
    pub receipts: i64,
    /// Every derived row is as it was.
    pub equal: bool,
}

impl RebuildCommand {
    /// Rebuilds. The server must not be running.
    pub fn run(self) -> anyhow::Result<()> {
        let office = self.at.open()?;
        let Some(_taken) = office.folder.take()? else {
            anyhow::bail!(
                "Detenga antes el servidor que usa esta carpeta. | Stop the server on this folder first."
            );
        };
        let keys = Arc::new(office.folder.keys().again());
        let rebuilt = rebuild(
            &office.db,
            keys,
            Arc::new(office.clock),
            Arc::new(office.entropy),
        )?;
        let (es, en) = match rebuilt.equal {
            true => ("todo igual", "all equal"),
            false => (
                "hubo diferencias: lo rehecho vale",
                "it differed: the rebuilt rows stand",
            ),
        };
        println!(
            "{} cambios: {es} | {} changes: {en}",
            rebuilt.receipts, rebuilt.receipts
        );
        Ok(())
    }
}

/// Forgets the projection and makes it again.
pub fn rebuild(
    db: &Arc<Database>,
    keys: Arc<Keys>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
) -> Result<Rebuilt, DatabaseError> {
    let before = db.read(store::projection_digest)?;
    let receipts = db.read(log::head)?.0;
    db.write(store::forget_projection)?;
    let mut worker = Worker::new(Arc::clone(db), keys, clock, entropy).rows_only();
    let mut through = 0;
    while through < receipts {
        through = worker.step(through, receipts)?;
    }
    let equal = db.read(store::projection_digest)? == before;
    Ok(Rebuilt { receipts, equal })
}

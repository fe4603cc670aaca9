//! Drawing up the starter programme's list and writing its files, as an office would with
//! `rayuela list`.

use super::stage::Stage;
use super::summary::Counts;
use crate::beneficiaries::{Part, draw_up, keep, write_files};
use crate::entropy;
use crate::programmes::{Programme, Standing};

/// Draws up the list of every shipped programme on the demo's day, keeps it, and writes the files
/// of the proposed persons and of the whole snapshot.
///
/// # Errors
/// When a list cannot be drawn up or written.
pub fn draw_up_all(stage: &Stage) -> anyhow::Result<Counts> {
    let out = stage.folder.join("lists");
    let now = stage.state.clock.now();
    let mut counts = Counts::new();
    for (_, programme) in Programme::shipped()? {
        let id = entropy::uuid(&*stage.state.entropy).to_string();
        let drawn = stage
            .state
            .db
            .read_as(|conn| draw_up(conn, &programme.id, now.date_naive(), id, now))?;
        let kept = drawn.clone();
        stage
            .state
            .db
            .write(move |tx| keep(tx, &kept, now, "server"))?;
        for standing in Standing::ALL {
            let lines = drawn.list.count(standing).unsigned_abs();
            *counts.entry(standing.code().to_owned()).or_default() += lines;
        }
        for part in [Part::Whole, Part::Proposed] {
            for file in write_files(&drawn, part, &out)? {
                println!("   {}", file.display());
            }
        }
    }
    Ok(counts)
}

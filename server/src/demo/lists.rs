//! Drawing up the starter programme's list and writing its files.

use super::stage::Stage;
use super::summary::Counts;

/// Draws up the list and writes it; gives its lines by status.
///
/// # Errors
/// When the list cannot be drawn up or written.
pub fn draw_up(_stage: &Stage) -> anyhow::Result<Counts> {
    Ok(Counts::new())
}

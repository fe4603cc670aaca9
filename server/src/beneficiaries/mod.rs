//! Beneficiaries: lists drawn up for programmes (owner: STAFF).

/// Arguments of the command.
#[derive(Debug, clap::Args)]
pub struct ListCommand {}

impl ListCommand {
    /// Does what was asked.
    pub fn run(self) -> anyhow::Result<()> {
        anyhow::bail!("todavía no | not yet")
    }
}

/// The routes of this noun.
pub fn router() -> axum::Router<crate::http::AppState> {
    axum::Router::new()
}

//! Accounts: who signs in to the staff pages (owner: STAFF).

/// Arguments of the command.
#[derive(Debug, clap::Args)]
pub struct AccountCommand {}

impl AccountCommand {
    /// Does what was asked.
    pub fn run(self) -> anyhow::Result<()> {
        anyhow::bail!("todavía no | not yet")
    }
}

/// The routes of this noun.
pub fn router() -> axum::Router<crate::http::AppState> {
    axum::Router::new()
}

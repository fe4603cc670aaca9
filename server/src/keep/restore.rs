//! x

/// Arguments of the command.
#[derive(Debug, clap::Args)]
pub struct RestoreCommand {}

impl RestoreCommand {
    /// Does what was asked.
    pub fn run(self) -> anyhow::Result<()> {
        anyhow::bail!("todavía no | not yet")
    }
}

//! x

/// Arguments of the command.
#[derive(Debug, clap::Args)]
pub struct AssignCommand {}

impl AssignCommand {
    /// Does what was asked.
    pub fn run(self) -> anyhow::Result<()> {
        anyhow::bail!("todavía no | not yet")
    }
}

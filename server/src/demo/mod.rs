//! The demo (owner: DEMO).

/// Arguments of the command.
#[derive(Debug, clap::Args)]
pub struct DemoCommand {}

impl DemoCommand {
    /// Does what was asked.
    pub fn run(self) -> anyhow::Result<()> {
        anyhow::bail!("todavía no | not yet")
    }
}

//! Territory: areas of the census frame and the zones made of them (owner: TERRITORY).

/// Arguments of the command.
#[derive(Debug, clap::Args)]
pub struct TerritoryCommand {}

impl TerritoryCommand {
    /// Does what was asked.
    pub fn run(self) -> anyhow::Result<()> {
        anyhow::bail!("todavía no | not yet")
    }
}

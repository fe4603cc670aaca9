//! The demo (owner: DEMO).

pub mod chance;
mod colonias;
pub mod geography;
pub mod outline;

#[cfg(test)]
mod geography_tests;

/// Arguments of the command.
#[derive(Debug, clap::Args)]
pub struct DemoCommand {}

impl DemoCommand {
    /// Does what was asked.
    pub fn run(self) -> anyhow::Result<()> {
        anyhow::bail!("todavía no | not yet")
    }
}

//! `rayuela classify`: child facts in, verdicts out (owner: CLASSIFY).

/// Arguments of the command.
#[derive(Debug, clap::Args)]
pub struct ClassifyCommand {}

impl ClassifyCommand {
    /// Does what was asked.
    pub fn run(self) -> anyhow::Result<std::process::ExitCode> {
        anyhow::bail!("todavía no | not yet")
    }
}

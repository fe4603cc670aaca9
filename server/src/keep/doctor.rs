//! x

/// Arguments of the command.
#[derive(Debug, clap::Args)]
pub struct DoctorCommand {}

impl DoctorCommand {
    /// Does what was asked.
    pub fn run(self) -> anyhow::Result<std::process::ExitCode> {
        anyhow::bail!("todavía no | not yet")
    }
}

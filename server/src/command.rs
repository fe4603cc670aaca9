//! What `rayuela` can be told to do: the tree of commands. Each noun owns its arguments and what
//! they do; here they only meet. Start at `run`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Rayuela: encuestas y casos contra el trabajo infantil | surveys and cases against child labour
#[derive(Debug, Parser)]
#[command(name = "rayuela", version)]
struct Rayuela {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Crea la carpeta de datos y su llave | Makes the data folder and its key
    Init(crate::keep::init::InitCommand),
    /// Atiende a dispositivos y personal | Serves devices and staff
    Serve(crate::http::serve::ServeCommand),
    /// Clasifica niñas y niños de un archivo o de una encuesta | Classifies children of a file or
    /// of a survey
    Classify(crate::classify_command::ClassifyCommand),
    /// Indicadores de trabajo infantil de microdatos o de un censo local | Child labour indicators
    Indicators(crate::indicators_command::IndicatorsCommand),
    /// Importa el censo y forma zonas | Imports the census and makes zones
    Territory(crate::territory::TerritoryCommand),
    /// Cuestionarios: revisar, traer de un XLSForm, dar como XLSForm o XForm | Questionnaires:
    /// check, bring in from an XLSForm, give out as XLSForm or XForm
    Form(crate::form_command::FormCommand),
    /// Abre una ronda de encuesta | Opens a survey round
    Survey(crate::surveys::SurveyCommand),
    /// Códigos de inscripción y bajas | Enrolment codes and revocations
    Device(crate::devices::command::DeviceCommand),
    /// Asigna zonas a encuestadoras | Assigns areas to enumerators
    Assign(crate::assignments::command::AssignCommand),
    /// Cuentas del personal | Staff accounts
    Account(crate::accounts::AccountCommand),
    /// Pesos y cortes de quién está en riesgo | Weights and cuts of who is at risk
    Risk(crate::prevention::RiskCommand),
    /// Elabora listas de beneficiarios | Draws up beneficiary lists
    List(crate::beneficiaries::ListCommand),
    /// Respalda la base en un archivo cifrado | Backs up into an encrypted file
    Backup(crate::keep::backup::BackupCommand),
    /// Recupera un respaldo | Brings back a backup
    Restore(crate::keep::restore::RestoreCommand),
    /// Revisa que todo esté sano | Checks that all is well
    Doctor(crate::keep::doctor::DoctorCommand),
    /// Rehace la proyección desde la bitácora | Rebuilds the projection from the log
    Rebuild(crate::households::rebuild::RebuildCommand),
    /// Muestra todo con un municipio inventado | Shows everything with an invented municipality
    Demo(crate::demo::DemoCommand),
}

/// Reads the arguments and does what they say. Errors go to standard error, status 1.
pub fn run() -> ExitCode {
    let done = match Rayuela::parse().command {
        Command::Init(command) => command.run().map(|()| ExitCode::SUCCESS),
        Command::Serve(command) => command.run().map(|()| ExitCode::SUCCESS),
        Command::Classify(command) => command.run(),
        Command::Indicators(command) => command.run(),
        Command::Territory(command) => command.run().map(|()| ExitCode::SUCCESS),
        Command::Form(command) => command.run(),
        Command::Survey(command) => command.run().map(|()| ExitCode::SUCCESS),
        Command::Device(command) => command.run().map(|()| ExitCode::SUCCESS),
        Command::Assign(command) => command.run().map(|()| ExitCode::SUCCESS),
        Command::Account(command) => command.run().map(|()| ExitCode::SUCCESS),
        Command::Risk(command) => command.run().map(|()| ExitCode::SUCCESS),
        Command::List(command) => command.run().map(|()| ExitCode::SUCCESS),
        Command::Backup(command) => command.run().map(|()| ExitCode::SUCCESS),
        Command::Restore(command) => command.run().map(|()| ExitCode::SUCCESS),
        Command::Doctor(command) => command.run(),
        Command::Rebuild(command) => command.run().map(|()| ExitCode::SUCCESS),
        Command::Demo(command) => command.run().map(|()| ExitCode::SUCCESS),
    };
    done.unwrap_or_else(|error| {
        eprintln!("{error:#}");
        ExitCode::FAILURE
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Rayuela;

    #[test]
    fn every_command_has_arguments_that_hold_together() {
        Rayuela::command().debug_assert();
    }
}

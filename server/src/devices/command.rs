//! `rayuela device`: a code for a person, or the end of a device.

use anyhow::Context;
use clap::{Args, Subcommand};

use super::{enrolment_code, revoke, store};
use crate::clock::Clock;
use crate::office::At;
use crate::{events, surveys};

/// Arguments of `rayuela device`.
#[derive(Debug, Args)]
pub struct DeviceCommand {
    #[command(flatten)]
    at: At,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Registra a una persona | Adds a person
    Person {
        /// Clave corta, como rosa | Short id
        id: String,
        /// Nombre | Name
        name: String,
        /// enumerator, supervisor o case_officer
        #[arg(long, default_value = "enumerator", value_parser = ["enumerator", "supervisor", "case_officer"])]
        role: String,
    },
    /// Da un código de inscripción, válido 15 minutos | Gives an enrolment code
    Code {
        /// Clave de la persona | The person's id
        person: String,
        /// Ronda (si no se indica, la última) | Round
        #[arg(long)]
        survey: Option<String>,
    },
    /// Da de baja un dispositivo | Revokes a device
    Revoke {
        /// Clave del dispositivo, 16 caracteres | The device's id
        device: String,
    },
}

impl DeviceCommand {
    /// Does what was asked.
    pub fn run(self) -> anyhow::Result<()> {
        let office = self.at.open()?;
        let now = office.clock.now();
        match self.verb {
            Verb::Person { id, name, role } => {
                let added = id.clone();
                office.db.write(move |tx| {
                    store::put_person(tx, &id, &name, &role)?;
                    let detail = serde_json::json!({ "role": role });
                    events::note(tx, now, "office", "person.added", &id, &detail)
                })?;
                println!("Persona registrada | Person added: {added}");
            }
            Verb::Code { person, survey } => {
                let survey = match survey {
                    Some(survey) => survey,
                    None => {
                        let latest = office.db.read(surveys::latest)?;
                        latest
                            .context(
                                "Abra antes una ronda con `rayuela survey` | Open a round first",
                            )?
                            .id
                    }
                };
                let entropy = office.entropy;
                let code = office.db.write_as(move |tx| {
                    enrolment_code::make_code(tx, now, &entropy, &person, &survey, "office")
                })?;
                println!("{code}");
            }
            Verb::Revoke { device } => {
                let named = device.clone();
                let revoked = office
                    .db
                    .write(move |tx| revoke::revoke(tx, now, "office", &device))?;
                anyhow::ensure!(
                    revoked,
                    "No hay un dispositivo activo {named} | There is no active device {named}"
                );
                println!("Dispositivo dado de baja | Device revoked: {named}");
            }
        }
        Ok(())
    }
}

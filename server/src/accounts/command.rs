//! `rayuela account add|list|disable`. A password never comes from an argument: it is read from
//! standard input or a file, or made here and printed once.

use std::io::BufRead;
use std::path::PathBuf;

use anyhow::Context;

use super::{NewAccount, Role, add, disable, password, store};
use crate::clock::Clock;
use crate::office::At;

/// Arguments of `rayuela account`.
#[derive(Debug, clap::Args)]
pub struct AccountCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Crea una cuenta; sin archivo, la contraseña se genera y se muestra una vez | Adds an account
    Add {
        #[command(flatten)]
        at: At,
        /// Nombre con que entra | Name to sign in with
        username: String,
        /// Nombre de la persona | The person's name
        #[arg(long)]
        name: String,
        /// Papel | Role
        #[arg(long, value_parser = ["supervisor", "case_officer"])]
        role: String,
        /// Archivo con la contraseña; «-» lee la entrada | File with the password; "-" reads standard input
        #[arg(long, value_name = "FILE")]
        password_file: Option<PathBuf>,
    },
    /// Muestra las cuentas | Lists the accounts
    List {
        #[command(flatten)]
        at: At,
    },
    /// Da de baja una cuenta y cierra sus sesiones | Disables an account and ends its sessions
    Disable {
        #[command(flatten)]
        at: At,
        /// Nombre con que entra | Name to sign in with
        username: String,
    },
}

impl AccountCommand {
    /// Does what was asked.
    pub fn run(self) -> anyhow::Result<()> {
        match self.what {
            What::Add {
                at,
                username,
                name,
                role,
                password_file,
            } => {
                let office = at.open()?;
                let role = Role::of_code(&role).context("supervisor | case_officer")?;
                let given = password_file.map(read_password).transpose()?;
                let password = given
                    .clone()
                    .unwrap_or_else(|| password::generate(&office.entropy));
                let new = NewAccount {
                    username: username.clone(),
                    name,
                    role,
                    password: password.clone(),
                };
                add(
                    &office.db,
                    new,
                    "server",
                    office.clock.now(),
                    &office.entropy,
                )?;
                println!("Cuenta creada | Account added: {username}");
                if given.is_none() {
                    println!(
                        "Contraseña, sólo se muestra ahora | Password, shown only now: {password}"
                    );
                }
            }
            What::List { at } => {
                for account in at.open()?.db.read(store::all)? {
                    let until = account
                        .disabled_at
                        .map_or_else(String::new, |at| format!("  de baja | disabled {at}"));
                    println!("{}  {}{until}", account.username, account.role);
                }
            }
            What::Disable { at, username } => {
                let office = at.open()?;
                disable(&office.db, &username, "server", office.clock.now())?;
                println!("Cuenta dada de baja | Account disabled: {username}");
            }
        }
        Ok(())
    }
}

fn read_password(file: PathBuf) -> anyhow::Result<String> {
    let mut line = String::new();
    if file.as_os_str() == "-" {
        std::io::stdin().lock().read_line(&mut line)?;
    } else {
        let unreadable = || format!("No se pudo leer {0} | Could not read {0}", file.display());
        line = std::fs::read_to_string(&file).with_context(unreadable)?;
    }
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

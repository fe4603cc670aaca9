//! `rayuela doctor`: looks at everything that keeps the data safe and says, line by line, what is
//! well and what is not. Exit status 1 when something is wrong. It changes nothing.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, ExitCode};

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::soundness::faults;
use crate::clock::Clock;
use crate::data_folder::DataFolder;
use crate::database::{Database, DatabaseError, cipher_version};
use crate::households::store::projected;
use crate::log;
use crate::office::At;

/// Free space below which a survey day may not fit.
const FREE_MB_MIN: u64 = 1_024;
/// Hours after which a backup is old.
const BACKUP_HOURS_MAX: i64 = 24;

/// Arguments of `rayuela doctor`.
#[derive(Debug, clap::Args)]
pub struct DoctorCommand {
    #[command(flatten)]
    at: At,
}

/// One thing looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub state: Health,
    /// Spanish and English.
    pub es: String,
    pub en: String,
}

/// How it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Health {
    Well,
    /// Works, but someone should look at it.
    Look,
    Wrong,
}

impl DoctorCommand {
    /// Examines the installation.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let office = self.at.open()?;
        let findings = examine(&office.folder, &office.db, office.clock.now())?;
        for finding in &findings {
            let mark = match finding.state {
                Health::Well => "bien     ",
                Health::Look => "atención ",
                Health::Wrong => "MAL      ",
            };
            println!("{mark} {} | {}", finding.es, finding.en);
        }
        let wrong = findings
            .iter()
            .any(|finding| finding.state == Health::Wrong);
        Ok(if wrong {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        })
    }
}

/// All findings. The key file's mode and the key itself were checked when the folder was opened.
pub fn examine(
    folder: &DataFolder,
    db: &Database,
    now: DateTime<Utc>,
) -> Result<Vec<Finding>, DatabaseError> {
    let version = db.read_as(cipher_version)?;
    let mut findings = vec![
        well(
            "la llave abre la base; su archivo está cerrado a otros",
            "the key opens the database; its file is closed to others",
        ),
        well(
            &format!("cifrado SQLCipher {version}"),
            &format!("encrypted by SQLCipher {version}"),
        ),
        folder_mode(folder.dir()),
    ];
    let faults = db.read(faults)?;
    if faults.is_empty() {
        findings.push(well(
            "páginas, filas, bitácora y eventos íntegros",
            "pages, rows, log and events sound",
        ));
    }
    findings.extend(faults.into_iter().map(|fault| {
        let text = fault.to_string();
        let (es, en) = text.split_once(" | ").unwrap_or((&text, &text));
        finding(Health::Wrong, es, en)
    }));
    findings.extend(
        db.read(|conn| Ok([projection(conn)?, set_aside(conn)?, last_backup(conn, now)?]))?,
    );
    findings.push(disk(folder.dir()));
    Ok(findings)
}

fn folder_mode(dir: &Path) -> Finding {
    let mode = fs::metadata(dir)
        .map(|data| data.permissions().mode() & 0o777)
        .unwrap_or(0o777);
    match mode & 0o077 {
        0 => well(
            "la carpeta de datos está cerrada a otros",
            "the data folder is closed to others",
        ),
        _ => finding(
            Health::Look,
            &format!("la carpeta tiene modo {mode:o}; ciérrela con chmod 700"),
            &format!("the folder has mode {mode:o}; close it with chmod 700"),
        ),
    }
}

fn projection(conn: &Connection) -> rusqlite::Result<Finding> {
    let (head, through) = (log::head(conn)?.0, projected(conn)?);
    Ok(match head - through {
        0 => well(
            &format!("proyección al día, recibo {head}"),
            &format!("projection up to date, receipt {head}"),
        ),
        lag if lag > 0 => finding(
            Health::Look,
            &format!("la proyección va {lag} cambios atrás; inicie el servidor para que siga"),
            &format!("the projection is {lag} changes behind; start the server to let it go on"),
        ),
        _ => finding(
            Health::Wrong,
            "la proyección va delante de la bitácora; ejecute `rayuela rebuild`",
            "the projection is ahead of the log; run `rayuela rebuild`",
        ),
    })
}

fn set_aside(conn: &Connection) -> rusqlite::Result<Finding> {
    let count: i64 = conn.query_row(
        "select count(*) from change_log where state = 'quarantined'",
        [],
        |row| row.get(0),
    )?;
    Ok(match count {
        0 => well("ningún cambio apartado", "no change set aside"),
        _ => finding(
            Health::Look,
            &format!("{count} cambios apartados esperan a una supervisora"),
            &format!("{count} changes set aside wait for a supervisor"),
        ),
    })
}

fn last_backup(conn: &Connection, now: DateTime<Utc>) -> rusqlite::Result<Finding> {
    let made: Option<String> =
        conn.query_row("select max(made_at) from backup", [], |row| row.get(0))?;
    let made = made.and_then(|text| text.parse::<DateTime<Utc>>().ok());
    Ok(match made.map(|made| (now - made).num_hours()) {
        Some(hours) if hours < BACKUP_HOURS_MAX => well(
            &format!("último respaldo verificado hace {hours} horas"),
            &format!("last verified backup {hours} hours ago"),
        ),
        Some(hours) => finding(
            Health::Look,
            &format!("el último respaldo tiene {hours} horas; haga otro con `rayuela backup`"),
            &format!("the last backup is {hours} hours old; make another with `rayuela backup`"),
        ),
        None => finding(
            Health::Look,
            "no hay respaldo; haga uno con `rayuela backup`",
            "there is no backup; make one with `rayuela backup`",
        ),
    })
}

/// Free space, as `df` tells it.
fn disk(dir: &Path) -> Finding {
    let told = Command::new("df").arg("-Pm").arg(dir).output().ok();
    let text = told.map(|told| String::from_utf8_lossy(&told.stdout).into_owned());
    let free = text
        .as_deref()
        .and_then(|text| text.lines().nth(1))
        .and_then(|line| line.split_whitespace().nth(3))
        .and_then(|free| free.parse::<u64>().ok());
    match free {
        Some(free) if free >= FREE_MB_MIN => well(
            &format!("{free} MB libres en disco"),
            &format!("{free} MB free on disk"),
        ),
        Some(free) => finding(
            Health::Look,
            &format!("quedan {free} MB en disco; libere espacio"),
            &format!("{free} MB left on disk; make room"),
        ),
        None => finding(
            Health::Look,
            "no se pudo saber el espacio libre",
            "free disk space could not be found out",
        ),
    }
}

fn well(es: &str, en: &str) -> Finding {
    finding(Health::Well, es, en)
}

fn finding(state: Health, es: &str, en: &str) -> Finding {
    Finding {
        state,
        es: es.to_owned(),
        en: en.to_owned(),
    }
}

//! The municipality's office: the real `rayuela`, its data folder, its server on and off, and a
//! look at its rows with its own key.

use anyhow::{Context, Result, ensure};
use hkdf::Hkdf;
use rusqlite::Connection;
use sha2::Sha256;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// An AGEB of the invented municipality of the territory's tests.
pub const AREA: &str = "ageb:0790100010013";
pub const SURVEY: &str = "2026-1";

/// A program built beside this test: `target/debug/<name>`.
pub fn program(name: &str) -> Result<PathBuf> {
    let here = std::env::current_exe()?;
    let folder = here.ancestors().nth(2).context("no target folder")?;
    let program = folder.join(name);
    ensure!(
        program.exists(),
        "{} is missing: build it with `cargo build --workspace` first",
        program.display()
    );
    Ok(program)
}

/// A port that nobody uses at this moment.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// A municipality with one survey, one enumerator and one area.
pub struct Office {
    folder: TempDir,
    rayuela: PathBuf,
    port: u16,
    serving: Option<Child>,
}

impl Office {
    /// Sets up everything that a supervisor does before field work.
    pub fn set_up() -> Result<Self> {
        let office = Self {
            folder: tempfile::tempdir()?,
            rayuela: program("rayuela")?,
            port: free_port()?,
            serving: None,
        };
        let census = tests::root().join("server/src/territory/fixtures/invented_by_ageb.csv");
        let census = census.to_str().context("a path in UTF-8")?;
        office.run(&["init"])?;
        office.run(&["territory", "import", census])?;
        let round = [
            "--name",
            "Primera ronda",
            "--starts",
            "2026-01-01",
            "--ends",
            "2030-12-31",
        ];
        office.run(&[&["survey", SURVEY][..], &round[..]].concat())?;
        office.run(&["device", "person", "rosa", "Rosa"])?;
        office.run(&["assign", "rosa", SURVEY, AREA])?;
        Ok(office)
    }

    /// One command of `rayuela` on this office's data; what it printed.
    pub fn run(&self, words: &[&str]) -> Result<String> {
        // `device` takes the data folder before its own verb, the others after it.
        let before = if words[0] == "device" { 1 } else { words.len() };
        let output = Command::new(&self.rayuela)
            .args(&words[..before])
            .arg("--data")
            .arg(self.data())
            .args(&words[before..])
            .stdin(Stdio::null())
            .output()?;
        let told = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "rayuela {words:?}: {told}");
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    }

    /// A code that enrols one tablet of Rosa's.
    pub fn code(&self) -> Result<String> {
        self.run(&["device", "code", "rosa"])
    }

    /// Where the tablet finds the server.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Starts the server and waits until it says where it listens.
    pub fn switch_on(&mut self) -> Result<()> {
        let mut serving = Command::new(&self.rayuela)
            .args(["serve", "--listen", &format!("127.0.0.1:{}", self.port)])
            .arg("--data")
            .arg(self.data())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut said = String::new();
        BufReader::new(serving.stdout.take().context("standard output")?).read_line(&mut said)?;
        self.serving = Some(serving);
        ensure!(said.trim() == self.address(), "the server said {said:?}");
        Ok(())
    }

    /// Cuts the server's power.
    pub fn switch_off(&mut self) -> Result<()> {
        if let Some(mut serving) = self.serving.take() {
            serving.kill()?;
            serving.wait()?;
        }
        Ok(())
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("datos")
    }

    /// The server's rows, read with the office's own key.
    pub fn rows(&self) -> Result<Rows> {
        let key_file = self.data().with_extension("key");
        Rows::open(&self.data().join("rayuela.db"), &key_file)
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        let _ = self.switch_off();
    }
}

/// A reader of the server's database.
pub struct Rows(Connection);

impl Rows {
    fn open(database: &Path, key_file: &Path) -> Result<Self> {
        let master = std::fs::read(key_file).context("the key file")?;
        let mut key = [0; 32];
        Hkdf::<Sha256>::new(None, &master)
            .expand(b"rayuela/database/1", &mut key)
            .map_err(|_| anyhow::anyhow!("a key of 32 bytes"))?;
        let connection = Connection::open(database)?;
        connection.execute_batch(&format!("pragma key = \"x'{}'\"", hex::encode(key)))?;
        Ok(Self(connection))
    }

    /// One number.
    pub fn number(&self, sql: &str) -> Result<i64> {
        Ok(self.0.query_row(sql, [], |row| row.get(0))?)
    }

    /// The first column of every row, as text.
    pub fn texts(&self, sql: &str) -> Result<Vec<String>> {
        let mut statement = self.0.prepare(sql)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The values kept of one answer, as JSON.
    pub fn answer(&self, code: &str) -> Result<Vec<String>> {
        self.texts(&format!(
            "select value from answer where code = '{code}' order by subject, n"
        ))
    }
}

//! `rayuela demo`: the whole of Rayuela on invented people. It makes a data folder and keys for
//! show, imports a territory, starts the real server, lets `rayuela-fleet` survey it through real
//! HTTP, draws up a list, prints a table, and leaves the pages up until Ctrl-C.
//!
//! Start at [`DemoCommand::run`]; `stage.rs` sets up, `figures.rs` counts, `table.rs` prints. The
//! same seed gives the same `--summary`, byte for byte: keys, ids, clock and the order of
//! deliveries come from it (`world.rs`).

pub mod chance;
pub mod colonias;
mod figures;
mod fleet;
pub mod geography;
#[cfg(test)]
mod geography_tests;
mod lists;
pub mod outline;
mod plan;
mod stage;
mod store;
mod summary;
mod table;
mod world;

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use stage::Stage;
use table::{Times, table};

/// The longest that the projection may take after the last hand-over.
const PROJECTION_MAX: Duration = Duration::from_secs(3600);

/// Arguments of `rayuela demo`.
#[derive(Debug, clap::Args)]
pub struct DemoCommand {
    /// Puertas que se visitan | Doors visited
    #[arg(long, default_value_t = 400, value_parser = clap::value_parser!(u32).range(10..=200_000))]
    households: u32,
    /// Tabletas | Tablets
    #[arg(long, default_value_t = 6, value_parser = clap::value_parser!(u32).range(2..=400))]
    devices: u32,
    /// Semilla: la misma da el mismo resumen | The same seed gives the same summary
    #[arg(long, default_value_t = 2026)]
    seed: u64,
    /// Censo por AGEB de INEGI, en vez del municipio inventado | INEGI's census by AGEB
    #[arg(long, value_name = "FILE")]
    census: Option<PathBuf>,
    /// Sólo estas localidades (9 dígitos) | Only these localities (9 digits)
    #[arg(long, value_name = "KEY", requires = "census")]
    locality: Vec<String>,
    /// Resumen en JSON | The summary as JSON
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
    /// Carpeta de la demostración; se rehace | The demo's folder; made anew
    #[arg(long, value_name = "DIR", default_value = "demo-data")]
    data: PathBuf,
    /// Puerto en 127.0.0.1; 0 elige uno libre | Port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Termina al acabar, sin dejar las páginas | Ends when done, without leaving the pages up
    #[arg(long)]
    exit: bool,
}

impl DemoCommand {
    /// Runs the demo.
    ///
    /// # Errors
    /// Says which part failed and what to do; also when a class differs from what was meant.
    pub fn run(self) -> anyhow::Result<()> {
        let title = "1. Territorio, levantamiento y cuentas | Territory, round and accounts";
        let (stage, _) = step(title, || Stage::set(&self))?;
        println!(
            "   Llaves y datos de muestra en {0}: no protegen a nadie. | Keys and data for show in {0}.",
            stage.folder.display()
        );
        let runtime = tokio::runtime::Runtime::new()?;
        let address = runtime.block_on(fleet::listen(&stage, self.port))?;
        let server = format!("http://{address}");
        let title = "2. Entrevistas sin red, y envíos | Interviews offline, then hand-overs";
        let send_out = || fleet::send_out(&stage, &server, self.seed);
        let (report, fleet_seconds) = step(title, send_out)?;
        let title = "3. Renglones, clases y casos | Rows, classes and cases";
        let ((), projection_seconds) = step(title, || caught_up(&stage))?;
        let title = "4. Lista | List";
        let (list, list_seconds) = step(title, || lists::draw_up_all(&stage))?;
        let summary = figures::summarise(&self, &stage, &report, list)?;
        let times = Times {
            fleet_seconds,
            projection_seconds,
            list_seconds,
            database_bytes: fleet::database_bytes(&stage.folder),
            server_memory_kb: fleet::highest_memory_kb(),
        };
        print!("{}", table(&summary, &report, &times));
        if let Some(file) = &self.summary {
            let json = serde_json::to_vec_pretty(&summary)?;
            fs::write(file, json).with_context(|| file.display().to_string())?;
        }
        if !summary.holds() {
            bail!(
                "Faltan hogares, hay clases distintas de lo generado o registros en cuarentena: es un \
                 error de Rayuela. | Households are missing, classes differ from the truth, or \
                 records are in quarantine: a fault of Rayuela."
            );
        }
        if !self.exit {
            stage.clock.release();
            fleet::stay_up(&runtime, &stage, address)?;
        }
        stage.state.projector.stop();
        Ok(())
    }
}

/// Says what is done next, does it, and says how long it took.
fn step<T>(title: &str, work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<(T, f64)> {
    println!("{title}");
    let began = Instant::now();
    let done = work()?;
    let seconds = began.elapsed().as_secs_f64();
    println!("   {seconds:.1} s");
    Ok((done, seconds))
}

fn caught_up(stage: &Stage) -> anyhow::Result<()> {
    if !stage.state.projector.until_caught_up(PROJECTION_MAX) {
        bail!("La proyección no terminó a tiempo. | The projection did not end in time.");
    }
    Ok(())
}

//! The real server on loopback, and `rayuela-fleet` as a child process that surveys it.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, bail};
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use super::plan::Report;
use super::stage::Stage;
use super::world::DemoClock;
use crate::accounts::Role;
use crate::http;
use crate::office::AppState;

const FLEET: &str = "rayuela-fleet";
const HAND_OVER: &str = "/api/hand-over";
/// What a hand-over hears from others depends on what is projected; the demo lets the projection
/// catch up first, so that one seed always gives the same bytes.
const CATCH_UP_MAX: Duration = Duration::from_secs(600);

/// Starts the server; gives its address. A taken port is answered with a free one.
///
/// # Errors
/// When no port can be had.
pub async fn listen(stage: &Stage, port: u16) -> anyhow::Result<SocketAddr> {
    let wanted = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
    let listener = match wanted {
        Ok(listener) => listener,
        Err(_) => TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .context("127.0.0.1")?,
    };
    let address = listener.local_addr()?;
    let show = Show {
        state: stage.state.clone(),
        clock: stage.clock.clone(),
    };
    let app = http::app(stage.state.clone()).layer(from_fn_with_state(show, in_order));
    let service = app.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, service).await {
            tracing::error!(%error, "the demo's server stopped");
        }
    });
    Ok(address)
}

#[derive(Clone)]
struct Show {
    state: AppState,
    clock: std::sync::Arc<DemoClock>,
}

async fn in_order(State(show): State<Show>, request: Request, next: Next) -> Response {
    if request.uri().path() == HAND_OVER {
        let projector = std::sync::Arc::clone(&show.state.projector);
        // A projection that does not catch up is reported at the end, where it can be told.
        let _ = tokio::task::spawn_blocking(move || projector.until_caught_up(CATCH_UP_MAX)).await;
        show.clock.one_more();
    }
    next.run(request).await
}

/// Runs the fleet to its end.
///
/// # Errors
/// When `rayuela-fleet` is missing or fails.
pub fn send_out(stage: &Stage, server: &str, seed: u64) -> anyhow::Result<Report> {
    let plan_file = stage.folder.join("plan.json");
    let report_file = stage.folder.join("report.json");
    let tablets = stage.folder.join("tablets");
    let plan = serde_json::to_vec_pretty(&stage.plan(server.to_owned(), seed))?;
    fs::write(&plan_file, plan).with_context(|| plan_file.display().to_string())?;
    let program = beside_this_program()?;
    let ended = Command::new(&program)
        .arg(&plan_file)
        .arg("--data")
        .arg(&tablets)
        .arg("--report")
        .arg(&report_file)
        .status()
        .with_context(|| program.display().to_string())?;
    if !ended.success() {
        bail!("La flota terminó con un error; está escrito arriba. | The fleet failed; see above.");
    }
    let report = fs::read(&report_file).with_context(|| report_file.display().to_string())?;
    Ok(serde_json::from_slice(&report)?)
}

fn beside_this_program() -> anyhow::Result<PathBuf> {
    let program = std::env::current_exe()?.with_file_name(FLEET);
    if !program.exists() {
        bail!(
            "Falta el programa {0}. Constrúyalo con `cargo build --release -p rayuela-fleet`. \
             | The program {0} is missing. Build it with `cargo build --release -p rayuela-fleet`.",
            program.display()
        );
    }
    Ok(program)
}

/// Prints where the pages are and how to sign in, and waits for Ctrl-C.
///
/// # Errors
/// When signals cannot be awaited.
pub fn stay_up(runtime: &Runtime, stage: &Stage, address: SocketAddr) -> anyhow::Result<()> {
    println!("\nPáginas | Pages: http://{address}");
    for sign_in in &stage.sign_ins {
        let role = match sign_in.role {
            Role::Supervisor => "supervisora | supervisor",
            Role::CaseOfficer => "gestora de caso | case officer",
        };
        println!("  {:<10}{:<24}{role}", sign_in.username, sign_in.password);
    }
    println!("Ctrl-C para terminar | to end");
    runtime.block_on(tokio::signal::ctrl_c())?;
    Ok(())
}

/// Size of the server's database with its journal.
pub fn database_bytes(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder.join("server")) else {
        return 0;
    };
    entries
        .flatten()
        .filter_map(|entry| entry.metadata().ok())
        .map(|data| data.len())
        .sum()
}

/// Highest resident memory of this process, in kilobytes, where `/proc` tells.
pub fn highest_memory_kb() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

//! `rayuela-fleet`: many enumerators with their tablets, for the demo and for load. They work on
//! the real `notebook` and talk to the server over HTTP only; nobody here classifies.
//!
//! `rayuela-fleet PLAN --data DIR --report FILE` does what the plan says (`plan.rs`). Start at
//! [`fleet::run`]; `enumerator.rs` is one person's day, `population/` the people she meets.

mod enumerator;
mod fleet;
mod plan;
mod population;
mod world;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;

/// Muchas tabletas que encuestan un municipio inventado | Many tablets surveying invented people
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// Plan de trabajo (JSON) | The plan of work
    plan: PathBuf,
    /// Carpeta para las tabletas | Folder for the tablets
    #[arg(long)]
    data: PathBuf,
    /// Dónde escribir el informe (JSON) | Where to write the report
    #[arg(long)]
    report: PathBuf,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let named = |path: &PathBuf| path.display().to_string();
    let plan = fs::read_to_string(&arguments.plan).with_context(|| named(&arguments.plan))?;
    let plan: plan::Plan = serde_json::from_str(&plan).with_context(|| named(&arguments.plan))?;
    let report = fleet::run(&plan, &arguments.data)?;
    let report = serde_json::to_vec_pretty(&report)?;
    fs::write(&arguments.report, report).with_context(|| named(&arguments.report))?;
    Ok(())
}

//! The fleet's days: all tablets interview at the same time, then hand over one after another in
//! an order drawn from the seed. At the end some households are corrected by two enumerators
//! apart, so that both values reach the server.
//!
//! Start at [`run`].

use std::path::Path;
use std::time::{Duration as Wall, Instant};

use anyhow::anyhow;
use chrono::{Duration, Utc};
use indicatif::{ProgressBar, ProgressStyle};
use notebook::Problem;
use notebook::views::HandOverView;
use rand::seq::SliceRandom;
use serde_json::json;
use uuid::Uuid;

use crate::enumerator::{Closed, Enumerator, Work};
use crate::plan::{Plan, Report};
use crate::world::stream;

/// Rounds of hand-over after which every tablet has heard of everything.
const LAST_ROUNDS: u64 = 2;

/// Does what the plan says and tells what was done.
///
/// # Errors
/// When a tablet cannot enrol, work or hand over; the sentence names its number and what to do.
pub fn run(plan: &Plan, data: &Path) -> anyhow::Result<Report> {
    let mut fleet = Fleet::enrol(plan, data)?;
    let doors: u32 = plan
        .tablets
        .iter()
        .flat_map(|t| &t.areas)
        .map(|route| route.doors)
        .sum();
    let bar = bar(u64::from(doors), "puertas | doors");
    let mut morning = plan.starts;
    let mut day = 0;
    while fleet.tablets.iter().any(Enumerator::has_doors) {
        fleet.interview(plan.doors_a_day, morning, &bar)?;
        fleet.hand_over(plan.seed, day)?;
        morning += Duration::days(1);
        day += 1;
    }
    bar.finish();
    // Everybody hears of what colleagues closed, corrects, and hears of that too.
    fleet.hand_over(plan.seed, day)?;
    fleet.correct_apart()?;
    for round in 1..=LAST_ROUNDS {
        fleet.hand_over(plan.seed, day + round)?;
    }
    Ok(fleet.tell(data))
}

struct Fleet {
    tablets: Vec<Enumerator>,
    /// Closed households by the tablet that closed them.
    closed: Vec<Vec<Closed>>,
    report: Report,
    interviewing: Wall,
    handing_over: Wall,
}

impl Fleet {
    fn enrol(plan: &Plan, data: &Path) -> anyhow::Result<Self> {
        let mut tablets = Vec::with_capacity(plan.tablets.len());
        let bar = bar(plan.tablets.len() as u64, "tabletas | tablets");
        for (number, tablet) in plan.tablets.iter().enumerate() {
            let folder = data.join(format!("tablet-{number:03}"));
            let tablet = Enumerator::enrol(
                &folder,
                &plan.server,
                tablet,
                number as u64,
                plan.seed,
                plan.starts,
            )
            .map_err(|problem| told(number, &problem))?;
            tablets.push(tablet);
            bar.inc(1);
        }
        bar.finish();
        let report = Report {
            tablets: tablets.len() as u64,
            ..Report::default()
        };
        let closed = vec![Vec::new(); tablets.len()];
        Ok(Self {
            tablets,
            closed,
            report,
            interviewing: Wall::ZERO,
            handing_over: Wall::ZERO,
        })
    }

    /// One working day on every tablet, on as many threads as there are cores.
    fn interview(
        &mut self,
        doors: u32,
        morning: chrono::DateTime<Utc>,
        bar: &ProgressBar,
    ) -> anyhow::Result<()> {
        let began = Instant::now();
        let threads = std::thread::available_parallelism().map_or(2, usize::from);
        let share = self.tablets.len().div_ceil(threads).max(1);
        let done: Vec<Result<Work, Problem>> = std::thread::scope(|scope| {
            let workers: Vec<_> = self
                .tablets
                .chunks_mut(share)
                .map(|some| {
                    scope.spawn(move || {
                        let day = |tablet: &mut Enumerator| {
                            let work = tablet.work(doors, morning);
                            bar.inc(work.as_ref().map_or(0, |work| work.results.len() as u64));
                            work
                        };
                        some.iter_mut().map(day).collect::<Vec<_>>()
                    })
                })
                .collect();
            workers
                .into_iter()
                .flat_map(|worker| worker.join().unwrap_or_default())
                .collect()
        });
        if done.len() != self.tablets.len() {
            return Err(anyhow!(
                "una tableta se detuvo sin decir por qué | a tablet stopped without a word"
            ));
        }
        for (number, work) in done.into_iter().enumerate() {
            let work = work.map_err(|problem| told(number, &problem))?;
            self.report.doors += work.results.len() as u64;
            for result in work.results {
                *self.report.by_result.entry(result.to_owned()).or_default() += 1;
            }
            self.report.children.extend(work.children);
            self.closed[number].extend(work.closed);
        }
        self.interviewing += began.elapsed();
        Ok(())
    }

    /// Every tablet hands over, in this round's order.
    fn hand_over(&mut self, seed: u64, round: u64) -> anyhow::Result<()> {
        let began = Instant::now();
        let mut order: Vec<usize> = (0..self.tablets.len()).collect();
        order.shuffle(&mut stream(seed, "order", round));
        for number in order {
            let receipt: HandOverView = self.tablets[number]
                .hand_over()
                .map_err(|problem| told(number, &problem))?;
            self.report.acknowledged += u64::from(receipt.acknowledged);
            self.report.quarantined += receipt.quarantined.len() as u64;
        }
        self.handing_over += began.elapsed();
        Ok(())
    }

    /// The tablet that closed a household and another one that carries it give one answer apart:
    /// one found heavy loads among the chores, the other was told that nobody is sure.
    fn correct_apart(&mut self) -> anyhow::Result<()> {
        let mut corrected = 0;
        for (first, household) in self.to_correct() {
            // Everybody chosen is corrected; where chance chose nobody, the first that can be is.
            if household.apart || corrected == 0 {
                corrected += u64::from(self.correct_one(first, &household)?);
            }
        }
        self.report.corrected_apart = corrected;
        Ok(())
    }

    /// Closed households with a child whose chores are safe; those that chance chose come first.
    fn to_correct(&self) -> Vec<(usize, Closed)> {
        let mut all: Vec<(usize, Closed)> = self
            .closed
            .iter()
            .enumerate()
            .flat_map(|(number, closed)| closed.iter().map(move |one| (number, one.clone())))
            .filter(|(_, one)| one.safe_at_home.is_some())
            .collect();
        all.sort_by_key(|(_, one)| !one.apart);
        all
    }

    fn correct_one(&mut self, first: usize, household: &Closed) -> anyhow::Result<bool> {
        let Some(child) = &household.safe_at_home else {
            return Ok(false);
        };
        let id = household.household;
        for second in (0..self.tablets.len()).filter(|second| *second != first) {
            if self.correct_by(second, id, child, "!dont_know", "la madre no está segura")? {
                self.correct_by(first, id, child, "heavy_loads", "el niño carga agua")?;
                self.now_in_doubt(id, child);
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn correct_by(
        &mut self,
        number: usize,
        household: Uuid,
        child: &str,
        hazards: &str,
        reason: &str,
    ) -> anyhow::Result<bool> {
        self.tablets[number]
            .correct(household, child, "chores_hazards", &json!(hazards), reason)
            .map(|done| done.is_some())
            .map_err(|problem| told(number, &problem))
    }

    /// Two values stand: the chores are dangerous under one and not known under the other.
    fn now_in_doubt(&mut self, household: Uuid, child: &str) {
        let household = household.to_string();
        for truth in &mut self.report.children {
            if truth.household == household && truth.member == child {
                truth.chores = None;
                truth.child_labour = truth.child_labour.filter(|in_it| *in_it);
            }
        }
    }

    fn tell(mut self, data: &Path) -> Report {
        for tablet in &self.tablets {
            let traffic = tablet.traffic();
            self.report.requests += traffic.requests;
            self.report.bytes_up += traffic.bytes_up;
            self.report.bytes_down += traffic.bytes_down;
        }
        self.report.interview_seconds = self.interviewing.as_secs_f64();
        self.report.hand_over_seconds = self.handing_over.as_secs_f64();
        self.report.memory_kb = highest_memory_kb();
        self.report.notebook_bytes = folder_bytes(data);
        self.report
    }
}

fn told(number: usize, problem: &Problem) -> anyhow::Error {
    anyhow!(
        "tableta {number} | tablet {number}: {} | {}",
        problem.es,
        problem.en
    )
}

fn bar(of: u64, what: &'static str) -> ProgressBar {
    let style =
        ProgressStyle::with_template("  {msg:<24} {bar:30} {pos}/{len} · {elapsed} · faltan {eta}");
    ProgressBar::new(of)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_message(what)
}

/// Highest resident memory of this process, in kilobytes, where `/proc` tells.
fn highest_memory_kb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn folder_bytes(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return 0;
    };
    entries
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(data) if data.is_dir() => folder_bytes(&entry.path()),
            Ok(data) => data.len(),
            Err(_) => 0,
        })
        .sum()
}

//! kill -9 between two answers, at seeded instants: every confirmed answer is there.

use crate::support::hub::Hub;
use crate::support::interview::list;
use crate::support::{PASSPHRASE, Seeded, Tablet};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use uuid::Uuid;

const FOLDER: &str = "NOTEBOOK_KILL_FOLDER";
const HOUSEHOLD: &str = "NOTEBOOK_KILL_HOUSEHOLD";
const SEED: &str = "NOTEBOOK_KILL_SEED";
const KILLS: u64 = 20;

#[test]
fn every_confirmed_answer_survives_20_kills_at_random_instants() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        answer_until_killed(Path::new(&folder));
        return;
    }
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let household = list(&mut tablet.notebook, "1");
    tablet.notebook.open_interview(household).unwrap();
    tablet
        .notebook
        .answer(household, "", "consent", &json!(true))
        .unwrap();
    tablet.notebook.lock();
    let mut chance = Seeded(20_261_121);
    let mut confirmed = BTreeMap::new();
    for kill in 0..KILLS {
        let mut child = probe(tablet.folder.path(), household, kill);
        let lines = BufReader::new(child.stdout.take().unwrap());
        let answers = 1 + chance.next() % 12;
        let spins = chance.next() % 400_000;
        read_confirmed(lines, answers, &mut confirmed, || {
            // Somewhere inside the next answer, not just after this one.
            for _ in 0..spins {
                std::hint::spin_loop();
            }
            child.kill().unwrap();
        });
        child.wait().unwrap();
        tablet.notebook.unlock(PASSPHRASE).unwrap();
        for (subject, name) in &confirmed {
            let roster = tablet
                .notebook
                .section(household, "roster", subject)
                .unwrap();
            let kept = roster
                .questions
                .iter()
                .find(|q| q.code == "given_names")
                .unwrap();
            assert_eq!(kept.answer, Some(json!(name)), "after kill {kill}");
        }
        tablet.notebook.lock();
    }
    assert!(
        confirmed.len() as u64 >= KILLS,
        "{} answers",
        confirmed.len()
    );
}

/// Reads confirmations; after the asked number it kills, and reads what was still confirmed.
fn read_confirmed(
    lines: BufReader<std::process::ChildStdout>,
    answers: u64,
    confirmed: &mut BTreeMap<String, String>,
    mut kill: impl FnMut(),
) {
    let mut seen = 0;
    for line in lines.lines() {
        let Ok(line) = line else { return };
        let Some((subject, name)) = line.strip_prefix("kept ").and_then(|l| l.split_once(' '))
        else {
            continue;
        };
        confirmed.insert(subject.to_owned(), name.to_owned());
        seen += 1;
        if seen == answers {
            kill();
        }
    }
}

fn probe(folder: &Path, household: Uuid, seed: u64) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([
            "killing::every_confirmed_answer_survives_20_kills_at_random_instants",
            "--exact",
            "--nocapture",
        ])
        .env(FOLDER, folder)
        .env(HOUSEHOLD, household.to_string())
        .env(SEED, seed.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The app's core: names people one after the other, saying so after each is kept.
fn answer_until_killed(folder: &Path) {
    let household: Uuid = std::env::var(HOUSEHOLD).unwrap().parse().unwrap();
    let seed: u64 = std::env::var(SEED).unwrap().parse().unwrap();
    let mut tablet = Tablet::in_folder(folder, &Hub::new(), 5_000 + seed);
    tablet.notebook.unlock(PASSPHRASE).unwrap();
    tablet.notebook.open_interview(household).unwrap();
    let mut out = std::io::stdout();
    for number in 0..500 {
        let subject = tablet.notebook.add_member(household).unwrap().subject;
        let name = format!("Persona {seed}-{number}");
        tablet
            .notebook
            .answer(household, &subject, "given_names", &json!(name))
            .unwrap();
        writeln!(out, "kept {subject} {name}").unwrap();
        out.flush().unwrap();
    }
}

//! What must never be readable: names in the server's files, data under a wrong key.

use std::fs;
use std::path::Path;

use serde_json::json;
use server::data_folder::DataFolder;
use server::database::Database;

use crate::scenario::{Scenario, household, interview};

/// Fifty invented names that stand nowhere else.
fn planted() -> Vec<String> {
    (0..50)
        .map(|n| format!("Xochiquetzalli{n:02}Zzyx"))
        .collect()
}

fn every_file(dir: &Path, look: &mut impl FnMut(&Path, &[u8])) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            every_file(&path, look);
        } else {
            look(&path, &fs::read(&path).unwrap());
        }
    }
}

fn find(dir: &Path, names: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    every_file(dir, &mut |path, bytes| {
        for name in names {
            if bytes
                .windows(name.len())
                .any(|window| window == name.as_bytes())
            {
                found.push(format!("{name} in {}", path.display()));
            }
        }
    });
    found
}

#[test]
fn none_of_fifty_planted_names_stands_in_any_file_of_the_server() {
    let mut office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    let names = planted();
    for (n, name) in names.iter().enumerate() {
        let mut answers = interview(&[("address", json!(format!("Calle {name} 12")))]);
        answers.push(("m1luis1.first_surname", json!(name)));
        rosas.answers(household(n as u128), &answers);
    }
    office.hands_over(&mut rosas);
    let in_rows: i64 =
        office.value("select count(*) from answer where value like '%Xochiquetzalli%'");
    assert_eq!(in_rows, 100, "they were taken in");
    // With the write-ahead log still there, and again after all is closed.
    assert_eq!(find(office.home.path(), &names), Vec::<String>::new());
    office.stop();
    assert_eq!(find(office.home.path(), &names), Vec::<String>::new());
}

#[test]
fn no_name_stands_in_events_or_verdicts_even_inside_the_database() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    let mut answers = interview(&[("m1luis1.worked", json!(true))]);
    answers.push(("m1luis1.second_surname", json!("Xochiquetzalli77Zzyx")));
    rosas.answers(household(1), &answers);
    office.hands_over(&mut rosas);
    for sql in [
        "select group_concat(who || what || subject || detail) from event",
        "select group_concat(facts || verdict || grounds) from classification",
    ] {
        let text: String = office.value(sql);
        assert!(
            !text.contains("Xochiquetzalli") && !text.contains("Luis"),
            "{sql}"
        );
    }
}

#[test]
fn a_wrong_database_key_is_refused_with_what_to_do() {
    let mut office = Scenario::tuxtla();
    office.stop();
    fs::write(office.key_file(), [9; 32]).unwrap();
    let folder = DataFolder::open(&office.dir(), &office.key_file()).unwrap();
    let error = Database::open(&folder).err().unwrap().to_string();
    assert!(error.contains("Use la llave con que se creó"), "{error}");
    assert!(error.contains("Use the key it was made with"), "{error}");
}

//! The command on tables: CSV of our own facts in, every format out.

use std::{fmt::Write, fs, io};

use super::tests::{Ran, typed};

const HEADING: &str = "id,ref_date,age,age_max,attends,basic_completed,status,returns_within_weeks,paid,hours_week,hours_week_max,max_hours_day,sunday,authorisation,medical_certificate,scian,sinco,place,employer,pay,after_22,night_hours,exposures,max_load_kg,farm_tasks,own_use,artistic_175bis,own_household,chores_hours_week,chores_hours_week_max,chores_hazards";

/// Rows by their first cells up to `status`, then hours; chores are none.
fn row(id: &str, age: &str, status: &str, hours: &str) -> String {
    format!("{id},2026-03-01,{age},,1,,{status},,,{hours},,,,,,,,,,,,,,,,,,1,0,,none")
}

fn table(rows: &[String]) -> String {
    format!("{HEADING}\n{}\n", rows.join("\n"))
}

/// Runs the command on a table in a folder of its own; `{}` in an argument is that folder.
fn on_table(text: &str, arguments: &[&str]) -> (Ran, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("facts.csv"), text).unwrap();
    let here = folder.path().to_str().unwrap();
    let arguments: Vec<String> = arguments
        .iter()
        .map(|one| one.replace("{}", here))
        .collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    (typed(&arguments, io::empty()), folder)
}

#[test]
fn a_table_of_facts_becomes_a_table_of_bits() {
    let text = table(&[
        row("a", "10", "none", ""),
        row("b", "13", "worked", "4"),
        row("c", "16", "worked", "40"),
        row("d", "", "none", ""),
        row("e", "30", "worked", "40"),
        row("=f", "16", "", ""),
    ]);
    let (ran, _folder) = on_table(&text, &["{}/facts.csv", "--as", "csv", "--columns", "bits"]);
    let expected = "id,occupation,chores,child_labour,cti,hazards,gaps\n\
                    a,0,0,0,3,0,0\n\
                    b,2,0,1,0,0,0\n\
                    c,3,0,1,0,64,0\n\
                    d,,,,,0,1\n\
                    e,,,,,0,0\n\
                    '=f,,0,,,0,2\n";
    assert_eq!(ran.results, expected, "{}", ran.told);
    assert!(ran.good, "{}", ran.told);
}

#[test]
fn ten_bad_rows_of_a_hundred_thousand_are_named_and_the_rest_is_classified() {
    let mut text = format!("{HEADING}\n");
    for number in 1..=100_000 {
        let age = if number % 10_000 == 0 { "7x" } else { "12" };
        writeln!(text, "{}", row(&number.to_string(), age, "none", "")).unwrap();
    }
    let arguments = [
        "{}/facts.csv",
        "--to",
        "{}/out.csv",
        "--columns",
        "bits",
        "--refused",
        "{}/refused.csv",
    ];
    let (ran, folder) = on_table(&text, &arguments);
    let kept = fs::read_to_string(folder.path().join("out.csv")).unwrap();
    assert_eq!(kept.lines().count(), 1 + 99_990);
    // In the order of the rows, on however many threads.
    let ids = kept
        .lines()
        .skip(1)
        .map(|line| line.split(',').next().unwrap().parse::<u32>().unwrap());
    assert!(ids.is_sorted());
    let named = "tabla facts, fila 10000, columna age, valor «7x»: se esperaba";
    assert!(ran.told.contains(named), "{}", ran.told);
    assert_eq!(ran.told.matches(" | table facts, row ").count(), 10);
    assert!(
        ran.told
            .contains("leídas 100000, clasificadas 99990, rechazadas 10 |"),
        "{}",
        ran.told
    );
    assert!(
        ran.told.contains("  10 × facts, age: se esperaba"),
        "{}",
        ran.told
    );
    let refused = fs::read_to_string(folder.path().join("refused.csv")).unwrap();
    assert_eq!(refused.lines().count(), 1 + 10);
    assert!(refused.contains("\nfacts,20000,age,7x,"), "{refused}");
    assert!(!ran.good);
}

#[test]
fn the_eleventh_refusal_of_a_kind_is_only_counted() {
    let rows: Vec<String> = (0..30)
        .map(|n| row(&n.to_string(), "7x", "none", ""))
        .collect();
    let (ran, _folder) = on_table(&table(&rows), &["{}/facts.csv", "--as", "csv"]);
    assert_eq!(ran.told.matches(" | table facts, row ").count(), 10);
    assert!(ran.told.contains("  30 × facts, age: "), "{}", ran.told);
}

#[test]
fn a_strict_run_stops_at_the_first_refused_row_and_leaves_no_file() {
    let text = table(&[
        row("a", "10", "none", ""),
        row("b", "7x", "none", ""),
        row("c", "7x", "none", ""),
    ]);
    let (ran, folder) = on_table(&text, &["{}/facts.csv", "--to", "{}/out.csv", "--strict"]);
    assert!(!ran.good);
    assert_eq!(ran.told.matches("row 2").count(), 1, "{}", ran.told);
    assert!(!ran.told.contains("row 3"), "{}", ran.told);
    assert!(
        ran.told.contains("stopped at the first refused row"),
        "{}",
        ran.told
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn the_input_is_never_overwritten() {
    let text = table(&[row("a", "10", "none", "")]);
    for input in [
        &["{}/facts.csv"][..],
        &["--mapping", "facts", "--tables", "{}"][..],
    ] {
        let (ran, folder) = on_table(&text, &[input, &["--to", "{}/facts.csv"]].concat());
        assert!(ran.told.contains("it is an input file"), "{}", ran.told);
        assert_eq!(
            fs::read_to_string(folder.path().join("facts.csv")).unwrap(),
            text
        );
    }
}

#[test]
fn arguments_that_do_not_fit_each_other_say_what_to_change() {
    let text = table(&[row("a", "10", "none", "")]);
    let misfits: [(&[&str], &str); 7] = [
        (
            &["{}/facts.csv", "--as", "parquet"],
            "add --to FILE.parquet",
        ),
        (
            &["{}/facts.csv", "--as", "csv", "--to", "{}/a.parquet"],
            "--as csv does not go with --to",
        ),
        (
            &["{}/facts.csv", "--to", "{}/results"],
            "add --as jsonl, csv or parquet",
        ),
        (&["{}/sdem.dbf"], "a DBF is read with --mapping"),
        (&["--mapping", "nope"], "none of the shipped ones: facts"),
        (
            &["--mapping", "facts", "--table", "x={}/facts.csv"],
            "has no table x; it has: facts",
        ),
        (
            &[
                "{}/facts.csv",
                "--mapping",
                "facts",
                "--table",
                "facts={}/facts.csv",
            ],
            "leave one",
        ),
    ];
    for (arguments, sentence) in misfits {
        let (ran, _folder) = on_table(&text, arguments);
        assert!(ran.told.contains(sentence), "{arguments:?}: {}", ran.told);
        assert!(!ran.good && ran.results.is_empty());
    }
}

/// A survey that publishes its own classes, with weights.
const SURVEY: &str = r#"
id = "made-up"
verified = false
ref_date = "2026-03-01"
child = "ID"
[[tables]]
name = "children"
file = "children.csv"
format = "csv"
[facts]
age = "EDAD"
"work.status" = { column = "TRABAJO", codes = { "1" = "worked", "2" = "none" } }
"chores.own_household" = { column = "HOGAR", codes = { "1" = true, "2" = false } }
"chores.hours_week" = "HORAS"
"chores.hazards" = { column = "PELIGRO", words = true, none = "0" }
[design]
weight = "FAC"
stratum = "EST"
psu = "UPM"
[published.chores]
column = "CQDOM"
codes = { "1" = "adequate", "2" = "prolonged", "3" = "dangerous", "4" = "none" }
"#;

fn survey(arguments: &[&str]) -> (Ran, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("survey.toml"), SURVEY).unwrap();
    let rows = "ID,EDAD,TRABAJO,HOGAR,HORAS,PELIGRO,FAC,EST,UPM,CQDOM\n\
                a,10,2,1,20,0,100,1,1,1\n\
                b,10,2,1,20,0,50,1,1,2\n\
                c,10,2,1,0,0,10,1,2,4\n\
                d,10,2,1,9,,10,1,2,\n\
                e,10,7,1,9,0,10,1,2,1\n";
    fs::write(folder.path().join("children.csv"), rows).unwrap();
    let here = folder.path().to_str().unwrap();
    let own = [format!("{here}/survey.toml"), here.to_owned()];
    let mut all = vec!["--mapping", &own[0], "--tables", &own[1]];
    let given: Vec<String> = arguments
        .iter()
        .map(|one| one.replace("{}", here))
        .collect();
    all.extend(given.iter().map(String::as_str));
    (typed(&all, io::empty()), folder)
}

#[test]
fn a_survey_is_compared_with_its_own_classes_on_the_command_line() {
    let (ran, _folder) = survey(&["--against"]);
    let (agree, group) = (
        "agree 66.7 % (weighted 37.5 %) of 3 (160); 0 (0) open; 1 (10) without a published class",
        "    CH-04b: 1 (100) — Quehaceres: más de 28 horas a cualquier edad. | ",
    );
    assert!(ran.results.contains(agree), "{}{}", ran.results, ran.told);
    assert!(ran.results.contains(group), "{}", ran.results);
    assert!(
        ran.told.contains("row 5, column TRABAJO, value \"7\""),
        "{}",
        ran.told
    );
    assert!(!ran.good);
}

#[test]
fn a_comparison_for_machines_is_one_json_object() {
    let (ran, folder) = survey(&["--against", "--to", "{}/report.json"]);
    assert_eq!(ran.results, "");
    let text = fs::read_to_string(folder.path().join("report.json")).unwrap();
    let report: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(report["verified"], false);
    let chores = &report["measures"][2];
    assert_eq!(chores["code"], "CQDOM");
    assert_eq!(
        chores["differing"][0]["choices"],
        serde_json::json!(["CH-04b"])
    );
    assert_eq!(chores["effects"][2]["net_weight"], 50.0);
}

#[test]
fn a_mapping_that_nobody_checked_is_named_in_the_summary() {
    let (ran, _folder) = survey(&["--as", "csv", "--columns", "bits"]);
    assert!(
        ran.told
            .contains("WARNING: the mapping made-up was not checked"),
        "{}",
        ran.told
    );
    assert_eq!(ran.results.lines().count(), 1 + 4);
}

#[test]
fn a_comparison_says_what_it_needs() {
    let text = table(&[row("a", "10", "none", "")]);
    let (ran, _folder) = on_table(
        &text,
        &["--mapping", "facts", "--tables", "{}", "--against"],
    );
    assert!(ran.told.contains("has no [published]"), "{}", ran.told);
    let (ran, _folder) = survey(&["--against", "--as", "csv"]);
    assert!(
        ran.told.contains("only --as text or --as json fit"),
        "{}",
        ran.told
    );
    let (ran, _folder) = survey(&["--as", "json"]);
    assert!(ran.told.contains("belong to --against"), "{}", ran.told);
}

#[test]
fn results_in_parquet_are_a_whole_parquet_file() {
    let (ran, folder) = survey(&["--to", "{}/out.parquet"]);
    let bytes = fs::read(folder.path().join("out.parquet")).unwrap();
    assert!(
        bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"),
        "{}",
        ran.told
    );
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("rayuela.mapping_verified"));
}

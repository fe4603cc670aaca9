//! `rayuela indicators`, run as a person runs it: microdata of a sample, and a round of the
//! municipality's own. The commands of `docs/indicators.md` are run as they stand there.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::scenario::{Scenario, at_school, household, selling};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn page() -> String {
    std::fs::read_to_string(root().join("docs/indicators.md")).unwrap()
}

fn rayuela(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rayuela"));
    command.current_dir(folder).args(words).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

const BY_HAND: [&str; 5] = [
    "indicators",
    "--mapping",
    "docs/examples/by-hand/mapping.toml",
    "--tables",
    "docs/examples/by-hand",
];

fn by_hand(more: &[&str]) -> Output {
    rayuela(&root(), &[&BY_HAND, more].concat())
}

fn json_of(output: &Output) -> Value {
    assert!(output.status.success(), "{}", told(output));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn line<'a>(table: &'a Value, code: &str, cell: Value) -> &'a Value {
    let lines = table["lines"].as_array().unwrap();
    let here = |line: &&Value| line["indicator"] == code && line["cell"] == cell;
    lines.iter().find(here).unwrap()
}

fn near(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap();
    assert!(
        (found - expected).abs() < 1e-6,
        "{found}, expected {expected}"
    );
}

/// Two municipal interviews: Luis of household 1 sells in the street, Luis of 2 does not work.
fn tuxtla() -> Scenario {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &selling());
    rosas.answers(household(2), &at_school());
    office.hands_over(&mut rosas);
    office
}

fn of_round(office: &Scenario, more: &[&str]) -> Output {
    let words = ["indicators", "--data", "tuxtla", "--survey", "2026-1"];
    rayuela(office.home.path(), &[&words, more].concat())
}

#[test]
fn the_example_on_the_page_comes_out_as_computed_by_hand() {
    let table = json_of(&by_hand(&["--only", "8", "--as", "json"]));
    let working = line(&table, "8", json!({}));
    near(&working["numerator"]["value"], 150.0);
    near(&working["denominator"]["value"], 600.0);
    near(&working["rate"]["value"], 0.25);
    // Four units at 50/600, -50/600, 25/600, -25/600: v = 4 (50² + 25²) / 600² = 5/144.
    near(&working["rate"]["standard_error"], (5.0_f64 / 144.0).sqrt());
    near(&working["rate"]["interval"][0], -0.551_751_999);
    near(&working["rate"]["interval"][1], 1.051_751_999);
    near(&working["bounds"]["rate"][0], 150.0 / 700.0);
    near(&working["bounds"]["rate"][1], 250.0 / 700.0);
    let counted = json!({"denominator": 6, "numerator": 2, "unknown": 1});
    assert_eq!(working["counted"], counted);
    assert_eq!(table["source"]["kind"], "survey");
    assert_eq!(table["source"]["design"]["degrees_of_freedom"], 2);
    for figure in [
        "0.25",
        "5/144",
        "0.1863",
        "−0.5518",
        "1.0518",
        "0.2143",
        "0.3571",
    ] {
        assert!(page().contains(figure), "the page says {figure}");
    }
}

#[test]
fn the_table_is_aligned_bilingual_and_narrow_enough_for_a_screen() {
    let output = by_hand(&["--by", "sex,age,sex+age,category,sector,territory"]);
    assert!(output.status.success(), "{}", told(&output));
    let text = said(&output);
    let wide: Vec<&str> = text
        .lines()
        .filter(|line| line.chars().count() > 118)
        .collect();
    assert!(wide.is_empty(), "{wide:?}");
    for words in [
        "[1] Tasa de ocupación infantil no permitida",
        "Rate of child occupation not permitted",
        "Mujeres | Girls",
        "10 a 14 años | 10 to 14 years",
        "[11] Quehaceres domésticos en horarios prolongados, 5 a 17 años (el 11 tal como está impreso)",
        "[11b] Quehaceres domésticos en condiciones peligrosas",
        "peligrosa, 15 a 17, suma con debajo de la edad mínima",
        "peligrosa, 5 a 17, todas las edades",
        "mx-inegi-2016 (7)",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let total = "  Total                                                150   25.0   18.6 -55.2 – 105.2    21.4 – 35.7       6      1";
    assert!(text.lines().any(|line| line == total), "{text}");
}

#[test]
fn the_same_tables_give_the_same_bytes_in_every_format() {
    for format in ["table", "csv", "json"] {
        let [first, second] =
            [(); 2].map(|()| by_hand(&["--by", "sex+age,territory", "--as", format]).stdout);
        assert_eq!(first, second, "{format}");
    }
}

#[test]
fn a_csv_has_units_in_its_heading_and_one_row_an_indicator_and_cell() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tabla.csv");
    let to = file.to_str().unwrap();
    let output = by_hand(&["--by", "sex", "--only", "1,8", "--to", to]);
    assert!(
        output.status.success() && said(&output).is_empty(),
        "{}",
        told(&output)
    );
    let mut csv = csv::Reader::from_path(&file).unwrap();
    let names = csv.headers().unwrap().clone();
    let column = |name: &str| names.iter().position(|one| one == name).unwrap();
    let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2 * 3);
    assert_eq!(rows[1][column("indicator")], *"8");
    assert_eq!(rows[1][column("rate_share")], *"0.25");
    assert_eq!(rows[1][column("numerator_children")], *"150");
    assert_eq!(rows[1][column("confidence")], *"0.95");
    assert_eq!(rows[2][column("sex")], *"woman");
    let others: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(others.len(), 1, "nothing is left beside it");
}

#[test]
fn a_refused_record_is_named_counted_and_in_no_figure_and_the_status_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let good = std::fs::read_to_string(root().join("docs/examples/by-hand/children.csv")).unwrap();
    let file = folder.path().join("children.csv");
    std::fs::write(&file, good + "h,rural,2,100,2,11,7\ni,rural,2,0,2,11,1\n").unwrap();
    let folder = folder.path().to_str().unwrap();
    let words = [
        &BY_HAND[..3],
        &["--tables", folder, "--only", "8", "--as", "json"],
    ]
    .concat();
    let output = rayuela(&root(), &words);
    assert_eq!(output.status.code(), Some(1));
    let told = told(&output);
    assert!(
        told.contains("row 8") && told.contains("column worked"),
        "{told}"
    );
    assert!(told.contains("in no figure: 2"), "{told}");
    let table: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(table["refused"]["rows"], 2);
    near(&line(&table, "8", json!({}))["rate"]["value"], 0.25);
}

#[test]
fn a_stratum_with_one_unit_is_named_with_the_rule_it_falls_under() {
    let folder = tempfile::tempdir().unwrap();
    let all = std::fs::read_to_string(root().join("docs/examples/by-hand/children.csv")).unwrap();
    let fewer: Vec<&str> = all
        .lines()
        .filter(|line| !line.contains("rural,2"))
        .collect();
    std::fs::write(folder.path().join("children.csv"), fewer.join("\n")).unwrap();
    let folder = folder.path().to_str().unwrap();
    let words = [&BY_HAND[..3], &["--tables", folder, "--only", "8"]].concat();
    let around = said(&rayuela(&root(), &words));
    assert!(
        around.contains("Estratos con una sola unidad: rural; alrededor de la media"),
        "{around}"
    );
    let left_out = [&words[..], &["--single-psu", "left-out"]].concat();
    let left_out = said(&rayuela(&root(), &left_out));
    assert!(
        left_out.contains("rural; sin variación: los errores salen chicos"),
        "{left_out}"
    );
}

#[test]
fn an_unverified_mapping_and_the_edition_stand_above_the_figures() {
    let words = [
        "indicators",
        "--mapping",
        "enti-2022",
        "--tables",
        "docs/examples/enti-2022",
    ];
    let drafted = rayuela(&root(), &words);
    assert!(
        said(&drafted).contains("MAPEO SIN VERIFICAR"),
        "{}",
        said(&drafted)
    );
    assert!(told(&drafted).contains("do not publish its figures"));
    let pinned = [
        &words[..],
        &["--edition", "mx-inegi-2016-alternatives", "--as", "json"],
    ]
    .concat();
    let table = json_of(&rayuela(&root(), &pinned));
    assert_eq!(table["source"]["verified"], false);
    let editions = table["editions"].as_object().unwrap();
    assert_eq!(
        editions.keys().collect::<Vec<_>>(),
        ["mx-inegi-2016-alternatives"]
    );
    let unknown = [&words[..], &["--edition", "mx-1999"]].concat();
    assert!(!rayuela(&root(), &unknown).status.success());
}

#[test]
fn a_sample_and_a_local_census_are_never_asked_for_together() {
    let output = by_hand(&["--survey", "2026-1", "--data", "tuxtla"]);
    assert!(!output.status.success() && said(&output).is_empty());
    let told = told(&output);
    assert!(told.contains("no se mezclan en una tasa"), "{told}");
    assert!(told.contains("never mixed in one rate"), "{told}");
    let neither = rayuela(&root(), &["indicators"]);
    assert!(!neither.status.success());
    assert!(String::from_utf8_lossy(&neither.stderr).contains("--mapping y --tables"));
}

#[test]
fn a_mapping_that_does_not_say_how_children_were_drawn_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let output = rayuela(
        &root(),
        &[
            "indicators",
            "--mapping",
            "facts",
            "--tables",
            folder.path().to_str().unwrap(),
        ],
    );
    assert!(!output.status.success());
    assert!(told(&output).contains("census = true"), "{}", told(&output));
}

#[test]
fn a_census_file_is_counted_without_errors_of_sampling() {
    let folder = tempfile::tempdir().unwrap();
    let examples = root().join("docs/examples/by-hand");
    let mapping = std::fs::read_to_string(examples.join("mapping.toml")).unwrap();
    let drawn = "weight = \"weight\"\nstratum = \"stratum\"\npsu = \"unit\"";
    assert!(mapping.contains(drawn));
    let own = folder.path().join("own.toml");
    std::fs::write(&own, mapping.replace(drawn, "census = true")).unwrap();
    let words = ["indicators", "--mapping", own.to_str().unwrap(), "--tables"];
    let examples = examples.to_str().unwrap();
    let output = rayuela(
        &root(),
        &[&words[..], &[examples, "--only", "8", "--as", "json"]].concat(),
    );
    let table = json_of(&output);
    assert_eq!(table["source"]["kind"], "census_file");
    let working = line(&table, "8", json!({}));
    near(&working["rate"]["value"], 2.0 / 6.0);
    assert_eq!(working["rate"]["standard_error"], Value::Null);
}

#[test]
fn a_round_is_counted_child_by_child_with_its_coverage_beside() {
    let office = tuxtla();
    let table = json_of(&of_round(
        &office,
        &["--by", "sex,territory", "--as", "json"],
    ));
    let source = &table["source"];
    assert_eq!(
        (&source["kind"], &source["survey"]),
        (&json!("local_census"), &json!("2026-1"))
    );
    assert_eq!(source["children"], 2);
    let coverage = &source["coverage"];
    assert_eq!(
        (&coverage["listed"], &coverage["complete"]),
        (&json!(2), &json!(2))
    );
    near(&coverage["response_rate_1"], 1.0);
    let labour = line(&table, "child_labour", json!({}));
    near(&labour["rate"]["value"], 0.5);
    assert_eq!(labour["rate"]["standard_error"], Value::Null);
    assert_eq!(
        labour["counted"],
        json!({"denominator": 2, "numerator": 1, "unknown": 0})
    );
    near(
        &line(&table, "1", json!({"sex": "man"}))["rate"]["value"],
        0.5,
    );
    let area = json!({"territory": "ageb:0710100010363"});
    near(&line(&table, "2", area)["numerator"]["value"], 1.0);
    // Nobody of 15 to 17 was met: no value, and not 0.
    assert_eq!(line(&table, "3", json!({}))["rate"], Value::Null);
}

#[test]
fn a_round_is_labelled_as_what_it_is_and_names_nobody() {
    let office = tuxtla();
    let output = of_round(&office, &["--by", "territory", "--at-least", "3"]);
    assert!(output.status.success(), "{}", told(&output));
    let text = said(&output);
    assert!(text.contains("CENSO LOCAL de la ronda 2026-1"), "{text}");
    assert!(text.contains("LOCAL CENSUS of round 2026-1"), "{text}");
    assert!(
        text.contains("no del municipio entero ni de la nación"),
        "{text}"
    );
    assert!(text.contains("reservado, menos de 3 | withheld"), "{text}");
    assert!(text.contains("NO hay supresión"), "{text}");
    assert!(
        !text.contains("50.0"),
        "a withheld rate is not shown: {text}"
    );
    for name in ["Luis", "Ana", "m1luis1"] {
        assert!(
            !text.contains(name) && !told(&output).contains(name),
            "{name}"
        );
    }
    let unknown = rayuela(
        office.home.path(),
        &["indicators", "--data", "tuxtla", "--survey", "1999"],
    );
    assert!(
        told(&unknown).contains("no hay una ronda 1999; hay: 2026-1"),
        "{}",
        told(&unknown)
    );
}

#[test]
fn every_command_of_the_page_runs_as_it_stands_there() {
    let office = tuxtla();
    let page = page();
    let commands: Vec<Vec<&str>> = page
        .lines()
        .filter_map(|line| line.trim().strip_prefix("$ rayuela "))
        .map(|words| words.split_whitespace().collect())
        .collect();
    assert!(commands.len() >= 6, "{commands:?}");
    for words in commands {
        let folder = if words.contains(&"--survey") {
            office.home.path().to_path_buf()
        } else {
            root()
        };
        let output = rayuela(&folder, &words);
        assert!(output.status.success(), "{words:?}: {}", told(&output));
        assert!(!said(&output).is_empty(), "{words:?}");
    }
}

#[test]
fn the_page_defines_every_indicator_in_the_words_of_the_program() {
    let page = page();
    for one in indicators::INDICATORS {
        let doubt = if one.doubt.es.is_empty() {
            "–".to_owned()
        } else {
            format!("{} / {}", one.doubt.es, one.doubt.en)
        };
        let row = format!(
            "| `{}` | {} / {} | {} / {} | {} / {} | {} / {} | {doubt} |",
            one.code,
            one.name.es,
            one.name.en,
            one.numerator.es,
            one.numerator.en,
            one.denominator.es,
            one.denominator.en,
            one.source.es,
            one.source.en,
        );
        assert!(
            page.lines().any(|line| line == row),
            "docs/indicators.md lacks:\n{row}"
        );
    }
}

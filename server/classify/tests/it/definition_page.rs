//! Holds docs/definition.md true: its tables and the numbers in its sentences are the edition's.
//!
//! Start at [`written`]. What stands between marks is made from the shipped edition; with
//! `RAYUELA_WRITE_DOCS=1` the test writes the page anew instead of comparing it:
//!
//! ```sh
//! RAYUELA_WRITE_DOCS=1 cargo test -p classify --test it definition_page
//! ```
//!
//! `<!-- edition: NAME … -->` and `<!-- end -->` stand around a table, `<!--PATH-->` and `<!--/-->`
//! around one number. What this does not know: whether the prose around them is good.

mod law;
mod tables;

use std::{collections::BTreeSet, fs, path::PathBuf};

use classify::Edition;
use toml::{Table, Value};

/// The shipped edition, as its types and as its text.
pub struct Shipped {
    pub edition: Edition,
    pub text: Table,
}

impl Shipped {
    fn read() -> Shipped {
        Shipped {
            edition: crate::edition(),
            text: toml::from_str(classify::MX_INEGI_2016).expect("TOML"),
        }
    }

    /// The value at `hazards.load_kg`.
    pub fn at(&self, path: &str) -> &Value {
        let mut parts = path.split('.');
        let first = parts.next().unwrap_or_default();
        let root = self.text.get(first);
        let found = parts.fold(root, |value, part| value?.get(part));
        found.unwrap_or_else(|| panic!("the edition has no {path}"))
    }

    /// The number a sentence names: `hazards.load_kg`, or `chores.prolonged_hours at 5`.
    fn number(&self, path: &str) -> String {
        let (path, age) = path.split_once(" at ").unwrap_or((path, ""));
        let value = self.at(path).get("value").expect("a value with its source");
        if age.is_empty() {
            return figure(value);
        }
        let age: i64 = age.parse().expect("an age");
        let bands = value.as_array().expect("age bands");
        let holds = |band: &&Value| whole(band, "from") <= age && age <= whole(band, "to");
        figure(&bands.iter().find(holds).expect("a band for the age")["limit"])
    }
}

fn whole(value: &Value, key: &str) -> i64 {
    value[key].as_integer().expect("a whole number")
}

/// A number as the page writes it: `36`, `3.5`.
pub fn figure(value: &Value) -> String {
    match value {
        Value::Float(number) => number.to_string(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

/// A row of a table in Markdown.
pub fn row<T: AsRef<str>>(cells: &[T]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| cell.as_ref().replace('|', "\\|"))
        .collect();
    format!("| {} |\n", cells.join(" | "))
}

/// A table with this head.
pub fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let rule = vec!["---"; head.len()].join("|");
    let rows: String = rows.into_iter().map(|cells| row(&cells)).collect();
    format!("{}|{rule}|\n{rows}", row(head))
}

/// The page with every marked part made from the edition, and which parts there are.
fn written(page: &str, shipped: &Shipped) -> (String, BTreeSet<String>) {
    let mut parts = BTreeSet::new();
    let (mut done, mut rest) = (String::new(), page);
    while let Some((before, after)) = rest.split_once("<!--") {
        let (mark, after) = after.split_once("-->").expect("a mark that ends");
        done.push_str(&format!("{before}<!--{mark}-->"));
        let (made, end) = match mark.strip_prefix(" edition: ") {
            Some(name) => {
                let name = name.trim_end();
                (format!("\n{}", tables::of(name, shipped)), "<!-- end -->")
            }
            None => (shipped.number(mark), "<!--/-->"),
        };
        parts.insert(mark.trim().to_owned());
        let (_, after) = after
            .split_once(end)
            .unwrap_or_else(|| panic!("<!--{mark}--> has no {end}"));
        done.push_str(&format!("{made}{end}"));
        rest = after;
    }
    done.push_str(rest);
    (done, parts)
}

fn page() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/definition.md")
}

#[test]
fn every_table_and_number_of_the_page_is_the_editions() {
    let text = fs::read_to_string(page()).expect("docs/definition.md");
    let (made, parts) = written(&text, &Shipped::read());
    if std::env::var_os("RAYUELA_WRITE_DOCS").is_some() {
        // The other tests read the page meanwhile: it is put there whole.
        let beside = page().with_extension("md.new");
        fs::write(&beside, &made).expect("docs can be written");
        fs::rename(&beside, page()).expect("docs/definition.md can be written");
        return;
    }
    for (line, (has, wants)) in text.lines().zip(made.lines()).enumerate() {
        assert_eq!(
            has,
            wants,
            "line {}: run with RAYUELA_WRITE_DOCS=1",
            line + 1
        );
    }
    assert_eq!(text, made);
    for name in tables::NAMES {
        let mark = format!("edition: {name}");
        assert!(parts.contains(&mark), "the page has no <!-- {mark} -->");
    }
}

#[test]
fn a_number_that_the_edition_changes_is_changed_on_the_page() {
    let mut shipped = Shipped::read();
    let page =
        "over <!--hazards.load_kg-->9<!--/--> kg, <!--chores.prolonged_hours at 12--><!--/-->";
    let (made, _) = written(page, &shipped);
    assert!(
        made.starts_with("over <!--hazards.load_kg-->7<!--/--> kg"),
        "{made}"
    );
    assert!(made.ends_with("at 12-->14<!--/-->"), "{made}");
    let load = shipped.text["hazards"]["load_kg"]["value"].as_float();
    assert_eq!(load, Some(7.0));
    shipped.text["hazards"]["load_kg"]["value"] = Value::Float(10.0);
    assert!(written(page, &shipped).0.contains("-->10<!--/--> kg"));
}

/// Every number, list, item and choice of the edition's text stands in some table of the page.
#[test]
fn nothing_that_decides_is_left_off_the_page() {
    let shipped = Shipped::read();
    let (page, _) = written(&fs::read_to_string(page()).expect("the page"), &shipped);
    for id in shipped.edition.choices.keys() {
        assert!(page.contains(&format!("| {id} |")), "{id}");
    }
    for item in &shipped.edition.legal.items {
        assert!(
            page.contains(&format!("| {} |", &*item.code)),
            "{}",
            &*item.code
        );
    }
    let numbers = ["ages", "occupied", "hazards", "chores", "sdg_8_7_1"];
    for part in numbers {
        for name in shipped.text[part].as_table().expect("a table").keys() {
            assert!(
                tables::ROWS
                    .iter()
                    .any(|row| row.0 == format!("{part}.{name}")),
                "{part}.{name} has no row"
            );
        }
    }
}

/// A sentence about the rules names a number only between marks, or as an age, an hour of the
/// day, a year, an article or a tag.
#[test]
fn no_sentence_about_a_rule_names_a_number_by_heart() {
    let page = fs::read_to_string(page()).expect("the page");
    let rules = page.split("## The rules").nth(1).expect("the rules");
    let rules = rules
        .split("## Documented choices")
        .next()
        .expect("their end");
    let mut prose = String::new();
    for (at, part) in rules.split("<!--").enumerate() {
        // Behind the mark that ends a made part stands prose, behind others what was made.
        let (mark, after) = part.split_once("-->").unwrap_or(("/", part));
        if at == 0 || mark == "/" || mark == " end " {
            prose.push_str(after);
        }
    }
    let plain = |word: &str| {
        let item_of_a_list = word.len() == 2 && word.ends_with('.');
        let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        let tagged = [
            "CH-", "R", "S", "SCIAN", "SINCO", "NOM", "LFT", "8.7.1", "60", "176", "175",
        ];
        let hour = word.contains(':');
        let year = word.len() == 4 && (word.starts_with("20") || word.starts_with("19"));
        item_of_a_list || hour || year || tagged.iter().any(|tag| word.starts_with(tag))
    };
    let numbers: Vec<&str> = prose
        .split_whitespace()
        .filter(|word| word.chars().any(|sign| sign.is_ascii_digit()) && !plain(word))
        .collect();
    assert_eq!(numbers, Vec::<&str>::new());
}

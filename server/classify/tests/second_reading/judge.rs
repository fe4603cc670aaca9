//! What the tables say of one child: R0 to R7, written out as the output of section 4.
//!
//! Start at [`judge`]. The order of the tables is here; what they say is in `rules.rs`.

use std::{collections::BTreeSet, fmt::Write, sync::LazyLock};

use crate::{
    json::Json,
    rules,
    sheet::{Refusal, Settled, Sheet},
    table::{ALERTS, Asked, Book, Condition, Found, Reading, Table, Tri, any},
};

/// A word that a table decided; `?` is unknown.
pub type Word = &'static str;

/// What is decided of a child, under one combination of answers or under all of them.
#[derive(Clone, PartialEq)]
pub struct Decided {
    /// The single words by key, in the order of the output.
    pub words: Vec<(Word, Word)>,
    pub hazards: Vec<Word>,
    pub gaps: BTreeSet<String>,
    /// Choice, child labour, CTI.
    pub alternatives: Vec<(Word, Word, Word)>,
    pub alerts: Vec<Word>,
}

struct Tables {
    scope: Table,
    occupied: Table,
    criteria: Vec<(Word, Condition)>,
    occupation: Table,
    chores: Table,
    chores_prolonged: Table,
    chores_dangerous: Table,
    child_labour: Table,
    cti: Table,
    sdg_a: Table,
    sdg_b: Table,
    hazardous_any_age: Table,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
    scope: Table::read(rules::SCOPE),
    occupied: Table::read(rules::OCCUPIED),
    criteria: rules::CRITERIA
        .trim()
        .lines()
        .map(|line| line.split_once(' ').expect("a criterion"))
        .map(|(name, test)| (name, Condition::read(test)))
        .collect(),
    occupation: Table::read(rules::OCCUPATION),
    chores: Table::read(rules::CHORES),
    chores_prolonged: Table::read(rules::CHORES_PROLONGED),
    chores_dangerous: Table::read(rules::CHORES_DANGEROUS),
    child_labour: Table::read(rules::CHILD_LABOUR),
    cti: Table::read(rules::CTI),
    sdg_a: Table::read(rules::SDG_A),
    sdg_b: Table::read(rules::SDG_B),
    hazardous_any_age: Table::read(rules::HAZARDOUS_ANY_AGE),
});

const WORDS: [Word; 11] = [
    "in_scope",
    "occupied",
    "occupation",
    "chores",
    "chores_prolonged",
    "chores_dangerous",
    "child_labour",
    "cti",
    "a",
    "b",
    // Not in the output: the verdict of batch work has it.
    "hazardous_any_age",
];

impl Decided {
    pub fn word(&self, key: &str) -> Word {
        let found = self.words.iter().find(|(name, _)| *name == key);
        found.expect("a key of the output").1
    }
}

/// The class under one reading; what the tables decide on the way stays in `asked.found`.
struct Class {
    hazards: Vec<Word>,
    gaps: Vec<String>,
}

/// `base` are the tests of the criteria under the base reading, which most readings share.
fn class(asked: &mut Asked, base: &[Tri]) -> Class {
    let (mut of_occupied, mut of_hazard, mut gaps) = (Vec::new(), Vec::new(), Vec::new());
    let without = asked.reading.without.as_ref();
    let occupied = if without.is_some_and(|without| without.holds(asked) == 'Y') {
        "no"
    } else {
        TABLES.occupied.decide(asked, &mut of_occupied)
    };
    asked.found.note("occupied", occupied);

    let mut hazards: Vec<Word> = Vec::new();
    let mut tests = Vec::new();
    for ((name, condition), base) in TABLES.criteria.iter().zip(base) {
        if asked.reading.switches_off(condition) {
            continue;
        }
        let test = if condition.is_by_age() {
            condition.holds(asked)
        } else {
            *base
        };
        if occupied == "yes" && test == 'Y' && !hazards.contains(name) {
            hazards.push(name);
        }
        if test == '?' {
            condition.gaps(asked, &mut of_hazard);
        }
        tests.push(test);
    }
    let hazard = any(tests.into_iter());
    let hazard = match hazard {
        'Y' => "yes",
        'N' => "no",
        _ => "?",
    };
    asked.found.note("hazard", hazard);

    let occupation = TABLES.occupation.decide(asked, &mut gaps);
    let mut written = Vec::new();
    for gap in gaps {
        match gap.as_str() {
            "occupied" => written.append(&mut of_occupied),
            "hazard" => written.append(&mut of_hazard),
            _ => written.push(gap),
        }
    }
    let mut gaps = written;
    asked.found.note("occupation", occupation);
    let chores = TABLES.chores.decide(asked, &mut gaps);
    asked.found.note("chores", chores);
    let child_labour = TABLES.child_labour.decide(asked, &mut gaps);
    asked.found.note("child_labour", child_labour);
    let cti = TABLES.cti.decide(asked, &mut gaps);
    asked.found.note("cti", cti);
    Class { hazards, gaps }
}

fn under<'a>(child: &'a Settled<'a>, reading: &'a Reading) -> Asked<'a> {
    Asked {
        child,
        reading,
        found: Found::default(),
    }
}

/// One child under one combination of answers.
fn settled(book: &Book, child: &Settled) -> Decided {
    let mut asked = under(child, &book.base);
    let mut gaps = Vec::new();
    let scope = TABLES.scope.decide(&asked, &mut gaps);
    let mut decided = Decided {
        words: WORDS.iter().map(|key| (*key, "?")).collect(),
        hazards: Vec::new(),
        gaps: BTreeSet::new(),
        alternatives: Vec::new(),
        alerts: Vec::new(),
    };
    decided.words[0].1 = scope;
    if scope != "in" {
        decided.gaps.extend(gaps);
        return decided;
    }
    let base: Vec<Tri> = TABLES
        .criteria
        .iter()
        .map(|(_, condition)| condition.holds(&asked))
        .collect();
    let class = class(&mut asked, &base);
    decided.hazards = class.hazards;
    gaps = class.gaps;
    for (key, table) in [
        ("chores_prolonged", &TABLES.chores_prolonged),
        ("chores_dangerous", &TABLES.chores_dangerous),
        ("sdg_a", &TABLES.sdg_a),
        ("sdg_b", &TABLES.sdg_b),
        ("hazardous_any_age", &TABLES.hazardous_any_age),
    ] {
        let outcome = table.decide(&asked, &mut gaps);
        asked.found.note(key, outcome);
    }
    for (key, word) in &mut decided.words[1..] {
        let name = match *key {
            "a" => "sdg_a",
            "b" => "sdg_b",
            other => other,
        };
        *word = asked.found.word(name);
    }
    decided.gaps.extend(gaps);
    let pair = |found: &Found| (found.word("child_labour"), found.word("cti"));
    for reading in &book.alternatives {
        let mut other = under(child, reading);
        self::class(&mut other, &base);
        if pair(&other.found) != pair(&asked.found) {
            let (child_labour, cti) = pair(&other.found);
            decided
                .alternatives
                .push((reading.choice, child_labour, cti));
        }
    }
    if decided.word("occupied") == "yes" {
        let jobs = child.each_job();
        let jobs: Vec<Asked> = jobs.iter().map(|job| under(job, &book.base)).collect();
        let raised = ALERTS.iter().filter(|way| way.raised(&asked, &jobs));
        let codes: BTreeSet<Word> = raised.map(|way| way.code).collect();
        decided.alerts = codes.into_iter().collect();
    }
    decided
}

/// R7: what is the same under every combination.
fn joined(sheet: &Sheet, all: &[Decided]) -> Decided {
    let mut joined = all[0].clone();
    for (key, word) in &mut joined.words {
        if all.iter().any(|other| other.word(key) != *word) {
            *word = "?";
        }
    }
    joined
        .hazards
        .retain(|code| all.iter().all(|other| other.hazards.contains(code)));
    joined
        .alerts
        .retain(|code| all.iter().all(|other| other.alerts.contains(code)));
    if all
        .iter()
        .any(|other| other.alternatives != joined.alternatives)
    {
        joined.alternatives.clear();
    }
    joined.gaps = all.iter().flat_map(|other| other.gaps.clone()).collect();
    let differs = |key: &str| all.iter().any(|other| other.word(key) != all[0].word(key));
    if ["occupation", "chores", "child_labour", "in_scope"]
        .into_iter()
        .any(differs)
    {
        joined.gaps.extend(sheet.discrepancies());
    }
    joined
}

/// What the rule set says of these facts, or that it refuses them.
pub fn judge(book: &Book, child: &Json) -> Result<(Decided, String), Refusal> {
    let sheet = Sheet::read(child)?;
    let mut all = Vec::new();
    sheet.each(|child| all.push(settled(book, child)));
    let decided = joined(&sheet, &all);
    let text = written(book, sheet.id, &decided);
    Ok((decided, text))
}

/// `null`, `true`, `false`, or the word in quotes.
fn json(word: Word) -> String {
    match word {
        "?" => "null".to_owned(),
        "yes" | "in" => "true".to_owned(),
        "no" | "out" => "false".to_owned(),
        word => format!("\"{word}\""),
    }
}

fn list<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> String {
    let quoted: Vec<String> = words
        .into_iter()
        .map(|word| format!("\"{}\"", word.as_ref()))
        .collect();
    format!("[{}]", quoted.join(","))
}

/// Section 4: one JSON object, all keys, in this order.
fn written(book: &Book, id: Option<&str>, decided: &Decided) -> String {
    let id = id.map_or("null".to_owned(), |id| format!("{id:?}"));
    let mut text = format!("{{\"id\":{id},\"definition\":\"{}\"", book.definition);
    for (key, word) in &decided.words[..8] {
        let _ = write!(text, ",\"{key}\":{}", json(word));
        if *key == "occupation" {
            let _ = write!(text, ",\"hazards\":{}", list(&decided.hazards));
        }
    }
    let alternative = |(choice, child_labour, cti): &(Word, Word, Word)| {
        let (child_labour, cti) = (json(child_labour), json(cti));
        format!("{{\"choice\":\"{choice}\",\"child_labour\":{child_labour},\"cti\":{cti}}}")
    };
    let alternatives: Vec<String> = decided.alternatives.iter().map(alternative).collect();
    let _ = write!(
        text,
        ",\"gaps\":{},\"alternatives\":[{}],\"sdg_8_7_1\":{{\"a\":{},\"b\":{}}},\"legal_alerts\":{}}}",
        list(&decided.gaps),
        alternatives.join(","),
        json(decided.word("a")),
        json(decided.word("b")),
        list(&decided.alerts),
    );
    text
}

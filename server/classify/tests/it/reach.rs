//! How often the made-up children really stand where an invariant could fail.
//!
//! Start at [`the_invariants_are_tried_where_they_could_fail`]. A property that is only ever tried
//! on children it says nothing about would hold for any rules at all.

use std::{collections::BTreeMap, sync::OnceLock};

use classify::{Classification, Edition};
use proptest::{prelude::*, sample::Index, strategy::ValueTree, test_runner::TestRunner};
use serde_json::Value;

use crate::{
    children::{Blur, Child, child, set},
    invariants::{WORSENED, ask_again, make_worse},
    result_of,
};

fn edition() -> &'static Edition {
    static EDITION: OnceLock<Edition> = OnceLock::new();
    EDITION.get_or_init(crate::edition)
}

const CHILDREN: usize = 2500;

/// Where an invariant could fail, and the fewest of 1,000 children who must stand there. That
/// prolonged chores may turn out dangerous is rarer, and tried for every case in `unknowns.rs`.
const LEAST: [(&str, usize); 20] = [
    ("worse work.hours_week", 100),
    ("worse chores.hours_week", 100),
    ("worse chores.hazards", 100),
    ("worse work.jobs[0].exposures", 100),
    ("worse work.jobs[0].place", 100),
    ("worse work.jobs[0].scian", 100),
    ("worse work.jobs[0].sinco", 100),
    ("worse work.jobs[0].after_22", 60),
    ("worse work.jobs[0].max_load_kg", 100),
    ("worse work.jobs[0].night_hours", 100),
    ("brought in by something worse", 20),
    ("occupied under fifteen", 150),
    ("decided with gaps, then asked again", 40),
    ("open, then decided by asking again", 30),
    ("an interval narrowed", 60),
    ("a discrepancy settled", 60),
    ("child labour in one part only", 150),
    ("child labour in both parts", 10),
    ("permitted", 14),
    ("hazardous from fifteen on", 40),
];

type Reached = BTreeMap<String, usize>;

fn note(reached: &mut Reached, what: impl Into<String>, stands_there: bool) {
    *reached.entry(what.into()).or_default() += usize::from(stands_there);
}

fn result(child: &Value) -> Classification {
    result_of(edition(), child)
}

/// Children in child labour of whom a fact is made worse, and others whom that brings in.
fn worse_days(child: &Child, before: &Classification, reached: &mut Reached) {
    let given = child.json();
    let mut brought_in = false;
    for path in WORSENED {
        let fact = child.fact(path).given();
        let worse = make_worse(&fact, path, &["noise"]);
        let changed = worse != fact;
        note(
            reached,
            format!("worse {path}"),
            changed && before.child_labour == Some(true),
        );
        if before.child_labour == Some(false) && changed {
            let mut after = given.clone();
            set(&mut after, path, worse);
            brought_in |= result(&after).child_labour == Some(true);
        }
    }
    note(reached, "brought in by something worse", brought_in);
}

/// What a second interview changes.
fn second_interviews(
    child: &Child,
    before: &Classification,
    picks: &[Index],
    how: &Index,
    reached: &mut Reached,
) {
    let mut after = child.clone();
    ask_again(&mut after, picks, how);
    let blurs = |test: fn(&Blur) -> bool| {
        let facts = child.facts.iter().zip(&after.facts);
        facts
            .filter(|(before, after)| test(&before.blur) && before.blur != after.blur)
            .count()
            > 0
    };
    let narrowed = blurs(|blur| matches!(blur, Blur::Wide(under, over) if under + over > 0.0));
    note(reached, "an interval narrowed", narrowed);
    let settled = blurs(|blur| matches!(blur, Blur::Apart(_)));
    note(reached, "a discrepancy settled", settled);
    let asked = child.json() != after.json();
    let after = result(&after.json());
    let open = before.child_labour.is_none();
    let what = "decided with gaps, then asked again";
    note(reached, what, asked && !open && !before.gaps.is_empty());
    let what = "open, then decided by asking again";
    note(reached, what, open && after.child_labour.is_some());
}

#[test]
fn the_invariants_are_tried_where_they_could_fail() {
    let mut runner = TestRunner::deterministic();
    let made_up = (
        child(),
        prop::collection::vec(any::<Index>(), 1..25),
        any::<Index>(),
    );
    let mut reached = Reached::new();
    for _ in 0..CHILDREN {
        let (child, picks, how) = made_up.new_tree(&mut runner).expect("a child").current();
        let before = result(&child.json());
        worse_days(&child, &before, &mut reached);
        second_interviews(&child, &before, &picks, &how, &mut reached);
        let word = |key: &str| serde_json::to_value(&before).expect("JSON")[key].clone();
        let (occupation, cti) = (word("occupation"), word("cti"));
        note(
            &mut reached,
            "occupied under fifteen",
            occupation == "below_minimum_age",
        );
        note(&mut reached, "permitted", occupation == "permitted");
        note(
            &mut reached,
            "hazardous from fifteen on",
            occupation == "hazardous",
        );
        let one_part = cti == "only_occupation" || cti == "only_chores";
        note(&mut reached, "child labour in one part only", one_part);
        note(&mut reached, "child labour in both parts", cti == "both");
    }
    let too_rare: Vec<String> = LEAST
        .iter()
        .map(|(what, least)| (what, reached[*what], least * CHILDREN / 1000))
        .filter(|(_, times, least)| times < least)
        .map(|(what, times, least)| format!("{what}: {times}, not {least}"))
        .collect();
    assert!(
        too_rare.is_empty(),
        "of {CHILDREN} children: {too_rare:#?}\n{reached:#?}"
    );
}

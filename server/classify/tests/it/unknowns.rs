//! Every case with every fact unknown, every pair of facts unknown, every number as an interval,
//! every fact with two answers: nothing is decided that an answer would contradict, and nothing
//! is left open that no answer would change.
//!
//! Start at [`every_fact_of_every_case_unknown_is_sound_and_complete`]. The exceptions of the rule
//! set stand in [`allowed`], [`contradiction`] and [`EXEMPTIONS`].

use std::{
    collections::{BTreeSet, HashSet},
    sync::OnceLock,
};

use classify::{
    Chores, Classification, Coded, Date, Edition, Occupation, Settled, Span, Status, Verdict,
    classify, verdict,
};
use serde_json::{Value, json};

use crate::{
    cases::{at, every_known_case},
    positions::{Position, Values, combinations, facts_of, positions},
    read, result_of,
};

fn edition() -> &'static Edition {
    static EDITION: OnceLock<Edition> = OnceLock::new();
    EDITION.get_or_init(crate::edition)
}

fn verdict_of(on: Date, child: &Settled) -> Verdict {
    verdict(edition(), &facts_of(on, child.clone())).expect("in force")
}

fn whole(on: Date, child: &Settled) -> Classification {
    classify(edition(), &facts_of(on, child.clone())).expect("in force")
}

/// The different children of all cases, each under one combination of answers.
fn children() -> Vec<(Date, Settled)> {
    let mut seen = HashSet::new();
    let mut children = Vec::new();
    for case in every_known_case() {
        let facts = read(&case.facts);
        for child in combinations(&facts) {
            if seen.insert(format!("{} {child:?}", facts.ref_date())) {
                children.push((facts.ref_date(), child));
            }
        }
    }
    assert!(children.len() > 300, "only {}", children.len());
    children
}

/// May a child with this status have this answer? Whoever worked did so for an hour: the status
/// says so (R1), and fewer hours are only known as a number.
fn allowed(child: &Settled, unknown: &[&Position]) -> bool {
    let hours_asked = unknown
        .iter()
        .any(|position| position.path == "work.hours_week");
    let under_an_hour = child.hours_week.is_some_and(|hours| hours.min() < 1.0);
    !(hours_asked && under_an_hour && child.status == Some(Status::Worked))
}

/// What the verdict on a child decided that the verdict on her with more answers contradicts.
fn contradiction(before: &Verdict, after: &Verdict) -> Option<&'static str> {
    fn lost<T: PartialEq>(before: Option<T>, after: Option<T>) -> bool {
        before.is_some() && before != after
    }
    // R4 (4): prolonged, though the hazards be unknown; they may turn out to be dangerous.
    let more_dangerous =
        (before.chores, after.chores) == (Some(Chores::Prolonged), Some(Chores::Dangerous));
    let lost = [
        ("in_scope", lost(before.in_scope, after.in_scope)),
        ("occupied", lost(before.occupied, after.occupied)),
        ("occupation", lost(before.occupation, after.occupation)),
        (
            "hazards",
            before.hazards.shared(after.hazards) != before.hazards,
        ),
        (
            "hazardous_any_age",
            lost(before.hazardous_any_age, after.hazardous_any_age),
        ),
        (
            "chores",
            lost(before.chores, after.chores) && !more_dangerous,
        ),
        (
            "chores_prolonged",
            lost(before.chores_prolonged, after.chores_prolonged),
        ),
        (
            "chores_dangerous",
            lost(before.chores_dangerous, after.chores_dangerous),
        ),
        (
            "child_labour",
            lost(before.child_labour, after.child_labour),
        ),
        ("cti", lost(before.cti, after.cti)),
    ];
    lost.iter().find(|(_, lost)| *lost).map(|(key, _)| *key)
}

/// Are the gaps as R6 says: some for each open part, none for a decided one?
fn gaps_fit(verdict: &Verdict) -> bool {
    let words = || verdict.gaps.iter().map(Coded::word);
    if verdict.in_scope != Some(true) {
        return words().eq((verdict.in_scope.is_none()).then_some("age"));
    }
    let of_chores = words().any(|word| word.starts_with("chores."));
    let of_work = words().any(|word| word.starts_with("work."));
    of_chores == verdict.chores.is_none() && of_work == verdict.occupation.is_none()
}

fn decided(verdict: &Verdict) -> bool {
    verdict.gaps.is_empty()
}

/// Open parts of the class.
fn open(verdict: &Verdict) -> (bool, bool, bool) {
    let inside = verdict.in_scope == Some(true);
    (
        verdict.in_scope.is_none(),
        inside && verdict.occupation.is_none(),
        inside && verdict.chores.is_none(),
    )
}

type Class = (Option<bool>, Option<Occupation>, Option<Chores>);

fn class(verdict: &Verdict) -> Class {
    (verdict.in_scope, verdict.occupation, verdict.chores)
}

/// Which parts of the class differ among these.
fn differing(classes: &[Class]) -> (bool, bool, bool) {
    let first = classes[0];
    (
        classes.iter().any(|class| class.0 != first.0),
        classes.iter().any(|class| class.1 != first.1),
        classes.iter().any(|class| class.2 != first.2),
    )
}

/// Is this fact of the child known exactly? A code is when no digit could be added to it.
fn is_settled(child: &Settled, position: &Position) -> bool {
    let job = child.jobs.iter().next();
    let exact = |number: Option<Span>| number.is_some_and(|number| number.min() == number.max());
    match position.path.trim_start_matches("work.jobs[0].") {
        "scian" | "sinco" => job.is_some_and(|job| {
            let code = if position.path.ends_with("scian") {
                job.scian
            } else {
                job.sinco
            };
            code.is_some_and(|code| code.length() >= 4)
        }),
        "night_hours" => exact(job.and_then(|job| job.night_hours)),
        "max_load_kg" => exact(job.and_then(|job| job.max_load_kg)),
        "work.hours_week" => exact(child.hours_week),
        "chores.hours_week" => exact(child.chores_hours_week),
        "work.absence.returns_within_weeks" => exact(child.returns_within_weeks),
        _ => position.unknown(child) != *child,
    }
}

/// Checks a child with some facts unknown against her with every answer to them.
fn check(
    on: Date,
    child: &Settled,
    unknown: &[&Position],
    answers: &[Settled],
) -> Result<(), String> {
    let blurred = unknown
        .iter()
        .fold(child.clone(), |child, position| position.unknown(&child));
    let before = verdict_of(on, &blurred);
    let about = |what: &str| {
        let paths: Vec<_> = unknown.iter().map(|position| &*position.path).collect();
        format!(
            "{} not known: {what}\n{blurred:?}\n{before:?}",
            paths.join(", ")
        )
    };
    if !gaps_fit(&before) {
        return Err(about("gaps do not fit what is open"));
    }
    let mut classes = Vec::new();
    let mut all_decided = true;
    for answered in answers.iter().filter(|answered| allowed(answered, unknown)) {
        let after = verdict_of(on, answered);
        if let Some(key) = contradiction(&before, &after) {
            return Err(about(&format!(
                "{key} is contradicted by\n{answered:?}\n{after:?}"
            )));
        }
        all_decided &= decided(&after);
        classes.push(class(&after));
    }
    if classes.is_empty() || !all_decided {
        return Ok(());
    }
    let known = positions(child.jobs.iter().len())
        .into_iter()
        .filter(|position| is_settled(&blurred, position));
    let known: Vec<String> = known.map(|position| position.kind()).collect();
    let kinds: BTreeSet<&str> = before.gaps.iter().map(Coded::word).collect();
    // Of two jobs one may be open: the kind of gap does not say which.
    if child.jobs.iter().len() < 2 && known.iter().any(|kind| kinds.contains(&**kind)) {
        return Err(about("a gap that is known"));
    }
    // Scope decides the other parts: their difference counts only within it.
    let (scope, work, chores) = differing(&classes);
    let (scope_open, work_open, chores_open) = open(&before);
    // R1 leaves the status open by itself, whatever the rest would say of it.
    let status = unknown
        .iter()
        .any(|position| position.path == "work.status");
    if scope_open && !scope || work_open && !work && !status || chores_open && !chores {
        return Err(about("open, though every answer decides the same"));
    }
    Ok(())
}

/// What is wrong, the first in full.
fn shown(wrong: &[String]) -> String {
    let heads = wrong.iter().filter_map(|wrong| wrong.lines().next());
    let heads: BTreeSet<&str> = heads.collect();
    format!(
        "{} wrong: {heads:#?}\n{}",
        wrong.len(),
        wrong.first().map_or("", |first| first)
    )
}

/// The child with each value at this position, and as she is.
fn answered(child: &Settled, position: &Position, values: &[Settled]) -> Vec<Settled> {
    let with = |value: &Settled| {
        let mut child = child.clone();
        position.copy(&mut child, value);
        child
    };
    std::iter::once(child.clone())
        .chain(values.iter().map(with))
        .collect()
}

#[test]
fn every_fact_of_every_case_unknown_is_sound_and_complete() {
    let values = Values::new();
    let mut wrong = Vec::new();
    for (on, child) in children() {
        for position in positions(child.jobs.iter().len()) {
            let answers = answered(&child, &position, values.all(&position));
            wrong.extend(check(on, &child, &[&position], &answers).err());
        }
    }
    assert!(wrong.is_empty(), "{}", shown(&wrong));
}

#[test]
fn every_pair_of_facts_of_every_case_unknown_is_sound_and_complete() {
    let values = Values::new();
    let mut wrong = Vec::new();
    let mut seen = HashSet::new();
    for (on, child) in children() {
        let positions = positions(child.jobs.iter().len());
        for (number, first) in positions.iter().enumerate() {
            for second in &positions[number + 1..] {
                // Two cases that differ in these two facts only are one child here.
                let blurred = second.unknown(&first.unknown(&child));
                if !seen.insert(format!("{on} {} {} {blurred:?}", first.path, second.path)) {
                    continue;
                }
                let answers: Vec<Settled> = answered(&child, first, values.few(first))
                    .iter()
                    .flat_map(|child| answered(child, second, values.few(second)))
                    .collect();
                wrong.extend(check(on, &child, &[first, second], &answers).err());
            }
        }
    }
    assert!(wrong.is_empty(), "{}", shown(&wrong));
}

/// Alerts that an exemption lifts, and the fact that must be known for it.
const EXEMPTIONS: [(&str, &str); 3] = [
    ("LFT-175-I", "scian"),
    ("LFT-176-II-8", "farm_tasks"),
    ("LFT-22BIS-AGE", "artistic_175bis"),
];

#[test]
fn an_unknown_fact_raises_no_alert_and_settles_no_indicator_by_itself() {
    let values = Values::new();
    for (on, child) in children() {
        for position in positions(child.jobs.iter().len()) {
            let blurred = position.unknown(&child);
            let before = whole(on, &blurred);
            for answered in answered(&child, &position, values.all(&position)) {
                if !allowed(&answered, &[&position]) {
                    continue;
                }
                let after = whole(on, &answered);
                let exempt = |alert: &str| {
                    let mut exemptions = EXEMPTIONS.iter();
                    exemptions.any(|(code, fact)| *code == alert && position.path.ends_with(fact))
                };
                let mut raised = before.legal_alerts.iter();
                assert!(
                    raised.all(|alert| after.legal_alerts.contains(alert) || exempt(alert)),
                    "{}: {:?} {:?}\n{blurred:?}",
                    position.path,
                    before.legal_alerts,
                    after.legal_alerts
                );
                let kept =
                    |before: Option<bool>, after: Option<bool>| before.is_none() || before == after;
                let (a, b) = (before.sdg_8_7_1.a, before.sdg_8_7_1.b);
                assert!(
                    kept(a, after.sdg_8_7_1.a) && kept(b, after.sdg_8_7_1.b),
                    "{blurred:?}"
                );
            }
        }
    }
}

/// The numbers of a fact as intervals from each of its values to each later one.
fn intervals(position: &Position) -> Vec<(f64, f64)> {
    let mut numbers: Vec<f64> = position.values().iter().filter_map(Value::as_f64).collect();
    numbers.sort_by(f64::total_cmp);
    let from = |at: usize| {
        numbers[at + 1..]
            .iter()
            .map(|max| (numbers[at], *max))
            .collect::<Vec<_>>()
    };
    (0..numbers.len()).flat_map(from).collect()
}

#[test]
fn every_number_of_every_case_as_an_interval_is_open_only_across_a_limit() {
    let mut seen = HashSet::new();
    for case in every_known_case() {
        let jobs = case.facts["work"]["jobs"].as_array().map_or(0, Vec::len);
        for position in positions(jobs) {
            if position.path == "age"
                || !given(&case.facts, &position.path).is_some_and(Value::is_number)
            {
                continue;
            }
            let with = |value: Value| {
                let mut facts = case.facts.clone();
                *at(&mut facts, &position.path) = value;
                facts
            };
            if !seen.insert(with(Value::Null).to_string()) {
                continue;
            }
            let on_value =
                |number: &f64| verdict(edition(), &read(&with(json!(number)))).expect("in force");
            let numbers: Vec<f64> = position.values().iter().filter_map(Value::as_f64).collect();
            for (min, max) in intervals(&position) {
                let within: Vec<Verdict> = numbers
                    .iter()
                    .filter(|number| (min..=max).contains(*number))
                    .map(on_value)
                    .collect();
                let before = verdict(edition(), &read(&with(json!({"min": min, "max": max}))))
                    .expect("in force");
                let about = || {
                    format!(
                        "{} {min} to {max}: {before:?}\n{}",
                        position.path, case.facts
                    )
                };
                assert!(gaps_fit(&before) || !before.gaps.is_empty(), "{}", about());
                assert!(
                    within
                        .iter()
                        .all(|after| contradiction(&before, after).is_none()),
                    "{}",
                    about()
                );
                if within.iter().all(decided) {
                    let (_, work, chores) =
                        differing(&within.iter().map(class).collect::<Vec<_>>());
                    let (_, work_open, chores_open) = open(&before);
                    assert!(
                        (work || !work_open) && (chores || !chores_open),
                        "{}",
                        about()
                    );
                }
            }
        }
    }
}

/// The fact at this path, where there is one.
fn given<'v>(facts: &'v Value, path: &str) -> Option<&'v Value> {
    facts.pointer(&format!(
        "/{}",
        path.replace(['.', '['], "/").replace(']', "")
    ))
}

/// What R7 says of two results.
fn joined(path: &str, one: &Classification, other: &Classification) -> Classification {
    fn same<T: PartialEq>(one: Option<T>, other: Option<T>) -> Option<T> {
        if one == other { one } else { None }
    }
    let mut joined = one.clone();
    joined.in_scope = same(one.in_scope, other.in_scope);
    joined.occupied = same(one.occupied, other.occupied);
    joined.occupation = same(one.occupation, other.occupation);
    joined.hazards = one.hazards.shared(other.hazards);
    joined.chores = same(one.chores, other.chores);
    joined.chores_prolonged = same(one.chores_prolonged, other.chores_prolonged);
    joined.chores_dangerous = same(one.chores_dangerous, other.chores_dangerous);
    joined.child_labour = same(one.child_labour, other.child_labour);
    joined.cti = same(one.cti, other.cti);
    joined.sdg_8_7_1.a = same(one.sdg_8_7_1.a, other.sdg_8_7_1.a);
    joined.sdg_8_7_1.b = same(one.sdg_8_7_1.b, other.sdg_8_7_1.b);
    joined
        .legal_alerts
        .retain(|alert| other.legal_alerts.contains(alert));
    if one.alternatives != other.alternatives {
        joined.alternatives.clear();
    }
    let mut gaps: BTreeSet<String> = one.gaps.iter().chain(&other.gaps).cloned().collect();
    let differs = one.occupation != other.occupation
        || one.chores != other.chores
        || one.child_labour != other.child_labour
        || one.in_scope != other.in_scope;
    if differs {
        gaps.insert(format!("discrepancy:{path}"));
    }
    joined.gaps = gaps.into_iter().collect();
    joined
}

#[test]
fn every_fact_of_every_case_answered_twice_keeps_what_both_answers_say() {
    let mut seen = HashSet::new();
    for case in every_known_case() {
        if read(&case.facts).combinations() > 1 {
            continue;
        }
        let jobs = case.facts["work"]["jobs"].as_array().map_or(0, Vec::len);
        for position in positions(jobs) {
            let with = |value: &Value| {
                let mut facts = case.facts.clone();
                *at(&mut facts, &position.path) = value.clone();
                facts
            };
            let own = given(&case.facts, &position.path)
                .cloned()
                .unwrap_or_default();
            if !seen.insert(format!("{own} {}", with(&Value::Null))) {
                continue;
            }
            let one = result_of(edition(), &case.facts);
            for value in position.values().into_iter().chain([Value::Null]) {
                let other = result_of(edition(), &with(&value));
                let both = result_of(edition(), &with(&json!({"any": [own, value]})));
                let expected = joined(&position.path, &one, &other);
                assert_eq!(
                    both, expected,
                    "{} {own} or {value}: {}",
                    position.path, case.facts
                );
            }
        }
    }
}

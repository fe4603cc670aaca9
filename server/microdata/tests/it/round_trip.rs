//! Facts written as a CSV of our own facts are read back as the same facts.

use classify::{
    ChildFacts, ChoresHazard, CodeSet, Coded, Date, Employer, Exposure, FarmTask, Job, Jobs, Pay,
    Place, Settled, Span, Status,
};
use proptest::prelude::*;

use crate::with::{Tables, facts};

const HEADING: &str = "id,ref_date,age,age_max,attends,basic_completed,status,returns_within_weeks,paid,hours_week,hours_week_max,max_hours_day,sunday,authorisation,medical_certificate,scian,sinco,place,employer,pay,after_22,night_hours,exposures,max_load_kg,farm_tasks,own_use,artistic_175bis,own_household,chores_hours_week,chores_hours_week_max,chores_hazards";

fn maybe<T: Clone + std::fmt::Debug + 'static>(
    value: impl Strategy<Value = T> + 'static,
) -> BoxedStrategy<Option<T>> {
    prop::option::weighted(0.7, value).boxed()
}

fn word<T: Coded + std::fmt::Debug>() -> BoxedStrategy<Option<T>> {
    maybe(prop::sample::select(T::ALL.to_vec()))
}

fn set<T: Coded + std::fmt::Debug>() -> BoxedStrategy<Option<CodeSet<T>>> {
    let words = prop::sample::subsequence(T::ALL.to_vec(), 0..4);
    maybe(words.prop_map(CodeSet::from_iter))
}

/// Quarters of an hour or of a kilogram.
fn number(most: u32) -> BoxedStrategy<Option<f64>> {
    maybe((0..=most * 4).prop_map(|quarters| f64::from(quarters) / 4.0))
}

fn span(number: Option<f64>) -> Option<Span> {
    number.map(Span::exact)
}

/// Codes are kept beside their text, which they do not give back.
fn digits(longest: usize) -> BoxedStrategy<Option<String>> {
    maybe(proptest::string::string_regex(&format!("[0-9]{{1,{longest}}}")).unwrap())
}

#[derive(Debug)]
struct Written {
    facts: Settled,
    scian: Option<String>,
    sinco: Option<String>,
}

prop_compose! {
    fn job()(
        scian in digits(6), sinco in digits(4), place in word::<Place>(),
        employer in word::<Employer>(), pay in word::<Pay>(), after_22: Option<bool>,
        night in number(24), exposures in set::<Exposure>(), load in number(90),
        farm_tasks in set::<FarmTask>(), own_use: Option<bool>, artistic: Option<bool>,
    ) -> (Option<String>, Option<String>, Job) {
        let code = |text: &Option<String>| classify::Digits::read(text.as_ref()?, 6);
        let job = Job {
            scian: code(&scian),
            sinco: code(&sinco),
            place, employer, pay, after_22,
            night_hours: span(night),
            exposures,
            max_load_kg: span(load),
            farm_tasks, own_use,
            artistic_175bis: artistic,
        };
        (scian, sinco, job)
    }
}

prop_compose! {
    fn child()(
        age in maybe(0..120_u32), attends: Option<bool>, basic_completed: Option<bool>,
        status in word::<Status>(), returns in number(30), absence_paid: Option<bool>,
        hours in number(80), wider in number(80), longest in number(24),
        yes_no: [Option<bool>; 3], (scian, sinco, job) in job().boxed(),
        own_household: Option<bool>, chores in number(80), chores_wider in number(80),
        chores_hazards in set::<ChoresHazard>(),
    ) -> Written {
        let interval = |from: Option<f64>, by: Option<f64>| match (from, by) {
            (Some(from), Some(by)) => Span::between(from, from + by),
            (from, _) => span(from),
        };
        let facts = Settled {
            age, attends, basic_completed, status,
            returns_within_weeks: span(returns),
            absence_paid,
            hours_week: interval(hours, wider),
            max_hours_day: span(longest),
            sunday: yes_no[0],
            authorisation: yes_no[1],
            medical_certificate: yes_no[2],
            jobs: if job == Job::default() { Jobs::Unknown } else { Jobs::One(job) },
            own_household,
            chores_hours_week: interval(chores, chores_wider),
            chores_hazards,
        };
        Written { facts, scian, sinco }
    }
}

fn shown<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn yes_no(answer: Option<bool>) -> String {
    shown(answer.map(u8::from))
}

fn words<T: Coded>(set: Option<CodeSet<T>>) -> String {
    let words = |set: CodeSet<T>| match set.iter().map(T::word).collect::<Vec<_>>() {
        none if none.is_empty() => "none".to_owned(),
        words => words.join(" "),
    };
    set.map_or_else(String::new, words)
}

fn min(span: Option<Span>) -> String {
    shown(span.map(Span::min))
}

fn max(span: Option<Span>) -> String {
    shown(span.filter(|span| span.min() != span.max()).map(Span::max))
}

fn row(number: usize, written: &Written) -> String {
    let child = &written.facts;
    let job = child.jobs.iter().next().copied().unwrap_or_default();
    let cells = [
        format!("c{number}"),
        "2026-03-01".to_owned(),
        shown(child.age),
        String::new(),
        yes_no(child.attends),
        yes_no(child.basic_completed),
        shown(child.status.map(Status::word)),
        min(child.returns_within_weeks),
        yes_no(child.absence_paid),
        min(child.hours_week),
        max(child.hours_week),
        min(child.max_hours_day),
        yes_no(child.sunday),
        yes_no(child.authorisation),
        yes_no(child.medical_certificate),
        shown(written.scian.clone()),
        shown(written.sinco.clone()),
        shown(job.place.map(Place::word)),
        shown(job.employer.map(Employer::word)),
        shown(job.pay.map(Pay::word)),
        yes_no(job.after_22),
        min(job.night_hours),
        words(job.exposures),
        min(job.max_load_kg),
        words(job.farm_tasks),
        yes_no(job.own_use),
        yes_no(job.artistic_175bis),
        yes_no(child.own_household),
        min(child.chores_hours_week),
        max(child.chores_hours_week),
        words(child.chores_hazards),
    ];
    cells.join(",")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn facts_written_as_csv_are_read_back_as_the_same_facts(
        children in prop::collection::vec(child().boxed(), 1..30)
    ) {
        let mut table = format!("{HEADING}\n");
        for (number, child) in children.iter().enumerate() {
            table += &row(number, child);
            table.push('\n');
        }
        let read = Tables::new(&[("facts.csv", table.as_bytes())]).read(facts());
        let day = Date::new(2026, 3, 1).unwrap();
        let mut good = read.children.iter();
        let mut refused = 0;
        for written in &children {
            // What the rule set refuses of facts it refuses of rows, and nothing else.
            if ChildFacts::settled(None, day, written.facts.clone()).is_err() {
                refused += 1;
                continue;
            }
            let child = good.next().unwrap();
            prop_assert_eq!(child.facts.agreed(|facts| Some(facts.clone())), Some(written.facts.clone()));
        }
        prop_assert_eq!(read.refusals.len(), refused);
        prop_assert!(good.next().is_none());
    }
}

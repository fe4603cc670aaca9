//! Rayuela's estimates of an invented survey against those that `peer/check.py` computed with
//! samplics and numpy: totals, rates, standard errors, intervals, bounds and counts, to 1e-6.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

use std::collections::BTreeMap;

use classify::Coded;
use indicators::{
    Ages, By, Child, Classes, Design, Estimate, EstimateOptions, Line, SampledChild, Sector, Sex,
    SinglePsu, Survey, SurveyEstimate, SurveyTable,
};
use serde_json::Value;

const TOLERANCE: f64 = 1e-6;

fn rows() -> Vec<BTreeMap<String, String>> {
    let text = include_str!("peer/survey.csv");
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .map(Result::unwrap)
        .collect()
}

fn sampled(row: &BTreeMap<String, String>) -> SampledChild<'_> {
    let told = |name: &str| Some(row[name].as_str()).filter(|cell| !cell.is_empty());
    let flag = |name: &str| told(name).map(|cell| cell == "1");
    let age = |name: &str| row[name].parse().unwrap();
    SampledChild {
        design: Design {
            weight: row["weight"].parse().unwrap(),
            stratum: &row["stratum"],
            psu: &row["psu"],
        },
        child: Child {
            ages: Ages::between(age("age_min"), age("age_max")).unwrap(),
            classes: Classes {
                occupied: flag("occupied"),
                occupation: told("occupation").and_then(Coded::read),
                hazardous_any_age: flag("hazardous_any_age"),
                chores: told("chores").and_then(Coded::read),
                chores_prolonged: flag("chores_prolonged"),
                chores_dangerous: flag("chores_dangerous"),
                child_labour: flag("child_labour"),
                cti: told("cti").and_then(Coded::read),
            },
            sex: told("sex").map(|sex| if sex == "woman" { Sex::Woman } else { Sex::Man }),
            territory: told("territory"),
            sector: told("sector")
                .and_then(|code| Sector::ALL.into_iter().find(|sector| sector.code() == code)),
            attends: flag("attends"),
            paid: flag("paid"),
            wage_earner: flag("wage_earner"),
            medical_services: flag("medical_services"),
        },
    }
}

fn table(scenario: &Value) -> SurveyTable {
    let whole = scenario["name"] == "whole";
    let mut breakdowns: Vec<Vec<By>> = By::ALL.iter().map(|by| vec![*by]).collect();
    breakdowns.extend([vec![By::Sex, By::Age], vec![By::Territory, By::Sex]]);
    if !whole {
        breakdowns = vec![vec![By::Sex]];
    }
    let mut survey = Survey::new(breakdowns);
    for row in rows() {
        let lone = ["20-urban", "31-mixed"].contains(&row["stratum"].as_str());
        if whole || !lone || row["psu"] == "1" {
            survey.add(&sampled(&row)).unwrap();
        }
    }
    survey.finish(&EstimateOptions {
        single_psu: match scenario["single_psu"].as_str() {
            Some("left_out") => SinglePsu::LeftOut,
            _ => SinglePsu::GrandMean,
        },
        ..EstimateOptions::default()
    })
}

fn same(found: Option<f64>, expected: &Value, at: &str) {
    match (found, expected.as_f64()) {
        (None, None) => {}
        (Some(found), Some(expected)) => {
            let off = (found - expected).abs() / expected.abs().max(1.0);
            assert!(off < TOLERANCE, "{at}: {found}, expected {expected}");
        }
        (found, _) => panic!("{at}: {found:?}, expected {expected}"),
    }
}

fn same_estimate(found: Option<Estimate>, expected: &Value, at: &str) {
    let parts = [
        found.map(|of| of.value),
        found.map(|of| of.standard_error),
        found.and_then(|of| of.interval).map(|ends| ends[0]),
        found.and_then(|of| of.interval).map(|ends| ends[1]),
    ];
    for (place, part) in parts.into_iter().enumerate() {
        same(part, &expected[place], &format!("{at} {place}"));
    }
}

fn same_line(line: &Line<SurveyEstimate>, expected: &Value) {
    let at = format!("{} {:?}", line.indicator.code, line.cell);
    same_estimate(Some(line.estimate.numerator), &expected["numerator"], &at);
    same_estimate(
        Some(line.estimate.denominator),
        &expected["denominator"],
        &at,
    );
    same_estimate(line.estimate.rate, &expected["rate"], &at);
    let bounds = line.bounds.rate;
    for end in [0, 1] {
        let found = bounds.map(|ends| ends[end]);
        same(found, &expected["bounds"][end], &format!("{at} bounds"));
    }
    let counted = [
        line.counted.denominator,
        line.counted.numerator,
        line.counted.unknown,
    ];
    assert_eq!(serde_json::json!(counted), expected["n"], "{at}");
}

#[test]
fn every_estimate_agrees_with_an_independent_implementation() {
    let expected: Value = serde_json::from_str(include_str!("peer/expected.json")).unwrap();
    let scenarios = expected["scenarios"].as_array().unwrap();
    assert_eq!(scenarios.len(), 3);
    for scenario in scenarios {
        let table = table(scenario);
        assert_eq!(serde_json::json!(table.design.strata), scenario["strata"]);
        assert_eq!(serde_json::json!(table.design.psus), scenario["psus"]);
        let lone = if scenario["name"] == "whole" { 0 } else { 2 };
        assert_eq!(table.design.single_psu_strata.len(), lone);
        let lines = scenario["lines"].as_array().unwrap();
        assert_eq!(table.lines.len(), lines.len(), "{}", scenario["name"]);
        for expected in lines {
            let cell = expected["cell"].as_object().unwrap();
            let found = table.lines.iter().find(|line| {
                let here = |(by, value): &(By, indicators::Value)| {
                    cell.get(by.code())
                        .is_some_and(|code| *code == value.code())
                };
                expected["indicator"] == line.indicator.code
                    && line.cell.len() == cell.len()
                    && line.cell.iter().all(here)
            });
            same_line(found.unwrap(), expected);
        }
    }
}

#[test]
fn the_same_survey_gives_the_same_bytes() {
    let expected: Value = serde_json::from_str(include_str!("peer/expected.json")).unwrap();
    let scenario = &expected["scenarios"][0];
    let [first, second] = [(); 2].map(|()| serde_json::to_string(&table(scenario)).unwrap());
    assert_eq!(first, second);
}

//! What all earn for work, told in the bands of Table 1 and in pesos of 2015.

use serde_json::{Value, json};

use super::tests::told;
use super::{Characteristics, Income, Placed};

/// The head earns this; the child does nothing.
fn earning(income: Value) -> Characteristics {
    told(&[
        ("m0rosaa.adult_works", json!(true)),
        ("m0rosaa.labour_income", income),
        ("m1juana.worked", json!(false)),
        ("m1juana.rescue", json!("")),
        ("m1juana.had_job", json!(false)),
    ])
}

#[test]
fn income_is_told_in_pesos_of_2015_and_not_known_where_it_may_lie_in_two_bands() {
    // In 2024, 4,633 pesos bought what 3,000 did in 2015, and 13,901 what 9,000 did.
    for (income, band) in [
        (json!(0), Placed::In(Income::Below3000)),
        (json!(4_600), Placed::In(Income::Below3000)),
        (json!(4_700), Placed::In(Income::From3000To9000)),
        (json!(13_900), Placed::In(Income::From3000To9000)),
        (json!(14_000), Placed::In(Income::Above9000)),
        (json!("5000..9000"), Placed::In(Income::From3000To9000)),
        (json!("4000..5000"), Placed::Unknown),
        (json!("!refused"), Placed::Unknown),
    ] {
        let told = earning(income.clone());
        assert_eq!(told.municipal.income, band, "{income}");
        assert_eq!(told.prices_of, Some(2024));
    }
}

#[test]
fn what_children_earn_counts_by_how_often_they_are_paid() {
    let working = |pay: &str, amount: i32, period: &str| {
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let hours = days.map(|day| format!("m1juana.hours_{day}"));
        let mut answers = vec![
            ("m0rosaa.adult_works", json!(false)),
            ("m0rosaa.adult_idle", json!("home")),
            ("m1juana.worked", json!(true)),
            ("m1juana.more_jobs", json!(1)),
            ("m1juana.j1.job_pay", json!(pay)),
            ("m1juana.j1.job_pay_amount", json!(amount)),
            ("m1juana.j1.job_pay_period", json!(period)),
        ];
        for (day, hours) in hours.iter().enumerate() {
            answers.push((hours, json!(if day < 5 { 4 } else { 0 })));
        }
        told(&answers).municipal.income
    };
    let (low, middle) = (
        Placed::In(Income::Below3000),
        Placed::In(Income::From3000To9000),
    );
    // Five days a week at 200 pesos are 4,333 a month; at 250, 5,417.
    assert_eq!(working("cash", 200, "day"), low);
    assert_eq!(working("cash", 250, "day"), middle);
    assert_eq!(working("cash", 1_100, "week"), middle);
    assert_eq!(working("cash", 2_400, "fortnight"), middle);
    assert_eq!(working("cash", 2_400, "month"), low);
    assert_eq!(working("kind", 2_400, "day"), low);
    assert_eq!(working("cash", 5, "piece"), Placed::Unknown);
}

#[test]
fn a_band_stands_in_for_an_amount_and_a_high_one_decides_alone() {
    let banded = |band: &str, spouse_works: Value| {
        told(&[
            ("m0rosaa.adult_works", json!(true)),
            ("m0rosaa.labour_income", json!("!dont_know")),
            ("m0rosaa.labour_income_band", json!(band)),
            ("m2pedro.kinship", json!("spouse")),
            ("m2pedro.birth_date", json!("1985-01-01")),
            ("m2pedro.adult_works", spouse_works),
            ("m2pedro.adult_idle", json!("home")),
            ("m1juana.worked", json!(false)),
            ("m1juana.rescue", json!("")),
            ("m1juana.had_job", json!(false)),
        ])
        .municipal
        .income
    };
    assert_eq!(
        banded("to_3000", json!(false)),
        Placed::In(Income::Below3000)
    );
    assert_eq!(
        banded("to_10000", json!(false)),
        Placed::In(Income::From3000To9000)
    );
    assert_eq!(banded("to_10000", json!("!refused")), Placed::Unknown);
    assert_eq!(banded("to_15000", json!(false)), Placed::Unknown);
    // Whatever the other one earns, it is more than that.
    assert_eq!(
        banded("to_20000", json!("!refused")),
        Placed::In(Income::Above9000)
    );
}

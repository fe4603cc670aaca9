//! The table of normal ages, read off the results: who is two grades behind, grade by grade.

use classify::at_risk::{RiskCode, RiskFacts, at_risk};
use serde_json::json;

fn lags(school: serde_json::Value, age: u32) -> bool {
    let facts: RiskFacts = serde_json::from_value(json!({
        "age": age, "school_age": age, "child_labour": false, "school": school
    }))
    .expect("as the test says");
    let result = at_risk(super::shipped(), super::edition(), &facts);
    assert!(
        !result.gaps.iter().any(|gap| gap.fact.starts_with("school")),
        "{school} {age}"
    );
    result
        .grounds
        .iter()
        .any(|ground| ground.code == RiskCode::SchoolLag)
}

/// Level, grade in it, normal age on 1 September.
const NORMAL: [(&str, u32, u32); 12] = [
    ("primary", 1, 6),
    ("primary", 2, 7),
    ("primary", 3, 8),
    ("primary", 4, 9),
    ("primary", 5, 10),
    ("primary", 6, 11),
    ("secondary", 1, 12),
    ("secondary", 2, 13),
    ("secondary", 3, 14),
    ("upper_secondary", 1, 15),
    ("upper_secondary", 2, 16),
    ("upper_secondary", 3, 17),
];

#[test]
fn who_attends_a_grade_two_years_over_its_age_is_behind_and_a_year_less_is_not() {
    for (level, grade, normal) in NORMAL {
        for age in 5..=17 {
            let school = json!({"attends": true, "level": level, "grade": grade});
            assert_eq!(
                lags(school, age),
                age >= normal + 2,
                "{level} {grade} at {age}"
            );
        }
    }
}

#[test]
fn who_left_after_a_grade_is_measured_by_the_grade_that_would_come_next() {
    for (level, grade, normal) in NORMAL {
        for age in 5..=16 {
            let school = json!({"attends": false, "level": level, "grade": grade});
            assert_eq!(
                lags(school, age),
                age >= normal + 1 + 2,
                "{level} {grade} at {age}"
            );
        }
    }
}

#[test]
fn who_never_went_is_measured_by_the_first_grade_of_primary() {
    for age in 5..=16 {
        let school = json!({"attends": false, "level": "none"});
        assert_eq!(lags(school, age), age >= 8, "none at {age}");
    }
}

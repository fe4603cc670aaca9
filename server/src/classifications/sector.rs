//! *Sector de actividad*: the five groups that tables count by, from the activity's SCIAN code.

use serde_json::Value;

/// First two digits of SCIAN 2018 → group (INEGI's grouping in ENTI tables).
const GROUPS: &[(&str, &[&str])] = &[
    ("agriculture", &["11"]),
    ("industry", &["21", "22", "31", "32", "33"]),
    ("construction", &["23"]),
    ("commerce", &["43", "46"]),
];

/// The group of the first job whose code is known by one answer; `None` when there is none.
pub fn sector(facts: &Value) -> Option<&'static str> {
    let jobs = facts["work"]["jobs"].as_array()?;
    let code = jobs.iter().find_map(|job| job["scian"].as_str())?;
    let of = |(name, codes): &(&'static str, &[&str])| {
        codes
            .iter()
            .any(|prefix| code.starts_with(prefix))
            .then_some(*name)
    };
    GROUPS.iter().find_map(of).or(Some("services"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_job_is_counted_in_the_sector_of_its_activity() {
        for (scian, expect) in [
            ("111", Some("agriculture")),
            ("3271", Some("industry")),
            ("23", Some("construction")),
            ("4611", Some("commerce")),
            ("7225", Some("services")),
        ] {
            let facts = json!({ "work": { "jobs": [{ "scian": scian }] } });
            assert_eq!(sector(&facts), expect, "{scian}");
        }
        assert_eq!(sector(&json!({ "work": { "status": "none" } })), None);
        assert_eq!(
            sector(&json!({ "work": { "jobs": [{ "scian": null }] } })),
            None
        );
    }
}

//! CSV tables of our own facts.

use classify::{Edition, MX_INEGI_2016, classify};

use crate::with::{Tables, facts};

const HEADING: &str = "id,ref_date,age,age_max,attends,basic_completed,status,returns_within_weeks,paid,hours_week,hours_week_max,max_hours_day,sunday,authorisation,medical_certificate,scian,sinco,place,employer,pay,after_22,night_hours,exposures,max_load_kg,farm_tasks,own_use,artistic_175bis,own_household,chores_hours_week,chores_hours_week_max,chores_hazards";

fn table(rows: &[&str]) -> Vec<u8> {
    format!("{HEADING}\n{}\n", rows.join("\n")).into_bytes()
}

#[test]
fn a_row_of_facts_is_the_child_that_json_says() {
    let row = "c-1,2026-03-01,16,,1,1,worked,,,30,40,8,1,0,1,7224,9511,bar,non_family,cash,1,4,noise fire,20,none,0,0,1,5,,none";
    let json = r#"{"id":"c-1","ref_date":"2026-03-01","age":16,"school":{"attends":true,"basic_completed":true},
        "work":{"status":"worked","hours_week":{"min":30,"max":40},"max_hours_day":8,"sunday":true,"authorisation":false,
        "medical_certificate":true,"jobs":[{"scian":"7224","sinco":"9511","place":"bar","employer":"non_family","pay":"cash",
        "after_22":true,"night_hours":4,"exposures":["noise","fire"],"max_load_kg":20,"farm_tasks":[],"own_use":false,"artistic_175bis":false}]},
        "chores":{"own_household":true,"hours_week":5,"hazards":[]}}"#;
    let read = Tables::new(&[("facts.csv", &table(&[row]))]).read(facts());
    let edition: Edition = toml::from_str(MX_INEGI_2016).unwrap();
    let of_row = classify(&edition, &read.children[0].facts).unwrap();
    let of_json = classify(&edition, &serde_json::from_str(json).unwrap()).unwrap();
    assert_eq!(
        serde_json::to_string(&of_row).unwrap(),
        serde_json::to_string(&of_json).unwrap()
    );
    assert!(read.refusals.is_empty());
}

//! From an interview to the list of prevention: apart from the class, under the municipality's
//! weights, and the same after a rebuild.

use std::fs;
use std::sync::Arc;

use classify::at_risk::AT_RISK_1;
use serde_json::{Value, json};
use server::clock::Clock;
use server::households::rebuild::rebuild;
use server::prevention::rules::{self, SetRiskError};
use server::territory::risk::{read_risks, set_risks};

use crate::scenario::{AREA, Scenario, at_school, household, interview, selling};

/// Luis, 11, does not go to school and has not worked in a year.
fn out_of_school() -> Vec<(&'static str, Value)> {
    let mut answers = at_school();
    answers.retain(|(code, _)| *code != "m1luis1.attends_school");
    answers.extend([
        ("m1luis1.attends_school", json!(false)),
        ("m1luis1.school_level", json!("primary")),
        ("m1luis1.school_grade", json!(5)),
        ("m1luis1.worked_12_months", json!(false)),
        ("m1luis1.programmes", json!("beca_rita_cetina")),
        ("m0ana01.programmes", json!("")),
        ("m0ana01.school_level", json!("secondary")),
        ("m0ana01.school_grade", json!(3)),
    ]);
    answers
}

fn standings(office: &Scenario) -> Vec<String> {
    office.column(
        "select standing || ' ' || coalesce(points_min || '-' || points_max, '') || ' ' || codes
         from at_risk order by standing, household",
    )
}

fn sets(office: &Scenario, text: &str) -> Result<rules::Set, SetRiskError> {
    let (now, text) = (office.clock.now(), text.to_owned());
    office
        .state()
        .db
        .write_as(move |tx| rules::set(tx, now, &text))
}

/// The shipped weights as the municipality's own, with one passage changed.
fn own(id: &str, passage: &str, other: &str) -> String {
    assert!(AT_RISK_1.contains(passage), "{passage}");
    let text = AT_RISK_1.replace("id = \"at-risk-1\"", &format!("id = \"{id}\""));
    let text = text.replace("proposal = true", "proposal = false");
    text.replacen(passage, other, 1)
}

#[test]
fn a_child_out_of_school_is_at_risk_and_one_who_sells_is_not_on_that_list() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &out_of_school());
    rosas.answers(household(2), &selling());
    rosas.answers(
        household(3),
        &interview(&[("m1luis1.attends_school", json!(false))]),
    );
    office.hands_over(&mut rosas);
    assert_eq!(
        standings(&office),
        // The area's risk is not known: it may add a point.
        [
            "at_risk 3-4 out_of_school",
            "class_not_known 3-13 out_of_school",
            "in_child_labour  "
        ]
    );
    let inside =
        "select count(*) from at_risk r join classification c using (household, survey, member)
                  where r.standing = 'at_risk' and c.child_labour is not 0";
    assert_eq!(office.value::<i64>(inside), 0, "never both");
    assert_eq!(
        office.value::<i64>("select count(*) from classification where child_labour = 1"),
        1
    );
    assert_eq!(
        office.value::<i64>("select count(*) from child_case"),
        1,
        "no case is proposed"
    );
}

#[test]
fn the_verdict_is_the_same_bytes_whatever_the_risk_answers_say() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &out_of_school());
    office.hands_over(&mut rosas);
    let verdict = |office: &Scenario| {
        office.value::<String>("select facts || verdict || grounds from classification")
    };
    let before = verdict(&office);
    for answers in [
        [
            ("m1luis1.worked_12_months", json!(true)),
            ("m0ana01.school_level", json!("none")),
        ],
        [
            ("m1luis1.programmes", json!("")),
            ("m1luis1.school_grade", json!(1)),
        ],
    ] {
        rosas.answers(household(1), &answers);
        office.hands_over(&mut rosas);
        assert_eq!(verdict(&office), before);
    }
    assert_eq!(
        standings(&office),
        ["at_risk 10-11 out_of_school school_lag head_without_primary worked_before no_support"]
    );
}

#[test]
fn a_sibling_in_child_labour_puts_the_other_child_at_risk_and_not_the_reverse() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    let mut answers = selling();
    answers.extend([
        ("m2eva01.given_names", json!("Eva")),
        ("m2eva01.birth_date", json!("2017-02-01")),
        ("m2eva01.kinship", json!("child")),
        ("m2eva01.attends_school", json!(true)),
        ("m2eva01.worked", json!(false)),
        ("m2eva01.rescue", json!("")),
        ("m2eva01.had_job", json!(false)),
        ("m2eva01.chores_where", json!("none")),
    ]);
    rosas.answers(household(1), &answers);
    office.hands_over(&mut rosas);
    let of = |member: &str| {
        office.value::<String>(&format!(
            "select standing || ' ' || codes from at_risk where member = '{member}'"
        ))
    };
    assert_eq!(of("m2eva01"), "at_risk sibling_in_child_labour");
    assert_eq!(of("m1luis1"), "in_child_labour ");
}

#[test]
fn weights_that_the_municipality_sets_are_checked_kept_noted_and_applied_at_once() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &out_of_school());
    office.hands_over(&mut rosas);

    let bad = sets(&office, &own("tuxtla-2026", "value = 3\n", "value = 0\n")).unwrap_err();
    assert!(
        bad.to_string()
            .starts_with("cuts.at_risk_points: se esperaba de 1 a 100"),
        "{bad}"
    );
    let torn = sets(&office, "id = \"x\"\n[cuts").unwrap_err().to_string();
    assert!(torn.contains("rayuela risk show"), "{torn}");
    let taken = sets(&office, &AT_RISK_1.replacen("points = 3", "points = 4", 1)).unwrap_err();
    assert!(
        matches!(taken, SetRiskError::Taken(ref id) if id == "at-risk-1"),
        "{taken}"
    );
    assert_eq!(
        standings(&office),
        ["at_risk 3-4 out_of_school"],
        "nothing changed by what was refused"
    );

    let done = sets(&office, &own("tuxtla-2026", "value = 3\n", "value = 5\n")).unwrap();
    assert_eq!(
        (done.id.as_str(), done.weighed, done.same),
        ("tuxtla-2026", 1, false)
    );
    assert_eq!(standings(&office), ["not_at_risk 3-4 out_of_school"]);
    assert_eq!(
        office.value::<String>("select rules from at_risk"),
        "tuxtla-2026"
    );
    assert!(
        sets(&office, &own("tuxtla-2026", "value = 3\n", "value = 5\n"))
            .unwrap()
            .same
    );
    assert_eq!(
        office
            .column::<String>("select subject || detail from event where what = 'risk.rules_set'"),
        [format!(
            "tuxtla-2026{{\"hash\":\"{}\",\"proposal\":false,\"weighed\":1}}",
            done.hash
        )]
    );

    // What comes afterwards is weighed by them too; the proposal may come back as it was.
    rosas.answers(household(2), &out_of_school());
    office.hands_over(&mut rosas);
    assert_eq!(standings(&office).len(), 2);
    assert!(
        standings(&office)
            .iter()
            .all(|one| one.starts_with("not_at_risk"))
    );
    assert_eq!(sets(&office, AT_RISK_1).unwrap().weighed, 2);
    assert!(
        standings(&office)
            .iter()
            .all(|one| one.starts_with("at_risk"))
    );
}

#[test]
fn what_the_municipality_says_of_an_area_counts_and_a_rebuild_gives_every_row_again() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &out_of_school());
    rosas.answers(household(2), &selling());
    office.hands_over(&mut rosas);
    let key = AREA.split_once(':').unwrap().1;
    office.write(move |tx| {
        tx.execute(
            "insert into area (kind, key, name, source) values ('ageb', ?1, '', 'prueba')",
            [key],
        )
    });
    let file = office.home.path().join("riesgo.csv");
    fs::write(
        &file,
        format!("cvegeo;class;source;date\n{key};alto;Comité municipal;2026-05-01\n"),
    )
    .unwrap();
    let (read, now) = (read_risks(&file).unwrap(), office.clock.now());
    let weighed = office
        .state()
        .db
        .write_as(move |tx| set_risks(tx, now, &read))
        .unwrap();
    assert_eq!(weighed, 2);
    let expect = [
        "at_risk 4-4 out_of_school area_high_risk",
        "in_child_labour  ",
    ];
    assert_eq!(standings(&office), expect);
    sets(&office, &own("tuxtla-2026", "points = 3\n", "points = 7\n")).unwrap();
    let rows = standings(&office);
    assert_eq!(rows[0], "at_risk 8-8 out_of_school area_high_risk");

    let state = office.state();
    let rebuilt = rebuild(
        &state.db,
        Arc::clone(&state.keys),
        Arc::clone(&state.clock),
        Arc::clone(&state.entropy),
    )
    .unwrap();
    assert!(rebuilt.equal, "the digest covers these rows");
    assert_eq!(standings(&office), rows);
}

//! Interviews: answers, what is due, resuming, closing, correcting, paradata.

use crate::support::Tablet;
use crate::support::hub::Hub;
use crate::support::interview::{answer, answer_the_rest, begin, list};
use notebook::Problem;
use notebook::views::{DwellingState, StepState};
use serde_json::json;

const FAMILY: [(&str, &str); 2] = [("Ana", "1985-03-04"), ("Luz", "2013-09-10")];

#[test]
fn a_whole_household_is_interviewed_and_closed_as_one_change() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let household = list(&mut tablet.notebook, "1");
    begin(&mut tablet.notebook, household, &FAMILY);
    answer_the_rest(&mut tablet.notebook, household);
    let review = tablet.notebook.review(household).unwrap();
    assert!(review.can_close, "{:?}", review.remarks);
    let line = tablet.notebook.close_interview(household).unwrap();
    assert_eq!(line.state, DwellingState::Complete);
    assert_eq!(line.last_result.unwrap().code, "00");
    tablet.notebook.hand_over().unwrap();
    assert_eq!(hub.lock().unwrap().changes_of(household).len(), 1);
}

#[test]
fn a_household_without_children_closes_as_complete_without_children() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let household = list(&mut tablet.notebook, "1");
    begin(&mut tablet.notebook, household, &FAMILY[..1]);
    answer_the_rest(&mut tablet.notebook, household);
    let line = tablet.notebook.close_interview(household).unwrap();
    assert_eq!(line.last_result.unwrap().code, "C0");
}

#[test]
fn a_household_that_does_not_consent_is_refused_and_nothing_more_is_asked() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let household = list(&mut tablet.notebook, "1");
    tablet.notebook.open_interview(household).unwrap();
    answer(&mut tablet.notebook, household, "", "consent", json!(false));
    let path = tablet.notebook.path(household).unwrap();
    assert_eq!(path.steps.len(), 1);
    let line = tablet.notebook.close_interview(household).unwrap();
    assert_eq!(line.state, DwellingState::Refused);
    assert_eq!(line.last_result.unwrap().code, "03");
}

#[test]
fn an_answer_out_of_range_is_refused_with_words_and_not_kept() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let household = list(&mut tablet.notebook, "1");
    let people = begin(&mut tablet.notebook, household, &FAMILY[1..]);
    let refused: Problem = tablet
        .notebook
        .answer(household, &people[0], "birth_date", &json!("2140-01-01"))
        .unwrap_err()
        .into();
    assert_eq!(refused.code, "not_accepted");
    assert!(!refused.es.contains("2140"));
    let roster = tablet
        .notebook
        .section(household, "roster", &people[0])
        .unwrap();
    let born = roster
        .questions
        .iter()
        .find(|q| q.code == "birth_date")
        .unwrap();
    assert_eq!(born.answer, Some(json!("2013-09-10")));
}

#[test]
fn a_question_that_is_not_due_or_not_known_is_refused() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let household = list(&mut tablet.notebook, "1");
    let people = begin(&mut tablet.notebook, household, &FAMILY[..1]);
    for (subject, code) in [
        (people[0].as_str(), "worked"), // an adult
        ("m0zzzzz", "given_names"),     // nobody
        ("", "closing_result"),         // the device's own
        ("", "favourite_colour"),       // not asked
    ] {
        let refused: Problem = tablet
            .notebook
            .answer(household, subject, code, &json!(true))
            .unwrap_err()
            .into();
        assert_eq!(refused.code, "unknown_place", "{code}");
    }
}

#[test]
fn she_resumes_exactly_where_she_was() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let household = list(&mut tablet.notebook, "1");
    let people = begin(&mut tablet.notebook, household, &FAMILY);
    let before = tablet.notebook.path(household).unwrap();
    tablet.restart();
    let after = tablet.notebook.open_interview(household).unwrap();
    assert_eq!(before, after);
    assert!(after.steps.iter().any(|step| step.about == "Luz"));
    let roster = tablet
        .notebook
        .section(household, "roster", &people[0])
        .unwrap();
    assert_eq!(roster.questions[0].answer, Some(json!("Ana")));
}

#[test]
fn closing_waits_until_nothing_must_be_fixed() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let household = list(&mut tablet.notebook, "1");
    begin(&mut tablet.notebook, household, &FAMILY);
    let review = tablet.notebook.review(household).unwrap();
    assert!(!review.can_close);
    assert!(
        review
            .remarks
            .iter()
            .all(|remark| !remark.section.is_empty() || !remark.es.is_empty())
    );
    let refused: Problem = tablet
        .notebook
        .close_interview(household)
        .unwrap_err()
        .into();
    assert_eq!(refused.code, "must_fix");
}

#[test]
fn answers_that_are_no_longer_asked_are_taken_back_at_closing() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let household = list(&mut tablet.notebook, "1");
    let people = begin(&mut tablet.notebook, household, &FAMILY[1..]);
    let child = people[0].clone();
    answer(
        &mut tablet.notebook,
        household,
        &child,
        "worked",
        json!(true),
    );
    answer(
        &mut tablet.notebook,
        household,
        &child,
        "hours_regular",
        json!(true),
    );
    answer(
        &mut tablet.notebook,
        household,
        &child,
        "hours_mon",
        json!(5),
    );
    answer(
        &mut tablet.notebook,
        household,
        &child,
        "worked",
        json!(false),
    );
    answer_the_rest(&mut tablet.notebook, household);
    tablet.notebook.close_interview(household).unwrap();
    tablet.notebook.hand_over().unwrap();
    let changes = hub.lock().unwrap().changes_of(household);
    let bytes = changes.iter().map(|change| change.bytes.as_slice());
    let record = sync::HouseholdRecord::from_changes(household, &["2026-1"], bytes).unwrap();
    let round = record.read("2026-1").round;
    assert_eq!(round[&format!("{child}.worked")][0].scalar, json!(false));
    assert!(!round.contains_key(&format!("{child}.hours_mon")));
}

#[test]
fn a_person_added_by_mistake_leaves_no_trace() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let household = list(&mut tablet.notebook, "1");
    let people = begin(&mut tablet.notebook, household, &FAMILY);
    let path = tablet
        .notebook
        .remove_member(household, &people[0])
        .unwrap();
    assert!(path.steps.iter().all(|step| step.subject != people[0]));
    tablet.restart();
    let path = tablet.notebook.open_interview(household).unwrap();
    assert!(path.steps.iter().all(|step| step.subject != people[0]));
}

#[test]
fn a_person_others_know_of_is_marked_as_having_left() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let household = list(&mut tablet.notebook, "1");
    let people = begin(&mut tablet.notebook, household, &FAMILY);
    tablet.notebook.hand_over().unwrap();
    tablet
        .notebook
        .remove_member(household, &people[0])
        .unwrap();
    tablet.notebook.hand_over().unwrap();
    let changes = hub.lock().unwrap().changes_of(household);
    let bytes = changes.iter().map(|change| change.bytes.as_slice());
    let record = sync::HouseholdRecord::from_changes(household, &["2026-1"], bytes).unwrap();
    let members = record.read("2026-1").members;
    assert_eq!(
        members[&format!("{}.left_household", people[0])][0].scalar,
        json!(true)
    );
    assert_eq!(
        members[&format!("{}.given_names", people[0])][0].scalar,
        json!("Ana")
    );
}

#[test]
fn a_correction_after_closing_is_a_change_of_its_own_with_its_reason() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let household = list(&mut tablet.notebook, "1");
    let people = begin(&mut tablet.notebook, household, &FAMILY[..1]);
    let early: Problem = tablet
        .notebook
        .correct(
            household,
            &people[0],
            "given_names",
            &json!("Anabel"),
            "así se llama",
        )
        .unwrap_err()
        .into();
    assert_eq!(early.code, "not_closed");
    answer_the_rest(&mut tablet.notebook, household);
    tablet.notebook.close_interview(household).unwrap();
    let closed: Problem = tablet
        .notebook
        .answer(household, &people[0], "given_names", &json!("Anabel"))
        .unwrap_err()
        .into();
    assert_eq!(closed.code, "closed");
    let silent: Problem = tablet
        .notebook
        .correct(household, &people[0], "given_names", &json!("Anabel"), "  ")
        .unwrap_err()
        .into();
    assert_eq!(silent.code, "no_reason");
    tablet
        .notebook
        .correct(
            household,
            &people[0],
            "given_names",
            &json!("Anabel"),
            "así se llama",
        )
        .unwrap();
    tablet.notebook.hand_over().unwrap();
    let changes = hub.lock().unwrap().changes_of(household);
    assert_eq!(changes.len(), 2);
    let bytes = changes.iter().map(|change| change.bytes.as_slice());
    let record = sync::HouseholdRecord::from_changes(household, &["2026-1"], bytes).unwrap();
    let members = record.read("2026-1").members;
    let kept = &members[&format!("{}.given_names", people[0])];
    assert_eq!((kept.len(), &kept[0].scalar), (1, &json!("Anabel")));
    assert_eq!(kept[0].message, "Corrección: así se llama");
}

#[test]
fn each_answer_leaves_when_how_long_how_often_from_whom_and_in_which_language() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let household = list(&mut tablet.notebook, "1");
    let people = begin(&mut tablet.notebook, household, &FAMILY[..1]);
    answer(
        &mut tablet.notebook,
        household,
        &people[0],
        "given_names",
        json!("Anita"),
    );
    answer(
        &mut tablet.notebook,
        household,
        "",
        "consent_by",
        json!("head"),
    );
    answer(
        &mut tablet.notebook,
        household,
        "",
        "interview_language",
        json!("spanish"),
    );
    answer(
        &mut tablet.notebook,
        household,
        &people[0],
        "first_surname",
        json!("Gómez"),
    );
    let paradata = tablet.notebook.paradata(household).unwrap();
    let last = paradata.last().unwrap();
    assert_eq!(last.informant.as_deref(), Some("head"));
    assert_eq!(last.language.as_deref(), Some("spanish"));
    let names: Vec<_> = paradata
        .iter()
        .filter(|line| line.key.code == "given_names")
        .collect();
    assert_eq!(names.len(), 2);
    assert_eq!((names[0].correction, names[1].correction), (0, 1));
    assert!(names[0].took_ms > 0);
    assert!(names[0].answered_at.starts_with("2026-11-18T16:"));
}

#[test]
fn a_section_answered_together_is_kept_whole_or_not_at_all() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let household = list(&mut tablet.notebook, "1");
    let people = begin(&mut tablet.notebook, household, &FAMILY[1..]);
    let with_fault = [
        ("attends_school", json!(true)),
        ("school_level", json!("quizá")),
    ];
    tablet
        .notebook
        .answer_together(household, &people[0], &with_fault)
        .unwrap_err();
    tablet.restart();
    let view = tablet
        .notebook
        .section(household, "schooling", &people[0])
        .unwrap();
    assert!(
        view.questions
            .iter()
            .all(|question| question.answer.is_none())
    );
    let good = [
        ("attends_school", json!(true)),
        ("school_level", json!("primary")),
    ];
    tablet
        .notebook
        .answer_together(household, &people[0], &good)
        .unwrap();
    tablet.restart();
    let view = tablet
        .notebook
        .section(household, "schooling", &people[0])
        .unwrap();
    let given = view
        .questions
        .iter()
        .filter(|question| question.answer.is_some());
    assert_eq!(given.count(), 2);
}

#[test]
fn the_path_shows_how_far_each_tile_is() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let household = list(&mut tablet.notebook, "1");
    begin(&mut tablet.notebook, household, &FAMILY);
    let path = tablet.notebook.path(household).unwrap();
    let of = |section: &str| {
        path.steps
            .iter()
            .find(|step| step.section == section)
            .unwrap()
    };
    assert_eq!(of("roster").state, StepState::Started);
    assert_eq!(of("activity").state, StepState::Empty);
    let view = tablet
        .notebook
        .section(household, "roster", &of("roster").subject.clone())
        .unwrap();
    assert!(view.next.is_some() && view.previous.is_some());
    assert_eq!(view.progress.of as usize, path.steps.len());
}

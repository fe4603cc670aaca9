//! The invented people are plausible, whole, and the same for the same seed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use survey_forms::{Answer, AnswerKey, Answers, Questionnaire, due, steps};

use super::{Door, Given, Home, Neighbourhood, Truth};
use crate::world::stream;

fn reference() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 15).expect("a date")
}

fn doors(seed: u64, many: u32) -> Vec<Door> {
    let blocks = vec!["001".to_owned(), "002".to_owned()];
    let mut people = Neighbourhood::new(stream(seed, "ageb:0799900010013", 0), blocks);
    (1..=many)
        .map(|number| people.door(number, reference()))
        .collect()
}

fn truths(doors: &[Door]) -> Vec<Truth> {
    doors
        .iter()
        .filter_map(|door| door.household.as_ref())
        .flat_map(|home| &home.members)
        .filter_map(|person| person.truth.clone())
        .collect()
}

#[test]
fn the_same_seed_meets_the_same_people_and_another_seed_does_not() {
    let told = |seed| format!("{:?}", doors(seed, 60));
    assert_eq!(told(7), told(7));
    assert_ne!(told(7), told(8));
}

#[test]
fn about_three_children_live_in_four_households_and_a_fifth_is_in_child_labour() {
    let doors = doors(1, 6_000);
    let homes = doors.iter().filter(|door| door.household.is_some()).count() as f64;
    let truths = truths(&doors);
    let children = truths.len() as f64;
    let inside = truths
        .iter()
        .filter(|truth| truth.child_labour == Some(true))
        .count() as f64;
    assert!(
        (0.70..0.82).contains(&(children / homes)),
        "{} a home",
        children / homes
    );
    assert!(
        (0.17..0.23).contains(&(inside / children)),
        "{} inside",
        inside / children
    );
}

#[test]
fn every_class_and_every_kind_of_door_occurs() {
    let doors = doors(2, 4_000);
    let mut occupations = BTreeMap::new();
    let mut chores = BTreeMap::new();
    for truth in truths(&doors) {
        *occupations.entry(truth.occupation).or_insert(0) += 1;
        *chores.entry(truth.chores).or_insert(0) += 1;
    }
    for class in [
        None,
        Some("none"),
        Some("permitted"),
        Some("below_minimum_age"),
        Some("hazardous"),
    ] {
        assert!(occupations.contains_key(&class), "{class:?}");
    }
    for class in [
        None,
        Some("none"),
        Some("adequate"),
        Some("prolonged"),
        Some("dangerous"),
    ] {
        assert!(chores.contains_key(&class), "{class:?}");
    }
    for result in ["00", "C0", "15", "01", "03", "06"] {
        assert!(
            doors.iter().any(|door| door.visits.last() == Some(&result)),
            "{result}"
        );
    }
    assert!(
        doors
            .iter()
            .filter_map(|door| door.household.as_ref())
            .any(|home| home.corrected_apart)
    );
}

#[test]
fn either_part_makes_child_labour_and_not_knowing_one_part_is_not_no() {
    let told = |occupation, chores| Truth::new(occupation, chores).child_labour;
    assert_eq!(told(Some("hazardous"), None), Some(true));
    assert_eq!(told(None, Some("dangerous")), Some(true));
    assert_eq!(told(Some("permitted"), Some("adequate")), Some(false));
    assert_eq!(told(Some("none"), None), None);
    assert_eq!(told(None, Some("none")), None);
}

#[test]
fn an_opened_door_has_a_head_and_a_closed_one_has_nobody() {
    for door in doors(3, 500) {
        let opened = matches!(door.visits.last(), Some(&"00" | &"C0" | &"15"));
        assert_eq!(door.household.is_some(), opened, "{:?}", door.visits);
        if let Some(home) = door.household {
            assert_eq!(home.members[0].answers["kinship"], "head");
        }
    }
}

/// Answers of a household, given as they come up, and the questions that were asked.
fn interviewed(q: &Questionnaire, home: &Home) -> (Answers, Vec<AnswerKey>) {
    let mut answers = Answers::default();
    answers.set(AnswerKey::household("ref_date"), Answer::Date(reference()));
    let ids: Vec<String> = (0..home.members.len())
        .map(|place| survey_forms::new_member_id(place, [0, 0, 0, place as u8]))
        .collect();
    let nothing = Given::new();
    let given = |subject: &str| -> &Given {
        let (member, job) = subject.split_once(".j").unwrap_or((subject, ""));
        let Some(person) = ids.iter().position(|id| id == member) else {
            return &home.answers;
        };
        let person = &home.members[person];
        match job.parse::<usize>() {
            Ok(job) => person.jobs.get(job - 1).unwrap_or(&nothing),
            Err(_) => &person.answers,
        }
    };
    for id in &ids {
        answers.set(AnswerKey::new(id, "left_household"), Answer::YesNo(false));
    }
    loop {
        let before = answers.len();
        for step in steps(q, &answers, reference()) {
            for question in due(q, &answers, &step.section, &step.subject) {
                let key = AnswerKey::new(&step.subject, &question.code);
                if answers.get(&key.subject, &key.code).is_some() {
                    continue;
                }
                if let Some(value) = given(&step.subject).get(question.code.as_str()) {
                    let answer = Answer::from_scalar(&question.kind, value);
                    answers.set(key, answer.expect(&question.code));
                }
            }
        }
        if answers.len() == before {
            break;
        }
    }
    let mut asked = Vec::new();
    for step in steps(q, &answers, reference()) {
        for question in due(q, &answers, &step.section, &step.subject) {
            let key = AnswerKey::new(&step.subject, &question.code);
            let answered = answers.get(&key.subject, &key.code).is_some();
            assert!(answered || !question.required, "{key} has no answer");
            asked.push(key);
        }
    }
    (answers, asked)
}

#[test]
fn every_question_that_must_be_answered_is_answered_and_fits() {
    let q = Questionnaire::shipped();
    let doors = doors(4, 150);
    let homes = doors.iter().filter_map(|door| door.household.as_ref());
    for home in homes {
        let (answers, asked) = interviewed(&q, home);
        for key in asked {
            if let Some(answer) = answers.get(&key.subject, &key.code) {
                let fits = survey_forms::accept(&q, &answers, &key, answer);
                assert!(fits.is_ok(), "{key}: {fits:?}");
            }
        }
        let remarks = survey_forms::review(&q, &answers);
        let must_fix = remarks
            .iter()
            .find(|remark| remark.severity == survey_forms::Severity::MustFix);
        assert!(must_fix.is_none(), "{must_fix:?}");
    }
}

#[test]
fn a_home_of_two_adults_and_two_children_is_asked_no_more_than_it_bears() {
    let q = Questionnaire::shipped();
    let doors = doors(5, 2_000);
    let homes = doors.iter().filter_map(|door| door.household.as_ref());
    let mut asked: Vec<usize> = homes
        .filter(|home| {
            let children = home.members.iter().filter(|p| p.truth.is_some()).count();
            let told = |p: &&super::Person| p.answers.contains_key("adult_works");
            let adults = home.members.iter().filter(told).count();
            (adults, children, home.members.len()) == (2, 2, 4)
        })
        .map(|home| interviewed(&q, home).1.len())
        .collect();
    asked.sort_unstable();
    assert!(asked.len() > 10, "{} homes", asked.len());
    let median = asked[asked.len() / 2];
    assert!((120..=200).contains(&median), "{median} questions");
}

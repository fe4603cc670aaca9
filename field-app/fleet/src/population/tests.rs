//! The invented people are plausible, whole, and the same for the same seed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Door, Neighbourhood, Truth};
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

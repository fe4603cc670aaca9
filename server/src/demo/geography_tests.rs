//! The invented municipality goes through the real import without a doubt.

use std::collections::BTreeSet;

use rusqlite::Connection;
use survey_forms::area::{AreaKind, CheckDigit};

use super::geography::{MUNICIPALITY, SurveyPlace, bring_in, invent, survey_places};
use crate::territory::store;

fn imported(seed: u64, households: u32) -> (Connection, Vec<SurveyPlace>) {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(include_str!("../database/migrations/01_territory.sql"))
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let summaries = bring_in(&conn, &invent(seed, households), folder.path()).unwrap();
    for summary in summaries {
        assert_eq!(summary.doubts, [], "{summary}");
    }
    let places = survey_places(&conn).unwrap();
    (conn, places)
}

#[test]
fn the_same_seed_draws_the_same_municipality_to_the_byte() {
    assert_eq!(invent(7, 400), invent(7, 400));
    assert_ne!(invent(7, 400), invent(8, 400));
}

#[test]
fn its_keys_are_valid_and_its_households_add_up() {
    for (seed, households) in [(1, 100), (2, 400), (3, 4_109), (4, 50_000)] {
        let (conn, places) = imported(seed, households);
        assert_eq!(
            places.iter().map(|place| place.households).sum::<u64>(),
            u64::from(households)
        );
        let agebs = store::areas(&conn, AreaKind::Ageb).unwrap();
        assert!(
            agebs
                .iter()
                .all(|known| known.area.check_digit() == CheckDigit::Holds)
        );
        assert!(
            agebs
                .iter()
                .all(|known| known.area.municipality() == Some(MUNICIPALITY))
        );
    }
}

#[test]
fn every_place_has_a_polygon_a_zone_and_a_colonia_of_its_own() {
    let (conn, places) = imported(5, 600);
    let mut colonias = BTreeSet::new();
    for place in &places {
        assert!(
            store::area(&conn, &place.area)
                .unwrap()
                .unwrap()
                .has_polygon,
            "{place:?}"
        );
        assert!(place.zone.is_some(), "{place:?}");
        assert!(!place.neighbourhoods.is_empty(), "{place:?}");
        for colonia in &place.neighbourhoods {
            assert!(colonias.insert(colonia.clone()), "{colonia} twice");
        }
    }
    assert_eq!(store::zones(&conn).unwrap().len(), 4);
}

#[test]
fn it_has_urban_agebs_with_blocks_rural_places_and_a_withheld_one() {
    let (conn, places) = imported(6, 900);
    let urban = places
        .iter()
        .filter(|place| place.area.kind() == AreaKind::Ageb);
    assert!(urban.clone().all(|place| !place.blocks.is_empty()));
    assert!(urban.clone().any(|place| place.blocks.len() > 2));
    assert_eq!(places.len() - urban.count(), 2);
    let withheld = store::areas(&conn, AreaKind::Ageb).unwrap();
    assert!(
        withheld
            .iter()
            .any(|known| known.households.is_some_and(|span| !span.is_exact()))
    );
}

#[test]
fn neighbouring_agebs_share_their_edges() {
    let polygons: serde_json::Value = serde_json::from_str(&invent(9, 400).polygons).unwrap();
    let ring = |place: usize| -> BTreeSet<String> {
        let ring = &polygons["features"][place]["geometry"]["coordinates"][0];
        ring.as_array()
            .unwrap()
            .iter()
            .map(ToString::to_string)
            .collect()
    };
    assert_eq!(
        ring(0).intersection(&ring(1)).count(),
        3,
        "two corners and the bend between"
    );
}

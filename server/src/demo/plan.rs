//! What the fleet is told and what it tells back: the two JSON files of `rayuela-fleet`, as the
//! server reads and writes them. The server does not link the field app; a field added there is
//! added here.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::geography::SurveyPlace;

/// A fleet's work.
#[derive(Debug, Serialize)]
pub struct Plan {
    pub server: String,
    pub seed: u64,
    pub starts: DateTime<Utc>,
    pub reference: NaiveDate,
    pub doors_a_day: u32,
    pub tablets: Vec<Tablet>,
}

/// One enumerator's tablet.
#[derive(Debug, Serialize)]
pub struct Tablet {
    pub code: String,
    pub areas: Vec<Route>,
}

/// Doors to visit in one area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Route {
    pub area: String,
    pub blocks: Vec<String>,
    pub doors: u32,
    pub first_door: u32,
}

/// What the fleet did.
#[derive(Debug, Deserialize)]
pub struct Report {
    pub tablets: u64,
    /// Doors visited.
    pub doors: u64,
    /// Changes, not households: a correction is one too.
    pub acknowledged: u64,
    pub quarantined: u64,
    pub corrected_apart: u64,
    pub requests: u64,
    pub bytes_up: u64,
    pub bytes_down: u64,
    pub interview_seconds: f64,
    pub hand_over_seconds: f64,
    pub memory_kb: Option<u64>,
    pub notebook_bytes: u64,
    pub children: Vec<ChildTruth>,
}

/// One child of the invented population, as she was meant.
#[derive(Debug, Deserialize)]
pub struct ChildTruth {
    pub household: String,
    pub member: String,
    pub occupation: Option<String>,
    pub chores: Option<String>,
    pub child_labour: Option<bool>,
}

/// Deals the doors: place after place, each tablet one stretch of the way, so that neighbours
/// meet in one place. Where the census counted fewer households than doors, the rest are walked
/// in the last place.
pub fn deal(places: &[SurveyPlace], doors: u32, tablets: u32) -> Vec<Vec<Route>> {
    let mut routes = vec![Vec::new(); tablets.max(1) as usize];
    let share = doors.div_ceil(tablets.max(1)).max(1);
    let mut left = doors;
    let mut walked = 0;
    for (number, place) in places.iter().enumerate() {
        let last = number + 1 == places.len();
        let here = u32::try_from(place.households)
            .unwrap_or(u32::MAX)
            .min(left);
        let mut here = if last { left } else { here };
        let mut first_door = 1;
        while here > 0 {
            let tablet = (walked / share) as usize;
            let until_next = share - walked % share;
            let stretch = here.min(until_next);
            routes[tablet].push(Route {
                area: place.area.to_string(),
                blocks: place.blocks.clone(),
                doors: stretch,
                first_door,
            });
            first_door += stretch;
            walked += stretch;
            here -= stretch;
            left -= stretch;
        }
    }
    routes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(key: &str, households: u64) -> SurveyPlace {
        SurveyPlace {
            area: key.parse().expect("a key"),
            name: String::new(),
            zone: None,
            neighbourhoods: Vec::new(),
            households,
            blocks: vec!["001".to_owned()],
        }
    }

    #[test]
    fn every_door_is_dealt_once_and_neighbours_share_a_place() {
        let places = [
            place("ageb:0710100010363", 30),
            place("ageb:0710100370010", 50),
        ];
        let routes = deal(&places, 60, 3);
        let doors: u32 = routes.iter().flatten().map(|route| route.doors).sum();
        assert_eq!(doors, 60);
        assert!(
            routes
                .iter()
                .all(|route| route.iter().map(|r| r.doors).sum::<u32>() == 20)
        );
        assert_eq!(routes[0][0].area, routes[1][0].area);
        assert_eq!(routes[1][0].first_door, 21);
    }

    #[test]
    fn more_doors_than_the_census_counted_are_walked_in_the_last_place() {
        let routes = deal(&[place("ageb:0710100010363", 5)], 12, 5);
        assert_eq!(
            routes
                .iter()
                .flatten()
                .map(|route| route.doors)
                .sum::<u32>(),
            12
        );
    }
}

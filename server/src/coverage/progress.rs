//! What is counted of an area, and which class of the map that makes.
//!
//! Start at [`Counts`]. A class is a share of interviews that are complete, never a rank.

use std::iter::Sum;
use std::ops::Add;

use survey_forms::area::AreaKey;

use crate::territory::masked::Span;

/// Dwellings of an area by how far they have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All that an enumerator has listed.
    pub listed: u64,
    /// At least one visit was made.
    pub visited: u64,
    /// The interview is complete, with or without children.
    pub complete: u64,
    /// The household refused for good.
    pub refused: u64,
    /// Vacant, demolished, a shop: no home to interview.
    pub not_a_home: u64,
}

impl Counts {
    /// Listed and not yet settled: somebody still has to go there.
    pub fn pending(&self) -> u64 {
        self.listed
            .saturating_sub(self.complete + self.refused + self.not_a_home)
    }

    /// Listed dwellings that are homes, or may be.
    pub fn homes(&self) -> u64 {
        self.listed.saturating_sub(self.not_a_home)
    }
}

impl Add for Counts {
    type Output = Counts;

    fn add(self, other: Counts) -> Counts {
        Counts {
            listed: self.listed + other.listed,
            visited: self.visited + other.visited,
            complete: self.complete + other.complete,
            refused: self.refused + other.refused,
            not_a_home: self.not_a_home + other.not_a_home,
        }
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Counts>>(all: I) -> Counts {
        all.fold(Counts::default(), Add::add)
    }
}

/// One area with what was expected of it and what has been done.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaCoverage {
    pub area: AreaKey,
    /// Such as "AGEB 036-3, Copoya".
    pub name: String,
    pub zone: Option<String>,
    pub neighbourhoods: Vec<String>,
    /// *Hogares censales*; none where the census is not imported.
    pub expected: Option<Span>,
    pub counts: Counts,
    /// A GeoJSON MultiPolygon.
    pub polygon: Option<String>,
}

/// Four sequential classes and "not visited". The bounds are fixed, so that a map of today and one
/// of last week say the same by the same colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    NotVisited,
    UnderQuarter,
    UnderHalf,
    UnderThreeQuarters,
    FromThreeQuarters,
}

impl Class {
    /// All of them, in the order of the legend.
    pub const ALL: [Class; 5] = [
        Class::NotVisited,
        Class::UnderQuarter,
        Class::UnderHalf,
        Class::UnderThreeQuarters,
        Class::FromThreeQuarters,
    ];

    /// Spanish and English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Class::NotVisited => ("Sin visitas", "Not visited"),
            Class::UnderQuarter => ("Menos de 25 %", "Under 25 %"),
            Class::UnderHalf => ("25 a 49 %", "25 to 49 %"),
            Class::UnderThreeQuarters => ("50 a 74 %", "50 to 74 %"),
            Class::FromThreeQuarters => ("75 % o más", "75 % or more"),
        }
    }

    /// The class of the style sheet.
    pub fn mark(self) -> &'static str {
        match self {
            Class::NotVisited => "m0",
            Class::UnderQuarter => "m1",
            Class::UnderHalf => "m2",
            Class::UnderThreeQuarters => "m3",
            Class::FromThreeQuarters => "m4",
        }
    }
}

/// Listing and census disagree by more than a little: look at the ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListingFlag {
    /// All that was listed is settled, and it is under 0.9 of the census: doors were missed.
    Short,
    /// Over 1.2 of the census: new housing, or another area's doors.
    Over,
}

impl AreaCoverage {
    /// Complete interviews as a share of the homes: of the census, or of those found where there
    /// are more. From 0 to 1; none when neither says of any home.
    pub fn share(&self) -> Option<f64> {
        let expected = self.expected.map_or(0.0, Span::middle);
        let homes = expected.max(self.counts.homes() as f64);
        (homes > 0.0).then(|| (self.counts.complete as f64 / homes).min(1.0))
    }

    /// Its colour on the map.
    pub fn class(&self) -> Class {
        match self.share() {
            _ if self.counts.visited == 0 => Class::NotVisited,
            Some(share) if share >= 0.75 => Class::FromThreeQuarters,
            Some(share) if share >= 0.5 => Class::UnderThreeQuarters,
            Some(share) if share >= 0.25 => Class::UnderHalf,
            _ => Class::UnderQuarter,
        }
    }

    /// Homes listed against the census (0.9 to 1.2 is in order: docs/definition.md).
    pub fn listing_flag(&self) -> Option<ListingFlag> {
        let expected = self.expected?;
        let homes = self.counts.homes() as f64;
        if homes > 1.2 * expected.max as f64 {
            return Some(ListingFlag::Over);
        }
        let done = self.counts.listed > 0 && self.counts.pending() == 0;
        (done && homes < 0.9 * expected.min as f64).then_some(ListingFlag::Short)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(expected: Option<Span>, counts: Counts) -> AreaCoverage {
        let area = "ageb:0710100010363".parse().unwrap();
        let (name, zone, neighbourhoods, polygon) = (String::new(), None, Vec::new(), None);
        AreaCoverage {
            area,
            name,
            zone,
            neighbourhoods,
            expected,
            counts,
            polygon,
        }
    }

    fn complete(complete: u64) -> Counts {
        Counts {
            listed: 100,
            visited: complete,
            complete,
            ..Counts::default()
        }
    }

    #[test]
    fn classes_begin_where_their_words_say() {
        let class = |done| area(Some(Span::exact(100)), complete(done)).class();
        use Class::*;
        assert_eq!(
            [0, 1, 24].map(class),
            [NotVisited, UnderQuarter, UnderQuarter]
        );
        assert_eq!(
            [25, 49, 50, 74].map(class),
            [UnderHalf, UnderHalf, UnderThreeQuarters, UnderThreeQuarters]
        );
        assert_eq!([75, 100].map(class), [FromThreeQuarters, FromThreeQuarters]);
    }

    #[test]
    fn an_area_where_all_doors_refused_was_visited() {
        let counts = Counts {
            listed: 3,
            visited: 3,
            refused: 3,
            ..Counts::default()
        };
        assert_eq!(
            area(Some(Span::exact(3)), counts).class(),
            Class::UnderQuarter
        );
        assert_eq!(counts.pending(), 0);
    }

    #[test]
    fn vacant_dwellings_are_neither_pending_nor_homes() {
        let counts = Counts {
            listed: 10,
            visited: 9,
            complete: 6,
            not_a_home: 2,
            ..Counts::default()
        };
        assert_eq!((counts.pending(), counts.homes()), (2, 8));
        assert_eq!(area(Some(Span::exact(6)), counts).share(), Some(0.75));
    }

    #[test]
    fn without_a_census_the_share_is_of_what_was_listed() {
        assert_eq!(area(None, complete(40)).share(), Some(0.4));
        assert_eq!(area(None, Counts::default()).share(), None);
    }

    #[test]
    fn a_listing_is_flagged_when_short_at_the_end_or_far_over() {
        let flag = |expected, counts| area(Some(Span::exact(expected)), counts).listing_flag();
        let done = Counts {
            listed: 80,
            visited: 80,
            complete: 80,
            ..Counts::default()
        };
        assert_eq!(flag(100, done), Some(ListingFlag::Short));
        assert_eq!(flag(100, complete(40)), None);
        assert_eq!(
            flag(100, Counts { listed: 60, ..done }),
            Some(ListingFlag::Short)
        );
        assert_eq!(flag(80, complete(40)), Some(ListingFlag::Over));
    }
}

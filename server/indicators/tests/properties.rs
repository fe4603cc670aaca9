//! What must hold of any children: the identities of the definition, and bounds that are the
//! least and the most over every way of completing what is not known.

use std::collections::{BTreeMap, BTreeSet};

use classify::{Chores, Cti, Occupation};
use indicators::{
    Ages, By, Census, CensusChild, CensusCount, Child, Classes, Line, Sector, Sex, Value,
};
use proptest::prelude::*;

/// A child of whom everything is known.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Settled {
    age: u32,
    occupation: Occupation,
    hazardous: bool,
    prolonged: bool,
    dangerous: bool,
    attends: bool,
    paid: bool,
    sex: Sex,
    sector: Sector,
}

/// What of it is told.
#[derive(Clone, Copy, Debug)]
struct Told {
    /// Years by which the age told may be off, down and up.
    age: (u32, u32),
    occupied: bool,
    hazards: bool,
    prolonged: bool,
    dangerous: bool,
    attends: bool,
    paid: bool,
    sex: bool,
    sector: bool,
}

const ALL_TOLD: Told = Told {
    age: (0, 0),
    occupied: true,
    hazards: true,
    prolonged: true,
    dangerous: true,
    attends: true,
    paid: true,
    sex: true,
    sector: true,
};

fn cti(occupation: Occupation, unsuitable: bool) -> Cti {
    let work = matches!(
        occupation,
        Occupation::BelowMinimumAge | Occupation::Hazardous
    );
    match (work, unsuitable) {
        (true, true) => Cti::Both,
        (true, false) => Cti::OnlyOccupation,
        (false, true) => Cti::OnlyChores,
        (false, false) => Cti::None,
    }
}

impl Settled {
    fn ages(&self, told: Told) -> Ages {
        let (less, more) = told.age;
        Ages::between(self.age - less.min(self.age), self.age + more)
            .unwrap_or(Ages::exactly(self.age))
    }

    /// The child as far as it is told; a class is told where nothing of it is hidden.
    fn child(&self, told: Told) -> Child<'static> {
        let occupied = self.occupation != Occupation::None;
        let age_told = told.age == (0, 0);
        let occupation =
            told.occupied && (!occupied || age_told && (self.age < 15 || told.hazards));
        let chores = told.prolonged && told.dangerous;
        let kind = match (self.dangerous, self.prolonged) {
            (true, _) => Chores::Dangerous,
            (false, true) => Chores::Prolonged,
            (false, false) => Chores::Adequate,
        };
        let cti = cti(self.occupation, self.prolonged || self.dangerous);
        let in_scope = age_told && (5..=17).contains(&self.age);
        Child {
            ages: self.ages(told),
            classes: Classes {
                occupied: told.occupied.then_some(occupied),
                occupation: occupation.then_some(self.occupation),
                hazardous_any_age: (told.occupied && (told.hazards || !occupied))
                    .then_some(self.hazardous),
                chores: chores.then_some(kind),
                chores_prolonged: told.prolonged.then_some(self.prolonged),
                chores_dangerous: told.dangerous.then_some(self.dangerous),
                child_labour: (in_scope && occupation && chores).then_some(cti != Cti::None),
                cti: (in_scope && occupation && chores).then_some(cti),
            },
            sex: told.sex.then_some(self.sex),
            territory: None,
            sector: told.sector.then_some(self.sector),
            attends: told.attends.then_some(self.attends),
            paid: told.paid.then_some(self.paid),
            wage_earner: Some(true),
            medical_services: Some(false),
        }
    }

    /// Every child that would be told alike, this one among them.
    fn completions(&self, told: Told) -> Vec<Settled> {
        fn each<T: Copy>(told: bool, here: T, all: &[T]) -> Vec<T> {
            if told { vec![here] } else { all.to_vec() }
        }
        let yes_no = [false, true];
        let occupied = self.occupation != Occupation::None;
        let mut found = Vec::new();
        for age in self.age - told.age.0.min(self.age)..=self.age + told.age.1 {
            for works in each(told.occupied, occupied, &yes_no) {
                for hazardous in each(told.hazards && told.occupied, self.hazardous, &yes_no) {
                    let occupation = match (works, age < 15, hazardous) {
                        (false, _, _) => Occupation::None,
                        (true, true, _) => Occupation::BelowMinimumAge,
                        (true, false, true) => Occupation::Hazardous,
                        (true, false, false) => Occupation::Permitted,
                    };
                    for prolonged in each(told.prolonged, self.prolonged, &yes_no) {
                        for dangerous in each(told.dangerous, self.dangerous, &yes_no) {
                            found.push(Settled {
                                age,
                                occupation,
                                hazardous: works && hazardous,
                                prolonged,
                                dangerous,
                                ..*self
                            });
                        }
                    }
                }
            }
        }
        let widen = |found: Vec<Settled>, told: bool, set: fn(&mut Settled, bool)| {
            let both = move |one: Settled| {
                yes_no.map(|value| {
                    let mut other = one;
                    if !told {
                        set(&mut other, value);
                    }
                    other
                })
            };
            found.into_iter().flat_map(both).collect::<Vec<_>>()
        };
        let found = widen(found, told.attends, |one, value| one.attends = value);
        let found = widen(found, told.paid, |one, value| one.paid = value);
        let sexes = each(told.sex, self.sex, &[Sex::Woman, Sex::Man]);
        let sectors = each(told.sector, self.sector, &Sector::ALL);
        let placed = |one: Settled| {
            let sectors = sectors.clone();
            let of_sex = move |sex| {
                let sector = move |sector| Settled { sex, sector, ..one };
                sectors.clone().into_iter().map(sector)
            };
            sexes.clone().into_iter().flat_map(of_sex)
        };
        found.into_iter().flat_map(placed).collect()
    }
}

prop_compose! {
    fn settled()(
        age in prop::sample::select(vec![4_u32, 5, 9, 10, 12, 14, 15, 16, 17, 18]),
        works: bool, hazardous: bool, prolonged: bool, dangerous: bool,
        attends: bool, paid: bool, woman: bool, sector in 0..5_usize,
    ) -> Settled {
        let occupation = match (works, age < 15, hazardous) {
            (false, _, _) => Occupation::None,
            (true, true, _) => Occupation::BelowMinimumAge,
            (true, false, true) => Occupation::Hazardous,
            (true, false, false) => Occupation::Permitted,
        };
        Settled {
            age, occupation, hazardous: works && hazardous, prolonged, dangerous, attends, paid,
            sex: if woman { Sex::Woman } else { Sex::Man },
            sector: Sector::ALL[sector],
        }
    }
}

/// Most of what there is to tell is told: each secret doubles the completions.
fn mostly() -> prop::bool::Weighted {
    prop::bool::weighted(0.7)
}

prop_compose! {
    fn told()(
        less in 0..2_u32, more in 0..2_u32, occupied in mostly(), hazards in mostly(), prolonged in mostly(),
        dangerous in mostly(), attends in mostly(), paid in mostly(), sex in mostly(), sector in mostly(),
    ) -> Told {
        Told { age: (less, more), occupied, hazards, prolonged, dangerous, attends, paid, sex, sector }
    }
}

type Cell = (&'static str, Vec<(By, Value)>);

fn lines(children: &[Child<'_>]) -> BTreeMap<Cell, Line<CensusCount>> {
    let mut census = Census::new(vec![
        vec![By::Sex],
        vec![By::Age],
        vec![By::Sector],
        vec![By::Cti, By::Sex],
    ]);
    for child in children {
        census
            .add(&CensusChild { child: *child })
            .expect("classes that hold together");
    }
    let named = |line: Line<CensusCount>| ((line.indicator.code, line.cell.clone()), line);
    census.finish().into_iter().map(named).collect()
}

/// Numerator and denominator of one child who is wholly known, 0 where it stands in no such cell.
fn one(child: &Settled, cell: &Cell) -> (u64, u64) {
    let lines = lines(&[child.child(ALL_TOLD)]);
    let estimate = lines.get(cell).map(|line| line.estimate);
    estimate.map_or((0, 0), |of| (of.numerator, of.denominator))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn bounds_are_the_least_and_the_most_over_all_children_that_would_be_told_alike(
        people in prop::collection::vec((settled(), told()), 1..3)
    ) {
        let known: Vec<Child<'_>> = people.iter().map(|(all, told)| all.child(*told)).collect();
        let memo: Vec<Vec<BTreeMap<Cell, Line<CensusCount>>>> = people
            .iter()
            .map(|(all, told)| {
                let completed = all.completions(*told);
                completed.iter().map(|one| lines(&[one.child(ALL_TOLD)])).collect()
            })
            .collect();
        for (cell, line) in lines(&known) {
            let mut sums = BTreeSet::from([(0, 0)]);
            for completions in &memo {
                let each: BTreeSet<(u64, u64)> = completions
                    .iter()
                    .map(|of| of.get(&cell).map_or((0, 0), |line| {
                        (line.estimate.numerator, line.estimate.denominator)
                    }))
                    .collect();
                sums = sums
                    .iter()
                    .flat_map(|(a, d)| each.iter().map(move |(b, e)| (a + b, d + e)))
                    .collect();
            }
            let rates: Vec<f64> =
                sums.iter().filter(|(_, d)| *d > 0).map(|(a, d)| *a as f64 / *d as f64).collect();
            let least = rates.iter().copied().reduce(f64::min);
            let most = rates.iter().copied().reduce(f64::max);
            prop_assert_eq!(line.bounds.rate, least.zip(most).map(|ends| [ends.0, ends.1]), "{:?}", cell);
            let ends = |of: fn(&(u64, u64)) -> u64| {
                let all = || sums.iter().map(of);
                [all().min().unwrap_or(0) as f64, all().max().unwrap_or(0) as f64]
            };
            prop_assert_eq!(line.bounds.numerator, ends(|sum| sum.0), "{:?}", cell);
            prop_assert_eq!(line.bounds.denominator, ends(|sum| sum.1), "{:?}", cell);
            if let (Some(rate), Some([low, high])) = (line.estimate.rate, line.bounds.rate) {
                prop_assert!(low <= rate && rate <= high);
            }
        }
    }
}

proptest! {
    #[test]
    fn classes_add_up_as_the_definition_says(
        people in prop::collection::vec((settled(), told()), 0..40), all_known: bool
    ) {
        let known: Vec<Child<'_>> = people
            .iter()
            .map(|(all, told)| all.child(if all_known { ALL_TOLD } else { *told }))
            .collect();
        let lines = lines(&known);
        let cells: BTreeSet<&Vec<(By, Value)>> = lines.keys().map(|(_, cell)| cell).collect();
        for cell in cells {
            let count = |code| lines[&(code, cell.clone())].estimate.numerator;
            let sums = [
                ("not permitted", count("1"), count("2") + count("3")),
                ("occupied", count("8"), count("1") + count("permitted")),
                ("child labour", count("child_labour"),
                    count("only_occupation") + count("only_chores") + count("both")),
            ];
            for (name, whole, parts) in sums {
                // What is known of the kind is known of the whole; not always the other way.
                prop_assert!(parts <= whole, "{} {:?}", name, cell);
                prop_assert!(!all_known || parts == whole, "{} {:?}", name, cell);
            }
            let chores = count("10") + count("11b");
            prop_assert!(!all_known || count("4") <= chores && count("10") <= count("4"));
            prop_assert_eq!(count("10"), count("11"));
            prop_assert!(count("3") <= count("hazardous_5_17"));
            let whole = lines[&("below_share", cell.clone())].estimate.denominator;
            prop_assert!(whole <= count("1") && (!all_known || whole == count("1")));
        }
    }
}

#[test]
fn sectors_of_the_occupied_adolescents_add_up_to_all_of_them() {
    let people: Vec<Child<'_>> = Sector::ALL
        .iter()
        .map(|sector| {
            let person = Settled {
                age: 16,
                occupation: Occupation::Permitted,
                hazardous: false,
                prolonged: false,
                dangerous: false,
                attends: true,
                paid: true,
                sex: Sex::Man,
                sector: *sector,
            };
            person.child(ALL_TOLD)
        })
        .collect();
    let lines = lines(&people);
    let shares: f64 = Sector::ALL
        .iter()
        .map(|sector| {
            let code = format!("9-{}", sector.code());
            let line = lines
                .iter()
                .find(|(cell, _)| cell.0 == code && cell.1.is_empty());
            line.and_then(|(_, line)| line.estimate.rate).unwrap_or(0.0)
        })
        .sum();
    assert!((shares - 1.0).abs() < 1e-12, "{shares}");
}

#[test]
fn a_rate_without_anybody_below_the_line_has_no_value() {
    let nine = Settled {
        age: 9,
        occupation: Occupation::None,
        hazardous: false,
        prolonged: false,
        dangerous: false,
        attends: true,
        paid: false,
        sex: Sex::Woman,
        sector: Sector::Services,
    };
    let lines = lines(&[nine.child(ALL_TOLD)]);
    let line = &lines[&("3", Vec::new())];
    assert_eq!((line.estimate.rate, line.bounds.rate), (None, None));
    assert_eq!(lines[&("1", Vec::new())].estimate.rate, Some(0.0));
    assert_eq!(one(&nine, &("1", Vec::new())), (0, 1));
}

#[test]
fn cells_with_few_children_are_withheld_and_nobody_is_not_few() {
    let person = |works| Settled {
        age: 12,
        occupation: if works {
            Occupation::BelowMinimumAge
        } else {
            Occupation::None
        },
        hazardous: false,
        prolonged: false,
        dangerous: false,
        attends: true,
        paid: false,
        sex: Sex::Woman,
        sector: Sector::Commerce,
    };
    let people: Vec<Child<'_>> = (0..10).map(|n| person(n < 2).child(ALL_TOLD)).collect();
    let lines = lines(&people);
    let withheld = |code, at_least| lines[&(code, Vec::new())].withheld(at_least).is_some();
    assert!(withheld("8", 3), "two who work could be told");
    assert!(!withheld("8", 2));
    assert!(
        !withheld("4", 10),
        "nobody in unsuitable chores names nobody"
    );
    assert!(withheld("4", 11), "too few in all");
    assert!(!withheld("8", 0));
}

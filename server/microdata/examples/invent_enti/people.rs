//! The invented households: what is true of each child, what the interview learnt of it, and
//! what the statistics office published.
//!
//! Start at [`invent`]. The published codes follow the rules, but for every second child for whom
//! an open point matters: it was decided the other way, which `--against` is to find out.
//! What this module does not know: files.

use classify::{
    ChildFacts, Chores, ChoresHazard, CodeSet, Cti, Date, Digits, Edition, Employer, Exposure, Job,
    Jobs, MX_INEGI_2016, Occupation, Pay, Place, Settled, Span, Status, Verdict, verdict,
};

use self::Exposure as E;

/// Strata with their state, primary sampling units, and how many children a child stands for.
const STRATA: [(&str, &str, u32, u64); 4] = [
    ("101", "07", 4, 1_900),
    ("102", "07", 4, 2_600),
    ("201", "16", 3, 1_400),
    ("202", "16", 3, 3_100),
];

const DWELLINGS_A_UNIT: u32 = 9;

pub const EXPOSURES: [Exposure; 10] = [
    E::Chemicals,
    E::DustSmoke,
    E::Noise,
    E::HumidityExtremeTemperature,
    E::Fire,
    E::SharpTools,
    E::HeavyMachinery,
    E::HazardousWaste,
    E::Heights,
    E::Other,
];

pub const HAZARDS: [ChoresHazard; 6] = [
    ChoresHazard::HeavyLoads,
    ChoresHazard::DangerousEquipment,
    ChoresHazard::HotObjects,
    ChoresHazard::Chemicals,
    ChoresHazard::Night,
    ChoresHazard::Injury,
];

/// Kinds of job: SCIAN, SINCO, place, hours a day, and what one is exposed to there.
pub const JOBS: [(&str, &str, Place, u8, &[Exposure]); 8] = [
    (
        "1111",
        "6111",
        Place::Field,
        6,
        &[E::Chemicals, E::SharpTools],
    ),
    ("4611", "4211", Place::MarketStall, 4, &[]),
    ("7225", "5116", Place::Restaurant, 5, &[E::Fire]),
    (
        "2361",
        "7121",
        Place::ConstructionSite,
        8,
        &[E::DustSmoke, E::Heights],
    ),
    ("8111", "7511", Place::Workshop, 6, &[E::Noise]),
    ("4612", "4211", Place::Shop, 3, &[]),
    (
        "8129",
        "9511",
        Place::StreetAmbulant,
        5,
        &[E::HumidityExtremeTemperature],
    ),
    ("4611", "4111", Place::Office, 2, &[]),
];

/// Someone of a household.
pub struct Person {
    pub unit: String,
    pub dwelling: String,
    pub household: String,
    pub line: String,
    pub stratum: &'static str,
    pub state: &'static str,
    pub weight: u64,
    pub age: u32,
    pub female: bool,
    /// Of children only.
    pub interview: Option<Interview>,
}

/// A child's interview.
pub struct Interview {
    pub complete: bool,
    /// What the child's answers say; `None` is "no especificado".
    pub told: Settled,
    pub level: u8,
    /// The work came out only when helping, selling and the like were asked for.
    pub rescued: bool,
    /// Hours from Monday to Sunday; `None` where the child worked irregularly.
    pub days: Option<[u8; 7]>,
    pub position: u8,
    pub medical: bool,
    /// The published band of the hours of chores, where the hours themselves are not known.
    pub band: Option<u8>,
    pub published: Verdict,
}

impl Person {
    /// The child's key, as the mapping joins it.
    pub fn id(&self) -> String {
        let Person {
            unit,
            dwelling,
            household,
            line,
            ..
        } = self;
        format!("{unit}-{dwelling}-{household}-{line}")
    }
}

/// Numbers that are the same each time (SplitMix64).
pub struct Dice(u64);

impl Dice {
    fn below(&mut self, many: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % many
    }

    fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }

    fn small(&mut self, many: u64) -> u8 {
        u8::try_from(self.below(many)).unwrap_or(u8::MAX)
    }
}

/// The last day of the reference week, as the mapping fixes it.
pub fn day() -> Date {
    Date::new(2022, 12, 31).expect("a day that exists")
}

/// Everyone, in the order of the sample.
pub fn invent() -> Vec<Person> {
    let mut dice = Dice(2022);
    let edition: Edition = toml::from_str(MX_INEGI_2016).expect("the shipped edition");
    let mut people = Vec::new();
    let mut unit_number = 0;
    for (stratum, state, units, weight) in STRATA {
        for _ in 0..units {
            unit_number += 1;
            let weight = weight + dice.below(400);
            for dwelling in 1..=DWELLINGS_A_UNIT {
                let home = |line: usize, age, female| Person {
                    unit: format!("{state}{unit_number:05}"),
                    dwelling: format!("{dwelling:02}"),
                    household: "1".to_owned(),
                    line: format!("{line:02}"),
                    stratum,
                    state,
                    weight,
                    age,
                    female,
                    interview: None,
                };
                for line in 1..=2 {
                    let age = 25 + u32::from(dice.small(30));
                    people.push(home(line, age, line == 2));
                }
                for child in 0..1 + usize::from(dice.small(4)) {
                    let mut person = home(3 + child, 5 + u32::from(dice.small(13)), dice.one_in(2));
                    person.interview = Some(interview(&mut dice, &edition, person.age));
                    people.push(person);
                }
            }
        }
    }
    people
}

fn interview(dice: &mut Dice, edition: &Edition, age: u32) -> Interview {
    let mut truth = Settled {
        age: Some(age),
        attends: Some(age < 15 || !dice.one_in(4)),
        ..Settled::default()
    };
    let level = level(age);
    truth.basic_completed = match level {
        0..=2 => Some(false),
        4.. => Some(true),
        _ => None,
    };
    let days = work(dice, age, &mut truth);
    chores(dice, &mut truth);
    let published = published(dice, edition, &truth);
    let mut told = truth.clone();
    let band = forget(dice, &mut told);
    let days = days.filter(|_| told.hours_week.is_some());
    let paid = truth.jobs.iter().any(|job| job.pay == Some(Pay::Cash));
    Interview {
        complete: !dice.one_in(25),
        level,
        rescued: truth.status == Some(Status::Worked) && dice.one_in(3),
        days,
        position: if paid { 1 } else { 2 },
        medical: dice.one_in(6),
        band,
        published,
        told,
    }
}

/// The level of schooling of someone who was never held back, as the mapping codes it.
fn level(age: u32) -> u8 {
    match age {
        ..=5 => 1,
        6..=11 => 2,
        12..=15 => 3,
        _ => 4,
    }
}

/// One in five works, more of them the older they are.
fn work(dice: &mut Dice, age: u32, truth: &mut Settled) -> Option<[u8; 7]> {
    if !dice.one_in(if age < 12 { 9 } else { 4 }) {
        truth.status = Some(Status::None);
        return None;
    }
    let (scian, sinco, place, hours, exposures) = JOBS[dice.below(8) as usize];
    let mut risks: CodeSet<Exposure> = CodeSet::EMPTY;
    for exposure in exposures {
        if !dice.one_in(3) {
            risks.insert(*exposure);
        }
    }
    truth.jobs = Jobs::One(Job {
        scian: Digits::read(scian, 6),
        sinco: Digits::read(sinco, 4),
        place: Some(place),
        employer: Some([Employer::Family, Employer::NonFamily][usize::from(dice.one_in(2))]),
        pay: Some([Pay::None, Pay::Cash][usize::from(dice.one_in(2))]),
        after_22: Some(dice.one_in(15)),
        night_hours: Some(Span::exact(f64::from(dice.small(3)))),
        exposures: Some(risks),
        max_load_kg: Some(Span::exact([0.0, 4.0, 7.0, 20.0][dice.below(4) as usize])),
        own_use: Some(dice.one_in(12)),
        ..Job::default()
    });
    if dice.one_in(12) {
        truth.status = Some(Status::Absent);
        let soon = dice.one_in(2);
        truth.returns_within_weeks = if soon {
            Span::between(0.0, 4.0)
        } else {
            Span::between(4.0_f64.next_up(), 520.0)
        };
        truth.absence_paid = Some(dice.one_in(3));
        return None;
    }
    truth.status = Some(Status::Worked);
    let mut days = [0; 7];
    for (number, day) in days.iter_mut().enumerate() {
        if number < 5 || dice.one_in(3) {
            *day = hours + dice.small(3);
        }
    }
    let week: u8 = days.iter().sum();
    truth.hours_week = Some(Span::exact(f64::from(week)));
    truth.max_hours_day = days.iter().max().map(|most| Span::exact(f64::from(*most)));
    truth.sunday = Some(days[6] > 0);
    Some(days)
}

fn chores(dice: &mut Dice, truth: &mut Settled) {
    let (own, hours) = match dice.below(10) {
        0 => (true, 0),
        1 => (false, 1 + dice.small(9)),
        2 => (true, 15 + dice.small(20)),
        _ => (true, 1 + dice.small(13)),
    };
    truth.own_household = Some(own);
    truth.chores_hours_week = Some(Span::exact(f64::from(hours)));
    let mut hazards = CodeSet::EMPTY;
    if dice.one_in(11) {
        hazards.insert(HAZARDS[dice.below(6) as usize]);
    }
    truth.chores_hazards = Some(hazards);
}

/// The rules' own verdict; of the children for whom an open point matters, every second one
/// was decided the other way.
fn published(dice: &mut Dice, edition: &Edition, truth: &Settled) -> Verdict {
    let facts = ChildFacts::settled(None, day(), truth.clone()).expect("in range");
    let decided = |edition: &Edition| verdict(edition, &facts).expect("in force");
    let base = decided(edition);
    let mut others = edition
        .alternatives
        .iter()
        .map(|alternative| decided(&edition.under(alternative)));
    let verdict = match others.find(|other| other.cti != base.cti) {
        Some(other) if dice.one_in(2) => other,
        _ => base,
    };
    Verdict {
        occupation: verdict.occupation.or(Some(Occupation::None)),
        chores: verdict.chores.or(Some(Chores::None)),
        cti: verdict.cti.or(Some(Cti::None)),
        ..verdict
    }
}

/// Some answers are not given. Returns the published band of the hours of chores, where these
/// were not told.
fn forget(dice: &mut Dice, told: &mut Settled) -> Option<u8> {
    if let Jobs::One(job) = &mut told.jobs {
        if dice.one_in(9) {
            job.scian = None;
        }
        if dice.one_in(9) {
            job.exposures = None;
        }
        if dice.one_in(9) {
            job.max_load_kg = None;
        }
    }
    if told.status == Some(Status::Worked) && dice.one_in(8) {
        (told.hours_week, told.max_hours_day, told.sunday) = (None, None, None);
    }
    if dice.one_in(30) {
        told.chores_hazards = None;
    }
    let hours = told.chores_hours_week?.min();
    if hours == 0.0 || !dice.one_in(10) {
        return None;
    }
    let (band, min, max) = if hours <= 14.0 {
        (1, 0.0_f64.next_up(), 14.0)
    } else if hours <= 28.0 {
        (2, 14.0_f64.next_up(), 28.0)
    } else {
        (3, 28.0_f64.next_up(), 168.0)
    };
    told.chores_hours_week = Span::between(min, max);
    Some(band)
}

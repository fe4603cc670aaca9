//! Made-up children as the rows of a table give them: one answer a fact, one job at most.
//!
//! Start at [`children`]. A third of them work; one fact in twelve is not known, one number in
//! ten is an interval. The same number of children is always the same children.

use classify::{
    ChildFacts, ChoresHazard, CodeSet, Coded, Date, Digits, Exposure, Job, Jobs, Place, Settled,
    Span, Status,
};

const SCIAN: [&str; 16] = [
    "1112", "1111", "1125", "2361", "3118", "3152", "4311", "4611", "4612", "4841", "7221", "7225",
    "8111", "8121", "8141", "72",
];
const SINCO: [&str; 12] = [
    "4111", "4211", "5313", "6111", "7111", "8342", "9111", "9331", "9411", "9511", "9611", "9",
];

/// So many children, always the same.
pub fn children(count: usize) -> Vec<ChildFacts> {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let on = Date::new(2022, 11, 30).expect("a day");
    (0..count)
        .map(|_| ChildFacts::settled(None, on, dice.child()).expect("facts in range"))
        .collect()
}

/// Numbers that look thrown (xorshift).
struct Dice(u64);

impl Dice {
    /// A number from 0 up to, not including, this one.
    fn below(&mut self, most: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let high = u32::try_from(self.0 >> 33).unwrap_or_default();
        high % most
    }

    fn one_in(&mut self, times: u32) -> bool {
        self.below(times) == 0
    }

    /// The answer, which one time in twelve is not known.
    fn told<T>(&mut self, answer: T) -> Option<T> {
        (!self.one_in(12)).then_some(answer)
    }

    fn number(&mut self, most: u32) -> Option<Span> {
        let from = f64::from(self.below(2 * most)) / 2.0;
        let wide = if self.one_in(10) { 6.0 } else { 0.0 };
        let span = Span::between(from, from + wide)?;
        self.told(span)
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        let most = u32::try_from(from.len()).expect("a short list");
        from[self.below(most) as usize]
    }

    fn some<T: Coded>(&mut self) -> CodeSet<T> {
        let named = if self.one_in(3) { 1 + self.below(2) } else { 0 };
        (0..named).map(|_| self.pick(T::ALL)).collect()
    }

    fn child(&mut self) -> Settled {
        let works = self.one_in(3);
        let status = if works { Status::Worked } else { Status::None };
        let hazards = self.some::<ChoresHazard>();
        Settled {
            age: Some(5 + self.below(13)),
            status: self.told(status),
            hours_week: self.number(60).filter(|_| works),
            jobs: if works {
                Jobs::One(self.job())
            } else {
                Jobs::Unknown
            },
            own_household: self.told(true),
            chores_hours_week: self.number(30),
            chores_hazards: self.told(hazards),
            ..Settled::default()
        }
    }

    fn job(&mut self) -> Job {
        let (scian, sinco) = (self.pick(&SCIAN), self.pick(&SINCO));
        let (place, exposures) = (self.pick(Place::ALL), self.some::<Exposure>());
        let after_22 = self.one_in(12);
        Job {
            scian: Digits::read(scian, 6).and_then(|code| self.told(code)),
            sinco: Digits::read(sinco, 4).and_then(|code| self.told(code)),
            place: self.told(place),
            after_22: self.told(after_22),
            night_hours: self.number(5),
            exposures: self.told(exposures),
            max_load_kg: self.number(12),
            own_use: Some(false),
            ..Job::default()
        }
    }
}

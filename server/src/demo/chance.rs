//! Chance that a seed repeats: SplitMix64, small and the same on every machine.
//!
//! For invented places only, never for keys or ids.

/// A stream of numbers that depends on its seed alone.
#[derive(Clone, Debug)]
pub struct Chance {
    state: u64,
}

impl Chance {
    /// The stream of a seed.
    pub fn new(seed: u64) -> Self {
        Chance { state: seed }
    }

    /// The next 64 bits (SplitMix64: Steele, Lea and Flood 2014).
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A number from 0 to one less than `end`; 0 when `end` is 0.
    pub fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.bits()) * u128::from(end)) >> 64) as u64
    }

    /// A number from -1 to 1.
    pub fn swing(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }

    /// The names in an order of chance, as many as are asked for.
    pub fn shuffled(&mut self, names: &[&'static str]) -> Names {
        let mut order = names.to_vec();
        for place in (1..order.len()).rev() {
            order.swap(place, self.below(place as u64 + 1) as usize);
        }
        Names { order, given: 0 }
    }
}

/// Names that do not run out: after the last come second sections, then third ones.
#[derive(Clone, Debug)]
pub struct Names {
    order: Vec<&'static str>,
    given: usize,
}

impl Names {
    /// A name that was not given before.
    pub fn next_name(&mut self) -> String {
        let (name, section) = (
            self.order[self.given % self.order.len()],
            self.given / self.order.len(),
        );
        self.given += 1;
        match section {
            0 => name.to_owned(),
            1 => format!("{name}, Segunda Sección"),
            more => format!("{name}, Sección {}", more + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers_and_another_seed_others() {
        let numbers = |seed| -> Vec<u64> {
            let mut chance = Chance::new(seed);
            (0..5).map(|_| chance.below(1_000)).collect()
        };
        assert_eq!(numbers(7), numbers(7));
        assert_ne!(numbers(7), numbers(8));
    }

    #[test]
    fn names_never_repeat_and_never_run_out() {
        let mut names = Chance::new(1).shuffled(&["A", "B"]);
        let given: std::collections::BTreeSet<String> = (0..7).map(|_| names.next_name()).collect();
        assert_eq!(given.len(), 7);
        assert!(given.contains("A, Segunda Sección") && given.contains("B, Sección 3"));
    }
}

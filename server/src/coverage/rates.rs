//! Response rates as AAPOR defines them, from the last visit of each dwelling.
//!
//! Start at [`Outcomes`]. The classes of visit results are those of `survey_forms`; a dwelling
//! without a visit counts as UH, not known to hold a household. Source: AAPOR Standard
//! Definitions; the test vector is that of the R package outcomerate.

use survey_forms::{VisitClass, visit_result};

/// How many dwellings came to each outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    pub complete: u64,
    pub partial: u64,
    pub refused: u64,
    pub no_contact: u64,
    pub other: u64,
    /// UH and UO: not known whether there is a home, or one with somebody to interview.
    pub unknown: u64,
    pub not_eligible: u64,
}

impl Outcomes {
    /// Counts dwellings whose last visit had this result; none when nobody went there yet.
    pub fn add(&mut self, result: Option<&str>, dwellings: u64) {
        let class = match result {
            None => VisitClass::UnknownHome,
            // A code of a newer questionnaire: it was an eligible home, the rest is not known.
            Some(code) => visit_result(code).map_or(VisitClass::Other, |result| result.class),
        };
        *match class {
            VisitClass::Complete => &mut self.complete,
            VisitClass::Partial => &mut self.partial,
            VisitClass::Refused => &mut self.refused,
            VisitClass::NonContact => &mut self.no_contact,
            VisitClass::Other => &mut self.other,
            VisitClass::UnknownHome => &mut self.unknown,
            VisitClass::NotEligible => &mut self.not_eligible,
        } += dwellings;
    }

    fn eligible(&self) -> u64 {
        self.complete + self.partial + self.refused + self.no_contact + self.other
    }

    /// RR1, the strictest response rate: complete of all that are or may be homes.
    pub fn response_rate_1(&self) -> Option<f64> {
        share(self.complete, self.eligible() + self.unknown)
    }

    /// RR2: the same with partial interviews.
    pub fn response_rate_2(&self) -> Option<f64> {
        share(self.complete + self.partial, self.eligible() + self.unknown)
    }

    /// RR5: complete of those known to be homes.
    pub fn response_rate_5(&self) -> Option<f64> {
        share(self.complete, self.eligible())
    }

    /// COOP1: complete of the homes in which somebody was met.
    pub fn cooperation_rate_1(&self) -> Option<f64> {
        share(
            self.complete,
            self.complete + self.partial + self.refused + self.other,
        )
    }

    /// REF1: refused of all that are or may be homes.
    pub fn refusal_rate_1(&self) -> Option<f64> {
        share(self.refused, self.eligible() + self.unknown)
    }

    /// CON1: somebody was met, of all that are or may be homes.
    pub fn contact_rate_1(&self) -> Option<f64> {
        let met = self.complete + self.partial + self.refused + self.other;
        share(met, self.eligible() + self.unknown)
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_those_of_the_published_test_vector() {
        let outcomes = Outcomes {
            complete: 4,
            partial: 2,
            refused: 1,
            no_contact: 1,
            other: 1,
            unknown: 2,
            not_eligible: 1,
        };
        let rates = [
            outcomes.response_rate_1(),
            outcomes.response_rate_2(),
            outcomes.response_rate_5(),
            outcomes.cooperation_rate_1(),
            outcomes.refusal_rate_1(),
            outcomes.contact_rate_1(),
        ];
        let rounded = rates.map(|rate| format!("{:.3}", rate.unwrap()));
        assert_eq!(
            rounded,
            ["0.364", "0.545", "0.444", "0.500", "0.091", "0.727"]
        );
    }

    #[test]
    fn every_visit_result_counts_in_its_class() {
        let mut outcomes = Outcomes::default();
        for (result, dwellings) in [
            (Some("00"), 3),
            (Some("C0"), 2),
            (Some("03"), 1),
            (None, 4),
            (Some("zz"), 1),
        ] {
            outcomes.add(result, dwellings);
        }
        let expect = Outcomes {
            complete: 5,
            refused: 1,
            unknown: 4,
            other: 1,
            ..Outcomes::default()
        };
        assert_eq!(outcomes, expect);
    }

    #[test]
    fn no_dwellings_give_no_rate() {
        assert_eq!(Outcomes::default().response_rate_1(), None);
    }
}

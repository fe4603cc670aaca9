//! *Fundamentos*: why the classification says what it says, in sentences.
//!
//! Start at [`explain`]. A ground is given only for what the classification decided, and names
//! the fact that fired it. What this module does not know: how a sentence is worded; those
//! stand in the edition.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    classification::Classification,
    codes::{Chores, Coded, Criterion, Occupation, Status},
    edition::Edition,
    facts::{ChildFacts, Settled},
    field::{Field, JobField},
    legal,
    rules::{SENTENCES, hazards::field_tests, occupied},
    tri::Tri,
};

/// One reason for a classification.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Ground {
    /// A rule's code such as `below_minimum_age` or `night`, or a legal alert's.
    pub code: String,
    /// The path of the fact that fired it, such as `work.jobs[0].place`.
    pub fact: String,
    /// Articles, releases, documented choices.
    pub source: String,
    pub es: String,
    pub en: String,
}

/// A classification with its grounds as the last key.
#[derive(Clone, Debug, Serialize)]
pub struct Explained {
    #[serde(flatten)]
    pub classification: Classification,
    pub grounds: Vec<Ground>,
}

/// The grounds of a classification that [`classify`](crate::classify) made of the same facts:
/// first the scope, the occupation and its hazards, then chores, then legal alerts.
///
/// ```
/// use classify::{ChildFacts, Edition, classify, explain};
///
/// let edition: Edition = toml::from_str(classify::MX_INEGI_2016)?;
/// let facts: ChildFacts = serde_json::from_str(
///     r#"{"age": 16, "ref_date": "2026-03-01",
///         "work": {"status": "worked", "hours_week": 40}}"#,
/// )?;
/// let result = classify(&edition, &facts)?;
/// let grounds = explain(&edition, &facts, &result);
/// let long_week = grounds.iter().find(|ground| ground.code == "prolonged").unwrap();
/// assert_eq!(long_week.fact, "work.hours_week");
/// assert_eq!(long_week.es, "Trabaja más de 36 horas a la semana.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn explain(edition: &Edition, facts: &ChildFacts, result: &Classification) -> Vec<Ground> {
    let mut ranked = BTreeSet::new();
    facts.each_combination(|child| {
        let mut grounds = Grounds {
            edition,
            result,
            ranked: &mut ranked,
        };
        grounds.of_scope_and_work(child);
        if let Some(age) = child.age.filter(|_| result.in_scope == Some(true)) {
            grounds.of_hazards(child, age);
            grounds.of_chores(child, age);
            grounds.of_law(child, age, facts);
        }
    });
    ranked.into_iter().map(|(_, _, ground)| ground).collect()
}

struct Grounds<'a> {
    edition: &'a Edition,
    result: &'a Classification,
    /// By rank of the code, then by fact; the same ground under two combinations is one.
    ranked: &'a mut BTreeSet<(usize, Field, Ground)>,
}

impl Grounds<'_> {
    fn of_scope_and_work(&mut self, child: &Settled) {
        let ages = &self.edition.ages;
        let occupied = &self.edition.occupied;
        let occupied_source = match child.status {
            Some(Status::Absent) => &occupied.absence_weeks_max.source,
            _ => &occupied.hours_min.source,
        };
        if self.result.in_scope == Some(false) {
            self.add("out_of_scope", Field::Age, &ages.scope_min.source, None);
        }
        match self.result.occupied {
            Some(false) => {
                let own_use = !occupied.own_use.value && child.every_job_is_own_use();
                for &field in not_occupied_by(child).iter().filter(|_| !own_use) {
                    self.add("not_occupied", field, occupied_source, None);
                }
                for number in (0..).take(child.jobs.iter().count()) {
                    let field = Field::Job(number, JobField::OwnUse);
                    if own_use {
                        self.add("not_occupied", field, &occupied.own_use.source, None);
                    }
                }
            }
            Some(true) if child.status == Some(Status::Absent) => {
                let tests = occupied::absence(occupied, child);
                for (field, _) in tests.into_iter().filter(|(_, test)| test.is_yes()) {
                    self.add("absent", field, occupied_source, None);
                }
            }
            Some(true) => self.add("worked", Field::WorkStatus, occupied_source, None),
            None => {}
        }
        let minimum = &ages.minimum_for_work;
        match self.result.occupation {
            Some(Occupation::BelowMinimumAge) => {
                let limit = Some(f64::from(minimum.value));
                self.add("below_minimum_age", Field::Age, &minimum.source, limit);
            }
            Some(Occupation::Permitted) => {
                self.add("permitted", Field::Age, &minimum.source, None);
            }
            _ => {}
        }
    }

    fn of_hazards(&mut self, child: &Settled, age: u32) {
        let hazards = &self.edition.hazards;
        field_tests(hazards, child, age, |criterion, field, test| {
            if test != Tri::Yes || !self.result.hazards.contains(criterion) {
                return;
            }
            let (source, limit) = match criterion {
                Criterion::Sector => (&hazards.sector.source, None),
                Criterion::Occupation => (&hazards.occupation.source, None),
                Criterion::Place => (&hazards.place.source, None),
                Criterion::Exposure => (&hazards.exposure.source, None),
                Criterion::Load => (&hazards.load_kg.source, hazards.load_kg.value.number()),
                Criterion::Night => (
                    &hazards.night_hours.source,
                    hazards.night_hours.value.number(),
                ),
                Criterion::Prolonged => {
                    let limits = &hazards.prolonged_hours;
                    (&limits.source, limits.value.limit(age))
                }
            };
            self.add(criterion.word(), field, source, limit);
        });
    }

    fn of_chores(&mut self, child: &Settled, age: u32) {
        let limits = &self.edition.chores.prolonged_hours;
        if self.result.chores_prolonged == Some(true) {
            let limit = limits.value.limit(age);
            self.add(
                "chores_prolonged",
                Field::ChoresHoursWeek,
                &limits.source,
                limit,
            );
        }
        if self.result.chores_dangerous == Some(true) {
            self.add(
                "chores_dangerous",
                Field::ChoresHazards,
                &limits.source,
                None,
            );
        }
        match self.result.chores {
            Some(Chores::Adequate) => {
                self.add(
                    "chores_adequate",
                    Field::ChoresHoursWeek,
                    &limits.source,
                    None,
                );
            }
            Some(Chores::None) => {
                let elsewhere = child.own_household == Some(false);
                let field = if elsewhere {
                    Field::ChoresOwnHousehold
                } else {
                    Field::ChoresHoursWeek
                };
                self.add("chores_none", field, &limits.source, None);
            }
            _ => {}
        }
    }

    fn of_law(&mut self, child: &Settled, age: u32, facts: &ChildFacts) {
        for (item, field) in legal::raised(self.edition, child, age, facts.ref_date) {
            let Some(rank) = self
                .result
                .legal_alerts
                .iter()
                .position(|code| *code == item.code)
            else {
                continue;
            };
            let ground = Ground {
                code: item.code.to_string(),
                fact: field.to_string(),
                source: item.source.clone(),
                es: item.words.es.clone(),
                en: item.words.en.clone(),
            };
            self.ranked.insert((SENTENCES.len() + rank, field, ground));
        }
    }

    /// Adds a ground of a rule; an edition without its sentence adds none (`Edition::check`).
    fn add(&mut self, code: &'static str, fact: Field, source: &str, limit: Option<f64>) {
        let Some(words) = self.edition.sentences.get(code) else {
            return;
        };
        let limit = limit.map(|limit| limit.to_string()).unwrap_or_default();
        let ground = Ground {
            code: code.to_owned(),
            fact: fact.to_string(),
            source: source.to_owned(),
            es: words.es.replace("{limit}", &limit),
            en: words.en.replace("{limit}", &limit),
        };
        let rank = SENTENCES.iter().position(|known| *known == code);
        self.ranked
            .insert((rank.unwrap_or(SENTENCES.len()), fact, ground));
    }
}

/// The facts that say there was no work and there is no job.
fn not_occupied_by(child: &Settled) -> &'static [Field] {
    match child.status {
        Some(Status::Worked) => &[Field::HoursWeek],
        Some(Status::Absent) => &[Field::AbsenceReturns, Field::AbsencePaid],
        _ => &[Field::WorkStatus],
    }
}

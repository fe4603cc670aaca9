//! *Fundamentos*, collected: each ground with every answer that fired it.
//!
//! Start at [`Grounds`]. A ground is given only for what the classification decided. The same
//! rule fired by the same fact under several combinations is one ground that names all answers.
//! What this module does not know: how a sentence is worded; those stand in the edition.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Ground,
    answer::{Answer, List, codes, figure, said},
    words::{both, fill},
};
use crate::{
    classification::Classification,
    codes::{Chores, Coded, Criterion, Occupation, Status},
    edition::{Condition, Edition, LegalItem, Words},
    facts::{ChildFacts, Settled},
    field::{Field, JobField},
    legal,
    rules::{SENTENCES, hazards::field_tests, occupied},
    tri::Tri,
};

/// The grounds found so far, by rank of the rule, then by fact.
pub(super) struct Grounds<'a> {
    edition: &'a Edition,
    result: &'a Classification,
    found: BTreeMap<(usize, Field, Fired<'a>), BTreeSet<Vec<Answer>>>,
}

/// What fired, without the answers.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Fired<'a> {
    code: &'a str,
    /// The sentence, where it is not the one of the code.
    sentence: &'a str,
    /// The law's words of a legal alert.
    law: Option<(&'a str, &'a str)>,
    /// The number that decided.
    limit: Option<String>,
    source: &'a str,
}

impl<'a> Grounds<'a> {
    pub fn new(edition: &'a Edition, result: &'a Classification) -> Grounds<'a> {
        Grounds {
            edition,
            result,
            found: BTreeMap::new(),
        }
    }

    /// Adds what fired under one combination of answers.
    pub fn of(&mut self, child: &Settled, facts: &ChildFacts) {
        self.of_scope(child);
        self.of_work(child);
        if let Some(age) = child.age.filter(|_| self.result.in_scope == Some(true)) {
            self.of_hazards(child, age);
            self.of_chores(child, age);
            self.of_law(child, age, facts);
        }
    }

    /// The grounds in words. With several jobs each ground says which one it is about.
    pub fn in_words(self, jobs: usize) -> Vec<Ground> {
        let edition = self.edition;
        let found = self.found.into_iter();
        found
            .filter_map(|((_, fact, fired), answers)| {
                let words = fired.words(edition, &answers)?;
                let words = match fact {
                    Field::Job(job, _) if jobs > 1 => super::of_job(edition, words, job),
                    _ => words,
                };
                Some(Ground {
                    code: fired.code.to_owned(),
                    fact: fact.to_string(),
                    source: fired.source.to_owned(),
                    es: words.es,
                    en: words.en,
                })
            })
            .collect()
    }

    fn of_scope(&mut self, child: &Settled) {
        let ages = &self.edition.ages;
        if self.result.in_scope == Some(false) {
            let source = &ages.scope_min.source;
            self.add("out_of_scope", Field::Age, source, None, child);
        }
        let minimum = &ages.minimum_for_work;
        let limit = Some(f64::from(minimum.value));
        let code = match self.result.occupation {
            Some(Occupation::BelowMinimumAge) => "below_minimum_age",
            Some(Occupation::Permitted) => "permitted",
            _ => return,
        };
        self.add(code, Field::Age, &minimum.source, limit, child);
    }

    fn of_work(&mut self, child: &Settled) {
        let limits = &self.edition.occupied;
        let (hours, weeks) = (&limits.hours_min, &limits.absence_weeks_max);
        let absent = child.status == Some(Status::Absent);
        match self.result.occupied {
            Some(true) if absent => {
                let tests = occupied::absence(limits, child);
                for (field, _) in tests.into_iter().filter(|(_, test)| test.is_yes()) {
                    let sentence = if field == Field::AbsencePaid {
                        "absent_paid"
                    } else {
                        "absent"
                    };
                    let fired = self.fired("absent", sentence, &weeks.source, Some(weeks.value));
                    self.insert(fired, field, child);
                }
            }
            Some(true) => self.add("worked", Field::WorkStatus, &hours.source, None, child),
            Some(false) if !limits.own_use.value && child.every_job_is_own_use() => {
                for job in (0..).take(child.jobs.iter().len()) {
                    let own_use = "not_occupied_own_use";
                    let fired = self.fired("not_occupied", own_use, &limits.own_use.source, None);
                    self.insert(fired, Field::Job(job, JobField::OwnUse), child);
                }
            }
            Some(false) => {
                for (field, sentence) in not_occupied_by(child) {
                    let (source, limit) = if absent {
                        (&weeks.source, weeks.value)
                    } else {
                        (&hours.source, hours.value)
                    };
                    let fired = self.fired("not_occupied", sentence, source, Some(limit));
                    self.insert(fired, *field, child);
                }
            }
            None => {}
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
                Criterion::Night => {
                    let night = &hazards.night_hours;
                    (&night.source, night.value.number())
                }
                Criterion::Prolonged => {
                    let limits = &hazards.prolonged_hours;
                    (&limits.source, limits.value.limit(age))
                }
            };
            let sentence = match field {
                Field::Job(_, JobField::After22) => "night_after_22",
                _ => criterion.word(),
            };
            let fired = self.fired(criterion.word(), sentence, source, limit);
            let answer = match (criterion, field) {
                (Criterion::Exposure, Field::Job(job, _)) => {
                    let told = job_of(child, job).and_then(|job| job.exposures);
                    let told = told.map(|told| told.shared(hazards.exposure.value));
                    codes(List::Exposure, told).into_iter().collect()
                }
                _ => Answer::to(field, child).into_iter().collect(),
            };
            self.insert_answer(fired, field, answer);
        });
    }

    fn of_chores(&mut self, child: &Settled, age: u32) {
        let limits = &self.edition.chores.prolonged_hours;
        let limit = limits.value.limit(age);
        let hours = Field::ChoresHoursWeek;
        if self.result.chores_prolonged == Some(true) {
            self.add("chores_prolonged", hours, &limits.source, limit, child);
        }
        if self.result.chores_dangerous == Some(true) {
            let source = &limits.source;
            self.add(
                "chores_dangerous",
                Field::ChoresHazards,
                source,
                None,
                child,
            );
        }
        match self.result.chores {
            Some(Chores::Adequate) => {
                self.add("chores_adequate", hours, &limits.source, limit, child);
            }
            Some(Chores::None) => {
                let elsewhere = child.own_household == Some(false);
                let (sentence, field) = if elsewhere {
                    ("chores_elsewhere", Field::ChoresOwnHousehold)
                } else {
                    ("chores_none", hours)
                };
                let fired = self.fired("chores_none", sentence, &limits.source, None);
                self.insert(fired, field, child);
            }
            _ => {}
        }
    }

    fn of_law(&mut self, child: &Settled, age: u32, facts: &ChildFacts) {
        for (item, field) in legal::raised(self.edition, child, age, facts.ref_date) {
            let alerts = &self.result.legal_alerts;
            let Some(rank) = alerts.iter().position(|code| *code == item.code) else {
                continue;
            };
            let answer = law_answer(item, field, child);
            let fired = Fired {
                code: &item.code,
                sentence: if answer.is_empty() { "" } else { "law_answer" },
                law: Some((&item.words.es, &item.words.en)),
                limit: None,
                source: &item.source,
            };
            let key = (SENTENCES.len() + rank, field, fired);
            self.found.entry(key).or_default().insert(answer);
        }
    }

    fn add(
        &mut self,
        code: &'static str,
        fact: Field,
        source: &'a str,
        limit: Option<f64>,
        child: &Settled,
    ) {
        let fired = self.fired(code, code, source, limit);
        self.insert(fired, fact, child);
    }

    fn fired(
        &self,
        code: &'static str,
        sentence: &'static str,
        source: &'a str,
        limit: Option<f64>,
    ) -> Fired<'a> {
        Fired {
            code,
            sentence,
            law: None,
            limit: limit.map(figure),
            source,
        }
    }

    fn insert(&mut self, fired: Fired<'a>, fact: Field, child: &Settled) {
        self.insert_answer(fired, fact, Answer::to(fact, child).into_iter().collect());
    }

    fn insert_answer(&mut self, fired: Fired<'a>, fact: Field, answer: Vec<Answer>) {
        let rank = SENTENCES.iter().position(|known| *known == fired.code);
        let key = (rank.unwrap_or(SENTENCES.len()), fact, fired);
        self.found.entry(key).or_default().insert(answer);
    }
}

impl Fired<'_> {
    /// The sentence with its number and answers; an edition without it has none
    /// (`Edition::check`).
    fn words(&self, edition: &Edition, answers: &BTreeSet<Vec<Answer>>) -> Option<Words> {
        let law = self.law.map(|(es, en)| Words {
            es: es.to_owned(),
            en: en.to_owned(),
        });
        if let (Some(law), "") = (&law, self.sentence) {
            return Some(law.clone());
        }
        let ages = &edition.ages;
        let values = [
            ("law", &law.unwrap_or_else(|| both(""))),
            ("limit", &both(self.limit.clone().unwrap_or_default())),
            ("from", &both(ages.scope_min.value.to_string())),
            ("to", &both(ages.scope_max.value.to_string())),
            ("answer", &said(edition, answers)),
        ];
        Some(fill(edition.sentences.get(self.sentence)?, &values))
    }
}

/// The facts that say there was no work and there is no job, each with its sentence.
fn not_occupied_by(child: &Settled) -> &'static [(Field, &'static str)] {
    match child.status {
        Some(Status::Worked) => &[(Field::HoursWeek, "not_occupied_hours")],
        Some(Status::Absent) => &[
            (Field::AbsenceReturns, "not_occupied_long"),
            (Field::AbsencePaid, "not_occupied_unpaid"),
        ],
        _ => &[(Field::WorkStatus, "not_occupied")],
    }
}

fn job_of(child: &Settled, job: u32) -> Option<&crate::facts::Job> {
    child.jobs.known()?.get(job as usize)
}

/// What raised a legal alert: nothing where the alert itself says it, as for Sundays.
fn law_answer(item: &LegalItem, field: Field, child: &Settled) -> Vec<Answer> {
    let told = match field {
        Field::Job(job, fact) => job_of(child, job).map(|job| (job, fact)),
        _ => None,
    };
    let Some((job, fact)) = told else {
        let told = Answer::to(field, child).filter(|told| !matches!(told, Answer::YesNo(_)));
        return told.into_iter().collect();
    };
    let of = |fact| Answer::of_job(fact, job);
    let answers = match (&item.when, fact) {
        (_, JobField::After22) => [None, None],
        (Condition::Job(lists), JobField::Exposures) => {
            let told = job.exposures.map(|told| told.shared(lists.exposures));
            [codes(List::Exposure, told), None]
        }
        (Condition::PlaceWithExposure { exposures, .. }, fact) => {
            let told = job.exposures.map(|told| told.shared(*exposures));
            [of(fact), codes(List::Exposure, told)]
        }
        (Condition::FarmTask { tasks, .. }, _) => {
            let told = job.farm_tasks.map(|told| told.shared(*tasks));
            [of(JobField::Scian), codes(List::FarmTask, told)]
        }
        (Condition::FarmUnless { .. }, _) => [of(JobField::Scian), of(JobField::FarmTasks)],
        (Condition::NightWork { .. }, fact) => [of(JobField::Scian), of(fact)],
        (_, fact) => [of(fact), None],
    };
    answers.into_iter().flatten().collect()
}

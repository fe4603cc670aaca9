//! *Alertas legales* (LFT): what the law forbids or demands, apart from the class.
//!
//! Start at [`alerts`]. Only for children known to be occupied; an unknown fact raises none, and
//! an exemption must be known to lift one. *La ausencia de alertas no significa que el trabajo
//! sea legal.* What this module does not know: articles and dates; those are the edition's.

use crate::{
    codes::{CodeSet, Employer},
    date::Date,
    edition::{Code, Condition, Edition, JobLists, LegalItem},
    facts::{Job, Settled},
    field::{Field, JobField},
    span::Span,
};

/// The alerts for an occupied child on this date, sorted by code.
pub(crate) fn alerts(edition: &Edition, child: &Settled, age: u32, on: Date) -> Vec<Code> {
    let mut alerts = Vec::new();
    for (item, _) in raised(edition, child, age, on) {
        alerts.push(item.code.clone());
    }
    alerts.sort_unstable();
    alerts.dedup();
    alerts
}

/// The items raised for an occupied child, each with the first fact that raised it.
pub(crate) fn raised<'e>(
    edition: &'e Edition,
    child: &Settled,
    age: u32,
    on: Date,
) -> impl Iterator<Item = (&'e LegalItem, Field)> {
    edition.legal.items.iter().filter_map(move |item| {
        let applies = item.from.is_none_or(|from| from <= on)
            && item.until.is_none_or(|until| on <= until)
            && item.age_from.is_none_or(|from| from <= age)
            && item.age_to.is_none_or(|to| age <= to);
        let fact = if applies {
            raised_by(edition, child, age, &item.when)
        } else {
            None
        };
        fact.map(|fact| (item, fact))
    })
}

fn raised_by(edition: &Edition, child: &Settled, age: u32, when: &Condition) -> Option<Field> {
    match when {
        Condition::LongDay { over_hours } => {
            let long = over(child.max_hours_day, *over_hours);
            long.then_some(Field::MaxHoursDay)
        }
        Condition::WorksOnSunday => (child.sunday == Some(true)).then_some(Field::Sunday),
        Condition::NoCertificate => {
            (child.medical_certificate == Some(false)).then_some(Field::MedicalCertificate)
        }
        Condition::NoAuthorisation => {
            (child.authorisation == Some(false)).then_some(Field::Authorisation)
        }
        Condition::BasicUnfinished => {
            (child.basic_completed == Some(false)).then_some(Field::SchoolBasicCompleted)
        }
        Condition::NotArtistic => (!every_job_is_artistic(child)).then_some(Field::Age),
        _ => (0..).zip(child.jobs.iter()).find_map(|(number, job)| {
            job_raises(edition, job, age, when).map(|fact| Field::Job(number, fact))
        }),
    }
}

fn job_raises(edition: &Edition, job: &Job, age: u32, when: &Condition) -> Option<JobField> {
    let industry = &edition.legal.industry.value;
    let after_22 = job.after_22 == Some(true);
    match when {
        Condition::Job(lists) => on_lists(job, lists),
        Condition::PlaceWithExposure { places, exposures } => {
            let both = job.place.is_some_and(|place| places.contains(place))
                && job.exposures.is_some_and(|answer| answer.meets(*exposures));
            both.then_some(JobField::Place)
        }
        Condition::After22OutsideIndustry => {
            (after_22 && !industry.test(job.scian).is_yes()).then_some(JobField::After22)
        }
        Condition::NightWork { .. } if after_22 => Some(JobField::After22),
        Condition::NightWork {
            industry_night_hours,
        } => {
            let night = job
                .night_hours
                .is_some_and(|h| h.at_least(*industry_night_hours).is_yes());
            (night && industry.test(job.scian).is_yes()).then_some(JobField::NightHours)
        }
        Condition::FarmTask { scian, tasks } => {
            let task = job.farm_tasks.is_some_and(|answer| answer.meets(*tasks));
            (task && scian.test(job.scian).is_yes()).then_some(JobField::FarmTasks)
        }
        Condition::FarmUnless {
            scian,
            age_from,
            only,
        } => {
            let allowed = CodeSet::from_iter([*only]);
            let exempt = age >= *age_from && job.farm_tasks == Some(allowed);
            (scian.test(job.scian).is_yes() && !exempt).then_some(JobField::Scian)
        }
        Condition::Load { over_kg } => {
            over(job.max_load_kg, *over_kg).then_some(JobField::MaxLoadKg)
        }
        Condition::OutsideFamily => {
            (job.employer == Some(Employer::NonFamily)).then_some(JobField::Employer)
        }
        Condition::LongDay { .. }
        | Condition::WorksOnSunday
        | Condition::NoCertificate
        | Condition::NoAuthorisation
        | Condition::BasicUnfinished
        | Condition::NotArtistic => None,
    }
}

fn on_lists(job: &Job, lists: &JobLists) -> Option<JobField> {
    if lists.scian.test(job.scian).is_yes() {
        return Some(JobField::Scian);
    }
    if lists.sinco.test(job.sinco).is_yes() {
        return Some(JobField::Sinco);
    }
    if job.place.is_some_and(|place| lists.places.contains(place)) {
        return Some(JobField::Place);
    }
    let exposed = job
        .exposures
        .is_some_and(|exposures| exposures.meets(lists.exposures));
    exposed.then_some(JobField::Exposures)
}

fn every_job_is_artistic(child: &Settled) -> bool {
    let artistic = |jobs: &[Job]| jobs.iter().all(|job| job.artistic_175bis == Some(true));
    child.jobs.known().is_some_and(artistic)
}

fn over(number: Option<Span>, limit: f64) -> bool {
    number.is_some_and(|number| number.over(limit).is_yes())
}

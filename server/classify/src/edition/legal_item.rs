//! One legal alert as data: when it was in force, for which ages, and on which facts.
//!
//! Start at [`LegalItem`]. What this module does not know: any child; `legal.rs` applies it.

use serde::Deserialize;

use super::{Code, Confidence, Words};
use crate::{
    codes::{CodeSet, Exposure, FarmTask, Place},
    date::Date,
    digits::Prefixes,
};

/// An alert of the Federal Labour Law (LFT). A code may have several items, one a period.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalItem {
    pub code: Code,
    /// First reference date; `None` is since ever.
    pub from: Option<Date>,
    /// Last reference date; `None` is without end.
    pub until: Option<Date>,
    /// Completed years, both ends included; `None` is any age in scope.
    pub age_from: Option<u32>,
    pub age_to: Option<u32>,
    pub when: Condition,
    pub source: String,
    pub confidence: Confidence,
    pub words: Words,
}

/// The facts that raise an alert. An unknown fact raises none.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// In any job, any of these.
    Job(JobLists),
    /// In one job, this place together with this exposure.
    PlaceWithExposure {
        places: CodeSet<Place>,
        exposures: CodeSet<Exposure>,
    },
    /// After 22:00 in a job that is not known to be industry.
    After22OutsideIndustry,
    /// After 22:00, or in industry with so many night hours or more.
    NightWork {
        industry_night_hours: f64,
    },
    /// In this activity with any of these farm tasks.
    FarmTask {
        scian: Prefixes,
        tasks: CodeSet<FarmTask>,
    },
    /// In this activity, unless the child is old enough and does only the allowed task.
    FarmUnless {
        scian: Prefixes,
        age_from: u32,
        only: FarmTask,
    },
    /// A load of more than so many kilograms.
    Load {
        over_kg: f64,
    },
    /// More than so many hours on the longest day.
    LongDay {
        over_hours: f64,
    },
    WorksOnSunday,
    NoCertificate,
    NoAuthorisation,
    BasicUnfinished,
    /// Unless every job is known to be artistic under article 175 Bis.
    NotArtistic,
    /// A job for someone outside the family.
    OutsideFamily,
}

/// Lists of which one word is enough.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct JobLists {
    pub scian: Prefixes,
    pub sinco: Prefixes,
    pub places: CodeSet<Place>,
    pub exposures: CodeSet<Exposure>,
}

//! Is this child in child labour, and on what grounds? (rule set `mx-inegi-2016`)
//!
//! Start at [`classify`]: an [`Edition`] (numbers and lists as dated data) and the
//! [`ChildFacts`] of one child give a [`Classification`]; [`explain`] gives its grounds.
//!
//! Unknown is never "no"; a number may be an interval; a fact may have several answers, and
//! what they would decide differently stays open. The same facts give the same bytes.
//!
//! What this crate does not know: households, questions, files, clocks, and what anyone does
//! about a child. Its only dependency is serde.

mod alternatives;
pub mod at_risk;
mod classification;
mod codes;
mod date;
mod digits;
mod edition;
mod explain;
mod facts;
mod field;
mod given;
mod legal;
mod refusal;
mod rules;
mod sdg;
mod span;
mod tri;
mod verdict;

pub use crate::{
    classification::{AlternativeVerdict, Classification, ClassifyError, classify},
    codes::{
        Chores, ChoresHazard, CodeSet, Coded, Criterion, Cti, Employer, Exposure, FarmTask, Gap,
        Occupation, Pay, Place, Status,
    },
    date::Date,
    digits::{Digits, Prefixes},
    edition::{
        Ages, Alternative, Band, Bands, Basis, Change, ChoresLimits, Code, Condition, Confidence,
        EDITIONS, Edition, EditionFault, Hazards, JobLists, Legal, LegalItem, Limit, MX_INEGI_2016,
        Occupied, SdgLimits, Sourced, Words,
    },
    explain::{
        Explained, FactWords, Ground, Labels, Missing, Point, Reading, Undecided, Why, explain,
        missing, readings,
    },
    facts::{COMBINATIONS_MAX, ChildFacts, Job, Jobs, Settled},
    given::Given,
    refusal::{Expected, FactError},
    sdg::Sdg871,
    span::Span,
    verdict::{Verdict, verdict},
};

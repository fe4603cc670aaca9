//! The rules R1 to R5 for one child under one combination of answers.
//!
//! Start at [`decide`](crate::verdict) for how they are put together; each rule has its file.
//! What these modules do not know: several answers (R7), output, and any number of their own;
//! numbers come from the edition.

pub(crate) mod child_labour;
pub(crate) mod chores;
pub(crate) mod hazards;
pub(crate) mod occupied;

/// The codes of grounds for which an edition must have a sentence.
pub(crate) const SENTENCES: &[&str] = &[
    "out_of_scope",
    "not_occupied",
    "worked",
    "absent",
    "below_minimum_age",
    "permitted",
    "sector",
    "occupation",
    "place",
    "exposure",
    "load",
    "night",
    "prolonged",
    "chores_prolonged",
    "chores_dangerous",
    "chores_adequate",
    "chores_none",
];

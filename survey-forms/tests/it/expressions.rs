//! Expressions: the values JavaRosa computes, what is read and refused, types, and properties.
//! Start with `expressions/household.rs`, whose answers the others compute in.
//!
//! `expressions/javarosa.tsv` was computed by JavaRosa 5.1.0 out of ODK Validate: its expressions,
//! in the form `tests/odk/expressions.xml`, by `tests/odk/Evaluate.java`. `tests/odk/regenerate.sh`
//! computes it anew.

mod as_javarosa;
mod computing;
mod household;
mod reading;
mod totality;
mod typing;

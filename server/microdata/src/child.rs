//! One row read: the facts of a child, and what the survey says beside them.
//!
//! Start at [`Child`]. What this module does not know: columns, codes and rules.

use classify::{ChildFacts, Chores, Cti, Occupation};

use crate::key::Key;

/// One child of a survey: a row of the first table, with what was joined to it.
#[derive(Clone, Debug)]
pub struct Child {
    /// The row of the first table, counted from 1 after the heading (DBF: the record number).
    pub row: u64,
    /// What is known of the child; what the rules read.
    pub facts: ChildFacts,
    /// *Diseño muestral*; `None` where the mapping says `census = true` or nothing.
    pub design: Option<Design>,
    /// What results are broken down by.
    pub by: By,
    /// INEGI's own verdict; `None` where the mapping names no `[published]` columns.
    pub against: Option<Published>,
    /// Facts that no rule reads and some indicators do.
    pub wage: Wage,
}

/// *Diseño muestral*: how many children this one stands for, and how it was drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Design {
    /// *Factor de expansión*: children of the population, over 0 and finite.
    pub weight: f64,
    /// *Estrato*.
    pub stratum: Key,
    /// *Unidad primaria de muestreo*, named within its stratum or in all the survey.
    pub psu: Key,
}

/// What results are broken down by; `None` is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct By {
    pub sex: Option<Sex>,
    /// *Territorio*: state, municipality or AGEB, as the mapping's column gives it.
    pub territory: Option<Key>,
    /// The other columns of `[by]`, in the order of [`Mapping::extra`](crate::Mapping::extra).
    pub extra: Box<[Option<Key>]>,
}

/// *Sexo*, as the survey asks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    Female,
    Male,
}

/// INEGI's own codes for a child, to compare with; `None` is not given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// *Condición de trabajo infantil* (CTI).
    pub cti: Option<Cti>,
    /// *Condición de ocupación* (`C_OCU`).
    pub occupation: Option<Occupation>,
    /// *Condición de quehaceres domésticos* (CQDOM).
    pub chores: Option<Chores>,
}

/// What the indicators ask of the work and no rule reads; `None` is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wage {
    /// *Asalariado*: paid by an employer.
    pub wage_earner: Option<bool>,
    /// *Acceso a servicios médicos* through the job.
    pub medical_services: Option<bool>,
}

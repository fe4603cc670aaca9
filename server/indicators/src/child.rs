//! One child as the indicators see it: ages, classes, and the few answers that classes leave out.
//!
//! Start at [`Child`]. Every `None` is "not known". What this module does not know: names, ids
//! and the answers behind a class.

use classify::{Chores, Cti, Occupation};

use crate::sector::Sector;

/// *Sexo*, as answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// *Mujer*.
    Woman,
    /// *Hombre*.
    Man,
    /// *Otro*, as on the person's papers.
    Other,
}

impl Sex {
    /// The word in tables that machines read.
    pub fn code(self) -> &'static str {
        match self {
            Sex::Woman => "woman",
            Sex::Man => "man",
            Sex::Other => "other",
        }
    }
}

/// *Edad*: completed years, from `min` to `max`, both possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ages {
    min: u32,
    max: u32,
}

impl Ages {
    /// Nothing is known of the age.
    pub const UNKNOWN: Ages = Ages {
        min: 0,
        max: u32::MAX,
    };

    /// One known age, in completed years.
    pub fn exactly(years: u32) -> Ages {
        Ages {
            min: years,
            max: years,
        }
    }

    /// Between two ages; `None` where `min` lies over `max`.
    pub fn between(min: u32, max: u32) -> Option<Ages> {
        (min <= max).then_some(Ages { min, max })
    }

    /// Both this and the other are possible, and all between.
    pub fn or(self, other: Ages) -> Ages {
        Ages {
            min: self.min.min(other.min),
            max: self.max.max(other.max),
        }
    }

    /// May it lie between these two?
    pub(crate) fn meet(self, min: u32, max: u32) -> bool {
        self.min <= max && self.max >= min
    }

    /// May it lie outside these two?
    pub(crate) fn leave(self, min: u32, max: u32) -> bool {
        self.min < min || self.max > max
    }
}

/// What the definition says of the child (a `classify::Verdict` without what no rate needs).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes {
    pub occupied: Option<bool>,
    pub occupation: Option<Occupation>,
    /// Any criterion of hazardous work, also under 15; `Some(false)` when not occupied.
    pub hazardous_any_age: Option<bool>,
    pub chores: Option<Chores>,
    pub chores_prolonged: Option<bool>,
    pub chores_dangerous: Option<bool>,
    pub child_labour: Option<bool>,
    pub cti: Option<Cti>,
}

/// One child. People outside 5 to 17 may be given too: they stand in no rate, but the sampling
/// unit they were found in counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Child<'a> {
    pub ages: Ages,
    pub classes: Classes,
    pub sex: Option<Sex>,
    /// Any code: a state, a municipality, an AGEB.
    pub territory: Option<&'a str>,
    /// *Sector de actividad* of the main job.
    pub sector: Option<Sector>,
    /// *Asiste a la escuela*.
    pub attends: Option<bool>,
    /// *Recibe ingresos por su trabajo*, in money or in kind, from any job.
    pub paid: Option<bool>,
    /// *Trabajador subordinado y remunerado* (asalariado).
    pub wage_earner: Option<bool>,
    /// *Acceso a servicios médicos* through the job.
    pub medical_services: Option<bool>,
}

impl Default for Child<'_> {
    /// A child of whom nothing is known.
    fn default() -> Self {
        Child {
            ages: Ages::UNKNOWN,
            classes: Classes::default(),
            sex: None,
            territory: None,
            sector: None,
            attends: None,
            paid: None,
            wage_earner: None,
            medical_services: None,
        }
    }
}

/// The classes of a child cannot all hold together (an occupation that is hazardous and below the
/// minimum age, say); nothing was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradiction;

impl std::fmt::Display for Contradiction {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(
            "las clases de este registro se contradicen con su edad o entre sí; revise de qué \
             edición vienen | the classes of this record contradict its age or each other; check \
             which edition they come from",
        )
    }
}

impl std::error::Error for Contradiction {}

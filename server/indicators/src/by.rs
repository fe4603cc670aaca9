//! *Desgloses*: what a table is broken down by, and the value of one of its cells.
//!
//! Start at [`By`] and [`Value`]. A breakdown crosses one or more of them. What this module does
//! not know: words for people.

use classify::{Coded, Cti, Occupation};
use serde::{Serialize, Serializer};

use crate::{
    child::{Child, Sex},
    sector::Sector,
    worlds::{Group, World},
};

/// One thing to break a table down by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// *Sexo*.
    Sex,
    /// *Grupo de edad* of ENTI: 5 to 9, 10 to 14, 15 to 17.
    Age,
    /// *Grupo de edad* of the SDG rules: 5 to 11, 12 to 14, 15 to 17.
    AgeSdg,
    /// *Sector de actividad*: of those who are occupied; the others stand in no cell.
    Sector,
    /// *Tipo de ocupación*.
    Occupation,
    /// *Condición de trabajo infantil* (CTI).
    Cti,
    /// *Territorio*: any code the source gives.
    Territory,
}

impl By {
    /// All of them.
    pub const ALL: [By; 7] = [
        By::Sex,
        By::Age,
        By::AgeSdg,
        By::Sector,
        By::Occupation,
        By::Cti,
        By::Territory,
    ];

    /// The word in tables that machines read.
    pub fn code(self) -> &'static str {
        match self {
            By::Sex => "sex",
            By::Age => "age",
            By::AgeSdg => "age_sdg",
            By::Sector => "sector",
            By::Occupation => "occupation",
            By::Cti => "cti",
            By::Territory => "territory",
        }
    }
}

/// What a table is crossed by; empty is everybody in one cell.
pub type Breakdown = Vec<By>;

/// Ages from `min` to `max`, in completed years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgeGroup {
    pub min: u32,
    pub max: u32,
}

/// The value of a cell in one of the things it is crossed by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    Sex(Sex),
    Age(AgeGroup),
    Sector(Sector),
    Occupation(Occupation),
    Cti(Cti),
    Territory(Box<str>),
}

impl Value {
    /// The word in tables that machines read: `woman`, `5-9`, `agriculture`, `hazardous`, `07101`.
    pub fn code(&self) -> String {
        match self {
            Value::Sex(sex) => sex.code().to_owned(),
            Value::Age(group) => format!("{}-{}", group.min, group.max),
            Value::Sector(sector) => sector.code().to_owned(),
            Value::Occupation(occupation) => occupation.word().to_owned(),
            Value::Cti(cti) => cti.word().to_owned(),
            Value::Territory(code) => code.to_string(),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.code())
    }
}

/// A place in a breakdown: one value for each thing crossed; `None` where the child's is unknown.
pub(crate) type Key = Vec<Option<Value>>;

const THREE_GROUPS: [AgeGroup; 3] = [
    AgeGroup { min: 5, max: 9 },
    AgeGroup { min: 10, max: 14 },
    AgeGroup { min: 15, max: 17 },
];
const SDG_GROUPS: [AgeGroup; 3] = [
    AgeGroup { min: 5, max: 11 },
    AgeGroup { min: 12, max: 14 },
    AgeGroup { min: 15, max: 17 },
];

/// Where a child would stand in one world; `None` where it stands in no cell at all.
pub(crate) fn key(breakdown: &[By], child: &Child<'_>, world: &World) -> Option<Key> {
    let value = |by: &By| {
        Some(match by {
            By::Sex => child.sex.map(Value::Sex),
            By::Age => age(&THREE_GROUPS, world.group),
            By::AgeSdg => age(&SDG_GROUPS, world.group),
            By::Sector => Some(Value::Sector(world.sector?)),
            By::Occupation => Some(Value::Occupation(world.occupation)),
            By::Cti => Some(Value::Cti(world.cti())),
            By::Territory => child.territory.map(|code| Value::Territory(code.into())),
        })
    };
    breakdown.iter().map(value).collect()
}

/// The group of a table that holds one of the finest groups.
fn age(groups: &[AgeGroup], finest: Group) -> Option<Value> {
    let holds = |group: &&AgeGroup| group.min <= finest.min && finest.max <= group.max;
    groups.iter().find(holds).copied().map(Value::Age)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worlds::GROUPS;

    #[test]
    fn every_finest_age_group_lies_in_one_group_of_each_table() {
        for finest in GROUPS {
            assert!(age(&THREE_GROUPS, finest).is_some(), "{finest:?}");
            assert!(age(&SDG_GROUPS, finest).is_some(), "{finest:?}");
        }
    }
}

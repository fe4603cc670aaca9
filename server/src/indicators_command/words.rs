//! What people read of a table: names of cells in Spanish and English.
//!
//! Start at [`value`]. What this module does not know: figures.

use classify::{Cti, Occupation};
use indicators::{Sector, Sex, Value};

/// Spanish and English.
pub type Pair = (&'static str, &'static str);

/// The name of one cell's value; a territory is named by its code.
pub fn value(value: &Value) -> (String, String) {
    let pair: Pair = match value {
        Value::Sex(Sex::Woman) => ("Mujeres", "Girls"),
        Value::Sex(Sex::Man) => ("Hombres", "Boys"),
        Value::Sex(Sex::Other) => ("Otro, según su documento", "Other, as on their papers"),
        Value::Age(group) => {
            return (
                format!("{} a {} años", group.min, group.max),
                format!("{} to {} years", group.min, group.max),
            );
        }
        Value::Sector(Sector::Agriculture) => ("Agropecuario", "Agriculture"),
        Value::Sector(Sector::Industry) => ("Industria", "Industry"),
        Value::Sector(Sector::Construction) => ("Construcción", "Construction"),
        Value::Sector(Sector::Commerce) => ("Comercio", "Commerce"),
        Value::Sector(Sector::Services) => ("Servicios", "Services"),
        Value::Occupation(Occupation::None) => ("No ocupada u ocupado", "Not occupied"),
        Value::Occupation(Occupation::Permitted) => ("Ocupación permitida", "Permitted occupation"),
        Value::Occupation(Occupation::BelowMinimumAge) => {
            ("Debajo de la edad mínima", "Below the minimum age")
        }
        Value::Occupation(Occupation::Hazardous) => ("Peligrosa, 15 a 17", "Hazardous, 15 to 17"),
        Value::Cti(Cti::OnlyOccupation) => ("Sólo ocupación no permitida", "Only occupation"),
        Value::Cti(Cti::OnlyChores) => ("Sólo quehaceres no adecuados", "Only chores"),
        Value::Cti(Cti::Both) => ("Ambas formas", "Both forms"),
        Value::Cti(Cti::None) => ("Fuera del trabajo infantil", "Not in child labour"),
        Value::Territory(code) => return (code.to_string(), code.to_string()),
    };
    (pair.0.to_owned(), pair.1.to_owned())
}

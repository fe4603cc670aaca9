//! What an area is called on a screen: "AGEB 036-3, Copoya".
//!
//! The census by AGEB names municipalities but not always its localities, so every level has
//! words to fall back on. It does not know tables.

use survey_forms::area::{AreaKey, AreaKind};

/// The area in a few words. `name` is its own, `place` that of its locality or municipality; empty
/// when nobody gave one.
pub fn area_name(area: &AreaKey, name: &str, place: &str) -> String {
    let own = match (area.kind(), area.ageb()) {
        (AreaKind::Block, _) => format!("Manzana {}", area.block().unwrap_or_default()),
        (AreaKind::RuralAgeb, Some(ageb)) => format!("AGEB rural {}", hyphenated(ageb)),
        (_, Some(ageb)) => format!("AGEB {}", hyphenated(ageb)),
        _ if !name.is_empty() => return name.to_owned(),
        (AreaKind::Locality, _) => format!("Localidad {}", &area.key()[5..]),
        (AreaKind::Municipality, _) => format!("Municipio {}", area.key()),
        _ => format!("Entidad {}", area.key()),
    };
    if place.is_empty() {
        own
    } else {
        format!("{own}, {place}")
    }
}

/// As INEGI prints it: three digits, a hyphen, the check digit.
fn hyphenated(ageb: &str) -> String {
    let (number, verifier) = ageb.split_at(3);
    format!("{number}-{verifier}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(area: &str, name: &str, place: &str, expect: &str) {
        assert_eq!(area_name(&area.parse().unwrap(), name, place), expect);
    }

    #[test]
    fn every_level_has_words_even_without_a_name() {
        check("ageb:0710100370363", "", "Copoya", "AGEB 036-3, Copoya");
        check("rural_ageb:071010363", "", "", "AGEB rural 036-3");
        check("locality:071010037", "Copoya", "", "Copoya");
        check(
            "locality:071010037",
            "",
            "Tuxtla Gutiérrez",
            "Localidad 0037, Tuxtla Gutiérrez",
        );
        check("block:0710100370363012", "", "", "Manzana 012");
        check("state:07", "", "", "Entidad 07");
    }
}

//! What the definitions of several indicators share: who is counted over, and sources.
//!
//! Start at [`EVERYBODY`]. What this module does not know: which indicator uses what.

use super::{Indicator, Test, Words};
use crate::sector::Sector;

pub(super) const fn words(es: &'static str, en: &'static str) -> Words {
    Words { es, en }
}

pub(super) const NO_DOUBT: Words = words("", "");
pub(super) const EVERYBODY: Words =
    words("Población de 5 a 17 años", "Population of 5 to 17 years");
pub(super) const UNDER_15: Words = words("Población de 5 a 14 años", "Population of 5 to 14 years");
pub(super) const FROM_15: Words =
    words("Población de 15 a 17 años", "Population of 15 to 17 years");
pub(super) const OCCUPIED: Words = words(
    "Población ocupada de 5 a 17 años",
    "Occupied population of 5 to 17 years",
);
pub(super) const OCCUPIED_FROM_15: Words = words(
    "Población ocupada de 15 a 17 años",
    "Occupied population of 15 to 17 years",
);
pub(super) const NOT_PERMITTED: Words = words(
    "Población de 5 a 17 años en ocupación no permitida",
    "Population of 5 to 17 years in occupation not permitted",
);

/// The list of eleven, and INEGI's release of 2020.
pub(super) const ELEVEN: Words = words(
    "Informe anual de México como País Pionero de la Alianza 8.7, mayo 2020–abril 2021, lista de \
     los once indicadores de la ENTI 2019 [S32]",
    "Mexico's annual Alliance 8.7 Pathfinder report, May 2020–April 2021, list of the eleven \
     indicators of ENTI 2019 [S32]",
);
pub(super) const ELEVEN_AND_RELEASE: Words = words(
    "Lista de los once indicadores [S32]; denominador según las tasas publicadas de la ENTI 2019 \
     [S3]",
    "List of the eleven indicators [S32]; denominator as in the published rates of ENTI 2019 [S3]",
);
pub(super) const RELEASE: Words = words(
    "INEGI, comunicados de la ENTI 2019 y 2022, según la prensa [S3, S5]",
    "INEGI's releases on ENTI 2019 and 2022, as quoted by the press [S3, S5]",
);

/// *Por sector económico*: one indicator a sector, which add up to the whole.
pub(super) const fn of_sector(code: &'static str, name: Words, sector: Sector) -> Indicator {
    Indicator {
        code,
        name,
        numerator: words(
            "Los que trabajan en ese sector (sector de la ocupación principal)",
            "Those who work in this sector (sector of the main job)",
        ),
        denominator: OCCUPIED_FROM_15,
        source: ELEVEN,
        doubt: words(
            "La agrupación de códigos SCIAN en cinco sectores es la de los tabulados de INEGI; \
             la lista exacta no se pudo leer",
            "The grouping of SCIAN codes into five sectors follows INEGI's tables; the exact list \
             could not be read",
        ),
        ages: (15, 17),
        among: &[Test::Occupied],
        counted: Test::Sector(sector),
    }
}

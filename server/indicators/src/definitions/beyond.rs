//! What the list of eleven leaves out: child labour, its kinds, and both counts of "hazardous".
//!
//! Start at [`BEYOND`]. What this module does not know: how a test is answered.

use classify::{Cti, Occupation};

use super::{
    Indicator, Test,
    parts::{EVERYBODY, FROM_15, NO_DOUBT, NOT_PERMITTED, RELEASE, words},
};

/// In the order of tables; their codes are words.
pub(super) const BEYOND: [Indicator; 9] = [
    Indicator {
        code: "child_labour",
        name: words(
            "Trabajo infantil, medición amplia",
            "Child labour, broad measure",
        ),
        numerator: words(
            "Ocupación no permitida, quehaceres en condiciones no adecuadas, o ambos",
            "Occupation not permitted, chores in unsuitable conditions, or both",
        ),
        denominator: EVERYBODY,
        source: RELEASE,
        doubt: NO_DOUBT,
        ages: (5, 17),
        among: &[],
        counted: Test::ChildLabour,
    },
    Indicator {
        code: "only_occupation",
        name: words(
            "Sólo ocupación no permitida",
            "Only occupation not permitted",
        ),
        numerator: words(
            "CTI: sólo ocupación no permitida",
            "CTI: only occupation not permitted",
        ),
        denominator: EVERYBODY,
        source: RELEASE,
        doubt: NO_DOUBT,
        ages: (5, 17),
        among: &[],
        counted: Test::Cti(Cti::OnlyOccupation),
    },
    Indicator {
        code: "only_chores",
        name: words(
            "Sólo quehaceres en condiciones no adecuadas",
            "Only chores in unsuitable conditions",
        ),
        numerator: words(
            "CTI: sólo quehaceres en condiciones no adecuadas",
            "CTI: only chores in unsuitable conditions",
        ),
        denominator: EVERYBODY,
        source: RELEASE,
        doubt: NO_DOUBT,
        ages: (5, 17),
        among: &[],
        counted: Test::Cti(Cti::OnlyChores),
    },
    Indicator {
        code: "both",
        name: words(
            "Ambas formas de trabajo infantil",
            "Both forms of child labour",
        ),
        numerator: words("CTI: ambas", "CTI: both"),
        denominator: EVERYBODY,
        source: RELEASE,
        doubt: NO_DOUBT,
        ages: (5, 17),
        among: &[],
        counted: Test::Cti(Cti::Both),
    },
    Indicator {
        code: "permitted",
        name: words(
            "Ocupación permitida, 15 a 17 años",
            "Permitted occupation, 15 to 17 years",
        ),
        numerator: words(
            "Población de 15 a 17 años en ocupación permitida",
            "Population of 15 to 17 years in permitted occupation",
        ),
        denominator: FROM_15,
        source: RELEASE,
        doubt: NO_DOUBT,
        ages: (15, 17),
        among: &[],
        counted: Test::Occupation(Occupation::Permitted),
    },
    Indicator {
        code: "below_share",
        name: words(
            "De la ocupación no permitida: debajo de la edad mínima",
            "Of occupation not permitted: below the minimum age",
        ),
        numerator: words(
            "Población ocupada de 5 a 14 años",
            "Occupied population of 5 to 14 years",
        ),
        denominator: NOT_PERMITTED,
        source: words(
            "INEGI, nota de junio de 2024: 43.3 % en 2022 [S16]",
            "INEGI's note of June 2024: 43.3 % in 2022 [S16]",
        ),
        doubt: NO_DOUBT,
        ages: (5, 17),
        among: &[Test::NotPermitted],
        counted: Test::Occupation(Occupation::BelowMinimumAge),
    },
    Indicator {
        code: "hazardous_15_17_share",
        name: words(
            "De la ocupación no permitida: peligrosa, 15 a 17, suma con debajo de la edad mínima",
            "Of occupation not permitted: hazardous, 15 to 17, adds up with below the minimum age",
        ),
        numerator: words(
            "Población de 15 a 17 años en ocupación peligrosa",
            "Population of 15 to 17 years in hazardous occupation",
        ),
        denominator: NOT_PERMITTED,
        source: words(
            "INEGI, nota de junio de 2024: 56.7 % en 2022 [S16]",
            "INEGI's note of June 2024: 56.7 % in 2022 [S16]",
        ),
        doubt: NO_DOUBT,
        ages: (5, 17),
        among: &[Test::NotPermitted],
        counted: Test::Occupation(Occupation::Hazardous),
    },
    Indicator {
        code: "hazardous_5_17",
        name: words(
            "Ocupación peligrosa, 5 a 17, todas las edades",
            "Hazardous occupation, 5 to 17, all ages",
        ),
        numerator: words(
            "Población ocupada de 5 a 17 años con algún criterio de ocupación peligrosa",
            "Occupied population of 5 to 17 years with any criterion of hazardous occupation",
        ),
        denominator: EVERYBODY,
        source: words(
            "INEGI, comunicado de la ENTI 2022: 2.0 millones [S5]; notas estatales de 2019 [S30]",
            "INEGI's release on ENTI 2022: 2.0 million [S5]; state notes of 2019 [S30]",
        ),
        doubt: words(
            "No suma con debajo de la edad mínima: las dos cuentan a los menores de 15 en peligro",
            "Does not add up with below the minimum age: both count those under 15 in hazard",
        ),
        ages: (5, 17),
        among: &[],
        counted: Test::HazardousAnyAge,
    },
    Indicator {
        code: "hazardous_5_17_share",
        name: words(
            "De la ocupación no permitida: peligrosa, 5 a 17, todas las edades",
            "Of occupation not permitted: hazardous, 5 to 17, all ages",
        ),
        numerator: words(
            "Los que además tienen algún criterio de ocupación peligrosa",
            "Those with any criterion of hazardous occupation besides",
        ),
        denominator: NOT_PERMITTED,
        source: words(
            "INEGI, comunicado de la ENTI 2022: 92.5 % [S5]",
            "INEGI's release on ENTI 2022: 92.5 % [S5]",
        ),
        doubt: words(
            "No suma con debajo de la edad mínima: las dos cuentan a los menores de 15 en peligro",
            "Does not add up with below the minimum age: both count those under 15 in hazard",
        ),
        ages: (5, 17),
        among: &[Test::NotPermitted],
        counted: Test::HazardousAnyAge,
    },
];

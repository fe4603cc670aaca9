//! The eleven of ENTI, in the order of the published list, with the other readings of 6 and 11.
//!
//! Start at [`ELEVEN_OF_ENTI`]. What this module does not know: how a test is answered.

use classify::Occupation;

use super::{
    Indicator, Test,
    parts::{
        ELEVEN, ELEVEN_AND_RELEASE, EVERYBODY, FROM_15, NO_DOUBT, NOT_PERMITTED, OCCUPIED,
        OCCUPIED_FROM_15, UNDER_15, of_sector, words,
    },
};
use crate::sector::Sector;

/// Codes `1` to `11` are the numbers of the published list.
pub(super) const ELEVEN_OF_ENTI: [Indicator; 17] = [
    Indicator {
        code: "1",
        name: words(
            "Tasa de ocupación infantil no permitida",
            "Rate of child occupation not permitted",
        ),
        numerator: NOT_PERMITTED,
        denominator: EVERYBODY,
        source: ELEVEN_AND_RELEASE,
        doubt: NO_DOUBT,
        ages: (5, 17),
        among: &[],
        counted: Test::NotPermitted,
    },
    Indicator {
        code: "2",
        name: words(
            "Tasa de ocupación infantil debajo de la edad mínima",
            "Rate of occupation below the minimum age",
        ),
        numerator: words(
            "Población ocupada de 5 a 14 años",
            "Occupied population of 5 to 14 years",
        ),
        denominator: UNDER_15,
        source: ELEVEN_AND_RELEASE,
        doubt: NO_DOUBT,
        ages: (5, 14),
        among: &[],
        counted: Test::Occupation(Occupation::BelowMinimumAge),
    },
    Indicator {
        code: "3",
        name: words(
            "Tasa de ocupación peligrosa, 15 a 17, suma con debajo de la edad mínima",
            "Rate of hazardous occupation, 15 to 17, adds up with below the minimum age",
        ),
        numerator: words(
            "Población de 15 a 17 años en ocupación peligrosa",
            "Population of 15 to 17 years in hazardous occupation",
        ),
        denominator: FROM_15,
        source: ELEVEN_AND_RELEASE,
        doubt: words(
            "INEGI publica «peligrosa» de dos maneras; ésta es la de 15 a 17 (véase hazardous_5_17)",
            "INEGI publishes \"hazardous\" in two ways; this is the one of 15 to 17 (see hazardous_5_17)",
        ),
        ages: (15, 17),
        among: &[],
        counted: Test::Occupation(Occupation::Hazardous),
    },
    Indicator {
        code: "4",
        name: words(
            "Tasa de quehaceres domésticos en condiciones no adecuadas",
            "Rate of household chores in unsuitable conditions",
        ),
        numerator: words(
            "Los que hacen quehaceres en su hogar en horarios prolongados o en condiciones peligrosas",
            "Those who do chores at home in prolonged hours or in dangerous conditions",
        ),
        denominator: EVERYBODY,
        source: ELEVEN_AND_RELEASE,
        doubt: NO_DOUBT,
        ages: (5, 17),
        among: &[],
        counted: Test::Unsuitable,
    },
    Indicator {
        code: "5",
        name: words(
            "Asalariados de 15 a 17 años con acceso a servicios médicos",
            "Wage earners of 15 to 17 years with access to medical services",
        ),
        numerator: words(
            "Los que tienen acceso a servicios médicos por su trabajo",
            "Those with access to medical services through their work",
        ),
        denominator: words(
            "Población ocupada de 15 a 17 años, subordinada y remunerada",
            "Occupied population of 15 to 17 years, employed by others and paid",
        ),
        source: ELEVEN,
        doubt: words(
            "La lista no dice si el acceso ha de venir del trabajo; aquí sí",
            "The list does not say whether the access must come with the job; here it must",
        ),
        ages: (15, 17),
        among: &[Test::Occupied, Test::WageEarner],
        counted: Test::MedicalServices,
    },
    Indicator {
        code: "6",
        name: words(
            "Población de 5 a 17 años que trabaja y no asiste a la escuela",
            "Population of 5 to 17 years who work and do not attend school",
        ),
        numerator: words(
            "Los que trabajan y no asisten",
            "Those who work and do not attend",
        ),
        denominator: EVERYBODY,
        source: ELEVEN,
        doubt: words(
            "El denominador no está dicho: aquí toda la población, como en el 8; sobre los que \
             trabajan, 6b",
            "The denominator is not said: here the whole population, as in 8; over those who \
             work, 6b",
        ),
        ages: (5, 17),
        among: &[],
        counted: Test::WorkingOutOfSchool,
    },
    Indicator {
        code: "6b",
        name: words(
            "De los que trabajan, de 5 a 17 años: no asisten a la escuela",
            "Of those who work, of 5 to 17 years: do not attend school",
        ),
        numerator: words(
            "Los que trabajan y no asisten",
            "Those who work and do not attend",
        ),
        denominator: OCCUPIED,
        source: ELEVEN,
        doubt: words(
            "La otra lectura del indicador 6",
            "The other reading of indicator 6",
        ),
        ages: (5, 17),
        among: &[Test::Occupied],
        counted: Test::NotAttending,
    },
    Indicator {
        code: "7",
        name: words(
            "Adolescentes de 15 a 17 años que no reciben ingresos por su trabajo",
            "Adolescents of 15 to 17 years without income from their work",
        ),
        numerator: words("Los que no reciben ingresos", "Those without income"),
        denominator: OCCUPIED_FROM_15,
        source: ELEVEN,
        doubt: words(
            "El pago en especie cuenta aquí como ingreso; la lista no lo dice",
            "Pay in kind counts as income here; the list does not say",
        ),
        ages: (15, 17),
        among: &[Test::Occupied],
        counted: Test::WithoutIncome,
    },
    Indicator {
        code: "8",
        name: words(
            "Población de 5 a 17 años que trabaja",
            "Population of 5 to 17 years who work",
        ),
        numerator: OCCUPIED,
        denominator: EVERYBODY,
        source: ELEVEN_AND_RELEASE,
        doubt: NO_DOUBT,
        ages: (5, 17),
        among: &[],
        counted: Test::Occupied,
    },
    of_sector(
        "9-agriculture",
        words(
            "Ocupados de 15 a 17 años, sector agropecuario",
            "Occupied of 15 to 17 years, agriculture",
        ),
        Sector::Agriculture,
    ),
    of_sector(
        "9-industry",
        words(
            "Ocupados de 15 a 17 años, sector industrial",
            "Occupied of 15 to 17 years, industry",
        ),
        Sector::Industry,
    ),
    of_sector(
        "9-construction",
        words(
            "Ocupados de 15 a 17 años, construcción",
            "Occupied of 15 to 17 years, construction",
        ),
        Sector::Construction,
    ),
    of_sector(
        "9-commerce",
        words(
            "Ocupados de 15 a 17 años, comercio",
            "Occupied of 15 to 17 years, commerce",
        ),
        Sector::Commerce,
    ),
    of_sector(
        "9-services",
        words(
            "Ocupados de 15 a 17 años, servicios",
            "Occupied of 15 to 17 years, services",
        ),
        Sector::Services,
    ),
    Indicator {
        code: "10",
        name: words(
            "Quehaceres domésticos en horarios prolongados, 5 a 17 años",
            "Household chores in prolonged hours, 5 to 17 years",
        ),
        numerator: words(
            "Los que hacen quehaceres en horarios prolongados, sean o no además peligrosos",
            "Those who do chores in prolonged hours, dangerous too or not",
        ),
        denominator: EVERYBODY,
        source: ELEVEN,
        doubt: words(
            "El corte de horas es CH-04; INEGI da un código por persona y no se sabe cuál prevalece",
            "The cut in hours is CH-04; INEGI gives one code a person and which one prevails is not known",
        ),
        ages: (5, 17),
        among: &[],
        counted: Test::Prolonged,
    },
    Indicator {
        code: "11",
        name: words(
            "Quehaceres domésticos en horarios prolongados, 5 a 17 años (el 11 tal como está impreso)",
            "Household chores in prolonged hours, 5 to 17 years (the 11 as printed)",
        ),
        numerator: words("El mismo del indicador 10", "The same as in indicator 10"),
        denominator: EVERYBODY,
        source: ELEVEN,
        doubt: words(
            "La lista publicada repite el 10 palabra por palabra; lo más probable es que quisiera \
             decir condiciones peligrosas: 11b",
            "The published list repeats 10 word for word; most likely dangerous conditions were \
             meant: 11b",
        ),
        ages: (5, 17),
        among: &[],
        counted: Test::Prolonged,
    },
    Indicator {
        code: "11b",
        name: words(
            "Quehaceres domésticos en condiciones peligrosas, 5 a 17 años",
            "Household chores in dangerous conditions, 5 to 17 years",
        ),
        numerator: words(
            "Los que hacen quehaceres en condiciones peligrosas, sean o no además prolongados",
            "Those who do chores in dangerous conditions, prolonged too or not",
        ),
        denominator: EVERYBODY,
        source: ELEVEN,
        doubt: words(
            "Lectura nuestra del indicador 11, que la lista imprime como repetición del 10",
            "Our reading of indicator 11, which the list prints as a repeat of 10",
        ),
        ages: (5, 17),
        among: &[],
        counted: Test::Dangerous,
    },
];

//! *Resultados de la visita*: INEGI's codes 00 to 19, those a local census adds, and what each
//! counts as in AAPOR's response rates. Start with [`visit_results`].
//! Source: docs/definition.md (INEGI's R_DEF; the classes are ours; 2xx to 4xx after Chile's CASEN).

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::words::Words;
use VisitClass::{Complete, NonContact, NotEligible, Other, Partial, Refused, UnknownHome};

/// What came of a visit, as a code that a table can count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VisitResult {
    pub code: &'static str,
    pub words: Words,
    pub class: VisitClass,
    /// Nobody needs to come back.
    pub is_final: bool,
}

/// AAPOR's class of a result, as response rates are computed from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitClass {
    /// I: complete interview.
    Complete,
    /// P: broken off.
    Partial,
    /// R: refused.
    Refused,
    /// NC: not contacted.
    NonContact,
    /// O: other reason, home eligible.
    Other,
    /// UH: not known whether there is a home.
    UnknownHome,
    /// NE: not a home that the survey is about.
    NotEligible,
}

impl VisitClass {
    /// AAPOR's letters: I, P, R, NC, O, UH, NE.
    pub fn letters(self) -> &'static str {
        match self {
            Complete => "I",
            Partial => "P",
            Refused => "R",
            NonContact => "NC",
            Other => "O",
            UnknownHome => "UH",
            NotEligible => "NE",
        }
    }
}

/// All results, in the order in which a screen offers them.
///
/// ```
/// use survey_forms::{VisitClass, visit_results};
/// assert_eq!(visit_results()[0].code, "00");
/// assert!(visit_results().iter().any(|r| r.class == VisitClass::Refused));
/// ```
pub fn visit_results() -> &'static [VisitResult] {
    static RESULTS: LazyLock<Vec<VisitResult>> = LazyLock::new(|| {
        let rows = TABLE.iter();
        rows.map(|(code, class, is_final, es, en)| VisitResult {
            code,
            words: Words::new(*es, *en),
            class: *class,
            is_final: *is_final,
        })
        .collect()
    });
    &RESULTS
}

/// One result by its code.
///
/// ```
/// assert_eq!(survey_forms::visit_result("C0").unwrap().class.letters(), "I");
/// assert!(survey_forms::visit_result("77").is_none());
/// ```
pub fn visit_result(code: &str) -> Option<&'static VisitResult> {
    visit_results().iter().find(|result| result.code == code)
}

/// Code, class, whether it is final, Spanish, English.
const TABLE: [(&str, VisitClass, bool, &str, &str); 29] = [
    (
        "00",
        Complete,
        true,
        "Entrevista completa",
        "Interview obtained",
    ),
    (
        "C0",
        Complete,
        true,
        "Completa, sin personas de 5 a 17 años",
        "Complete, nobody aged 5 to 17",
    ),
    (
        "15",
        Partial,
        false,
        "Entrevista suspendida, se volverá",
        "Interview suspended, to be resumed",
    ),
    (
        "01",
        NonContact,
        false,
        "Nadie en casa al momento de la visita",
        "Nobody home at the moment of the visit",
    ),
    (
        "02",
        NonContact,
        false,
        "Ausentes por unos días",
        "Temporarily absent",
    ),
    (
        "03",
        Refused,
        true,
        "El hogar no quiso participar",
        "The household refused",
    ),
    (
        "17",
        Refused,
        true,
        "La persona elegida no quiso participar",
        "The selected person refused",
    ),
    (
        "04",
        Other,
        false,
        "No había quien pudiera informar",
        "Nobody fit to inform",
    ),
    (
        "18",
        Other,
        false,
        "La persona elegida no pudo informar",
        "The selected person was unable to inform",
    ),
    (
        "16",
        NonContact,
        false,
        "No se encontró a la persona elegida",
        "The selected person was not found",
    ),
    (
        "19",
        Other,
        false,
        "La persona elegida ya no vive aquí",
        "The selected person no longer lives here",
    ),
    (
        "05",
        Other,
        false,
        "Otra razón, la vivienda está habitada",
        "Other reason, the dwelling is inhabited",
    ),
    (
        "224",
        NonContact,
        false,
        "Habitada, nadie abrió",
        "Occupied, nobody answered the door",
    ),
    (
        "223",
        UnknownHome,
        false,
        "No se permitió el acceso",
        "Access was prevented",
    ),
    (
        "233",
        Other,
        false,
        "Se necesita intérprete",
        "An interpreter is needed",
    ),
    (
        "317",
        UnknownHome,
        false,
        "Zona peligrosa o de difícil acceso",
        "Dangerous or hard to reach",
    ),
    (
        "318",
        UnknownHome,
        false,
        "No se encontró el domicilio",
        "Address not found",
    ),
    (
        "06",
        NotEligible,
        true,
        "Deshabitada, en condiciones de habitarse",
        "Vacant, fit to live in",
    ),
    ("07", NotEligible, true, "De uso temporal", "Temporary use"),
    (
        "08",
        NotEligible,
        true,
        "No está en condiciones de habitarse",
        "Not fit to live in",
    ),
    (
        "09",
        NotEligible,
        true,
        "Se usa por ahora para otra cosa",
        "For now not used as a dwelling",
    ),
    ("10", NotEligible, true, "Demolida", "Demolished"),
    (
        "11",
        NotEligible,
        true,
        "Cambió de lugar",
        "Moved to another site",
    ),
    (
        "12",
        NotEligible,
        true,
        "Ya no es vivienda",
        "For good no longer a dwelling",
    ),
    (
        "13",
        NotEligible,
        true,
        "Otra razón, no es vivienda",
        "Other reason, not a dwelling",
    ),
    (
        "14",
        NotEligible,
        true,
        "El hogar se mudó",
        "The household moved away",
    ),
    (
        "452",
        NotEligible,
        true,
        "Institución (internado, cuartel, hotel)",
        "Institution (boarding school, barracks, hotel)",
    ),
    (
        "461",
        NotEligible,
        true,
        "Vivienda en venta o renta, vacía",
        "For sale or rent, empty",
    ),
    (
        "462",
        NotEligible,
        true,
        "Casa de vacaciones o fin de semana",
        "Summer or weekend house",
    ),
];

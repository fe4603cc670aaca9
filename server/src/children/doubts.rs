//! *Dudas*: what could change a child's class, in words that tell what to ask.
//!
//! Start at [`Doubts::of`]. It reads the `gaps` and `alternatives` of a verdict and knows no
//! child.

use serde_json::Value;

use super::words;
use crate::classifications::edition;
use crate::pages::Lang;

/// What is missing, what disagrees, and what another reading of the norm would say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doubts {
    /// Facts whose answer is missing.
    pub gaps: Vec<String>,
    /// Facts with two or more answers that disagree.
    pub discrepancies: Vec<String>,
    /// Other readings of the norm under which the result differs.
    pub alternatives: Vec<Alternative>,
}

/// Another reading of the norm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// `CH-04b`.
    pub choice: String,
    /// What the reading is.
    pub reading: String,
    /// What it would say.
    pub result: String,
}

impl Doubts {
    /// The doubts that a verdict leaves.
    pub fn of(verdict: &Value, lang: Lang) -> Doubts {
        let gaps = verdict["gaps"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        let (discrepancies, gaps): (Vec<&str>, Vec<&str>) = gaps
            .iter()
            .filter_map(Value::as_str)
            .partition(|gap| gap.starts_with("discrepancy:"));
        let alternatives = verdict["alternatives"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        Doubts {
            gaps: gaps.into_iter().map(|gap| fact(gap, lang)).collect(),
            discrepancies: discrepancies
                .into_iter()
                .map(|gap| fact(&gap["discrepancy:".len()..], lang))
                .collect(),
            alternatives: alternatives
                .iter()
                .map(|it| alternative(it, lang))
                .collect(),
        }
    }

    /// Whether nothing is in doubt.
    pub fn is_empty(&self) -> bool {
        self.gaps.is_empty() && self.discrepancies.is_empty() && self.alternatives.is_empty()
    }
}

fn alternative(it: &Value, lang: Lang) -> Alternative {
    let choice = it["choice"].as_str().unwrap_or_default().to_owned();
    let editions = edition::editions().unwrap_or_default();
    let known = editions
        .iter()
        .flat_map(|edition| &edition.alternatives)
        .find(|one| *one.id == *choice);
    let reading = known
        .map(|one| lang.t(&one.words.es, &one.words.en).to_owned())
        .unwrap_or_default();
    let result = match it["child_labour"].as_bool() {
        Some(true) => lang.t("Sí sería trabajo infantil.", "It would be child labour."),
        Some(false) => lang.t(
            "No sería trabajo infantil.",
            "It would not be child labour.",
        ),
        None => lang.t("No se podría saber.", "It could not be told."),
    };
    Alternative {
        choice,
        reading,
        result: result.to_owned(),
    }
}

/// A fact's path in words: `work.jobs[1].scian` is «actividad del lugar de trabajo (trabajo 2)».
pub fn fact(path: &str, lang: Lang) -> String {
    let job = path
        .split_once("jobs[")
        .and_then(|(_, rest)| rest.split_once(']'));
    let (leaf, job) = match job {
        Some((n, rest)) => (format!("job{rest}"), n.parse::<usize>().ok()),
        None => (path.to_owned(), None),
    };
    let known = FACTS.iter().find(|row| row.0 == leaf);
    let said = known.map_or_else(
        || leaf.replace(['.', '_'], " "),
        |row| lang.t(row.1, row.2).to_owned(),
    );
    match job {
        Some(n) => format!("{said} ({} {})", lang.t("trabajo", "job"), n + 1),
        None => said,
    }
}

const FACTS: [(&str, &str, &str); 29] = [
    ("age", "La edad", "The age"),
    (
        "school.attends",
        "Si asiste a la escuela",
        "Whether the child attends school",
    ),
    (
        "school.basic_completed",
        "Si terminó la educación básica",
        "Whether basic education was finished",
    ),
    (
        "work.status",
        "Si trabajó esa semana",
        "Whether the child worked that week",
    ),
    (
        "work.absence.returns_within_weeks",
        "En cuántas semanas vuelve al trabajo",
        "In how many weeks the child returns to work",
    ),
    (
        "work.absence.paid",
        "Si le pagan aunque falte",
        "Whether the absence is paid",
    ),
    (
        "work.hours_week",
        "Las horas de trabajo a la semana",
        "Hours of work in the week",
    ),
    (
        "work.max_hours_day",
        "Las horas del día más largo",
        "Hours of the longest day",
    ),
    (
        "work.sunday",
        "Si trabaja los domingos",
        "Whether the child works on Sundays",
    ),
    (
        "work.authorisation",
        "Si tiene permiso para trabajar",
        "Whether there is permission to work",
    ),
    (
        "work.medical_certificate",
        "Si tiene certificado médico",
        "Whether there is a medical certificate",
    ),
    (
        "work.jobs",
        "Qué trabajos hace",
        "Which jobs the child does",
    ),
    (
        "job.scian",
        "La actividad del lugar de trabajo, por codificar",
        "The activity of the workplace, to be coded",
    ),
    (
        "job.sinco",
        "La ocupación, por codificar",
        "The occupation, to be coded",
    ),
    ("job.place", "El lugar de trabajo", "The place of work"),
    (
        "job.employer",
        "Para quién trabaja",
        "For whom the child works",
    ),
    ("job.pay", "Qué pago recibe", "What pay the child gets"),
    (
        "job.after_22",
        "Si trabaja después de las 22:00",
        "Whether the child works after 22:00",
    ),
    (
        "job.night_hours",
        "Las horas de trabajo nocturno",
        "Hours of night work",
    ),
    (
        "job.exposures",
        "A qué riesgos está expuesto",
        "Which hazards the child meets",
    ),
    ("job.max_load_kg", "El peso que carga", "The load carried"),
    ("job.farm_tasks", "Las tareas del campo", "The farm tasks"),
    (
        "job.own_use",
        "Si produce sólo para su hogar",
        "Whether it is only for the home's own use",
    ),
    (
        "job.artistic_175bis",
        "Si es trabajo artístico autorizado",
        "Whether it is permitted artistic work",
    ),
    (
        "chores.own_household",
        "Si los quehaceres son en su propia casa",
        "Whether the chores are in the own home",
    ),
    (
        "chores.hours_week",
        "Las horas de quehaceres a la semana",
        "Hours of chores in the week",
    ),
    (
        "chores.hazards",
        "Los riesgos en los quehaceres",
        "Hazards in the chores",
    ),
    ("ref_date", "La semana de referencia", "The reference week"),
    ("flags", "Las señales de protección", "Protection flags"),
];

/// Protection flags, said apart from the class: code, Spanish, English.
pub const FLAGS: [(&str, &str, &str); 2] = [
    (
        "begging",
        "Pide dinero en la calle",
        "Asks for money in the street",
    ),
    (
        "live_in_work",
        "Vive y trabaja en la casa de otra familia",
        "Lives and works in another family's home",
    ),
];

/// The protection flags among a child's facts, in words.
pub fn flags(facts: &Value, lang: Lang) -> Vec<String> {
    let flags = facts["flags"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let codes = flags.iter().filter_map(Value::as_str);
    codes
        .map(|code| match FLAGS.iter().any(|row| row.0 == code) {
            true => words::of(&FLAGS, Some(code), lang).to_owned(),
            false => code.replace('_', " "),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_gap_in_the_second_job_is_said_in_words_with_its_number() {
        assert_eq!(
            fact("work.jobs[1].place", Lang::Es),
            "El lugar de trabajo (trabajo 2)"
        );
        assert_eq!(
            fact("chores.hours_week", Lang::En),
            "Hours of chores in the week"
        );
    }

    #[test]
    fn gaps_discrepancies_and_other_readings_are_told_apart() {
        let verdict = json!({
            "gaps": ["discrepancy:work.hours_week", "work.jobs[0].scian"],
            "alternatives": [{ "choice": "CH-05b", "child_labour": false, "cti": "none" }],
        });
        let doubts = Doubts::of(&verdict, Lang::Es);
        assert_eq!(doubts.discrepancies, ["Las horas de trabajo a la semana"]);
        assert_eq!(
            doubts.gaps,
            ["La actividad del lugar de trabajo, por codificar (trabajo 1)"]
        );
        assert_eq!(
            doubts.alternatives[0].reading,
            "La exposición a un riesgo no decide por sí sola."
        );
        assert_eq!(doubts.alternatives[0].result, "No sería trabajo infantil.");
    }

    #[test]
    fn a_verdict_without_doubts_leaves_none() {
        assert!(Doubts::of(&json!({ "gaps": [], "alternatives": [] }), Lang::Es).is_empty());
    }
}

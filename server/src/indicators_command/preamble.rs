//! What stands above and below the table: where the figures come from and how to read them.
//!
//! Start at [`preamble`]. What this module does not know: the lines of the table.

use super::{
    page::trimmed,
    source::{Covered, Report, Source},
};
use crate::territory::masked::grouped;

/// The source, its design or its coverage, and its doubts: one sentence a line, both languages.
pub fn preamble(report: &Report) -> Vec<String> {
    let mut lines = vec!["INDICADORES DE TRABAJO INFANTIL | CHILD LABOUR INDICATORS".to_owned()];
    lines.extend(source(report));
    let editions: Vec<String> = report
        .editions
        .iter()
        .map(|(id, children)| format!("{id} ({})", grouped(*children)))
        .collect();
    lines.push(format!(
        "Edición de la definición: {} | Edition of the definition",
        editions.join(", ")
    ));
    if report.refused.rows > 0 {
        lines.push(format!(
            "Registros rechazados, en ninguna cifra: {} | Records refused, in no figure",
            grouped(report.refused.rows)
        ));
    }
    lines
}

/// What the source is, and how far it reaches.
fn source(report: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    match &report.source {
        Source::Survey {
            mapping,
            verified,
            seen,
            design,
            ..
        } => {
            lines.push(format!(
                "Encuesta por muestreo, mapeo {mapping}, {} registros, {} pasados por alto | Sample survey, mapping {mapping}; records, passed over",
                grouped(seen.rows),
                grouped(seen.passed_over)
            ));
            lines.push(format!(
                "Diseño: {} estratos, {} unidades primarias, {} grados de libertad | Design: strata, primary units, degrees of freedom",
                design.strata, design.psus, design.degrees_of_freedom
            ));
            if !design.single_psu_strata.is_empty() {
                let (rule_es, rule_en) = report.single_psu_rule();
                lines.push(format!(
                    "Estratos con una sola unidad: {}; {rule_es} | Strata with a single unit; {rule_en}",
                    design.single_psu_strata.join(", ")
                ));
            }
            if design.without_weight > 0 {
                lines.push(format!(
                    "Registros con factor 0, en ninguna cuenta: {} | Records of weight 0, in no count",
                    design.without_weight
                ));
            }
            lines.extend(unverified(mapping, *verified));
        }
        Source::CensusFile {
            mapping,
            verified,
            seen,
        } => {
            lines.push(format!(
                "Censo en archivo, mapeo {mapping}, {} registros, {} pasados por alto; sin error de muestreo | Census in a file, mapping {mapping}; records, passed over; no sampling error",
                grouped(seen.rows),
                grouped(seen.passed_over)
            ));
            lines.extend(unverified(mapping, *verified));
        }
        Source::LocalCensus {
            survey,
            name,
            children,
            coverage,
        } => {
            lines.push(format!(
                "CENSO LOCAL de la ronda {survey}, {name}: cifras de las áreas levantadas, no del municipio entero ni de la nación | LOCAL CENSUS of round {survey}: figures of the areas surveyed, not of the whole municipality nor of the nation"
            ));
            lines.push(format!(
                "Niñas, niños y adolescentes con entrevista: {} | Children interviewed",
                grouped(*children)
            ));
            lines.extend(covered(coverage));
        }
    }
    lines
}

fn unverified(mapping: &str, verified: bool) -> Option<String> {
    (!verified).then(|| {
        format!(
            "MAPEO SIN VERIFICAR: las columnas de {mapping} no se han cotejado con el descriptor; no publique estas cifras | UNVERIFIED MAPPING: not checked against the descriptor; do not publish these figures"
        )
    })
}

fn covered(of: &Covered) -> Vec<String> {
    let expected = of
        .expected_households
        .map_or("sin dato".to_owned(), |[low, high]| {
            if low == high {
                grouped(low)
            } else {
                format!("{} – {}", grouped(low), grouped(high))
            }
        });
    let share = |rate: Option<f64>| {
        rate.map_or("–".to_owned(), |rate| {
            format!("{} %", trimmed((rate * 1000.0).round() / 10.0))
        })
    };
    vec![
        format!(
            "Cobertura (áreas: {}): hogares del censo 2020: {expected}; viviendas listadas {}, visitadas {}, completas {}, rechazos {}, no son hogar {}, pendientes {} | Coverage: census households, dwellings listed, visited, complete, refused, not a home, pending",
            grouped(of.areas),
            grouped(of.listed),
            grouped(of.visited),
            grouped(of.complete),
            grouped(of.refused),
            grouped(of.not_a_home),
            grouped(of.pending)
        ),
        format!(
            "Tasa de respuesta RR1 {}, RR5 {}: quienes no respondieron no están en ninguna cifra | Response rates RR1, RR5: who did not answer is in no figure",
            share(of.response_rate_1),
            share(of.response_rate_5)
        ),
    ]
}

/// How to read the columns.
pub fn notes(report: &Report) -> Vec<String> {
    let mut notes = vec![if report.source.is_sampled() {
        "personas: numerador, ponderado | people: numerator, weighted".to_owned()
    } else {
        "personas: numerador, cada quien cuenta una vez | people: numerator, each counted once"
            .to_owned()
    }];
    if report.source.is_sampled() {
        notes.push(
            "e.e.: error estándar, en puntos; IC: intervalo de confianza; linealización de Taylor con estratos y unidades primarias | e.e.: standard error, in points; IC: confidence interval; Taylor linearisation with strata and primary units"
                .to_owned(),
        );
    }
    notes.push(
        "cotas: lo menos y lo más que las respuestas desconocidas podrían hacer de la tasa; lo desconocido nunca cuenta como «no» | bounds: the least and the most that unknown answers could make of the rate; unknown is never \"no\""
            .to_owned(),
    );
    notes.push(
        "n: personas en el denominador, sin ponderar; s.d.: sin dato, no se sabe si están en el numerador o el denominador y quedan fuera de la tasa | n: people in the denominator, unweighted; s.d.: unknown, left out of the rate"
            .to_owned(),
    );
    if report.at_least > 0 {
        notes.push(format!(
            "reservado: menos de {} personas en el denominador, o de 1 a {} en el numerador o en el resto. NO hay supresión complementaria: restando otras celdas quizá se deduzca una reservada | withheld: fewer than {} people. There is NO complementary suppression: subtracting other cells may give a withheld one away",
            report.at_least,
            report.at_least - 1,
            report.at_least
        ));
    }
    notes
}

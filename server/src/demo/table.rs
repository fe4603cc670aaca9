//! The demo's table, as text for a terminal: Spanish with English beside it.

use std::fmt::Write as _;

use super::plan::Report;
use super::summary::{Counts, Summary};
use crate::territory::masked::grouped;

const WIDTH: usize = 58;
/// Areas shown; the summary file and the coverage page hold all.
const AREAS_SHOWN: usize = 12;

/// How long things took, and how much they weigh. Never part of the summary.
pub struct Times {
    pub fleet_seconds: f64,
    pub projection_seconds: f64,
    pub list_seconds: f64,
    pub database_bytes: u64,
    pub server_memory_kb: Option<u64>,
}

/// The whole table.
pub fn table(summary: &Summary, report: &Report, times: &Times) -> String {
    let mut text = String::new();
    households(&mut text, summary);
    children(&mut text, summary);
    coverage(&mut text, summary);
    section(&mut text, "Lista y casos | List and cases");
    line(
        &mut text,
        "casos propuestos | cases proposed",
        summary.cases_proposed,
    );
    counts(&mut text, &summary.list, list_words);
    section(&mut text, "Envíos | Hand-overs");
    line(
        &mut text,
        "solicitudes | requests",
        summary.transfer.requests,
    );
    line(
        &mut text,
        "bytes enviados | bytes up",
        summary.transfer.bytes_up,
    );
    line(
        &mut text,
        "bytes recibidos | bytes down",
        summary.transfer.bytes_down,
    );
    line(
        &mut text,
        "discrepancias | discrepancies",
        summary.discrepancies,
    );
    measured(&mut text, summary, report, times);
    text
}

fn households(text: &mut String, summary: &Summary) {
    section(text, "Viviendas por resultado | Dwellings by visit result");
    for (code, count) in &summary.households.by_result {
        let words = survey_forms::visit_result(code)
            .map_or("sin visita | not visited".to_owned(), |result| {
                result.words.es.clone()
            });
        line(text, &format!("{code:>3} {words}"), *count);
    }
    line(
        text,
        "en los renglones del servidor | in the rows of the server",
        summary.households.listed,
    );
    line(
        text,
        "cambios con acuse | changes acknowledged",
        summary.households.changes_acknowledged,
    );
    line(
        text,
        "en cuarentena | quarantined",
        summary.households.quarantined,
    );
}

fn children(text: &mut String, summary: &Summary) {
    let children = &summary.children;
    section(text, "NNA de 5 a 17 | Children of 5 to 17");
    line(text, "clasificados | classified", children.classified);
    line(
        text,
        "en trabajo infantil | in child labour",
        children.child_labour,
    );
    line(
        text,
        "no se sabe aún | nobody can tell yet",
        children.cannot_tell,
    );
    line(
        text,
        "distintos de lo generado | differ from the truth",
        children.differ_from_truth,
    );
    counts(text, &children.by_class, class_words);
    section(text, "Ocupación | Occupation");
    counts(text, &children.by_occupation, class_words);
    section(text, "Quehaceres | Chores");
    counts(text, &children.by_chores, class_words);
    section(
        text,
        "En trabajo infantil, por sexo y edad | In child labour, by sex and age",
    );
    counts(text, &children.in_by_sex, class_words);
    counts(text, &children.in_by_age_group, class_words);
}

fn coverage(text: &mut String, summary: &Summary) {
    section(text, "Cobertura por AGEB | Coverage by AGEB");
    let _ = writeln!(
        text,
        "  {:<22}{:>10}{:>8}{:>8}{:>8}{:>8}{:>8}",
        "", "esperados", "list.", "visit.", "compl.", "rehus.", "pend."
    );
    for area in summary.coverage.iter().take(AREAS_SHOWN) {
        let expected = match area.expected {
            (min, max) if min == max => grouped(min),
            (min, max) => format!("{min}–{max}"),
        };
        let _ = writeln!(
            text,
            "  {:<22}{:>10}{:>8}{:>8}{:>8}{:>8}{:>8}",
            area.area,
            expected,
            area.listed,
            area.visited,
            area.complete,
            area.refused,
            area.pending
        );
    }
    if summary.coverage.len() > AREAS_SHOWN {
        let more = summary.coverage.len() - AREAS_SHOWN;
        let _ = writeln!(
            text,
            "  … y {more} más en la página de cobertura | and {more} more"
        );
    }
}

fn measured(text: &mut String, summary: &Summary, report: &Report, times: &Times) {
    section(text, "Medido en esta máquina | Measured on this machine");
    let households = summary.households.listed.max(1) as f64;
    let mut figure = |what: &str, value: f64, unit: &str| {
        let _ = writeln!(text, "  {what:<WIDTH$}{value:>12.1} {unit}");
    };
    figure("flota, en total | fleet, in all", times.fleet_seconds, "s");
    figure(
        "  entrevistas | interviewing",
        report.interview_seconds,
        "s",
    );
    figure("  envíos | handing over", report.hand_over_seconds, "s");
    figure(
        "hogares con acuse | households acknowledged",
        households / report.hand_over_seconds.max(0.001),
        "hogares/s",
    );
    figure(
        "proyección al final | projection at the end",
        times.projection_seconds,
        "s",
    );
    figure("lista | list", times.list_seconds, "s");
    figure(
        "por hogar, enviado | sent a household",
        summary.transfer.bytes_up as f64 / households,
        "bytes",
    );
    figure(
        "base de datos | database",
        times.database_bytes as f64 / 1e6,
        "MB",
    );
    figure(
        "tabletas | tablets",
        report.notebook_bytes as f64 / 1e6,
        "MB",
    );
    if let Some(kb) = times.server_memory_kb {
        figure(
            "memoria del servidor | server memory",
            kb as f64 / 1024.0,
            "MiB",
        );
    }
    if let Some(kb) = report.memory_kb {
        figure(
            "memoria de la flota | fleet memory",
            kb as f64 / 1024.0,
            "MiB",
        );
    }
    text.push_str(
        "  La flota guarda una sección por transacción; la aplicación, cada respuesta.\n",
    );
    text.push_str("  The fleet commits one section at a time; the app commits each answer.\n");
}

fn section(text: &mut String, title: &str) {
    let _ = writeln!(text, "\n{title}");
}

fn line(text: &mut String, what: &str, count: u64) {
    // Wide names wrap under their number rather than push it away.
    let what: String = what.chars().take(WIDTH).collect();
    let _ = writeln!(text, "  {what:<WIDTH$}{:>12}", grouped(count));
}

fn counts(text: &mut String, counts: &Counts, words: fn(&str) -> &str) {
    for (code, count) in counts {
        line(text, &format!("  {}", words(code)), *count);
    }
}

fn class_words(code: &str) -> &str {
    match code {
        "none" => "ninguno | none",
        "only_occupation" => "sólo ocupación no permitida | only occupation",
        "only_chores" => "sólo quehaceres | only chores",
        "both" => "ambas | both",
        "permitted" => "permitida | permitted",
        "below_minimum_age" => "debajo de la edad mínima | below minimum age",
        "hazardous" => "peligrosa | hazardous",
        "adequate" => "en condiciones adecuadas | adequate",
        "prolonged" => "horarios prolongados | prolonged",
        "dangerous" => "condiciones peligrosas | dangerous",
        "cannot_tell" => "no se sabe aún | cannot tell",
        "woman" => "niñas y mujeres adolescentes | girls",
        "man" => "niños y hombres adolescentes | boys",
        other => other,
    }
}

fn list_words(code: &str) -> &str {
    match code {
        "included" => "personas propuestas | proposed",
        "excluded" => "no cumplen la regla | excluded",
        "cannot_tell" => "falta un dato | cannot tell",
        other => other,
    }
}

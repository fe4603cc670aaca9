//! The sheet `settings`: which questionnaire this is. Start with [`read`].

use super::super::rows::Marks;
use super::super::supported::SETTINGS;
use super::notes::Notes;
use super::table::{Line, Table, Tongue};
use crate::sheets::{Fault, Place, Workbook};
use crate::words::Words;

/// What `settings` says; blank where it says nothing.
#[derive(Debug, Default)]
pub(super) struct Settings {
    pub id: String,
    pub version: String,
    pub title: Words,
    pub default: Option<Tongue>,
    pub notice_version: Option<String>,
    pub marks: Marks,
}

pub(super) fn read(book: &Workbook, notes: &mut Notes) -> Settings {
    let Some(sheet) = book.sheet("settings") else {
        return without(Place::sheet("settings"), notes);
    };
    let table = Table::of(sheet, &SETTINGS, false, None, &mut Notes::default());
    let default = table.lines().next().and_then(|line| language(line, notes));
    let table = Table::of(sheet, &SETTINGS, false, default, notes);
    let Some(line) = table.lines().next() else {
        return without(Place::sheet(&sheet.name), notes);
    };
    for more in table.lines().skip(1) {
        notes.refuse(
            more.place(),
            "la hoja settings lleva una sola fila bajo los encabezados: borre ésta",
            "the sheet settings has a single row under its headers: remove this one",
        );
    }
    line.judge_unread(notes);
    line.judge_headless(notes);
    let id = needed(line, "form_id", "hogares", notes);
    let version = needed(line, "version", "2026-1", notes);
    let marks = Marks::read(line.text("rayuela").unwrap_or_default());
    let mut title = line.words("form_title", notes).unwrap_or_else(|| {
        notes.tell(
            line.cell("form_title"),
            "falta el título del cuestionario: mientras tanto vale form_id",
            "the form's title is missing: meanwhile form_id stands for it",
        );
        Words::new(id.as_str(), id.as_str())
    });
    if let Some(english) = marks.get("title_en") {
        title.en = english.to_owned();
        let is_told = |fault: &Fault| fault.place.column == "form_title";
        notes.findings.retain(|fault| !is_told(fault));
    }
    Settings {
        id,
        version,
        title,
        default,
        notice_version: line.text("notice_version").map(str::to_owned),
        marks,
    }
}

fn without(place: Place, notes: &mut Notes) -> Settings {
    notes.refuse(
        place,
        "falta la hoja settings: agréguela con las columnas form_title, form_id y version, y una fila bajo ellas",
        "the sheet settings is missing: add it with the columns form_title, form_id and version, and one row under them",
    );
    Settings::default()
}

fn needed(line: Line<'_>, column: &str, example: &str, notes: &mut Notes) -> String {
    let text = line.text(column).unwrap_or_default();
    if text.is_empty() {
        notes.refuse(
            line.cell(column),
            format!("falta {column}: escriba uno, por ejemplo {example}"),
            format!("{column} is missing: write one, {example} for instance"),
        );
    }
    text.to_owned()
}

/// The form's language. Another than Spanish and English is none of those in which texts are kept.
fn language(line: Line<'_>, notes: &mut Notes) -> Option<Tongue> {
    let name = line.text("default_language")?;
    let tongue = Tongue::named(name);
    if tongue.is_none() {
        notes.tell(
            line.cell("default_language"),
            "por ahora los cuestionarios se guardan en español y en inglés; vale el español donde lo hay",
            "for now questionnaires are kept in Spanish and English; Spanish is taken where it is there",
        );
    }
    tongue
}

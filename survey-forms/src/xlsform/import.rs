//! Reads a questionnaire from the sheets of an XLSForm. Start with [`import`].
//!
//! `table.rs` reads headers and cells, `settings.rs`, `choices.rs` and [`Survey`] the three sheets,
//! `frames.rs` the groups, `question.rs` and `kinds.rs` one row, `check.rs` and `order.rs` what can
//! be judged only when all rows are known. Nothing stops at the first fault: all of them are told
//! at once, each with its place and what to do. What is read and what is not stands in
//! [`super::supported`].

mod check;
mod choices;
mod conditions;
mod frames;
mod kinds;
mod notes;
mod order;
mod question;
mod scope;
mod settings;
mod table;
mod types;
mod written;

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::rows::Marks;
use super::supported::{SURVEY, TypeIs};
use crate::questionnaire::{PrivacyNotice, Questionnaire, Section};
use crate::sheets::{Fault, Place, Sheet, Workbook};
use crate::words::Words;

use choices::Lists;
use frames::Frames;
use notes::Notes;
use settings::Settings;
use table::{Line, Table, Tongue};
use types::RowType;
use written::{Expressions, Role};

/// The most questions of a form. The largest of the field have some 2,000 rows.
const QUESTIONS_MAX: usize = 2_000;

/// A questionnaire that was read, and what was left out or put in on the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    pub questionnaire: Questionnaire,
    /// Nothing here keeps the questionnaire from being used.
    pub findings: Vec<Fault>,
}

/// Reads the sheets `survey`, `choices` and `settings`.
///
/// # Errors
/// Every fault of the workbook, from the top of the first sheet down: its place, what is wrong and
/// what to use instead, in Spanish and in English.
///
/// ```
/// use survey_forms::{sheets::read_markdown, xlsform::import};
/// let book = read_markdown(
///     "| survey |\n\
///      | | type | name | label |\n\
///      | | text | alias | ¿Cómo le dicen? |\n\
///      | settings |\n\
///      | | form_id | version |\n\
///      | | alias | 1 |\n",
/// )
/// .unwrap();
/// let imported = import(&book).unwrap();
/// assert!(imported.questionnaire.question("alias").is_some());
/// ```
pub fn import(book: &Workbook) -> Result<Imported, Vec<Fault>> {
    let mut notes = Notes::default();
    judge_sheets(book, &mut notes);
    let settings = settings::read(book, &mut notes);
    let lists = choices::read(book, settings.default, &mut notes);
    let Some(sheet) = book.sheet("survey") else {
        return Err(notes.into_faults());
    };
    let mut survey = Survey {
        lists: &lists,
        frames: Frames::new(settings.title.clone()),
        expressions: Expressions::default(),
        rows: HashMap::new(),
        groups: HashSet::new(),
        left_out: HashSet::new(),
        notice: None,
        notes,
    };
    survey.read_sheet(sheet, settings.default);
    let title = sheet.name.as_str();
    let survey = survey.checked(title, settings);
    match survey {
        (questionnaire, notes) if notes.faults.is_empty() => Ok(Imported {
            questionnaire,
            findings: notes.into_findings(),
        }),
        (_, notes) => Err(notes.into_faults()),
    }
}

/// The sheet `survey`, as far as it is read.
struct Survey<'l> {
    lists: &'l Lists,
    frames: Frames,
    expressions: Expressions,
    /// The row of each question's name.
    rows: HashMap<String, u32>,
    /// Names of groups and repeats.
    groups: HashSet<String>,
    /// Names of rows that become no question.
    left_out: HashSet<String>,
    notice: Option<(Words, Words)>,
    notes: Notes,
}

impl Survey<'_> {
    fn read_sheet(&mut self, sheet: &Sheet, default: Option<Tongue>) {
        let table = Table::of(sheet, &SURVEY, false, default, &mut self.notes);
        for needed in ["type", "name", "label"] {
            if !table.has(needed) {
                self.notes.refuse(
                    Place::sheet(&sheet.name),
                    format!("falta la columna {needed}: la primera fila lleva type, name y label"),
                    format!(
                        "the column {needed} is missing: the first row has type, name and label"
                    ),
                );
            }
        }
        if !table.has("type") || !table.has("name") {
            return;
        }
        for line in table.lines() {
            let is_off = line.text("disabled").unwrap_or("no").to_lowercase();
            if !matches!(is_off.as_str(), "no" | "false" | "false()") {
                self.leave_out(
                    line,
                    "está apagada en la columna disabled",
                    "it is switched off in the column disabled",
                );
            } else {
                self.row(line);
            }
            if self.rows.len() > QUESTIONS_MAX {
                self.notes.refuse(
                    line.place(),
                    format!("hay más de {QUESTIONS_MAX} preguntas: divida el cuestionario"),
                    format!("there are more than {QUESTIONS_MAX} questions: divide the form"),
                );
                return;
            }
        }
        self.frames.judge_open(&sheet.name, &mut self.notes);
    }

    fn row(&mut self, line: Line<'_>) {
        line.judge_headless(&mut self.notes);
        let Some(row) = types::read(line, &mut self.notes) else {
            if let Some(name) = line.text("name") {
                // Known all the same: the fault of its type is enough.
                self.left_out.insert(name.to_owned());
            }
            return;
        };
        let marks = Marks::read(line.text("rayuela").unwrap_or_default());
        match row.is {
            TypeIs::BeginGroup | TypeIs::BeginRepeat => self.open(line, &row),
            TypeIs::EndGroup => self.frames.close(line, false, &mut self.notes),
            TypeIs::EndRepeat => self.frames.close(line, true, &mut self.notes),
            _ if marks.has("notice") => self.read_notice(line),
            _ if marks.has("intro") => {
                if let Some(words) = line.words("label", &mut self.notes) {
                    self.frames.introduce(words, line, &mut self.notes);
                }
            }
            _ if marks.has("derived") => {
                self.left_out.extend(line.text("name").map(str::to_owned));
            }
            TypeIs::KeptAnyway => self.leave_out(
                line,
                "quién entrevista y en qué tableta lo guarda el sistema sin preguntarlo",
                "who interviews and on which tablet is kept by the system without asking",
            ),
            _ => {
                line.judge_unread(&mut self.notes);
                self.question(line, &row);
            }
        }
    }

    fn open(&mut self, line: Line<'_>, row: &RowType<'_>) {
        line.judge_unread(&mut self.notes);
        self.groups.extend(line.text("name").map(str::to_owned));
        for column in ["hint", "appearance", "guidance_hint"] {
            if line.text(column).is_some() {
                self.notes.tell(
                    line.cell(column),
                    "no se usa en grupos: la tableta muestra cada sección a su manera; un texto para leer va en una fila note",
                    "not used on groups: the tablet shows each section in its own way; a text to read goes into a note row",
                );
            }
        }
        let is_repeat = row.is == TypeIs::BeginRepeat;
        let from = self.expressions.0.len();
        let test = self
            .read(line, "relevant", Role::Relevant, "")
            .unwrap_or_default();
        self.frames.open(line, is_repeat, test, &mut self.notes);
        let about = self.frames.about();
        for written in &mut self.expressions.0[from..] {
            written.about = about;
        }
    }

    /// Reads an expression; see [`Expressions::read`].
    fn read(&mut self, line: Line<'_>, column: &str, role: Role, question: &str) -> Option<String> {
        let about = self.frames.about();
        self.expressions
            .read(line, column, (role, about), question, &mut self.notes)
    }

    fn read_notice(&mut self, line: Line<'_>) {
        let title = self.frames.in_notice().cloned();
        let title = title.unwrap_or_else(|| Words::new("Aviso de privacidad", "Privacy notice"));
        if let Some(text) = line.words("label", &mut self.notes) {
            self.notice = Some((title, text));
        }
    }

    fn leave_out(&mut self, line: Line<'_>, es: &str, en: &str) {
        let name = line.text("name").or(line.text("type")).unwrap_or_default();
        self.notes.tell(
            line.place(),
            format!("«{name}» no se usa: {es}"),
            format!("“{name}” is not used: {en}"),
        );
        self.left_out.insert(name.to_owned());
    }

    /// The questionnaire, judged as a whole.
    fn checked(mut self, sheet: &str, settings: Settings) -> (Questionnaire, Notes) {
        let notice = self.whole_notice(&settings);
        let frames = std::mem::replace(&mut self.frames, Frames::new(Words::default()));
        let mut sections = frames.into_sections();
        put_in_order(
            &mut sections,
            settings.marks.get("order").unwrap_or_default(),
        );
        let questionnaire = Questionnaire {
            id: settings.id,
            version: settings.version,
            title: settings.title,
            notice,
            sections,
            graph: Default::default(),
        };
        if questionnaire.questions().next().is_none() && self.notes.faults.is_empty() {
            self.notes.refuse(
                Place::sheet(sheet),
                "no hay ninguna pregunta: escriba una en cada fila, con su type, name y label",
                "there is no question: write one in each row, with its type, name and label",
            );
        }
        check::check(&mut self, &questionnaire);
        order::check(&questionnaire, sheet, &self.rows, &mut self.notes);
        (questionnaire, self.notes)
    }

    fn whole_notice(&mut self, settings: &Settings) -> PrivacyNotice {
        let Some((title, text)) = self.notice.take() else {
            self.notes.tell(
                Place::sheet("survey"),
                "falta el aviso de privacidad: mientras tanto vale el del cuestionario del hogar; escríbalo en una fila note con notice en la columna rayuela",
                "the privacy notice is missing: meanwhile that of the household questionnaire stands; write it in a note row with notice in the column rayuela",
            );
            return shipped_notice();
        };
        let version = settings.notice_version.clone();
        PrivacyNotice {
            version: version.unwrap_or_else(|| settings.version.clone()),
            title,
            text,
        }
    }
}

/// Parsed once: every form without a notice of its own takes it.
fn shipped_notice() -> PrivacyNotice {
    static NOTICE: OnceLock<PrivacyNotice> = OnceLock::new();
    NOTICE
        .get_or_init(|| Questionnaire::shipped().notice)
        .clone()
}

/// The order in which the sections were before they were moved into one repeat.
fn put_in_order(sections: &mut [Section], order: &str) {
    let order: Vec<&str> = order.split_whitespace().collect();
    if order.is_empty() {
        return;
    }
    let place = |section: &Section| {
        let at = order.iter().position(|code| *code == section.code);
        at.unwrap_or(order.len())
    };
    sections.sort_by_cached_key(place);
}

/// Names of sheets that people write, with the one meant.
const MEANT: [(&str, &str); 12] = [
    ("encuesta", "survey"),
    ("cuestionario", "survey"),
    ("preguntas", "survey"),
    ("formulario", "survey"),
    ("hoja1", "survey"),
    ("sheet1", "survey"),
    ("opciones", "choices"),
    ("respuestas", "choices"),
    ("listas", "choices"),
    ("configuración", "settings"),
    ("configuracion", "settings"),
    ("ajustes", "settings"),
];

fn judge_sheets(book: &Workbook, notes: &mut Notes) {
    for sheet in &book.sheets {
        let name = sheet.name.trim().to_lowercase();
        let meant = MEANT
            .iter()
            .find(|(word, _)| *word == name)
            .map(|(_, m)| *m);
        if let Some(meant) = meant.filter(|meant| book.sheet(meant).is_none()) {
            notes.refuse(
                Place::sheet(&sheet.name),
                format!("cambie el nombre de esta hoja a {meant}: las hojas se llaman survey, choices y settings"),
                format!("rename this sheet to {meant}: the sheets are called survey, choices and settings"),
            );
        } else if !["survey", "choices", "settings"].contains(&name.as_str()) {
            notes.tell(
                Place::sheet(&sheet.name),
                "esta hoja no se lee: las hojas se llaman survey, choices y settings",
                "this sheet is not read: the sheets are called survey, choices and settings",
            );
        }
    }
    if book.sheet("survey").is_none() {
        let names: Vec<&str> = book
            .sheets
            .iter()
            .map(|sheet| sheet.name.as_str())
            .collect();
        let names = names.join(", ");
        notes.refuse(
            Place::file(),
            format!("falta la hoja survey, con las preguntas; el libro tiene: {names}. Las hojas se llaman survey, choices y settings"),
            format!("the sheet survey, with the questions, is missing; the workbook has: {names}. The sheets are called survey, choices and settings"),
        );
    }
}

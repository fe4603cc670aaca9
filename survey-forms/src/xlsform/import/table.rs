//! A sheet as a table: which header stands over which column, in which language, and what a row
//! holds under it. Start with [`Table::of`] and [`Line`]. Knows the columns of
//! [`super::super::supported`], not what they mean.

use super::super::supported::{Column, MEANT, Treated};
use super::notes::Notes;
use crate::sheets::{Place, Row, Sheet, column_letter};
use crate::words::Words;

/// The two languages in which a text is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    Spanish,
    English,
}

/// What a header says.
#[derive(Clone, Debug)]
struct Header {
    column: u32,
    /// As in the table of columns, or as written for a column that is not in it.
    name: String,
    tongue: Option<Tongue>,
    known: Option<&'static Column>,
    /// Written in a language that is not kept.
    foreign: bool,
    written: String,
}

/// A sheet with its headers read.
pub(super) struct Table<'b> {
    pub sheet: &'b Sheet,
    headers: Vec<Header>,
    /// The language of headers that name none; the one in which no text may be missing.
    pub default: Tongue,
}

/// One row under the headers.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    table: &'t Table<'t>,
    row: &'t Row,
}

impl Tongue {
    /// `Español (es)`, `es-MX`, `Spanish`, `English (en)`, …
    pub fn named(name: &str) -> Option<Tongue> {
        let name = name.trim().to_lowercase();
        let code = name
            .rsplit_once('(')
            .and_then(|(_, code)| code.trim_end().strip_suffix(')'))
            .unwrap_or(&name);
        let code = code.trim();
        let code = code.split(['-', '_']).next().unwrap_or(code);
        match code {
            "es" | "spa" | "español" | "espanol" | "spanish" | "castellano" => {
                Some(Tongue::Spanish)
            }
            "en" | "eng" | "english" | "inglés" | "ingles" => Some(Tongue::English),
            _ => None,
        }
    }

    fn other(self) -> Tongue {
        match self {
            Tongue::Spanish => Tongue::English,
            Tongue::English => Tongue::Spanish,
        }
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Tongue::Spanish => ("español", "Spanish"),
            Tongue::English => ("inglés", "English"),
        }
    }
}

impl<'b> Table<'b> {
    /// Reads the headers, which are the first row that holds something.
    ///
    /// `extra`: whether other columns mean something too. `default`: the language of the form, if
    /// its settings say it.
    pub fn of(
        sheet: &'b Sheet,
        columns: &'static [Column],
        extra: bool,
        default: Option<Tongue>,
        notes: &mut Notes,
    ) -> Table<'b> {
        let cells = sheet.rows.first().map(|row| &row.cells[..]).unwrap_or(&[]);
        let headers: Vec<Header> = cells
            .iter()
            .map(|cell| header(cell.column, &cell.text, columns))
            .collect();
        let said = |tongue| headers.iter().any(|h| h.tongue == Some(tongue));
        let only_english = said(Tongue::English)
            && !said(Tongue::Spanish)
            && !headers.iter().any(|h| h.is_text() && h.tongue.is_none());
        let default = default.unwrap_or(match only_english {
            true => Tongue::English,
            false => Tongue::Spanish,
        });
        let table = Table {
            sheet,
            headers,
            default,
        };
        table.judge_headers(columns, extra, notes);
        table
    }

    /// The rows under the headers.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.sheet
            .rows
            .iter()
            .skip(1)
            .map(|row| Line { table: self, row })
    }

    pub fn has(&self, name: &str) -> bool {
        self.headers.iter().any(|h| h.name == name)
    }

    /// The columns beyond the known ones, by what heads them.
    pub fn extra(&self) -> impl Iterator<Item = &str> {
        let unknown = self.headers.iter().filter(|h| h.known.is_none());
        unknown.map(|h| h.name.as_str())
    }

    fn judge_headers(&self, columns: &'static [Column], extra: bool, notes: &mut Notes) {
        let row = self.sheet.rows.first().map_or(1, |row| row.number);
        for (n, header) in self.headers.iter().enumerate() {
            let place = Place::cell(&self.sheet.name, row, header.written.as_str());
            let alike = |h: &&Header| {
                h.name == header.name && h.tongue == header.tongue && !h.foreign && !header.foreign
            };
            let drops = |h: &Header| h.known.is_some_and(|c| c.treated != Treated::Read);
            if self.headers[..n].iter().any(|h| alike(&h)) && !drops(header) {
                notes.refuse(
                    place,
                    "esta columna está dos veces: deje una sola",
                    "this column stands twice: leave one of them",
                );
            } else if header.foreign {
                notes.tell(
                    place,
                    "por ahora se guardan sólo los textos en español y en inglés; esta columna no se usa",
                    "for now only the texts in Spanish and English are kept; this column is not used",
                );
            } else if header.known.is_none() {
                judge_unknown(place, &header.name, columns, extra, notes);
            }
        }
        self.tell_of_missing_languages(columns, row, notes);
    }

    /// One finding for a whole column, not one for each row.
    fn tell_of_missing_languages(&self, columns: &[Column], row: u32, notes: &mut Notes) {
        let texts = columns
            .iter()
            .filter(|c| c.translated && c.treated == Treated::Read);
        for column in texts.filter(|c| self.has(c.name)) {
            let other = self.default.other();
            if !self.is_said_in(column.name, other) {
                let ((es, en), (this_es, this_en)) = (other.words(), self.default.words());
                notes.tell(
                    Place::cell(&self.sheet.name, row, column.name),
                    format!("falta esta columna en {es}: mientras tanto vale el texto en {this_es}"),
                    format!("this column is missing in {en}: meanwhile the text in {this_en} stands for it"),
                );
            }
        }
    }

    fn is_said_in(&self, name: &str, tongue: Tongue) -> bool {
        let mut headers = self.headers.iter().filter(|h| h.name == name && !h.foreign);
        headers.any(|h| h.tongue.unwrap_or(self.default) == tongue)
    }
}

impl<'t> Line<'t> {
    /// The row, from 1, as the spreadsheet shows it.
    pub fn number(&self) -> u32 {
        self.row.number
    }

    pub fn sheet(&self) -> &'t str {
        &self.table.sheet.name
    }

    pub fn table(&self) -> &'t Table<'t> {
        self.table
    }

    /// Where the row is.
    pub fn place(&self) -> Place {
        Place::row(self.sheet(), self.row.number)
    }

    /// Where a cell is, by its header as written.
    pub fn cell(&self, name: &str) -> Place {
        let header = self.table.headers.iter().find(|h| h.name == name);
        let written = header.map_or(name, |h| h.written.as_str());
        Place::cell(self.sheet(), self.row.number, written)
    }

    /// What stands in a column, without the blanks around it; none where there is nothing.
    pub fn text(&self, name: &str) -> Option<&'t str> {
        let mut headers = self.table.headers.iter().filter(|h| h.name == name);
        headers.find_map(|h| self.under(h))
    }

    /// What stands under a translated column. In the default language it may not be missing; where
    /// the other is, the default's stands for it.
    pub fn words(&self, name: &str, notes: &mut Notes) -> Option<Words> {
        let (default, other) = (self.table.default, self.table.default.other());
        match (self.in_tongue(name, default), self.in_tongue(name, other)) {
            (None, None) => None,
            (Some(this), Some(that)) => Some(self.put(this, that)),
            (Some(this), None) => {
                if self.table.is_said_in(name, other) {
                    let (es, en) = other.words();
                    notes.tell(
                        self.cell_in(name, other),
                        format!("falta el texto en {es}: mientras tanto vale el otro"),
                        format!("the text in {en} is missing: meanwhile the other stands for it"),
                    );
                }
                Some(self.put(this, this))
            }
            (None, Some(that)) => {
                let (es, en) = default.words();
                notes.refuse(
                    self.cell_in(name, default),
                    format!("falta el texto en {es}, la lengua del cuestionario: escríbalo aquí"),
                    format!("the text in {en}, the form's language, is missing: write it here"),
                );
                Some(self.put(that, that))
            }
        }
    }

    /// Tells of, or refuses, what stands in columns that are not read.
    pub fn judge_unread(&self, notes: &mut Notes) {
        for header in &self.table.headers {
            let (Some(column), Some(_)) = (header.known, self.under(header)) else {
                continue;
            };
            let place = Place::cell(self.sheet(), self.row.number, header.written.as_str());
            match column.treated {
                Treated::Read => {}
                Treated::LeftOut(es, en) => {
                    notes.tell(place, format!("no se usa: {es}"), format!("not used: {en}"))
                }
                Treated::Refused(es, en) => notes.refuse(
                    place,
                    format!("no se puede usar aquí: {es}"),
                    format!("this cannot be used here: {en}"),
                ),
            }
        }
    }

    /// The cells that no header stands over.
    pub fn judge_headless(&self, notes: &mut Notes) {
        for cell in &self.row.cells {
            let has_header = self.table.headers.iter().any(|h| h.column == cell.column);
            if !has_header && !cell.text.trim().is_empty() {
                notes.refuse(
                    Place::cell(self.sheet(), self.row.number, column_letter(cell.column)),
                    "esta celda no tiene encabezado arriba: escríbale uno, o bórrela",
                    "no header stands over this cell: give it one, or empty it",
                );
            }
        }
    }

    fn in_tongue(&self, name: &str, tongue: Tongue) -> Option<&'t str> {
        let all = || {
            self.table
                .headers
                .iter()
                .filter(|h| h.name == name && !h.foreign)
        };
        let own = all().find(|h| h.tongue == Some(tongue));
        let plain = all().find(|h| h.tongue.is_none() && self.table.default == tongue);
        own.into_iter().chain(plain).find_map(|h| self.under(h))
    }

    fn cell_in(&self, name: &str, tongue: Tongue) -> Place {
        let mut headers = self.table.headers.iter().filter(|h| h.name == name);
        let header = headers.find(|h| h.tongue.unwrap_or(self.table.default) == tongue);
        let written = header.map_or(name, |h| h.written.as_str());
        Place::cell(self.sheet(), self.row.number, written)
    }

    fn put(&self, default: &str, other: &str) -> Words {
        match self.table.default {
            Tongue::Spanish => Words::new(default, other),
            Tongue::English => Words::new(other, default),
        }
    }

    fn under(&self, header: &Header) -> Option<&'t str> {
        let text = self.row.text(header.column)?.trim();
        (!text.is_empty()).then_some(text)
    }
}

impl Header {
    fn is_text(&self) -> bool {
        self.known.is_some_and(|column| column.translated)
    }
}

/// `label`, `label::Español (es)`, `label:es`, `media::image::es`, `bind::relevant`.
fn header(column: u32, written: &str, columns: &'static [Column]) -> Header {
    let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut header = Header {
        column,
        name: written.clone(),
        tongue: None,
        known: named(&written, columns),
        foreign: false,
        written: written.clone(),
    };
    let cut = written
        .rsplit_once("::")
        .or_else(|| written.rsplit_once(':'));
    if let (None, Some((name, language))) = (header.known, cut)
        && let Some(known) = named(name, columns).filter(|known| known.translated)
    {
        header.known = Some(known);
        header.tongue = Tongue::named(language);
        header.foreign = header.tongue.is_none() && known.treated == Treated::Read;
    }
    if let Some(known) = header.known {
        header.name = known.name.to_owned();
    }
    header
}

fn named(written: &str, columns: &'static [Column]) -> Option<&'static Column> {
    let plain = written.trim().to_lowercase();
    let plain = plain.replace(" ::", "::").replace(":: ", "::");
    let plain = plain.as_str();
    let joined = plain.replace(' ', "_");
    columns
        .iter()
        .find(|c| c.name == joined || c.aliases.iter().any(|a| *a == plain || *a == joined))
}

fn judge_unknown(
    place: Place,
    name: &str,
    columns: &'static [Column],
    extra: bool,
    notes: &mut Notes,
) {
    let plain = name.to_lowercase();
    let head = plain.split(":").next().unwrap_or_default().trim();
    let meant = MEANT
        .iter()
        .find(|(word, _)| *word == head)
        .map(|(_, meant)| *meant);
    let near = columns
        .iter()
        .map(|c| c.name)
        .find(|known| are_near(head, known));
    let here = |meant: &&str| columns.iter().any(|c| c.name == *meant);
    if let Some(meant) = meant.filter(here).or(near.filter(|_| !extra)) {
        notes.refuse(
            place,
            format!("no hay ninguna columna {head}: escriba {meant}"),
            format!("there is no column {head}: write {meant}"),
        );
    } else if ["bind::", "control::", "body::", "instance::"]
        .iter()
        .any(|p| plain.starts_with(p))
    {
        notes.refuse(
            place,
            "no se leen columnas que escriben en el archivo XML: use las columnas comunes (required, relevant, constraint, calculation, appearance)",
            "columns that write into the XML file are not read: use the common ones (required, relevant, constraint, calculation, appearance)",
        );
    } else if !extra {
        notes.tell(
            place,
            "esta columna no es de XLSForm y no se usa",
            "this column is not one of XLSForm and is not used",
        );
    }
}

/// Whether one is the other with a letter or two wrong.
pub(super) fn are_near(one: &str, other: &str) -> bool {
    if other.len() < 4 || one.len().abs_diff(other.len()) > 2 || one.len() > 40 {
        return false;
    }
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, letter) in one.chars().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, with) in other.iter().enumerate() {
            let changed = before + usize::from(letter != *with);
            before = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(before + 1);
        }
    }
    row[other.len()] <= if other.len() < 7 { 1 } else { 2 }
}

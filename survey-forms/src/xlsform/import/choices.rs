//! The sheet `choices`: the lists of options. Start with [`read`]; [`Lists`] are their options by
//! the list's name. Which codes mean "no sabe" is decided where a question takes its list.

use std::collections::{BTreeMap, HashMap};

use super::super::rows::Marks;
use super::super::supported::CHOICES;
use super::notes::Notes;
use super::table::{Line, Table, Tongue};
use crate::key::is_option_code;
use crate::questionnaire::Choice;
use crate::sheets::{Place, Workbook};
use crate::words::Words;

/// Lists by name.
#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: HashMap<String, List>,
    /// The columns beyond the standard ones: `scian`, `kg`, …
    pub columns: Vec<String>,
}

/// A list, with the row where it begins.
#[derive(Debug, Default)]
pub(super) struct List {
    pub row: u32,
    pub options: Vec<Choice>,
    rows: HashMap<String, u32>,
}

impl Lists {
    pub fn get(&self, name: &str) -> Option<&List> {
        self.lists.get(name)
    }

    /// The lists there are, for a fault: at most eight.
    pub fn names(&self) -> String {
        let mut names: Vec<&str> = self.lists.keys().map(String::as_str).collect();
        names.sort_unstable();
        names.truncate(8);
        names.join(", ")
    }

    pub fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }
}

pub(super) fn read(book: &Workbook, default: Option<Tongue>, notes: &mut Notes) -> Lists {
    let mut lists = Lists::default();
    let Some(sheet) = book.sheet("choices") else {
        return lists;
    };
    let table = Table::of(sheet, &CHOICES, true, default, notes);
    for needed in ["list_name", "name", "label"] {
        if !table.has(needed) {
            notes.refuse(
                Place::sheet(&sheet.name),
                format!("falta la columna {needed}: la primera fila lleva list_name, name y label"),
                format!(
                    "the column {needed} is missing: the first row has list_name, name and label"
                ),
            );
        }
    }
    if !table.has("list_name") || !table.has("name") {
        return lists;
    }
    lists.columns = table.extra().map(str::to_owned).collect();
    for line in table.lines() {
        option(line, &mut lists, notes);
    }
    lists
}

fn option(line: Line<'_>, lists: &mut Lists, notes: &mut Notes) {
    line.judge_unread(notes);
    line.judge_headless(notes);
    let Some(list) = line.text("list_name") else {
        notes.refuse(
            line.cell("list_name"),
            "falta el nombre de la lista: escríbalo, o borre la fila",
            "the list's name is missing: write it, or remove the row",
        );
        return;
    };
    if list.contains(char::is_whitespace) {
        notes.refuse(
            line.cell("list_name"),
            format!(
                "el nombre de una lista va sin espacios: escriba {}",
                joined(list)
            ),
            format!("a list's name has no blanks: write {}", joined(list)),
        );
    }
    let place = lists.lists.entry(list.to_owned()).or_default();
    place.row = if place.row == 0 {
        line.number()
    } else {
        place.row
    };
    let Some(code) = code(line, notes) else {
        return;
    };
    if let Some(before) = place.rows.insert(code.to_owned(), line.number()) {
        notes.refuse(
            line.cell("name"),
            format!("la opción {code} de la lista {list} ya está en la fila {before}: dé otro código a una de las dos"),
            format!("the option {code} of the list {list} already stands in row {before}: give one of them another code"),
        );
        return;
    }
    let text = label(line, code, notes);
    let marks = Marks::read(line.text("rayuela").unwrap_or_default());
    let codes = behind(line, &marks);
    place.options.push(Choice {
        code: code.to_owned(),
        text,
        codes,
    });
}

fn code<'l>(line: Line<'l>, notes: &mut Notes) -> Option<&'l str> {
    let place = line.cell("name");
    let Some(code) = line.text("name") else {
        notes.refuse(
            place,
            "falta el código de la opción: escriba uno corto, como si o agua",
            "the option's code is missing: write a short one, such as yes or water",
        );
        return None;
    };
    if code.contains(char::is_whitespace) {
        notes.refuse(
            place,
            format!("el código «{code}» lleva espacios, y las respuestas se separan con espacios: escriba {}", joined(code)),
            format!("the code “{code}” has blanks, and answers are separated by blanks: write {}", joined(code)),
        );
        return None;
    }
    if !is_option_code(code) {
        notes.refuse(
            place,
            format!("«{code}» no sirve de código: use de 1 a 40 letras sin acento, cifras y _, como {}", joined(code)),
            format!("“{code}” is no code: use 1 to 40 letters without accents, digits and _, such as {}", joined(code)),
        );
        return None;
    }
    Some(code)
}

fn label(line: Line<'_>, code: &str, notes: &mut Notes) -> Words {
    line.words("label", notes).unwrap_or_else(|| {
        notes.refuse(
            line.cell("label"),
            format!("la opción {code} no tiene texto: escríbalo en label"),
            format!("the option {code} has no text: write it in label"),
        );
        Words::new(code, code)
    })
}

fn behind(line: Line<'_>, marks: &Marks) -> BTreeMap<String, String> {
    let columns = line.table().extra().filter_map(|column| {
        let text = line.text(column)?;
        Some((column.to_owned(), text.to_owned()))
    });
    let marked = marks.iter().filter_map(|(key, value)| {
        let key = key.strip_prefix("codes.")?;
        Some((key.to_owned(), value.to_owned()))
    });
    columns.chain(marked).collect()
}

/// A code that would do, made of a text.
pub(super) fn joined(text: &str) -> String {
    let plain = text.trim().to_lowercase();
    let letters = plain.chars().map(|c| match c {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' | 'ü' => 'u',
        'ñ' => 'n',
        c if c.is_ascii_alphanumeric() => c,
        _ => '_',
    });
    letters.take(40).collect()
}

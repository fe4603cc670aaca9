//! The column `type`: what a row is, and the list it chooses from. Start with [`read`].

use super::super::supported::{TYPES, TypeIs};
use super::notes::Notes;
use super::table::Line;

/// What a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RowType<'l> {
    pub is: TypeIs,
    /// The list of a select; blank for the rest.
    pub list: &'l str,
}

/// Reads the type; what cannot be used is refused here.
pub(super) fn read<'l>(line: Line<'l>, notes: &mut Notes) -> Option<RowType<'l>> {
    let place = line.cell("type");
    let Some(text) = line.text("type") else {
        if ["name", "label", "calculation"]
            .iter()
            .any(|column| line.text(column).is_some())
        {
            notes.refuse(
                place,
                "falta el tipo de la pregunta: escriba text, integer, select_one lista, note…",
                "the question's type is missing: write text, integer, select_one list, note, …",
            );
        }
        return None;
    };
    let Some((is, rest)) = named(text) else {
        refuse_unknown(line, text, notes);
        return None;
    };
    let mut words = rest.split_whitespace();
    let list = words.next().unwrap_or_default();
    if let TypeIs::Refused(es, en) = is {
        notes.refuse(
            place,
            format!("el tipo «{text}» no se puede usar aquí: {es}"),
            format!("the type “{text}” cannot be used here: {en}"),
        );
        return None;
    }
    if matches!(is, TypeIs::SelectOne | TypeIs::SelectMultiple) {
        judge_list(
            line,
            text,
            list,
            words.collect::<Vec<_>>().join(" ").as_str(),
            notes,
        )?;
    }
    Some(RowType { is, list })
}

fn judge_list(line: Line<'_>, text: &str, list: &str, more: &str, notes: &mut Notes) -> Option<()> {
    let place = line.cell("type");
    match (list, more) {
        ("", _) => notes.refuse(
            place,
            format!("falta la lista: escriba «{text} lista», con el nombre de una lista de la hoja choices"),
            format!("the list is missing: write “{text} list”, with the name of a list of the sheet choices"),
        ),
        (_, "") => return Some(()),
        (_, "or_other" | "or other" | "or specify other") => notes.refuse(
            place,
            "or_other no se puede usar aquí: agregue la opción other a la lista, y una pregunta text con relevant",
            "or_other cannot be used here: add the option other to the list, and a text question with relevant",
        ),
        (_, more) => notes.refuse(
            place,
            format!("sobra «{more}»: el tipo lleva el nombre de una sola lista, sin espacios"),
            format!("“{more}” is too much: the type has the name of a single list, without blanks"),
        ),
    }
    None
}

/// The type a text begins with, and what follows it. The longest that fits.
fn named(text: &str) -> Option<(TypeIs, &str)> {
    let plain = text.to_ascii_lowercase().replace('_', " ");
    let mut best: Option<(usize, TypeIs)> = None;
    for (name, aliases, is) in &TYPES {
        for spelling in std::iter::once(name).chain(*aliases) {
            let takes_list = matches!(
                is,
                TypeIs::SelectOne | TypeIs::SelectMultiple | TypeIs::Refused(..)
            );
            let Some(rest) = plain.strip_prefix(spelling) else {
                continue;
            };
            // `select_one from_towns` has a list; `select_one_from_file` is another type.
            let ends = rest.is_empty()
                || takes_list && text[spelling.len()..].starts_with(char::is_whitespace);
            if ends && best.is_none_or(|(length, _)| spelling.len() > length) {
                best = Some((spelling.len(), *is));
            }
        }
    }
    best.map(|(length, is)| (is, &text[length..]))
}

fn refuse_unknown(line: Line<'_>, text: &str, notes: &mut Notes) {
    let meant = match text.to_lowercase().as_str() {
        "texto" => "text",
        "número" | "numero" | "entero" | "number" => "integer",
        "fecha" => "date",
        "hora" => "time",
        "nota" => "note",
        "cálculo" | "calculo" => "calculate",
        "grupo" | "group" => "begin_group",
        "repeat" | "repetir" => "begin_repeat",
        "select" | "opción múltiple" | "selección" => "select_one, select_multiple",
        _ => {
            "text, integer, decimal, date, select_one, select_multiple, note, calculate, begin_group, begin_repeat"
        }
    };
    notes.refuse(
        line.cell("type"),
        format!("no hay ningún tipo «{text}»: use {meant}"),
        format!("there is no type “{text}”: use {meant}"),
    );
}

//! Reads how one fact is given: `column`, `first`, `sum`, `longest` or `each`.
//!
//! Start at [`Compiler::rule`]. What this module does not know: which fact it is.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use super::Compiler;
use crate::{
    mapping::{
        fault::{MappingFault, Wrong},
        written::{self, Each, Encoding},
    },
    plan::{
        codes::{Codes, Meaning},
        rule::{Cell, Form, Rule, Slot},
        value::Value,
    },
};

type Made<T> = Result<T, MappingFault>;

/// A code as the table's encoding writes it.
pub(crate) fn encoded(code: &str, encoding: Encoding) -> Cow<'_, [u8]> {
    match encoding {
        Encoding::Utf8 => Cow::Borrowed(code.as_bytes()),
        Encoding::Cp1252 => encoding_rs::WINDOWS_1252.encode(code).0,
    }
}

impl Compiler<'_> {
    /// The rule for a fact, and its columns noted under `at`.
    pub(super) fn rule<T: Value>(&mut self, at: &str, given: &toml::Value) -> Made<Rule<T>> {
        let rule = self.forms(at, given)?;
        self.paths.push((at.to_owned(), rule.slots()));
        Ok(rule)
    }

    /// A column that is read as it stands.
    pub(super) fn plain_cell<T: Value>(&mut self, at: &str, column: &str) -> Made<Cell<T>> {
        let cell = self.cell(at, &written::Cell::default(), column)?;
        self.paths.push((at.to_owned(), vec![cell.slot]));
        Ok(cell)
    }

    fn forms<T: Value>(&mut self, at: &str, given: &toml::Value) -> Made<Rule<T>> {
        let mut otherwise = None;
        let Some(first) = given.as_table().and_then(|table| table.get("first")) else {
            let forms = vec![self.form(at, given)?];
            return Ok(Rule { forms, otherwise });
        };
        for (name, value) in given.as_table().into_iter().flatten() {
            match name.as_str() {
                "first" => {}
                "otherwise" => otherwise = Some(self.value(&format!("{at}.otherwise"), value)?),
                _ => return self.fault(at, Wrong::HowManyForms),
            }
        }
        let Some(steps) = first.as_array().filter(|steps| !steps.is_empty()) else {
            return self.fault(at, Wrong::HowManyForms);
        };
        let mut forms = Vec::new();
        for (number, step) in steps.iter().enumerate() {
            forms.push(self.form(&format!("{at}.first[{number}]"), step)?);
        }
        Ok(Rule { forms, otherwise })
    }

    fn form<T: Value>(&mut self, at: &str, given: &toml::Value) -> Made<Form<T>> {
        let table = match given {
            toml::Value::Table(table) => table,
            // A column's name alone.
            toml::Value::String(column) => {
                let cell = self.cell(at, &written::Cell::default(), column)?;
                return Ok(Form::Cell(cell));
            }
            _ => return self.fault(at, Wrong::HowManyForms),
        };
        let forms: Vec<&str> = ["column", "sum", "longest", "each", "first"]
            .into_iter()
            .filter(|name| table.contains_key(*name))
            .collect();
        match forms.as_slice() {
            ["column"] => {
                let cell = self.shape(at, given.clone())?;
                self.single(at, &cell)
            }
            ["each"] => {
                let each = self.shape(at, given.clone())?;
                self.each(at, &each)
            }
            ["sum"] => self.several(at, "sum", table.clone()),
            ["longest"] => self.several(at, "longest", table.clone()),
            ["first"] => self.fault(at, Wrong::NotForThis("first within first")),
            _ => self.fault(at, Wrong::HowManyForms),
        }
    }

    fn single<T: Value>(&mut self, at: &str, cell: &written::Cell) -> Made<Form<T>> {
        let column = cell.column.clone().unwrap_or_default();
        let min = self.cell(at, cell, &column)?;
        let Some(up_to) = &cell.up_to else {
            return Ok(Form::Cell(min));
        };
        if !can(T::up_to) {
            return self.fault(at, Wrong::NotForThis("up_to"));
        }
        let max = self.cell(at, cell, up_to)?;
        Ok(Form::UpTo(min, max))
    }

    fn several<T: Value>(&mut self, at: &str, name: &str, mut table: toml::Table) -> Made<Form<T>> {
        let columns = table.remove(name).unwrap_or(toml::Value::Boolean(false));
        let columns: Vec<String> = self.shape(&format!("{at}.{name}"), columns)?;
        let cell: written::Cell = self.shape(at, toml::Value::Table(table))?;
        if columns.is_empty() {
            return self.fault(at, Wrong::HowManyForms);
        }
        let summed = name == "sum";
        let both = if summed { T::sum } else { T::longest };
        if !can(both) || cell.up_to.is_some() {
            return self.fault(at, Wrong::NotForThis("sum, longest"));
        }
        let cells = columns
            .iter()
            .map(|column| self.cell(at, &cell, column))
            .collect::<Made<_>>()?;
        Ok(if summed {
            Form::Sum(cells)
        } else {
            Form::Longest(cells)
        })
    }

    fn each<T: Value>(&mut self, at: &str, each: &Each) -> Made<Form<T>> {
        if T::none().is_none() {
            return self.fault(at, Wrong::NotForThis("each"));
        }
        let mut items: Vec<(Slot, T)> = Vec::new();
        for item in &each.each {
            let at = format!("{at}.each.{}", item.column);
            let slot = self.slot(&at, &item.column, false)?;
            if items.iter().any(|(other, _)| *other == slot) {
                return self.fault(at, Wrong::TwoMeanings(item.column.clone()));
            }
            items.push((slot, self.value(&at, &item.is)?));
        }
        let Some((slot, _)) = items.first() else {
            return self.fault(at, Wrong::HowManyForms);
        };
        let encoding = self.encoding(*slot);
        let mut codes = Codes::new(self.zeros_ignored());
        for (list, meaning) in [
            (&each.yes, Meaning::Is(true)),
            (&each.no, Meaning::Is(false)),
            (&each.unknown, Meaning::Unknown),
        ] {
            for code in list {
                self.insert(at, &mut codes, code, encoding, meaning)?;
            }
        }
        Ok(Form::Each(items, codes))
    }

    fn cell<T: Value>(&mut self, at: &str, cell: &written::Cell, column: &str) -> Made<Cell<T>> {
        let slot = self.slot(at, column, false)?;
        // With meanings listed, any other cell is a mistake unless the mapping says `number`.
        let meanings = cell.codes.is_some() || !cell.bands.is_empty() || cell.words;
        if !meanings && !T::PLAIN {
            return self.fault(at, Wrong::CodesMissing);
        }
        if cell.number && !T::PLAIN {
            return self.fault(at, Wrong::NotForThis("number"));
        }
        Ok(Cell {
            slot,
            codes: self.codes(at, cell, self.encoding(slot))?,
            plain: T::PLAIN && (!meanings || cell.number),
            point: self.point(slot),
            list: T::none().is_some(),
        })
    }

    /// All meanings of a cell, none of them twice.
    fn codes<T: Value>(
        &self,
        at: &str,
        cell: &written::Cell,
        encoding: Encoding,
    ) -> Made<Codes<T>> {
        let mut codes = Codes::new(self.zeros_ignored());
        for (code, value) in cell.codes.iter().flatten() {
            let value = self.value(&format!("{at}.codes.{code}"), value)?;
            self.insert(at, &mut codes, code, encoding, Meaning::Is(value))?;
        }
        if cell.words {
            for word in T::words() {
                let Some(value) = T::word(word) else { continue };
                self.insert(at, &mut codes, word, encoding, Meaning::Is(value))?;
            }
        }
        if let Some(word) = &cell.none {
            let Some(none) = T::none() else {
                return self.fault(at, Wrong::NotForThis("none"));
            };
            self.insert(at, &mut codes, word, encoding, Meaning::Is(none))?;
        }
        for (list, meaning) in [
            (&cell.unknown, Meaning::Unknown),
            (&cell.pass, Meaning::Pass),
        ] {
            for code in list {
                self.insert(at, &mut codes, code, encoding, meaning)?;
            }
        }
        for band in &cell.bands {
            let value = self.value(&format!("{at}.bands"), &band.is)?;
            if band.from > band.to {
                return self.fault(at, Wrong::Backwards);
            }
            if let Err(collision) = codes.insert_band(band.from, band.to, Meaning::Is(value)) {
                return self.fault(at, Wrong::TwoMeanings(collision.0));
            }
        }
        Ok(codes)
    }

    fn insert<T: Copy>(
        &self,
        at: &str,
        codes: &mut Codes<T>,
        code: &str,
        encoding: Encoding,
        meaning: Meaning<T>,
    ) -> Made<()> {
        match codes.insert(code, &encoded(code, encoding), meaning) {
            Ok(()) => Ok(()),
            Err(collision) => self.fault(at, Wrong::TwoMeanings(collision.0)),
        }
    }

    fn value<T: Value>(&self, at: &str, value: &toml::Value) -> Made<T> {
        match T::written(value) {
            Some(value) => Ok(value),
            None => {
                let wanted = T::wanted();
                let (es, en) = (wanted.es, wanted.en);
                self.fault(at, Wrong::WrongValue { es, en })
            }
        }
    }

    fn shape<S: DeserializeOwned>(&self, at: &str, given: toml::Value) -> Made<S> {
        match given.try_into() {
            Ok(shape) => Ok(shape),
            Err(fault) => self.fault(at, Wrong::Shape(fault.message().trim().to_owned())),
        }
    }
}

/// Can two values of this type be put together so?
fn can<T: Value>(both: impl Fn(T, T) -> Option<T>) -> bool {
    let sample = T::plain(b"1", b'.').ok();
    sample.is_some_and(|sample| both(sample, sample).is_some())
}

//! *Mapeo*: which column and code of a survey's tables is which fact of a child.
//!
//! Start at [`Mapping::read`]; `docs/mapping.md` is the reference. `written.rs` is the TOML as it
//! stands, `fault.rs` what may be wrong with it. What this module does not know: any file.

pub(crate) mod fault;
pub(crate) mod written;

use self::{
    fault::{MappingFault, Wrong},
    written::Written,
};
use crate::plan::{Plan, compile::compile, rule::Slot};

/// The mappings that come with the program: id and text.
const SHIPPED: [(&str, &str); 2] = [
    ("facts", include_str!("../mappings/facts.toml")),
    ("enti-2022", include_str!("../mappings/enti-2022.toml")),
];

/// A mapping that was read and checked; its columns are looked for when tables are opened.
///
/// ```
/// let text = r#"
///     id = "own"
///     verified = true
///     ref_date = "2026-03-01"
///     tables = [{ name = "children", format = "csv" }]
///     [facts]
///     age = "EDAD"
///     "work.status" = { column = "TRABAJO", codes = { "1" = "worked", "2" = "none" }, unknown = ["9"] }
/// "#;
/// let mapping = microdata::Mapping::read("own.toml", text)?;
/// assert_eq!((mapping.id(), mapping.verified()), ("own", true));
///
/// let twice = text.replace(r#"["9"]"#, r#"["2"]"#);
/// let refused = microdata::Mapping::read("own.toml", &twice).unwrap_err();
/// assert_eq!(
///     refused.to_string(),
///     r#"mapping own.toml, facts."work.status": the code "2" has two meanings; leave one"#
/// );
/// # Ok::<(), microdata::MappingFault>(())
/// ```
#[derive(Debug)]
pub struct Mapping {
    /// The file or id it was read from.
    name: String,
    pub(crate) written: Written,
    pub(crate) plan: Plan,
}

/// What a mapping says about how its children were drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sampling {
    /// *Muestra*: weights, strata and sampling units are read with each child.
    Survey,
    /// *Censo*: everyone was asked; each child stands for itself.
    Census,
    /// The mapping does not say.
    Unsaid,
}

impl Mapping {
    /// Reads a mapping; `name` is its file, to name in faults.
    pub fn read(name: &str, text: &str) -> Result<Mapping, MappingFault> {
        let written: Written = toml::from_str(text).map_err(|fault| MappingFault {
            mapping: name.to_owned(),
            at: String::new(),
            wrong: Wrong::Toml {
                line: line(text, fault.span().map_or(0, |span| span.start)),
                message: fault.message().trim().to_owned(),
            },
        })?;
        let plan = compile(name, &written)?;
        Ok(Mapping {
            name: name.to_owned(),
            written,
            plan,
        })
    }

    /// A mapping that comes with the program; `None` when there is none of this id.
    pub fn shipped(id: &str) -> Option<Result<Mapping, MappingFault>> {
        let (id, text) = SHIPPED.iter().find(|(known, _)| *known == id)?;
        Some(Mapping::read(id, text))
    }

    /// The ids of the mappings that come with the program.
    pub fn shipped_ids() -> impl Iterator<Item = &'static str> {
        SHIPPED.iter().map(|(id, _)| *id)
    }

    /// The text of a shipped mapping, to begin one's own with.
    pub fn shipped_text(id: &str) -> Option<&'static str> {
        SHIPPED
            .iter()
            .find(|(known, _)| *known == id)
            .map(|(_, text)| *text)
    }

    /// The mapping's own name.
    pub fn id(&self) -> &str {
        &self.written.id
    }

    /// The file or id it was read from.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Were its columns and codes checked against the survey's own descriptor?
    pub fn verified(&self) -> bool {
        self.written.verified
    }

    /// What to tell whoever uses it, in Spanish and in English.
    pub fn note(&self) -> Option<(&str, &str)> {
        let (es, en) = (&self.written.note_es, &self.written.note_en);
        es.as_deref().zip(en.as_deref())
    }

    /// The names of its tables; the first has one row a child.
    pub fn tables(&self) -> impl Iterator<Item = &str> {
        self.written.tables.iter().map(|table| table.name.as_str())
    }

    /// A table's columns that are read: slot, name, and where the mapping names it.
    pub(crate) fn columns_of(&self, table: usize) -> impl Iterator<Item = (Slot, &str, &str)> {
        let numbered = (0..).zip(&self.plan.columns);
        numbered
            .filter(move |(_, column)| column.table == table)
            .map(|(slot, column)| (slot, column.name.as_str(), column.at.as_str()))
    }

    /// The slots of the first table's key.
    pub(crate) fn key(&self) -> Vec<Slot> {
        let key = self.written.tables.first().map(|table| &table.key);
        let slot = |name: &String| {
            let mut columns = self.columns_of(0);
            columns
                .find(|(_, known, _)| known == name)
                .map(|(slot, ..)| slot)
        };
        key.into_iter().flatten().filter_map(slot).collect()
    }

    /// How the children were drawn.
    pub fn sampling(&self) -> Sampling {
        match &self.written.design {
            None => Sampling::Unsaid,
            Some(design) if design.census => Sampling::Census,
            Some(_) => Sampling::Survey,
        }
    }

    /// Does it read INEGI's own codes, to compare with?
    pub fn has_published(&self) -> bool {
        self.plan.published.is_some()
    }

    /// The names of the columns of `[by]` beside sex and territory, in the order of
    /// [`By::extra`](crate::By::extra).
    pub fn extra(&self) -> impl Iterator<Item = &str> {
        self.plan.by.extra.iter().map(|(name, _)| name.as_str())
    }
}

/// The line, counted from 1, on which a byte stands.
fn line(text: &str, byte: usize) -> usize {
    let before = &text.as_bytes()[..byte.min(text.len())];
    1 + before.iter().filter(|byte| **byte == b'\n').count()
}

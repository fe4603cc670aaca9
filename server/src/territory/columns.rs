//! Which census table a header belongs to, and where its columns stand.
//!
//! Start at [`Columns::find`]. It does not read rows.

use std::collections::HashMap;

use csv::StringRecord;

use super::refusal::{ImportError, shown};

/// The layouts of INEGI's 2020 census that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// *Principales resultados por AGEB y manzana urbana*.
    ByAgeb,
    /// *ITER*: by locality, with households and ages.
    ByLocality,
    /// An extract of ITER that gives only the population of each locality.
    ByLocalityPopulationOnly,
}

const KEYS: [&str; 5] = ["ENTIDAD", "MUN", "NOM_MUN", "LOC", "NOM_LOC"];
const COUNTS: [&str; 3] = ["P_5YMAS", "P_18YMAS", "TOTHOG"];

/// The places of a table's columns by their name in upper case.
pub struct Columns {
    layout: Layout,
    places: HashMap<String, usize>,
    count: usize,
}

impl Columns {
    /// Recognises the layout by its header, or says which columns are missing.
    pub fn find(file: &str, header: &StringRecord) -> Result<Columns, ImportError> {
        if header.len() == 1 {
            let separators = [(";", "punto y coma/semicolons"), ("\t", "tabuladores/tabs")];
            let other = separators.iter().find(|(sign, _)| header[0].contains(sign));
            if let Some((_, found)) = other {
                return Err(ImportError::OtherSeparator {
                    file: file.to_owned(),
                    found,
                });
            }
        }
        let mut places = HashMap::new();
        for (place, name) in header.iter().enumerate() {
            let name = name.trim().to_ascii_uppercase();
            if places.insert(name.clone(), place).is_some() {
                let column = shown(&name);
                return Err(ImportError::RepeatedColumn {
                    file: file.to_owned(),
                    column,
                });
            }
        }
        let has = |name: &&str| places.contains_key(*name);
        let by_ageb = ["AGEB", "MZA"].iter().any(has);
        let with_counts = by_ageb || COUNTS.iter().any(has);
        let mut needed: Vec<&'static str> = KEYS.to_vec();
        if by_ageb {
            needed.extend(["AGEB", "MZA"]);
        }
        needed.push("POBTOT");
        if with_counts {
            needed.extend(COUNTS);
        }
        needed.retain(|name| !has(name));
        if !needed.is_empty() {
            return Err(ImportError::MissingColumns {
                file: file.to_owned(),
                columns: needed,
            });
        }
        let layout = match (by_ageb, with_counts) {
            (true, _) => Layout::ByAgeb,
            (false, true) => Layout::ByLocality,
            (false, false) => Layout::ByLocalityPopulationOnly,
        };
        Ok(Columns {
            layout,
            places,
            count: header.len(),
        })
    }

    /// The layout that the header belongs to.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// How many columns each row must have.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Where a column stands, if the table has it.
    pub fn place(&self, column: &str) -> Option<usize> {
        self.places.get(column).copied()
    }
}

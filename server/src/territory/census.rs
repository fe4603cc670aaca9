//! INEGI's census tables as rows of areas and figures, one at a time.
//!
//! Start at [`read_census`]. Two layouts of 2020 are known: by AGEB and block (levels mixed in one
//! file) and ITER, by locality (whole, or the small extract that has only the population). Column
//! names count without regard to case and order. Any row that does not fit ends the reading with
//! an error that names file, row and column.
//!
//! Expected households are `TOTHOG`; children of 5 to 17 are `P_5YMAS` less `P_18YMAS`. Where
//! INEGI withholds a whole row (fewer than three inhabited dwellings) `*` bounds the households to
//! 1..2 but says nothing of persons, so the children lie between none and the population: the
//! totals of Chiapas' localities show single withheld AGEBs with 9 people of 5 or more.
//!
//! It does not know the database.

use std::io::Read;

use csv::StringRecord;
use survey_forms::area::{AreaKey, AreaKind};

use super::columns::{Columns, Layout};
use super::keys::{KeyColumns, read_key};
use super::masked::Span;
use super::refusal::{At, ImportError, shown};

/// One row: an area with its figures.
#[derive(Clone, Debug, PartialEq)]
pub struct CensusRow {
    /// Row of the file, the header is 1.
    pub row: u64,
    pub area: AreaKey,
    /// The area's own name, where the file gives it.
    pub name: Option<String>,
    /// Names of areas above this one that the row gives too.
    pub names_above: Vec<(AreaKey, String)>,
    pub figures: Figures,
}

/// What the census counted in an area. `None`: the file does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    pub population: Option<Span>,
    /// *Hogares censales* (`TOTHOG`).
    pub households: Option<Span>,
    /// Children and adolescents of 5 to 17.
    pub children: Option<Span>,
    /// All dwellings, inhabited or not (`VIVTOT`): the doors that a listing finds.
    pub dwellings: Option<u64>,
    /// Households and persons are masked together: a withheld row.
    pub withheld: bool,
    /// More people of 18 or more than of 5 or more: the row contradicts itself.
    pub reversed: bool,
}

/// What was read of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CensusRead {
    pub layout: Layout,
    /// Rows that ITER adds up over places of one or two dwellings (`LOC` 9998 and 9999).
    pub sums_skipped: u64,
}

/// Reads a census table and hands over each of its rows.
pub fn read_census(
    file: &str,
    text: impl Read,
    mut each: impl FnMut(CensusRow) -> Result<(), ImportError>,
) -> Result<CensusRead, ImportError> {
    let mut table = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text);
    let mut record = StringRecord::new();
    if !table
        .read_record(&mut record)
        .map_err(|error| unreadable(file, error))?
    {
        return Err(ImportError::Empty {
            file: file.to_owned(),
        });
    }
    let columns = Columns::find(file, &record)?;
    let mut read = CensusRead {
        layout: columns.layout(),
        sums_skipped: 0,
    };
    let mut rows = 0;
    while table
        .read_record(&mut record)
        .map_err(|error| unreadable(file, error))?
    {
        rows += 1;
        let row = record
            .position()
            .map_or(rows + 1, |position| position.line());
        let line = Line {
            file,
            row,
            columns: &columns,
            record: &record,
        };
        if record.len() != columns.count() {
            let (expected, found) = (columns.count(), record.len());
            return Err(ImportError::Ragged {
                file: file.to_owned(),
                row,
                expected,
                found,
            });
        }
        match line.read()? {
            Some(census_row) => each(census_row)?,
            None => read.sums_skipped += 1,
        }
    }
    if rows == 0 {
        return Err(ImportError::Empty {
            file: file.to_owned(),
        });
    }
    Ok(read)
}

fn unreadable(file: &str, error: csv::Error) -> ImportError {
    let source = std::io::Error::other(error);
    ImportError::Unreadable {
        file: file.to_owned(),
        source,
    }
}

/// A row with what is needed to read and to name it.
struct Line<'a> {
    file: &'a str,
    row: u64,
    columns: &'a Columns,
    record: &'a StringRecord,
}

impl Line<'_> {
    fn read(&self) -> Result<Option<CensusRow>, ImportError> {
        let area = read_key(&KeyColumns {
            file: self.file,
            row: self.row,
            state: self.text("ENTIDAD").unwrap_or_default(),
            municipality: self.text("MUN").unwrap_or_default(),
            locality: self.text("LOC").unwrap_or_default(),
            ageb: self.text("AGEB"),
            block: self.text("MZA"),
        })?;
        if self.columns.layout() != Layout::ByAgeb
            && area
                .locality()
                .is_some_and(|key| matches!(&key[5..], "9998" | "9999"))
        {
            return Ok(None);
        }
        let (name, names_above) = self.names(&area);
        let figures = self.figures()?;
        Ok(Some(CensusRow {
            row: self.row,
            area,
            name,
            names_above,
            figures,
        }))
    }

    fn text(&self, column: &'static str) -> Option<&str> {
        self.record.get(self.columns.place(column)?).map(str::trim)
    }

    /// The area's own name and those above it. "Total de la localidad urbana" is no name.
    fn names(&self, area: &AreaKey) -> (Option<String>, Vec<(AreaKey, String)>) {
        let mut own = None;
        let mut above = Vec::new();
        let mut place = Some(area.clone());
        while let Some(this) = place {
            let column = match this.kind() {
                AreaKind::State => "NOM_ENT",
                AreaKind::Municipality => "NOM_MUN",
                _ => "NOM_LOC",
            };
            let given = self.text(column).filter(|name| {
                !name.is_empty() && !name.starts_with("Total ") && this.ageb().is_none()
            });
            match given {
                Some(name) if this == *area => own = Some(name.to_owned()),
                Some(name) => above.push((this.clone(), name.to_owned())),
                None => {}
            }
            place = this.parent();
        }
        (own, above)
    }

    fn figures(&self) -> Result<Figures, ImportError> {
        let population = self.figure("POBTOT")?;
        if population.is_none() {
            let (at, found) = (self.at("POBTOT"), String::new());
            return Err(ImportError::NotAFigure { at, found });
        }
        let households = self.figure("TOTHOG")?;
        let (from_5, from_18) = (self.figure("P_5YMAS")?, self.figure("P_18YMAS")?);
        let masked = |column| self.text(column) == Some("*");
        let withheld = ["TOTHOG", "P_5YMAS", "P_18YMAS"].into_iter().all(masked);
        let children = match (from_5, from_18) {
            _ if withheld => population.map(|people| Span {
                min: 0,
                max: people.max,
            }),
            (Some(from_5), Some(from_18)) => Some(from_5.less(from_18)),
            _ => None,
        };
        let reversed = matches!((from_5, from_18), (Some(all), Some(adult)) if all.max < adult.min);
        let dwellings = self
            .figure("VIVTOT")?
            .filter(|span| span.is_exact())
            .map(|span| span.min);
        Ok(Figures {
            population,
            households,
            children,
            dwellings,
            withheld,
            reversed,
        })
    }

    fn at(&self, column: &'static str) -> At {
        At {
            file: self.file.to_owned(),
            row: self.row,
            column,
        }
    }

    /// A count, `*` for a masked one; nothing where the file has no such column or says N/D.
    fn figure(&self, column: &'static str) -> Result<Option<Span>, ImportError> {
        let Some(text) = self.text(column) else {
            return Ok(None);
        };
        match text {
            "*" => return Ok(Some(Span::MASKED)),
            "" | "N/D" | "N/A" | "-" => return Ok(None),
            _ => {}
        }
        // A table that went through a statistics program writes 578830.0.
        let whole = text.trim_end_matches('0').strip_suffix('.').unwrap_or(text);
        let digits = if text.contains('.') { whole } else { text };
        let sensible = digits.len() <= 10 && digits.bytes().all(|c| c.is_ascii_digit());
        match digits.parse() {
            Ok(count) if sensible => Ok(Some(Span::exact(count))),
            _ => Err(ImportError::NotAFigure {
                at: self.at(column),
                found: shown(text),
            }),
        }
    }
}

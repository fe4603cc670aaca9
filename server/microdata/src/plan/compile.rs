//! Makes a plan from a written mapping, or says what is wrong with it and where.
//!
//! Start at [`compile`]; `facts.rs` has the list of facts, `forms.rs` reads how one is given.
//! What this module does not know: whether the columns are there; opening the tables tells.

mod facts;
mod forms;

use crate::{
    mapping::{
        fault::{MappingFault, Wrong},
        written::{Columns, Decimal, Encoding, Format, LeadingZeros, Only, RefDate, Written},
    },
    plan::{
        ByPlan, Column, Day, DesignPlan, Fact, OnlyRows, Plan, PublishedPlan,
        codes::{Codes, Meaning},
        rule::Slot,
        value::{self, Value},
    },
};

pub(crate) use self::forms::encoded;

/// Checks all that can be checked without the tables.
pub(crate) fn compile(mapping: &str, written: &Written) -> Result<Plan, MappingFault> {
    let mut compiler = Compiler {
        mapping,
        written,
        columns: Vec::new(),
        paths: Vec::new(),
    };
    compiler.tables()?;
    let ref_date = compiler.ref_date()?;
    let child = compiler.child()?;
    let mut plan = Plan {
        columns: Vec::new(),
        only: Vec::new(),
        ref_date,
        child,
        age: None,
        attends: None,
        basic_completed: None,
        status: None,
        returns_within_weeks: None,
        absence_paid: None,
        hours_week: None,
        max_hours_day: None,
        sunday: None,
        authorisation: None,
        medical_certificate: None,
        jobs: Vec::new(),
        own_household: None,
        chores_hours_week: None,
        chores_hazards: None,
        design: compiler.design()?,
        by: ByPlan::default(),
        published: None,
        wage_earner: None,
        medical_services: None,
        paths: Vec::new(),
    };
    for (number, only) in written.only.iter().enumerate() {
        plan.only.push(compiler.only(number, only)?);
    }
    compiler.facts(&mut plan)?;
    compiler.beside(&mut plan)?;
    compiler.keys()?;
    plan.columns = compiler.columns;
    plan.paths = compiler.paths;
    Ok(plan)
}

/// What is known while a plan is made.
struct Compiler<'w> {
    mapping: &'w str,
    written: &'w Written,
    columns: Vec<Column>,
    paths: Vec<(String, Vec<Slot>)>,
}

impl Compiler<'_> {
    fn fault<T>(&self, at: impl Into<String>, wrong: Wrong) -> Result<T, MappingFault> {
        Err(MappingFault {
            mapping: self.mapping.to_owned(),
            at: at.into(),
            wrong,
        })
    }

    fn tables(&self) -> Result<(), MappingFault> {
        let tables = &self.written.tables;
        let Some(first) = tables.first() else {
            return self.fault("tables", Wrong::NoTables);
        };
        for (place, table) in tables.iter().enumerate() {
            let at = format!("tables.{}", table.name);
            if tables[..place].iter().any(|other| other.name == table.name) {
                return self.fault(at, Wrong::TableTwice(table.name.clone()));
            }
            if place > 0 && (table.key.is_empty() || table.key.len() != first.key.len()) {
                let wrong = Wrong::KeyLength {
                    table: table.name.clone(),
                    columns: table.key.len(),
                    first: first.key.len(),
                };
                return self.fault(at, wrong);
            }
            let one_byte = table.delimiter.is_none_or(|delimiter| {
                delimiter.is_ascii() && !matches!(delimiter, '"' | '\n' | '\r')
            });
            if !one_byte || (table.delimiter.is_some() && table.format != Format::Csv) {
                return self.fault(at, Wrong::NotOfFormat("delimiter"));
            }
            if table.encoding == Some(Encoding::Cp1252) && table.format == Format::Jsonl {
                return self.fault(at, Wrong::NotOfFormat("encoding"));
            }
        }
        Ok(())
    }

    fn ref_date(&mut self) -> Result<Day, MappingFault> {
        match &self.written.ref_date {
            RefDate::Day(day) => match value::day(day.as_bytes()) {
                Some(day) => Ok(Day::Fixed(day)),
                None => self.fault("ref_date", Wrong::BadDay(day.clone())),
            },
            RefDate::Column { column } => {
                let slot = self.slot("ref_date", column, false)?;
                self.paths.push(("ref_date".to_owned(), vec![slot]));
                Ok(Day::Column(slot))
            }
        }
    }

    fn child(&mut self) -> Result<Vec<Slot>, MappingFault> {
        let names = self.written.child.as_ref().map_or(&[][..], Columns::names);
        let slots: Vec<Slot> = names
            .iter()
            .map(|name| self.slot("child", name, true))
            .collect::<Result<_, _>>()?;
        self.paths.push(("id".to_owned(), slots.clone()));
        Ok(slots)
    }

    fn design(&mut self) -> Result<Option<DesignPlan>, MappingFault> {
        let Some(design) = &self.written.design else {
            return Ok(None);
        };
        match (design.census, &design.weight, &design.stratum, &design.psu) {
            (true, None, None, None) => Ok(None),
            (false, Some(weight), Some(stratum), Some(psu)) => Ok(Some(DesignPlan {
                weight: self.plain_cell("design.weight", weight)?,
                stratum: self.plain_cell("design.stratum", stratum)?,
                psu: self.plain_cell("design.psu", psu)?,
            })),
            _ => self.fault("design", Wrong::Design),
        }
    }

    fn only(&mut self, number: usize, only: &Only) -> Result<OnlyRows, MappingFault> {
        let at = format!("only[{number}]");
        let slot = self.slot(&at, &only.column, false)?;
        let mut codes = Codes::new(self.zeros_ignored());
        for code in &only.codes {
            let bytes = encoded(code, self.encoding(slot));
            if let Err(collision) = codes.insert(code, &bytes, Meaning::Is(())) {
                return self.fault(at, Wrong::TwoMeanings(collision.0));
            }
        }
        let (from, to) = (only.from.unwrap_or(0.0), only.to.unwrap_or(f64::MAX));
        let banded = only.from.is_some() || only.to.is_some();
        if from > to {
            return self.fault(at, Wrong::Backwards);
        }
        if banded != codes.is_empty() {
            let wrong = Wrong::WrongValue {
                es: "codes, o bien from o to".into(),
                en: "codes, or else from or to".into(),
            };
            return self.fault(at, wrong);
        }
        Ok(OnlyRows {
            slot,
            codes,
            from,
            to,
            point: self.point(slot),
        })
    }

    /// Design, breakdowns, published codes and what only indicators read.
    fn beside(&mut self, plan: &mut Plan) -> Result<(), MappingFault> {
        for (name, given) in &self.written.by {
            let at = format!("by.{name}");
            match name.as_str() {
                "sex" => plan.by.sex = self.fact(&at, given)?,
                "territory" => plan.by.territory = self.fact(&at, given)?,
                _ => plan.by.extra.push((name.clone(), self.rule(&at, given)?)),
            }
        }
        if let Some(published) = &self.written.published {
            let mut read = PublishedPlan::default();
            for (name, given) in published {
                let at = format!("published.{name}");
                match name.as_str() {
                    "cti" => read.cti = self.fact(&at, given)?,
                    "occupation" => read.occupation = self.fact(&at, given)?,
                    "chores" => read.chores = self.fact(&at, given)?,
                    _ => {
                        let near = vec!["cti", "occupation", "chores"];
                        return self.fault(at, Wrong::NoSuchFact(near));
                    }
                }
            }
            plan.published = Some(read);
        }
        for (name, given) in &self.written.wage {
            let at = format!("wage.{name}");
            match name.as_str() {
                "wage_earner" => plan.wage_earner = self.fact(&at, given)?,
                "medical_services" => plan.medical_services = self.fact(&at, given)?,
                _ => {
                    let near = vec!["wage_earner", "medical_services"];
                    return self.fault(at, Wrong::NoSuchFact(near));
                }
            }
        }
        Ok(())
    }

    /// The first table's key columns are read too, to look for partners.
    fn keys(&mut self) -> Result<(), MappingFault> {
        let Some(first) = self.written.tables.first() else {
            return Ok(());
        };
        let prefix = &first.name;
        for name in &first.key {
            self.slot("tables.key", &format!("{prefix}.{name}"), true)?;
        }
        for column in &mut self.columns {
            let keys = &self.written.tables[column.table].key;
            column.private |= keys.contains(&column.name);
        }
        Ok(())
    }

    fn fact<T: Value>(&mut self, at: &str, given: &toml::Value) -> Result<Fact<T>, MappingFault> {
        self.rule(at, given).map(Some)
    }

    fn zeros_ignored(&self) -> bool {
        self.written.leading_zeros == LeadingZeros::Ignore
    }

    /// The encoding of a slot's table; what a DBF leaves open is settled when it is opened, and
    /// what is not ASCII in a mapping's codes is CP1252 there.
    fn encoding(&self, slot: Slot) -> Encoding {
        let table = &self.written.tables[self.columns[usize::from(slot)].table];
        table.encoding.unwrap_or(match table.format {
            Format::Dbf => Encoding::Cp1252,
            Format::Csv | Format::Jsonl => Encoding::Utf8,
        })
    }

    fn point(&self, slot: Slot) -> u8 {
        let table = &self.written.tables[self.columns[usize::from(slot)].table];
        match table.decimal {
            Decimal::Point => b'.',
            Decimal::Comma => b',',
        }
    }

    /// The slot of `COLUMN` of the first table or of `TABLE.COLUMN`.
    fn slot(&mut self, at: &str, named: &str, private: bool) -> Result<Slot, MappingFault> {
        let tables = &self.written.tables;
        let joined = named.split_once('.').and_then(|(table, column)| {
            let place = tables.iter().position(|known| known.name == table)?;
            Some((place, column))
        });
        // A point in a CSV's own column names is a name of the first table only where there are
        // no others; among several tables it is a table's name spelt wrong.
        if let (None, Some((table, _)), true) = (joined, named.split_once('.'), tables.len() > 1) {
            let known = tables.iter().map(|known| known.name.clone()).collect();
            let named = table.to_owned();
            return self.fault(at, Wrong::NoSuchTable { named, known });
        }
        let (table, name) = joined.unwrap_or((0, named));
        let same = |column: &Column| column.table == table && column.name == name;
        let place = self.columns.iter().position(same).unwrap_or_else(|| {
            self.columns.push(Column {
                table,
                name: name.to_owned(),
                private,
                at: at.to_owned(),
            });
            self.columns.len() - 1
        });
        self.columns[place].private |= private;
        match Slot::try_from(place) {
            Ok(slot) => Ok(slot),
            Err(_) => self.fault(at, Wrong::Shape("too many columns".into())),
        }
    }
}

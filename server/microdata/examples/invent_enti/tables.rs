//! The people as five DBF tables, in CP1252, as the mapping `enti-2022` guesses them.
//!
//! Start at [`written`]. Beside the children there are adults, interviews that broke off, rows
//! that nobody asks for and one deleted record. What this module does not know: the rules.

use std::io::Cursor;

use classify::{Chores, Cti, Employer, Job, Occupation, Pay, Place, Settled, Span, Status};
use dbase::{FieldName, FieldValue, Record, TableWriterBuilder, encoding::EncodingRs};

use super::people::{EXPOSURES, HAZARDS, Interview, Person};

/// A row: column and cell, in the order of the columns.
type Row = Vec<(String, String)>;

/// All tables by file name.
pub fn written(people: &[Person]) -> Vec<(String, Vec<u8>)> {
    let child = |from: u32, to: u32| move |person: &&Person| (from..=to).contains(&person.age);
    let with = |rows: fn(&Interview) -> Row| {
        move |person: &Person| {
            let mut row = key(person);
            row.extend(rows(person.interview.as_ref()?));
            Some(row)
        }
    };
    let tables: [(&str, Vec<Row>); 5] = [
        ("SDEM", people.iter().map(sdem).collect()),
        ("COE1", people.iter().filter_map(with(coe1)).collect()),
        ("COE2", people.iter().filter_map(with(coe2)).collect()),
        (
            "CB05A11",
            people
                .iter()
                .filter(child(5, 11))
                .filter_map(with(basic))
                .collect(),
        ),
        (
            "CB12A17",
            people
                .iter()
                .filter(child(12, 17))
                .filter_map(with(basic))
                .collect(),
        ),
    ];
    let file =
        |(name, rows): &(&str, Vec<Row>)| (format!("enti-2022/ENTI2022_{name}.DBF"), dbf(rows));
    tables.iter().map(file).collect()
}

/// Columns that are numbers; all others are text.
const NUMBERS: [&str; 4] = ["FAC", "EDA", "P21_KG", "P31_HRS"];

fn dbf(rows: &[Row]) -> Vec<u8> {
    let mut builder =
        TableWriterBuilder::with_encoding(EncodingRs::from(encoding_rs::WINDOWS_1252));
    for (place, (name, _)) in rows[0].iter().enumerate() {
        let widths = rows.iter().map(|row| row[place].1.chars().count());
        let width = u8::try_from(widths.max().unwrap_or(0).max(1)).expect("short cells");
        let column = FieldName::try_from(name.as_str()).expect("a short name");
        builder = if NUMBERS.contains(&name.as_str()) {
            builder.add_numeric_field(column, width, 0)
        } else {
            builder.add_character_field(column, width)
        };
    }
    let mut bytes = Cursor::new(Vec::new());
    let mut writer = builder.build_with_dest(&mut bytes);
    for row in rows {
        let mut record = Record::default();
        for (name, cell) in row {
            let value = if NUMBERS.contains(&name.as_str()) {
                FieldValue::Numeric(cell.parse().ok())
            } else {
                FieldValue::Character(Some(cell.clone()))
            };
            record.insert(name.clone(), value);
        }
        writer.write_record(&record).expect("written to memory");
    }
    writer.finalize().expect("written to memory");
    drop(writer);
    let mut bytes = bytes.into_inner();
    // The writer puts today's date here; the same bytes come out on any day.
    bytes[1..4].copy_from_slice(&[122, 12, 31]);
    bytes
}

fn cell(name: &str, text: impl ToString) -> (String, String) {
    (name.to_owned(), text.to_string())
}

fn key(person: &Person) -> Row {
    vec![
        cell("UPM", &person.unit),
        cell("V_SEL", &person.dwelling),
        cell("HOGAR", &person.household),
        cell("N_REN", &person.line),
    ]
}

fn sdem(person: &Person) -> Row {
    let interview = person.interview.as_ref();
    let state = match person.state {
        "07" => "Chiapas",
        _ => "Michoacán",
    };
    let of = |read: &dyn Fn(&Interview) -> String| interview.map_or_else(String::new, read);
    let mut row = key(person);
    row.extend([
        cell("ENT", person.state),
        cell("NOM_ENT", state),
        cell("EST_DIS", person.stratum),
        cell("UPM_DIS", &person.unit),
        cell("FAC", person.weight),
        cell("EDA", person.age),
        cell("SEX", if person.female { "2" } else { "1" }),
        cell("ASIS", of(&|read| yes_no(read.told.attends))),
        cell("N_ESC", of(&|read| format!("{:02}", read.level))),
        cell(
            "R_DEF_CB",
            of(&|read| if read.complete { "00" } else { "02" }.to_owned()),
        ),
        cell(
            "H_QD",
            of(&|read| read.band.map_or_else(String::new, |band| band.to_string())),
        ),
        cell("CTI", of(&|read| cti(read.published.cti).to_owned())),
        cell(
            "C_OCU",
            of(&|read| occupation(read.published.occupation).to_owned()),
        ),
        cell(
            "CQDOM",
            of(&|read| chores(read.published.chores).to_owned()),
        ),
    ]);
    row
}

fn cti(code: Option<Cti>) -> &'static str {
    match code {
        Some(Cti::OnlyOccupation) => "1",
        Some(Cti::OnlyChores) => "2",
        Some(Cti::Both) => "3",
        Some(Cti::None) => "4",
        None => "",
    }
}

fn occupation(code: Option<Occupation>) -> &'static str {
    match code {
        Some(Occupation::Permitted) => "1",
        Some(Occupation::BelowMinimumAge) => "2",
        Some(Occupation::Hazardous) => "3",
        Some(Occupation::None) => "4",
        None => "",
    }
}

fn chores(code: Option<Chores>) -> &'static str {
    match code {
        Some(Chores::Adequate) => "1",
        Some(Chores::Prolonged) => "2",
        Some(Chores::Dangerous) => "3",
        Some(Chores::None) => "4",
        None => "",
    }
}

/// 1 yes, 2 no, 9 not told.
fn yes_no(answer: Option<bool>) -> String {
    match answer {
        Some(true) => "1",
        Some(false) => "2",
        None => "9",
    }
    .to_owned()
}

fn job(told: &Settled) -> Option<&Job> {
    told.jobs.iter().next()
}

fn coe1(interview: &Interview) -> Row {
    let told = &interview.told;
    let (worked, rescued) = (told.status == Some(Status::Worked), interview.rescued);
    let absent = told.status == Some(Status::Absent);
    let only = |asked: bool, text: String| if asked { text } else { String::new() };
    let job = job(told);
    let of_job = |read: &dyn Fn(&Job) -> String| job.map_or_else(String::new, read);
    vec![
        cell("P1", if worked && !rescued { "1" } else { "2" }),
        cell(
            "P1_RESC",
            only(!worked || rescued, if worked { "4" } else { "7" }.into()),
        ),
        cell("P2", only(!worked, if absent { "1" } else { "2" }.into())),
        cell(
            "P2_REG",
            only(absent, {
                let soon = told
                    .returns_within_weeks
                    .is_some_and(|weeks| weeks.max() <= 4.0);
                if soon { "1" } else { "2" }.into()
            }),
        ),
        cell("P2_PAGO", only(absent, yes_no(told.absence_paid))),
        cell("P3_SINCO", of_job(&|job| digits(job, false))),
        cell("P4_SCIAN", of_job(&|job| digits(job, true))),
        cell("P5_LUGAR", of_job(&|job| place(job.place).to_string())),
        cell(
            "P6_PARA",
            of_job(&|job| match job.employer {
                Some(Employer::Family) => "1".into(),
                Some(Employer::NonFamily) => "2".into(),
                Some(Employer::OwnAccount) => "3".into(),
                None => "9".into(),
            }),
        ),
        cell(
            "P7_PAGO",
            of_job(&|job| match job.pay {
                Some(Pay::Cash) => "1".into(),
                Some(Pay::Kind) => "2".into(),
                Some(Pay::None) => "3".into(),
                None => "9".into(),
            }),
        ),
        cell("P8_AUTO", of_job(&|job| yes_no(job.own_use))),
        cell("P8_POS", of_job(&|_| interview.position.to_string())),
    ]
}

/// The codes of the invented jobs have four digits; 9999 is not told.
fn digits(job: &Job, scian: bool) -> String {
    let code = if scian { job.scian } else { job.sinco };
    super::flat::digits(code).unwrap_or_else(|| "9999".into())
}

/// The place's number in the mapping, which lists them as the rules do.
fn place(place: Option<Place>) -> u32 {
    place.map_or(99, |place| 1 + classify::Coded::place(place))
}

fn coe2(interview: &Interview) -> Row {
    const DAYS: [&str; 7] = [
        "P9_LUN", "P9_MAR", "P9_MIE", "P9_JUE", "P9_VIE", "P9_SAB", "P9_DOM",
    ];
    let told = &interview.told;
    let worked = told.status == Some(Status::Worked);
    let hours = |day: usize| match interview.days {
        Some(days) => format!("{:02}", days[day]),
        None if worked => "99".to_owned(),
        None => String::new(),
    };
    let mut row: Row = DAYS
        .iter()
        .enumerate()
        .map(|(day, name)| cell(name, hours(day)))
        .collect();
    let job = job(told);
    let of_job = |read: &dyn Fn(&Job) -> String| job.map_or_else(String::new, read);
    row.extend([
        cell("P10_22", of_job(&|job| yes_no(job.after_22))),
        cell(
            "P10_NOC",
            of_job(&|job| {
                job.night_hours
                    .map_or("99".into(), |hours| hours.min().to_string())
            }),
        ),
        cell(
            "P12_MED",
            of_job(&|_| if interview.medical { "1" } else { "2" }.into()),
        ),
    ]);
    row
}

fn basic(interview: &Interview) -> Row {
    let told = &interview.told;
    let mut row = Row::new();
    for (number, exposure) in (1..).zip(EXPOSURES) {
        let answer = job(told).map(|job| job.exposures.map(|set| set.contains(exposure)));
        row.push(cell(
            &format!("P20_{number:02}"),
            answer.map_or_else(String::new, yes_no),
        ));
    }
    let exact = |number: Option<Span>| match number {
        Some(span) if span.min() == span.max() => span.min().to_string(),
        _ => "999".to_owned(),
    };
    let load = job(told).map(|job| exact(job.max_load_kg));
    row.push(cell("P21_KG", load.unwrap_or_default()));
    let none = told.chores_hours_week == Some(Span::exact(0.0));
    row.push(cell(
        "P30",
        match told.own_household {
            Some(true) if none => "2",
            Some(true) => "1",
            Some(false) => "3",
            None => "9",
        },
    ));
    let hours = exact(told.chores_hours_week);
    row.push(cell("P31_HRS", if none { String::new() } else { hours }));
    for (number, hazard) in (1..).zip(HAZARDS) {
        let answer = told.chores_hazards.map(|set| set.contains(hazard));
        row.push(cell(&format!("P32_{number}"), yes_no(answer)));
    }
    row
}

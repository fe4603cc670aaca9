//! Reads what was given as the facts of section 1, or refuses it by field.
//!
//! Start at [`read`]. Unknown fields, unknown codes, wrong types and impossible numbers are
//! refused; a `null` object counts as absent. What this module does not know: any rule.

use super::{
    COMBINATIONS_MAX,
    answers::{Absence, Answers, Chores, Fact, JobAnswers, School, Work},
    fields::{Fields, Path},
    settled::{Job, Settled},
};
use crate::{
    codes::{CodeSet, Coded},
    date::Date,
    digits::Digits,
    field::{Field, JobField},
    given::Given,
    refusal::{Expected, FactError},
    span::Span,
};

const HOURS_A_WEEK: u16 = 168;
const HOURS_A_DAY: u16 = 24;
const SCIAN_DIGITS: usize = 6;
const SINCO_DIGITS: usize = 4;

/// The key, the reference date and all answers of one child.
pub(super) fn read(given: Given) -> Result<(Option<String>, Date, Answers), FactError> {
    if given == Given::Null {
        return Err(FactError::at("", Expected::Object));
    }
    let known = &["id", "age", "ref_date", "school", "work", "chores", "flags"];
    let mut child = Fields::read(given, &Path::Child, known)?;
    let id = child.take("id", text)?;
    let ref_date = child.take("ref_date", day)?;
    let (age, age_is_interval) = child.take("age", age)?;
    let answers = Answers {
        age,
        age_is_interval,
        school: child.take("school", school)?,
        work: child.take("work", work)?,
        chores: child.take("chores", chores)?,
    };
    child.take("flags", text_list)?;
    Ok((id, ref_date, answers))
}

/// The ranges of section 1, for facts that were not read from JSON.
pub(super) fn check(child: &Settled) -> Result<(), FactError> {
    within(child.hours_week, Field::HoursWeek, HOURS_A_WEEK)?;
    within(child.max_hours_day, Field::MaxHoursDay, HOURS_A_DAY)?;
    within(
        child.chores_hours_week,
        Field::ChoresHoursWeek,
        HOURS_A_WEEK,
    )?;
    not_negative(child.returns_within_weeks, Field::AbsenceReturns)?;
    if child.jobs.known().is_some_and(<[Job]>::is_empty) {
        return Err(FactError::at(Field::Jobs, Expected::Jobs));
    }
    for (number, job) in (0..).zip(child.jobs.iter()) {
        let at = |fact| Field::Job(number, fact);
        within(job.night_hours, at(JobField::NightHours), HOURS_A_DAY)?;
        not_negative(job.max_load_kg, at(JobField::MaxLoadKg))?;
        if job.sinco.is_some_and(|code| code.length() > SINCO_DIGITS) {
            let expected = Expected::Digits(SINCO_DIGITS);
            return Err(FactError::at(at(JobField::Sinco), expected));
        }
    }
    Ok(())
}

fn within(number: Option<Span>, field: Field, most: u16) -> Result<(), FactError> {
    if number.is_none_or(|span| span.min() >= 0.0 && span.max() <= f64::from(most)) {
        return Ok(());
    }
    Err(FactError::at(field, Expected::NumberUpTo(most)))
}

fn not_negative(number: Option<Span>, field: Field) -> Result<(), FactError> {
    if number.is_none_or(|span| span.min() >= 0.0 && span.max() <= f64::MAX) {
        return Ok(());
    }
    Err(FactError::at(field, Expected::Number))
}

fn school(given: Given, path: &Path<'_>) -> Result<School, FactError> {
    let mut school = Fields::read(given, path, &["attends", "basic_completed"])?;
    Ok(School {
        attends: school.take("attends", yes_no)?,
        basic_completed: school.take("basic_completed", yes_no)?,
    })
}

fn work(given: Given, path: &Path<'_>) -> Result<Work, FactError> {
    let known = &[
        "status",
        "absence",
        "hours_week",
        "max_hours_day",
        "sunday",
        "authorisation",
        "medical_certificate",
        "jobs",
    ];
    let mut work = Fields::read(given, path, known)?;
    Ok(Work {
        status: work.take("status", code)?,
        absence: work.take("absence", absence)?,
        hours_week: work.take("hours_week", |given, path| hours(given, path, HOURS_A_WEEK))?,
        max_hours_day: work.take("max_hours_day", |given, path| {
            hours(given, path, HOURS_A_DAY)
        })?,
        sunday: work.take("sunday", yes_no)?,
        authorisation: work.take("authorisation", yes_no)?,
        medical_certificate: work.take("medical_certificate", yes_no)?,
        jobs: work.take("jobs", jobs)?,
    })
}

fn absence(given: Given, path: &Path<'_>) -> Result<Absence, FactError> {
    let mut absence = Fields::read(given, path, &["returns_within_weeks", "paid"])?;
    Ok(Absence {
        returns_within_weeks: absence.take("returns_within_weeks", amount)?,
        paid: absence.take("paid", yes_no)?,
    })
}

fn jobs(given: Given, path: &Path<'_>) -> Result<Option<Vec<JobAnswers>>, FactError> {
    match given {
        Given::Null => Ok(None),
        Given::List(jobs) if !jobs.is_empty() => {
            let numbered = jobs.into_iter().enumerate();
            numbered
                .map(|(number, given)| job(given, &Path::Item(path, number)))
                .collect::<Result<_, _>>()
                .map(Some)
        }
        _ => Err(FactError::at(path, Expected::Jobs)),
    }
}

fn job(given: Given, path: &Path<'_>) -> Result<JobAnswers, FactError> {
    let known = &[
        "scian",
        "sinco",
        "place",
        "employer",
        "pay",
        "after_22",
        "night_hours",
        "exposures",
        "max_load_kg",
        "farm_tasks",
        "own_use",
        "artistic_175bis",
    ];
    let mut job = Fields::read(given, path, known)?;
    Ok(JobAnswers {
        scian: job.take("scian", |given, path| digits(given, path, SCIAN_DIGITS))?,
        sinco: job.take("sinco", |given, path| digits(given, path, SINCO_DIGITS))?,
        place: job.take("place", code)?,
        employer: job.take("employer", code)?,
        pay: job.take("pay", code)?,
        after_22: job.take("after_22", yes_no)?,
        night_hours: job.take("night_hours", |given, path| hours(given, path, HOURS_A_DAY))?,
        exposures: job.take("exposures", code_set)?,
        max_load_kg: job.take("max_load_kg", amount)?,
        farm_tasks: job.take("farm_tasks", code_set)?,
        own_use: job.take("own_use", yes_no)?,
        artistic_175bis: job.take("artistic_175bis", yes_no)?,
    })
}

fn chores(given: Given, path: &Path<'_>) -> Result<Chores, FactError> {
    let mut chores = Fields::read(given, path, &["own_household", "hours_week", "hazards"])?;
    Ok(Chores {
        own_household: chores.take("own_household", yes_no)?,
        hours_week: chores.take("hours_week", |given, path| hours(given, path, HOURS_A_WEEK))?,
        hazards: chores.take("hazards", code_set)?,
    })
}

fn text(given: Given, path: &Path<'_>) -> Result<Option<String>, FactError> {
    match given {
        Given::Null => Ok(None),
        Given::Text(text) => Ok(Some(text)),
        _ => Err(FactError::at(path, Expected::Text)),
    }
}

fn text_list(given: Given, path: &Path<'_>) -> Result<(), FactError> {
    match given {
        Given::Null => Ok(()),
        Given::List(items) if items.iter().all(|item| matches!(item, Given::Text(_))) => Ok(()),
        _ => Err(FactError::at(path, Expected::TextList)),
    }
}

fn day(given: Given, path: &Path<'_>) -> Result<Date, FactError> {
    let expected = if given == Given::Null {
        Expected::Required
    } else {
        Expected::Day
    };
    match given {
        Given::Text(text) => Date::read(&text),
        _ => None,
    }
    .ok_or_else(|| FactError::at(path, expected))
}

/// One answer, or the 2 to 4 of `{"any": […]}`; an answer may be `null`.
fn fact<T>(
    given: Given,
    path: &Path<'_>,
    read: impl Fn(Given, &Path<'_>) -> Result<T, FactError>,
) -> Result<Fact<T>, FactError> {
    let one = |given| match given {
        Given::Null => Ok(None),
        given if is_several(&given) => Err(FactError::at(path, Expected::Several)),
        given => read(given, path).map(Some),
    };
    if !is_several(&given) {
        return one(given).map(Fact::One);
    }
    let answers = several(given, path)?;
    answers
        .into_iter()
        .map(one)
        .collect::<Result<_, _>>()
        .map(Fact::Several)
}

fn is_several(given: &Given) -> bool {
    matches!(given, Given::Object(fields) if fields.iter().any(|(name, _)| name == "any"))
}

fn several(given: Given, path: &Path<'_>) -> Result<Vec<Given>, FactError> {
    match Fields::read(given, path, &["any"])?.take("any", |given, _| Ok(given))? {
        Given::List(answers) if (2..=4).contains(&answers.len()) => Ok(answers),
        _ => Err(FactError::at(path, Expected::Several)),
    }
}

fn yes_no(given: Given, path: &Path<'_>) -> Result<Fact<bool>, FactError> {
    fact(given, path, |given, path| match given {
        Given::Bool(answer) => Ok(answer),
        _ => Err(FactError::at(path, Expected::YesNo)),
    })
}

fn code<T: Coded>(given: Given, path: &Path<'_>) -> Result<Fact<T>, FactError> {
    fact(given, path, |given, path| {
        match given {
            Given::Text(word) => T::read(&word),
            _ => None,
        }
        .ok_or_else(|| FactError::at(path, Expected::OneOf(T::WORDS)))
    })
}

fn code_set<T: Coded>(given: Given, path: &Path<'_>) -> Result<Fact<CodeSet<T>>, FactError> {
    let read = |item: &Given| match item {
        Given::Text(word) => T::read(word),
        _ => None,
    };
    fact(given, path, |given, path| {
        match given {
            Given::List(items) => items.iter().map(read).collect(),
            _ => None,
        }
        .ok_or_else(|| FactError::at(path, Expected::ListOf(T::WORDS)))
    })
}

fn digits(given: Given, path: &Path<'_>, longest: usize) -> Result<Fact<Digits>, FactError> {
    fact(given, path, |given, path| {
        match given {
            Given::Text(text) => Digits::read(&text, longest),
            _ => None,
        }
        .ok_or_else(|| FactError::at(path, Expected::Digits(longest)))
    })
}

fn hours(given: Given, path: &Path<'_>, most: u16) -> Result<Fact<Span>, FactError> {
    fact(given, path, |given, path| {
        span(given, path, &Expected::NumberUpTo(most), f64::from(most))
    })
}

fn amount(given: Given, path: &Path<'_>) -> Result<Fact<Span>, FactError> {
    fact(given, path, |given, path| {
        span(given, path, &Expected::Number, f64::MAX)
    })
}

fn span(given: Given, path: &Path<'_>, expected: &Expected, most: f64) -> Result<Span, FactError> {
    let in_range = |given: &Given, path: &Path<'_>| {
        let number = given
            .number()
            .filter(|number| (0.0..=most).contains(number));
        number.ok_or_else(|| FactError::at(path, expected.clone()))
    };
    if !matches!(given, Given::Object(_)) {
        return in_range(&given, path).map(Span::exact);
    }
    let (min, max) = interval(given, path, in_range)?;
    Span::between(min, max).ok_or_else(|| FactError::at(path, Expected::MinNotOverMax))
}

fn interval<T>(
    given: Given,
    path: &Path<'_>,
    read: impl Fn(&Given, &Path<'_>) -> Result<T, FactError>,
) -> Result<(T, T), FactError> {
    let mut fields = Fields::read(given, path, &["min", "max"])?;
    let mut end = |name| {
        fields.take(name, |given, end| match given {
            Given::Null => Err(FactError::at(path, Expected::Interval)),
            given => read(&given, end),
        })
    };
    Ok((end("min")?, end("max")?))
}

/// The age with each year of an interval as an answer, and whether it was one interval.
fn age(given: Given, path: &Path<'_>) -> Result<(Fact<u32>, bool), FactError> {
    let spans = fact(given, path, |given, path| {
        if !matches!(given, Given::Object(_)) {
            return years(&given, path).map(|age| (age, age));
        }
        match interval(given, path, years)? {
            (min, max) if min <= max => Ok((min, max)),
            _ => Err(FactError::at(path, Expected::MinNotOverMax)),
        }
    })?;
    let (spans, one) = match spans {
        Fact::One(None) => return Ok((Fact::One(None), false)),
        Fact::One(Some((min, max))) if min == max => return Ok((Fact::One(Some(min)), false)),
        Fact::One(span) => (vec![span], true),
        Fact::Several(spans) => (spans, false),
    };
    let mut answers = Vec::new();
    for span in spans {
        match span {
            None => answers.push(None),
            Some((min, max)) if (max - min) as usize >= COMBINATIONS_MAX => {
                return Err(FactError::at(
                    path,
                    Expected::Combinations(COMBINATIONS_MAX),
                ));
            }
            Some((min, max)) => answers.extend((min..=max).map(Some)),
        }
    }
    Ok((Fact::Several(answers), one))
}

/// Completed years; anyone too old to count is as old as we can count.
fn years(given: &Given, path: &Path<'_>) -> Result<u32, FactError> {
    match given {
        Given::Whole(years) => Ok(u32::try_from(*years).unwrap_or(u32::MAX)),
        _ => Err(FactError::at(path, Expected::Age)),
    }
}

//! The facts of one child, read from JSON into the columns that the tables ask about.
//!
//! Start at [`Sheet::read`]; [`Sheet::each`] gives the child under each combination of answers.
//! What this module does not know: any rule beyond section 1.

use std::sync::LazyLock;

use crate::{json::Json, rules};

/// Facts of the person, and facts of each job.
pub const OF_PERSON: usize = 14;
pub const OF_JOB: usize = 12;

/// One answer to one fact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Answer<'v> {
    Unknown,
    Flag(bool),
    Word(&'v str),
    Span(f64, f64),
    Codes(&'v [Json]),
}

/// A line of [`rules::FACTS`].
pub struct Fact {
    pub path: &'static str,
    kind: &'static str,
    allowed: Vec<&'static str>,
}

/// All facts, those of the person first.
pub static FACTS: LazyLock<Vec<Fact>> = LazyLock::new(|| {
    let facts: Vec<Fact> = rules::FACTS
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| {
            let mut words = line.split_whitespace();
            Fact {
                path: words.next().expect("a path"),
                kind: words.next().expect("a kind"),
                allowed: words.collect(),
            }
        })
        .collect();
    assert_eq!(facts.len(), OF_PERSON + OF_JOB);
    facts
});

/// Where a fact stands.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Person(usize),
    /// Which job, which fact of it.
    Job(usize, usize),
}

/// The child under one combination of answers.
#[derive(Clone, Debug)]
pub struct Settled<'v> {
    pub ref_date: &'v str,
    pub person: [Answer<'v>; OF_PERSON],
    pub jobs: Option<Vec<[Answer<'v>; OF_JOB]>>,
}

impl<'v> Settled<'v> {
    /// The child with one of the jobs at a time.
    pub fn each_job(&self) -> Vec<Settled<'v>> {
        let jobs = self.jobs.iter().flatten();
        jobs.map(|job| Settled {
            jobs: Some(vec![*job]),
            ..*self
        })
        .collect()
    }
}

/// The child as it was given.
pub struct Sheet<'v> {
    pub id: Option<&'v str>,
    first: Settled<'v>,
    several: Vec<(Place, Vec<Answer<'v>>)>,
    age_interval: bool,
}

/// Why a child cannot be read; only that it cannot matters here.
pub type Refusal = &'static str;

impl<'v> Sheet<'v> {
    /// Reads the facts, or refuses them as section 1 says.
    pub fn read(child: &'v Json) -> Result<Sheet<'v>, Refusal> {
        let mut sheet = Sheet {
            id: None,
            first: Settled {
                ref_date: "",
                person: [Answer::Unknown; OF_PERSON],
                jobs: None,
            },
            several: Vec::new(),
            age_interval: false,
        };
        sheet.object("", child)?;
        if sheet.first.ref_date < "2007-01-01" {
            return Err("no date on which the rule set is in force");
        }
        if sheet.combinations() > 64 {
            return Err("more than 64 combinations");
        }
        Ok(sheet)
    }

    fn object(&mut self, prefix: &str, object: &'v Json) -> Result<(), Refusal> {
        let Json::Object(fields) = object else {
            return if *object == Json::Null && !prefix.is_empty() {
                Ok(())
            } else {
                Err("no object")
            };
        };
        for (name, value) in fields {
            match (prefix, &**name, value) {
                ("", "id", Json::Word(id)) => self.id = Some(id),
                ("", "ref_date", Json::Word(date)) if is_day(date) => self.first.ref_date = date,
                ("", "id" | "flags", Json::Null) => {}
                ("", "flags", Json::List(flags))
                    if flags.iter().all(|flag| flag.word().is_some()) => {}
                ("", "school", _) => self.object("school.", value)?,
                ("", "work", _) => self.object("work.", value)?,
                ("", "chores", _) => self.object("chores.", value)?,
                ("work.", "absence", _) => self.object("work.absence.", value)?,
                ("work.", "jobs", Json::Null) => {}
                ("work.", "jobs", Json::List(jobs)) if !jobs.is_empty() => self.jobs(jobs)?,
                _ => {
                    let at = column(prefix, name, 0..OF_PERSON).ok_or("an unknown field")?;
                    self.fact(Place::Person(at), value)?;
                }
            }
        }
        Ok(())
    }

    fn jobs(&mut self, jobs: &'v [Json]) -> Result<(), Refusal> {
        self.first.jobs = Some(vec![[Answer::Unknown; OF_JOB]; jobs.len()]);
        for (number, job) in jobs.iter().enumerate() {
            if job.fields().is_none() && *job != Json::Null {
                return Err("a job that is no object");
            }
            for (name, value) in job.fields().into_iter().flatten() {
                let at = column("job.", name, OF_PERSON..OF_PERSON + OF_JOB)
                    .ok_or("an unknown field of a job")?;
                self.fact(Place::Job(number, at - OF_PERSON), value)?;
            }
        }
        Ok(())
    }

    fn fact(&mut self, place: Place, given: &'v Json) -> Result<(), Refusal> {
        let at = match place {
            Place::Person(at) => at,
            Place::Job(_, at) => OF_PERSON + at,
        };
        let fact = &FACTS[at];
        let mut answers = Vec::new();
        match given.field("any") {
            None => fact.answer(given, &mut answers)?,
            Some(any) => {
                let Json::List(any) = any else {
                    return Err("`any` is no list");
                };
                let alone = given.fields().is_some_and(|given| given.len() == 1);
                if !alone || !(2..=4).contains(&any.len()) {
                    return Err("2 to 4 answers");
                }
                for one in any {
                    fact.answer(one, &mut answers)?;
                }
            }
        }
        match place {
            Place::Person(at) => self.first.person[at] = answers[0],
            Place::Job(job, at) => self.first.jobs.as_mut().expect("jobs")[job][at] = answers[0],
        }
        if answers.len() > 1 {
            self.age_interval |= fact.kind == "years" && given.field("any").is_none();
            self.several.push((place, answers));
        }
        Ok(())
    }

    fn combinations(&self) -> usize {
        self.several.iter().fold(1, |product: usize, (_, answers)| {
            product.saturating_mul(answers.len())
        })
    }

    /// Calls `each` with the child under every combination of answers.
    pub fn each(&self, mut each: impl FnMut(&Settled<'v>)) {
        let mut settled = self.first.clone();
        for mut number in 0..self.combinations() {
            for (place, answers) in &self.several {
                let answer = answers[number % answers.len()];
                number /= answers.len();
                match *place {
                    Place::Person(at) => settled.person[at] = answer,
                    Place::Job(job, at) => settled.jobs.as_mut().expect("jobs")[job][at] = answer,
                }
            }
            each(&settled);
        }
    }

    /// What R7 names where the combinations differ.
    pub fn discrepancies(&self) -> impl Iterator<Item = String> + '_ {
        self.several.iter().map(|(place, _)| match *place {
            Place::Person(0) if self.age_interval => "age".to_owned(),
            Place::Person(at) => format!("discrepancy:{}", FACTS[at].path),
            Place::Job(job, at) => format!("discrepancy:{}", job_path(job, OF_PERSON + at)),
        })
    }
}

/// `work.jobs[0].scian` of the column of `job.scian`.
pub fn job_path(job: usize, column: usize) -> String {
    let name = FACTS[column].path.trim_start_matches("job.");
    format!("work.jobs[{job}].{name}")
}

fn column(prefix: &str, name: &str, among: std::ops::Range<usize>) -> Option<usize> {
    among
        .into_iter()
        .find(|at| FACTS[*at].path.strip_prefix(prefix) == Some(name))
}

impl Fact {
    /// Reads one answer; an age interval is an answer for each of its years.
    fn answer<'v>(&self, given: &'v Json, answers: &mut Vec<Answer<'v>>) -> Result<(), Refusal> {
        let among = |word: &Json| word.word().is_some_and(|word| self.allowed.contains(&word));
        let most = self.allowed.first().and_then(|most| most.parse().ok());
        let answer = match (self.kind, given) {
            (_, Json::Null) => Answer::Unknown,
            ("flag", Json::Flag(flag)) => Answer::Flag(*flag),
            ("word", Json::Word(word)) if among(given) => Answer::Word(word),
            ("codes", Json::List(codes)) if codes.iter().all(among) => Answer::Codes(codes),
            ("digits", Json::Word(digits)) => {
                let whole = digits.bytes().all(|digit| digit.is_ascii_digit());
                if !whole || digits.is_empty() || digits.len() as f64 > most.unwrap_or(0.0) {
                    return Err("digits");
                }
                Answer::Word(digits)
            }
            ("number", _) => {
                let (min, max) = ends(given, Json::number).ok_or("a number or an interval")?;
                if min < 0.0 || max > most.unwrap_or(f64::MAX) || min > max {
                    return Err("a number in range");
                }
                Answer::Span(min, max)
            }
            ("years", _) => {
                let (min, max) = ends(given, Json::whole).ok_or("years")?;
                if min > max || max - min >= 64 {
                    return Err("an interval of few years");
                }
                answers.extend((min..=max).map(|year| Answer::Span(year as f64, year as f64)));
                return Ok(());
            }
            _ => return Err("a value of another kind"),
        };
        answers.push(answer);
        Ok(())
    }
}

/// Both ends of an interval, or of a number.
fn ends<T: Copy>(given: &Json, read: impl Fn(&Json) -> Option<T>) -> Option<(T, T)> {
    match given {
        Json::Object(span) if span.len() == 2 => {
            Some((read(given.field("min")?)?, read(given.field("max")?)?))
        }
        number => read(number).map(|number| (number, number)),
    }
}

/// `YYYY-MM-DD`, and on the calendar.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let number = |at: usize| {
        parts[at]
            .bytes()
            .all(|digit| digit.is_ascii_digit())
            .then(|| parts[at].parse::<u32>().ok())
            .flatten()
    };
    if lengths != [4, 2, 2] {
        return false;
    }
    let (Some(year), Some(month), Some(day)) = (number(0), number(1), number(2)) else {
        return false;
    };
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        1..=12 => 31,
        _ => 0,
    };
    (1..=last).contains(&day)
}

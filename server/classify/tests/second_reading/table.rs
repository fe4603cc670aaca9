//! Reads the texts of `rules.rs` and answers them: conditions in three values, first row wins.
//!
//! Start at [`Table::decide`]. What this module does not know: any rule.

use std::sync::LazyLock;

use crate::{
    json::Json,
    rules,
    sheet::{Answer, FACTS, OF_PERSON, Settled, job_path},
};

/// True, false or unknown, as the tables write it.
pub type Tri = char;

/// *Any of*: true if one is true, else unknown if one is unknown, else false.
pub fn any(tests: impl Iterator<Item = Tri>) -> Tri {
    tests.fold('N', |so_far, test| match (so_far, test) {
        ('Y', _) | (_, 'Y') => 'Y',
        ('?', _) | (_, '?') => '?',
        _ => 'N',
    })
}

fn not(test: Tri) -> Tri {
    match test {
        'Y' => 'N',
        'N' => 'Y',
        unknown => unknown,
    }
}

/// What a condition looks at.
#[derive(Clone, Copy, Debug)]
enum Of {
    Person(usize),
    /// Any of the jobs.
    Job(usize),
    /// All of the jobs.
    EveryJob(usize),
    /// What another table decided.
    Found(&'static str),
    RefDate,
}

#[derive(Clone, Copy, Debug)]
enum Limit {
    Number(f64),
    /// A line of the limits, by age.
    Named(&'static str),
}

/// One condition: the words after its fact.
#[derive(Clone, Debug)]
pub struct Condition {
    of: Of,
    test: &'static str,
    words: Vec<&'static str>,
    limit: Limit,
}

/// What the tables before this one decided, by name; unknown is `?`.
#[derive(Clone, Default)]
pub struct Found(Vec<(&'static str, &'static str)>);

impl Found {
    pub fn note(&mut self, name: &'static str, outcome: &'static str) {
        self.0.push((name, outcome));
    }

    /// What the table of this name decided.
    pub fn word(&self, name: &str) -> &'static str {
        let found = self.0.iter().find(|(noted, _)| *noted == name);
        found.expect("decided before").1
    }

    fn is(&self, name: &str, words: &[&str]) -> Tri {
        match self.word(name) {
            "?" => '?',
            outcome if words.contains(&outcome) => 'Y',
            _ => 'N',
        }
    }
}

/// A child, what was decided of it so far, and under which reading.
pub struct Asked<'a> {
    pub child: &'a Settled<'a>,
    pub reading: &'a Reading,
    pub found: Found,
}

impl Condition {
    pub fn read(text: &'static str) -> Condition {
        let mut words = text.split_whitespace();
        let mut next = || words.next().expect("another word");
        let column = |path: &str| FACTS.iter().position(|fact| fact.path == path);
        let of = match next() {
            "ref_date" => Of::RefDate,
            "found" => Of::Found(next()),
            "every" => Of::EveryJob(column(next()).expect("a fact") - OF_PERSON),
            path => match column(path).expect("a fact") {
                at if at < OF_PERSON => Of::Person(at),
                at => Of::Job(at - OF_PERSON),
            },
        };
        let test = next();
        let words: Vec<_> = words.collect();
        let limit = match words[..] {
            ["limit", name] => Limit::Named(name),
            [number] => Limit::Number(number.parse().unwrap_or(f64::NAN)),
            _ => Limit::Number(f64::NAN),
        };
        Condition {
            of,
            test,
            words,
            limit,
        }
    }

    /// Is it true of the child?
    pub fn holds(&self, asked: &Asked) -> Tri {
        let jobs = asked.child.jobs.as_deref();
        let in_each = |at: usize| {
            jobs.into_iter()
                .flatten()
                .map(move |job| self.of(job[at], asked))
        };
        match self.of {
            Of::Person(at) => self.of(asked.child.person[at], asked),
            Of::Job(_) | Of::EveryJob(_) if jobs.is_none() => '?',
            Of::Job(at) => any(in_each(at)),
            Of::EveryJob(at) => not(any(in_each(at).map(not))),
            Of::Found(name) => asked.found.is(name, &self.words),
            Of::RefDate => {
                let before = asked.child.ref_date < self.words[0];
                if before == (self.test == "before") {
                    'Y'
                } else {
                    'N'
                }
            }
        }
    }

    /// Is it true of this answer?
    fn of(&self, answer: Answer, asked: &Asked) -> Tri {
        if matches!((self.test, answer), ("known", _)) {
            return if answer == Answer::Unknown { 'N' } else { 'Y' };
        }
        let truth = match (self.test, answer) {
            (_, Answer::Unknown) => return '?',
            ("yes", Answer::Flag(flag)) => flag,
            ("no", Answer::Flag(flag)) => !flag,
            ("is", Answer::Word(word)) => self.words.contains(&word),
            ("begins", Answer::Word(code)) => {
                return any(self.words.iter().map(|listed| match () {
                    () if code.starts_with(listed) => 'Y',
                    () if listed.starts_with(code) => '?',
                    () => 'N',
                }));
            }
            ("named", Answer::Codes(codes)) => !codes.is_empty(),
            ("has", Answer::Codes(codes)) => codes.iter().any(|code| self.lists(code)),
            ("only", Answer::Codes(codes)) => {
                !codes.is_empty() && codes.iter().all(|code| self.lists(code))
            }
            (compare, Answer::Span(min, max)) => {
                let limit = match self.limit {
                    Limit::Number(limit) => limit,
                    Limit::Named(name) => asked.reading.limit(name, asked.child.person[0]),
                };
                let of = |number: f64| match compare {
                    "<" => number < limit,
                    "<=" => number <= limit,
                    ">" => number > limit,
                    ">=" => number >= limit,
                    other => panic!("no test of a number: {other}"),
                };
                if of(min) != of(max) {
                    return '?';
                }
                of(min)
            }
            (test, answer) => panic!("{test} is no test of {answer:?}"),
        };
        if truth { 'Y' } else { 'N' }
    }

    fn lists(&self, code: &Json) -> bool {
        code.word().is_some_and(|code| self.words.contains(&code))
    }

    /// The path of the fact it looks at, where there is one.
    fn fact(&self) -> Option<&'static str> {
        match self.of {
            Of::Person(at) => Some(FACTS[at].path),
            _ => None,
        }
    }

    /// The gaps it leaves: the facts whose own test is unknown.
    pub fn gaps(&self, asked: &Asked, gaps: &mut Vec<String>) {
        match (self.of, &asked.child.jobs) {
            (Of::Job(_), None) => gaps.push("work.jobs".to_owned()),
            (Of::Job(at), Some(jobs)) => {
                let unknown = |job: usize| self.of(jobs[job][at], asked) == '?';
                let open = (0..jobs.len()).filter(|job| unknown(*job));
                gaps.extend(open.map(|job| job_path(job, OF_PERSON + at)));
            }
            _ if self.holds(asked) == '?' => gaps.extend(self.fact().map(str::to_owned)),
            _ => {}
        }
    }

    /// Does it depend on a limit that changes with age, and so with the reading?
    pub fn is_by_age(&self) -> bool {
        matches!(self.limit, Limit::Named(_))
    }

    /// Does it look at this fact of a job?
    fn looks_at(&self, path: &str) -> bool {
        matches!(self.of, Of::Job(at) if FACTS[OF_PERSON + at].path == path)
    }
}

struct Row {
    cells: Vec<char>,
    outcome: &'static str,
    gaps: Vec<&'static str>,
}

/// A decision table.
pub struct Table {
    conditions: Vec<Condition>,
    rows: Vec<Row>,
}

impl Table {
    pub fn read(text: &'static str) -> Table {
        let lines = || text.lines().map(str::trim);
        let conditions: Vec<_> = lines()
            .filter_map(|line| line.strip_prefix("? "))
            .map(Condition::read)
            .collect();
        let row = |line: &'static str| {
            let (cells, then) = line.split_once("->").expect("an outcome");
            let mut then = then.split_whitespace();
            let cells: Vec<char> = cells.chars().filter(|cell| !cell.is_whitespace()).collect();
            assert_eq!(cells.len(), conditions.len(), "{line}");
            Row {
                cells,
                outcome: then.next().expect("an outcome"),
                gaps: then.collect(),
            }
        };
        let rows = lines()
            .filter_map(|line| line.strip_prefix("= "))
            .map(row)
            .collect();
        Table { conditions, rows }
    }

    fn fits(row: &Row, tests: &[Tri]) -> bool {
        row.cells
            .iter()
            .zip(tests)
            .all(|(cell, test)| *cell == '-' || cell == test)
    }

    /// The outcome of the first row that fits, and its gaps.
    pub fn decide(&self, asked: &Asked, gaps: &mut Vec<String>) -> &'static str {
        let tests: Vec<Tri> = self
            .conditions
            .iter()
            .map(|condition| condition.holds(asked))
            .collect();
        let row = self
            .rows
            .iter()
            .find(|row| Self::fits(row, &tests))
            .expect("a row for every child");
        for gap in &row.gaps {
            match *gap {
                "*" => self
                    .conditions
                    .iter()
                    .for_each(|condition| condition.gaps(asked, gaps)),
                gap => gaps.push(gap.to_owned()),
            }
        }
        row.outcome
    }
}

/// The limits, tests and exceptions of one reading: the base, or one alternative.
#[derive(Default)]
pub struct Reading {
    pub choice: &'static str,
    limits: Vec<(&'static str, u32, u32, f64)>,
    /// Facts of a job whose test is switched off.
    off: Vec<&'static str>,
    /// Not occupied where this is true, whatever the base.
    pub without: Option<Condition>,
}

impl Reading {
    fn limit(&self, name: &str, age: Answer) -> f64 {
        let Answer::Span(age, _) = age else {
            return f64::NAN;
        };
        let fits = |(of, from, to, _): &&(&str, u32, u32, f64)| {
            *of == name && (f64::from(*from)..=f64::from(*to)).contains(&age)
        };
        let mine = self.limits.iter().find(fits);
        mine.or_else(|| BASE.limits.iter().find(fits))
            .expect("a limit for every age")
            .3
    }

    /// Is the test of this condition switched off?
    pub fn switches_off(&self, condition: &Condition) -> bool {
        self.off.iter().any(|path| condition.looks_at(path))
    }
}

fn limit_line(line: &'static str) -> (&'static str, u32, u32, f64) {
    let words: Vec<_> = line.split_whitespace().collect();
    let year = |at: usize| words[at].parse().expect("years");
    (
        words[0],
        year(1),
        year(2),
        words[3].parse().expect("a number"),
    )
}

impl Reading {
    /// Notes one change, such as `limit chores 5 17 28`.
    fn change(&mut self, line: &'static str) {
        let (what, rest) = line.split_once(' ').expect("what changes");
        match what {
            "limit" => self.limits.push(limit_line(rest)),
            "off" => self.off.push(rest),
            "without" => self.without = Some(Condition::read(rest)),
            other => panic!("no such change: {other}"),
        }
    }
}

/// The limits of the definition itself.
static BASE: LazyLock<Reading> = LazyLock::new(|| Reading {
    limits: rules::LIMITS.trim().lines().map(limit_line).collect(),
    ..Reading::default()
});

/// An edition as the tables read it: its base reading, and the alternatives it registers.
pub struct Book {
    pub definition: &'static str,
    pub base: Reading,
    pub alternatives: Vec<Reading>,
}

/// The definition, with its alternatives in their order.
pub static BOOK: LazyLock<Book> = LazyLock::new(|| {
    let mut alternatives: Vec<Reading> = Vec::new();
    for line in rules::ALTERNATIVES.trim().lines() {
        let (choice, change) = line.split_once(' ').expect("a choice");
        if alternatives.last().is_none_or(|last| last.choice != choice) {
            alternatives.push(Reading {
                choice,
                ..Reading::default()
            });
        }
        alternatives.last_mut().expect("just pushed").change(change);
    }
    Book {
        definition: "mx-inegi-2016",
        base: Reading::default(),
        alternatives,
    }
});

/// The pinned edition in which every alternative is the base reading.
pub static PINNED: LazyLock<Book> = LazyLock::new(|| {
    let mut base = Reading::default();
    rules::PINNED
        .trim()
        .lines()
        .for_each(|line| base.change(line));
    Book {
        definition: "mx-inegi-2016-alternatives",
        base,
        alternatives: Vec::new(),
    }
});

/// A way to raise an alert: what must be true in one job (or of the child), and what must not.
pub struct Way {
    pub code: &'static str,
    of_job: bool,
    conditions: Vec<Condition>,
    unless: Vec<Condition>,
}

/// The legal alerts, one entry a line.
pub static ALERTS: LazyLock<Vec<Way>> = LazyLock::new(|| {
    let way = |line: &'static str| {
        let (code, conditions) = line.split_once(' ').expect("a code");
        let (unless, conditions): (Vec<_>, Vec<_>) = conditions
            .split(';')
            .map(str::trim)
            .partition(|condition| condition.starts_with("unless"));
        let exception = |text: &'static str| Condition::read(text.trim_start_matches("unless"));
        let conditions: Vec<_> = conditions.into_iter().map(Condition::read).collect();
        Way {
            code,
            of_job: conditions
                .iter()
                .any(|condition| matches!(condition.of, Of::Job(_))),
            conditions,
            unless: unless.into_iter().map(exception).collect(),
        }
    };
    rules::ALERTS.trim().lines().map(way).collect()
});

impl Way {
    /// Is the alert raised this way? `jobs` is the child with one of its jobs at a time, so that
    /// all conditions speak of the same job.
    pub fn raised(&self, asked: &Asked, jobs: &[Asked]) -> bool {
        if self.of_job {
            jobs.iter().any(|job| self.holds(job))
        } else {
            self.holds(asked)
        }
    }

    fn holds(&self, asked: &Asked) -> bool {
        self.conditions
            .iter()
            .all(|condition| condition.holds(asked) == 'Y')
            && self
                .unless
                .iter()
                .all(|condition| condition.holds(asked) != 'Y')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every row of three values that `conditions` columns can hold.
    fn every_row(conditions: usize) -> impl Iterator<Item = Vec<Tri>> {
        (0..3_usize.pow(u32::try_from(conditions).expect("few"))).map(move |number| {
            (0..conditions)
                .scan(number, |rest, _| {
                    let tri = ['Y', 'N', '?'][*rest % 3];
                    *rest /= 3;
                    Some(tri)
                })
                .collect()
        })
    }

    #[test]
    fn no_row_of_a_decision_table_is_out_of_reach() {
        for text in [
            rules::SCOPE,
            rules::OCCUPIED,
            rules::OCCUPATION,
            rules::CHORES,
            rules::CHORES_PROLONGED,
            rules::CHORES_DANGEROUS,
            rules::CHILD_LABOUR,
            rules::CTI,
            rules::SDG_A,
            rules::SDG_B,
            rules::HAZARDOUS_ANY_AGE,
        ] {
            let table = Table::read(text);
            let mut reached = vec![false; table.rows.len()];
            for tests in every_row(table.conditions.len()) {
                if let Some(row) = table.rows.iter().position(|row| Table::fits(row, &tests)) {
                    reached[row] = true;
                }
            }
            assert!(!reached.contains(&false), "{text}{reached:?}");
        }
    }
}

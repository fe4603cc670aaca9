//! Work: whether there was any, in which jobs, for how many hours. Start at [`Child::work`].
//! Asks out "no trabaja, sólo ayuda": any of the rescue choices is `worked`. Knows no thresholds.

use serde_json::{Map, Value, json};
use survey_forms::{Answer, AnswerKey, JOBS_MAX};

use super::hours::Week;
use super::several::{Several, number};
use super::{Child, amount, list, object, put, yes_no};

/// Endings of the codes of the seven days, Monday first.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// SCIAN: homes with domestic workers; SINCO: domestic workers and cleaners.
const HOME_SCIAN: &str = "8141";
const HOME_SINCO: &str = "96";

/// What is done for the home that a child lives in without kinship.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ForThisHome {
    Done,
    NotDone,
    Unknown,
}

/// The hours of all jobs, under one way of telling them.
#[derive(Default)]
struct WorkHours {
    week: Several,
    longest_day: Several,
    sunday: Several,
}

impl Child<'_> {
    /// The `work` facts. Where every value kept says that there was none, only that is said.
    pub(super) fn work(&self) -> Option<Value> {
        let status = self.status();
        let mut work = Map::new();
        put(&mut work, "status", status.json());
        if status.values() == [json!("none")] {
            return object(work);
        }
        if status.values().contains(&json!("absent")) {
            put(&mut work, "absence", self.absence());
        }
        let hours = self.hours();
        put(&mut work, "hours_week", hours.week.json());
        put(&mut work, "max_hours_day", hours.longest_day.json());
        put(&mut work, "sunday", hours.sunday.json());
        put(
            &mut work,
            "authorisation",
            self.yes_no("authorisation").json(),
        );
        put(
            &mut work,
            "medical_certificate",
            self.yes_no("medical_certificate").json(),
        );
        put(&mut work, "jobs", self.jobs());
        object(work)
    }

    /// Work outside what a live-in child does for this home, and then that too (CH-17).
    fn status(&self) -> Several {
        let told = self.status_told();
        let ways = self.without_kinship().into_iter().map(|without| {
            if !without {
                return told.clone();
            }
            let each = self.for_this_home();
            each.into_iter()
                .map(|home| with_home(&told, home))
                .reduce(Several::and)
                .unwrap_or_default()
        });
        ways.reduce(Several::and).unwrap_or_default()
    }

    fn status_told(&self) -> Several {
        let ways = |code: &str| {
            let kept = self.answers(self.member, code).into_iter();
            let mut ways: Vec<Option<bool>> = kept.map(did).collect();
            if ways.is_empty() {
                ways.push(None);
            }
            ways
        };
        let (worked, rescued, had_job) = (ways("worked"), ways("rescue"), ways("had_job"));
        let combined = worked.iter().flat_map(|w| {
            rescued
                .iter()
                .flat_map(|r| had_job.iter().map(|h| one_status(*w, *r, *h)))
        });
        combined.collect()
    }

    fn absence(&self) -> Option<Value> {
        let mut absence = Map::new();
        let weeks = self.each("absence_weeks", amount);
        put(&mut absence, "returns_within_weeks", weeks.json());
        put(&mut absence, "paid", self.yes_no("absence_paid").json());
        object(absence)
    }

    /// Whether a live-in child works for the home, by each value kept.
    fn for_this_home(&self) -> Vec<ForThisHome> {
        let idle = self
            .week("chores_hours_")
            .is_some_and(|week| week.is_idle());
        let places = self.answers(self.member, "chores_where");
        if places.is_empty() {
            return vec![ForThisHome::Unknown];
        }
        let told = places.into_iter().map(|place| match place {
            Answer::Choice(place) if place == "own" || place == "both" => {
                if idle {
                    ForThisHome::NotDone
                } else {
                    ForThisHome::Done
                }
            }
            Answer::Choice(_) => ForThisHome::NotDone,
            _ => ForThisHome::Unknown,
        });
        told.collect()
    }

    /// Lives in the home without kinship, and works for it.
    pub(super) fn works_for_this_home(&self) -> bool {
        self.without_kinship().contains(&true)
            && (self.for_this_home().contains(&ForThisHome::Done) || self.has_job_in_other_home())
    }

    /// The home's job is made from the chores where nobody wrote it down as a job.
    fn needs_home_job(&self) -> bool {
        self.works_for_this_home() && !self.has_job_in_other_home()
    }

    fn has_job_in_other_home(&self) -> bool {
        let home = Answer::choice("other_home");
        self.job_subjects()
            .iter()
            .any(|job| self.answers(job, "job_place").contains(&&home))
    }

    /// Hours of all jobs. A live-in child's hours for the home count unless they are a job already.
    fn hours(&self) -> WorkHours {
        let home = self
            .needs_home_job()
            .then(|| self.week("chores_hours_"))
            .flatten();
        if self.status_told().values() == [json!("none")] {
            return WorkHours::by_day(home);
        }
        let regular = self.answers(self.member, "hours_regular");
        let days = self.week("hours_");
        let by_day = || match (days.clone(), home.clone()) {
            (Some(days), Some(home)) => WorkHours::by_day(Some(days.plus(home))),
            (days, _) => WorkHours::by_day(days),
        };
        if regular.is_empty() {
            return if days.is_some() {
                by_day()
            } else {
                self.by_range(home.as_ref())
            };
        }
        let ways = regular.into_iter().map(|answer| match answer {
            Answer::YesNo(true) => by_day(),
            _ => self.by_range(home.as_ref()),
        });
        ways.reduce(WorkHours::and).unwrap_or_default()
    }

    /// "Between 30 and 40": the days are not told. With hours for the home beside, the sum is not
    /// known day by day either.
    fn by_range(&self, home: Option<&Week>) -> WorkHours {
        let unknown = || Several::from_iter([Value::Null]);
        if home.is_some() {
            return WorkHours {
                week: unknown(),
                longest_day: unknown(),
                sunday: unknown(),
            };
        }
        let told = |code| Some(self.each(code, amount)).filter(|told| !told.is_empty());
        WorkHours {
            week: told("hours_week_range").unwrap_or_else(unknown),
            longest_day: told("max_hours_day_range").unwrap_or_else(unknown),
            sunday: unknown(),
        }
    }

    /// Hours of chores in this home: none where no chores are done, else the days added up.
    pub(super) fn chores_hours(&self) -> Several {
        let summed = || match self.week("chores_hours_") {
            Some(week) => week.total(),
            None => Several::from_iter([Value::Null]),
        };
        let places = self.answers(self.member, "chores_where").into_iter();
        let ways = places.map(|place| match place {
            Answer::Choice(place) if place == "none" => Several::from_iter([json!(0)]),
            _ => summed(),
        });
        ways.reduce(Several::and).unwrap_or_else(summed)
    }

    fn week(&self, prefix: &str) -> Option<Week> {
        Week::of(DAYS.map(|day| self.answers(self.member, &format!("{prefix}{day}"))))
    }

    /// Each job told, then the one for the home. A job of which nothing is known is `{}`.
    fn jobs(&self) -> Option<Value> {
        let told = self.jobs_told();
        let mut jobs: Vec<Value> = told.iter().map(|subject| self.job(subject)).collect();
        if self.needs_home_job() {
            jobs.push(self.home_job());
        }
        (!jobs.is_empty()).then_some(Value::Array(jobs))
    }

    /// The subjects of the jobs told, in the order of the facts; none where there was no work.
    pub(super) fn jobs_told(&self) -> Vec<String> {
        if self.status_told().values() == [json!("none")] {
            return Vec::new();
        }
        self.job_subjects()
    }

    /// As many as `more_jobs` says; if it says nothing, those that have an answer.
    fn job_subjects(&self) -> Vec<String> {
        let said = self
            .answers(self.member, "more_jobs")
            .into_iter()
            .filter_map(|n| match n {
                Answer::Number(n) => Some(*n as u8),
                _ => None,
            });
        let said = said.max();
        let subjects = (1..=JOBS_MAX).map(|n| (n, format!("{}.j{n}", self.member)));
        let mut told = subjects.filter(|(n, subject)| match said {
            Some(said) => *n <= said,
            None => self
                .kept
                .keys()
                .any(|key: &AnswerKey| key.subject == *subject),
        });
        told.by_ref().map(|(_, subject)| subject).collect()
    }

    fn job(&self, subject: &str) -> Value {
        let told = |code: &str, means: &dyn Fn(&Answer) -> Value| -> Option<Value> {
            self.answers(subject, code)
                .into_iter()
                .map(means)
                .collect::<Several>()
                .json()
        };
        let behind = |code: &'static str, name: &'static str| {
            move |answer: &Answer| {
                self.behind(code, name, answer)
                    .map_or(Value::Null, Value::from)
            }
        };
        let mut job = Map::new();
        put(
            &mut job,
            "scian",
            told("job_business", &behind("job_business", "scian")),
        );
        put(
            &mut job,
            "sinco",
            told("job_task", &behind("job_task", "sinco")),
        );
        put(&mut job, "place", told("job_place", &code));
        put(&mut job, "employer", told("job_employer", &code));
        put(&mut job, "pay", told("job_pay", &code));
        put(&mut job, "after_22", told("job_after_22", &yes_no));
        put(&mut job, "night_hours", told("job_night_hours", &amount));
        put(&mut job, "exposures", told("job_exposures", &list));
        put(&mut job, "max_load_kg", self.load(subject).json());
        put(&mut job, "farm_tasks", told("job_farm_tasks", &list));
        put(&mut job, "own_use", told("job_own_use", &yes_no));
        put(&mut job, "artistic_175bis", told("job_artistic", &yes_no));
        Value::Object(job)
    }

    /// Kilograms behind the heaviest object, or those said where it is another one.
    fn load(&self, subject: &str) -> Several {
        let loads = self
            .answers(subject, "job_load")
            .into_iter()
            .map(|load| match load {
                Answer::Choice(object) if object == "other" => {
                    let said = self.answers(subject, "job_load_kg");
                    if said.is_empty() {
                        Several::from_iter([Value::Null])
                    } else {
                        said.into_iter().map(amount).collect()
                    }
                }
                _ => Several::from_iter([self
                    .behind("job_load", "kg", load)
                    .map_or(Value::Null, kg)]),
            });
        loads.reduce(Several::and).unwrap_or_default()
    }

    /// What the questionnaire puts behind a chosen option.
    fn behind(&self, question: &str, name: &str, answer: &Answer) -> Option<&str> {
        let Answer::Choice(option) = answer else {
            return None;
        };
        self.q.question(question)?.1.kind.behind(option, name)
    }

    /// *Criadazgo*: what is done for the home, as a job. Of its dangers only chemicals are told
    /// apart enough to be a fact; the rest is not known.
    fn home_job(&self) -> Value {
        let chemicals = self.each("chores_hazards", |hazards| match hazards {
            Answer::Choices(codes) if codes.contains("chemicals") => json!(["chemicals"]),
            _ => Value::Null,
        });
        let mut job = Map::new();
        put(&mut job, "scian", Some(HOME_SCIAN.into()));
        put(&mut job, "sinco", Some(HOME_SINCO.into()));
        put(&mut job, "place", Some("other_home".into()));
        put(&mut job, "employer", Some("non_family".into()));
        put(&mut job, "exposures", chemicals.json());
        Value::Object(job)
    }
}

impl WorkHours {
    fn by_day(week: Option<Week>) -> WorkHours {
        let unknown = || Several::from_iter([Value::Null]);
        match week {
            Some(week) => WorkHours {
                week: week.total(),
                longest_day: week.longest_day(),
                sunday: week.sunday(),
            },
            None => WorkHours {
                week: unknown(),
                longest_day: unknown(),
                sunday: unknown(),
            },
        }
    }

    fn and(self, other: WorkHours) -> WorkHours {
        WorkHours {
            week: self.week.and(other.week),
            longest_day: self.longest_day.and(other.longest_day),
            sunday: self.sunday.and(other.sunday),
        }
    }
}

/// Yes, no or not known; of several choices, whether any was chosen.
fn did(answer: &Answer) -> Option<bool> {
    match answer {
        Answer::YesNo(yes) => Some(*yes),
        Answer::Choices(chosen) => Some(!chosen.is_empty()),
        _ => None,
    }
}

/// The status under one value of each question. What was not asked leaves it not known.
fn one_status(worked: Option<bool>, rescued: Option<bool>, had_job: Option<bool>) -> Value {
    match (worked, rescued, had_job) {
        (Some(true), _, _) | (_, Some(true), _) => json!("worked"),
        (Some(false), Some(false), Some(true)) => json!("absent"),
        (Some(false), Some(false), Some(false)) => json!("none"),
        _ => Value::Null,
    }
}

fn with_home(told: &Several, home: ForThisHome) -> Several {
    let each = told.values().iter().map(|status| match home {
        ForThisHome::Done => json!("worked"),
        ForThisHome::NotDone => status.clone(),
        ForThisHome::Unknown if *status == "worked" => status.clone(),
        ForThisHome::Unknown => Value::Null,
    });
    each.collect()
}

fn code(answer: &Answer) -> Value {
    match answer {
        Answer::Choice(code) => json!(code),
        _ => Value::Null,
    }
}

/// `20` or `15..30`, as the questionnaire writes it behind an object.
fn kg(text: &str) -> Value {
    let parse = |text: &str| text.parse::<f64>().ok().map(number);
    match text.split_once("..") {
        Some((min, max)) => match (parse(min), parse(max)) {
            (Some(min), Some(max)) => json!({"min": min, "max": max}),
            _ => Value::Null,
        },
        None => parse(text).unwrap_or(Value::Null),
    }
}

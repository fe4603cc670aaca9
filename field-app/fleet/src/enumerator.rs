//! One enumerator with her tablet: enrols, walks her route, lists doors, notes visits, interviews,
//! corrects, hands over. She does only what the notebook lets her do, as a person at the screen
//! would; what she hears at the door comes from `population`.
//!
//! Answers of one section are kept in one commit (`Notebook::answer_together`), where the app
//! commits each by itself: a fleet is not a person who might lose a tap.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use notebook::transport::Traffic;
use notebook::transport::http::HttpTransport;
use notebook::views::{HandOverView, PathStep, SectionView, Severity, StepState};
use notebook::{Clock, Enrol, ListDwelling, Notebook, PassphraseKeys, Problem};
use serde_json::Value;
use uuid::Uuid;

use crate::plan::{ChildTruth, Route, Tablet};
use crate::population::{Door, Given, Home, Neighbourhood, Person, Truth};
use crate::world::{SeededEntropy, StepClock, stream};

/// For the show only: a real enumerator chooses her own.
const PASSPHRASE: &str = "cuatro palabras de muestra";
const SECONDS_AN_ANSWER: i64 = 9;
const SECONDS_BETWEEN_DOORS: i64 = 240;
/// A section whose questions open one another is shown at most this often.
const ROUNDS_A_SECTION: usize = 6;

/// A household that was closed, and what may be corrected in it.
#[derive(Clone, Debug)]
pub struct Closed {
    pub household: Uuid,
    /// Two enumerators will correct it apart.
    pub apart: bool,
    /// A child whose chores are known to be without hazards.
    pub safe_at_home: Option<String>,
}

/// What one enumerator did since the last time it was asked.
#[derive(Debug, Default)]
pub struct Work {
    pub results: Vec<&'static str>,
    pub children: Vec<ChildTruth>,
    pub closed: Vec<Closed>,
}

/// An enumerator, her tablet and the rest of her route.
pub struct Enumerator {
    notebook: Notebook,
    clock: StepClock,
    /// Areas still to walk, first one first, each with its people.
    route: Vec<(Route, Option<Neighbourhood>, u32)>,
    seed: u64,
    number: u64,
}

impl Enumerator {
    /// Enrols a tablet: its folder, keys, clock and randomness follow from the seed.
    ///
    /// # Errors
    /// The notebook's own problem, when the server refuses the code or cannot be reached.
    pub fn enrol(
        folder: &Path,
        server: &str,
        tablet: &Tablet,
        number: u64,
        seed: u64,
        starts: DateTime<Utc>,
    ) -> Result<Self, Problem> {
        let clock = StepClock::new(starts);
        let mut notebook = Notebook::open(
            folder,
            Arc::new(PassphraseKeys::cheap()),
            Arc::new(clock.clone()),
            Box::new(SeededEntropy::new(seed, number)),
            Box::new(HttpTransport::default()),
        )?;
        notebook.enrol(&Enrol {
            server: server.to_owned(),
            code: tablet.code.clone(),
            passphrase: PASSPHRASE.to_owned(),
            fingerprint: None,
            device_label: Some(format!("tableta {number}")),
        })?;
        let route = tablet
            .areas
            .iter()
            .map(|area| (area.clone(), None, 0))
            .collect();
        Ok(Self {
            notebook,
            clock,
            route,
            seed,
            number,
        })
    }

    /// Requests and bytes so far.
    pub fn traffic(&self) -> Traffic {
        self.notebook.traffic()
    }

    /// Whether doors are left.
    pub fn has_doors(&self) -> bool {
        self.route
            .iter()
            .any(|(route, _, done)| *done < route.doors)
    }

    /// Walks up to `doors` doors from `morning` on.
    ///
    /// # Errors
    /// The notebook's problem, with the door's number: the fleet stops there.
    pub fn work(&mut self, doors: u32, morning: DateTime<Utc>) -> Result<Work, Problem> {
        self.clock.wait_until(morning);
        let mut work = Work::default();
        for _ in 0..doors {
            let Some((area, door)) = self.next_door() else {
                break;
            };
            self.visit(&area, &door, &mut work)?;
            self.clock.pass(SECONDS_BETWEEN_DOORS);
        }
        Ok(work)
    }

    /// Sends what waits and takes in what others wrote.
    ///
    /// # Errors
    /// The notebook's problem; whatever was not acknowledged still waits.
    pub fn hand_over(&mut self) -> Result<HandOverView, Problem> {
        Ok(self.notebook.hand_over()?)
    }

    /// Corrects one answer of a closed household. `None` when this tablet does not carry it.
    ///
    /// # Errors
    /// The notebook's problem.
    pub fn correct(
        &mut self,
        household: Uuid,
        subject: &str,
        code: &str,
        value: &Value,
        reason: &str,
    ) -> Result<Option<()>, Problem> {
        if self.notebook.dwelling(household).is_err() {
            return Ok(None);
        }
        self.clock.pass(600);
        self.notebook
            .correct(household, subject, code, value, reason)?;
        Ok(Some(()))
    }

    fn next_door(&mut self) -> Option<(String, Door)> {
        let reference = reference_week_end(self.clock.today());
        let (seed, number) = (self.seed, self.number);
        let (route, people, done) = self
            .route
            .iter_mut()
            .find(|(route, _, done)| *done < route.doors)?;
        let people = people.get_or_insert_with(|| {
            // One stream an area and tablet: the order of the days changes nothing.
            let stream = stream(seed, &route.area, number);
            Neighbourhood::new(stream, route.blocks.clone())
        });
        let door = people.door(route.first_door + *done, reference);
        *done += 1;
        Some((route.area.clone(), door))
    }

    fn visit(&mut self, area: &str, door: &Door, work: &mut Work) -> Result<(), Problem> {
        let listed = self.notebook.list_dwelling(&ListDwelling {
            area: area.to_owned(),
            block: door.block.clone(),
            number: door.number.to_string(),
            address: door.address.clone(),
            another_household: false,
        })?;
        let Some((last, before)) = door.visits.split_last() else {
            return Ok(());
        };
        for result in before {
            self.notebook.record_visit(listed.household, result, "")?;
            self.clock.pass(SECONDS_BETWEEN_DOORS);
        }
        work.results.push(last);
        match &door.household {
            Some(home) => self.interview(listed.household, home, work),
            None => {
                self.notebook.record_visit(listed.household, last, "")?;
                Ok(())
            }
        }
    }

    fn interview(&mut self, household: Uuid, home: &Home, work: &mut Work) -> Result<(), Problem> {
        self.notebook.open_interview(household)?;
        self.answer_step(household, "consent", "", &home.answers)?;
        self.answer_step(household, "interview", "", &home.answers)?;
        let mut subjects = Vec::with_capacity(home.members.len());
        for _ in &home.members {
            subjects.push(self.notebook.add_member(household)?.subject);
        }
        let people: Vec<(&str, &Person)> = subjects
            .iter()
            .map(String::as_str)
            .zip(&home.members)
            .collect();
        for step in self.open_steps(household, &[])? {
            if home.suspended && step.section != "roster" {
                continue;
            }
            self.answer_about(household, home, &people, &step)?;
        }
        work.children
            .extend(people.iter().filter_map(|(subject, person)| {
                let truth = person.truth.as_ref()?;
                let unfinished = Truth {
                    occupation: None,
                    chores: None,
                    child_labour: None,
                };
                Some(truth_of(
                    household,
                    subject,
                    if home.suspended { &unfinished } else { truth },
                ))
            }));
        if home.suspended {
            self.notebook.record_visit(household, "15", "")?;
            return Ok(());
        }
        // Sections that answers opened later (jobs, hours) come now, in order.
        let mut done = Vec::new();
        while let Some(step) = self.open_steps(household, &done)?.into_iter().next() {
            self.answer_about(household, home, &people, &step)?;
            done.push((step.section, step.subject));
        }
        self.close(household)?;
        let safe = people.iter().find(|(_, person)| {
            person
                .truth
                .as_ref()
                .is_some_and(|truth| truth.chores == Some("adequate"))
        });
        work.closed.push(Closed {
            household,
            apart: home.corrected_apart,
            safe_at_home: safe.map(|(subject, _)| (*subject).to_owned()),
        });
        Ok(())
    }

    /// Closes; what stands in the way is named by question, never by answer.
    fn close(&mut self, household: Uuid) -> Result<(), Problem> {
        let review = self.notebook.review(household)?;
        if let Some(fix) = review
            .remarks
            .iter()
            .find(|remark| remark.severity == Severity::MustFix)
        {
            return Err(Problem {
                code: format!("invented_answer_{}", fix.code),
                es: format!("{} ({})", fix.es, fix.code),
                en: format!("{} ({})", fix.en, fix.code),
            });
        }
        self.notebook.close_interview(household)?;
        Ok(())
    }

    /// Sections that are due and not done, without those already tried.
    fn open_steps(
        &mut self,
        household: Uuid,
        tried: &[(String, String)],
    ) -> Result<Vec<PathStep>, Problem> {
        let path = self.notebook.path(household)?;
        Ok(path
            .steps
            .into_iter()
            .filter(|step| step.state != StepState::Done)
            .filter(|step| {
                !tried
                    .iter()
                    .any(|(section, subject)| *section == step.section && *subject == step.subject)
            })
            .collect())
    }

    fn answer_about(
        &mut self,
        household: Uuid,
        home: &Home,
        people: &[(&str, &Person)],
        step: &PathStep,
    ) -> Result<(), Problem> {
        let (member, job) = match step.subject.split_once(".j") {
            Some((member, job)) => (member, job.parse::<usize>().ok()),
            None => (step.subject.as_str(), None),
        };
        let person = people
            .iter()
            .find(|(subject, _)| *subject == member)
            .map(|(_, person)| *person);
        let nothing = Given::new();
        let given = match (person, job) {
            (Some(person), Some(job)) => person.jobs.get(job.saturating_sub(1)).unwrap_or(&nothing),
            (Some(person), None) => &person.answers,
            (None, _) => &home.answers,
        };
        self.answer_step(household, &step.section, &step.subject, given)
    }

    /// Answers one section, round by round, as its questions come up.
    fn answer_step(
        &mut self,
        household: Uuid,
        section: &str,
        subject: &str,
        given: &Given,
    ) -> Result<(), Problem> {
        for _ in 0..ROUNDS_A_SECTION {
            let view = self.notebook.section(household, section, subject)?;
            let answers = unanswered(&view, given);
            if answers.is_empty() {
                return Ok(());
            }
            self.clock
                .pass(SECONDS_AN_ANSWER * answers.len().cast_signed() as i64);
            let answers: Vec<(&str, Value)> = answers
                .iter()
                .map(|(code, value)| (code.as_str(), value.clone()))
                .collect();
            self.notebook
                .answer_together(household, subject, &answers)?;
        }
        Ok(())
    }
}

/// The end of the reference week: the Sunday before the interview's day.
pub fn reference_week_end(today: NaiveDate) -> NaiveDate {
    let back = match today.weekday().num_days_from_sunday() {
        0 => 7,
        days => days,
    };
    today - Days::new(u64::from(back))
}

fn unanswered(view: &SectionView, given: &Given) -> Vec<(String, Value)> {
    view.questions
        .iter()
        .filter(|question| question.answer.is_none())
        .filter_map(|question| {
            let value = given.get(question.code.as_str())?;
            Some((question.code.clone(), value.clone()))
        })
        .collect()
}

fn truth_of(household: Uuid, subject: &str, truth: &Truth) -> ChildTruth {
    ChildTruth {
        household: household.to_string(),
        member: subject.to_owned(),
        occupation: truth.occupation.map(str::to_owned),
        chores: truth.chores.map(str::to_owned),
        child_labour: truth.child_labour,
    }
}

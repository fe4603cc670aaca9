//! One interview with random answers: as actions for the other engines, and as our own answers.
//! Start with [`play`]. What an answer leads to is the engines' to say.

use chrono::{Days, NaiveDate};
use rand::{Rng, RngExt, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use survey_forms::{
    About, Answer, AnswerKey, Answers, Kind, Logic, Question, Questionnaire, TextForm, accept,
};

use crate::nodes::Form;

/// What was played.
pub struct Played {
    pub id: String,
    pub script: Value,
    /// What each action must come to.
    pub outcomes: Vec<&'static str>,
    pub answers: Answers,
    /// Subjects of the members, in order.
    pub members: Vec<String>,
    /// How many rows of jobs each member ever had.
    pub job_rows: Vec<usize>,
}

/// Answers that come after the first round, anywhere.
const CHANGES: usize = 12;
/// How the reference week ends in every interview.
const REFERENCE: &str = "2026-11-15";

struct Player<'f> {
    questionnaire: &'f Questionnaire,
    form: &'f Form,
    dice: ChaCha8Rng,
    actions: Vec<Value>,
    outcomes: Vec<&'static str>,
    answers: Answers,
    members: Vec<String>,
    job_rows: Vec<usize>,
}

/// Plays the interview of this number; the same number is the same interview.
pub fn play(questionnaire: &Questionnaire, form: &Form, seed: u64) -> Played {
    let mut player = Player {
        questionnaire,
        form,
        dice: ChaCha8Rng::seed_from_u64(seed),
        actions: Vec::new(),
        outcomes: Vec::new(),
        answers: Answers::default(),
        members: Vec::new(),
        job_rows: Vec::new(),
    };
    player.all();
    let id = format!("{} {seed}", questionnaire.id);
    Played {
        script: json!({"id": id, "today": "2026-11-21", "each": false, "actions": player.actions}),
        id,
        outcomes: player.outcomes,
        answers: player.answers,
        members: player.members,
        job_rows: player.job_rows,
    }
}

impl Player<'_> {
    fn all(&mut self) {
        let people = self
            .questionnaire
            .sections
            .iter()
            .any(|s| s.about == About::EachMember);
        let size = if people {
            self.dice.random_range(1..=5)
        } else {
            0
        };
        for number in 0..size {
            self.members.push(format!("m{number}aaaaa"));
            self.job_rows.push(usize::from(number == 0));
            if number > 0 {
                self.actions.push(json!({"add": "/data/member"}));
                // Whether people may be named yet is decided by what was said before.
                self.outcomes.push("ok");
            }
        }
        for code in self.asked() {
            for (subject, rows) in self.subjects(&code) {
                self.ask(&code, &subject, &rows);
            }
        }
        for _ in 0..CHANGES {
            let codes = self.asked();
            let Some(code) = codes.choose(&mut self.dice).cloned() else {
                return;
            };
            // Rows of jobs are never taken away by JavaRosa; who agreed to talk goes on talking.
            if ["more_jobs", "consent", "ref_date"].contains(&code.as_str()) {
                continue;
            }
            let subjects = self.subjects(&code);
            if let Some((subject, rows)) = subjects.choose(&mut self.dice).cloned() {
                self.ask(&code, &subject, &rows);
            }
        }
    }

    /// Codes of what is answered, in the order of the form.
    fn asked(&self) -> Vec<String> {
        let nodes = self.form.nodes.iter().filter(|node| !node.derived);
        nodes
            .filter(|node| {
                let question = self.questionnaire.question(&node.name);
                question.is_some_and(|(_, question)| question.kind.is_asked())
            })
            .map(|node| node.name.clone())
            .collect()
    }

    /// Whom a question is asked about, with the rows that this is in the form.
    fn subjects(&self, code: &str) -> Vec<(String, Vec<usize>)> {
        let Some((section, _)) = self.questionnaire.question(code) else {
            return vec![];
        };
        let members = self.members.iter().zip(1..);
        match section.about {
            About::Household => vec![(String::new(), vec![])],
            About::EachVisit => vec![("v0aaaaa".to_owned(), vec![1])],
            About::EachMember | About::EachChild => members
                .map(|(member, row)| (member.clone(), vec![row]))
                .collect(),
            About::EachJob => members
                .flat_map(|(member, row)| {
                    let jobs = self.answers.jobs(member);
                    jobs.into_iter()
                        .zip(1..)
                        .map(move |(job, n)| (job, vec![row, n]))
                })
                .collect(),
        }
    }

    fn ask(&mut self, code: &str, subject: &str, rows: &[usize]) {
        let (questionnaire, form) = (self.questionnaire, self.form);
        let (Some((_, question)), Some(node)) = (questionnaire.question(code), form.question(code))
        else {
            return;
        };
        let path = form.path(node, rows);
        let logic = Logic::new(questionnaire, &self.answers, None);
        if !logic.is_relevant(subject, code) {
            // Now and then somebody tries; but whether a row of jobs is there that nobody has, the
            // engines do not agree.
            if rows.len() < 2
                && self.dice.random_ratio(1, 12)
                && self.form.nodes[node].codes.is_empty()
            {
                let value = submitted(&self.any(question));
                self.set(&path, &value, "not_relevant");
            }
            return;
        }
        self.count_rows(subject);
        if let Kind::Number { max, integer, .. } = question.kind
            && self.dice.random_ratio(1, 15)
        {
            let too_much = Answer::Number(if integer { max + 1.0 } else { max + 0.5 });
            let key = AnswerKey::new(subject, code);
            assert!(accept(questionnaire, &self.answers, &key, &too_much).is_err());
            self.set(&path, &submitted(&too_much), "constraint");
        }
        if self.dice.random_ratio(1, 20) {
            return;
        }
        let answer = if code == "ref_date" {
            Answer::Date(day(REFERENCE))
        } else if code == "consent" && self.dice.random_ratio(9, 10) {
            Answer::YesNo(true)
        } else {
            self.any(question)
        };
        let key = AnswerKey::new(subject, code);
        accept(questionnaire, &self.answers, &key, &answer)
            .unwrap_or_else(|refused| panic!("{code}: {refused}"));
        self.give(question, &path, &key, answer);
        self.count_rows(subject);
    }

    /// Gives an answer as an enumerator with ODK Collect would.
    fn give(&mut self, question: &Question, path: &str, key: &AnswerKey, answer: Answer) {
        let chosen = !question.kind.options().is_empty() || question.kind == Kind::YesNo;
        let before = self.answers.get(&key.subject, &key.code).cloned();
        let written = |answer: &Answer| {
            matches!(
                answer,
                Answer::DontKnow | Answer::Refused | Answer::Interval { .. }
            )
        };
        if !chosen && let Some(before) = &before {
            // What was said before is taken back first: it would lie in wait under the new answer.
            if written(before) {
                if let Answer::Interval { .. } = before {
                    self.set(&format!("{path}_from"), "", "ok");
                    self.set(&format!("{path}_to"), "", "ok");
                }
                self.set(&format!("{path}_unknown"), "", "ok");
            } else if written(&answer) {
                self.set(path, "", "ok");
            }
        }
        match &answer {
            Answer::DontKnow | Answer::Refused if !chosen => {
                self.set(&format!("{path}_unknown"), &submitted(&answer), "ok");
            }
            Answer::Interval { min, max } => {
                self.set(&format!("{path}_unknown"), "range", "ok");
                self.set(&format!("{path}_from"), &number(*min), "ok");
                self.set(&format!("{path}_to"), &number(*max), "ok");
            }
            _ => self.set(path, &submitted(&answer), "ok"),
        }
        self.answers.set(key.clone(), answer);
    }

    /// JavaRosa gives a counted repeat its rows when they are due and takes none away.
    fn count_rows(&mut self, subject: &str) {
        let Some(at) = self
            .members
            .iter()
            .position(|m| subject.starts_with(m.as_str()))
        else {
            return;
        };
        let member = self.members[at].clone();
        let logic = Logic::new(self.questionnaire, &self.answers, None);
        let job = self
            .questionnaire
            .sections
            .iter()
            .find(|s| s.about == About::EachJob);
        let due = job
            .and_then(|section| section.questions.first())
            .is_some_and(|q| logic.is_relevant(&format!("{member}.j1"), &q.code));
        if due {
            let rows = self.answers.jobs(&member).len();
            self.job_rows[at] = self.job_rows[at].max(rows);
        }
    }

    fn set(&mut self, path: &str, value: &str, outcome: &'static str) {
        self.actions.push(json!({"set": path, "value": value}));
        self.outcomes.push(outcome);
    }

    fn any(&mut self, question: &Question) -> Answer {
        if question.may_not_know && self.dice.random_ratio(1, 10) {
            return Answer::DontKnow;
        }
        if question.may_refuse && self.dice.random_ratio(1, 15) {
            return Answer::Refused;
        }
        let dice = &mut self.dice;
        match &question.kind {
            Kind::YesNo => Answer::YesNo(dice.random()),
            Kind::Choice { options, .. } => match options.choose(dice) {
                Some(option) => Answer::choice(option.code.as_str()),
                None => Answer::NotAsked,
            },
            Kind::Choices {
                options,
                none_of_these,
                ..
            } => {
                let mut codes: std::collections::BTreeSet<String> = options
                    .iter()
                    .filter(|_| dice.random_ratio(1, 4))
                    .map(|option| option.code.clone())
                    .collect();
                if codes.is_empty() && !none_of_these {
                    codes.extend(options.first().map(|option| option.code.clone()));
                }
                Answer::Choices(codes)
            }
            Kind::Number {
                min,
                max,
                integer,
                may_be_interval,
                ..
            } => {
                let mut any = || {
                    let any = min + (max - min) * dice.random::<f64>();
                    let step = if *integer { 1.0 } else { 2.0 };
                    ((any * step).round() / step).clamp(*min, *max)
                };
                let (one, other) = (any(), any());
                if *may_be_interval && dice.random_ratio(1, 6) {
                    return Answer::Interval {
                        min: one.min(other),
                        max: one.max(other),
                    };
                }
                Answer::Number(one)
            }
            Kind::Date { min, max } => Answer::Date(any_day(dice, *min, *max)),
            Kind::Text { form, max } => {
                Answer::Text(any_text(dice, *form).chars().take(*max).collect())
            }
            Kind::Note | Kind::Calculated { .. } => Answer::NotAsked,
        }
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Most are born in the last twenty years.
fn any_day(dice: &mut ChaCha8Rng, min: Option<NaiveDate>, max: Option<NaiveDate>) -> NaiveDate {
    let years = if dice.random_ratio(3, 4) { 20 } else { 90 };
    let back = Days::new(dice.random_range(0..years * 365));
    let any = day(REFERENCE).checked_sub_days(back).expect("in range");
    any.clamp(min.unwrap_or(any), max.unwrap_or(any))
}

fn any_text(dice: &mut impl Rng, form: TextForm) -> String {
    match form {
        TextForm::Free => ["Barre", "Vende elotes", "ñandú & <tacos>", "7"]
            .choose(dice)
            .copied()
            .unwrap_or("x")
            .to_owned(),
        TextForm::DateTime => "2026-11-20T16:45:00Z".to_owned(),
        TextForm::TimeOfDay => format!(
            "{:02}:{:02}",
            dice.random_range(0..24),
            dice.random_range(0..60)
        ),
        TextForm::Area => "ageb:0710100010363".to_owned(),
        TextForm::Telephone => format!("961{:07}", dice.random_range(0..10_000_000)),
        TextForm::Curp => "SABC560626MDFLRN01".to_owned(),
        TextForm::Point => "16.75 -93.11 530 8".to_owned(),
    }
}

/// An answer as a submission holds it.
pub fn submitted(answer: &Answer) -> String {
    match answer {
        Answer::Text(text) => match (text.len(), text.as_bytes()) {
            (5, [_, _, b':', ..]) => format!("{text}:00.000Z"),
            (20, [.., b'Z']) => text.replace("00Z", "00.000Z"),
            _ => text.clone(),
        },
        Answer::Number(value) => number(*value),
        Answer::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Answer::Choice(code) => code.clone(),
        Answer::Choices(codes) if codes.is_empty() => "none".to_owned(),
        Answer::Choices(codes) => codes
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" "),
        Answer::Date(day) => day.to_string(),
        Answer::DontKnow => "dont_know".to_owned(),
        Answer::Refused => "refused".to_owned(),
        Answer::NotAsked | Answer::Interval { .. } => String::new(),
    }
}

/// The shortest decimal.
pub fn number(value: f64) -> String {
    format!("{value}")
}

//! A household in hand: answers written as `subject.code` and scalar, as a device writes them.

use chrono::NaiveDate;
use serde_json::{Value, json};
use survey_forms::{Answer, AnswerKey, Answers, Questionnaire, Remark, due, review, steps};

pub const HEAD: &str = "m0rosaa";
pub const CHILD: &str = "m1juana";

pub struct Home {
    pub q: Questionnaire,
    pub answers: Answers,
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl Home {
    /// Before anybody answered.
    pub fn new() -> Home {
        Home {
            q: Questionnaire::shipped(),
            answers: Answers::default(),
        }
    }

    /// Rosa's household of a head of 40 and a child of 12, consent given.
    pub fn with_child() -> Home {
        let mut home = Home::new();
        home.answer("consent", true)
            .answer("ref_date", "2026-11-15");
        for (member, kinship, born) in
            [(HEAD, "head", "1986-05-01"), (CHILD, "child", "2014-03-01")]
        {
            home.answer(&format!("{member}.kinship"), kinship);
            home.answer(&format!("{member}.birth_date"), born);
        }
        home
    }

    /// Puts a scalar in its place, however unfit it is.
    pub fn answer(&mut self, key: &str, scalar: impl Into<Value>) -> &mut Home {
        let key = AnswerKey::parse(key).unwrap();
        let kind = &self
            .q
            .question(&key.code)
            .unwrap_or_else(|| panic!("no {key}"))
            .1
            .kind;
        let answer = Answer::from_scalar(kind, &scalar.into()).unwrap();
        self.answers.set(key, answer);
        self
    }

    /// Puts an answer about the child.
    pub fn child(&mut self, code: &str, scalar: impl Into<Value>) -> &mut Home {
        self.answer(&format!("{CHILD}.{code}"), scalar)
    }

    pub fn child_hours(&mut self, prefix: &str, hours: [u8; 7]) -> &mut Home {
        for (day, hours) in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            .iter()
            .zip(hours)
        {
            self.child(&format!("{prefix}{day}"), json!(hours));
        }
        self
    }

    /// `section subject`, in the order of the path.
    pub fn path(&self) -> Vec<String> {
        let reference = self.answers.ref_date().unwrap_or(day("2026-11-15"));
        let path = steps(&self.q, &self.answers, reference);
        path.iter()
            .map(|step| format!("{} {}", step.section, step.subject))
            .collect()
    }

    /// Codes of the questions due.
    pub fn due(&self, section: &str, subject: &str) -> Vec<&str> {
        let due = due(&self.q, &self.answers, section, subject);
        due.into_iter()
            .map(|question| question.code.as_str())
            .collect()
    }

    /// Remarks other than missing answers.
    pub fn remarks(&self) -> Vec<Remark> {
        let mut remarks = review(&self.q, &self.answers);
        remarks.retain(|remark| remark.code != "missing");
        remarks
    }

    pub fn has_remark(&self, code: &str) -> bool {
        self.remarks().iter().any(|remark| remark.code == code)
    }
}

//! *Programa*: who may be proposed to it, by a dated rule that is data.
//!
//! Start at [`known`] and [`Programme::judge`]. A programme is one TOML file: shipped in
//! `catalogue/`, or loaded by a municipality with `rayuela list --rule FILE`. It does not know
//! the class of a child, and a rule cannot ask about work: whoever reads a list could tell.

mod family;
mod judge;
mod rule;
mod store;
mod truth;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use family::{AgeSpan, Family, Told, Why};
pub use judge::{Judgement, Reason, Standing};
pub use rule::{About, AnswerTest, Finding, Test};
pub use store::{known, load};
pub use truth::Truth;

const CATALOGUE: [&str; 1] = [include_str!("catalogue/beca-rita-cetina.toml")];

/// A text in both languages of the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Spanish of Mexico.
    pub es: String,
    /// English.
    pub en: String,
}

/// *Programa*, as its file gives it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Stable name in addresses and rows.
    pub id: String,
    /// First day on which the rule holds.
    pub valid_from: NaiveDate,
    /// Last day on which the rule holds.
    pub valid_to: NaiveDate,
    /// `municipal`, `state`, `federal` or `civil_society`.
    pub order_of_government: String,
    /// Who receives: `child`, `family`, …
    pub target_unit: String,
    /// The programme's name.
    pub name: Words,
    /// Who runs it.
    pub institution: Words,
    /// What the reader must know before trusting the rule.
    pub caution: Words,
    /// Where the rule was read.
    #[serde(rename = "source")]
    pub sources: Vec<Source>,
    /// What is given, by dates.
    #[serde(rename = "benefit")]
    pub benefits: Vec<Benefit>,
    /// All must hold.
    #[serde(rename = "clause")]
    pub clauses: Vec<Clause>,
    /// What must be gathered; a missing one excludes nobody.
    #[serde(rename = "document", default)]
    pub documents: Vec<Document>,
}

/// Where a part of the rule was read.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The publication.
    pub text: String,
    /// What it says.
    pub about: String,
}

/// What is given between two dates.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benefit {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// In Spanish.
    pub es: String,
    /// In English.
    pub en: String,
}

/// One condition with its three sentences.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Stable code, kept with each line.
    pub code: String,
    /// What must hold.
    pub test: Test,
    /// Said when it holds.
    pub met: Words,
    /// Said when it does not.
    pub unmet: Words,
    /// Said when it cannot be told.
    pub unknown: Words,
}

/// A paper that the family must bring.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Stable code.
    pub code: String,
    /// Holds when it is at hand.
    pub test: Test,
    /// Said when it is not.
    pub missing: Words,
}

/// Why a programme's file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ProgrammeError {
    /// Not TOML, or a field is missing or unknown.
    #[error("the programme's file cannot be read: {0}")]
    NotReadable(#[from] toml::de::Error),
    /// A clause that says nothing would let everybody in.
    #[error(
        "clause `{0}` tests nothing; say what the answer must be (is, one_of, has_any, at_least, at_most)"
    )]
    EmptyClause(String),
    /// Whoever saw who is on the list could tell who works.
    #[error(
        "clause `{clause}` asks about work (`{question}`); a list that leaves the office would tell \
         who works. Ask about school, age or the family instead"
    )]
    AsksAboutWork {
        /// The clause's code.
        clause: String,
        /// The question's code.
        question: String,
    },
    /// An id names the programme in addresses and file names.
    #[error("programme id `{0}` must be of lower-case letters, digits and hyphens")]
    Id(String),
    /// A municipality's file cannot replace a shipped rule.
    #[error(
        "programme `{0}` is shipped with Rayuela; give the file another id, such as `{0}-2027`"
    )]
    Shipped(String),
    /// A rule without clauses would let everybody in.
    #[error("programme `{0}` has no clause; a list without a rule cannot be drawn up")]
    NoClause(String),
    /// The rule holds on other dates.
    #[error(
        "the rule of `{id}` holds from {from} to {to}, not on {asked}; load the rule of that date"
    )]
    NotInForce {
        /// The programme.
        id: String,
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
        /// The day asked for.
        asked: NaiveDate,
    },
}

impl Programme {
    /// Reads a programme's TOML file.
    ///
    /// # Errors
    /// Names the field or the clause that is wrong.
    pub fn parse(text: &str) -> Result<Programme, ProgrammeError> {
        let programme: Programme = toml::from_str(text)?;
        if programme.clauses.is_empty() {
            return Err(ProgrammeError::NoClause(programme.id));
        }
        let plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
        if programme.id.is_empty() || !programme.id.chars().all(plain) {
            return Err(ProgrammeError::Id(programme.id));
        }
        for (code, test) in programme.tests() {
            if !test.says_something() {
                return Err(ProgrammeError::EmptyClause(code.to_owned()));
            }
            if let Some(question) = test.questions().into_iter().find(|it| is_about_work(it)) {
                let (clause, question) = (code.to_owned(), question.to_owned());
                return Err(ProgrammeError::AsksAboutWork { clause, question });
            }
        }
        Ok(programme)
    }

    /// The programmes that come with Rayuela, as (file text, programme).
    ///
    /// # Errors
    /// When a shipped file is broken; a test holds that none is.
    pub fn shipped() -> Result<Vec<(&'static str, Programme)>, ProgrammeError> {
        CATALOGUE
            .iter()
            .map(|text| Ok((*text, Programme::parse(text)?)))
            .collect()
    }

    /// Refuses a date on which the rule does not hold.
    ///
    /// # Errors
    /// Names the dates between which it does.
    pub fn in_force(&self, asked: NaiveDate) -> Result<(), ProgrammeError> {
        if (self.valid_from..=self.valid_to).contains(&asked) {
            return Ok(());
        }
        Err(ProgrammeError::NotInForce {
            id: self.id.clone(),
            from: self.valid_from,
            to: self.valid_to,
            asked,
        })
    }

    /// Every question that the rule looks at.
    pub fn questions(&self) -> BTreeSet<&str> {
        self.tests()
            .flat_map(|(_, test)| test.questions())
            .collect()
    }

    fn tests(&self) -> impl Iterator<Item = (&str, &Test)> {
        let clauses = self.clauses.iter().map(|it| (it.code.as_str(), &it.test));
        clauses.chain(self.documents.iter().map(|it| (it.code.as_str(), &it.test)))
    }

    /// What is given on a date.
    pub fn benefit(&self, on: NaiveDate) -> Option<&Benefit> {
        self.benefits
            .iter()
            .find(|benefit| (benefit.from..=benefit.to).contains(&on))
    }
}

/// Questions about a child's work, chores and safety, by the beginnings of their codes.
const ABOUT_WORK: [&str; 22] = [
    "worked",
    "rescue",
    "had_job",
    "absence_",
    "more_jobs",
    "job_",
    "hours_",
    "max_hours",
    "authorisation",
    "medical_certificate",
    "chores_",
    "asks_money",
    "why_works",
    "injury_",
    "if_stopped",
    "months_worked",
    "year_task",
    "moved_for_work",
    "away",
    "worry",
    "helped",
    "has_work",
];

fn is_about_work(question: &str) -> bool {
    question.starts_with("school_absence_")
        || ABOUT_WORK.iter().any(|start| question.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &str, to: &str, told: &str) {
        let text = CATALOGUE[0].replace(from, to);
        assert_ne!(text, CATALOGUE[0]);
        let refused = Programme::parse(&text).unwrap_err().to_string();
        assert!(refused.contains(told), "{refused}");
    }

    #[test]
    fn every_shipped_programme_reads_and_says_something() {
        for (_, programme) in Programme::shipped().unwrap() {
            assert!(programme.benefit(programme.valid_from).is_some());
            assert!(programme.benefit(programme.valid_to).is_some());
            assert!(!programme.sources.is_empty());
        }
    }

    #[test]
    fn a_shipped_rule_asks_only_what_the_questionnaire_asks() {
        let questionnaire = survey_forms::Questionnaire::shipped();
        for (_, programme) in Programme::shipped().unwrap() {
            for question in programme.questions() {
                assert!(questionnaire.question(question).is_some(), "{question}");
            }
        }
    }

    #[test]
    fn every_question_of_the_work_and_chores_sections_is_refused_in_a_rule() {
        let questionnaire = survey_forms::Questionnaire::shipped();
        let sections = [
            "activity",
            "job",
            "hours",
            "conditions",
            "year",
            "chores",
            "street",
            "safety",
        ];
        for section in sections {
            for question in &questionnaire.section(section).unwrap().questions {
                assert!(is_about_work(&question.code), "{}", question.code);
            }
        }
        check(r#""attends_school", is"#, r#""worked", is"#, "`worked`");
    }

    #[test]
    fn a_programme_file_with_an_empty_clause_or_a_strange_id_is_refused_by_name() {
        check(
            r#""attends_school", is = true"#,
            r#""attends_school""#,
            "attends",
        );
        check("id = \"beca-rita-cetina\"", "id = \"../beca\"", "../beca");
        check("[[document]]", "[[paper]]", "paper");
    }

    #[test]
    fn a_rule_is_refused_on_a_day_it_does_not_hold() {
        let day = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
        let (_, programme) = Programme::shipped().unwrap().remove(0);
        let refused = programme.in_force(day).unwrap_err().to_string();
        assert!(
            refused.contains("2025-01-01") && refused.contains("2026-12-31"),
            "{refused}"
        );
    }
}

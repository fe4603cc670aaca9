//! *Programa*: who may be proposed to it, by a dated rule that is data.
//!
//! Start at [`Programme::shipped`] and [`Programme::judge`]. A programme is one TOML file in
//! `catalogue/`. It does not know the class of a child, nor who asked.

mod family;
mod rule;
mod truth;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use family::{AgeSpan, Family, Told, Why};
pub use rule::{About, AnswerTest, Finding, Test};
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

/// What a line of the list says of a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// *Incluida o incluido*: every clause holds.
    Included,
    /// *No incluido*: a clause surely does not hold.
    Excluded,
    /// *No se puede saber*: an answer is missing.
    CannotTell,
}

/// Why a child stands where it stands: one clause or document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The clause's code.
    pub code: String,
    /// Its sentence.
    pub words: Words,
    /// When it cannot be told: which kind of answer is missing.
    pub why: Option<Why>,
}

/// The judgement on one child. `reasons` is never empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// Included, excluded or cannot tell.
    pub standing: Standing,
    /// The clauses that made it so.
    pub reasons: Vec<Reason>,
    /// Documents to gather.
    pub to_gather: Vec<Reason>,
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
        let documents = programme
            .documents
            .iter()
            .map(|document| (&document.code, &document.test));
        let clauses = programme
            .clauses
            .iter()
            .map(|clause| (&clause.code, &clause.test));
        let empty = clauses
            .chain(documents)
            .find(|(_, test)| !test.says_something());
        if let Some((code, _)) = empty {
            return Err(ProgrammeError::EmptyClause(code.clone()));
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

    /// What is given on a date.
    pub fn benefit(&self, on: NaiveDate) -> Option<&Benefit> {
        self.benefits
            .iter()
            .find(|benefit| (benefit.from..=benefit.to).contains(&on))
    }

    /// Judges one child of a family, with reasons.
    pub fn judge(&self, family: &Family, child: &str) -> Judgement {
        let found: Vec<(&Clause, Finding)> = self
            .clauses
            .iter()
            .map(|clause| (clause, clause.test.of(family, child)))
            .collect();
        let whole = Truth::all(found.iter().map(|(_, finding)| finding.truth));
        let standing = match whole {
            Truth::True => Standing::Included,
            Truth::False => Standing::Excluded,
            Truth::Unknown => Standing::CannotTell,
        };
        let decisive = found.iter().filter(|(_, finding)| finding.truth == whole);
        let reasons = decisive
            .map(|(clause, finding)| clause.reason(*finding))
            .collect();
        let missing = self
            .documents
            .iter()
            .filter(|document| document.test.of(family, child).truth != Truth::True);
        let to_gather = missing
            .map(|document| Reason {
                code: document.code.clone(),
                words: document.missing.clone(),
                why: None,
            })
            .collect();
        Judgement {
            standing,
            reasons,
            to_gather,
        }
    }
}

impl Clause {
    fn reason(&self, finding: Finding) -> Reason {
        let words = match finding.truth {
            Truth::True => &self.met,
            Truth::False => &self.unmet,
            Truth::Unknown => &self.unknown,
        };
        Reason {
            code: self.code.clone(),
            words: words.clone(),
            why: finding.why,
        }
    }
}

impl Why {
    /// Said behind the sentence of what cannot be told.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Why::NotAsked => ("No se preguntó.", "It was not asked."),
            Why::DontKnow => ("La persona no sabe.", "The person does not know."),
            Why::Refused => (
                "La persona prefirió no responder.",
                "The person preferred not to answer.",
            ),
            Why::Discrepancy => ("Hay respuestas distintas.", "There are differing answers."),
            Why::Range => ("Sólo se conoce un intervalo.", "Only a range is known."),
        }
    }
}

impl Standing {
    /// All three, in the order of a list.
    pub const ALL: [Standing; 3] = [Standing::Included, Standing::Excluded, Standing::CannotTell];

    /// Its code in rows and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Standing::Included => "included",
            Standing::Excluded => "excluded",
            Standing::CannotTell => "cannot_tell",
        }
    }

    /// The standing of that code.
    pub fn of_code(code: &str) -> Option<Standing> {
        Standing::ALL
            .into_iter()
            .find(|standing| standing.code() == code)
    }

    /// Spanish and English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Standing::Included => ("Propuesta", "Proposed"),
            Standing::Excluded => ("No incluida", "Not included"),
            Standing::CannotTell => ("No se puede saber", "Cannot tell"),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const CHILD: &str = "mchild1";

    fn rita() -> Programme {
        let mut shipped = Programme::shipped().unwrap();
        shipped.remove(0).1
    }

    fn pupil() -> Vec<(&'static str, &'static str, Value)> {
        vec![
            (CHILD, "attends_school", json!(true)),
            (CHILD, "school_level", json!("primary")),
            (CHILD, "school_public", json!(true)),
            (CHILD, "programmes", json!("")),
            (CHILD, "curp", json!("XXXX000101HNEXXXA4")),
            ("mmother", "programmes", json!("")),
        ]
    }

    fn family(answers: &[(&str, &str, Value)]) -> Family {
        let mut family = Family::default();
        family.aged(CHILD, Some(11), Some(11));
        for (member, code, value) in answers {
            family.answered(member, code, value.clone());
        }
        family
    }

    fn check(changed: &[(&str, &str, Value)], standing: Standing, reasons: &[&str]) {
        let mut answers = pupil();
        answers
            .retain(|(member, code, _)| !changed.iter().any(|it| it.0 == *member && it.1 == *code));
        answers.extend(changed.iter().filter(|it| !it.2.is_null()).cloned());
        let judgement = rita().judge(&family(&answers), CHILD);
        let codes: Vec<&str> = judgement
            .reasons
            .iter()
            .map(|reason| reason.code.as_str())
            .collect();
        assert_eq!((judgement.standing, codes.as_slice()), (standing, reasons));
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
    fn a_pupil_of_a_public_primary_is_proposed_with_every_clause_as_reason() {
        let all = [
            "age",
            "attends",
            "basic_level",
            "public_school",
            "not_yet_received",
        ];
        check(&[], Standing::Included, &all);
    }

    #[test]
    fn a_child_out_of_school_is_excluded_and_told_to_re_enrol() {
        let out = [
            (CHILD, "attends_school", json!(false)),
            (CHILD, "school_level", Value::Null),
        ];
        check(&out, Standing::Excluded, &["attends"]);
    }

    #[test]
    fn one_missing_answer_means_cannot_tell_and_names_it() {
        check(
            &[(CHILD, "school_public", Value::Null)],
            Standing::CannotTell,
            &["public_school"],
        );
        check(
            &[(CHILD, "school_public", json!("!dont_know"))],
            Standing::CannotTell,
            &["public_school"],
        );
    }

    #[test]
    fn a_sure_exclusion_wins_over_a_missing_answer() {
        let answers = [
            (CHILD, "school_public", Value::Null),
            ("mmother", "programmes", json!("beca_rita_cetina")),
        ];
        check(&answers, Standing::Excluded, &["not_yet_received"]);
    }

    #[test]
    fn a_missing_curp_excludes_nobody_but_is_said() {
        let mut answers = pupil();
        answers.retain(|(_, code, _)| *code != "curp");
        let judgement = rita().judge(&family(&answers), CHILD);
        assert_eq!(judgement.standing, Standing::Included);
        assert_eq!(judgement.to_gather.len(), 1);
    }

    #[test]
    fn a_rule_is_refused_on_a_day_it_does_not_hold() {
        let day = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
        let refused = rita().in_force(day).unwrap_err().to_string();
        assert!(
            refused.contains("2025-01-01") && refused.contains("2026-12-31"),
            "{refused}"
        );
    }

    #[test]
    fn a_programme_file_with_an_empty_clause_is_refused_by_name() {
        let text = CATALOGUE[0].replace(r#""attends_school", is = true"#, r#""attends_school""#);
        let refused = Programme::parse(&text).unwrap_err().to_string();
        assert!(refused.contains("attends"), "{refused}");
    }
}

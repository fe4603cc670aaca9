//! Judging one child by a programme's rule: included, excluded or not to be told, with reasons.
//!
//! Start at [`Programme::judge`]. It looks at a [`Family`] and knows no list.

use serde::{Deserialize, Serialize};

use super::rule::Finding;
use super::{Clause, Family, Programme, Truth, Why, Words};

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

impl Programme {
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
}

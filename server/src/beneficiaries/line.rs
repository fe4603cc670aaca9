//! One line of a list: a child, where it stands, why, and what a programme's office needs to
//! find the family. It has no field for a class.

use serde::{Deserialize, Serialize};

use crate::programmes::{Family, Reason, Standing, Told};

/// One child of the snapshot.
#[derive(Clone, Debug)]
pub struct Line {
    /// The household's id.
    pub household: String,
    /// The round.
    pub survey: String,
    /// The child's place in the record.
    pub member: String,
    /// The person's folio: the household's, and the child's place. Never a case's.
    pub folio: String,
    /// `ageb:…`.
    pub area: String,
    /// Included, excluded or cannot tell.
    pub standing: Standing,
    /// Never empty.
    pub reasons: Vec<Reason>,
    /// Documents to gather.
    pub to_gather: Vec<Reason>,
    /// Identity, contact, eligibility facts.
    pub person: Person,
}

/// Identity, contact and eligibility facts as they stood when the list was drawn up. Several
/// answers kept at one place stand side by side, separated by ` / `.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Given names.
    pub given_names: String,
    /// First surname.
    pub first_surname: String,
    /// Second surname.
    pub second_surname: String,
    /// Sex's code as answered.
    pub sex: String,
    /// `YYYY-MM-DD`, if known.
    pub birth_date: String,
    /// Least age in years.
    pub age_min: Option<u32>,
    /// Greatest age in years.
    pub age_max: Option<u32>,
    /// CURP, if given.
    pub curp: String,
    /// The head of the household's name.
    pub contact: String,
    /// Street and number.
    pub address: String,
    /// Colonia.
    pub neighbourhood: String,
    /// Block's key.
    pub block: String,
    /// The dwelling's number on the list.
    pub dwelling: String,
    /// Ten digits.
    pub telephone: String,
    /// When it is safe to call.
    pub safe_time: String,
    /// Whether the child attends school: `true`, `false` or empty.
    pub attends_school: String,
    /// School level's code.
    pub school_level: String,
    /// School grade.
    pub school_grade: String,
    /// Whether the school is public: `true`, `false` or empty.
    pub school_public: String,
    /// Codes of programmes that the child receives, joined by one space.
    pub programmes: String,
}

impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Person(***)")
    }
}

/// The questions whose answers a line may hold, beside those that a rule asks about.
pub const QUESTIONS: [&str; 18] = [
    "given_names",
    "first_surname",
    "second_surname",
    "sex",
    "birth_date",
    "curp",
    "kinship",
    "address",
    "neighbourhood",
    "block",
    "dwelling_number",
    "telephone",
    "telephone_safe_time",
    "attends_school",
    "school_level",
    "school_grade",
    "school_public",
    "programmes",
];

impl Person {
    /// Takes what a line needs from a family's answers, and nothing else.
    pub fn of(family: &Family, child: &str) -> Person {
        let own = |code| said(family, child, code);
        let home = |code| said(family, "", code);
        let (age_min, age_max) = family.age_span(child);
        Person {
            given_names: own("given_names"),
            first_surname: own("first_surname"),
            second_surname: own("second_surname"),
            sex: own("sex"),
            birth_date: own("birth_date"),
            age_min,
            age_max,
            curp: own("curp"),
            contact: head(family),
            address: home("address"),
            neighbourhood: home("neighbourhood"),
            block: home("block"),
            dwelling: home("dwelling_number"),
            telephone: home("telephone"),
            safe_time: home("telephone_safe_time"),
            attends_school: own("attends_school"),
            school_level: own("school_level"),
            school_grade: own("school_grade"),
            school_public: own("school_public"),
            programmes: own("programmes"),
        }
    }

    /// Given names and surnames in one line.
    pub fn name(&self) -> String {
        let parts = [&self.given_names, &self.first_surname, &self.second_surname];
        let known: Vec<&str> = parts
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        known.join(" ")
    }
}

fn head(family: &Family) -> String {
    let is_head = |member: &&str| {
        family
            .told(member, "kinship")
            .contains(&Told::Words("head".into()))
    };
    let Some(head) = family.members().find(is_head) else {
        return String::new();
    };
    let parts =
        ["given_names", "first_surname", "second_surname"].map(|code| said(family, head, code));
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Each different known answer, side by side.
fn said(family: &Family, subject: &str, code: &str) -> String {
    let mut said: Vec<String> = Vec::new();
    for told in family.told(subject, code) {
        let text = match told {
            Told::YesNo(yes) => yes.to_string(),
            Told::Words(words) => words,
            Told::Span(min, max) if min.to_bits() == max.to_bits() => min.to_string(),
            Told::Span(min, max) => format!("{min} a {max}"),
            Told::Nothing(_) => continue,
        };
        if !said.contains(&text) {
            said.push(text);
        }
    }
    said.join(" / ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_line_takes_the_childs_identity_and_the_heads_name_as_contact() {
        let mut family = Family::default();
        family.aged("mchild1", Some(11), Some(12));
        for (subject, code, value) in [
            ("mchild1", "given_names", json!("Ximena")),
            ("mchild1", "given_names", json!("Jimena")),
            ("mchild1", "curp", json!("!refused")),
            ("mchild1", "worked", json!(true)),
            ("mmother", "kinship", json!("head")),
            ("mmother", "given_names", json!("Lucía")),
            ("", "telephone", json!("9610000000")),
        ] {
            family.answered(subject, code, value);
        }
        let person = Person::of(&family, "mchild1");
        assert_eq!(person.given_names, "Ximena / Jimena");
        assert_eq!(
            (person.curp.as_str(), person.contact.as_str()),
            ("", "Lucía")
        );
        assert_eq!((person.age_min, person.age_max), (Some(11), Some(12)));
        assert_eq!(person.telephone, "9610000000");
    }

    #[test]
    fn no_question_about_work_or_chores_can_enter_a_line() {
        for question in QUESTIONS {
            assert!(
                !question.contains("work")
                    && !question.contains("job")
                    && !question.contains("chores")
            );
            assert!(!question.contains("hours"), "{question}");
        }
    }
}

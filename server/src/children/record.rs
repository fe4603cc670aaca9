//! The record behind a child, in the words of its questionnaire: each question with every
//! answer that was kept, who gave it and when.
//!
//! Start at [`Record::of`]. It reads rows of answers and knows no verdict.

use serde_json::Value;
use survey_forms::{Answer, Kind, Question, Questionnaire};

use super::store::KeptValue;
use crate::pages::{Lang, day, hour};

/// The answers, by section.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// In the order of the questionnaire.
    pub sections: Vec<RecordSection>,
}

/// One section about the household, the child, or one of its jobs.
#[derive(Clone, Debug)]
pub struct RecordSection {
    /// In words, with the job's number.
    pub title: String,
    /// Only what was answered.
    pub lines: Vec<Line>,
}

impl RecordSection {
    /// Whether answers given apart stand in it: such a section is shown open.
    pub fn differs(&self) -> bool {
        self.lines.iter().any(Line::differs)
    }
}

/// One question and what was answered.
#[derive(Clone, Debug)]
pub struct Line {
    /// The question as it was asked.
    pub question: String,
    /// One answer, or two and more that differ.
    pub answers: Vec<Said>,
}

impl Line {
    /// Two answers were given apart and both are kept.
    pub fn differs(&self) -> bool {
        self.answers.len() > 1
    }
}

/// One answer with who gave it.
#[derive(Clone, Debug)]
pub struct Said {
    /// In words.
    pub words: String,
    /// «Rosa, 21 nov 2026, 16:30».
    pub by: String,
}

/// Shown in the block of contact, and not again below.
const ELSEWHERE: [&str; 12] = [
    "given_names",
    "first_surname",
    "second_surname",
    "birth_date",
    "curp",
    "address",
    "neighbourhood",
    "telephone",
    "telephone_safe_time",
    "area",
    "block",
    "dwelling_number",
];

impl Record {
    /// Puts the kept values into the questionnaire's words.
    pub fn of(questionnaire: &Questionnaire, kept: &[KeptValue], lang: Lang) -> Record {
        let mut record = Record::default();
        for section in &questionnaire.sections {
            for subject in subjects(kept, section.questions.as_slice()) {
                let lines: Vec<Line> = section
                    .questions
                    .iter()
                    .filter(|question| {
                        !ELSEWHERE.contains(&question.code.as_str()) && !question.by_device
                    })
                    .filter_map(|question| line(question, &subject, kept, lang))
                    .collect();
                if !lines.is_empty() {
                    let title = lang.t(&section.title.es, &section.title.en);
                    record.sections.push(RecordSection {
                        title: with_job(title, &subject, lang),
                        lines,
                    });
                }
            }
        }
        record
    }
}

/// The subjects that answered a question of this section, in their own order.
fn subjects(kept: &[KeptValue], questions: &[Question]) -> Vec<String> {
    let mut subjects: Vec<String> = Vec::new();
    for value in kept {
        let of_section = questions.iter().any(|question| question.code == value.code);
        if of_section && !subjects.contains(&value.subject) {
            subjects.push(value.subject.clone());
        }
    }
    subjects
}

fn with_job(title: &str, subject: &str, lang: Lang) -> String {
    match subject.split_once(".j") {
        Some((_, n)) => format!("{title} ({} {n})", lang.t("trabajo", "job")),
        None => title.to_owned(),
    }
}

fn line(question: &Question, subject: &str, kept: &[KeptValue], lang: Lang) -> Option<Line> {
    let values = kept
        .iter()
        .filter(|value| value.subject == subject && value.code == question.code);
    let answers: Vec<Said> = values
        .map(|value| said(&question.kind, value, lang))
        .collect();
    let text = lang.t(&question.text.es, &question.text.en);
    (!answers.is_empty()).then(|| Line {
        question: text.to_owned(),
        answers,
    })
}

fn said(kind: &Kind, value: &KeptValue, lang: Lang) -> Said {
    let scalar: Value = serde_json::from_str(&value.value).unwrap_or_default();
    let when = format!("{} {}", day(&value.given_at, lang), hour(&value.given_at));
    let by = value
        .person
        .as_ref()
        .map_or_else(|| when.clone(), |person| format!("{person}, {when}"));
    Said {
        words: in_words(kind, &scalar, lang),
        by,
    }
}

/// An answer's scalar form in words.
pub fn in_words(kind: &Kind, scalar: &Value, lang: Lang) -> String {
    let Ok(answer) = Answer::from_scalar(kind, scalar) else {
        return lang
            .t(
                "Respuesta que este cuestionario no conoce",
                "An answer this questionnaire does not know",
            )
            .to_owned();
    };
    let option = |code: &str| {
        let known = kind.options().iter().find(|choice| choice.code == code);
        known.map_or_else(
            || code.to_owned(),
            |choice| lang.t(&choice.text.es, &choice.text.en).to_owned(),
        )
    };
    match answer {
        Answer::Text(text) => text,
        Answer::Number(number) => number.to_string(),
        Answer::YesNo(yes) => if yes { lang.t("Sí", "Yes") } else { "No" }.to_owned(),
        Answer::Choice(code) => option(&code),
        Answer::Choices(codes) if codes.is_empty() => lang.t("Ninguna", "None").to_owned(),
        Answer::Choices(codes) => codes
            .iter()
            .map(|code| option(code))
            .collect::<Vec<_>>()
            .join("; "),
        Answer::Date(date) => day(&date.to_string(), lang),
        Answer::Interval { min, max } => format!("{min} {} {max}", lang.t("a", "to")),
        Answer::DontKnow => lang.t("No sabe", "Does not know").to_owned(),
        Answer::Refused => lang
            .t("Prefiere no responder", "Prefers not to answer")
            .to_owned(),
        Answer::NotAsked => lang.t("No se preguntó", "Was not asked").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(subject: &str, code: &str, value: &str, person: &str) -> KeptValue {
        KeptValue {
            subject: subject.into(),
            code: code.into(),
            value: value.into(),
            person: Some(person.into()),
            given_at: "2026-11-21T22:30:00.000Z".into(),
        }
    }

    #[test]
    fn two_answers_given_apart_stand_side_by_side_with_who_and_when() {
        let values = [
            kept("m3f2a1c", "attends_school", "true", "Rosa"),
            kept("m3f2a1c", "attends_school", "false", "Juan"),
        ];
        let record = Record::of(&Questionnaire::shipped(), &values, Lang::Es);
        let line = &record.sections[0].lines[0];
        assert!(line.differs());
        assert_eq!(line.answers[0].words, "Sí");
        assert_eq!(line.answers[1].by, "Juan, 21 nov 2026 16:30");
    }

    #[test]
    fn dont_know_refused_and_not_asked_are_told_apart() {
        let words = ["!dont_know", "!refused", "!not_asked"]
            .map(|scalar| in_words(&Kind::YesNo, &Value::from(scalar), Lang::Es));
        assert_eq!(
            words,
            ["No sabe", "Prefiere no responder", "No se preguntó"]
        );
    }

    #[test]
    fn a_name_stands_in_the_block_of_contact_and_not_in_the_record() {
        let values = [kept("m3f2a1c", "given_names", "\"Ximena\"", "Rosa")];
        let record = Record::of(&Questionnaire::shipped(), &values, Lang::Es);
        assert!(record.sections.is_empty());
    }

    #[test]
    fn each_job_of_a_child_is_a_section_of_its_own() {
        let values = [
            kept("m3f2a1c.j1", "job_after_22", "true", "Rosa"),
            kept("m3f2a1c.j2", "job_after_22", "false", "Rosa"),
        ];
        let record = Record::of(&Questionnaire::shipped(), &values, Lang::Es);
        let titles: Vec<&str> = record
            .sections
            .iter()
            .map(|section| section.title.as_str())
            .collect();
        assert!(
            titles[0].ends_with("(trabajo 1)") && titles[1].ends_with("(trabajo 2)"),
            "{titles:?}"
        );
    }
}

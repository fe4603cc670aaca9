//! Schooling against age, and against what else was said of school. Start with [`look`].

use chrono::NaiveDate;

use super::{Remark, check, must_fix};
use crate::age::age_on;
use crate::answer::Answer;
use crate::answers::Answers;

/// Level, least age in it, most grades of it. A year below Mexico's usual age of entry.
const LEVELS: [(&str, u32, f64); 6] = [
    ("preschool", 2, 3.0),
    ("primary", 5, 6.0),
    ("secondary", 11, 3.0),
    ("upper_secondary", 14, 3.0),
    ("technical", 14, 5.0),
    ("university", 17, 9.0),
];

/// All remarks on one member's schooling.
pub(super) fn look(answers: &Answers, member: &str, reference: NaiveDate) -> Vec<Remark> {
    let found = [
        level_and_age(answers, member, reference),
        grade_and_level(answers, member),
        basic_and_level(answers, member),
        scholarship_and_school(answers, member),
    ];
    found.into_iter().flatten().collect()
}

fn level(answers: &Answers, member: &str) -> Option<(&'static str, u32, f64)> {
    let chosen = answers.chosen(member, "school_level")?;
    LEVELS.into_iter().find(|(level, ..)| *level == chosen)
}

fn level_and_age(answers: &Answers, member: &str, reference: NaiveDate) -> Option<Remark> {
    let (_, least, _) = level(answers, member)?;
    let age = age_on(answers, member, reference)?;
    let (es, en) = (
        "Es pequeña o pequeño para ese nivel de escuela. ¿Es así?",
        "Young for that level of school. Is that so?",
    );
    (age.max < least).then(|| check("school_age", member, "school_level", es, en))
}

fn grade_and_level(answers: &Answers, member: &str) -> Option<Remark> {
    let (.., grades) = level(answers, member)?;
    let Some(Answer::Number(grade)) = answers.get(member, "school_grade") else {
        return None;
    };
    let (es, en) = (
        "Ese nivel no tiene tantos grados. Corrija el grado o el nivel.",
        "That level has fewer grades. Correct the grade or the level.",
    );
    (*grade > grades).then(|| must_fix("school_grade", member, "school_grade", es, en))
}

fn basic_and_level(answers: &Answers, member: &str) -> Option<Remark> {
    let Some(Answer::YesNo(completed)) = answers.get(member, "basic_completed") else {
        return None;
    };
    let chosen = answers.chosen(member, "school_level")?;
    let past = matches!(chosen, "upper_secondary" | "university");
    let before = matches!(chosen, "none" | "preschool" | "primary");
    let (es, en) = (
        "Terminar la secundaria no coincide con el nivel de escuela.",
        "Finishing lower secondary does not agree with the level of school.",
    );
    let differ = (*completed && before) || (!completed && past);
    differ.then(|| check("basic_level", member, "basic_completed", es, en))
}

fn scholarship_and_school(answers: &Answers, member: &str) -> Option<Remark> {
    let Some(Answer::Choices(programmes)) = answers.get(member, "programmes") else {
        return None;
    };
    let paid_for_school =
        programmes.contains("beca_rita_cetina") || programmes.contains("beca_benito_juarez");
    let away = answers.get(member, "attends_school") == Some(&Answer::YesNo(false));
    let (es, en) = (
        "Recibe una beca y no va a la escuela. ¿Es así?",
        "Has a scholarship and does not attend school. Is that so?",
    );
    (paid_for_school && away).then(|| check("scholarship", member, "programmes", es, en))
}

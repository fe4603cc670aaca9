//! The roster: one head, ages that kinship allows, birth dates that agree with what else was said.
//! Start with [`look`].

use chrono::NaiveDate;

use super::{Remark, check, must_fix};
use crate::age::{age_on, age_said};
use crate::answer::Answer;
use crate::answers::Answers;
use crate::curp;

/// Nobody younger heads a household or is married in it.
const GROWN_MIN: u32 = 12;
/// A head younger than this is possible and asked again.
const HEAD_USUAL_MIN: u32 = 15;
/// Least years between a parent and a child.
const GENERATION_MIN: u32 = 12;

/// All remarks on the roster.
pub(super) fn look(answers: &Answers, reference: NaiveDate) -> Vec<Remark> {
    let members = answers.members();
    let mut remarks = heads(answers, &members);
    for (n, member) in members.iter().enumerate() {
        remarks.extend(kinship_and_age(answers, member, reference));
        remarks.extend(birth(answers, member, reference));
        remarks.extend(curp_agrees(answers, member));
        if members[..n]
            .iter()
            .any(|other| is_same_person(answers, member, other))
        {
            remarks.push(check(
                "same_person",
                member,
                "given_names",
                "Esta persona parece estar dos veces en la lista.",
                "This person seems to be on the list twice.",
            ));
        }
    }
    remarks
}

fn heads(answers: &Answers, members: &[&str]) -> Vec<Remark> {
    let of = |kinship: &str| -> Vec<&str> {
        let found = members
            .iter()
            .filter(|m| answers.chosen(m, "kinship") == Some(kinship));
        found.copied().collect()
    };
    let mut remarks = Vec::new();
    if members.is_empty() {
        let (es, en) = (
            "Anote al menos a una persona del hogar.",
            "Note at least one person of the household.",
        );
        remarks.push(must_fix("no_members", "", "given_names", es, en));
        return remarks;
    }
    let all_told = members
        .iter()
        .all(|m| answers.chosen(m, "kinship").is_some());
    if of("head").is_empty() && all_told {
        let (es, en) = (
            "Falta decir quién dirige el hogar.",
            "It is missing who heads the household.",
        );
        remarks.push(must_fix("no_head", members[0], "kinship", es, en));
    }
    for second in of("head").into_iter().skip(1) {
        let (es, en) = (
            "Sólo una persona puede dirigir el hogar.",
            "Only one person can head the household.",
        );
        remarks.push(must_fix("two_heads", second, "kinship", es, en));
    }
    for second in of("spouse").into_iter().skip(1) {
        let (es, en) = (
            "Hay dos parejas de quien dirige el hogar. ¿Es así?",
            "The head has two partners. Is that so?",
        );
        remarks.push(check("two_spouses", second, "kinship", es, en));
    }
    remarks
}

fn kinship_and_age(answers: &Answers, member: &str, reference: NaiveDate) -> Option<Remark> {
    let kinship = answers.chosen(member, "kinship")?;
    let age = age_on(answers, member, reference)?;
    let head = || {
        let members = answers.members();
        let head = members
            .into_iter()
            .find(|m| answers.chosen(m, "kinship") == Some("head"))?;
        age_on(answers, head, reference)
    };
    let (es, en) = match kinship {
        "head" | "spouse" if age.max < GROWN_MIN => {
            let (es, en) = (
                "Es muy pequeña o pequeño para ese parentesco. Corrija la edad o el parentesco.",
                "Too young for that kinship. Correct the age or the kinship.",
            );
            return Some(must_fix("kinship_age", member, "kinship", es, en));
        }
        "head" if age.max < HEAD_USUAL_MIN => (
            "Dirige el hogar y es menor de 15 años. ¿Es así?",
            "Heads the household and is under 15. Is that so?",
        ),
        "spouse" if age.max < 18 => (
            "Es pareja de quien dirige el hogar y no cumple 18 años. ¿Es así?",
            "Is the head's partner and is under 18. Is that so?",
        ),
        "child" if head()?.max < age.min + GENERATION_MIN => (
            "Es casi de la edad de quien dirige el hogar. ¿Es su hija o hijo?",
            "Is nearly as old as the head. Is this a daughter or son?",
        ),
        "grandchild" if head()?.max < age.min + 2 * GENERATION_MIN => (
            "Quien dirige el hogar es muy joven para tener nietos. ¿Es así?",
            "The head is very young to have grandchildren. Is that so?",
        ),
        "parent" if age.max < head()?.min + GENERATION_MIN => (
            "Es muy joven para ser madre o padre de quien dirige. ¿Es así?",
            "Is very young to be the head's parent. Is that so?",
        ),
        _ => return None,
    };
    Some(check("kinship_age", member, "kinship", es, en))
}

fn birth(answers: &Answers, member: &str, reference: NaiveDate) -> Option<Remark> {
    let Some(Answer::Date(born)) = answers.get(member, "birth_date") else {
        let told = answers.get(member, "birth_date").is_some();
        let (es, en) = (
            "Nadie sabe su edad. ¿En qué momento de la vida está?",
            "Nobody knows the age. At what stage of life is this person?",
        );
        let unknown = told && age_on(answers, member, reference).is_none();
        return unknown.then(|| check("age_unknown", member, "age", es, en));
    };
    let by_birth = crate::age::years_on(*born, reference)?;
    let said = answers.get(member, "age").and_then(age_said)?;
    let (es, en) = (
        "La edad y la fecha de nacimiento no coinciden.",
        "The age and the birth date do not agree.",
    );
    let agree = (said.min..=said.max).contains(&by_birth);
    (!agree).then(|| check("birth_and_age", member, "birth_date", es, en))
}

/// The CURP carries birth date, sex and a check digit.
fn curp_agrees(answers: &Answers, member: &str) -> Option<Remark> {
    let Some(Answer::Text(curp)) = answers.get(member, "curp") else {
        return None;
    };
    if !curp::has_form(curp) {
        return None;
    }
    let (es, en) = if !curp::check_digit_fits(curp) {
        (
            "La CURP parece mal copiada. Revise letra por letra.",
            "The CURP seems to be miscopied. Check letter by letter.",
        )
    } else if born_otherwise(answers, member, curp) {
        (
            "La CURP y la fecha de nacimiento no coinciden.",
            "The CURP and the birth date do not agree.",
        )
    } else if matches!(
        (answers.chosen(member, "sex"), curp.as_bytes()[10]),
        (Some("woman"), b'H') | (Some("man"), b'M')
    ) {
        (
            "La CURP dice otro sexo. Revise los dos datos.",
            "The CURP says another sex. Check both.",
        )
    } else {
        return None;
    };
    Some(check("curp", member, "curp", es, en))
}

fn born_otherwise(answers: &Answers, member: &str, curp: &str) -> bool {
    match answers.get(member, "birth_date") {
        Some(Answer::Date(born)) => born.format("%y%m%d").to_string() != curp[4..10],
        _ => false,
    }
}

fn is_same_person(answers: &Answers, one: &str, other: &str) -> bool {
    let same = |code: &str| {
        let known = answers.get(one, code).filter(|answer| answer.is_known());
        known.is_some() && known == answers.get(other, code)
    };
    same("given_names") && same("first_surname") && (same("birth_date") || same("age"))
}

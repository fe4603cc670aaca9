//! `rayuela form check`: everything that would go wrong with a questionnaire, in one list.

use std::{path::PathBuf, process::ExitCode};

use survey_forms::{About, Finding, Grade, Questionnaire, Words, check};

use super::read;
use crate::{
    classifications::{child_facts::asked, edition},
    programmes::Programme,
};

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Cuestionarios: .json, .xlsx o .md; sin archivo, los incluidos | Questionnaires; without a
    /// file, those that are shipped
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Check {
    /// Prints each finding; status 1 when one is to be put right.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let mut sound = true;
        if self.files.is_empty() {
            for questionnaire in Questionnaire::all_shipped() {
                sound &= tell(&questionnaire.id, &questionnaire)?;
            }
        }
        for file in &self.files {
            let read = read::read(file)?;
            for finding in &read.findings {
                println!("{finding}");
            }
            sound &= tell(&file.display().to_string(), &read.questionnaire)?;
        }
        Ok(if sound {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

fn tell(name: &str, questionnaire: &Questionnaire) -> anyhow::Result<bool> {
    let mut findings = check(questionnaire);
    findings.extend(unasked(questionnaire)?);
    for finding in &findings {
        let grade = match finding.severity {
            Grade::Wrong => "corregir | put right",
            Grade::Look => "revisar | look at",
        };
        println!(
            "{name}: {}: {} [{}; {grade}]\n  {}",
            finding.place, finding.words.es, finding.code, finding.words.en
        );
    }
    let asked = questionnaire.questions().filter(|(_, q)| q.kind.is_asked());
    let asked = asked.count();
    println!(
        "{name} {}: {asked} preguntas, {found} avisos | {asked} questions, {found} findings",
        questionnaire.version,
        found = findings.len(),
    );
    Ok(findings
        .iter()
        .all(|finding| finding.severity != Grade::Wrong))
}

/// Facts of a child and conditions of a programme that no question of this questionnaire tells. A
/// form without a part about each child is not meant to tell them.
fn unasked(questionnaire: &Questionnaire) -> anyhow::Result<Vec<Finding>> {
    let about_children = |s: &survey_forms::Section| s.about == About::EachChild;
    if !questionnaire.sections.iter().any(about_children) {
        return Ok(Vec::new());
    }
    let has = |code: &str| questionnaire.question(code).is_some();
    let mut findings = Vec::new();
    let edition = edition::pinned("mx-inegi-2016")?;
    for fact in edition.facts.keys() {
        let codes = asked::questions(&fact.replace("[]", "[0]"));
        if !codes.iter().any(|code| has(code)) {
            findings.push(finding(
                "fact_not_asked",
                fact,
                format!(
                    "Ninguna pregunta dice este dato de la niña o el niño. Se lee de: {}.",
                    codes.join(", ")
                ),
                format!(
                    "No question tells this fact of a child. It is read from: {}.",
                    codes.join(", ")
                ),
            ));
        }
    }
    for (_, programme) in Programme::shipped()? {
        for question in programme.questions() {
            if !has(question) {
                findings.push(finding(
                    "programme_not_asked",
                    &programme.id,
                    format!("La regla necesita la pregunta `{question}`, que nadie haría."),
                    format!("The rule needs the question `{question}`, which nobody would ask."),
                ));
            }
        }
    }
    Ok(findings)
}

fn finding(code: &'static str, place: &str, es: String, en: String) -> Finding {
    Finding {
        severity: Grade::Wrong,
        code,
        place: place.to_owned(),
        words: Words { es, en },
    }
}

//! *Por qué, y qué falta por saber*: one child's verdict explained in the page's language: its
//! grounds with their sources, what another reading of the definition would decide, what is
//! missing with the questions that would settle it, and the legal alerts.
//!
//! Start at [`Why::of`]. The sentences are `classify`'s, the questions the questionnaire's. Here
//! nothing is decided and no name is known; `take_grounds.rs` writes the same to a file.

use classify::{ChildFacts, Classification, Edition, Explained, Missing, Words};
use serde_json::Value;
use survey_forms::{Answer, AnswerKey, KeptAnswers, Questionnaire};

use super::find::decides;
use super::store::{KeptValue, OneChild};
use super::words;
use crate::classifications::child_facts::asked;
use crate::classifications::edition;
use crate::pages::{Lang, day};

/// More questions than this for one fact are counted instead.
const QUESTIONS_MAX: usize = 3;

/// Everything that explains one verdict.
#[derive(Clone, Debug, Default)]
pub struct Why {
    /// The grounds of the class.
    pub grounds: Vec<Ground>,
    /// Other things that were looked at and do not make the class.
    pub also: Vec<Ground>,
    /// Legal alerts.
    pub alerts: Vec<Ground>,
    /// Other readings of the definition under which the result differs.
    pub readings: Vec<Ground>,
    /// What is missing.
    pub missing: Vec<Open>,
    /// Points of the law that the answers cannot decide: article, what it is about.
    pub undecided: Vec<(String, String)>,
    /// Which definition, and when it was applied.
    pub definition: String,
    /// The answers could not be classified, or not be explained any more.
    pub refused: bool,
}

/// One sentence and where it comes from.
#[derive(Clone, Debug)]
pub struct Ground {
    /// In the page's language.
    pub words: String,
    /// Articles, releases, choices in words.
    pub source: String,
}

/// A fact that leaves something open.
#[derive(Clone, Debug)]
pub struct Open {
    /// What is missing, or which answers differ.
    pub what: String,
    /// The questions to ask again, as the questionnaire words them.
    pub questions: Vec<String>,
    /// How many more there are, and in which section of the questionnaire.
    pub more: Option<(usize, String)>,
}

/// A verdict read back with what it was made of.
pub struct Told {
    /// The edition that was applied.
    pub edition: &'static Edition,
    /// The verdict and its explanation, in both languages.
    pub explained: Explained,
}

impl Told {
    /// Explains a stored verdict; `None` where the answers could not be classified.
    pub fn of(child: &OneChild) -> Option<Told> {
        let edition = edition::pinned(&child.edition).ok()?;
        let facts: ChildFacts = serde_json::from_str(&child.facts).ok()?;
        let verdict: Classification = serde_json::from_str(&child.found.verdict).ok()?;
        let explained = Explained::of(edition, &facts, verdict);
        Some(Told { edition, explained })
    }
}

impl Why {
    /// Explains one child's stored verdict.
    pub fn of(
        child: &OneChild,
        kept: &[KeptValue],
        questionnaire: &Questionnaire,
        lang: Lang,
    ) -> Why {
        let Some(told) = Told::of(child) else {
            return Why::as_stored(child, lang);
        };
        let of_text = |words: &Words| lang.t(&words.es, &words.en).to_owned();
        let mut why = Why::default();
        for ground in &told.explained.grounds {
            let text = lang.t(&ground.es, &ground.en);
            why.file(&ground.code, Ground::of(text, &ground.source, lang));
        }
        why.readings = told
            .explained
            .readings
            .iter()
            .map(|other| Ground::of(lang.t(&other.es, &other.en), &other.source, lang))
            .collect();
        let answers = as_answers(questionnaire, kept);
        why.missing = told
            .explained
            .missing
            .iter()
            .map(|gap| Open::of(gap, questionnaire, &answers, &child.member, lang))
            .collect();
        why.undecided = told
            .edition
            .undecided
            .points
            .iter()
            .map(|point| {
                (
                    point.article.clone(),
                    lang.t(&point.es, &point.en).to_owned(),
                )
            })
            .collect();
        why.definition = format!(
            "{} ({}) · {}",
            of_text(&told.edition.title),
            child.edition,
            day(&child.classified_at, lang)
        );
        why
    }

    /// The grounds as they were written down when the child was classified.
    fn as_stored(child: &OneChild, lang: Lang) -> Why {
        let grounds: Vec<Value> = serde_json::from_str(&child.found.grounds).unwrap_or_default();
        let mut why = Why {
            refused: true,
            definition: format!("{} · {}", child.edition, day(&child.classified_at, lang)),
            ..Why::default()
        };
        for ground in &grounds {
            let text = |key: &str| ground[key].as_str().unwrap_or_default();
            let said = Ground::of(text(lang.code()), text("source"), lang);
            why.file(text("code"), said);
        }
        why
    }

    fn file(&mut self, code: &str, ground: Ground) {
        let list = match code {
            code if code.starts_with("LFT-") => &mut self.alerts,
            code if decides(code) => &mut self.grounds,
            _ => &mut self.also,
        };
        list.push(ground);
    }
}

impl Ground {
    fn of(text: &str, source: &str, lang: Lang) -> Ground {
        Ground {
            words: text.to_owned(),
            source: words::source(source, lang),
        }
    }
}

impl Open {
    fn of(
        gap: &Missing,
        questionnaire: &Questionnaire,
        answers: &KeptAnswers,
        member: &str,
        lang: Lang,
    ) -> Open {
        let places = asked::settling(questionnaire, answers, member, &gap.fact);
        let asked = places
            .iter()
            .filter_map(|place| questionnaire.question(&place.code));
        let mut questions: Vec<(String, String)> = asked
            .map(|(section, question)| {
                let text = lang.t(&question.text.es, &question.text.en);
                (
                    text.to_owned(),
                    lang.t(&section.title.es, &section.title.en).to_owned(),
                )
            })
            .collect();
        if questions.is_empty() {
            // A questionnaire that does not ask it: the definition's own question.
            let what = lang.t(&gap.es, &gap.en).to_owned();
            return Open {
                what,
                questions: Vec::new(),
                more: None,
            };
        }
        let rest = questions.split_off(questions.len().min(QUESTIONS_MAX));
        Open {
            what: lang.t(&gap.what.es, &gap.what.en).to_owned(),
            questions: questions.into_iter().map(|(text, _)| text).collect(),
            more: rest
                .first()
                .map(|(_, section)| (rest.len(), section.clone())),
        }
    }
}

/// The kept values as answers to the questionnaire; what it does not know is left out.
pub fn as_answers(questionnaire: &Questionnaire, kept: &[KeptValue]) -> KeptAnswers {
    let mut answers = KeptAnswers::new();
    for value in kept {
        let scalar: Value = serde_json::from_str(&value.value).unwrap_or_default();
        let answer = questionnaire
            .question(&value.code)
            .and_then(|(_, question)| Answer::from_scalar(&question.kind, &scalar).ok());
        if let Some(answer) = answer {
            let key = AnswerKey::new(value.subject.as_str(), value.code.as_str());
            answers.entry(key).or_default().push(answer);
        }
    }
    answers
}

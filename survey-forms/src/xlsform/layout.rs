//! A questionnaire as the rows of an XLSForm. Start with [`form`].
//!
//! Neighbouring household sections are groups. Everything about members, children and jobs stands in
//! one repeat `member`, at the place of the first such section, since a form can't come back to a
//! repeat; jobs in a repeat `job` within, visits in a repeat `visit`. The order of asking may differ
//! from ours, the logic does not; the sections' own order stands in the settings. `questions.rs`
//! makes one question's rows, `lists.rs` its options, `jobs.rs` the repeat of jobs. Writes neither cells nor XML.

mod jobs;
mod lists;
mod names;
mod questions;

use std::collections::BTreeSet;

use super::age_at::written_out;
use super::limits::both;
use super::rows::{Form, IS_CHILD, MEMBER, Marks, RowType, Settings, SurveyRow, VISIT};
use crate::expr::Expr;
use crate::questionnaire::{About, Kept, Questionnaire, Section};
use crate::words::Words;

use lists::Lists;
use names::Names;

/// The rows of a questionnaire.
pub(super) fn form(questionnaire: &Questionnaire) -> Form {
    let mut layout = Layout {
        questionnaire,
        names: Names::of(questionnaire),
        named: named(questionnaire),
        lists: Lists::default(),
        rows: Vec::new(),
    };
    layout.all();
    Form {
        settings: settings(questionnaire),
        survey: layout.rows,
        lists: layout.lists.into_lists(),
    }
}

fn settings(questionnaire: &Questionnaire) -> Settings {
    let order: Vec<&str> = questionnaire
        .sections
        .iter()
        .map(|section| section.code.as_str())
        .collect();
    Settings {
        form_id: questionnaire.id.clone(),
        version: questionnaire.version.clone(),
        title: questionnaire.title.clone(),
        notice_version: questionnaire.notice.version.clone(),
        marks: Marks::default()
            .with_value("title_en", questionnaire.title.en.as_str())
            .with_value("order", order.join(" ")),
    }
}

/// Every name that some expression uses.
fn named(questionnaire: &Questionnaire) -> BTreeSet<String> {
    let sections = questionnaire
        .sections
        .iter()
        .filter_map(|section| section.relevant.as_ref());
    let questions = questionnaire
        .questions()
        .flat_map(|(_, question)| question.expressions());
    sections
        .chain(questions)
        .flat_map(Expr::names)
        .map(str::to_owned)
        .collect()
}

/// The rows so far, and what they share.
struct Layout<'q> {
    questionnaire: &'q Questionnaire,
    names: Names,
    /// What expressions ask for.
    named: BTreeSet<String>,
    lists: Lists,
    rows: Vec<SurveyRow>,
}

impl<'q> Layout<'q> {
    fn all(&mut self) {
        let sections = &self.questionnaire.sections;
        let notice_before = sections
            .iter()
            .position(|s| s.about == About::Household && asks(s, "consent"))
            .unwrap_or(0);
        let (mut members_done, mut visits_done) = (false, false);
        for (n, section) in sections.iter().enumerate() {
            if n == notice_before {
                self.notice();
            }
            match section.about {
                About::Household => self.section(section),
                About::EachVisit if !visits_done => {
                    self.visits();
                    visits_done = true;
                }
                About::EachMember | About::EachChild | About::EachJob if !members_done => {
                    self.members();
                    members_done = true;
                }
                _ => {}
            }
        }
        if sections.is_empty() {
            self.notice();
        }
    }

    /// The privacy notice, to be read aloud before consent is asked for.
    fn notice(&mut self) {
        let notice = &self.questionnaire.notice;
        let mut begin = SurveyRow::new(RowType::BeginGroup, self.names.free("privacy_notice"));
        begin.label = notice.title.clone();
        begin.marks = Marks::default().with("notice");
        let mut text = SurveyRow::new(RowType::Note, self.names.free("privacy_notice_text"));
        text.label = notice.text.clone();
        text.marks = Marks::default().with("notice");
        let group = begin.name.clone();
        self.rows.extend([begin, text]);
        self.end(RowType::EndGroup, &group);
    }

    fn visits(&mut self) {
        self.begin_repeat(VISIT, Words::new("Visita", "Visit"), "");
        for section in self.sections(|about| about == About::EachVisit) {
            self.section(section);
        }
        self.end(RowType::EndRepeat, VISIT);
    }

    fn members(&mut self) {
        let label = Words::new("Persona del hogar", "Person of the household");
        self.begin_repeat(MEMBER, label, "");
        let mut jobs_done = false;
        for section in self.sections(|about| {
            matches!(about, About::EachMember | About::EachChild | About::EachJob)
        }) {
            match section.about {
                About::EachJob if jobs_done => {}
                About::EachJob => {
                    self.jobs();
                    jobs_done = true;
                }
                _ => self.section(section),
            }
        }
        self.end(RowType::EndRepeat, MEMBER);
    }

    /// One section: a group, with its introduction and its questions.
    fn section(&mut self, section: &'q Section) {
        let name = self.names.of_section(&section.code);
        let own = section.relevant.as_ref().map(Expr::source);
        let own = own.map(written_out).unwrap_or_default();
        let mut begin = SurveyRow::new(RowType::BeginGroup, name.as_str());
        begin.label = section.title.clone();
        begin.relevant = match section.about {
            About::EachChild => both(self.child_test(), &own),
            _ => own,
        };
        begin.marks = section_marks(section, &name);
        self.rows.push(begin);
        if let Some(intro) = &section.intro {
            let name = self.names.free(&format!("{}_intro", section.code));
            let mut note = SurveyRow::new(RowType::Note, name);
            note.label = intro.clone();
            note.marks = Marks::derived().with("intro");
            self.rows.push(note);
        }
        for question in &section.questions {
            self.question(question);
        }
        self.end(RowType::EndGroup, &name);
    }

    /// Who is a child; blank where the questionnaire counts no ages.
    fn child_test(&self) -> &'static str {
        let counted = ["age_min", "age_max"];
        let counts = |code: &&str| self.questionnaire.question(code).is_some();
        if counted.iter().all(counts) {
            IS_CHILD
        } else {
            ""
        }
    }

    fn sections(&self, about: impl Fn(About) -> bool) -> Vec<&'q Section> {
        self.questionnaire
            .sections
            .iter()
            .filter(|section| about(section.about))
            .collect()
    }

    fn begin_repeat(&mut self, name: &str, label: Words, count: &str) {
        let mut row = SurveyRow::new(RowType::BeginRepeat, name);
        row.label = label;
        row.repeat_count = count.to_owned();
        row.marks = Marks::derived();
        self.rows.push(row);
    }

    fn end(&mut self, kind: RowType, name: &str) {
        self.rows.push(SurveyRow::new(kind, name));
    }
}

fn asks(section: &Section, code: &str) -> bool {
    section
        .questions
        .iter()
        .any(|question| question.code == code)
}

fn section_marks(section: &Section, name: &str) -> Marks {
    let about = match section.about {
        About::Household => "household",
        About::EachMember => "each_member",
        About::EachChild => "each_child",
        About::EachJob => "each_job",
        About::EachVisit => "each_visit",
    };
    let kept = match section.kept {
        Kept::Roster => "roster",
        Kept::Round => "round",
    };
    let marks = Marks::default()
        .with_value("about", about)
        .with_value("kept", kept);
    if name == section.code {
        marks
    } else {
        marks.with_value("code", section.code.as_str())
    }
}

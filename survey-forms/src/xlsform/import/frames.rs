//! Groups and repeats: what is open around a row, and which section of the questionnaire the row
//! belongs to. Start with [`Frames::open`] and [`Frames::section`].
//!
//! Each group with a label is a section; what stands in groups without one belongs to the section
//! around. A section that another interrupts goes on as a section of its own, so that the order of
//! asking stays.

use std::collections::{BTreeSet, HashMap};

use super::super::rows::{IS_CHILD, JOB, MEMBER, Marks, VISIT};
use super::conditions::{all, second, without_opening};
use super::notes::Notes;
use super::table::Line;
use super::written::together;
use crate::key::is_code;
use crate::questionnaire::{About, Kept, Question, Section};
use crate::sheets::Place;
use crate::words::Words;

/// Groups in groups. Forms of the field have five or six.
const DEPTH_MAX: usize = 16;

/// A group or a repeat that is open.
struct Frame {
    is_repeat: bool,
    name: String,
    row: u32,
    label: Option<Words>,
    marks: Marks,
    /// When it is asked, without the test of age; blank for always.
    test: String,
    child: bool,
    /// The section its rows went to last.
    section: Option<usize>,
}

/// What is open, and the sections so far.
pub(super) struct Frames {
    open: Vec<Frame>,
    /// The section that rows outside any group went to last.
    loose: Option<usize>,
    /// What such a section is called: the form's title.
    title: Words,
    sections: Vec<Section>,
    /// Where each section's group begins.
    codes: HashMap<String, u32>,
    repeats: BTreeSet<String>,
}

impl Frames {
    pub fn new(title: Words) -> Frames {
        Frames {
            open: Vec::new(),
            loose: None,
            title,
            sections: Vec::new(),
            codes: HashMap::new(),
            repeats: BTreeSet::new(),
        }
    }

    pub fn into_sections(self) -> Vec<Section> {
        self.sections
    }

    /// Opens a group or a repeat; `test` is when it is asked, as written.
    pub fn open(&mut self, line: Line<'_>, is_repeat: bool, test: String, notes: &mut Notes) {
        let name = line.text("name").unwrap_or_default();
        if name.is_empty() {
            notes.refuse(
                line.cell("name"),
                "falta el nombre del grupo: escriba uno corto, en minúsculas y sin espacios",
                "the group's name is missing: write a short one, in lower case without blanks",
            );
        }
        if self.open.len() == DEPTH_MAX {
            notes.refuse(
                line.place(),
                format!("hay más de {DEPTH_MAX} grupos uno dentro de otro: use menos"),
                format!("there are more than {DEPTH_MAX} groups inside one another: use fewer"),
            );
        }
        if is_repeat {
            self.judge_repeat(line, name, notes);
        }
        let marks = Marks::read(line.text("rayuela").unwrap_or_default());
        let opening = second(&test, IS_CHILD).or_else(|| without_opening(&test, IS_CHILD));
        let in_member = is_repeat && name == MEMBER || self.is_in(MEMBER);
        let child = in_member
            && (opening.is_some() || marks.get("about") == Some("each_child") || self.is_child());
        let test = match opening {
            Some(rest) if in_member => rest.to_owned(),
            _ => test.clone(),
        };
        self.open.push(Frame {
            is_repeat,
            name: name.to_owned(),
            row: line.number(),
            label: line.words("label", notes),
            marks,
            test,
            child,
            section: None,
        });
    }

    /// Closes what was opened last.
    pub fn close(&mut self, line: Line<'_>, is_repeat: bool, notes: &mut Notes) {
        let (ends, begins) = match is_repeat {
            true => ("end_repeat", "begin_repeat"),
            false => ("end_group", "begin_group"),
        };
        let Some(frame) = self.open.pop() else {
            notes.refuse(
                line.cell("type"),
                format!(
                    "aquí no hay nada que cerrar: quite este {ends}, o agregue antes su {begins}"
                ),
                format!(
                    "there is nothing to close here: remove this {ends}, or add its {begins} before"
                ),
            );
            return;
        };
        if frame.is_repeat != is_repeat {
            let right = if frame.is_repeat {
                "end_repeat"
            } else {
                "end_group"
            };
            let (name, row) = (&frame.name, frame.row);
            notes.refuse(
                line.cell("type"),
                format!("lo último que se abrió es «{name}», en la fila {row}: ciérrelo antes con {right}"),
                format!("what was opened last is “{name}”, in row {row}: close it first with {right}"),
            );
        }
    }

    /// What was never closed.
    pub fn judge_open(&self, sheet: &str, notes: &mut Notes) {
        for frame in &self.open {
            let ends = if frame.is_repeat {
                "end_repeat"
            } else {
                "end_group"
            };
            notes.refuse(
                Place::cell(sheet, frame.row, "type"),
                format!(
                    "«{}» se abre aquí y no se cierra: agregue {ends} después de su última fila",
                    frame.name
                ),
                format!(
                    "“{}” is opened here and never closed: add {ends} after its last row",
                    frame.name
                ),
            );
        }
    }

    /// Whether the row stands in the privacy notice.
    pub fn in_notice(&self) -> Option<&Words> {
        let notice = self.open.iter().find(|frame| frame.marks.has("notice"))?;
        notice.label.as_ref()
    }

    /// The conditions between a question and its section: those of groups without a label.
    pub fn tests_within(&self) -> impl Iterator<Item = &str> {
        let from = self.holder().map_or(0, |at| at + 1);
        let within = self.open[from..].iter().take(DEPTH_MAX);
        within.filter_map(Frame::own_test)
    }

    /// Puts a question where it stands.
    pub fn put(&mut self, question: Question, line: Line<'_>, notes: &mut Notes) {
        let at = self.section(line, notes);
        self.sections[at].questions.push(question);
    }

    /// Gives the section around its introduction.
    pub fn introduce(&mut self, words: Words, line: Line<'_>, notes: &mut Notes) {
        let at = self.section(line, notes);
        self.sections[at].intro = Some(words);
    }

    /// The section of a row that stands here; a new one if another came between.
    fn section(&mut self, line: Line<'_>, notes: &mut Notes) -> usize {
        let holder = self.holder();
        let last = self.sections.len().checked_sub(1);
        let known = holder.map_or(self.loose, |at| self.open[at].section);
        if let Some(at) = known
            && (Some(at) == last)
        {
            return at;
        }
        let section = self.begin(holder, known.is_some(), line, notes);
        self.sections.push(section);
        let at = self.sections.len() - 1;
        match holder {
            Some(frame) => self.open[frame].section = Some(at),
            None => self.loose = Some(at),
        }
        at
    }

    fn begin(
        &mut self,
        holder: Option<usize>,
        goes_on: bool,
        line: Line<'_>,
        notes: &mut Notes,
    ) -> Section {
        let frame = holder.map(|at| &self.open[at]);
        let (row, title, wish) = match frame {
            Some(frame) => {
                let code = frame.marks.get("code").unwrap_or(&frame.name);
                let title = frame.label.clone();
                (
                    frame.row,
                    title.unwrap_or_else(|| Words::new(code, code)),
                    code.to_owned(),
                )
            }
            None => (line.number(), self.title.clone(), "part_1".to_owned()),
        };
        let is_repeat = frame.is_some_and(|frame| frame.is_repeat);
        let kept = match frame.and_then(|frame| frame.marks.get("kept")) {
            Some("roster") => Kept::Roster,
            _ => Kept::Round,
        };
        let around = holder.map_or(&[][..], |at| &self.open[..=at]);
        let relevant = all(around.iter().take(DEPTH_MAX).filter_map(Frame::own_test));
        let place = Place::cell(line.sheet(), row, "relevant");
        let relevant = relevant.and_then(|test| together(&test, place, notes));
        let about = self.about();
        let invented = goes_on || frame.is_none() || is_repeat;
        let code = self.code(wish, row, invented, line.sheet(), notes);
        Section {
            code,
            title,
            intro: None,
            about,
            kept,
            relevant,
            questions: Vec::new(),
        }
    }

    /// The section's code. One that no author wrote gives way to those there are.
    fn code(
        &mut self,
        wish: String,
        row: u32,
        invented: bool,
        sheet: &str,
        notes: &mut Notes,
    ) -> String {
        let mut code = wish.clone();
        if invented {
            let stem = wish.strip_suffix("_1").unwrap_or(&wish);
            let mut number = 1;
            while self.codes.contains_key(&code) {
                number += 1;
                code = format!("{stem}_{number}");
            }
        } else if let Some(before) = self.codes.get(&code) {
            notes.refuse(
                Place::cell(sheet, row, "name"),
                format!("el grupo «{code}» ya está en la fila {before}: dé otro nombre a uno de los dos"),
                format!("the group “{code}” already stands in row {before}: give one of them another name"),
            );
        }
        if !is_code(&code) && !code.is_empty() {
            refuse_name(Place::cell(sheet, row, "name"), &code, notes);
        }
        self.codes.insert(code.clone(), row);
        code
    }

    /// The innermost group with a label, or repeat.
    fn holder(&self) -> Option<usize> {
        self.open.iter().rposition(Frame::is_section)
    }

    /// Whom a row that stands here is about.
    pub fn about(&self) -> About {
        let repeat = self.open.iter().rfind(|frame| frame.is_repeat);
        match repeat.map(|frame| frame.name.as_str()) {
            None => About::Household,
            Some(JOB) => About::EachJob,
            Some(VISIT) => About::EachVisit,
            Some(_) if self.is_child() => About::EachChild,
            Some(_) => About::EachMember,
        }
    }

    fn is_child(&self) -> bool {
        self.open.last().is_some_and(|frame| frame.child)
    }

    fn is_in(&self, repeat: &str) -> bool {
        self.open
            .iter()
            .any(|frame| frame.is_repeat && frame.name == repeat)
    }

    fn judge_repeat(&mut self, line: Line<'_>, name: &str, notes: &mut Notes) {
        let around = self.open.iter().rfind(|frame| frame.is_repeat);
        let fits = match (name, around.map(|frame| frame.name.as_str())) {
            (MEMBER | VISIT, None) | (JOB, Some(MEMBER)) => true,
            // Its own name is refused below, by itself.
            ("", _) => true,
            _ => false,
        };
        if !fits {
            notes.refuse(
                line.cell("name"),
                format!("el repeat «{name}» no se puede usar aquí: se repiten las personas (member), las actividades de cada niña o niño (job, dentro de member) y las visitas (visit); nómbrelo así, o use un grupo"),
                format!("the repeat “{name}” cannot be used here: people are repeated (member), each child's jobs (job, inside member) and visits (visit); name it so, or use a group"),
            );
        } else if !self.repeats.insert(name.to_owned()) {
            notes.refuse(
                line.cell("name"),
                format!("el repeat {name} está dos veces: junte las dos partes en una, con un grupo para cada una"),
                format!("the repeat {name} stands twice: put both parts into one, with a group for each"),
            );
        }
        let is_derived = Marks::read(line.text("rayuela").unwrap_or_default()).has("derived");
        if !is_derived && line.text("repeat_count").is_some() {
            notes.tell(
                line.cell("repeat_count"),
                "no se usa: la tableta agrega personas y visitas según se nombran, y actividades según more_jobs",
                "not used: the tablet adds people and visits as they are named, and jobs by more_jobs",
            );
        }
    }
}

impl Frame {
    fn is_section(&self) -> bool {
        let has_title = self.label.is_some() && !self.marks.has("derived");
        self.is_repeat || has_title && !self.marks.has("notice")
    }

    /// When it is asked. A group that follows from its sections adds nothing to them.
    fn own_test(&self) -> Option<&str> {
        (!self.test.is_empty() && !self.marks.has("derived")).then_some(self.test.as_str())
    }
}

/// A name that cannot be a code.
pub(super) fn refuse_name(place: Place, name: &str, notes: &mut Notes) {
    let better = super::choices::joined(name);
    notes.refuse(
        place,
        format!("«{name}» no sirve de nombre: use de 1 a 40 minúsculas sin acento, cifras y _, como {better}; cámbielo también donde dice ${{{name}}}"),
        format!("“{name}” is no name here: use 1 to 40 lower-case letters without accents, digits and _, such as {better}; change it too where it says ${{{name}}}"),
    );
}

//! One row of the sheet `survey` that asks, tells or computes something. Start with
//! [`Survey::question`]. Its groups are `frames.rs`'s, its kind `kinds.rs`'s.

use super::super::limits::limits;
use super::super::rows::Marks;
use super::super::supported::{APPEARANCES, APPEARANCES_REFUSED, TypeIs};
use super::Survey;
use super::conditions::{all, second};
use super::frames::refuse_name;
use super::kinds::{Limits, Taken, kind_of};
use super::table::Line;
use super::types::RowType;
use super::written::{Role, together};
use crate::expr::Expr;
use crate::key::is_code;
use crate::questionnaire::{Constraint, Kind, Question};
use crate::words::Words;

impl Survey<'_> {
    /// Reads a row and puts it into its section.
    pub(super) fn question(&mut self, line: Line<'_>, row: &RowType<'_>) {
        let marks = Marks::read(line.text("rayuela").unwrap_or_default());
        let Some(code) = self.name(line) else {
            return;
        };
        let relevant = self
            .read(line, "relevant", Role::Relevant, code)
            .unwrap_or_default();
        let constraint = self
            .read(line, "constraint", Role::Constraint, code)
            .unwrap_or_default();
        let mut left = Limits::of(&constraint);
        let taken = match row.is {
            TypeIs::Calculate => self.calculated(line, code),
            _ => kind_of(line, row, &marks, &mut left, self.lists, &mut self.notes),
        };
        self.judge_calculation(line, row);
        self.judge_read_only(line, row);
        let filter = self.read(line, "choice_filter", Role::Filter, code);
        let by_device = matches!(row.is, TypeIs::Moment | TypeIs::Today) || marks.has("by_device");
        let Some(taken) = taken else {
            return;
        };
        let Some(text) = self.label(line, row, code) else {
            return;
        };
        let within: Vec<String> = self.frames.tests_within().map(str::to_owned).collect();
        let tests = within.iter().map(String::as_str).chain([relevant.as_str()]);
        let relevant =
            all(tests).and_then(|t| together(&t, line.cell("relevant"), &mut self.notes));
        let mut question = Question {
            code: code.to_owned(),
            text,
            help: self.help(line),
            kind: taken.kind,
            relevant,
            required: self.required(line) || marks.has("required"),
            may_not_know: taken.may_not_know,
            may_refuse: taken.may_refuse,
            by_device,
            constraint: None,
            appearance: self.appearance(line),
        };
        if let Some(filter) = filter {
            self.put_filter(line, &mut question, &filter);
        }
        question.constraint = self.constraint(line, &question, &constraint, left.rest());
        self.frames.put(question, line, &mut self.notes);
    }

    /// The row's name, if it can be a code that no other row has.
    fn name<'l>(&mut self, line: Line<'l>) -> Option<&'l str> {
        let place = line.cell("name");
        let Some(name) = line.text("name") else {
            self.notes.refuse(
                place,
                "falta el nombre de la pregunta: escriba uno corto, en minúsculas y sin espacios",
                "the question's name is missing: write a short one, in lower case without blanks",
            );
            return None;
        };
        if !is_code(name) {
            refuse_name(place, name, &mut self.notes);
            // Known all the same: its own fault is enough.
            self.left_out.insert(name.to_owned());
            return None;
        }
        if let Some(before) = self.rows.get(name) {
            self.notes.refuse(
                place,
                format!("«{name}» ya está en la fila {before}: dé otro nombre a una de las dos preguntas"),
                format!("“{name}” already stands in row {before}: give one of the two questions another name"),
            );
            return None;
        }
        self.rows.insert(name.to_owned(), line.number());
        Some(name)
    }

    fn label(&mut self, line: Line<'_>, row: &RowType<'_>, code: &str) -> Option<Words> {
        if let Some(words) = line.words("label", &mut self.notes) {
            return Some(words);
        }
        match row.is {
            // Nobody reads these.
            TypeIs::Calculate => Some(Words::new(code, code)),
            TypeIs::Today => Some(Words::new("Día de la entrevista", "Day of the interview")),
            TypeIs::Moment
                if line
                    .text("type")
                    .is_some_and(|is| is.starts_with(['e', 'E'])) =>
            {
                Some(Words::new("Fin de la entrevista", "End of the interview"))
            }
            TypeIs::Moment => Some(Words::new(
                "Inicio de la entrevista",
                "Start of the interview",
            )),
            _ => {
                self.notes.refuse(
                    line.cell("label"),
                    "falta el texto de la pregunta: escriba en label lo que se dice",
                    "the question's text is missing: write in label what is said",
                );
                None
            }
        }
    }

    /// Both hints are for the person who asks.
    fn help(&mut self, line: Line<'_>) -> Option<Words> {
        let hint = line.words("hint", &mut self.notes);
        let guidance = line.words("guidance_hint", &mut self.notes);
        match (hint, guidance) {
            (Some(hint), Some(more)) => Some(Words::new(
                format!("{}\n{}", hint.es, more.es),
                format!("{}\n{}", hint.en, more.en),
            )),
            (hint, guidance) => hint.or(guidance),
        }
    }

    fn required(&mut self, line: Line<'_>) -> bool {
        let Some(text) = line.text("required") else {
            return false;
        };
        match text.to_lowercase().trim_end_matches("()") {
            "yes" | "true" | "1" | "sí" | "si" => true,
            "no" | "false" | "0" => false,
            _ => {
                self.notes.refuse(
                    line.cell("required"),
                    "aquí va yes o no; si depende de otra respuesta, use relevant",
                    "yes or no goes here; if it depends on another answer, use relevant",
                );
                false
            }
        }
    }

    fn appearance(&mut self, line: Line<'_>) -> String {
        let Some(text) = line.text("appearance") else {
            return String::new();
        };
        let plain = text.to_lowercase();
        let refused = APPEARANCES_REFUSED.iter().find(|(begins, ..)| {
            plain
                .split_whitespace()
                .any(|word| word.starts_with(begins))
        });
        if let Some((_, es, en)) = refused {
            self.notes.refuse(
                line.cell("appearance"),
                format!("«{text}» no se puede usar aquí: {es}"),
                format!("“{text}” cannot be used here: {en}"),
            );
        } else if let Some(word) = plain.split_whitespace().find(|w| !APPEARANCES.contains(w)) {
            self.notes.tell(
                line.cell("appearance"),
                format!("«{word}» no cambia nada en la tableta; se guarda para otras aplicaciones"),
                format!("“{word}” changes nothing on the tablet; it is kept for other apps"),
            );
        }
        text.to_owned()
    }

    fn calculated(&mut self, line: Line<'_>, code: &str) -> Option<Taken> {
        if line.text("calculation").is_none() {
            self.notes.refuse(
                line.cell("calculation"),
                "falta el cálculo: escriba la expresión en la columna calculation",
                "the calculation is missing: write the expression in the column calculation",
            );
        }
        let source = self.read(line, "calculation", Role::Calculation, code)?;
        let expression = Expr::parse(&source).ok()?;
        Some(Taken {
            kind: Kind::Calculated { expression },
            may_not_know: false,
            may_refuse: false,
        })
    }

    fn judge_calculation(&mut self, line: Line<'_>, row: &RowType<'_>) {
        if row.is != TypeIs::Calculate && line.text("calculation").is_some() {
            self.notes.refuse(
                line.cell("calculation"),
                "sólo las filas calculate se calculan: cambie el tipo a calculate, o borre esta celda",
                "only calculate rows are computed: change the type to calculate, or empty this cell",
            );
        }
    }

    fn judge_read_only(&mut self, line: Line<'_>, row: &RowType<'_>) {
        let text = line.text("read_only").unwrap_or("no").to_lowercase();
        let is_asked = !matches!(row.is, TypeIs::Note | TypeIs::Calculate);
        if is_asked && !matches!(text.trim_end_matches("()"), "no" | "false" | "0") {
            self.notes.refuse(
                line.cell("read_only"),
                "una pregunta que no se puede contestar no es pregunta: use note para mostrar un texto, o calculate para un valor",
                "a question that cannot be answered is none: use note to show a text, or calculate for a value",
            );
        }
    }

    /// The filter of the options, without what lets "no sabe" pass.
    fn put_filter(&mut self, line: Line<'_>, question: &mut Question, written: &str) {
        let own = without_special(written);
        let own = together(own, line.cell("choice_filter"), &mut self.notes);
        match &mut question.kind {
            Kind::Choice { filter, .. } | Kind::Choices { filter, .. } => *filter = own,
            _ => self.notes.refuse(
                line.cell("choice_filter"),
                "sólo select_one y select_multiple tienen opciones: borre esta celda",
                "only select_one and select_multiple have options: empty this cell",
            ),
        }
    }

    /// What the constraint asks beyond the kind's limits.
    fn constraint(
        &mut self,
        line: Line<'_>,
        question: &Question,
        written: &str,
        rest: &[&str],
    ) -> Option<Constraint> {
        let said = line.words("constraint_message", &mut self.notes);
        let limit = limits(question);
        let own = match &limit {
            Some((limit, _)) => second(written, limit).map(str::to_owned),
            None => Some(written.to_owned()),
        };
        let own = own
            .or_else(|| all(rest.iter().copied()))
            .unwrap_or_default();
        if own.is_empty() {
            let ours = limit.map(|(_, words)| words);
            if said.is_some() && said != ours && !written.is_empty() {
                self.notes.tell(
                    line.cell("constraint_message"),
                    "no se usa: la tableta dice con sus propias palabras qué límites hay",
                    "not used: the tablet says in its own words what the limits are",
                );
            }
            return None;
        }
        let message = said.unwrap_or_else(|| {
            Words::new(
                "Esa respuesta no es posible aquí. Revísela.",
                "That answer is not possible here. Check it.",
            )
        });
        let test = together(&own, line.cell("constraint"), &mut self.notes)?;
        Some(Constraint { test, message })
    }
}

/// `selected('dont_know refused', name) or (own)` is `own`.
fn without_special(written: &str) -> &str {
    let own = written
        .strip_prefix("selected('")
        .and_then(|rest| rest.split_once("', name) or ("))
        .filter(|(codes, _)| {
            let special = ["none", "dont_know", "refused"];
            codes.split(' ').all(|code| special.contains(&code))
        })
        .and_then(|(_, own)| own.strip_suffix(')'));
    own.unwrap_or(written)
}

//! What can be judged only when every name is known: the names, options, columns, functions and
//! types in expressions. Start with [`check`]. Circles are `order.rs`'s.

use std::collections::HashMap;

use super::super::supported::FUNCTIONS_REFUSED;
use super::Survey;
use super::notes::Notes;
use super::scope;
use super::table::are_near;
use super::written::{Expressions, Role, Written, at_character};
use crate::check::type_of;
use crate::expr::Type;
use crate::logic::COMPANIONS;
use crate::questionnaire::{About, Kind, Question, Questionnaire};

/// Judges every expression that was read.
pub(super) fn check(survey: &mut Survey<'_>, questionnaire: &Questionnaire) {
    let questions: HashMap<&str, (About, &Question)> = questionnaire
        .questions()
        .map(|(section, question)| (question.code.as_str(), (section.about, question)))
        .collect();
    let expressions = std::mem::take(&mut survey.expressions);
    let mut notes = std::mem::take(&mut survey.notes);
    let known = Known { survey, questions };
    let Expressions(all) = expressions;
    for written in &all {
        known.names(written, &mut notes);
        known.functions(written, &mut notes);
        known.columns(written, &mut notes);
        known.options(written, &mut notes);
        known.types(written, &mut notes);
    }
    drop(known);
    survey.notes = notes;
}

/// What names lead to.
struct Known<'s, 'l> {
    survey: &'s Survey<'l>,
    questions: HashMap<&'s str, (About, &'s Question)>,
}

impl Known<'_, '_> {
    /// The question that a name leads to: itself, or the one it accompanies.
    fn question(&self, name: &str) -> Option<(About, &Question)> {
        let base = || {
            COMPANIONS
                .iter()
                .find_map(|ending| self.questions.get(name.strip_suffix(ending)?))
        };
        self.questions.get(name).or_else(base).copied()
    }

    /// Whether a row of that name has a fault of its own, or is left out with a finding.
    fn is_told_of(&self, name: &str) -> bool {
        let base = COMPANIONS
            .iter()
            .find_map(|ending| name.strip_suffix(ending));
        [Some(name), base]
            .into_iter()
            .flatten()
            .any(|name| self.survey.rows.contains_key(name))
    }

    fn names(&self, written: &Written, notes: &mut Notes) {
        for name in written.expr.names() {
            let place = written.place.clone();
            if let Some((about, _)) = self.question(name) {
                if !scope::sees(written.about, about)
                    && scope::stands_alone(written.expr.source(), name)
                {
                    notes.refuse(
                        place,
                        format!("${{{name}}} se pregunta varias veces (por persona, actividad o visita) y aquí no se sabe cuál: use sum(), max(), min(), count() o join()"),
                        format!("${{{name}}} is asked several times (for each person, job or visit), and here nobody knows which is meant: use sum(), max(), min(), count() or join()"),
                    );
                }
            } else if self.survey.groups.contains(name) {
                notes.refuse(
                    place,
                    format!("${{{name}}} es un grupo, no una pregunta: use una pregunta de dentro, como en count(${{pregunta}})"),
                    format!("${{{name}}} is a group, not a question: use a question inside it, as in count(${{question}})"),
                );
            } else if self.survey.left_out.contains(name) {
                notes.refuse(
                    place,
                    format!("la fila «{name}» no se usa o tiene una falta, y aquí se necesita: corríjala, o quite ${{{name}}}"),
                    format!("the row “{name}” is not used or has a fault, and is needed here: correct it, or remove ${{{name}}}"),
                );
            } else if !self.is_told_of(name) {
                let near = self.questions.keys().find(|known| are_near(name, known));
                let (es, en) = near.map_or_else(
                    || {
                        (
                            "revise la columna name, o agregue la pregunta".to_owned(),
                            "check the column name, or add the question".to_owned(),
                        )
                    },
                    |near| {
                        (
                            format!("¿quiso decir ${{{near}}}?"),
                            format!("did you mean ${{{near}}}?"),
                        )
                    },
                );
                notes.refuse(
                    place,
                    format!("ninguna pregunta se llama «{name}»: {es}"),
                    format!("no question is called “{name}”: {en}"),
                );
            }
        }
    }

    fn functions(&self, written: &Written, notes: &mut Notes) {
        for name in written.expr.functions() {
            let refused = FUNCTIONS_REFUSED
                .iter()
                .find(|(function, ..)| *function == name);
            if let Some((_, es, en)) = refused {
                notes.refuse(
                    written.place.clone(),
                    format!("{name}() no se puede usar aquí: {es}"),
                    format!("{name}() cannot be used here: {en}"),
                );
            }
        }
        if let Some(list) = written.expr.lists().first() {
            notes.refuse(
                written.place.clone(),
                format!("todavía no se busca en listas ({list}) con instance() ni pulldata(): use choice_filter, o if(…) con cada opción"),
                format!("lists ({list}) are not looked up with instance() or pulldata() yet: use choice_filter, or if(…) with each option"),
            );
        }
    }

    fn columns(&self, written: &Written, notes: &mut Notes) {
        for column in written.expr.columns() {
            let place = written.place.clone();
            let has = |name: &String| name == column;
            if written.role != Role::Filter {
                notes.refuse(
                    place,
                    format!("«{column}» solo no dice nada aquí: escriba ${{{column}}} si es una pregunta, o '{column}' si es un texto"),
                    format!("“{column}” alone says nothing here: write ${{{column}}} if it is a question, or '{column}' if it is a text"),
                );
            } else if !["name", "label"].contains(&column)
                && !self.survey.lists.columns.iter().any(has)
            {
                notes.refuse(
                    place,
                    format!("la hoja choices no tiene la columna {column}: agréguela, o corrija el nombre"),
                    format!("the sheet choices has no column {column}: add it, or correct the name"),
                );
            }
        }
    }

    fn options(&self, written: &Written, notes: &mut Notes) {
        for (name, text) in written.expr.literals_compared() {
            let Some((_, question)) = self.question(name) else {
                continue;
            };
            if text.is_empty() || question.can_say(name, text) {
                continue;
            }
            let options = options_of(question);
            notes.refuse(
                written.place.clone(),
                format!("«{name}» no tiene la opción «{text}»; tiene: {options}"),
                format!("“{name}” has no option “{text}”; it has: {options}"),
            );
        }
    }

    fn types(&self, written: &Written, notes: &mut Notes) {
        let types = |name: &str| {
            let name = if name == "." {
                written.question.as_str()
            } else {
                name
            };
            let of = self
                .question(name)
                .map(|(_, question)| type_of(question, name));
            // What nobody knows is told of by its name.
            Some(of.unwrap_or(Type::Any))
        };
        if let Err(fault) = written.expr.type_of(&types) {
            notes.refuse_with(
                written.place.clone(),
                at_character(fault.column, &fault.words()),
            );
        }
    }
}

/// What a question can be compared with: at most eight options.
fn options_of(question: &Question) -> String {
    let special = [
        (question.may_not_know, "dont_know"),
        (question.may_refuse, "refused"),
    ];
    let special = special
        .iter()
        .filter(|(may, _)| *may)
        .map(|(_, code)| *code);
    let own: Vec<&str> = match &question.kind {
        Kind::YesNo => vec!["yes", "no"],
        kind => kind
            .options()
            .iter()
            .map(|option| option.code.as_str())
            .collect(),
    };
    let all: Vec<&str> = own.into_iter().chain(special).collect();
    let more = if all.len() > 8 { ", …" } else { "" };
    format!("{}{more}", all[..all.len().min(8)].join(", "))
}

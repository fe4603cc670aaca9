//! What `survey-forms` makes of an interview, node by node, in the form that `tests/odk/README.md`
//! defines. Start with [`of`].

use serde_json::{Map, Value as Json, json};
use survey_forms::{About, Answer, Answers, Expr, Logic, Questionnaire, Scope, Value};

use crate::nodes::{Form, Kind, Node};
use crate::play::{Played, number, submitted};

/// The trace of a whole interview, after its last action.
pub fn of(questionnaire: &Questionnaire, form: &Form, played: &Played) -> Json {
    let logic = Logic::new(questionnaire, &played.answers, None);
    let trace = Trace {
        questionnaire,
        form,
        played,
        logic: &logic,
    };
    let mut nodes = Vec::new();
    for node in 0..form.nodes.len() {
        for (subject, rows) in trace.instances(node) {
            nodes.extend(trace.node(node, &subject, &rows));
        }
    }
    json!({
        "id": played.id,
        "step": played.outcomes.len(),
        "outcomes": played.outcomes,
        "nodes": nodes,
    })
}

struct Trace<'t> {
    questionnaire: &'t Questionnaire,
    form: &'t Form,
    played: &'t Played,
    logic: &'t Logic<'t>,
}

/// What the form's own rows see: the questions, and the rows that only a form has.
struct Seen<'t> {
    trace: &'t Trace<'t>,
    subject: &'t str,
}

impl Scope for Seen<'_> {
    fn value(&self, name: &str) -> Value {
        let node = self
            .trace
            .form
            .question(name)
            .map(|at| &self.trace.form.nodes[at]);
        match node {
            Some(node) if node.derived && node.calculation.is_some() => {
                let calculation = node.calculation.as_ref();
                calculation
                    .and_then(|expr| expr.evaluate(self).ok())
                    .unwrap_or(Value::Blank)
            }
            _ => self.trace.logic.value(self.subject, name),
        }
    }

    fn every(&self, name: &str) -> Vec<Value> {
        vec![self.value(name)]
    }
}

impl Trace<'_> {
    /// Subjects and rows of a node's instances.
    fn instances(&self, node: usize) -> Vec<(String, Vec<usize>)> {
        let mut repeats = self.form.repeats(node);
        if self.form.nodes[node].kind == Kind::Repeat {
            repeats.push(&self.form.nodes[node].name);
        }
        let members = self.played.members.iter().zip(1..);
        match repeats.as_slice() {
            [] => vec![(String::new(), vec![])],
            ["visit"] => vec![("v0aaaaa".to_owned(), vec![1])],
            ["member"] => members.map(|(m, row)| (m.clone(), vec![row])).collect(),
            ["member", "job"] => members
                .zip(&self.played.job_rows)
                .flat_map(|((member, row), jobs)| {
                    (1..=*jobs).map(move |n| (format!("{member}.j{n}"), vec![row, n]))
                })
                .collect(),
            others => panic!("a repeat that nobody expected: {others:?}"),
        }
    }

    fn node(&self, at: usize, subject: &str, rows: &[usize]) -> Option<Json> {
        let node = &self.form.nodes[at];
        let around = node
            .within
            .iter()
            .all(|outer| self.holds(&self.form.nodes[*outer], subject));
        if !around {
            return None;
        }
        let mut told = Map::new();
        told.insert("path".into(), self.form.path(at, rows).into());
        let relevant = self.is_relevant(node, subject);
        told.insert("relevant".into(), relevant.into());
        if relevant && node.kind == Kind::Question {
            told.insert("required".into(), node.required.into());
            told.insert("valid".into(), true.into());
            told.insert("value".into(), self.value(node, subject).into());
            if !node.codes.is_empty() {
                told.insert("choices".into(), json!(self.choices(node, subject)));
            }
        }
        Some(Json::Object(told))
    }

    fn holds(&self, node: &Node, subject: &str) -> bool {
        let holds = |expr: &Expr| {
            expr.holds(&Seen {
                trace: self,
                subject,
            })
        };
        node.relevant.as_ref().is_none_or(holds)
    }

    /// Of a question `survey-forms` says it; of a row that only the form has, its own expression.
    fn is_relevant(&self, node: &Node, subject: &str) -> bool {
        match self.questionnaire.question(&node.name) {
            Some((section, _)) if node.kind == Kind::Question && !node.derived => {
                // Rows of jobs beyond those that are told have no answers and are asked alike.
                debug_assert!(section.about != About::EachJob || subject.contains(".j"));
                self.logic.is_relevant(subject, &node.name)
            }
            _ => self.holds(node, subject),
        }
    }

    fn value(&self, node: &Node, subject: &str) -> String {
        let answer = self.answers().get(subject, &node.name);
        match answer {
            Some(answer) if !node.codes.is_empty() || answer.is_known() => submitted(answer),
            Some(_) => String::new(),
            None => text(
                &Seen {
                    trace: self,
                    subject,
                }
                .value(&node.name),
            ),
        }
    }

    fn answers(&self) -> &Answers {
        &self.played.answers
    }

    /// Codes on offer: the options that the question offers now, and those that a form adds.
    fn choices(&self, node: &Node, subject: &str) -> Vec<String> {
        let Some((_, question)) = self.questionnaire.question(&node.name) else {
            return node.codes.clone();
        };
        let offered = self.logic.offered(subject, question);
        let is_own = |code: &str| question.kind.options().iter().any(|o| o.code == code);
        let mut codes = node.codes.clone();
        codes.retain(|code| !is_own(code) || offered.iter().any(|o| o.code == *code));
        codes
    }
}

/// A value as a submission holds it.
fn text(value: &Value) -> String {
    match value {
        Value::Blank => String::new(),
        Value::Text(text) => text.clone(),
        Value::Number(value) => number(*value),
        Value::YesNo(yes) => yes.to_string(),
        Value::Date(day) => submitted(&Answer::Date(*day)),
        Value::Time(time) => time.format("%H:%M:%S%.3fZ").to_string(),
        Value::DateTime(moment) => moment.format("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string(),
    }
}

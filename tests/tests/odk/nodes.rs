//! The nodes of a form, read from the sheet `survey` of its workbook: what an instance holds, in
//! order. Start with [`read`]. Knows no answers.

use std::collections::HashMap;

use survey_forms::{Expr, sheets::Workbook};

/// A form's nodes, in the order of the instance.
pub struct Form {
    pub nodes: Vec<Node>,
}

/// A group, a repeat or a question.
pub struct Node {
    pub name: String,
    pub kind: Kind,
    /// Places in [`Form::nodes`] of what holds it, outermost first.
    pub within: Vec<usize>,
    pub relevant: Option<Expr>,
    pub calculation: Option<Expr>,
    pub required: bool,
    /// Codes of the options, in order, for a select.
    pub codes: Vec<String>,
    pub derived: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Group,
    Repeat,
    Question,
}

/// Reads the nodes.
pub fn read(workbook: &Workbook) -> Form {
    let survey = table(workbook, "survey");
    let mut codes: HashMap<String, Vec<String>> = HashMap::new();
    for row in table(workbook, "choices") {
        codes
            .entry(row["list_name"].clone())
            .or_default()
            .push(row["name"].clone());
    }
    let mut form = Form { nodes: Vec::new() };
    let mut within = Vec::new();
    for row in survey {
        let cell = |name: &str| row.get(name).cloned().unwrap_or_default();
        let kind = cell("type");
        let kind = match kind.as_str() {
            "end_group" | "end_repeat" => {
                within.pop();
                continue;
            }
            "begin_group" => Kind::Group,
            "begin_repeat" => Kind::Repeat,
            _ => Kind::Question,
        };
        let expression = |name: &str| {
            let text = cell(name);
            (!text.is_empty()).then(|| Expr::parse(&text).expect("an expression of our own"))
        };
        let list = cell("type")
            .split_once(' ')
            .map(|(_, list)| list.to_owned());
        form.nodes.push(Node {
            name: cell("name"),
            kind,
            within: within.clone(),
            relevant: expression("relevant"),
            calculation: expression("calculation"),
            required: cell("required") == "yes",
            codes: list
                .and_then(|list| codes.get(&list).cloned())
                .unwrap_or_default(),
            derived: cell("rayuela").split(' ').any(|mark| mark == "derived"),
        });
        if kind != Kind::Question {
            within.push(form.nodes.len() - 1);
        }
    }
    form
}

/// A sheet's rows by header.
fn table(workbook: &Workbook, name: &str) -> Vec<HashMap<String, String>> {
    let sheet = workbook.sheet(name).expect("the sheet");
    let mut rows = sheet.rows.iter();
    let headers: HashMap<u32, &str> = rows
        .next()
        .expect("headers")
        .cells
        .iter()
        .map(|cell| (cell.column, cell.text.as_str()))
        .collect();
    rows.map(|row| {
        let cells = row.cells.iter();
        cells
            .map(|cell| (headers[&cell.column].to_owned(), cell.text.clone()))
            .collect()
    })
    .collect()
}

impl Form {
    /// The path of a node in an instance: `rows` are the positions of the repeats around it, or of
    /// itself, outermost first.
    pub fn path(&self, node: usize, rows: &[usize]) -> String {
        let mut rows = rows.iter();
        let mut path = "/data".to_owned();
        for at in self.nodes[node].within.iter().chain([&node]) {
            path.push('/');
            path.push_str(&self.nodes[*at].name);
            if self.nodes[*at].kind == Kind::Repeat
                && let Some(row) = rows.next()
            {
                path.push_str(&format!("[{row}]"));
            }
        }
        path
    }

    /// The place of a question by its name.
    pub fn question(&self, name: &str) -> Option<usize> {
        self.nodes
            .iter()
            .position(|node| node.kind == Kind::Question && node.name == name)
    }

    /// Names of the repeats around a node, outermost first.
    pub fn repeats(&self, node: usize) -> Vec<&str> {
        self.nodes[node]
            .within
            .iter()
            .map(|at| &self.nodes[*at])
            .filter(|node| node.kind == Kind::Repeat)
            .map(|node| node.name.as_str())
            .collect()
    }
}

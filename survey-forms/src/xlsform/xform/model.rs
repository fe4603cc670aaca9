//! The head of an XForm: words in both languages, the empty data, lists of choices, and what holds
//! of each answer. Start with [`model`].

use super::tree::{Element, Piece, ROOT, Tree};
use super::xml::Node;
use crate::words::Words;
use crate::xlsform::rows::{ChoiceRow, ENGLISH, Form, List, RowType, SPANISH};

/// What a language says where it has no text.
const NOTHING: &str = "-";

pub(super) fn model(form: &Form, tree: &Tree<'_>) -> Node {
    let translations = Node::new("itext")
        .with(translation(form, tree, SPANISH, |words| &words.es).set("default", "true()"))
        .with(translation(form, tree, ENGLISH, |words| &words.en));
    Node::new("model")
        .set("odk:xforms-version", "1.0.0")
        .with(translations)
        .with(primary_instance(form, tree))
        .with_all(form.lists.iter().map(list))
        .with_all(tree.elements.iter().filter_map(|at| bind(tree, at)))
        .with(
            Node::new("bind")
                .set("nodeset", format!("{ROOT}/meta/instanceID"))
                .set("type", "string")
                .set("readonly", "true()")
                .set("jr:preload", "uid"),
        )
}

/// The id of an element's text: its label, hint or message.
pub(super) fn text_id(element: &Element<'_>, what: &str) -> String {
    format!("{}:{what}", element.path)
}

/// Whether there is a text in any language.
pub(super) fn is_said(words: &Words) -> bool {
    !words.es.trim().is_empty() || !words.en.trim().is_empty()
}

fn translation(
    form: &Form,
    tree: &Tree<'_>,
    language: &str,
    side: impl Fn(&Words) -> &String,
) -> Node {
    let mut texts = Vec::new();
    let mut text = |id: String, from: Option<&Element<'_>>, words: &Words| {
        if is_said(words) {
            texts.push(text_node(tree, id, from, side(words)));
        }
    };
    for list in &form.lists {
        for (n, choice) in list.choices.iter().enumerate() {
            text(format!("{}-{n}", list.name), None, &choice.label);
        }
    }
    for element in &tree.elements {
        let row = element.row;
        let said = [
            ("label", &row.label),
            ("hint", &row.hint),
            ("jr:constraintMsg", &row.constraint_message),
        ];
        for (what, words) in said {
            text(text_id(element, what), Some(element), words);
        }
    }
    Node::new("translation")
        .set("lang", language)
        .with_all(texts)
}

fn text_node(tree: &Tree<'_>, id: String, from: Option<&Element<'_>>, text: &str) -> Node {
    let text = match text.trim() {
        "" => NOTHING,
        text => text,
    };
    // Text first, so that no indent is taken for a part of the sentence.
    let mut value = Node::new("value").with_text("");
    for piece in tree.prose(from, text) {
        value = match piece {
            Piece::Text(text) => value.with_text(text),
            Piece::Name(path) => value
                .with(Node::new("output").set("value", path))
                .with_text(""),
        };
    }
    Node::new("text").set("id", id).with(value)
}

fn primary_instance(form: &Form, tree: &Tree<'_>) -> Node {
    let settings = &form.settings;
    let meta = Node::new("meta").with(Node::new("instanceID"));
    let data = Node::new(ROOT.trim_start_matches('/'))
        .set("id", settings.form_id.as_str())
        .set_if("version", settings.version.as_str());
    let data = with_answers(tree, data, &tree.top, true);
    Node::new("instance").with(data.with(meta))
}

/// The places of the answers. A repeat stands twice: as the template of further rows, and as the
/// first row; what stands within a first row needs no template of its own.
fn with_answers(tree: &Tree<'_>, node: Node, children: &[usize], with_templates: bool) -> Node {
    let mut node = node;
    for child in children.iter().map(|n| &tree.elements[*n]) {
        let empty = || Node::new(child.row.name.as_str());
        let mut templates_within = with_templates;
        if child.is_repeat() && with_templates {
            let template = empty().set("jr:template", "");
            node = node.with(with_answers(tree, template, &child.children, true));
            templates_within = false;
        }
        node = node.with(with_answers(
            tree,
            empty(),
            &child.children,
            templates_within,
        ));
    }
    node
}

fn list(list: &List) -> Node {
    let items = list.choices.iter().enumerate().map(|(n, choice)| {
        let item = Node::new("item")
            .with(Node::new("itextId").with_text(format!("{}-{n}", list.name)))
            .with(Node::new("name").with_text(choice.code.as_str()));
        item.with_all(columns(choice))
    });
    let items: Vec<Node> = items.collect();
    Node::new("instance")
        .set("id", list.name.as_str())
        .with(Node::new("root").with_all(items))
}

/// What stands behind an option, our own column among it, as every converter takes it along.
fn columns(choice: &ChoiceRow) -> Vec<Node> {
    let column = |name: &str, value: &str| Node::new(name).with_text(value.trim());
    let mut nodes: Vec<Node> = choice
        .columns
        .iter()
        .map(|(name, value)| column(name, value))
        .collect();
    let marks = choice.marks.to_string();
    if !marks.is_empty() {
        nodes.push(column("rayuela", &marks));
    }
    nodes
}

/// What holds of an element; None for a group of which nothing does.
fn bind(tree: &Tree<'_>, element: &Element<'_>) -> Option<Node> {
    let row = element.row;
    let kind = match row.kind {
        RowType::Integer => "int",
        RowType::Decimal => "decimal",
        RowType::Date => "date",
        RowType::Time => "time",
        RowType::DateTime => "dateTime",
        RowType::GeoPoint => "geopoint",
        RowType::BeginGroup | RowType::BeginRepeat => "",
        _ => "string",
    };
    if kind.is_empty() && row.relevant.is_empty() {
        return None;
    }
    let written = |text: &str| tree.expression(element, text);
    let message = if is_said(&row.constraint_message) {
        format!("jr:itext('{}')", text_id(element, "jr:constraintMsg"))
    } else {
        String::new()
    };
    let readonly = if row.kind == RowType::Note {
        "true()"
    } else {
        ""
    };
    let bind = Node::new("bind")
        .set("nodeset", element.path.as_str())
        .set_if("type", kind)
        .set_if("readonly", readonly)
        .set_if("required", if row.required { "true()" } else { "" })
        .set_if("relevant", written(&row.relevant))
        .set_if("constraint", written(&row.constraint))
        .set_if("jr:constraintMsg", message)
        .set_if("calculate", written(&row.calculation));
    Some(bind)
}

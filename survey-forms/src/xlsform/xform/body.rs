//! The body of an XForm: what is shown, in groups and repeats. Start with [`body`].

use super::model::{is_said, text_id};
use super::tree::{Element, Tree};
use super::xml::Node;
use crate::xlsform::rows::RowType;

pub(super) fn body(tree: &Tree<'_>) -> Node {
    Node::new("h:body").with_all(controls(tree, &tree.top))
}

fn controls(tree: &Tree<'_>, children: &[usize]) -> Vec<Node> {
    let elements = children.iter().map(|n| &tree.elements[*n]);
    elements
        .filter_map(|element| control(tree, element))
        .collect()
}

fn control(tree: &Tree<'_>, element: &Element<'_>) -> Option<Node> {
    let row = element.row;
    Some(match &row.kind {
        RowType::Calculate | RowType::EndGroup | RowType::EndRepeat => return None,
        RowType::BeginGroup => {
            said(element, shown(element, "group")).with_all(controls(tree, &element.children))
        }
        RowType::BeginRepeat => {
            let repeat = Node::new("repeat")
                .set("nodeset", element.path.as_str())
                .set_if("jr:count", tree.expression(element, &row.repeat_count))
                .set_if("appearance", row.appearance.as_str())
                .with_all(controls(tree, &element.children));
            let around = Node::new("group").set("ref", element.path.as_str());
            said(element, around).with(repeat)
        }
        RowType::SelectOne(list) => {
            said(element, shown(element, "select1")).with(itemset(tree, element, list))
        }
        RowType::SelectMultiple(list) => {
            said(element, shown(element, "select")).with(itemset(tree, element, list))
        }
        _ => said(element, shown(element, "input")),
    })
}

fn shown(element: &Element<'_>, tag: &str) -> Node {
    Node::new(tag)
        .set("ref", element.path.as_str())
        .set_if("appearance", element.row.appearance.as_str())
}

/// With its label and hint, by their ids.
fn said(element: &Element<'_>, node: Node) -> Node {
    let row = element.row;
    let texts = [("label", &row.label), ("hint", &row.hint)];
    let texts = texts.into_iter().filter(|(_, words)| is_said(words));
    node.with_all(texts.map(|(what, _)| {
        Node::new(what).set("ref", format!("jr:itext('{}')", text_id(element, what)))
    }))
}

fn itemset(tree: &Tree<'_>, element: &Element<'_>, list: &str) -> Node {
    let mut nodeset = format!("instance('{list}')/root/item");
    if !element.row.choice_filter.is_empty() {
        let filter = tree.filter(element, &element.row.choice_filter);
        nodeset += &format!("[{filter}]");
    }
    Node::new("itemset")
        .set("nodeset", nodeset)
        .with(Node::new("value").set("ref", "name"))
        .with(Node::new("label").set("ref", "jr:itext(itextId)"))
}

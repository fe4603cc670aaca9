//! The questionnaire as the XForm that ODK Collect loads. Start with [`xform()`].
//!
//! It is what pyxform, the reference converter, makes of the exported sheets: the same data, the
//! same conditions, the same words (`tests/odk` holds them to each other). `tree.rs` says where each
//! row stands and writes its expressions' paths; `model.rs` makes the head, `body.rs` what is shown,
//! `xml.rs` the text. Knows nothing of sheets.

mod body;
mod model;
mod tree;
mod xml;

use super::layout::form;
use crate::questionnaire::Questionnaire;
use tree::Tree;
use xml::Node;

/// A questionnaire as an XForm. The same questionnaire always gives the same text.
///
/// ```
/// use survey_forms::{Questionnaire, xlsform};
/// let xml = xlsform::xform(&Questionnaire::shipped());
/// assert!(xml.starts_with("<?xml"));
/// assert!(xml.contains("jr:preload=\"uid\""));
/// ```
pub fn xform(questionnaire: &Questionnaire) -> String {
    let form = form(questionnaire);
    let tree = Tree::of(&form.survey);
    let head = Node::new("h:head")
        .with(Node::new("h:title").with_text(&form.settings.title.es))
        .with(model::model(&form, &tree));
    Node::new("h:html")
        .set("xmlns", "http://www.w3.org/2002/xforms")
        .set("xmlns:h", "http://www.w3.org/1999/xhtml")
        .set("xmlns:jr", "http://openrosa.org/javarosa")
        .set("xmlns:odk", "http://www.opendatakit.org/xforms")
        .set("xmlns:xsd", "http://www.w3.org/2001/XMLSchema")
        .with(head)
        .with(body::body(&tree))
        .document()
}

//! XML as a tree, then as text. Start with [`Node`]. Knows no XForms.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An element.
#[derive(Clone, Debug)]
pub(super) struct Node {
    name: String,
    attributes: Vec<(&'static str, String)>,
    content: Vec<Content>,
}

#[derive(Clone, Debug)]
enum Content {
    Node(Node),
    Text(String),
}

impl Node {
    pub fn new(name: impl Into<String>) -> Node {
        Node {
            name: name.into(),
            attributes: Vec::new(),
            content: Vec::new(),
        }
    }

    pub fn set(mut self, name: &'static str, value: impl Into<String>) -> Node {
        self.attributes.push((name, value.into()));
        self
    }

    /// Sets an attribute unless its value is blank.
    pub fn set_if(self, name: &'static str, value: impl Into<String>) -> Node {
        let value = value.into();
        if value.is_empty() {
            self
        } else {
            self.set(name, value)
        }
    }

    pub fn with(mut self, node: Node) -> Node {
        self.content.push(Content::Node(node));
        self
    }

    pub fn with_all(mut self, nodes: impl IntoIterator<Item = Node>) -> Node {
        self.content.extend(nodes.into_iter().map(Content::Node));
        self
    }

    pub fn with_text(mut self, text: impl Into<String>) -> Node {
        self.content.push(Content::Text(text.into()));
        self
    }

    /// The text of a document with this root, indented by two.
    pub fn document(&self) -> String {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
        let declaration = Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None));
        // Memory takes whatever is written.
        let written = writer
            .write_event(declaration)
            .and_then(|()| self.write(&mut writer));
        written
            .ok()
            .and_then(|()| String::from_utf8(writer.into_inner()).ok())
            .unwrap_or_default()
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let mut start = BytesStart::new(self.name.as_str());
        for (name, value) in &self.attributes {
            start.push_attribute((*name, writable(value).as_str()));
        }
        if self.content.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        for content in &self.content {
            match content {
                Content::Node(node) => node.write(writer)?,
                Content::Text(text) => {
                    writer.write_event(Event::Text(BytesText::new(&writable(text))))?;
                }
            }
        }
        writer.write_event(Event::End(BytesEnd::new(self.name.as_str())))
    }
}

/// Without the characters that no XML may hold.
fn writable(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'))
        .collect()
}

//! The fields of one object, each taken once by name, and the path to each.
//!
//! Start at [`Fields::read`]. A path is only written out when something is refused there.
//! What this module does not know: which fields a child has.

use std::fmt;

use crate::{
    given::Given,
    refusal::{Expected, FactError},
};

/// Where in the child's facts a value stands.
pub(super) enum Path<'p> {
    /// The child itself.
    Child,
    Field(&'p Path<'p>, &'p str),
    /// At this place of a list, counted from 0.
    Item(&'p Path<'p>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Child => Ok(()),
            Path::Field(Path::Child, name) => to.write_str(name),
            Path::Field(path, name) => write!(to, "{path}.{name}"),
            Path::Item(path, number) => write!(to, "{path}[{number}]"),
        }
    }
}

/// The fields of one object; all of them known ones, none of them twice.
pub(super) struct Fields<'p> {
    path: &'p Path<'p>,
    fields: Vec<(String, Given)>,
}

impl<'p> Fields<'p> {
    /// Reads an object; `null` is one without fields.
    pub fn read(
        given: Given,
        path: &'p Path<'p>,
        known: &'static [&'static str],
    ) -> Result<Fields<'p>, FactError> {
        let fields = match given {
            Given::Null => Vec::new(),
            Given::Object(fields) => fields,
            _ => return Err(FactError::at(path, Expected::Object)),
        };
        for (place, (name, _)) in fields.iter().enumerate() {
            let refused = |expected| Err(FactError::at(Path::Field(path, &shown(name)), expected));
            if !known.contains(&name.as_str()) {
                return refused(Expected::KnownField(known));
            }
            // The names before this one are known and differ, so there are few of them.
            if fields[..place].iter().any(|(before, _)| before == name) {
                return refused(Expected::Once);
            }
        }
        Ok(Fields { path, fields })
    }

    /// Takes a field out and reads it; an absent one is `null`.
    pub fn take<T>(
        &mut self,
        name: &str,
        read: impl Fn(Given, &Path<'_>) -> Result<T, FactError>,
    ) -> Result<T, FactError> {
        let place = self.fields.iter().position(|(known, _)| known == name);
        let given = place.map_or(Given::Null, |place| self.fields.swap_remove(place).1);
        read(given, &Path::Field(self.path, name))
    }
}

/// A name that is not ours, short and harmless enough for a terminal.
fn shown(name: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown: String = name
        .chars()
        .take(LONGEST)
        .flat_map(char::escape_debug)
        .collect();
    if name.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_strange_name_is_shown_short_and_without_control_characters() {
        assert_eq!(shown("salary"), "salary");
        assert_eq!(shown("a\u{1b}[2Jb\n"), "a\\u{1b}[2Jb\\n");
        assert_eq!(shown(&"x".repeat(100_000)).chars().count(), 41);
    }
}

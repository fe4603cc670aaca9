//! One JSON object a row, without objects or lists in it.
//!
//! Start at [`part`]. A yes is "1" and a no "0", as in the other tables; `null` and a name that
//! is not there are empty cells. What this module does not know: what a name stands for.

use std::{borrow::Cow, fmt};

use serde::{
    Deserializer as _,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor},
};

use crate::{plan::rule::Slot, refusal::Wanted, row::At};

/// Finds the cells of a row; their text is put into `scratch`.
pub(super) fn part(
    row: &[u8],
    names: &[(String, Slot)],
    cells: &mut [At],
    scratch: &mut Vec<u8>,
) -> Result<(), Wanted> {
    let mut json = serde_json::Deserializer::from_slice(row);
    let read = json.deserialize_map(Object {
        names,
        cells,
        scratch,
    });
    read.and_then(|()| json.end())
        .map_err(|_| Wanted::FlatObject)
}

/// All names of an object, in order; `None` when it is no object.
pub(crate) fn names(row: &[u8]) -> Option<Vec<String>> {
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(row).ok()?;
    Some(object.into_iter().map(|(name, _)| name).collect())
}

struct Object<'r> {
    names: &'r [(String, Slot)],
    cells: &'r mut [At],
    scratch: &'r mut Vec<u8>,
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an object without objects or lists in it")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            let known = self.names.iter().find(|(known, _)| *known == name);
            let Some((_, slot)) = known else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let cell = &mut self.cells[usize::from(*slot)];
            if *cell != At::EMPTY {
                return Err(A::Error::custom("a name twice"));
            }
            let before = self.scratch.len();
            map.next_value_seed(Cell(self.scratch))?;
            if self.scratch.len() > before {
                *cell = At::scratch(before, self.scratch.len());
            }
        }
        Ok(())
    }
}

/// Writes one value out.
struct Cell<'r>(&'r mut Vec<u8>);

impl<'de> DeserializeSeed<'de> for Cell<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Cell<'_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a text, a number, true, false or null")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.0.push(if value { b'1' } else { b'0' });
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.0.extend(value.to_string().bytes());
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.0.extend(value.to_string().bytes());
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.0.extend(value.to_string().bytes());
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.0.extend_from_slice(value.as_bytes());
        Ok(())
    }
}

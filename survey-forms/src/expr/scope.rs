//! What an expression is computed from. Start with [`Scope`]. Knows no question.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::value::Value;

/// Everything an expression can ask about, as seen from the place where it is computed.
pub trait Scope {
    /// `${name}`: blank while unanswered or not relevant.
    fn value(&self, name: &str) -> Value;

    /// `${name}` under `sum`, `count`, `min`, `max`, `join`: its value in every instance under the
    /// nearest repeat both are in, in order, without those that are not relevant. A question out of
    /// any repeat gives its one value; a repeat gives one value an instance.
    fn every(&self, name: &str) -> Vec<Value>;

    /// `indexed-repeat(${name}, ${repeat}, index)`: 1 is the first instance, relevant or not. Blank
    /// where there is none. Must be given if an instance can be not relevant.
    fn at(&self, name: &str, repeat: &str, index: usize) -> Value {
        let _ = repeat;
        let mut every = self.every(name);
        if (1..=every.len()).contains(&index) {
            return every.swap_remove(index - 1);
        }
        Value::Blank
    }

    /// `.`: the answer that is judged, or the value so far of what is computed.
    fn own(&self) -> Value {
        Value::Blank
    }

    /// `position(..)`: the number, from 1, of the repeat instance around.
    fn position(&self) -> usize {
        1
    }

    /// `today()`, or none where no day is known.
    fn today(&self) -> Option<NaiveDate> {
        None
    }

    /// `now()`, or none where no clock is known. Its offset says where days begin.
    fn now(&self) -> Option<DateTime<FixedOffset>> {
        None
    }

    /// `uuid()`, or none where no randomness is handed in.
    fn uuid(&self) -> Option<String> {
        None
    }

    /// What people read for an option of a question: `jr:choice-name`.
    fn label(&self, name: &str, code: &str) -> Option<String> {
        let _ = (name, code);
        None
    }

    /// A bare column name in a choice filter: the cell of the choice that is judged.
    fn column(&self, name: &str) -> Value {
        let _ = name;
        Value::Blank
    }

    /// `instance('list')/root/item[key_column = key]/column`, and `pulldata`: blank if no row has
    /// the key, none if there is no such list.
    fn item(&self, list: &str, column: &str, key_column: &str, key: &str) -> Option<Value> {
        let _ = (list, column, key_column, key);
        None
    }
}

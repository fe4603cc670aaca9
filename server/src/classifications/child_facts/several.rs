//! One fact with every value that was kept for it, and the limits on how many there may be.
//! Start at [`Several`]. Knows nothing of questions.

use serde_json::{Value, json};

/// Most values that one fact may have; more become an interval or "not known".
const VALUES_MAX: usize = 4;
/// Most combinations that one child may be classified under (rule set, section 1).
const COMBINATIONS_MAX: usize = 64;

/// Distinct values of one fact, in an order that does not depend on who answered first; `Null`
/// stands for an answer by which nothing is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Several(Vec<Value>);

impl Several {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether nothing at all is known by it.
    pub(super) fn is_unknown(&self) -> bool {
        self.0.iter().all(Value::is_null)
    }

    pub(super) fn values(&self) -> &[Value] {
        &self.0
    }

    /// Both sets of values.
    pub(super) fn and(self, other: Several) -> Several {
        self.0.into_iter().chain(other.0).collect()
    }

    /// The fact as the rules read it: nothing, the value, `{"any": […]}`, or, beyond four values,
    /// the interval that covers them. Beyond four that are no numbers it is not known.
    pub(super) fn json(&self) -> Option<Value> {
        match self.0.as_slice() {
            _ if self.is_unknown() => None,
            [value] => Some(value.clone()),
            values if values.len() <= VALUES_MAX => Some(json!({"any": values})),
            values => cover(values),
        }
    }
}

impl FromIterator<Value> for Several {
    fn from_iter<I: IntoIterator<Item = Value>>(values: I) -> Several {
        let mut values: Vec<Value> = values.into_iter().collect();
        values.sort_by_cached_key(Value::to_string);
        values.dedup();
        Several(values)
    }
}

/// A number without a needless point, so that equal amounts are equal values.
pub(super) fn number(amount: f64) -> Value {
    if amount.fract() == 0.0 {
        json!(amount as i64)
    } else {
        json!(amount)
    }
}

/// The smallest interval around numbers and intervals; none if one of them is neither.
fn cover(values: &[Value]) -> Option<Value> {
    let end = |value: &Value, name: &str| value.get(name).unwrap_or(value).as_f64();
    let mins: Option<Vec<f64>> = values.iter().map(|value| end(value, "min")).collect();
    let maxes: Option<Vec<f64>> = values.iter().map(|value| end(value, "max")).collect();
    let min = mins?.into_iter().reduce(f64::min)?;
    let max = maxes?.into_iter().reduce(f64::max)?;
    Some(json!({"min": number(min), "max": number(max)}))
}

/// Holds the facts to 64 combinations: numbers given apart become intervals first, then what else
/// was given apart becomes "not known", one fact at a time; at last the age.
pub(super) fn limit_combinations(facts: &mut Value) {
    for only_numbers in [true, false] {
        let mut apart = Vec::new();
        places_apart(facts, "", &mut apart);
        for place in apart.into_iter().filter(|place| place != "/age") {
            if combinations(facts) <= COMBINATIONS_MAX {
                return;
            }
            if let Some(fact) = facts.pointer_mut(&place) {
                let interval = fact["any"].as_array().and_then(|values| cover(values));
                match interval {
                    Some(interval) => *fact = interval,
                    None if !only_numbers => *fact = Value::Null,
                    None => {}
                }
            }
        }
    }
    if combinations(facts) > COMBINATIONS_MAX {
        facts["age"] = Value::Null;
    }
}

/// JSON pointers of all facts given apart, in the order of the facts.
fn places_apart(value: &Value, place: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) if fields.contains_key("any") => found.push(place.to_owned()),
        Value::Object(fields) => {
            for (name, value) in fields {
                places_apart(value, &format!("{place}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (n, value) in items.iter().enumerate() {
                places_apart(value, &format!("{place}/{n}"), found);
            }
        }
        _ => {}
    }
}

/// How many combinations the rules would have to look at; each year of an age counts.
pub(super) fn combinations(facts: &Value) -> usize {
    let mut apart = Vec::new();
    places_apart(facts, "", &mut apart);
    let others = apart
        .iter()
        .filter(|place| *place != "/age")
        .filter_map(|p| facts.pointer(p));
    let others: usize = others
        .map(|fact| fact["any"].as_array().map_or(1, Vec::len))
        .product();
    others.saturating_mul(years(&facts["age"]))
}

fn years(age: &Value) -> usize {
    let span = |age: &Value| match (age["min"].as_u64(), age["max"].as_u64()) {
        (Some(min), Some(max)) => (max - min) as usize + 1,
        _ => 1,
    };
    match age["any"].as_array() {
        Some(ages) => ages.iter().map(span).sum(),
        None => span(age),
    }
}

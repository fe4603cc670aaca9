//! Takes a child apart until nothing more can go without the two readings agreeing again.
//!
//! Start at [`smallest`]. What this module does not know: what is read, and by whom.

use serde_json::Value;

/// The smallest child found on which `disagree` still holds.
pub fn smallest(child: &Value, disagree: impl Fn(&Value) -> bool) -> Value {
    let mut child = child.clone();
    while let Some(smaller) = simpler(&child).into_iter().find(&disagree) {
        child = smaller;
    }
    child
}

/// Every child that says a little less than this one.
fn simpler(value: &Value) -> Vec<Value> {
    let mut all = Vec::new();
    match value {
        Value::Object(fields) => {
            all.extend(
                fields
                    .values()
                    .filter(|_| fields.contains_key("min"))
                    .cloned(),
            );
            if let Some(answers) = fields.get("any").and_then(Value::as_array) {
                all.extend(answers.iter().cloned());
            }
            for (name, field) in fields {
                let mut without = fields.clone();
                without.shift_remove(name);
                all.push(Value::Object(without));
                for smaller in simpler(field) {
                    let mut with = fields.clone();
                    with[name] = smaller;
                    all.push(Value::Object(with));
                }
            }
        }
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                let mut without = items.clone();
                without.remove(number);
                all.push(Value::Array(without));
                for smaller in simpler(item) {
                    let mut with = items.clone();
                    with[number] = smaller;
                    all.push(Value::Array(with));
                }
            }
        }
        _ => {}
    }
    all
}

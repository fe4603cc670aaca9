//! Tables with one flat JSON object a line.

use crate::with::{Tables, one_table};

const REST: &str = "[facts]\nage = 'age'\n'school.attends' = { column = 'attends', words = true }\n\
    'work.hours_week' = 'hours'";

#[test]
fn names_may_be_left_out_and_null_is_not_known() {
    let table = br#"{"ID":"a","age":11,"attends":true,"hours":2.5,"name":"x"}
{"hours":null,"ID":"b","age":"12"}

{"ID":3,"attends":false}
"#;
    let read = Tables::new(&[("t", table)]).read(one_table("format = 'jsonl'", REST));
    assert_eq!(read.said(), Vec::<String>::new());
    assert_eq!(read.ids(), ["a", "b", "3"]);
    let facts = |place: usize| {
        let facts = &read.children[place].facts;
        facts.agreed(|child| {
            Some((
                child.age,
                child.attends,
                child.hours_week.map(|hours| hours.min()),
            ))
        })
    };
    assert_eq!(facts(0), Some((Some(11), Some(true), Some(2.5))));
    assert_eq!(facts(1), Some((Some(12), None, None)));
    assert_eq!(facts(2), Some((None, Some(false), None)));
}

#[test]
fn lines_that_are_no_flat_object_are_named_by_row() {
    let table = br#"{"ID":"a","age":11,"attends":true,"hours":1}
{"ID":"b","age":{"min":1,"max":2}}
[1]
{"ID":"d","age":11,"age":12}
{"ID":"e"
{"ID":"f"}
"#;
    let read = Tables::new(&[("t", table)]).read(one_table("format = 'jsonl'", REST));
    assert_eq!(read.ids(), ["a", "f"]);
    let words = ": expected a JSON object without objects or lists in it";
    let expected: Vec<String> = [2, 3, 4, 5]
        .map(|row| format!("table t, row {row}{words}"))
        .into();
    assert_eq!(read.said(), expected);
}

#[test]
fn a_name_that_no_row_has_is_not_there() {
    let tables = Tables::new(&[("t", br#"{"ID":"a","edad":11,"attends":true,"hours":1}"#)]);
    let refused = tables
        .open(one_table("format = 'jsonl'", REST))
        .err()
        .unwrap()
        .to_string();
    assert!(
        refused.contains("it has no column age, which facts.\"age\" asks for"),
        "{refused}"
    );
}

//! Every row of the table JavaRosa computed.

use survey_forms::{Expr, Value};

use super::household::Household;

const TABLE: &str = include_str!("javarosa.tsv");

struct Row<'a> {
    expression: &'a str,
    value: &'a str,
    kind: &'a str,
    /// Our own value where we choose another.
    ours: Option<&'a str>,
}

fn rows() -> Vec<Row<'static>> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.split('\t').collect();
        Row {
            expression: cells[0],
            value: cells[1],
            kind: cells[2],
            ours: cells.get(3).map(|mark| mark.split_once(": ").unwrap().1),
        }
    };
    lines.map(row).collect()
}

/// Value and kind as the table writes them.
fn computed(expression: &str) -> (String, &'static str) {
    let Ok(expr) = Expr::parse(expression) else {
        return (String::new(), "fault");
    };
    match expr.evaluate(&Household) {
        Err(_) => (String::new(), "fault"),
        Ok(Value::DateTime(moment)) => {
            let text = moment.format("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string();
            (text.replace("T00:00:00.000-06:00", ""), "date")
        }
        Ok(value) => {
            let kind = match value {
                Value::Blank => "blank",
                Value::Text(_) => "text",
                Value::Number(_) => "number",
                Value::YesNo(_) => "yesno",
                Value::Date(_) | Value::Time(_) | Value::DateTime(_) => "date",
            };
            (value.text(), kind)
        }
    }
}

/// Sines differ in their last digit between machines; nothing else may.
fn same(expression: &str, ours: &str, theirs: &str) -> bool {
    if !expression.starts_with("distance") {
        return ours == theirs;
    }
    match (ours.parse::<f64>(), theirs.parse::<f64>()) {
        (Ok(one), Ok(other)) => (one - other).abs() < 1e-3,
        _ => ours == theirs,
    }
}

#[test]
fn every_expression_comes_to_what_javarosa_makes_of_it() {
    let mut apart = vec![];
    for row in rows() {
        let (value, kind) = computed(row.expression);
        // A blank is a blank, whether a text or no number.
        let blank = row.value.is_empty() && row.kind != "fault";
        let expected_kind = if blank { "blank" } else { row.kind };
        let expected = row.ours.unwrap_or(row.value);
        if kind != expected_kind || !same(row.expression, &value, expected) {
            apart.push(format!(
                "{}: {value} ({kind}), not {expected} ({expected_kind})",
                row.expression
            ));
        }
    }
    assert!(
        apart.is_empty(),
        "{}\n{} rows",
        apart.join("\n"),
        apart.len()
    );
}

#[test]
fn the_table_is_large_and_calls_every_function_javarosa_has() {
    let rows = rows();
    assert!(rows.len() >= 500, "{} rows", rows.len());
    let expressions: String = rows.iter().map(|row| row.expression).collect();
    // Ours alone, Collect's alone, or never twice the same.
    let apart = ["age-at", "pulldata", "uuid", "position"];
    for function in super::reading::FUNCTIONS {
        let called = expressions.contains(&format!("{function}("));
        assert!(called || apart.contains(&function), "{function}");
    }
}

#[test]
fn where_we_choose_another_value_the_divergence_is_named_and_real() {
    let marked: Vec<Row<'_>> = rows()
        .into_iter()
        .filter(|row| row.ours.is_some())
        .collect();
    assert_eq!(marked.len(), 1);
    for row in marked {
        assert_ne!(row.ours, Some(row.value), "{}", row.expression);
    }
}

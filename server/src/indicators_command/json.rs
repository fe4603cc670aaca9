//! The table for machines, as JSON: the source, the definitions, the lines, full precision.
//!
//! Start at [`write`]. What this module does not know: how a figure came about.

use std::io::Write;

use indicators::{INDICATORS, Indicator};
use serde_json::{Map, Value, json};

use super::{figures::Figures, source::Report};

/// Writes one object; `null` is "none", or withheld where `withheld` is true.
pub fn write(report: &Report, to: &mut dyn Write) -> anyhow::Result<()> {
    let used = |one: &&Indicator| {
        let mut codes = report.lines.iter().map(|line| line.indicator.code);
        codes.any(|code| code == one.code)
    };
    let indicators: Vec<Value> = INDICATORS.iter().filter(used).map(definition).collect();
    let whole = json!({
        "source": report.source,
        "editions": report.editions,
        "units": {
            "rate": "share, 0 to 1",
            "numerator": "children",
            "denominator": "children",
            "standard_error": "unit of its value",
            "counted": "children, unweighted",
            "bounds": "least and most over all ways of completing what is not known",
        },
        "at_least": report.at_least,
        "complementary_suppression": false,
        "refused": report.refused,
        "territories": report.territories,
        "indicators": indicators,
        "lines": report.lines.iter().map(line).collect::<Vec<Value>>(),
    });
    serde_json::to_writer_pretty(&mut *to, &whole)?;
    writeln!(to)?;
    Ok(())
}

fn definition(one: &Indicator) -> Value {
    json!({
        "code": one.code,
        "name": one.name,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "ages": [one.ages.0, one.ages.1],
        "source": one.source,
        "doubt": (!one.doubt.es.is_empty()).then_some(one.doubt),
    })
}

fn line(line: &Figures) -> Value {
    let cell: Map<String, Value> = line
        .cell
        .iter()
        .map(|(by, value)| (by.code().to_owned(), json!(value)))
        .collect();
    let mut object = json!({
        "indicator": line.indicator.code,
        "cell": cell,
        "withheld": line.shown.is_none(),
    });
    if let Value::Object(shown) = json!(line.shown) {
        object
            .as_object_mut()
            .into_iter()
            .for_each(|object| object.extend(shown.clone()));
    }
    object
}

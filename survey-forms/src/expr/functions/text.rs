//! Texts. Start with [`compute`]. Lengths and places count UTF-16 units, as Java does: an emoji is
//! two.

use crate::expr::evaluate::{Computed, Evaluation};
use crate::expr::fault::EvaluateFault;
use crate::expr::function::Function;
use crate::expr::tree::Node;
use crate::expr::value::Value;

pub(in crate::expr) fn compute(
    evaluation: &mut Evaluation<'_>,
    function: Function,
    args: &[Node],
) -> Computed {
    if let (Function::Substr, [of, from, to @ ..]) = (function, args) {
        return substr(evaluation, of, from, to.first());
    }
    let texts: Result<Vec<String>, EvaluateFault> =
        args.iter().map(|arg| evaluation.text(arg)).collect();
    let texts = texts?;
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    Ok(match (function, texts.as_slice()) {
        (Function::String, [text]) => Value::Text((*text).to_owned()),
        (Function::StringLength, [text]) => Value::Number(text.encode_utf16().count() as f64),
        (Function::NormalizeSpace, [text]) => Value::Text(normalized(text)),
        (Function::BooleanFromString, [text]) => {
            Value::YesNo(text.eq_ignore_ascii_case("true") || *text == "1")
        }
        (Function::Contains, [text, part]) => Value::YesNo(text.contains(part)),
        (Function::StartsWith, [text, part]) => Value::YesNo(text.starts_with(part)),
        (Function::EndsWith, [text, part]) => Value::YesNo(text.ends_with(part)),
        (Function::SubstringBefore, [text, part]) => Value::Text(
            text.split_once(part)
                .map_or("", |(before, _)| before)
                .to_owned(),
        ),
        (Function::SubstringAfter, [text, part]) => Value::Text(
            text.split_once(part)
                .map_or("", |(_, after)| after)
                .to_owned(),
        ),
        (Function::Translate, [text, from, to]) => Value::Text(translated(text, from, to)),
        _ => Value::Blank,
    })
}

/// Blanks at the ends away, one space for each row of them within. Blanks are ASCII's.
fn normalized(text: &str) -> String {
    let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}');
    let words: Vec<&str> = text.split(blank).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Each letter of `from` becomes that of `to` in its place, or goes if there is none.
fn translated(text: &str, from: &str, to: &str) -> String {
    let to: Vec<char> = to.chars().collect();
    let mut becomes = std::collections::HashMap::new();
    for (index, letter) in from.chars().enumerate() {
        becomes
            .entry(letter)
            .or_insert_with(|| to.get(index).copied());
    }
    text.chars()
        .filter_map(|letter| becomes.get(&letter).copied().unwrap_or(Some(letter)))
        .collect()
}

/// From a place, counted from 0, up to another, or to the end; below 0 counts from the end.
fn substr(evaluation: &mut Evaluation<'_>, of: &Node, from: &Node, to: Option<&Node>) -> Computed {
    let units: Vec<u16> = evaluation.text(of)?.encode_utf16().collect();
    let length = i64::try_from(units.len()).unwrap_or(i64::MAX);
    let place = |number: f64| {
        let place = i64::from(number as i32);
        let place = if place < 0 { place + length } else { place };
        usize::try_from(place.clamp(0, length)).unwrap_or(0)
    };
    let from = place(evaluation.number(from)?);
    let to = match to {
        Some(to) => place(evaluation.number(to)?),
        None => units.len(),
    };
    let part = units.get(from..to).unwrap_or_default();
    Ok(Value::Text(String::from_utf16_lossy(part)))
}

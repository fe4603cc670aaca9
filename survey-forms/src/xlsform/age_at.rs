//! `age-at(birth, day)` as other programs compute it, and back. Start with [`written_out`] and
//! [`folded`]; each undoes the other. Works on the text of an expression, so blanks and parentheses
//! stay as the author put them. Knows no other function.

/// `int((number(format-date(DAY, '%Y%m%d')) - number(format-date(BIRTH, '%Y%m%d'))) div 10000)`:
/// completed years by the digits of the dates, exact on every birthday.
const OPENING: &str = "int((number(format-date(";
const BETWEEN: &str = ", '%Y%m%d')) - number(format-date(";
const CLOSING: &str = ", '%Y%m%d'))) div 10000)";

/// The expression without `age-at`.
pub(crate) fn written_out(source: &str) -> String {
    replaced(source, "age-at(", |rest| {
        let birth = argument(rest, ',')?;
        let day = argument(&rest[birth.len() + 1..], ')')?;
        let taken = birth.len() + day.len() + 2;
        let (birth, day) = (written_out(birth.trim()), written_out(day.trim()));
        let years = format!("{OPENING}{day}{BETWEEN}{birth}{CLOSING}");
        Some((years, taken))
    })
}

/// The expression with `age-at` for what [`written_out`] makes of it.
pub(crate) fn folded(source: &str) -> String {
    refolded(source)
}

fn refolded(source: &str) -> String {
    replaced(source, OPENING, |rest| {
        let day = argument(rest, ',')?;
        let rest = rest[day.len()..].strip_prefix(BETWEEN)?;
        let birth = argument(rest, ',')?;
        rest[birth.len()..].strip_prefix(CLOSING)?;
        let taken = day.len() + BETWEEN.len() + birth.len() + CLOSING.len();
        let age = format!("age-at({}, {})", refolded(birth), refolded(day));
        Some((age, taken))
    })
}

/// Replaces each `opening` outside quotes by what `make` says of the rest after it: the new text,
/// and how many bytes of the rest it stands for.
fn replaced(source: &str, opening: &str, make: impl Fn(&str) -> Option<(String, usize)>) -> String {
    let mut text = String::new();
    let mut at = 0;
    while let Some(letter) = source[at..].chars().next() {
        if let Some(rest) = source[at..].strip_prefix(opening)
            && !text.ends_with(|c: char| c.is_alphanumeric() || "-_.:".contains(c))
            && let Some((made, taken)) = make(rest)
        {
            text.push_str(&made);
            at += opening.len() + taken;
            continue;
        }
        let whole = match letter {
            '\'' | '"' => source[at + 1..].find(letter).map_or(1, |end| end + 2),
            _ => letter.len_utf8(),
        };
        text.push_str(&source[at..at + whole]);
        at += whole;
    }
    text
}

/// The text up to the first `end` outside quotes and brackets.
fn argument(text: &str, end: char) -> Option<&str> {
    let (mut depth, mut quote) = (0_u32, None);
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (Some(open), _) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(letter),
            (None, _) if letter == end && depth == 0 => return Some(&text[..at]),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

//! Conditions as texts: their parts between `and`, and two made one. Start with [`parts`].
//! Works on the text, so that what an author wrote stays as it was written. Knows no question.

/// The parts of a condition between `and`, outside quotes and parentheses, without parentheses
/// that hold a whole part. A condition with an `or` outside parentheses is one part.
pub(super) fn parts(source: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, word) in words(source) {
        match word {
            "or" => return vec![source.trim()],
            "and" => {
                parts.push(unwrapped(&source[from..at]));
                from = at + word.len();
            }
            _ => {}
        }
    }
    parts.push(unwrapped(&source[from..]));
    parts.retain(|part| !part.is_empty());
    parts
}

/// All of these at once. The same condition twice is said once.
pub(super) fn all<'c>(conditions: impl IntoIterator<Item = &'c str>) -> Option<String> {
    let mut distinct: Vec<&str> = Vec::new();
    for condition in conditions {
        if !condition.trim().is_empty() && !distinct.contains(&condition) {
            distinct.push(condition);
        }
    }
    match distinct[..] {
        [] => None,
        [one] => Some(one.to_owned()),
        _ => {
            let wrapped = distinct.iter().map(|condition| {
                if words(condition).any(|(_, word)| word == "or") {
                    format!("({condition})")
                } else {
                    (*condition).to_owned()
                }
            });
            Some(wrapped.collect::<Vec<_>>().join(" and "))
        }
    }
}

/// The condition without its opening part `first`, if it begins so: `first`, `first and rest`.
/// `first` stands in parentheses; the condition may leave them out.
pub(super) fn without_opening<'c>(condition: &'c str, first: &str) -> Option<&'c str> {
    if words(condition).any(|(_, word)| word == "or") {
        return None;
    }
    let condition = condition.trim();
    let rest = condition
        .strip_prefix(first)
        .or_else(|| condition.strip_prefix(unwrapped(first)))?;
    if rest.trim().is_empty() {
        return Some("");
    }
    let rest = rest.trim_start().strip_prefix("and")?;
    rest.starts_with([' ', '\n', '(']).then(|| unwrapped(rest))
}

/// What `limits::both` joined behind `first`: blank where nothing was; None where `joined` does not
/// begin so.
pub(super) fn second<'c>(joined: &'c str, first: &str) -> Option<&'c str> {
    let rest = joined.strip_prefix(first)?;
    if rest.is_empty() {
        return Some(rest);
    }
    let second = rest.strip_prefix(" and (")?.strip_suffix(')')?;
    is_balanced(second).then_some(second)
}

/// Without blanks around it, nor parentheses that hold all of it.
pub(super) fn unwrapped(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        if !is_balanced(inner) {
            break;
        }
        text = inner.trim();
    }
    text
}

fn is_balanced(text: &str) -> bool {
    let mut depth = 0_i64;
    for (_, letter) in unquoted(text) {
        depth += match letter {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// The words outside quotes, brackets and `${…}`, with where they begin.
fn words(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut depth = 0_i64;
    let mut starts = Vec::new();
    let mut open: Option<usize> = None;
    for (at, letter) in unquoted(source) {
        let is_word = letter.is_alphanumeric() || "_-.:$".contains(letter);
        if depth == 0 && is_word {
            open.get_or_insert(at);
        } else if let Some(from) = open.take() {
            starts.push((from, &source[from..at]));
        }
        depth += match letter {
            '(' | '[' | '{' => 1,
            ')' | ']' | '}' => -1,
            _ => 0,
        };
    }
    starts.extend(open.map(|from| (from, &source[from..])));
    starts.into_iter()
}

/// The letters outside quotes; a quoted text is one quote.
fn unquoted(source: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote: Option<char> = None;
    source
        .char_indices()
        .filter(move |(_, letter)| match quote {
            Some(open) => {
                if *letter == open {
                    quote = None;
                }
                false
            }
            None => {
                quote = matches!(letter, '\'' | '"').then_some(*letter);
                true
            }
        })
}

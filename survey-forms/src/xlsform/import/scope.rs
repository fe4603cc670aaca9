//! Which questions an expression can see from where it stands. Start with [`sees`]; a question that
//! is asked several times can be named elsewhere only under a function that takes all its answers
//! ([`stands_alone`]). Works on the expression's text.

use crate::questionnaire::About;

/// Functions that take every answer of a question.
const TAKE_ALL: [&str; 6] = ["sum", "count", "count-non-empty", "min", "max", "join"];

/// Whether an answer about `named` is one and only one for who stands at `from`.
pub(super) fn sees(from: About, named: About) -> bool {
    let of_member = [About::EachMember, About::EachChild, About::EachJob];
    match named {
        About::Household => true,
        About::EachMember | About::EachChild => of_member.contains(&from),
        About::EachJob => from == About::EachJob,
        About::EachVisit => from == About::EachVisit,
    }
}

/// Whether `${name}` stands anywhere outside the functions that take all answers.
pub(super) fn stands_alone(source: &str, name: &str) -> bool {
    let wanted = format!("${{{name}}}");
    let mut calls: Vec<bool> = Vec::new();
    let mut quote: Option<char> = None;
    for (at, letter) in source.char_indices() {
        match (quote, letter) {
            (Some(open), _) => quote = (open != letter).then_some(open),
            (None, '\'' | '"') => quote = Some(letter),
            (None, '(') => {
                let before = source[..at].trim_end();
                let word = before
                    .rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '-')
                    .next();
                calls.push(TAKE_ALL.contains(&word.unwrap_or_default()));
            }
            (None, ')') => {
                calls.pop();
            }
            (None, '$') if source[at..].starts_with(&wanted) && !calls.contains(&true) => {
                return true;
            }
            _ => {}
        }
    }
    false
}

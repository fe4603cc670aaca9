//! Which functions an expression may call, with how many arguments of which kind. Start with
//! [`FUNCTIONS`]; those that are refused stand in `refused.rs`.

use super::types::Type;

/// A function that is computed by its arguments alone or by the scope. `regex`, `jr:choice-name`,
/// `instance` and `pulldata` are read apart: their arguments are more than values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Selected,
    SelectedAt,
    CountSelected,
    If,
    Coalesce,
    Once,
    Not,
    True,
    False,
    Boolean,
    BooleanFromString,
    String,
    Concat,
    Join,
    Substr,
    SubstringBefore,
    SubstringAfter,
    StringLength,
    Contains,
    StartsWith,
    EndsWith,
    NormalizeSpace,
    Translate,
    Number,
    Int,
    Round,
    Abs,
    Pow,
    Sum,
    Min,
    Max,
    Count,
    CountNonEmpty,
    Position,
    IndexedRepeat,
    Today,
    Now,
    Date,
    DateTime,
    FormatDate,
    FormatDateTime,
    DecimalDateTime,
    DecimalTime,
    AgeAt,
    Uuid,
    Distance,
}

/// What an argument must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    Anything,
    /// Something a number can be read from.
    Number,
    /// A date, a moment, or a text or number of one.
    Day,
    /// Options that were chosen, or the code of one.
    Chosen,
    /// Exactly a `${name}`.
    Name,
}

pub(super) struct Signature {
    pub function: Function,
    pub name: &'static str,
    pub least: usize,
    pub most: usize,
    /// The last is that of all arguments that follow.
    pub takes: &'static [Takes],
    pub gives: Type,
}

const fn row(
    function: Function,
    name: &'static str,
    (least, most): (usize, usize),
    takes: &'static [Takes],
    gives: Type,
) -> Signature {
    Signature {
        function,
        name,
        least,
        most,
        takes,
        gives,
    }
}

/// No more arguments than the longest expression has room for.
pub(super) const MANY: usize = usize::MAX;

const ANY: &[Takes] = &[Takes::Anything];
const NUMBER: &[Takes] = &[Takes::Number];
const DAY: &[Takes] = &[Takes::Day];
const NAME: &[Takes] = &[Takes::Name];
const DAY_AND_FORMAT: &[Takes] = &[Takes::Day, Takes::Anything];
const PART: &[Takes] = &[Takes::Anything, Takes::Number];

pub(super) static FUNCTIONS: [Signature; 46] = [
    row(
        Function::Selected,
        "selected",
        (2, 2),
        &[Takes::Chosen],
        Type::YesNo,
    ),
    row(
        Function::SelectedAt,
        "selected-at",
        (2, 2),
        &[Takes::Chosen, Takes::Number],
        Type::Text,
    ),
    row(
        Function::CountSelected,
        "count-selected",
        (1, 1),
        &[Takes::Chosen],
        Type::Number,
    ),
    row(Function::If, "if", (3, 3), ANY, Type::Any),
    row(Function::Coalesce, "coalesce", (2, 2), ANY, Type::Any),
    row(Function::Once, "once", (1, 1), ANY, Type::Any),
    row(Function::Not, "not", (1, 1), ANY, Type::YesNo),
    row(Function::True, "true", (0, 0), ANY, Type::YesNo),
    row(Function::False, "false", (0, 0), ANY, Type::YesNo),
    row(Function::Boolean, "boolean", (1, 1), ANY, Type::YesNo),
    row(
        Function::BooleanFromString,
        "boolean-from-string",
        (1, 1),
        ANY,
        Type::YesNo,
    ),
    row(Function::String, "string", (1, 1), ANY, Type::Text),
    row(Function::Concat, "concat", (0, MANY), ANY, Type::Text),
    row(Function::Join, "join", (1, MANY), ANY, Type::Text),
    row(Function::Substr, "substr", (2, 3), PART, Type::Text),
    row(
        Function::SubstringBefore,
        "substring-before",
        (2, 2),
        ANY,
        Type::Text,
    ),
    row(
        Function::SubstringAfter,
        "substring-after",
        (2, 2),
        ANY,
        Type::Text,
    ),
    row(
        Function::StringLength,
        "string-length",
        (1, 1),
        ANY,
        Type::Number,
    ),
    row(Function::Contains, "contains", (2, 2), ANY, Type::YesNo),
    row(
        Function::StartsWith,
        "starts-with",
        (2, 2),
        ANY,
        Type::YesNo,
    ),
    row(Function::EndsWith, "ends-with", (2, 2), ANY, Type::YesNo),
    row(
        Function::NormalizeSpace,
        "normalize-space",
        (1, 1),
        ANY,
        Type::Text,
    ),
    row(Function::Translate, "translate", (3, 3), ANY, Type::Text),
    row(Function::Number, "number", (1, 1), ANY, Type::Number),
    row(Function::Int, "int", (1, 1), NUMBER, Type::Number),
    row(Function::Round, "round", (1, 2), NUMBER, Type::Number),
    row(Function::Abs, "abs", (1, 1), NUMBER, Type::Number),
    row(Function::Pow, "pow", (2, 2), NUMBER, Type::Number),
    row(Function::Sum, "sum", (1, 1), NAME, Type::Number),
    row(Function::Min, "min", (1, MANY), NUMBER, Type::Number),
    row(Function::Max, "max", (1, MANY), NUMBER, Type::Number),
    row(Function::Count, "count", (1, 1), NAME, Type::Number),
    row(
        Function::CountNonEmpty,
        "count-non-empty",
        (1, 1),
        NAME,
        Type::Number,
    ),
    row(Function::Position, "position", (0, 0), ANY, Type::Number),
    row(
        Function::IndexedRepeat,
        "indexed-repeat",
        (3, 3),
        &[Takes::Name, Takes::Name, Takes::Number],
        Type::Any,
    ),
    row(Function::Today, "today", (0, 0), ANY, Type::Date),
    row(Function::Now, "now", (0, 0), ANY, Type::DateTime),
    row(Function::Date, "date", (1, 1), DAY, Type::Date),
    row(Function::DateTime, "date-time", (1, 1), DAY, Type::DateTime),
    row(
        Function::FormatDate,
        "format-date",
        (2, 2),
        DAY_AND_FORMAT,
        Type::Text,
    ),
    row(
        Function::FormatDateTime,
        "format-date-time",
        (2, 2),
        DAY_AND_FORMAT,
        Type::Text,
    ),
    row(
        Function::DecimalDateTime,
        "decimal-date-time",
        (1, 1),
        DAY,
        Type::Number,
    ),
    row(
        Function::DecimalTime,
        "decimal-time",
        (1, 1),
        DAY,
        Type::Number,
    ),
    row(Function::AgeAt, "age-at", (2, 2), DAY, Type::Number),
    row(Function::Uuid, "uuid", (0, 0), ANY, Type::Text),
    row(Function::Distance, "distance", (1, 1), ANY, Type::Number),
];

/// The functions that are read apart.
const APART: [&str; 4] = ["regex", "jr:choice-name", "pulldata", "instance"];

impl Function {
    pub fn named(name: &str) -> Option<&'static Signature> {
        FUNCTIONS.iter().find(|row| row.name == name)
    }

    pub fn signature(self) -> Option<&'static Signature> {
        FUNCTIONS.iter().find(|row| row.function == self)
    }

    pub fn name(self) -> &'static str {
        self.signature().map_or("", |row| row.name)
    }
}

/// The function whose name is nearest to a name nobody knows, if one is near.
pub(super) fn nearest(name: &str) -> Option<&'static str> {
    let known = FUNCTIONS.iter().map(|row| row.name);
    let known = known.chain(APART);
    let lower = name.to_lowercase().replace('_', "-");
    known
        .map(|known| (letters_apart(&lower, known), known))
        .filter(|(apart, known)| *apart <= 2 && *apart * 2 < known.len())
        .min()
        .map(|(_, known)| known)
}

/// How many letters must be put in, taken out or changed to make one of the other.
fn letters_apart(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    // Names far longer than any function are near none; this also bounds the work.
    for (i, letter) in one.chars().take(40).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, against) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *against);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}

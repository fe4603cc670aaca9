//! What kind of answer a row takes: its type, its list, its limits. Start with [`kind_of`]. Limits
//! are read from the constraint where it states them plainly; what is left of a constraint is the
//! question's own ([`Limits`]).

use chrono::NaiveDate;

use super::super::rows::{DONT_KNOW, Marks, NONE, REFUSED, derived_words};
use super::super::supported::TypeIs;
use super::choices::Lists;
use super::conditions::parts;
use super::notes::Notes;
use super::table::Line;
use super::types::RowType;
use crate::questionnaire::{Choice, Kind, TextForm};
use crate::words::Words;

/// The most letters of a text that states no limit.
const LETTERS_MAX: usize = 1_000;
/// The most letters of a moment, an hour or a place as they are kept.
const STAMP_LETTERS_MAX: usize = 80;
/// The largest number that states no limit: what fits the phone's nine digits.
const NUMBER_MAX: f64 = 999_999_999.0;

/// A kind, and the answers beside it.
pub(super) struct Taken {
    pub kind: Kind,
    pub may_not_know: bool,
    pub may_refuse: bool,
}

/// A constraint's parts, those taken as limits left out.
pub(super) struct Limits<'c> {
    parts: Vec<&'c str>,
}

impl<'c> Limits<'c> {
    pub fn of(constraint: &'c str) -> Limits<'c> {
        Limits {
            parts: parts(constraint),
        }
    }

    /// What is left.
    pub fn rest(&self) -> &[&'c str] {
        &self.parts
    }

    /// Takes the first part that this reads.
    fn take<T>(&mut self, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let (at, value) = self
            .parts
            .iter()
            .enumerate()
            .find_map(|(at, part)| Some((at, read(part)?)))?;
        self.parts.remove(at);
        Some(value)
    }
}

/// The kind of a row that asks; None where a fault says why there is none.
pub(super) fn kind_of(
    line: Line<'_>,
    row: &RowType<'_>,
    marks: &Marks,
    limits: &mut Limits<'_>,
    lists: &Lists,
    notes: &mut Notes,
) -> Option<Taken> {
    let kind = match row.is {
        TypeIs::Text => text(line, marks, limits, notes),
        TypeIs::DateTime | TypeIs::Moment => stamp(TextForm::DateTime, marks),
        TypeIs::Time => stamp(TextForm::TimeOfDay, marks),
        TypeIs::Point => stamp(TextForm::Point, marks),
        TypeIs::Integer => number(true, marks, limits),
        TypeIs::Decimal => number(false, marks, limits),
        TypeIs::Date => Kind::Date {
            min: limits.take(|part| day(part, ">=")),
            max: limits.take(|part| day(part, "<=")),
        },
        TypeIs::Today => Kind::Date {
            min: None,
            max: None,
        },
        TypeIs::Note => Kind::Note,
        TypeIs::Acknowledge => acknowledged(),
        TypeIs::SelectOne | TypeIs::SelectMultiple => {
            return chosen(line, row, marks, lists, notes);
        }
        _ => return None,
    };
    judge_range(line, &kind, notes);
    Some(Taken {
        kind,
        may_not_know: marks.has("may_not_know"),
        may_refuse: marks.has("may_refuse"),
    })
}

fn text(line: Line<'_>, marks: &Marks, limits: &mut Limits<'_>, notes: &mut Notes) -> Kind {
    let form = match marks.get("form") {
        None | Some("free") => TextForm::Free,
        Some("area") => TextForm::Area,
        Some("telephone") => TextForm::Telephone,
        Some("curp") => TextForm::Curp,
        Some(other) => {
            notes.refuse(
                line.cell("rayuela"),
                format!("no hay ninguna forma de texto «{other}»: use form=telephone, form=curp o form=area"),
                format!("there is no form of text “{other}”: use form=telephone, form=curp or form=area"),
            );
            TextForm::Free
        }
    };
    let marked = marked_number(line, marks, "max", notes);
    let said = limits.take(|part| {
        let most = comparison(part, "string-length(.)", "<=")?;
        most.parse::<usize>().ok()
    });
    Kind::Text {
        max: marked.or(said).unwrap_or(LETTERS_MAX),
        form,
    }
}

fn marked_number(line: Line<'_>, marks: &Marks, key: &str, notes: &mut Notes) -> Option<usize> {
    let written = marks.get(key)?;
    let number = written.parse().ok();
    if number.is_none() {
        notes.refuse(
            line.cell("rayuela"),
            format!("«{key}={written}» no es un número: escriba {key}=60"),
            format!("“{key}={written}” is no number: write {key}=60"),
        );
    }
    number
}

fn stamp(form: TextForm, marks: &Marks) -> Kind {
    let max = marks.get("max").and_then(|max| max.parse().ok());
    Kind::Text {
        max: max.unwrap_or(STAMP_LETTERS_MAX),
        form,
    }
}

fn number(integer: bool, marks: &Marks, limits: &mut Limits<'_>) -> Kind {
    let literal = |part: &str, sign: &str| comparison(part, ".", sign)?.parse::<f64>().ok();
    let least = limits.take(|part| literal(part, ">="));
    let most = limits.take(|part| literal(part, "<="));
    // Whole numbers above 0 begin at 1; of others nobody can say where.
    let above = |limits: &mut Limits<'_>| limits.take(|part| literal(part, ">"));
    let below = |limits: &mut Limits<'_>| limits.take(|part| literal(part, "<"));
    let least = match least {
        None if integer => above(limits).map(|n| n.floor() + 1.0),
        known => known,
    };
    let most = match most {
        None if integer => below(limits).map(|n| n.ceil() - 1.0),
        known => known,
    };
    Kind::Number {
        min: least.unwrap_or(-NUMBER_MAX),
        max: most.unwrap_or(NUMBER_MAX),
        unit: marks.get("unit").unwrap_or_default().to_owned(),
        integer,
        may_be_interval: marks.has("may_be_interval"),
    }
}

/// `. >= date('2000-01-31')`.
fn day(part: &str, sign: &str) -> Option<NaiveDate> {
    let call = comparison(part, ".", sign)?.strip_prefix("date(")?;
    let quoted = call.strip_suffix(')')?.trim();
    let day = ['\'', '"']
        .iter()
        .find_map(|quote| quoted.strip_prefix(*quote)?.strip_suffix(*quote))?;
    NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()
}

/// The right side of `left sign right`.
fn comparison<'p>(part: &'p str, left: &str, sign: &str) -> Option<&'p str> {
    let right = part.trim().strip_prefix(left)?.trim_start();
    let right = right.strip_prefix(sign)?;
    (!right.starts_with('=')).then(|| right.trim())
}

fn judge_range(line: Line<'_>, kind: &Kind, notes: &mut Notes) {
    if kind.allows_nothing() {
        notes.refuse(
            line.cell("constraint"),
            "no permite ninguna respuesta, porque el mínimo es mayor que el máximo: corríjalos",
            "it allows no answer, for the smallest is above the largest: correct them",
        );
    }
}

fn acknowledged() -> Kind {
    Kind::Choice {
        options: vec![Choice {
            code: "ok".to_owned(),
            text: Words::new("De acuerdo", "OK"),
            codes: Default::default(),
        }],
        filter: None,
    }
}

/// A choice: its list without the options that say why there is no answer.
fn chosen(
    line: Line<'_>,
    row: &RowType<'_>,
    marks: &Marks,
    lists: &Lists,
    notes: &mut Notes,
) -> Option<Taken> {
    let Some(list) = lists.get(row.list) else {
        refuse_list(line, row.list, lists, notes);
        return None;
    };
    let several = row.is == TypeIs::SelectMultiple;
    let has = |code: &str| list.options.iter().any(|option| option.code == code);
    let is_special = |option: &&Choice| {
        matches!(option.code.as_str(), DONT_KNOW | REFUSED) || several && option.code == NONE
    };
    for option in list.options.iter().filter(is_special) {
        tell_of_words(line, &option.code, &option.text, notes);
    }
    let own = list.options.iter().filter(|option| !is_special(option));
    let options: Vec<Choice> = own.cloned().collect();
    if options.is_empty() {
        notes.refuse(
            line.cell("type"),
            format!(
                "la lista {} no tiene opciones propias: agréguelas en la hoja choices",
                row.list
            ),
            format!(
                "the list {} has no options of its own: add them in the sheet choices",
                row.list
            ),
        );
    }
    let is_yes_no = !several
        && line.text("choice_filter").is_none()
        && options.len() == 2
        && ["yes", "no"].iter().all(|code| has(code));
    let kind = match (several, is_yes_no) {
        (true, _) => Kind::Choices {
            options,
            filter: None,
            none_of_these: has(NONE) || marks.has("none_of_these"),
        },
        (false, true) => {
            tell_of_yes_and_no(line, &options, notes);
            Kind::YesNo
        }
        (false, false) => Kind::Choice {
            options,
            filter: None,
        },
    };
    Some(Taken {
        kind,
        may_not_know: has(DONT_KNOW) || marks.has("may_not_know"),
        may_refuse: has(REFUSED) || marks.has("may_refuse"),
    })
}

fn refuse_list(line: Line<'_>, list: &str, lists: &Lists, notes: &mut Notes) {
    if lists.is_empty() {
        notes.refuse(
            line.cell("type"),
            format!("no hay ninguna lista «{list}»: escriba sus opciones en la hoja choices, con {list} en list_name"),
            format!("there is no list “{list}”: write its options in the sheet choices, with {list} in list_name"),
        );
        return;
    }
    let names = lists.names();
    notes.refuse(
        line.cell("type"),
        format!("no hay ninguna lista «{list}» en la hoja choices: agréguela, o use una de éstas: {names}"),
        format!("there is no list “{list}” in the sheet choices: add it, or use one of these: {names}"),
    );
}

/// The tablet says these options in its own words.
fn tell_of_words(line: Line<'_>, code: &str, text: &Words, notes: &mut Notes) {
    let Some(ours) = derived_words(code).filter(|ours| !is_alike(&ours.es, &text.es)) else {
        return;
    };
    notes.tell(
        line.cell("type"),
        format!(
            "la opción {code} («{}») se muestra como «{}»",
            text.es, ours.es
        ),
        format!(
            "the option {code} (“{}”) is shown as “{}”",
            text.en, ours.en
        ),
    );
}

fn tell_of_yes_and_no(line: Line<'_>, options: &[Choice], notes: &mut Notes) {
    for option in options {
        let ours = if option.code == "yes" {
            Words::new("Sí", "Yes")
        } else {
            Words::new("No", "No")
        };
        if !is_alike(&option.text.es, &ours.es) && !is_alike(&option.text.en, &ours.en) {
            notes.tell(
                line.cell("type"),
                format!("«{}» se muestra como «{}»; si hace falta el texto, use otros códigos que yes y no", option.text.es, ours.es),
                format!("“{}” is shown as “{}”; if the text is needed, use other codes than yes and no", option.text.en, ours.en),
            );
        }
    }
}

fn is_alike(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        text.trim()
            .trim_end_matches('.')
            .to_lowercase()
            .replace('í', "i")
    };
    plain(one) == plain(other)
}

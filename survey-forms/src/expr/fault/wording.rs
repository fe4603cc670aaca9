//! The sentences of the faults. Start with `Misread::words`. Every one says what to write instead.

use super::{Failed, Misread, Mistyped};
use crate::words::Words;

impl Misread {
    pub(super) fn words(&self) -> Words {
        match self {
            Misread::BadName { name } => Words::new(
                format!(
                    "«{name}» no puede ser un nombre: use letras, números y _ sin espacios, y empiece con una letra"
                ),
                format!(
                    "“{name}” cannot be a name: use letters, digits and _ without spaces, and begin with a letter"
                ),
            ),
            Misread::Letter { letter } => letter_words(*letter),
            Misread::Unexpected { found } => Words::new(
                format!(
                    "aquí no puede ir {found}; revise paréntesis, comas y operadores antes de este lugar"
                ),
                format!(
                    "{found} cannot stand here; check the parentheses, commas and operators before it"
                ),
            ),
            Misread::Capitals { word } => Words::new(
                format!("escriba {} con minúsculas", word.to_lowercase()),
                format!("write {} in small letters", word.to_lowercase()),
            ),
            Misread::NoParentheses { name } => {
                Words::new(format!("escriba {name}()"), format!("write {name}()"))
            }
            Misread::UnknownFunction { name, nearest } => unknown_function(name, *nearest),
            Misread::Refused { name, instead } => Words::new(
                format!("{name}() no se usa aquí: {}", instead.es),
                format!("{name}() is not used here: {}", instead.en),
            ),
            Misread::Arguments {
                name,
                least,
                most,
                given,
            } => arguments(name, *least, *most, *given),
            Misread::NeedsName { function } => Words::new(
                format!("aquí {function}() necesita una pregunta: ${{nombre}}"),
                format!("here {function}() needs a question: ${{name}}"),
            ),
            Misread::NeedsText { function } => Words::new(
                format!("aquí {function}() necesita un texto entre comillas"),
                format!("here {function}() needs a text in quotes"),
            ),
            Misread::Pattern { instead } => Words::new(
                format!("el patrón de regex no sirve: {}", instead.es),
                format!("the pattern of regex does not work: {}", instead.en),
            ),
            Misread::DateFormat { escape } => date_format(escape),
            _ => {
                let (es, en) = self.fixed();
                Words::new(es, en)
            }
        }
    }

    /// The sentences that name nothing of the expression.
    fn fixed(&self) -> (&'static str, &'static str) {
        match self {
            Misread::Empty => (
                "la expresión está vacía; deje la celda en blanco",
                "the expression is empty; leave the cell blank",
            ),
            Misread::TooLong => (
                "la expresión pasa de 10 000 caracteres; repártala en varias filas calculate",
                "the expression is longer than 10,000 characters; spread it over several calculate rows",
            ),
            Misread::TooDeep => (
                "hay más de 64 paréntesis unos dentro de otros; repártala en varias filas calculate",
                "more than 64 parentheses are inside each other; spread it over several calculate rows",
            ),
            Misread::OpenText => (
                "a este texto le falta la comilla final",
                "this text lacks its closing quote",
            ),
            Misread::OpenName => (
                "a este nombre le falta la llave final: ${nombre}",
                "this name lacks its closing brace: ${name}",
            ),
            Misread::Dollar => (
                "después de $ va el nombre entre llaves: ${nombre}",
                "after $ comes the name in braces: ${name}",
            ),
            Misread::LargeNumber => ("el número es demasiado grande", "the number is too large"),
            Misread::Unfinished => (
                "la expresión termina antes de estar completa; falta un valor o un paréntesis",
                "the expression ends before it is whole; a value or a parenthesis is missing",
            ),
            Misread::Path => (
                "no se usan rutas; escriba ${nombre}, y div para dividir",
                "paths are not used; write ${name}, and div to divide",
            ),
            Misread::NeedsQuotedName => (
                "el segundo valor de jr:choice-name es la pregunta entre comillas: '${nombre}'",
                "the second value of jr:choice-name is the question in quotes: '${name}'",
            ),
            Misread::Position => ("escriba position(..)", "write position(..)"),
            Misread::List => (
                "una lista se consulta así: instance('lista')/root/item[name = ${x}]/label",
                "a list is looked up like this: instance('list')/root/item[name = ${x}]/label",
            ),
            _ => ("revise la expresión", "check the expression"),
        }
    }
}

impl Mistyped {
    pub(super) fn words(&self) -> Words {
        match self {
            Mistyped::UnknownName { name } => Words::new(
                format!("ninguna pregunta se llama {name}; revise la columna name"),
                format!("no question is called {name}; check the column name"),
            ),
            Mistyped::TextAsNumber { text } => Words::new(
                format!(
                    "«{text}» no es un número; quite las comillas de un número, o compare con = y !="
                ),
                format!(
                    "“{text}” is no number; write numbers without quotes, or compare with = and !="
                ),
            ),
            Mistyped::TextAsDate { text } => Words::new(
                format!("escriba date('{text}') para comparar fechas"),
                format!("write date('{text}') to compare dates"),
            ),
            Mistyped::CodesAsNumber => Words::new(
                "aquí hay varias opciones, no un número; use count-selected(…) o selected(…, 'opción')",
                "these are several options, not a number; use count-selected(…) or selected(…, 'option')",
            ),
            Mistyped::ConditionAsText { text } => Words::new(
                format!(
                    "una condición no se compara con «{text}»; use la condición sola, o not(…)"
                ),
                format!(
                    "a condition is not compared with “{text}”; use the condition alone, or not(…)"
                ),
            ),
            Mistyped::Argument { function, given } => {
                let Words { es, en } = given.words();
                Words::new(
                    format!("{function}() no puede recibir {es}"),
                    format!("{function}() cannot take {en}"),
                )
            }
        }
    }
}

impl Failed {
    pub(super) fn words(&self) -> Words {
        match self {
            Failed::TooManySteps => Words::new(
                "el cálculo es demasiado largo; repártalo en varias filas calculate",
                "the calculation is too long; spread it over several calculate rows",
            ),
            Failed::NotChosen { function } => Words::new(
                format!(
                    "{function}() necesita opciones elegidas, no un número ni una fecha; use string(…)"
                ),
                format!("{function}() needs chosen options, not a number or a date; use string(…)"),
            ),
            Failed::NotADate { value } => Words::new(
                format!("«{value}» no es una fecha; escriba año-mes-día, como '2026-11-30'"),
                format!("“{value}” is no date; write year-month-day, as in '2026-11-30'"),
            ),
            Failed::NotAPlace { value } => Words::new(
                format!("«{value}» no es un lugar; se espera latitud y longitud"),
                format!("“{value}” is no place; latitude and longitude are expected"),
            ),
            Failed::DateFormat { escape } => date_format(escape),
            Failed::NoDay => Words::new(
                "no se sabe qué día es; dé la fecha de referencia",
                "the day is not known; give the reference date",
            ),
            Failed::NoRandomness => Words::new(
                "aquí no se puede crear una clave nueva; calcule uuid() solo en la tableta",
                "no new key can be made here; compute uuid() on the tablet only",
            ),
            Failed::NoList { list } => Words::new(
                format!("no hay ninguna lista llamada {list}; agréguela a la hoja choices"),
                format!("there is no list called {list}; add it to the sheet choices"),
            ),
        }
    }
}

fn letter_words(letter: char) -> Words {
    let (es, en) = match letter {
        '‘' | '’' | '“' | '”' | '«' | '»' | '´' | '`' => (
            "use comillas rectas: 'texto'",
            "use straight quotes: 'text'",
        ),
        '\u{a0}' => (
            "cambie este espacio duro por un espacio común",
            "change this hard space into a common one",
        ),
        '|' => ("escriba or", "write or"),
        '&' => (
            "escriba and; para unir textos, concat(…)",
            "write and; to join texts, concat(…)",
        ),
        '!' => ("escriba not(…) o !=", "write not(…) or !="),
        '≠' => ("escriba !=", "write !="),
        '≤' => ("escriba <=", "write <="),
        '≥' => ("escriba >=", "write >="),
        '×' => ("escriba *", "write *"),
        '÷' | '\\' => ("escriba div", "write div"),
        '−' | '–' | '—' => ("escriba el signo menos -", "write the minus sign -"),
        '%' => (
            "escriba mod para el resto de una división",
            "write mod for the rest of a division",
        ),
        '^' => ("escriba pow(base, exponente)", "write pow(base, exponent)"),
        ';' => ("separe con comas", "separate with commas"),
        '{' | '}' => ("escriba ${nombre}", "write ${name}"),
        _ => {
            return Words::new(
                format!(
                    "el signo «{letter}» no se usa en expresiones; quítelo o póngalo entre comillas"
                ),
                format!(
                    "the sign “{letter}” is not used in expressions; leave it out or put it in quotes"
                ),
            );
        }
    };
    Words::new(es, en)
}

fn unknown_function(name: &str, nearest: Option<&str>) -> Words {
    match nearest {
        Some(near) => Words::new(
            format!("no hay ninguna función {name}(); ¿quiso decir {near}()?"),
            format!("there is no function {name}(); did you mean {near}()?"),
        ),
        None => Words::new(
            format!(
                "no hay ninguna función {name}(); use una de las funciones de XLSForm que la guía enumera"
            ),
            format!(
                "there is no function {name}(); use one of the XLSForm functions that the guide lists"
            ),
        ),
    }
}

fn arguments(name: &str, least: usize, most: usize, given: usize) -> Words {
    let (es, en) = if least == most {
        (format!("{least}"), format!("{least}"))
    } else if most == usize::MAX {
        (format!("{least} o más"), format!("{least} or more"))
    } else {
        (format!("de {least} a {most}"), format!("{least} to {most}"))
    };
    Words::new(
        format!("{name}() lleva {es} valores entre paréntesis, y aquí hay {given}"),
        format!("{name}() takes {en} values in its parentheses, and here are {given}"),
    )
}

fn date_format(escape: &str) -> Words {
    Words::new(
        format!(
            "«{escape}» no es parte de un formato de fecha; use %Y %y %m %n %b %d %e %a %W %H %h %M %S %3 %%"
        ),
        format!(
            "“{escape}” is no part of a date format; use %Y %y %m %n %b %d %e %a %W %H %h %M %S %3 %%"
        ),
    )
}

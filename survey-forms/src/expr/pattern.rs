//! The pattern of `regex(…)`, as Java's `matches` takes it: the whole text must fit, `\d`, `\w` and
//! `\s` are ASCII. Start with [`Pattern::new`]. What needs backtracking is refused, so every answer
//! is judged in time proportional to its length.

use regex::{Regex, RegexBuilder};

use crate::words::Words;

/// Compiled, no larger than this many bytes.
const SIZE_MAX: usize = 1 << 20;
/// Groups inside each other.
const NEST_MAX: u32 = 32;

/// A pattern that was read, with its text.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    source: String,
    regex: Regex,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Pattern) -> bool {
        self.source == other.source
    }
}

/// What is wrong, and after how many characters.
pub(super) type Unfit = (usize, Words);

impl Pattern {
    pub fn new(source: &str) -> Result<Pattern, Unfit> {
        let plain = Translation::of(source)?;
        let regex = RegexBuilder::new(&format!(r"\A(?:{plain})\z"))
            .size_limit(SIZE_MAX)
            .dfa_size_limit(SIZE_MAX)
            .nest_limit(NEST_MAX)
            .build()
            .map_err(|error| (0, misfit(&error)))?;
        Ok(Pattern {
            source: source.to_owned(),
            regex,
        })
    }

    pub fn source(&self) -> &str {
        &self.source
    }

    pub fn fits(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }
}

fn misfit(error: &regex::Error) -> Words {
    match error {
        regex::Error::CompiledTooBig(_) => Words::new(
            "repite demasiado; acorte las repeticiones {n}",
            "it repeats too much; shorten the repetitions {n}",
        ),
        _ => Words::new(
            "revise corchetes, paréntesis y repeticiones",
            "check brackets, parentheses and repetitions",
        ),
    }
}

/// Java's spelling into that of the crate, where they differ.
struct Translation {
    letters: Vec<char>,
    at: usize,
    /// How many `[` are open.
    classes: usize,
    plain: String,
}

impl Translation {
    fn of(source: &str) -> Result<String, Unfit> {
        let mut translation = Translation {
            letters: source.chars().collect(),
            at: 0,
            classes: 0,
            plain: String::new(),
        };
        while let Some(letter) = translation.peek(0) {
            translation.step(letter)?;
        }
        Ok(translation.plain)
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).copied()
    }

    fn refuse<T>(&self, es: &str, en: &str) -> Result<T, Unfit> {
        Err((self.at, Words::new(es, en)))
    }

    fn take(&mut self, count: usize) {
        let end = (self.at + count).min(self.letters.len());
        self.plain.extend(&self.letters[self.at..end]);
        self.at = end;
    }

    fn step(&mut self, letter: char) -> Result<(), Unfit> {
        match letter {
            '\\' => self.escape(),
            _ if self.classes > 0 => self.in_class(letter),
            '[' => {
                self.classes += 1;
                self.take(1);
                Ok(())
            }
            '(' => self.group(),
            '*' | '+' | '?' | '}' => self.repetition(),
            '{' => self.counted(),
            '.' => {
                self.at += 1;
                self.plain.push_str(r"[^\n\r\x{85}\x{2028}\x{2029}]");
                Ok(())
            }
            _ => {
                self.take(1);
                Ok(())
            }
        }
    }

    fn in_class(&mut self, letter: char) -> Result<(), Unfit> {
        let doubled = self.peek(1) == Some(letter);
        match letter {
            // The crate takes these for set operators, Java for letters.
            '-' | '~' if doubled => {
                return self.refuse(
                    "escriba \\ antes de cada guion dentro de [ ]",
                    "write \\ before each hyphen inside [ ]",
                );
            }
            ']' if self.opens_class() => {
                return self.refuse("escriba \\] dentro de [ ]", "write \\] inside [ ]");
            }
            '[' => self.classes += 1,
            ']' => self.classes -= 1,
            _ => {}
        }
        self.take(1);
        Ok(())
    }

    /// Whether `[` or `[^` stands right before.
    fn opens_class(&self) -> bool {
        let before = &self.letters[..self.at];
        before.ends_with(&['[']) || before.ends_with(&['[', '^'])
    }

    fn escape(&mut self) -> Result<(), Unfit> {
        let Some(next) = self.peek(1) else {
            return self.refuse("falta algo después de \\", "something is missing after \\");
        };
        let inside = self.classes > 0;
        let class = match next {
            'd' => Some("0-9"),
            'w' => Some("0-9A-Za-z_"),
            's' => Some(r" \t\n\x0B\f\r"),
            _ => None,
        };
        if let Some(class) = class {
            self.at += 2;
            self.plain += &if inside {
                class.to_owned()
            } else {
                format!("[{class}]")
            };
            return Ok(());
        }
        match next {
            'D' => self.whole(2, "[^0-9]"),
            'W' => self.whole(2, "[^0-9A-Za-z_]"),
            'S' => self.whole(2, r"[^ \t\n\x0B\f\r]"),
            'p' | 'P' => self.property(),
            '0'..='9' | 'k' => self.refuse(
                "no se puede volver a un grupo anterior con \\1",
                "going back to an earlier group with \\1 is not possible",
            ),
            // The same in both languages.
            't' | 'n' | 'r' | 'f' => {
                self.take(2);
                Ok(())
            }
            _ if next.is_ascii_alphanumeric() => self.refuse(
                "después de \\ use un signo, o d, w, s, D, W, S, t, n, r",
                "after \\ use a sign, or d, w, s, D, W, S, t, n, r",
            ),
            _ => {
                self.at += 2;
                self.plain += &regex::escape(&next.to_string());
                Ok(())
            }
        }
    }

    fn whole(&mut self, length: usize, plain: &str) -> Result<(), Unfit> {
        self.at += length;
        self.plain += plain;
        Ok(())
    }

    /// `\p{L}`, `\p{Lu}`: the categories both languages name alike.
    fn property(&mut self) -> Result<(), Unfit> {
        let rest = &self.letters[self.at + 2..];
        let length = rest.iter().position(|l| *l == '}').unwrap_or(0);
        let name: String = rest.iter().skip(1).take(length.saturating_sub(1)).collect();
        let known = ["L", "Lu", "Ll", "M", "N", "Nd", "P", "S", "Z", "Zs"];
        if rest.first() != Some(&'{') || !known.contains(&name.as_str()) {
            return self.refuse(
                "use \\p{L} para letras o \\p{N} para números",
                "use \\p{L} for letters or \\p{N} for digits",
            );
        }
        self.take(length + 3);
        Ok(())
    }

    fn group(&mut self) -> Result<(), Unfit> {
        if self.peek(1) != Some('?') {
            self.take(1);
            return Ok(());
        }
        match (self.peek(2), self.peek(3)) {
            (Some(':'), _) => self.take(3),
            (Some('i'), Some(')')) => self.take(4),
            (Some('=' | '!'), _) | (Some('<'), Some('=' | '!')) => {
                return self.refuse(
                    "no se puede mirar adelante ni atrás con (?= (?! (?<=; use dos condiciones con and",
                    "looking ahead or behind with (?= (?! (?<= is not possible; use two conditions with and",
                );
            }
            _ => {
                return self.refuse(
                    "de los grupos con ? solo sirven (?: y (?i)",
                    "of the groups with ? only (?: and (?i) work",
                );
            }
        }
        Ok(())
    }

    fn repetition(&mut self) -> Result<(), Unfit> {
        self.take(1);
        if self.peek(0) == Some('?') {
            self.take(1);
        }
        if matches!(self.peek(0), Some('*' | '+' | '?' | '{')) {
            return self.refuse(
                "hay dos repeticiones seguidas; deje una",
                "two repetitions follow each other; leave one",
            );
        }
        Ok(())
    }

    /// `{3}`, `{2,}`, `{2,5}`.
    fn counted(&mut self) -> Result<(), Unfit> {
        let rest = &self.letters[self.at + 1..];
        let length = rest.iter().position(|l| *l == '}').unwrap_or(0);
        let first = rest.first().is_some_and(char::is_ascii_digit);
        let fits = rest[..length]
            .iter()
            .all(|l| l.is_ascii_digit() || *l == ',');
        if !first || !fits || length == 0 {
            return self.refuse(
                "escriba \\{ para una llave, o {2} y {2,5} para repetir",
                "write \\{ for a brace, or {2} and {2,5} to repeat",
            );
        }
        self.take(length + 1);
        self.repetition()
    }
}

//! Free text that a spreadsheet would run as a formula is made harmless, and what nobody sees
//! (control characters, marks of direction) is taken out.

/// Signs with which a spreadsheet begins a formula, and their full-width forms.
const BEGINS_A_FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// The text as it may stand in a cell. A text that would begin a formula, even behind spaces,
/// marks or control characters, gets an apostrophe before it; nothing else of it changes.
pub fn harmless(text: &str) -> String {
    let seen: String = text
        .chars()
        .map(|sign| if is_break(sign) { ' ' } else { sign })
        .filter(is_seen)
        .collect();
    if seen.trim_start().starts_with(BEGINS_A_FORMULA) {
        return format!("'{}", seen.trim_start());
    }
    seen
}

/// Tabs and line ends become one space, so that a cell stays one line.
fn is_break(sign: char) -> bool {
    matches!(
        sign,
        '\t' | '\n' | '\r' | '\u{0b}' | '\u{0c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Control characters, the byte order mark and marks of direction or width are not seen.
fn is_seen(sign: &char) -> bool {
    let hidden = matches!(*sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}');
    !sign.is_control() && !hidden
}

#[cfg(test)]
pub(crate) const PAYLOADS: [&str; 30] = [
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\0=1+1",
    "\u{1}=1+1",
    "\u{7f}=1+1",
    "\u{85}=1+1",
    " =1+1",
    "\u{a0}=1+1",
    "\u{3000}=1+1",
    "\u{feff}=1+1",
    "\u{200b}=1+1",
    "\u{202e}=1+1",
    "\u{2060}=1+1",
    "\u{ad}=1+1",
    "  \t \u{feff} \0 =1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "=WEBSERVICE(\"http://evil.example\")",
    "-@=1",
    "+52 961 000 0000",
    "@carmen",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_begins_a_formula_whatever_stands_before_it() {
        for payload in PAYLOADS {
            let safe = harmless(payload);
            assert!(safe.starts_with('\''), "{payload:?} became {safe:?}");
            assert!(safe.chars().all(|sign| !sign.is_control()), "{safe:?}");
        }
    }

    #[test]
    fn a_text_that_is_only_control_characters_becomes_nothing_to_run() {
        for payload in ["\t", "\r", "\0", "\u{feff}", "\u{1b}[31m"] {
            let safe = harmless(payload);
            assert!(safe.chars().all(|sign| !sign.is_control()), "{safe:?}");
        }
    }

    #[test]
    fn names_addresses_and_letters_of_mayan_languages_stay_as_they_are() {
        for text in [
            "Ma. José Núñez-Gómez",
            "Calle 5 = Av. 2",
            "Sakilchʼen",
            "1-2",
            "O'Higgins",
            "",
        ] {
            assert_eq!(harmless(text), text);
        }
    }

    #[test]
    fn a_line_end_inside_a_text_becomes_a_space() {
        assert_eq!(
            harmless("Callejón 14\r\ninterior 2"),
            "Callejón 14  interior 2"
        );
    }
}

//! The sheet `choices`: each question's options, and the few lists that many questions share. Start
//! with [`Lists`]. Knows no rows of the survey.

use std::collections::BTreeMap;

use crate::questionnaire::{Choice, Kind, Question};
use crate::words::Words;
use crate::xlsform::limits::special_codes;
use crate::xlsform::rows::{ChoiceRow, DONT_KNOW, List, Marks, RANGE, REFUSED, derived_words};

/// Column headers of `choices` that already mean something.
const TAKEN: [&str; 16] = [
    "bind",
    "children",
    "control",
    "fields",
    "hint",
    "image",
    "audio",
    "video",
    "itextid",
    "label",
    "list_name",
    "media",
    "name",
    "parent",
    "rayuela",
    "type",
];

/// The lists so far, in order of first use.
#[derive(Default)]
pub(super) struct Lists(Vec<List>);

impl Lists {
    pub fn into_lists(self) -> Vec<List> {
        self.0
    }

    /// The name of the list of a choice's, choices' or yes-or-no question.
    pub fn of_question(&mut self, question: &Question) -> String {
        let special = special_codes(question);
        if question.kind == Kind::YesNo {
            let own = [
                own_row("yes", Words::new("Sí", "Yes")),
                own_row("no", Words::new("No", "No")),
            ];
            let choices = own
                .into_iter()
                .chain(special.iter().map(|code| derived(code)));
            let name = format!("yes_no{}", endings(&special));
            return self.add(&name, choices.collect());
        }
        let options = question.kind.options();
        let is_own = |code: &str| options.iter().any(|option| option.code == code);
        let special = special.iter().filter(|code| !is_own(code));
        let choices = options.iter().map(option_row);
        let choices = choices.chain(special.map(|code| derived(code)));
        self.add(&question.code, choices.collect())
    }

    /// The name of the list of why there is no value, for these codes.
    pub fn of_unknown(&mut self, codes: &[&str]) -> String {
        let choices = codes.iter().map(|code| derived(code)).collect();
        self.add(&format!("unknown{}", endings(codes)), choices)
    }

    /// Adds a list, or finds the same one; another list of that name gives it a number.
    fn add(&mut self, wish: &str, choices: Vec<ChoiceRow>) -> String {
        let mut name = wish.to_owned();
        let mut number = 1_u32;
        while let Some(list) = self.0.iter().find(|list| list.name == name) {
            if list.choices == choices {
                return name;
            }
            number += 1;
            name = format!("{wish}_{number}");
        }
        let list = List {
            name: name.clone(),
            choices,
        };
        self.0.push(list);
        name
    }
}

fn endings(codes: &[&str]) -> String {
    let ending = |code: &&str| match *code {
        DONT_KNOW => "_dk",
        REFUSED => "_ref",
        RANGE => "_range",
        _ => "",
    };
    codes.iter().map(ending).collect()
}

fn own_row(code: &str, label: Words) -> ChoiceRow {
    ChoiceRow {
        code: code.to_owned(),
        label,
        columns: BTreeMap::new(),
        marks: Marks::default(),
    }
}

fn derived(code: &str) -> ChoiceRow {
    ChoiceRow {
        marks: Marks::derived(),
        ..own_row(code, derived_words(code).unwrap_or_default())
    }
}

fn option_row(option: &Choice) -> ChoiceRow {
    let mut row = own_row(&option.code, option.text.clone());
    for (key, value) in &option.codes {
        if can_head_column(key) && !value.trim().is_empty() {
            row.columns.insert(key.clone(), value.clone());
        } else {
            let marks = std::mem::take(&mut row.marks);
            row.marks = marks.with_value(&format!("codes.{key}"), value.as_str());
        }
    }
    row
}

fn can_head_column(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_lowercase())
        && key
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !TAKEN.contains(&key)
}

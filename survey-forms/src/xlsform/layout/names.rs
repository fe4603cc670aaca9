//! Names that no other row of the form has: a form looks names up across all groups. Questions keep
//! their codes; whatever else would share one gets another name. Start with [`Names`].

use std::collections::BTreeSet;

use crate::questionnaire::Questionnaire;
use crate::xlsform::rows::{JOB, MEMBER, VISIT};

/// The names in use.
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// Those that can't be others: the questions' codes, the repeats, and what every form holds.
    pub fn of(questionnaire: &Questionnaire) -> Names {
        let fixed = [MEMBER, JOB, VISIT, "data", "meta", "instanceID"];
        let questions = questionnaire.questions().map(|(_, q)| q.code.as_str());
        Names(
            fixed
                .into_iter()
                .chain(questions)
                .map(str::to_owned)
                .collect(),
        )
    }

    /// A section's group: its code where that is free.
    pub fn of_section(&mut self, code: &str) -> String {
        if self.0.contains(code) {
            self.free(&format!("{code}_group"))
        } else {
            self.free(code)
        }
    }

    /// The name wished for, or the first free one with a number behind.
    pub fn free(&mut self, wish: &str) -> String {
        let mut name = wish.to_owned();
        let mut number = 1_u32;
        while !self.0.insert(name.clone()) {
            number += 1;
            name = format!("{wish}_{number}");
        }
        name
    }
}

//! The repeat of a child's jobs. Start with [`Layout::jobs`].

use std::collections::BTreeSet;

use super::Layout;
use crate::expr::Expr;
use crate::questionnaire::{About, Kind, Section};
use crate::words::Words;
use crate::xlsform::age_at::written_out;
use crate::xlsform::limits::both;
use crate::xlsform::rows::{JOB, JOB_COUNT, Marks, RowType, SurveyRow};

impl<'q> Layout<'q> {
    /// All sections about jobs, in a repeat of as many as were said, within a group that is relevant
    /// for a child who has any.
    pub(super) fn jobs(&mut self) {
        let sections = self.sections(|about| about == About::EachJob);
        let mut begin = SurveyRow::new(RowType::BeginGroup, self.names.free("jobs"));
        begin.label = Words::new("Sus actividades", "Her or his activities");
        begin.relevant = both(self.child_test(), &self.has_jobs(&sections));
        begin.marks = Marks::derived();
        let group = begin.name.clone();
        self.rows.push(begin);
        let mut count = SurveyRow::new(RowType::Calculate, self.names.free(JOB_COUNT));
        count.calculation = self.job_count();
        count.marks = Marks::derived();
        let reference = format!("${{{}}}", count.name);
        self.rows.push(count);
        self.begin_repeat(JOB, Words::new("Actividad", "Activity"), &reference);
        for section in sections {
            self.section(section);
        }
        self.end(RowType::EndRepeat, JOB);
        self.end(RowType::EndGroup, &group);
    }

    fn job_count(&self) -> String {
        let said = self.questionnaire.question("more_jobs");
        match said.map(|(_, question)| &question.kind) {
            Some(Kind::Number { .. }) => "if(${more_jobs} = '', 1, ${more_jobs})".to_owned(),
            // An option's code may be no number: then one.
            Some(_) => "if(number(${more_jobs}) > 0, number(${more_jobs}), 1)".to_owned(),
            None => "1".to_owned(),
        }
    }

    /// Whether any of the sections is asked; blank where one always is. Blank too where one asks
    /// about the jobs themselves: their group can't hang on what stands in it.
    fn has_jobs(&self, sections: &[&'q Section]) -> String {
        let mut tests = Vec::new();
        for section in sections {
            let Some(test) = &section.relevant else {
                return String::new();
            };
            let test = written_out(test.source());
            if !tests.contains(&test) {
                tests.push(test);
            }
        }
        match tests.as_slice() {
            [only] => only.clone(),
            _ if self.asks_about_jobs(sections) => String::new(),
            _ => format!("({})", tests.join(") or (")),
        }
    }

    /// Whether the sections' tests lead to an answer about a job, however far.
    fn asks_about_jobs(&self, sections: &[&'q Section]) -> bool {
        let all = self.questionnaire;
        let tests = sections
            .iter()
            .filter_map(|section| section.relevant.as_ref());
        let mut to_do: Vec<&str> = tests.flat_map(Expr::names).collect();
        let mut seen = BTreeSet::new();
        while let Some(name) = to_do.pop() {
            let Some((section, question)) = all.graph().question_of(all, name) else {
                continue;
            };
            if section.about == About::EachJob {
                return true;
            }
            if seen.insert(&question.code) {
                let tests = section.relevant.iter().chain(question.expressions());
                to_do.extend(tests.flat_map(Expr::names));
            }
        }
        false
    }
}

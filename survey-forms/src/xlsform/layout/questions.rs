//! One question's rows: its own, and those that ask why it has no value or between which ends it
//! lies. Start with [`Layout::question`].

use super::Layout;
use crate::accept::NotAccepted;
use crate::expr::Expr;
use crate::logic::COMPANIONS;
use crate::questionnaire::{Kind, Question, TextForm};
use crate::words::Words;
use crate::xlsform::age_at::written_out;
use crate::xlsform::limits::{both, filter, limits};
use crate::xlsform::rows::{DONT_KNOW, Marks, RANGE, REFUSED, RowType, SurveyRow};

impl Layout<'_> {
    pub(super) fn question(&mut self, question: &Question) {
        let kind = self.row_type(question);
        let reasons = reasons(question);
        let followed = !reasons.is_empty();
        let mut row = SurveyRow::new(kind, question.code.as_str());
        row.label = question.text.clone();
        row.hint = question.help.clone().unwrap_or_default();
        row.relevant = test(question.relevant.as_ref());
        row.required = is_required(question) && !followed;
        (row.constraint, row.constraint_message) = constraint(question);
        row.calculation = test(question.kind.calculation());
        row.choice_filter = filter(&test(question.kind.filter()), question);
        row.appearance = question.appearance.clone();
        row.marks =
            question_marks(question).with_if(question.required && !row.required, "required");
        let kind = row.kind.clone();
        self.rows.push(row);
        if followed {
            self.companions(question, kind, &reasons);
        }
        self.blanks(question);
    }

    fn row_type(&mut self, question: &Question) -> RowType {
        match &question.kind {
            Kind::Text { form, .. } => match form {
                TextForm::DateTime => RowType::DateTime,
                TextForm::TimeOfDay => RowType::Time,
                TextForm::Point => RowType::GeoPoint,
                TextForm::Free | TextForm::Area | TextForm::Telephone | TextForm::Curp => {
                    RowType::Text
                }
            },
            Kind::Number { integer: true, .. } => RowType::Integer,
            Kind::Number { .. } => RowType::Decimal,
            Kind::YesNo | Kind::Choice { .. } => {
                RowType::SelectOne(self.lists.of_question(question))
            }
            Kind::Choices { .. } => RowType::SelectMultiple(self.lists.of_question(question)),
            Kind::Date { .. } => RowType::Date,
            Kind::Note => RowType::Note,
            Kind::Calculated { .. } => RowType::Calculate,
        }
    }

    /// Why there is no value; for an interval, its ends.
    fn companions(&mut self, question: &Question, kind: RowType, reasons: &[&str]) {
        let code = &question.code;
        let list = self.lists.of_unknown(reasons);
        let why = self.companion_name(code, "_unknown");
        let mut row = SurveyRow::new(RowType::SelectOne(list), why.as_str());
        row.label = Words::new(
            "¿Por qué quedó sin respuesta?",
            "Why was it left without an answer?",
        );
        row.hint = question.text.clone();
        let own = test(question.relevant.as_ref());
        row.relevant = both(&format!("${{{code}}} = ''"), &own);
        row.required = is_required(question);
        row.marks = Marks::derived();
        self.rows.push(row);
        if !reasons.contains(&RANGE) {
            return;
        }
        let (limit, words) = limits(question).unwrap_or_default();
        let from = self.companion_name(code, "_from");
        let ends = [
            ("_from", Words::new("Desde", "From"), String::new()),
            (
                "_to",
                Words::new("Hasta", "To"),
                format!(". >= ${{{from}}}"),
            ),
        ];
        for (ending, label, after) in ends {
            let name = match ending {
                "_from" => from.clone(),
                _ => self.companion_name(code, ending),
            };
            let mut row = SurveyRow::new(kind.clone(), name);
            row.label = label;
            row.hint = question.text.clone();
            row.relevant = format!("${{{why}}} = '{RANGE}'");
            row.required = is_required(question);
            row.constraint_message = if after.is_empty() {
                words.clone()
            } else {
                joined(&words, &NotAccepted::UpsideDown.words())
            };
            row.constraint = both(&limit, &after);
            row.marks = Marks::derived();
            self.rows.push(row);
        }
    }

    /// Names that expressions ask for and no row answers to: always blank here as with us.
    fn blanks(&mut self, question: &Question) {
        let has = |kept: &[SurveyRow], name: &str| kept.iter().any(|row| row.name == name);
        for ending in COMPANIONS {
            let name = format!("{}{ending}", question.code);
            let is_question = self.questionnaire.question(&name).is_some();
            if self.named.contains(&name) && !is_question && !has(&self.rows, &name) {
                let mut row = SurveyRow::new(RowType::Calculate, self.names.free(&name));
                row.calculation = "''".to_owned();
                row.marks = Marks::derived();
                self.rows.push(row);
            }
        }
    }

    fn companion_name(&mut self, code: &str, ending: &str) -> String {
        self.names.free(&format!("{code}{ending}"))
    }
}

fn test(expression: Option<&Expr>) -> String {
    expression
        .map(|expression| written_out(expression.source()))
        .unwrap_or_default()
}

/// The codes of why there may be no value; choices have them among their options.
fn reasons(question: &Question) -> Vec<&'static str> {
    let interval = match &question.kind {
        Kind::Number {
            may_be_interval, ..
        } => *may_be_interval,
        Kind::Text { .. } | Kind::Date { .. } => false,
        _ => return vec![],
    };
    let all = [
        (question.may_not_know, DONT_KNOW),
        (question.may_refuse, REFUSED),
        (interval, RANGE),
    ];
    all.iter()
        .filter(|(may, _)| *may)
        .map(|(_, code)| *code)
        .collect()
}

/// Whether a person must answer: what our tablet writes itself, nobody else can know.
fn is_required(question: &Question) -> bool {
    question.required && !question.by_device && question.kind.is_asked()
}

fn constraint(question: &Question) -> (String, Words) {
    let (limit, words) = limits(question).unwrap_or_default();
    match &question.constraint {
        Some(own) => (
            both(&limit, &written_out(own.test.source())),
            own.message.clone(),
        ),
        None => (limit, words),
    }
}

fn joined(first: &Words, second: &Words) -> Words {
    Words::new(
        format!("{} {}", first.es, second.es),
        format!("{} {}", first.en, second.en),
    )
}

/// What no standard column holds of a question.
fn question_marks(question: &Question) -> Marks {
    let mut marks = Marks::default();
    match &question.kind {
        Kind::Text { max, form } => {
            marks = marks.with_value("max", max.to_string());
            let named = match form {
                TextForm::Area => "area",
                TextForm::Telephone => "telephone",
                TextForm::Curp => "curp",
                TextForm::Free | TextForm::DateTime | TextForm::TimeOfDay | TextForm::Point => "",
            };
            if !named.is_empty() {
                marks = marks.with_value("form", named);
            }
        }
        Kind::Number {
            unit,
            may_be_interval,
            ..
        } => {
            marks = marks.with_value("unit", unit.as_str());
            marks = marks.with_if(*may_be_interval, "may_be_interval");
        }
        Kind::Choices { none_of_these, .. } => {
            marks = marks.with_if(*none_of_these, "none_of_these");
        }
        _ => {}
    }
    marks
        .with_if(question.may_not_know, "may_not_know")
        .with_if(question.may_refuse, "may_refuse")
        .with_if(question.by_device, "by_device")
}

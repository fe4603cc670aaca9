//! Questions that no answers lead to, and constraints that no answer fulfils. Start with
//! [`of_question`].
//!
//! The answers that an expression hangs on are tried: for a choice every option, for a number and
//! a date the ends of its range and both sides of every number that the expression names, and what
//! is not known. Where there are too many to try them all, or an expression does more than compare,
//! nothing is claimed.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{Finding, wrong};
use crate::expr::{Expr, Scope, Value};
use crate::questionnaire::{Kind, Question, Questionnaire, Section};

/// Most combinations of answers that are tried for one expression.
const TRIED_MAX: usize = 60_000;

pub(super) fn of_question(
    all: &Questionnaire,
    section: &Section,
    question: &Question,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let conditions: Vec<&Expr> = section.relevant.iter().chain(&question.relevant).collect();
    if !conditions.is_empty() && !can_hold(all, &conditions, None) {
        findings.push(wrong(
            "unreachable",
            &question.code,
            "Ninguna respuesta lleva a esta pregunta: revise cuándo se hace.",
            "No answer leads to this question: look again at when it is asked.",
        ));
    }
    if let Some(constraint) = &question.constraint
        && !can_hold(all, &[&constraint.test], Some(question))
    {
        findings.push(wrong(
            "unfulfillable",
            &question.code,
            "Ninguna respuesta cumple esta condición: revísela.",
            "No answer fulfils this constraint: look at it again.",
        ));
    }
    findings
}

/// Whether some answers make all of them hold; `true` too where that can't be told.
fn can_hold(all: &Questionnaire, tests: &[&Expr], own: Option<&Question>) -> bool {
    let written = own.is_some_and(|own| matches!(own.kind, Kind::Text { .. }));
    if written || !tests.iter().all(|test| test.only_compares()) {
        return true;
    }
    let numbers: Vec<f64> = tests.iter().flat_map(|test| test.numbers()).collect();
    let mut domains: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let mut names: Vec<String> = tests
        .iter()
        .flat_map(|test| test.names())
        .map(str::to_owned)
        .collect();
    while let Some(name) = names.pop() {
        if domains.contains_key(&name) {
            continue;
        }
        let Some((_, question)) = all.graph().question_of(all, &name) else {
            return true;
        };
        domains.insert(name.clone(), values(question, &name, &numbers, tests));
    }
    if let Some(own) = own {
        domains.insert(".".to_owned(), values(own, &own.code, &numbers, tests));
    }
    let domains: Vec<(String, Vec<Value>)> = domains.into_iter().collect();
    let product = domains.iter().try_fold(1_usize, |product, (_, values)| {
        product.checked_mul(values.len())
    });
    match product {
        Some(product) if product <= TRIED_MAX => (0..product).any(|number| {
            let tried = Tried::of(&domains, number);
            tests.iter().all(|test| test.holds(&tried))
        }),
        _ => true,
    }
}

/// One combination of values.
struct Tried<'d>(BTreeMap<&'d str, &'d Value>);

impl<'d> Tried<'d> {
    fn of(domains: &'d [(String, Vec<Value>)], mut number: usize) -> Tried<'d> {
        let mut values = BTreeMap::new();
        for (name, domain) in domains {
            values.insert(name.as_str(), &domain[number % domain.len()]);
            number /= domain.len();
        }
        Tried(values)
    }
}

impl Scope for Tried<'_> {
    fn value(&self, name: &str) -> Value {
        self.0
            .get(name)
            .map_or(Value::Blank, |value| (*value).clone())
    }

    fn every(&self, name: &str) -> Vec<Value> {
        vec![self.value(name)]
    }

    fn own(&self) -> Value {
        self.value(".")
    }

    fn today(&self) -> Option<NaiveDate> {
        Some(A_DAY)
    }
}

/// A day of a survey, to try dates around.
const A_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 15) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// What a name may be, seen by an expression that names these numbers and texts.
fn values(question: &Question, name: &str, numbers: &[f64], tests: &[&Expr]) -> Vec<Value> {
    let mut values = vec![Value::Blank];
    let text = |text: &str| Value::Text(text.to_owned());
    if name != question.code && name.ends_with("_unknown") {
        values.extend(["dont_know", "refused", "range"].map(text));
        return values;
    }
    let compared = tests
        .iter()
        .flat_map(|test| test.literals_compared())
        .filter(|(other, _)| *other == name)
        .map(|(_, literal)| text(literal));
    match &question.kind {
        Kind::YesNo => values.extend(["yes", "no", "dont_know", "refused"].map(text)),
        Kind::Choice { options, .. } => {
            values.extend(options.iter().map(|option| text(&option.code)));
            values.extend(["dont_know", "refused"].map(text));
        }
        Kind::Choices { options, .. } => {
            values.extend(options.iter().map(|option| text(&option.code)));
            let all: Vec<&str> = options.iter().map(|option| option.code.as_str()).collect();
            values.extend(["none", "dont_know", "refused", &all.join(" ")].map(text));
        }
        Kind::Number {
            min, max, integer, ..
        } => {
            let step = if *integer { 1.0 } else { 0.5 };
            let around = numbers.iter().flat_map(|n| [n - step, *n, n + step]);
            let tried = around.chain([*min, *max]);
            values.extend(
                tried
                    .filter(|n| (*min..=*max).contains(n))
                    .map(Value::Number),
            );
        }
        Kind::Date { min, max } => {
            let days = [0, 1, 366, 5 * 366, 15 * 366, 18 * 366, 60 * 366];
            let tried = days
                .iter()
                .filter_map(|days| A_DAY.checked_sub_days(Days::new(*days)));
            values.extend(tried.chain(*min).chain(*max).map(Value::Date));
        }
        // Follows from others in ways that are not looked through: what is compared, or not.
        Kind::Calculated { .. } => {
            values.extend(compared);
            values.push(text("x"));
            let around = numbers.iter().flat_map(|n| [n - 1.0, *n, n + 1.0]);
            values.extend(around.map(Value::Number));
        }
        Kind::Text { .. } | Kind::Note => {
            values.extend(compared);
            values.push(text("x"));
            values.push(text("1"));
        }
    }
    values
}

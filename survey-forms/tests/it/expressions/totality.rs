//! For every expression and all answers: printing and reading give it back, and computing ends.

use std::fmt::Write;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime};
use proptest::prelude::*;
use survey_forms::{Expr, Scope, Value};

use super::reading::FUNCTIONS;

/// Answers anybody might give to anything.
#[derive(Debug)]
struct Answers {
    values: Vec<Value>,
    today: Option<NaiveDate>,
}

impl Answers {
    fn pick(&self, name: &str) -> Value {
        let index = name.bytes().map(usize::from).sum::<usize>() % self.values.len();
        self.values[index].clone()
    }
}

impl Scope for Answers {
    fn value(&self, name: &str) -> Value {
        self.pick(name)
    }

    fn every(&self, _: &str) -> Vec<Value> {
        self.values.clone()
    }

    fn own(&self) -> Value {
        self.pick("own")
    }

    fn today(&self) -> Option<NaiveDate> {
        self.today
    }

    fn now(&self) -> Option<DateTime<FixedOffset>> {
        let midnight = self.today?.and_time(NaiveTime::MIN);
        midnight
            .and_local_timezone(FixedOffset::west_opt(21_600)?)
            .single()
    }

    fn item(&self, _: &str, column: &str, _: &str, _: &str) -> Option<Value> {
        Some(self.pick(column))
    }
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Blank),
        any::<bool>().prop_map(Value::YesNo),
        any::<f64>().prop_map(Value::Number),
        (-100_000..100_000i32).prop_map(|n| Value::Number(f64::from(n) / 8.0)),
        ".{0,12}".prop_map(Value::Text),
        "[abc ]{0,8}".prop_map(Value::Text),
        "[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,2}(T[0-9:.Z+-]{0,12})?".prop_map(Value::Text),
        any_day().prop_map(Value::Date),
        (any_day(), -80_000..80_000i32).prop_map(|(day, offset)| {
            let offset = FixedOffset::east_opt(offset).unwrap();
            Value::DateTime(
                day.and_time(NaiveTime::MIN)
                    .and_utc()
                    .with_timezone(&offset),
            )
        }),
        (0..24u32, 0..60u32)
            .prop_map(|(h, m)| { Value::Time(NaiveTime::from_hms_opt(h, m, 59).unwrap()) }),
    ]
}

/// Days, with the first and last that can be held.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        8 => (0..100_000u64).prop_map(|days| NaiveDate::default() + Days::new(days)),
        1 => Just(NaiveDate::MIN),
        1 => Just(NaiveDate::MAX),
    ]
}

fn answers() -> impl Strategy<Value = Answers> {
    let today = proptest::option::of(any_day());
    (proptest::collection::vec(value(), 1..6), today)
        .prop_map(|(values, today)| Answers { values, today })
}

fn leaf() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..10_000u32).prop_map(|n| format!("{}", f64::from(n) / 16.0)),
        "'[^']{0,8}'",
        "\"[^\"]{0,8}\"",
        "[a-z_]{1,5}".prop_map(|name| format!("${{{name}}}")),
        Just(".".to_owned()),
        Just("state".to_owned()),
        Just("current()/../x".to_owned()),
        Just("position(..)".to_owned()),
        Just("'%Y-%m-%d %H:%M:%S.%3 %a %b %W'".to_owned()),
        Just("'16.75 -93.12; 16.8 -93'".to_owned()),
        Just("sum(${n})".to_owned()),
        Just("join(' ', ${n})".to_owned()),
        Just("indexed-repeat(${n}, ${r}, 2)".to_owned()),
        Just("jr:choice-name(., '${n}')".to_owned()),
        Just("regex(., '(a|b)*c{2,3}')".to_owned()),
    ]
}

fn call((name, args): (usize, Vec<String>)) -> String {
    format!("{}({})", FUNCTIONS[name], args.join(", "))
}

/// Most of these can be read; the rest must be refused.
fn source() -> impl Strategy<Value = String> {
    let operators = [
        "or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod",
    ];
    leaf().prop_recursive(6, 48, 4, move |inner| {
        prop_oneof![
            3 => (inner.clone(), proptest::sample::select(operators.to_vec()), inner.clone())
                .prop_map(|(left, sign, right)| format!("{left} {sign} {right}")),
            1 => inner.clone().prop_map(|inner| format!("({inner})")),
            1 => inner.clone().prop_map(|inner| format!("-{inner}")),
            3 => (0..FUNCTIONS.len(), proptest::collection::vec(inner.clone(), 0..4))
                .prop_map(call),
            1 => inner.prop_map(|key| format!("instance('l')/root/item[name = ({key})]/label")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_printed_is_read_back_as_the_same(source in source()) {
        if let Ok(expr) = Expr::parse(&source) {
            let tidy = expr.tidy();
            prop_assert_eq!(&Expr::parse(tidy.source()).unwrap(), &tidy);
            let xpath = expr.to_xpath(&|name| format!("${{{name}}}"));
            prop_assert!(Expr::parse(&xpath).is_ok(), "{}", xpath);
        }
    }

    #[test]
    fn every_expression_comes_to_something_for_all_answers(
        source in source(),
        answers in answers(),
    ) {
        if let Ok(expr) = Expr::parse(&source) {
            let tidy = expr.tidy();
            let value = expr.evaluate(&answers);
            prop_assert_eq!(format!("{:?}", tidy.evaluate(&answers).ok()), format!("{:?}", value.as_ref().ok()));
            prop_assert_eq!(expr.holds(&answers), value.is_ok_and(|value| value.truth()));
            let _ = expr.type_of(&|_| None);
        }
    }

    #[test]
    fn any_text_is_read_or_refused_within_its_length(text in ".{0,200}") {
        if let Err(fault) = Expr::parse(&text) {
            prop_assert!((1..=text.chars().count() + 1).contains(&fault.column));
        }
    }

    #[test]
    fn any_row_of_marks_is_read_or_refused(
        marks in proptest::collection::vec(
            proptest::sample::select(vec![
                "(", ")", "[", "]", ",", ".", "..", "/", "-", "*", "=", "or", "div", "1", "'a'",
                "${a}", "if(", "regex(", "'[a'", "instance(", "'l'", "root", "item", "current()",
                "position(", "jr:choice-name(", "'${a}'", "pulldata(", " ",
            ]),
            0..40,
        ),
    ) {
        let text = marks.concat();
        if let Ok(expr) = Expr::parse(&text) {
            let tidy = expr.tidy();
            prop_assert_eq!(&Expr::parse(tidy.source()).unwrap(), &tidy);
        }
    }

    #[test]
    fn any_pattern_is_read_or_refused(pattern in r"[\[\]\\(){}?*+.^$|a-cdwsp0-9,<=!:-]{0,24}", of in "[a-c0-9 ]{0,20}") {
        if let Ok(expr) = Expr::parse(&format!("regex('{of}', '{pattern}')")) {
            let value = expr.evaluate(&Answers { values: vec![Value::Blank], today: None });
            prop_assert!(matches!(value, Ok(Value::YesNo(_))));
        }
    }
}

#[test]
fn a_calculation_over_too_many_instances_ends_in_a_fault() {
    let answers = Answers {
        values: vec![Value::Number(1.0); 50_000],
        today: None,
    };
    let sum = Expr::parse("sum(${n})").unwrap();
    assert_eq!(sum.evaluate(&answers), Ok(Value::Number(50_000.0)));
    let sums = Expr::parse("sum(${n}) + sum(${n}) + sum(${n})").unwrap();
    assert!(sums.evaluate(&answers).is_err());
}

#[test]
fn a_long_answer_is_matched_and_copied_in_bounded_time() {
    let answers = Answers {
        values: vec![Value::Text("a".repeat(200_000))],
        today: None,
    };
    let bomb = Expr::parse("regex(., '(a*)*(a|aa)*b')").unwrap();
    assert_eq!(bomb.evaluate(&answers), Ok(Value::YesNo(false)));
    let mut copies = "concat(.".to_owned();
    for _ in 0..2_000 {
        write!(copies, ", .").unwrap();
    }
    let copies = Expr::parse(&format!("{copies})")).unwrap();
    assert!(copies.evaluate(&answers).is_err());
}

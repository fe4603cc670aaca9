//! What JavaRosa's table cannot hold: our own functions, what the scope hands in, its absence, and
//! the same expression as XPath.

use chrono::NaiveTime;
use survey_forms::{Expr, Failed, Scope, Value};

use super::household::{Household, day, text};

fn value(expression: &str) -> Value {
    Expr::parse(expression)
        .unwrap()
        .evaluate(&Household)
        .unwrap()
}

fn failed(expression: &str, scope: &dyn Scope) -> (usize, Failed) {
    let fault = Expr::parse(expression)
        .unwrap()
        .evaluate(scope)
        .unwrap_err();
    assert!(fault.to_string().contains("carácter"), "{fault}");
    (fault.column, fault.what)
}

/// Nobody answered, no clock, no lists.
struct Nobody;

impl Scope for Nobody {
    fn value(&self, _: &str) -> Value {
        Value::Blank
    }

    fn every(&self, _: &str) -> Vec<Value> {
        vec![]
    }
}

#[test]
fn an_age_is_in_completed_years() {
    for (born, on, age) in [
        ("2014-05-01", "2026-04-30", 11.0),
        ("2014-05-01", "2026-05-01", 12.0),
        ("2012-02-29", "2026-02-28", 13.0),
        ("2012-02-29", "2026-03-01", 14.0),
        ("2012-02-29", "2028-02-29", 16.0),
        ("2025-12-31", "2026-01-01", 0.0),
    ] {
        let expression = format!("age-at('{born}', date('{on}'))");
        assert_eq!(value(&expression), Value::Number(age), "{expression}");
    }
    assert_eq!(value("age-at(${born}, today())"), Value::Number(12.0));
    assert_eq!(value("age-at(${empty}, today())"), Value::Blank);
    assert_eq!(value("age-at(${born}, ${empty}) > 5"), Value::YesNo(false));
}

#[test]
fn an_age_is_exported_as_what_comes_to_the_same() {
    let age = Expr::parse("age-at(${born}, today()) >= 5").unwrap();
    let xpath = age.to_xpath(&|name| format!("/data/{name}"));
    assert_eq!(
        xpath,
        "int((number(format-date(today(), '%Y%m%d')) - number(format-date(/data/born, '%Y%m%d'))) \
         div 10000) >= 5"
    );
    for born in [
        "2014-05-01",
        "2012-02-29",
        "2026-11-22",
        "2027-01-01",
        "1926-11-23",
    ] {
        let ours = format!("age-at('{born}', today())");
        let ours = Expr::parse(&ours).unwrap();
        let exported = Expr::parse(&ours.to_xpath(&|name| name.to_owned())).unwrap();
        assert_eq!(
            exported.evaluate(&Household),
            ours.evaluate(&Household),
            "{born}"
        );
    }
}

#[test]
fn names_become_paths_and_paths_in_a_list_start_at_the_question() {
    for (expression, xpath) in [
        ("${one}='b' or(${whole}>5)", "../one = 'b' or ../whole > 5"),
        ("sum(${hours}) - (1 - 2)", "sum(../hours) - (1 - 2)"),
        (
            "jr:choice-name(${one},'${one}')",
            "jr:choice-name(../one, '../one')",
        ),
        ("position(..)>1 and .!=''", "position(..) > 1 and . != ''"),
        ("state = ${one}", "state = ../one"),
        ("current()/../one = current()/.", "../one = ."),
        (
            "instance('towns')/root/item[name=${one}]/label",
            "instance('towns')/root/item[name = current()/../one]/label",
        ),
        (
            "pulldata(\"towns\",'label','name',${one})",
            "pulldata('towns', 'label', 'name', ../one)",
        ),
        ("regex(., \"it's\")", "regex(., \"it's\")"),
    ] {
        let expr = Expr::parse(expression).unwrap();
        assert_eq!(expr.to_xpath(&|name| format!("../{name}")), xpath);
    }
}

#[test]
fn the_scope_hands_in_position_key_column_and_lists() {
    for (expression, expected) in [
        ("position(..)", Value::Number(3.0)),
        ("uuid()", text("3f2b8f0e-8a6e-4c62-9f5d-0d5c4f1f2a3b")),
        ("state = 'chis'", Value::YesNo(true)),
        ("nowhere = ''", Value::YesNo(true)),
        ("pulldata('towns', 'state', 'name', 'c')", text("oax")),
        ("pulldata('towns', 'state', 'name', 'z')", Value::Blank),
        ("today()", Value::Date(day("2026-11-22"))),
        ("today() + 1", Value::Number(20_780.0)),
        ("format-date-time(now(), '%H:%M')", text("09:30")),
        ("decimal-time(now()) < 0.4", Value::YesNo(true)),
        ("current()/../one", text("b")),
        ("current()/.", text("mine")),
    ] {
        assert_eq!(value(expression), expected, "{expression}");
    }
}

#[test]
fn without_a_day_a_list_or_randomness_the_fault_says_so() {
    assert_eq!(failed("1 + today()", &Nobody), (5, Failed::NoDay));
    assert_eq!(failed("now()", &Nobody), (1, Failed::NoDay));
    assert_eq!(failed("uuid()", &Nobody), (1, Failed::NoRandomness));
    let list = "ghosts".to_owned();
    assert_eq!(
        failed("pulldata('ghosts', 'a', 'b', 'c')", &Household),
        (1, Failed::NoList { list })
    );
    let value = "soon".to_owned();
    assert_eq!(
        failed("date('soon')", &Nobody),
        (6, Failed::NotADate { value })
    );
    let function = "selected";
    assert_eq!(
        failed("selected(5, '5')", &Nobody),
        (10, Failed::NotChosen { function })
    );
    let value = "here".to_owned();
    assert_eq!(
        failed("distance('here')", &Nobody),
        (10, Failed::NotAPlace { value })
    );
    let escape = "%q".to_owned();
    assert_eq!(
        failed("format-date('2020-01-02', concat('%', 'q'))", &Nobody),
        (27, Failed::DateFormat { escape })
    );
}

#[test]
fn a_fault_holds_nothing_and_a_side_that_is_settled_is_not_computed() {
    let holds = |expression: &str| Expr::parse(expression).unwrap().holds(&Nobody);
    assert!(!holds("today() > 1"));
    assert!(!holds("not(today() > 1)"));
    assert!(holds("true() or today() > 1"));
    assert!(!holds("false() and today() > 1"));
    assert!(holds("if(true(), 1, today())"));
    assert!(holds("coalesce('a', today())"));
    assert!(!holds("${nobody}"));
    assert!(holds("count(${nobody}) = 0"));
}

#[test]
fn a_lone_time_is_a_part_of_a_day() {
    struct Noon;
    impl Scope for Noon {
        fn value(&self, _: &str) -> Value {
            Value::Time(NaiveTime::from_hms_opt(12, 0, 0).unwrap())
        }
        fn every(&self, name: &str) -> Vec<Value> {
            vec![self.value(name)]
        }
    }
    let value = |expression: &str| Expr::parse(expression).unwrap().evaluate(&Noon).unwrap();
    assert_eq!(value("${t} + 0"), Value::Number(0.5));
    assert_eq!(value("decimal-time(${t})"), Value::Number(0.5));
    assert_eq!(value("string(${t})"), text("12:00:00"));
    assert_eq!(value("format-date-time(${t}, '%H:%M')"), text("12:00"));
}

#[test]
fn an_expression_is_saved_as_its_text() {
    let source = "${one}  =  'b'";
    let expr = Expr::parse(source).unwrap();
    assert_eq!(expr.to_string(), source);
    let json = serde_json::to_string(&expr).unwrap();
    assert_eq!(json, "\"${one}  =  'b'\"");
    assert_eq!(serde_json::from_str::<Expr>(&json).unwrap(), expr);
    assert!(serde_json::from_str::<Expr>("\"1 +\"").is_err());
}

//! What can be written, what is refused where, and what an expression says about itself.

use survey_forms::{Expr, LENGTH_MAX, Misread};

/// Every function there is.
pub const FUNCTIONS: [&str; 50] = [
    "selected",
    "selected-at",
    "count-selected",
    "if",
    "coalesce",
    "once",
    "not",
    "true",
    "false",
    "boolean",
    "boolean-from-string",
    "string",
    "concat",
    "join",
    "substr",
    "substring-before",
    "substring-after",
    "string-length",
    "contains",
    "starts-with",
    "ends-with",
    "normalize-space",
    "translate",
    "regex",
    "number",
    "int",
    "round",
    "abs",
    "pow",
    "sum",
    "min",
    "max",
    "count",
    "count-non-empty",
    "position",
    "indexed-repeat",
    "today",
    "now",
    "date",
    "date-time",
    "format-date",
    "format-date-time",
    "decimal-date-time",
    "decimal-time",
    "jr:choice-name",
    "instance",
    "pulldata",
    "age-at",
    "uuid",
    "distance",
];

fn refused(expression: &str) -> (usize, Misread) {
    let fault = match Expr::parse(expression) {
        Ok(expr) => panic!("{expression} was read as {expr:?}"),
        Err(fault) => fault,
    };
    let words = fault.words();
    assert!(!words.es.is_empty() && !words.en.is_empty());
    assert!(
        fault
            .to_string()
            .starts_with(&format!("carácter {}", fault.column))
    );
    (fault.column, fault.what)
}

/// Expression, column and what is wrong there.
type Refusals<'a> = &'a [(&'a str, usize, Misread)];

fn all_refused(refusals: Refusals<'_>) {
    for (expression, column, what) in refusals {
        assert_eq!(refused(expression), (*column, what.clone()), "{expression}");
    }
}

fn name(name: &str) -> String {
    name.to_owned()
}

#[test]
fn what_is_not_an_expression_is_refused_at_its_column() {
    let unexpected = |found: &str| Misread::Unexpected { found: name(found) };
    all_refused(&[
        ("", 1, Misread::Empty),
        ("   ", 1, Misread::Empty),
        ("1 +", 4, Misread::Unfinished),
        ("(1", 3, Misread::Unfinished),
        ("1)", 2, unexpected(")")),
        ("1 2", 3, unexpected("2")),
        ("${a} ${b}", 6, unexpected("${b}")),
        ("${a} == 1", 7, unexpected("=")),
        ("if(1, , 2)", 7, unexpected(",")),
        ("${a} = 'yes", 8, Misread::OpenText),
        ("1 + ${a", 5, Misread::OpenName),
        ("$a", 1, Misread::Dollar),
        ("${a b}", 1, Misread::BadName { name: name("a b") }),
        ("${9}", 1, Misread::BadName { name: name("9") }),
        (
            "${last-saved#a}",
            1,
            Misread::BadName {
                name: name("last-saved#a"),
            },
        ),
        ("${a} = ‘yes’", 8, Misread::Letter { letter: '‘' }),
        ("ñ = 1 & 2", 7, Misread::Letter { letter: '&' }),
        ("1 | 2", 3, Misread::Letter { letter: '|' }),
        ("${a}\u{a0}= 1", 5, Misread::Letter { letter: '\u{a0}' }),
        ("${a} AND ${b}", 6, Misread::Capitals { word: name("AND") }),
    ]);
}

#[test]
fn paths_are_refused_but_for_the_one_that_looks_up_a_list() {
    all_refused(&[
        ("/data/a = 1", 1, Misread::Path),
        ("../a = 1", 1, Misread::Path),
        ("${a} / 2", 6, Misread::Path),
        ("(1 + 2) / 2", 9, Misread::Path),
        ("current()/a", 11, Misread::Path),
        ("position()", 1, Misread::Position),
        ("position(${a})", 1, Misread::Position),
        (
            "true and false()",
            1,
            Misread::NoParentheses { name: name("true") },
        ),
        ("instance('l')/root/item/label", 1, Misread::List),
        ("instance(${l})/root/item[name = 1]/label", 1, Misread::List),
        ("instance('l')/root/item[name > 1]/label", 1, Misread::List),
        (
            "instance('l')/root/item[a = 1 and b = 2]/label",
            31,
            Misread::List,
        ),
    ]);
}

#[test]
fn an_argument_that_must_be_written_in_one_way_is_refused_in_another() {
    all_refused(&[
        ("sum(1 + 2)", 5, Misread::NeedsName { function: "sum" }),
        ("count('a')", 7, Misread::NeedsName { function: "count" }),
        (
            "regex(., ${p})",
            10,
            Misread::NeedsText { function: "regex" },
        ),
        (
            "pulldata(${l}, 'a', 'b', 'c')",
            10,
            Misread::NeedsText {
                function: "pulldata",
            },
        ),
        ("jr:choice-name(., ${a})", 19, Misread::NeedsQuotedName),
        ("jr:choice-name(., 'a')", 19, Misread::NeedsQuotedName),
        (
            "format-date(., '%d %Q')",
            16,
            Misread::DateFormat { escape: name("%Q") },
        ),
    ]);
}

#[test]
fn a_function_nobody_knows_is_refused_with_the_nearest_one() {
    for (expression, nearest) in [
        ("Selected(${a}, 'b')", Some("selected")),
        ("count_selected(${a})", Some("count-selected")),
        ("coalese(1, 2)", Some("coalesce")),
        ("frobnicate(1)", None),
        ("jr:choicename(., '${a}')", Some("jr:choice-name")),
    ] {
        let (column, what) = refused(expression);
        assert_eq!(column, 1);
        match what {
            Misread::UnknownFunction { nearest: found, .. } => assert_eq!(found, nearest),
            other => panic!("{expression}: {other:?}"),
        }
    }
}

#[test]
fn functions_of_other_tools_are_refused_by_name_with_what_to_use() {
    for name in [
        "area",
        "geofence",
        "jr:itext",
        "random",
        "randomize",
        "search",
        "substring",
        "digest",
    ] {
        let (column, what) = refused(&format!("1 + {name}(1)"));
        assert_eq!(column, 5);
        match what {
            Misread::Refused {
                name: found,
                instead,
            } => {
                assert_eq!(found, name);
                assert!(!instead.es.is_empty());
            }
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn the_number_of_arguments_is_checked_when_it_is_read() {
    for expression in [
        "selected(${a})",
        "selected(${a}, 'b', 'c')",
        "if(1, 2)",
        "true(1)",
        "today(1)",
        "not()",
        "coalesce(1)",
        "round()",
        "round(1, 2, 3)",
        "substr('a')",
        "substr('a', 1, 2, 3)",
        "sum()",
        "min()",
        "max()",
        "join()",
        "regex(.)",
        "jr:choice-name(.)",
        "pulldata('a', 'b')",
        "age-at(.)",
        "uuid(10)",
        "format-date(.)",
        "translate('a', 'b')",
        "pow(1)",
        "indexed-repeat(${a}, ${r}, 1, ${s}, 2)",
    ] {
        let what = refused(expression);
        assert!(
            matches!(what, (1, Misread::Arguments { .. })),
            "{expression}: {what:?}"
        );
    }
}

#[test]
fn a_pattern_that_needs_backtracking_is_refused_where_it_does() {
    for (pattern, column) in [
        ("a(?=b)", 12),
        ("a(?!b)", 12),
        ("(?<=a)b", 11),
        ("(?<!a)b", 11),
        ("(?>a)b", 11),
        ("(?s)b", 11),
        (r"(a)\1", 14),
        (r"ab\k<x>", 13),
        (r"\Qa\E", 11),
        (r"a\bc", 12),
        ("a++", 13),
        ("a{2}{3}", 15),
        ("a{,3}", 12),
        ("[a--b]", 13),
        ("[]a]", 12),
        (r"\p{Alpha}", 11),
        ("a[b", 11),
        ("(a", 11),
        ("a)", 11),
        ("*a", 11),
        ("((((a{999}){999}){999}){999}){999}", 11),
    ] {
        let found = refused(&format!("regex(., '{pattern}')"));
        assert!(
            matches!(found.1, Misread::Pattern { .. }),
            "{pattern}: {found:?}"
        );
        assert_eq!(found.0, column, "{pattern}");
    }
}

#[test]
fn an_expression_may_be_long_but_not_endless_nor_too_deep() {
    let long = format!("'{}'", "a".repeat(LENGTH_MAX - 2));
    assert!(Expr::parse(&long).is_ok());
    assert_eq!(
        refused(&format!(" {long}")),
        (LENGTH_MAX + 1, Misread::TooLong)
    );

    let nested = |depth| format!("{}1{}", "(".repeat(depth), ")".repeat(depth));
    assert!(Expr::parse(&nested(64)).is_ok());
    assert_eq!(refused(&nested(65)), (66, Misread::TooDeep));
    assert_eq!(refused(&"(".repeat(9_000)).1, Misread::TooDeep);
    assert_eq!(refused(&"-".repeat(9_000)).1, Misread::TooDeep);
    assert_eq!(refused(&"not(".repeat(2_000)).1, Misread::TooDeep);
    assert_eq!(refused(&"9".repeat(400)).1, Misread::LargeNumber);

    // A long row of operators is not deep.
    let row = format!("1{}", " or 1".repeat(1_900));
    assert!(Expr::parse(&row).is_ok());
}

#[test]
fn it_says_which_names_columns_lists_functions_and_options_it_uses() {
    let expr = Expr::parse(
        "${b} = 'x' and selected(${a}, ' y ') and 'z' != ${b} and state = ${c} and ${b} != '' \
         and jr:choice-name(${d}, '${e}') = pulldata('towns', 'l', 'n', current()/../f)",
    )
    .unwrap();
    assert_eq!(expr.names(), ["b", "a", "c", "d", "e", "f"]);
    assert_eq!(expr.columns(), ["state"]);
    assert_eq!(expr.lists(), ["towns"]);
    assert_eq!(expr.functions(), ["selected", "jr:choice-name", "pulldata"]);
    assert_eq!(
        expr.literals_compared(),
        [("b", "x"), ("a", "y"), ("b", "z")]
    );
}

#[test]
fn every_function_is_known_by_its_name() {
    for name in FUNCTIONS {
        let (_, what) = match Expr::parse(&format!("{name}(1, 2, 3, 4, 5, 6)")) {
            Ok(expr) => {
                assert_eq!(expr.functions(), [name]);
                continue;
            }
            Err(fault) => (fault.column, fault.what),
        };
        let other = matches!(
            what,
            Misread::UnknownFunction { .. } | Misread::Refused { .. }
        );
        assert!(!other, "{name}: {what:?}");
    }
}

#[test]
fn spaces_and_needless_parentheses_do_not_matter() {
    for (expression, tidy) in [
        ("1+2*3", "1 + 2 * 3"),
        ("((1)+((2*3)))", "1 + 2 * 3"),
        ("(1+2)*3", "(1 + 2) * 3"),
        ("1-(2-3)", "1 - (2 - 3)"),
        ("(1-2)-3", "(1 - 2) - 3"),
        ("- (1)", "-1"),
        ("-(1+2)", "-(1 + 2)"),
        ("--1", "--1"),
        (".5 + 5. * 1.50", "0.5 + 5 * 1.5"),
        ("a-b - c", "a-b - c"),
        ("(1 or 0) and 1", "(1 or 0) and 1"),
        ("1 or 0 and 1", "1 or 0 and 1"),
        ("current()/../a = \"it's\"", "${a} = \"it's\""),
        (
            "instance( \"l\" )/root/item[ name=(1+2) ]/label",
            "instance('l')/root/item[name = 1 + 2]/label",
        ),
        ("${a}\n\tand\r\n${b}", "${a} and ${b}"),
        ("div div mod", "div div mod"),
    ] {
        let read = Expr::parse(expression).unwrap().tidy();
        assert_eq!(read.source(), tidy);
        assert_eq!(Expr::parse(tidy).unwrap(), read, "{expression}");
    }
}

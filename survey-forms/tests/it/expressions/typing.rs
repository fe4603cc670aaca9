//! Which types an expression gives, and which cannot be meant.

use survey_forms::{Expr, Mistyped, Type};

fn types(name: &str) -> Option<Type> {
    Some(match name {
        "age" => Type::Number,
        "born" => Type::Date,
        "seen" => Type::DateTime,
        "one" | "called" => Type::Text,
        "many" => Type::Codes,
        "." => Type::Number,
        _ => return None,
    })
}

fn type_of(expression: &str) -> Result<Type, (usize, Mistyped)> {
    let expr = Expr::parse(expression).unwrap();
    expr.type_of(&types).map_err(|fault| {
        assert_ne!(fault.words().es, fault.words().en);
        (fault.column, fault.what)
    })
}

#[test]
fn an_expression_has_the_type_of_what_it_comes_to() {
    for (expression, expected) in [
        ("1", Type::Number),
        ("'a'", Type::Text),
        (".", Type::Number),
        ("${age} + 1", Type::Number),
        ("-${age}", Type::Number),
        ("${age} > 5 and ${one} = 'b'", Type::YesNo),
        ("${age} = ''", Type::YesNo),
        ("${age} = '5'", Type::YesNo),
        ("${one} > 2", Type::YesNo),
        ("${born} < today()", Type::YesNo),
        ("${born} < ${seen}", Type::YesNo),
        ("if(${age} > 5, 1, 2)", Type::Number),
        ("if(${age} > 5, 1, '')", Type::Any),
        ("coalesce(${age}, 0)", Type::Number),
        ("once(today())", Type::Date),
        ("selected(${many}, 'a')", Type::YesNo),
        ("selected(${one}, 'a')", Type::YesNo),
        ("age-at(${born}, today())", Type::Number),
        ("date('2020-01-02')", Type::Date),
        ("format-date(today(), '%Y')", Type::Text),
        ("jr:choice-name(${one}, '${one}')", Type::Text),
        ("regex(., '[0-9]+')", Type::YesNo),
        ("state = ${one}", Type::YesNo),
        ("instance('l')/root/item[name = ${one}]/label", Type::Text),
        ("indexed-repeat(${age}, ${one}, 1)", Type::Number),
    ] {
        assert_eq!(type_of(expression), Ok(expected), "{expression}");
    }
}

#[test]
fn what_can_never_be_meant_is_refused_where_it_stands() {
    let text = |text: &str| text.to_owned();
    for (expression, column, what) in [
        (
            "1 + ${nobody}",
            5,
            Mistyped::UnknownName {
                name: text("nobody"),
            },
        ),
        (
            "jr:choice-name('a', '${who}')",
            1,
            Mistyped::UnknownName { name: text("who") },
        ),
        (
            "${age} > 'old'",
            10,
            Mistyped::TextAsNumber { text: text("old") },
        ),
        (
            "${age} = 'old'",
            10,
            Mistyped::TextAsNumber { text: text("old") },
        ),
        ("'x' * 2", 1, Mistyped::TextAsNumber { text: text("x") }),
        ("round('x')", 7, Mistyped::TextAsNumber { text: text("x") }),
        (
            "${born} > '2020-01-01'",
            11,
            Mistyped::TextAsDate {
                text: text("2020-01-01"),
            },
        ),
        (
            "'2020-01-01' < today()",
            1,
            Mistyped::TextAsDate {
                text: text("2020-01-01"),
            },
        ),
        ("${many} > 2", 1, Mistyped::CodesAsNumber),
        ("1 + ${many}", 5, Mistyped::CodesAsNumber),
        (
            "selected(${many}, 'a') = 'yes'",
            26,
            Mistyped::ConditionAsText { text: text("yes") },
        ),
        (
            "selected(${age}, '5')",
            10,
            Mistyped::Argument {
                function: "selected",
                given: Type::Number,
            },
        ),
        (
            "date(${age} > 5)",
            6,
            Mistyped::Argument {
                function: "date",
                given: Type::YesNo,
            },
        ),
    ] {
        assert_eq!(type_of(expression), Err((column, what)), "{expression}");
    }
}

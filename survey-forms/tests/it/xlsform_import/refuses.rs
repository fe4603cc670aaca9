//! What is refused: at exactly this place, with what to use instead.

use super::{CHOICES, faults, survey, told};

/// The first line of the only fault: place and Spanish text.
fn only(form: &str) -> String {
    let faults = faults(form);
    assert_eq!(faults.len(), 1, "{}in\n{form}", told(&faults));
    assert!(!faults[0].en.is_empty());
    faults[0].to_string().lines().next().unwrap().to_owned()
}

/// Each form has one fault, which begins with the place and holds the words.
fn check(more: &str, cases: &[(&[&str], &str, &str)]) {
    for (rows, place, words) in cases {
        let form = survey(more, rows) + CHOICES;
        let fault = only(&form);
        assert!(
            fault.starts_with(&format!("{place}: ")),
            "{fault}\nnot at {place}"
        );
        assert!(fault.contains(words), "{fault}\nwithout {words}");
    }
}

#[test]
fn types_that_cannot_be_used_are_refused_with_what_to_use_instead() {
    let at = "survey, fila 2, columna type";
    for (kind, instead) in [
        ("image", "use text"),
        ("photo", "use text"),
        ("audio", "use text"),
        ("video", "use text"),
        ("file", "use text"),
        ("background-audio", "use text"),
        ("osm", "use geopoint"),
        ("geotrace", "use geopoint"),
        ("geoshape", "use geopoint"),
        ("range", "constraint"),
        ("rank water", "use select_multiple"),
        ("select_one_from_file a.csv", "hoja choices"),
        ("select_multiple_from_file a.csv", "hoja choices"),
        ("select_one_external water", "hoja choices"),
        ("csv-external", "hoja choices"),
        ("begin_loop over water", "begin_repeat"),
        ("cascading_select x", "choice_filter"),
        ("include other", "copie"),
        ("hidden", "use calculate"),
        ("select_one water or_other", "opción other"),
        ("select_one water wells", "sobra «wells»"),
        ("select_one", "falta la lista"),
        ("texto", "use text"),
        ("numero", "use integer"),
        ("", "falta el tipo"),
        (
            "select_one wter",
            "use una de éstas: goods, water, yn, yn_dk",
        ),
    ] {
        check(
            "",
            &[(
                &[&format!("{kind} | q | ¿Q?"), "text | z | ¿Z?"],
                at,
                instead,
            )],
        );
    }
}

#[test]
fn unmatched_groups_are_refused_where_they_begin_or_end() {
    check(
        "",
        &[
            (
                &["begin_group | g | G", "text | q | ¿Q?"],
                "survey, fila 2, columna type",
                "agregue end_group",
            ),
            (
                &["begin_repeat | member | G", "text | q | ¿Q?"],
                "survey, fila 2, columna type",
                "agregue end_repeat",
            ),
            (
                &["text | q | ¿Q?", "end_group | |"],
                "survey, fila 3, columna type",
                "no hay nada que cerrar",
            ),
            (
                &["begin_group | g | G", "text | q | ¿Q?", "end_repeat | |"],
                "survey, fila 4, columna type",
                "«g», en la fila 2",
            ),
            (
                &["begin_group | | G", "text | q | ¿Q?", "end_group | |"],
                "survey, fila 2, columna name",
                "falta el nombre",
            ),
            (
                &[
                    "begin_group | g | G",
                    "text | q | ¿Q?",
                    "end_group | |",
                    "begin_group | g | G",
                    "text | r | ¿R?",
                    "end_group | |",
                ],
                "survey, fila 5, columna name",
                "ya está en la fila 2",
            ),
        ],
    );
}

#[test]
fn repeats_of_other_things_are_refused() {
    let end = "end_repeat | |";
    check(
        "",
        &[
            (
                &["begin_repeat | animal | Animal", "text | q | ¿Q?", end],
                "survey, fila 2, columna name",
                "member",
            ),
            (
                &["begin_repeat | job | Trabajo", "text | q | ¿Q?", end],
                "survey, fila 2, columna name",
                "dentro de member",
            ),
            (
                &[
                    "begin_repeat | member | P",
                    "begin_repeat | visit | V",
                    "text | q | ¿Q?",
                    end,
                    end,
                ],
                "survey, fila 3, columna name",
                "visitas",
            ),
            (
                &[
                    "begin_repeat | member | P",
                    "text | q | ¿Q?",
                    end,
                    "begin_repeat | member | P",
                    "text | r | ¿R?",
                    end,
                ],
                "survey, fila 5, columna name",
                "dos veces",
            ),
        ],
    );
}

#[test]
fn names_that_cannot_be_codes_are_refused_with_one_that_can() {
    let at = "survey, fila 2, columna name";
    check(
        "",
        &[
            (&["text | Edad | ¿Q?"], at, "como edad"),
            (&["text | años cumplidos | ¿Q?"], at, "como anos_cumplidos"),
            (&["text | q-1 | ¿Q?"], at, "como q_1"),
            (&["text | | ¿Q?"], at, "falta el nombre"),
            (
                &["text | q | "],
                "survey, fila 2, columna label",
                "falta el texto",
            ),
            (
                &["text | q | ¿Q?", "integer | q | ¿Q?"],
                "survey, fila 3, columna name",
                "ya está en la fila 2",
            ),
        ],
    );
}

#[test]
fn expressions_are_refused_with_the_letter_where_they_go_wrong() {
    let at = "survey, fila 3, columna relevant";
    for (test, words) in [
        ("${yars} > 3", "¿quiso decir ${years}?"),
        ("${unheard} > 3", "ninguna pregunta se llama «unheard»"),
        ("${years} > ", "en el carácter 11"),
        ("${years} && 1", "escriba and"),
        ("yeers = 1", "escriba ${yeers}"),
        ("foo(1)", "no hay ninguna función foo()"),
        (
            "${water} = 'river'",
            "no tiene la opción «river»; tiene: tap, well",
        ),
        ("selected(${water}, 'lake')", "tap, well"),
        ("${years} > 'old'", "en el carácter"),
        ("now() > 3", "use today()"),
        ("uuid() = ''", "folio"),
        ("pulldata('a', 'b', 'c', 'd') = ''", "no se puede usar aquí"),
        (
            "instance('water')/root/item[name = 'tap']/label = ''",
            "choice_filter",
        ),
        ("count(${home}) > 1", "es un grupo"),
        (
            "${later} = 1 and ${later} = '' or ${q} = ''",
            "en círculo: q → q",
        ),
    ] {
        let form = survey(
            "| relevant",
            &[
                "integer | years | ¿Años? |",
                &format!("text | q | ¿Q? | {test}"),
                "select_one water | water | ¿Agua? |",
                "begin_group | home | Casa |",
                "integer | later | ¿? |",
                "end_group | | |",
            ],
        ) + CHOICES;
        let all = told(&faults(&form));
        let place = if words.contains("círculo") {
            "survey, fila 3"
        } else {
            at
        };
        let first = all.lines().find(|line| line.starts_with(place));
        assert!(
            first.is_some_and(|line| line.contains(words)),
            "{test}: {all}"
        );
    }
}

#[test]
fn an_answer_of_a_repeat_is_not_one_answer_outside() {
    check(
        "| relevant",
        &[(
            &[
                "begin_repeat | member | P |",
                "integer | age | ¿Edad? |",
                "end_repeat | | |",
                "text | q | ¿Q? | ${age} > 3",
            ],
            "survey, fila 5, columna relevant",
            "use sum()",
        )],
    );
}

#[test]
fn circles_and_endless_chains_are_refused() {
    let circle = [
        "calculate | a | | ${b} + 1",
        "calculate | b | | ${c} + 1",
        "calculate | c | | ${a} + 1",
    ];
    check(
        "| calculation",
        &[(&circle, "survey, fila 2", "a → b → c → a")],
    );
    let links = |length: usize| {
        let rows = (1..length).map(|n| format!("calculate | q{n} | | ${{q{}}} + 1", n - 1));
        let rows: Vec<String> = std::iter::once("integer | q0 | ¿Q? |".to_owned())
            .chain(rows)
            .collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        survey("| calculation", &rows)
    };
    assert!(super::questionnaire(&links(100)).question("q99").is_some());
    assert!(only(&links(1_900)).contains("más de 100 preguntas, una tras otra"));
    assert!(told(&faults(&links(2_100))).contains("hay más de 2000 preguntas"));
}

#[test]
fn groups_in_groups_have_a_bottom() {
    let begin: Vec<String> = (0..200)
        .map(|n| format!("begin_group | g{n} | | 1 = 1"))
        .collect();
    let mut rows: Vec<&str> = begin.iter().map(String::as_str).collect();
    rows.push("text | q | ¿Q? |");
    rows.extend(["end_group | | |"; 200]);
    let fault = only(&survey("| relevant", &rows));
    assert!(
        fault.starts_with("survey, fila 18: hay más de 16 grupos"),
        "{fault}"
    );
}

#[test]
fn columns_that_cannot_be_used_are_refused() {
    let at = |column: &str| format!("survey, fila 2, columna {column}");
    for (column, cell, words) in [
        ("trigger", "${z}", "se calcula de nuevo"),
        ("intent", "app", "no se abren otras aplicaciones"),
        ("required", "${z} = 'a'", "use relevant"),
        ("read_only", "yes", "use note"),
        ("calculation", "1 + 1", "cambie el tipo a calculate"),
        ("choice_filter", "name = 'a'", "borre esta celda"),
        ("appearance", "search('a')", "choice_filter"),
        ("appearance", "ex:org.app", "no se abren otras aplicaciones"),
        ("rayuela", "form=email", "form=telephone"),
        ("rayuela", "max=many", "no es un número"),
        ("constraint", "string-length(.) <= 0", "ninguna respuesta"),
    ] {
        let row = format!("text | q | ¿Q? | {cell}");
        check(
            &format!("| {column}"),
            &[(&[&row, "text | z | ¿Z? |"], &at(column), words)],
        );
    }
    for (header, words) in [
        ("relevent", "escriba relevant"),
        ("pregunta", "escriba label"),
        ("bind::odk:x", "columnas comunes"),
        ("label", "está dos veces"),
    ] {
        let place = format!("survey, fila 1, columna {header}");
        check(
            &format!("| {header}"),
            &[(&["text | q | ¿Q? | x"], &place, words)],
        );
    }
}

#[test]
fn lists_with_faults_are_refused_at_their_cells() {
    for (row, place, words) in [
        (
            "water | tap | Otra |",
            "choices, fila 4, columna name",
            "ya está en la fila 2",
        ),
        (
            "water | de pozo | Un pozo |",
            "choices, fila 4, columna name",
            "escriba de_pozo",
        ),
        (
            "water | a.b | Un pozo |",
            "choices, fila 4, columna name",
            "como a_b",
        ),
        (
            "water | | Un pozo |",
            "choices, fila 4, columna name",
            "falta el código",
        ),
        (
            "water | well | |",
            "choices, fila 4, columna label",
            "no tiene texto",
        ),
        (
            "| well | Un pozo |",
            "choices, fila 4, columna list_name",
            "falta el nombre de la lista",
        ),
        (
            "my list | well | Un pozo |",
            "choices, fila 4, columna list_name",
            "escriba my_list",
        ),
    ] {
        let choices = format!(
            "| choices |\n| | list_name | name | label | kg |\n| | water | tap | La llave | |\n| | water | river | El río | |\n| | {row} |\n"
        );
        let fault = only(&(survey("", &["select_one water | q | ¿Q?"]) + &choices));
        assert!(
            fault.starts_with(&format!("{place}: ")) && fault.contains(words),
            "{fault}"
        );
    }
    let bare = survey("", &["select_one water | q | ¿Q?"]);
    assert!(only(&bare).contains("escriba sus opciones en la hoja choices"));
    let filter = survey(
        "| choice_filter",
        &["select_one water | q | ¿Q? | town = 'x'"],
    ) + CHOICES;
    assert!(only(&filter).contains("la hoja choices no tiene la columna town"));
    let only_none = survey("", &["select_multiple n | q | ¿Q?"])
        + "| choices |\n| | list_name | name | label |\n| | n | none | Ninguna de estas |\n";
    assert!(only(&only_none).contains("no tiene opciones propias"));
}

#[test]
fn sheets_and_settings_that_are_missing_are_named() {
    let all = told(&faults(
        "| encuesta |\n| | type | name | label |\n| | text | q | ¿Q? |\n",
    ));
    assert!(
        all.contains("encuesta: cambie el nombre de esta hoja a survey"),
        "{all}"
    );
    assert!(
        all.contains(
            "el libro tiene: encuesta, settings. Las hojas se llaman survey, choices y settings"
        ),
        "{all}"
    );
    let one = "| survey |\n| | type | name | label |\n| | text | q | ¿Q? |\n";
    for (settings, place, words) in [
        (
            "| settings |\n| | form_id |\n| | a |\n",
            "settings, fila 2, columna version",
            "falta version",
        ),
        (
            "| settings |\n| | version |\n| | 1 |\n",
            "settings, fila 2, columna form_id",
            "falta form_id",
        ),
        (
            "| settings |\n| | form_id | version |\n",
            "settings",
            "falta la hoja settings",
        ),
        (
            "| settings |\n| | form_id | version |\n| | a | 1 |\n| | b | 2 |\n",
            "settings, fila 3",
            "una sola fila",
        ),
    ] {
        let fault = only(&format!("{one}{settings}"));
        assert!(
            fault.starts_with(&format!("{place}: ")) && fault.contains(words),
            "{fault}"
        );
    }
    let spanish = "| survey |\n| | tipo | nombre | texto |\n| | text | q | ¿Q? |\n";
    let all = told(&faults(spanish));
    for meant in [
        "tipo: escriba type",
        "nombre: escriba name",
        "texto: escriba label",
    ] {
        assert!(all.contains(meant), "{all}");
    }
}

#[test]
fn a_text_missing_in_the_language_of_the_form_is_refused() {
    let form = "| survey |\n| | type | name | label::Español (es) | label::English (en) |\n| | text | q | | Hello |\n";
    assert_eq!(
        only(form),
        "survey, fila 2, columna label::Español (es): falta el texto en español, la lengua del cuestionario: escríbalo aquí"
    );
}

#[test]
fn all_faults_of_a_workbook_are_told_at_once_from_the_top_down() {
    let form = survey(
        "| relevant",
        &[
            "image | a | ¿A? |",
            "text | B | ¿B? |",
            "text | c | | ${nobody} = 1",
            "select_one lost | d | ¿D? |",
            "text | e | ¿E? | ${a} = 1",
        ],
    ) + "| choices |\n| | list_name | name | label |\n| | l | a b | A |\n";
    let rows: Vec<(String, u32)> = faults(&form)
        .into_iter()
        .map(|f| (f.place.sheet, f.place.row))
        .collect();
    let survey = |row| ("survey".to_owned(), row);
    assert_eq!(
        rows,
        [
            survey(2),
            survey(3),
            survey(4),
            survey(4),
            survey(5),
            survey(6),
            ("choices".to_owned(), 3 - 1)
        ]
    );
}

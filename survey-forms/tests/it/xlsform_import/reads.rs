//! What each construct of a form becomes.

use serde_json::{Value, json};
use survey_forms::About;

use super::{CHOICES, book, questionnaire, read, survey};

/// The question of a form of one row, as JSON, without its text.
fn question(more: &str, row: &str) -> Value {
    let form = survey(more, &["integer | years | ¿Años? |", row]) + CHOICES;
    let q = questionnaire(&form);
    let (_, question) = q.questions().nth(1).unwrap();
    let mut json = serde_json::to_value(question).unwrap();
    json.as_object_mut().unwrap().remove("text");
    json
}

#[test]
fn each_type_becomes_its_kind_of_answer() {
    let text = |form: &str| json!({"type": "text", "max": 80, "form": form});
    let number = |integer| json!({"type": "number", "min": -999_999_999.0, "max": 999_999_999.0, "unit": "", "integer": integer, "may_be_interval": false});
    let water = json!([
        {"code": "tap", "text": {"es": "La llave", "en": "La llave"}, "codes": {"region": "north"}},
        {"code": "well", "text": {"es": "Un pozo", "en": "Un pozo"}, "codes": {"region": "south"}},
    ]);
    let radio = json!([{"code": "radio", "text": {"es": "Radio", "en": "Radio"}}]);
    let cases = [
        ("text", json!({"type": "text", "max": 1000})),
        ("barcode", json!({"type": "text", "max": 1000})),
        ("integer", number(true)),
        ("int", number(true)),
        ("Decimal", number(false)),
        ("date", json!({"type": "date"})),
        ("dateTime", text("date_time")),
        ("time", text("time_of_day")),
        ("geopoint", text("point")),
        ("note", json!({"type": "note"})),
        (
            "select_one water",
            json!({"type": "choice", "options": water}),
        ),
        (
            "select one water",
            json!({"type": "choice", "options": water}),
        ),
        ("select_one yn", json!({"type": "yes_no"})),
        ("select_one yn_dk", json!({"type": "yes_no"})),
        (
            "select_multiple water",
            json!({"type": "choices", "options": water, "none_of_these": false}),
        ),
        (
            "select_multiple goods",
            json!({"type": "choices", "options": radio, "none_of_these": true}),
        ),
        (
            "acknowledge",
            json!({"type": "choice", "options": [{"code": "ok", "text": {"es": "De acuerdo", "en": "OK"}}]}),
        ),
        ("start", text("date_time")),
        ("end", text("date_time")),
        ("today", json!({"type": "date"})),
    ];
    for (kind, expected) in cases {
        assert_eq!(
            question("", &format!("{kind} | q | ¿Q?"))["kind"],
            expected,
            "{kind}"
        );
    }
    let by_device = |kind: &str| question("", &format!("{kind} | q | "))["by_device"].clone();
    assert_eq!(
        (by_device("start"), by_device("today")),
        (json!(true), json!(true))
    );
    let refusable = question("", "select_multiple goods | q | ¿Q?");
    assert_eq!(
        (&refusable["may_refuse"], &refusable["may_not_know"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(
        question("", "select_one yn_dk | q | ¿Q?")["may_not_know"],
        true
    );
}

#[test]
fn limits_are_read_from_constraints_that_state_them() {
    let limited =
        |kind: &str, test: &str| question("| constraint", &format!("{kind} | q | ¿Q? | {test}"));
    let range = |test: &str| {
        let q = limited("integer", test);
        let rest = q
            .get("constraint")
            .map(|c| c["test"].as_str().unwrap().to_owned());
        (
            q["kind"]["min"].as_f64().unwrap(),
            q["kind"]["max"].as_f64().unwrap(),
            rest,
        )
    };
    let most = 999_999_999.0;
    assert_eq!(range(". >= 0 and . <= 24"), (0.0, 24.0, None));
    assert_eq!(range("(. <= 24) and (.>=0)"), (0.0, 24.0, None));
    assert_eq!(range(". > 0 and . < 10"), (1.0, 9.0, None));
    assert_eq!(
        range(". >= 1 and . <= 9 and . != ${years}"),
        (1.0, 9.0, Some(". != ${years}".into()))
    );
    assert_eq!(
        range(". >= 1 or . = -5"),
        (-most, most, Some(". >= 1 or . = -5".into()))
    );
    assert_eq!(
        range(". <= ${years}"),
        (-most, most, Some(". <= ${years}".into()))
    );
    let day = limited("date", ". >= date('2000-01-31') and . <= today()");
    assert_eq!(
        (&day["kind"]["min"], &day["constraint"]["test"]),
        (&json!("2000-01-31"), &json!(". <= today()"))
    );
    assert_eq!(limited("text", "string-length(.) <= 12")["kind"]["max"], 12);
    assert_eq!(limited("decimal", ". > 0")["constraint"]["test"], ". > 0");
}

#[test]
fn the_other_columns_are_kept_with_the_question() {
    let columns = "| hint | guidance_hint | required | relevant | constraint | constraint_message | appearance";
    let q = question(
        columns,
        "text | q | ¿Q? | Lea despacio | Espere | yes | ${years} > 3 | regex(., '[a-z]+') | Sólo letras | multiline",
    );
    assert_eq!(q["help"]["es"], "Lea despacio\nEspere");
    assert_eq!(q["required"], true);
    assert_eq!(q["relevant"], "${years} > 3");
    assert_eq!(
        q["constraint"],
        json!({"test": "regex(., '[a-z]+')", "message": {"es": "Sólo letras", "en": "Sólo letras"}})
    );
    assert_eq!(q["appearance"], "multiline");
    let filtered = question(
        "| choice_filter",
        "select_one water | q | ¿Q? | region = 'north'",
    );
    assert_eq!(filtered["kind"]["filter"], "region = 'north'");
    let computed = question("| calculation", "calculate | q | | ${years} * 2");
    assert_eq!(
        computed["kind"],
        json!({"type": "calculated", "expression": "${years} * 2"})
    );
}

#[test]
fn headers_may_be_written_in_several_ways() {
    for (es, en) in [
        ("label::Español (es)", "label::English (en)"),
        ("label::es-MX", "Label::en"),
        ("label:Spanish", "label : English"),
        ("caption", "caption::English"),
        ("LABEL::ESPAÑOL", "label:: English (en)"),
    ] {
        let form = format!(
            "| survey |\n| | Command | Tag | {es} | {en} | Read only |\n| | text | q | Hola | Hello | no |\n"
        );
        let q = questionnaire(&form);
        let (_, question) = q.question("q").unwrap();
        assert_eq!(
            (question.text.es.as_str(), question.text.en.as_str()),
            ("Hola", "Hello"),
            "{es}"
        );
    }
}

#[test]
fn age_at_comes_back_from_what_other_programs_compute() {
    let form = survey(
        "| calculation",
        &[
            "date | birth | ¿Cuándo nació? |",
            "date | day | ¿Qué día? |",
            "calculate | years | | int((number(format-date(${day}, '%Y%m%d')) - number(format-date(${birth}, '%Y%m%d'))) div 10000)",
        ],
    );
    let q = questionnaire(&form);
    let (_, years) = q.question("years").unwrap();
    assert_eq!(
        years.kind.calculation().unwrap().source(),
        "age-at(${birth}, ${day})"
    );
}

/// Section code, about, relevance and its questions with theirs.
fn outline(form: &str) -> Vec<String> {
    let q = questionnaire(form);
    let sections = q.sections.iter().map(|section| {
        let asked = section.questions.iter().map(|q| match &q.relevant {
            Some(test) => format!("{} [{test}]", q.code),
            None => q.code.clone(),
        });
        let test = section
            .relevant
            .as_ref()
            .map(|t| format!(" [{t}]"))
            .unwrap_or_default();
        let about = serde_json::to_value(section.about).unwrap();
        format!(
            "{} {}{test}: {}",
            section.code,
            about.as_str().unwrap(),
            asked.collect::<Vec<_>>().join(", ")
        )
    });
    sections.collect()
}

#[test]
fn groups_with_a_label_are_sections_and_conditions_add_up() {
    let form = survey(
        "| relevant",
        &[
            "integer | a | ¿A? |",
            "begin_group | home | La casa | ${a} > 1 or ${a} = 0",
            "text | b | ¿B? |",
            "begin group | inner | | ${a} > 2",
            "text | c | ¿C? | ${b} != ''",
            "end group | | |",
            "begin_group | yard | El patio | ${a} > 3",
            "text | d | ¿D? |",
            "end_group | | |",
            "text | e | ¿E? |",
            "end_group | | |",
            "text | f | ¿F? |",
        ],
    );
    assert_eq!(
        outline(&form),
        [
            "part_1 household: a",
            "home household [${a} > 1 or ${a} = 0]: b, c [${a} > 2 and ${b} != '']",
            "yard household [(${a} > 1 or ${a} = 0) and ${a} > 3]: d",
            "home_2 household [${a} > 1 or ${a} = 0]: e",
            "part_2 household: f",
        ]
    );
}

#[test]
fn repeats_say_whom_a_section_is_about() {
    let form = survey(
        "| relevant | calculation",
        &[
            "begin_repeat | member | Persona | |",
            "integer | age_min | ¿Edad? | |",
            "calculate | age_max | | | ${age_min}",
            "begin_group | person | Sobre la persona | |",
            "text | alias | ¿Alias? | |",
            "end_group | | | |",
            "begin_group | school | La escuela | (${age_max} >= 5 and ${age_min} <= 17) and (${alias} != '') |",
            "text | level | ¿Nivel? | |",
            "begin_repeat | job | Actividad | |",
            "text | task | ¿Qué hace? | |",
            "end_repeat | | | |",
            "end_group | | | |",
            "end_repeat | | | |",
            "begin_repeat | visit | Visita | |",
            "text | result | ¿Resultado? | |",
            "end_repeat | | | |",
        ],
    );
    assert_eq!(
        outline(&form),
        [
            "member each_member: age_min, age_max",
            "person each_member: alias",
            "school each_child [${alias} != '']: level",
            "job each_job [${alias} != '']: task",
            "visit each_visit: result",
        ]
    );
    assert_eq!(questionnaire(&form).sections[3].about, About::EachJob);
}

#[test]
fn the_privacy_notice_and_the_introductions_come_from_marked_notes() {
    let form = survey(
        "| rayuela",
        &[
            "begin_group | privacy | Aviso | notice",
            "note | privacy_text | Sus datos se cuidan. | notice",
            "end_group | | |",
            "begin_group | home | La casa | kept=roster",
            "note | home_intro | Ahora, la casa. | derived intro",
            "text | q | ¿Q? | max=60 form=curp may_not_know by_device required",
            "select_one x | q_unknown | ¿Por qué? | derived",
            "end_group | | |",
        ],
    );
    let q = questionnaire(&form);
    assert_eq!(
        (q.notice.title.es.as_str(), q.notice.text.es.as_str()),
        ("Aviso", "Sus datos se cuidan.")
    );
    assert_eq!(q.sections.len(), 1);
    assert_eq!(q.sections[0].intro.as_ref().unwrap().es, "Ahora, la casa.");
    assert_eq!(serde_json::to_value(q.sections[0].kept).unwrap(), "roster");
    let (_, question) = q.question("q").unwrap();
    assert_eq!(
        serde_json::to_value(&question.kind).unwrap(),
        json!({"type": "text", "max": 60, "form": "curp"})
    );
    assert!(
        question.may_not_know && question.by_device && question.required && !question.may_refuse
    );
}

#[test]
fn an_answer_in_a_repeat_may_be_summed_from_outside() {
    let form = survey(
        "| calculation",
        &[
            "begin_repeat | member | Persona |",
            "integer | hours | ¿Horas? |",
            "end_repeat | | |",
            "calculate | total | | sum(${hours}) + count(${hours})",
        ],
    );
    assert!(read(&form).questionnaire.question("total").is_some());
}

#[test]
fn what_is_read_is_a_questionnaire_that_parses() {
    let form = survey(
        "| relevant",
        &["select_one yn | a | ¿A? |", "text | b | ¿B? | ${a} = 'yes'"],
    ) + CHOICES;
    let q = questionnaire(&form);
    let json = serde_json::to_string(&q).unwrap();
    assert_eq!(survey_forms::Questionnaire::parse(&json).unwrap(), q);
    assert_eq!(
        (q.id.as_str(), q.version.as_str(), q.title.es.as_str()),
        ("prueba", "1", "Prueba")
    );
    assert!(survey_forms::xlsform::import(&book(&form)).is_ok());
}

//! What is left out or put in with a finding, and does not keep a form from being used.

use super::{CHOICES, read, survey, told};

/// The findings of a form, but that its notice and its English are missing.
fn findings(form: &str) -> String {
    let mut all = read(form).findings;
    all.retain(|f| {
        !f.en.contains("privacy notice is missing") && !f.en.contains("missing in English")
    });
    told(&all)
}

#[test]
fn what_the_tablet_keeps_anyway_is_left_out() {
    for kind in ["deviceid", "username", "audit", "phonenumber"] {
        let form = survey("", &[&format!("{kind} | m | "), "text | q | ¿Q?"]);
        assert!(
            findings(&form).starts_with("survey, fila 2: «m» no se usa"),
            "{kind}"
        );
        assert!(read(&form).questionnaire.question("m").is_none());
    }
}

#[test]
fn columns_that_change_nothing_are_told_of_where_they_hold_something() {
    for (column, cell, words) in [
        ("default", "5", "ninguna respuesta viene escrita"),
        ("media::image::Español (es)", "a.png", "no muestra imágenes"),
        ("required_message", "Falta", "con sus propias palabras"),
        ("save_to", "p", "listas de entidades"),
        ("parameters", "randomize=true", "no se usan parámetros"),
        ("appearance", "w4", "no cambia nada"),
    ] {
        let rows = [
            format!("text | q | ¿Q? | {cell}"),
            "text | z | ¿Z? |".to_owned(),
        ];
        let form = survey(&format!("| {column}"), &[&rows[0], &rows[1]]);
        let found = findings(&form);
        assert!(
            found.starts_with(&format!("survey, fila 2, columna {column}: "))
                && found.contains(words),
            "{found}"
        );
        assert_eq!(found.lines().count(), 2, "{found}");
    }
    let form = survey("| remarks", &["text | q | ¿Q? | mine"]);
    assert!(
        findings(&form)
            .starts_with("survey, fila 1, columna remarks: esta columna no es de XLSForm")
    );
    let form = survey("| label::Tsotsil (tzo)", &["text | q | ¿Q? | K'usi"]);
    assert!(findings(&form).contains("sólo los textos en español y en inglés"));
}

#[test]
fn a_missing_translation_is_told_of_and_the_other_stands_for_it() {
    let form = "| survey |\n| | type | name | label::Español (es) | label::English (en) |\n| | text | q | Hola | Hello |\n| | text | r | Adiós | |\n";
    assert!(
        findings(form)
            .starts_with("survey, fila 3, columna label::English (en): falta el texto en inglés")
    );
    assert_eq!(
        read(form).questionnaire.question("r").unwrap().1.text.en,
        "Adiós"
    );
    // A column that is not there at all is told of once.
    let form = survey("", &["text | q | ¿Q?", "text | r | ¿R?"]);
    let all = told(&read(&form).findings);
    assert_eq!(
        all.matches("this column is missing in English").count(),
        2,
        "{all}"
    );
}

#[test]
fn options_that_say_why_there_is_no_answer_are_shown_in_our_words() {
    let choices = "| choices |\n| | list_name | name | label |\n| | w | tap | Llave |\n| | w | dont_know | Sepa la bola |\n";
    let found = findings(&(survey("", &["select_one w | q | ¿Q?"]) + choices));
    assert!(
        found.contains("la opción dont_know («Sepa la bola») se muestra como «No sabe»"),
        "{found}"
    );
    let choices =
        "| choices |\n| | list_name | name | label |\n| | w | yes | Acepto |\n| | w | no | No |\n";
    let found = findings(&(survey("", &["select_one w | q | ¿Q?"]) + choices));
    assert!(found.contains("«Acepto» se muestra como «Sí»"), "{found}");
}

#[test]
fn sheets_and_rows_that_are_not_read_are_told_of() {
    let form = survey(
        "| disabled",
        &["text | q | ¿Q? |", "image | off | ¿? | yes"],
    ) + CHOICES
        + "| entities |\n| | dataset |\n| | trees |\n";
    let found = findings(&form);
    assert!(
        found.contains("entities: esta hoja no se lee")
            && found.contains("survey, fila 3: «off» no se usa"),
        "{found}"
    );
}

#[test]
fn a_form_without_a_privacy_notice_takes_the_one_there_is() {
    let imported = read(&survey("", &["text | q | ¿Q?"]));
    assert!(told(&imported.findings).contains("falta el aviso de privacidad"));
    assert_eq!(
        imported.questionnaire.notice,
        survey_forms::Questionnaire::shipped().notice
    );
}

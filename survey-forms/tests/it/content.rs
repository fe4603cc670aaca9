//! What the shipped questionnaires must hold, block by block, and how they ask it.

use std::collections::BTreeSet;

use survey_forms::{
    ALL_SHIPPED, About, Answer, AnswerKey, Kind, Question, Questionnaire, TextForm, accept,
};

use crate::home::{CHILD, Home, day};

/// Codes by what they are asked for; each block must be whole.
const BLOCKS: [(&str, &str); 14] = [
    (
        "the door",
        "appointment_day appointment_hour appointment_with consent_way refusal_reason \
        interpreter knows_family who_hears school_week",
    ),
    (
        "the child's assent",
        "informant assent assent_hears assent_version assent_at",
    ),
    (
        "those who are away",
        "children_away children_away_count away1_age away1_sex away1_where \
        away1_with away1_why away3_why",
    ),
    (
        "identity",
        "curp curp_absent_reason documents afro_mexican birthplace years_in_mexico mother \
        father young_care",
    ),
    (
        "schooling",
        "literate attends_school school_level school_grade level_completed school_name \
        school_public school_shift",
    ),
    (
        "difficulties",
        "wg_seeing wg_hearing wg_walking wg_remembering wg_selfcare wg_communicating",
    ),
    (
        "adults' work",
        "adult_works adult_task_words adult_sector adult_idle labour_income \
        labour_income_band",
    ),
    (
        "support",
        "programmes programmes_words last_paid_beca_rita_cetina last_paid_other",
    ),
    (
        "the home",
        "bedrooms cooking_fuel assets income_band land land_hectares land_crops \
        land_crops_words harvest_move harvest_move_children",
    ),
    (
        "a child's jobs",
        "job_place_words job_pay_amount job_pay_period job_starts job_ends \
        job_hours_mon job_hours_sun job_exposures_words job_load_words job_farm_words if_stopped \
        why_works_words injury_kind injury_effect",
    ),
    (
        "the year",
        "months_worked year_task_words year_task moved_for_work",
    ),
    (
        "chores",
        "chores_kinds chores_hazards_words chores_other_whose chores_other_hours \
        lives_with_partner pregnancy",
    ),
    (
        "the address",
        "street_type street_name exterior_number interior_number settlement \
        between_street_1 between_street_2 street_behind postal_code location_description \
        telephone telephone_safe_time telephone_safe_person contact_again",
    ),
    (
        "the enumerator's own",
        "interview_quality observations worry worry_kinds worry_who \
        worry_urgency worry_told",
    ),
];

fn shipped() -> Questionnaire {
    Questionnaire::shipped()
}

fn options(question: &Question) -> Vec<&str> {
    let options = question.kind.options().iter();
    options.map(|option| option.code.as_str()).collect()
}

#[test]
fn every_block_of_a_local_survey_is_whole() {
    let q = shipped();
    for (block, codes) in BLOCKS {
        let missing: Vec<&str> = codes
            .split_whitespace()
            .filter(|code| q.question(code).is_none())
            .collect();
        assert!(missing.is_empty(), "{block}: {missing:?}");
    }
}

#[test]
fn difficulties_are_asked_in_six_questions_with_the_same_four_answers() {
    let q = shipped();
    let section = q.section("functioning").unwrap();
    assert_eq!(section.questions.len(), 6);
    for question in &section.questions {
        assert_eq!(options(question), ["none", "some", "a_lot", "cannot"]);
        let first = &question.kind.options()[0].text.es;
        assert_eq!(first, "No, ninguna dificultad");
        // A screening question before them would hide mild difficulties.
        assert!(question.relevant.is_none(), "{}", question.code);
    }
}

#[test]
fn bands_of_income_follow_each_other_without_gap_or_overlap() {
    let q = shipped();
    let (_, question) = q.question("labour_income_band").unwrap();
    let ends: Vec<(i64, i64)> = question
        .kind
        .options()
        .iter()
        .map(|option| {
            let (min, max) = option.codes["pesos"].split_once("..").unwrap();
            (min.parse().unwrap(), max.parse().unwrap())
        })
        .collect();
    assert_eq!(ends[0], (0, 0));
    for pair in ends.windows(2) {
        assert_eq!(pair[0].1 + 1, pair[1].0);
    }
}

#[test]
fn an_other_that_matters_is_followed_by_the_persons_words() {
    let q = shipped();
    for (question, words) in [
        ("job_place", "job_place_words"),
        ("job_exposures", "job_exposures_words"),
        ("job_load", "job_load_words"),
        ("job_farm_tasks", "job_farm_words"),
        ("why_works", "why_works_words"),
        ("school_absence_reason", "school_absence_words"),
        ("chores_hazards", "chores_hazards_words"),
        ("land_crops", "land_crops_words"),
        ("programmes", "programmes_words"),
    ] {
        let (_, asked) = q.question(question).unwrap();
        assert!(options(asked).contains(&"other"), "{question}");
        let (_, words) = q.question(words).unwrap();
        let condition = words.relevant.as_ref().unwrap();
        assert!(
            condition.literals_compared().contains(&(question, "other")),
            "{question}"
        );
        assert!(matches!(words.kind, Kind::Text { .. }));
    }
}

#[test]
fn what_was_done_in_the_year_has_the_codes_of_a_job() {
    let q = shipped();
    let of = |code: &str| q.question(code).unwrap().1.kind.clone();
    assert_eq!(of("year_task"), of("job_task"));
}

#[test]
fn a_worry_is_told_by_kinds_and_never_as_an_account() {
    for q in [shipped(), parsed("detection")] {
        let (section, worry) = q.question("worry").unwrap();
        assert_eq!(
            (section.about, &worry.kind),
            (About::Household, &Kind::YesNo)
        );
        for question in &section.questions {
            let longest = match question.kind {
                Kind::Text { max, .. } => max,
                _ => 0,
            };
            assert!(longest <= 40, "{} takes an account", question.code);
        }
        let (_, kinds) = q.question("worry_kinds").unwrap();
        for kind in [
            "sexual",
            "cannot_leave",
            "debt",
            "made_to_beg",
            "illicit",
            "armed",
            "alone",
        ] {
            assert!(options(kinds).contains(&kind), "{kind}");
        }
    }
}

#[test]
fn an_appointment_lies_ahead_and_what_is_told_lies_behind() {
    let home = Home::with_child();
    let accepts = |subject: &str, code: &str, on: &str| {
        let key = AnswerKey::new(subject, code);
        accept(&home.q, &home.answers, &key, &Answer::Date(day(on))).is_ok()
    };
    assert!(accepts("v0ddddd", "appointment_day", "2026-12-05"));
    assert!(accepts(CHILD, "last_paid_other", "2026-10-01"));
    assert!(!accepts(CHILD, "last_paid_other", "2026-12-05"));
}

fn parsed(id: &str) -> Questionnaire {
    let (_, json) = ALL_SHIPPED.into_iter().find(|(one, _)| *one == id).unwrap();
    Questionnaire::parse(json).unwrap()
}

#[test]
fn every_shipped_questionnaire_is_sound_and_another() {
    let all: BTreeSet<String> = ALL_SHIPPED
        .into_iter()
        .map(|(id, json)| {
            let q = Questionnaire::parse(json).unwrap_or_else(|fault| panic!("{id}: {fault}"));
            assert_eq!(q.id, id);
            q.content_id()
        })
        .collect();
    assert_eq!(all.len(), ALL_SHIPPED.len());
}

#[test]
fn the_interview_on_programmes_asks_what_a_mapping_of_services_needs() {
    let q = parsed("programmes");
    let needed = "definition_explained operating purpose target_population annual_goal \
        requirements roll_exists roll_sharing new_people places coordination_same \
        coordination_other spaces plans past_initiatives lessons other_contact";
    for code in needed.split_whitespace() {
        assert!(q.question(code).is_some(), "{code}");
    }
    let answers = survey_forms::Answers::default();
    assert_eq!(survey_forms::due(&q, &answers, "programme", "").len(), 0);
}

#[test]
fn a_detection_takes_two_minutes_and_no_name() {
    let q = parsed("detection");
    let asked = q.questions().filter(|(_, question)| !question.by_device);
    let always = asked
        .filter(|(_, question)| question.relevant.is_none())
        .count();
    // Six seconds a question, pressed while standing.
    assert!(always <= 20, "{always}");
    let names = ["given_names", "first_surname", "curp", "address"];
    assert!(names.iter().all(|code| q.question(code).is_none()));
    let (_, telephone) = q.question("telephone").unwrap();
    assert!(!telephone.required);
    let form = TextForm::Telephone;
    assert_eq!(telephone.kind, Kind::Text { max: 10, form });
}

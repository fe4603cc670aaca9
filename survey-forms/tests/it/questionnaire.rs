//! The shipped questionnaire as a text that people hear, and the ways in which one can be unsound.

use survey_forms::{About, Kind, Questionnaire, SHIPPED, Words};

/// Every code that other parts of the system read.
const CODES: &str = "area block dwelling_number address neighbourhood shares_dwelling_with \
    visit_result visit_at visit_note notice_version consent consent_by consent_at ref_date \
    interview_started interview_language telephone telephone_safe_time dwelling_class floor water \
    sanitation electricity income_band closing_result given_names first_surname second_surname sex \
    birth_date age age_event kinship curp left_household speaks_indigenous_language language \
    self_identifies_indigenous attends_school school_level school_grade school_public programmes \
    health_cover literate adult_works adult_sector informant basic_completed worked rescue had_job \
    absence_weeks absence_paid hours_regular hours_mon hours_tue hours_wed hours_thu hours_fri \
    hours_sat hours_sun hours_week_range max_hours_day_range authorisation medical_certificate \
    more_jobs chores_where chores_hours_mon chores_hours_sun chores_hazards asks_money_street \
    school_absence_reason why_works injury_by_work job_task_words job_business_words job_task \
    job_business job_place job_employer job_pay job_after_22 job_night_hours job_exposures job_load \
    job_farm_tasks job_own_use job_artistic worked_12_months";

fn all_shipped() -> Vec<Questionnaire> {
    let parsed = survey_forms::ALL_SHIPPED.map(|(_, json)| Questionnaire::parse(json).unwrap());
    parsed.into()
}

fn all_words(q: &Questionnaire) -> Vec<&Words> {
    let sections = q
        .sections
        .iter()
        .flat_map(|s| [Some(&s.title), s.intro.as_ref()]);
    let questions = q.questions().flat_map(|(_, question)| {
        let options = question
            .kind
            .options()
            .iter()
            .map(|option| Some(&option.text));
        [Some(&question.text), question.help.as_ref()]
            .into_iter()
            .chain(options)
    });
    sections.chain(questions).flatten().collect()
}

#[test]
fn every_code_that_others_read_is_asked() {
    let q = Questionnaire::shipped();
    let missing: Vec<&str> = CODES
        .split_whitespace()
        .filter(|code| q.question(code).is_none())
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_doorway_hears_no_word_of_child_labour_but_the_notice_names_it() {
    for q in all_shipped() {
        for words in all_words(&q) {
            let (es, en) = (words.es.to_lowercase(), words.en.to_lowercase());
            assert!(
                !es.contains("trabajo infantil") && !en.contains("child labour"),
                "{es}"
            );
        }
        assert!(q.notice.text.es.contains("trabajo infantil"), "{}", q.id);
        assert!(q.notice.text.en.contains("child labour"), "{}", q.id);
    }
}

#[test]
fn no_spanish_sentence_is_longer_than_twenty_words() {
    for q in all_shipped() {
        for words in all_words(&q).into_iter().chain([&q.notice.text]) {
            for sentence in words.es.split_inclusive(['.', '?', '!']) {
                assert!(sentence.split_whitespace().count() <= 20, "{sentence}");
            }
        }
    }
}

#[test]
fn spanish_and_english_are_different_texts() {
    let all = all_shipped();
    let names = [
        "INEA",
        "IMSS",
        "ISSSTE",
        "Otom",
        "Mam",
        "Ts",
        "Zoque",
        "Ch'ol",
        "Tojolabal",
        "Mazahua",
    ];
    for words in all.iter().flat_map(all_words) {
        let is_name = names.iter().any(|name| words.es.starts_with(name));
        assert!(
            words.es != words.en || is_name,
            "not translated: {}",
            words.es
        );
    }
}

#[test]
fn people_may_say_that_they_do_not_know_or_prefer_not_to_answer() {
    let q = Questionnaire::shipped();
    for (section, question) in q.questions() {
        let of_people = matches!(section.about, About::EachChild | About::EachJob);
        // What the enumerator says, and what a child agrees to.
        let own = ["informant", "assent", "assent_hears"].contains(&question.code.as_str());
        if of_people && !own && !question.by_device && question.kind.is_asked() {
            assert!(
                question.may_not_know && question.may_refuse,
                "{}",
                question.code
            );
        }
    }
}

#[test]
fn every_code_behind_an_option_is_long_enough_to_decide() {
    // Prefixes of the rule set's R3 and legal alerts, the edition's lists.
    let scian = "11 21 22 23 31 32 33 1141 2211 2212 3122 3211 324 325 3271 3272 3273 331 483 562 \
        7132 7224";
    let sinco = "53 6 71 72 76 81 82 83 91 92 95";
    let q = Questionnaire::shipped();
    for (question, name, listed) in [
        ("job_business", "scian", scian),
        ("job_task", "sinco", sinco),
    ] {
        for option in q.question(question).unwrap().1.kind.options() {
            let Some(code) = option.codes.get(name) else {
                assert_eq!(option.code, "other");
                continue;
            };
            for prefix in listed.split_whitespace() {
                let undecided = prefix.starts_with(code.as_str()) && prefix != code;
                assert!(
                    !undecided,
                    "{} {code} does not decide {prefix}",
                    option.code
                );
            }
        }
    }
}

#[test]
fn every_object_that_is_carried_has_its_weight() {
    let q = Questionnaire::shipped();
    for option in q.question("job_load").unwrap().1.kind.options() {
        let weight = option.codes.get("kg").map(String::as_str);
        let ends = weight.map(|kg| kg.split_once("..").unwrap_or((kg, kg)));
        let number = |text: &str| text.parse::<f64>().unwrap();
        match ends {
            Some((min, max)) => assert!(number(min) <= number(max), "{}", option.code),
            None => assert_eq!(option.code, "other"),
        }
    }
}

#[test]
fn places_exposures_and_hazards_are_words_of_the_rule_set() {
    let places = "bar boat construction_site dump field home_yard market_stall mine nightclub \
        office other_home restaurant road scaffold shop stage street_ambulant warehouse workshop \
        other";
    let exposures = "chemicals toxic_gases dust_smoke noise vibration radiation \
        humidity_extreme_temperature fire explosives electric_shock heights confined_space \
        heavy_machinery power_tools sharp_tools hazardous_waste biological dangerous_animals other";
    let hazards =
        "chemicals dangerous_equipment heavy_loads hot_objects injury night risky_place other";
    let tasks = "administrative chemicals heavy_vehicles machinery manual_field other";
    let q = Questionnaire::shipped();
    for (question, words) in [
        ("job_place", places),
        ("job_exposures", exposures),
        ("chores_hazards", hazards),
        ("job_farm_tasks", tasks),
        ("job_employer", "family non_family own_account"),
        ("job_pay", "none cash kind"),
    ] {
        let mut asked: Vec<&str> = q
            .question(question)
            .unwrap()
            .1
            .kind
            .options()
            .iter()
            .map(|o| o.code.as_str())
            .collect();
        let mut known: Vec<&str> = words.split_whitespace().collect();
        asked.sort_unstable();
        known.sort_unstable();
        assert_eq!(asked, known, "{question}");
    }
}

#[test]
fn every_stage_of_life_means_some_ages() {
    let q = Questionnaire::shipped();
    for option in q.question("age_event").unwrap().1.kind.options() {
        let answer = survey_forms::Answer::choice(option.code.as_str());
        assert!(survey_forms::age_said(&answer).is_some(), "{}", option.code);
    }
}

#[test]
fn lists_of_dangers_may_be_answered_with_none() {
    let q = Questionnaire::shipped();
    for code in ["rescue", "programmes", "job_exposures", "chores_hazards"] {
        let kind = &q.question(code).unwrap().1.kind;
        assert!(
            matches!(
                kind,
                Kind::Choices {
                    none_of_these: true,
                    ..
                }
            ),
            "{code}"
        );
    }
}

#[test]
fn the_same_questions_have_the_same_content_id_however_they_are_written() {
    let q = Questionnaire::shipped();
    let spread = serde_json::to_string_pretty(&serde_json::to_value(&q).unwrap()).unwrap();
    assert_eq!(
        Questionnaire::parse(&spread).unwrap().content_id(),
        q.content_id()
    );
    let changed = SHIPPED.replacen("¿Es mujer u hombre?", "¿Es hombre o mujer?", 1);
    assert_ne!(
        Questionnaire::parse(&changed).unwrap().content_id(),
        q.content_id()
    );
}

fn fault(from: &str, to: &str) -> String {
    assert!(SHIPPED.contains(from), "{from}");
    Questionnaire::parse(&SHIPPED.replacen(from, to, 1))
        .unwrap_err()
        .to_string()
}

#[test]
fn a_questionnaire_that_names_an_unknown_question() {
    let fault = fault("${hours_regular} = 'yes'", "${hours_regulr} = 'yes'");
    assert!(
        fault.contains("`hours_mon`") && fault.contains("`hours_regulr`"),
        "{fault}"
    );
    assert!(fault.contains("correct the name"), "{fault}");
}

#[test]
fn a_questionnaire_that_names_an_unknown_option() {
    let fault = fault("${job_load} = 'other'", "${job_load} = 'sofa'");
    assert!(
        fault.contains("`sofa`") && fault.contains("`job_load`"),
        "{fault}"
    );
}

#[test]
fn a_questionnaire_whose_questions_depend_on_each_other_in_a_circle() {
    let fault = fault("${birth_date} = ''", "${age_event} = ''");
    assert!(
        fault.contains("`age`") && fault.contains("`age_event`") && fault.contains("circle"),
        "{fault}"
    );
}

#[test]
fn an_expression_that_cannot_be_read_is_refused_with_its_column() {
    let fault = fault("${adult_works} = 'yes'", "${adult_works} == 'yes'");
    assert!(fault.contains("character 17"), "{fault}");
}

#[test]
fn a_questionnaire_with_a_repeated_or_unreadable_code() {
    assert!(fault(r#""code": "worked""#, r#""code": "rescue""#).contains("`rescue` stands twice"));
    assert!(fault(r#""code": "worked""#, r#""code": "Worked""#).contains("`Worked` is no code"));
}

#[test]
fn a_questionnaire_that_lacks_words_or_allows_nothing() {
    let wordless = fault("¿Hay luz eléctrica?", " ");
    assert!(wordless.contains("`electricity`"), "{wordless}");
    let empty = fault(r#""min": 0, "max": 52"#, r#""min": 53, "max": 52"#);
    assert!(empty.contains("`absence_weeks` allows nothing"), "{empty}");
    assert!(
        Questionnaire::parse("{")
            .unwrap_err()
            .to_string()
            .contains("not readable")
    );
}

#[test]
fn a_field_that_this_format_does_not_know_is_refused() {
    let fault = fault(r#""may_refuse": true"#, r#""may_refuze": true"#);
    assert!(fault.contains("may_refuze"), "{fault}");
}

//! Every category of Table 1 is reached from answers, and nothing unknown reaches one.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use survey_forms::{Answer, AnswerKey, KeptAnswers, Questionnaire};

use super::*;

const HEAD: &str = "m0rosaa";
const CHILD: &str = "m1juana";

/// A key that stands twice has two values kept.
fn kept(answers: &[(&str, Value)]) -> KeptAnswers {
    let q = Questionnaire::shipped();
    let mut kept = KeptAnswers::new();
    for (place, scalar) in answers {
        let key = AnswerKey::parse(place).unwrap_or_else(|| panic!("{place}"));
        let (_, question) = q
            .question(&key.code)
            .unwrap_or_else(|| panic!("no {place}"));
        let answer = Answer::from_scalar(&question.kind, scalar).unwrap();
        let fits = survey_forms::accept(&q, &survey_forms::Answers::default(), &key, &answer);
        assert!(fits.is_ok(), "{place}: {fits:?}");
        kept.entry(key).or_default().push(answer);
    }
    kept
}

/// Rosa, 40, who heads a home with Juana, 12; then whatever else is told.
pub(super) fn told(more: &[(&str, Value)]) -> Characteristics {
    let mut answers = vec![
        ("ref_date", json!("2024-11-17")),
        ("m0rosaa.kinship", json!("head")),
        ("m0rosaa.birth_date", json!("1984-05-01")),
        ("m1juana.kinship", json!("child")),
        ("m1juana.birth_date", json!("2012-03-01")),
    ];
    answers.retain(|(place, _)| !more.iter().any(|(other, _)| other == place));
    answers.extend_from_slice(more);
    of(&kept(&answers))
}

fn of(kept: &KeptAnswers) -> Characteristics {
    let roster: BTreeSet<&str> = kept
        .keys()
        .filter_map(|key| survey_forms::member_of(&key.subject))
        .collect();
    let roster: Vec<&str> = roster.into_iter().collect();
    let (q, prices) = (Questionnaire::shipped(), Prices::shipped().unwrap());
    characterise(&q, kept, &roster, CHILD, &prices)
}

/// Each list of answers leads to the category beside it, and together they fill all of them.
fn fills<C: Copy + PartialEq + std::fmt::Debug>(
    all: &[C],
    read: impl Fn(&Characteristics) -> Placed<C>,
    cases: &[(&[(&str, Value)], C)],
) {
    for (answers, category) in cases {
        assert_eq!(read(&told(answers)), Placed::In(*category), "{answers:?}");
    }
    for category in all {
        let filled = cases.iter().any(|(_, filled)| filled == category);
        assert!(filled, "{category:?} is never filled");
    }
}

fn of_head(code: &'static str, value: &str) -> [(&'static str, Value); 1] {
    [(code, json!(value))]
}

/// People of these kinships beside the head.
fn home_of(kinships: &[&str]) -> Characteristics {
    let mut kept = kept(&[("ref_date", json!("2024-11-17"))]);
    let all = ["head"].iter().chain(kinships);
    for (place, kinship) in all.enumerate() {
        let key = AnswerKey::new(format!("m{place}aaaaa"), "kinship");
        let answer = match *kinship {
            "?" => Answer::DontKnow,
            kinship => Answer::choice(kinship),
        };
        kept.insert(key, vec![answer]);
    }
    of(&kept)
}

#[test]
fn kinship_makes_the_class_of_a_household_in_both_schemes() {
    use {MunicipalClass as M, StateClass as S};
    let (alone, none) = (Placed::Outside, Placed::Unknown);
    for (kinships, state, municipal) in [
        (
            &["child"][..],
            Placed::In(S::HeadWithChildren),
            Placed::In(M::Nuclear),
        ),
        (&["spouse"], Placed::In(S::Couple), Placed::In(M::Nuclear)),
        (
            &["spouse", "child", "child"],
            Placed::In(S::Couple),
            Placed::In(M::Nuclear),
        ),
        (
            &["spouse", "child", "grandchild"],
            Placed::In(S::NonNuclear),
            Placed::In(M::Extended),
        ),
        (
            &["parent"],
            Placed::In(S::NonNuclear),
            Placed::In(M::Extended),
        ),
        (
            &["child", "no_kinship"],
            Placed::In(S::NonNuclear),
            Placed::In(M::Composite),
        ),
        (
            &["sibling", "no_kinship", "?"],
            Placed::In(S::NonNuclear),
            Placed::In(M::Composite),
        ),
        // Who lives in for work makes no other class.
        (
            &["child", "live_in_worker"],
            Placed::In(S::HeadWithChildren),
            Placed::In(M::Nuclear),
        ),
        (&["child", "?"], none, Placed::In(M::Unspecified)),
        (
            &["grandchild", "?"],
            Placed::In(S::NonNuclear),
            Placed::In(M::Unspecified),
        ),
        (&["head"], none, Placed::In(M::Unspecified)),
        (&[], Placed::In(S::NonNuclear), alone),
        (&["no_kinship"], Placed::In(S::NonNuclear), alone),
    ] {
        let home = home_of(kinships);
        assert_eq!(home.state.class, state, "{kinships:?}");
        assert_eq!(home.municipal.class, municipal, "{kinships:?}");
    }
}

#[test]
fn people_are_counted_into_the_bands_of_both_schemes() {
    use {MunicipalSize as M, StateSize as S};
    for (others, state, municipal) in [
        (1, S::UpTo3, M::UpTo2),
        (2, S::UpTo3, M::From3To4),
        (3, S::From4To5, M::From3To4),
        (4, S::From4To5, M::From5To6),
        (5, S::Over5, M::From5To6),
        (6, S::Over5, M::From7),
        (9, S::Over5, M::From7),
    ] {
        let home = home_of(&vec!["child"; others]);
        assert_eq!(home.state.size, Placed::In(state), "{others}");
        assert_eq!(home.municipal.size, Placed::In(municipal), "{others}");
    }
    let served = home_of(&["child", "child", "live_in_worker"]);
    assert_eq!(served.state.size, Placed::In(S::UpTo3));
    // Three or four people: of one band in one scheme, of two in the other.
    let unsure = home_of(&["child", "child", "?"]);
    assert_eq!(unsure.state.size, Placed::Unknown);
    assert_eq!(unsure.municipal.size, Placed::In(M::From3To4));
}

#[test]
fn every_category_of_the_place_and_the_child_is_filled() {
    let area = |key: &str| [("area", json!(key))];
    fills(
        Locality::ALL,
        |told| told.state.locality,
        &[
            (&area("ageb:0710100010363"), Locality::Urban),
            (&area("rural_ageb:071010363"), Locality::Rural),
        ],
    );
    fills(
        Sex::ALL,
        |told| told.municipal.sex,
        &[
            (&[("m1juana.sex", json!("woman"))], Sex::Woman),
            (&[("m1juana.sex", json!("man"))], Sex::Man),
        ],
    );
    let born = |day: &str| [("m1juana.birth_date", json!(day))];
    fills(
        AgeGroup::ALL,
        |told| told.state.age,
        &[
            (&born("2019-11-17"), AgeGroup::From5To14),
            (&born("2009-11-18"), AgeGroup::From5To14),
            (&born("2009-11-17"), AgeGroup::From15To17),
        ],
    );
    let attends = |yes: bool| [("m1juana.attends_school", json!(yes))];
    fills(
        Attendance::ALL,
        |told| told.state.attendance,
        &[
            (&attends(true), Attendance::Attends),
            (&attends(false), Attendance::DoesNotAttend),
        ],
    );
    let speaks = |yes: bool| [("m1juana.speaks_indigenous_language", json!(yes))];
    fills(
        IndigenousLanguage::ALL,
        |told| told.municipal.indigenous_language,
        &[
            (&speaks(true), IndigenousLanguage::Speaks),
            (&speaks(false), IndigenousLanguage::DoesNotSpeak),
        ],
    );
}

#[test]
fn every_category_of_the_head_is_filled() {
    fills(
        Sex::ALL,
        |told| told.state.head_sex,
        &[
            (&of_head("m0rosaa.sex", "woman"), Sex::Woman),
            (&of_head("m0rosaa.sex", "man"), Sex::Man),
        ],
    );
    let idle = |did: &str| {
        [
            ("m0rosaa.adult_works", json!(false)),
            ("m0rosaa.adult_idle", json!(did)),
        ]
    };
    fills(
        Occupation::ALL,
        |told| told.state.head_occupation,
        &[
            (
                &[("m0rosaa.adult_works", json!(true))],
                Occupation::Employed,
            ),
            (&idle("away_from_job"), Occupation::Employed),
            (&idle("seeking"), Occupation::NotEmployed),
        ],
    );
    let works_in = |sector: &str| {
        [
            ("m0rosaa.adult_works", json!(true)),
            ("m0rosaa.adult_sector", json!(sector)),
        ]
    };
    fills(
        Sector::ALL,
        |told| told.municipal.head_sector,
        &[
            (&works_in("agriculture"), Sector::Agriculture),
            (&works_in("industry"), Sector::Industry),
            (&works_in("commerce"), Sector::Services),
            (&works_in("services"), Sector::Services),
        ],
    );
    let without = told(&idle("home"));
    assert_eq!(without.municipal.head_sector, Placed::Outside);
    fills(
        Health::ALL,
        |told| told.municipal.head_health,
        &[
            (
                &of_head("m0rosaa.health_cover", "imss_bienestar"),
                Health::SeguroPopular,
            ),
            (&of_head("m0rosaa.health_cover", "imss"), Health::OtherCover),
            (&of_head("m0rosaa.health_cover", "none"), Health::NoCover),
        ],
    );
}

#[test]
fn schooling_is_what_was_finished_in_one_scheme_and_what_was_reached_in_the_other() {
    use {MunicipalSchooling as M, StateSchooling as S};
    for (level, grade, finished, state, municipal) in [
        ("none", None, None, S::BelowPrimary, M::UpToPrimary),
        (
            "primary",
            Some(4),
            Some(false),
            S::BelowPrimary,
            M::UpToPrimary,
        ),
        ("primary", Some(6), Some(true), S::Primary, M::UpToPrimary),
        ("secondary", Some(2), Some(false), S::Primary, M::Secondary),
        (
            "secondary",
            Some(3),
            Some(true),
            S::SecondaryOrMore,
            M::Secondary,
        ),
        (
            "upper_secondary",
            Some(1),
            Some(false),
            S::SecondaryOrMore,
            M::UpperSecondaryOrMore,
        ),
        (
            "university",
            None,
            None,
            S::SecondaryOrMore,
            M::UpperSecondaryOrMore,
        ),
    ] {
        for person in [HEAD, CHILD] {
            let place = |code: &str| format!("{person}.{code}");
            let (of_level, of_grade, of_end) = (
                place("school_level"),
                place("school_grade"),
                place("level_completed"),
            );
            let mut answers = vec![(of_level.as_str(), json!(level))];
            answers.extend(grade.map(|grade| (of_grade.as_str(), json!(grade))));
            answers.extend(finished.map(|finished| (of_end.as_str(), json!(finished))));
            let told = told(&answers);
            let (by_state, by_town) = if person == HEAD {
                (told.state.head_schooling, told.municipal.head_schooling)
            } else {
                (told.state.schooling, told.municipal.schooling)
            };
            assert_eq!(by_state, Placed::In(state), "{person} {level} {grade:?}");
            assert_eq!(by_town, Placed::In(municipal), "{person} {level} {grade:?}");
        }
    }
}

#[test]
fn a_level_is_taken_as_finished_by_the_last_grade_where_nobody_said_so() {
    let of_primary = |person: &str, grade: i32, attends: Option<bool>| {
        let place = |code: &str| format!("{person}.{code}");
        let places = [
            place("school_level"),
            place("school_grade"),
            place("attends_school"),
        ];
        let mut answers = vec![
            (places[0].as_str(), json!("primary")),
            (places[1].as_str(), json!(grade)),
        ];
        answers.extend(attends.map(|yes| (places[2].as_str(), json!(yes))));
        let told = told(&answers);
        if person == HEAD {
            told.state.head_schooling
        } else {
            told.state.schooling
        }
    };
    // Over 29 nobody was asked whether she attends.
    assert_eq!(
        of_primary(HEAD, 6, None),
        Placed::In(StateSchooling::Primary)
    );
    assert_eq!(
        of_primary(HEAD, 5, None),
        Placed::In(StateSchooling::BelowPrimary)
    );
    assert_eq!(
        of_primary(CHILD, 6, Some(true)),
        Placed::In(StateSchooling::BelowPrimary)
    );
    assert_eq!(
        of_primary(CHILD, 6, Some(false)),
        Placed::In(StateSchooling::Primary)
    );
    assert_eq!(of_primary(CHILD, 6, None), Placed::Unknown);
}

#[test]
fn support_is_of_anyone_in_the_household_and_a_scholarship_goes_first() {
    use {MunicipalSupport as M, StateSupport as S};
    let told_of = |head: &str, child: &str| {
        told(&[
            ("m0rosaa.programmes", json!(head)),
            ("m1juana.programmes", json!(child)),
        ])
    };
    for (head, child, state, municipal) in [
        (
            "pension_disability",
            "beca_rita_cetina",
            S::Scholarship,
            M::With,
        ),
        ("!dont_know", "other_scholarship", S::Scholarship, M::With),
        ("municipal", "", S::OtherProgramme, M::With),
        ("", "", S::NoSupport, M::Without),
    ] {
        let told = told_of(head, child);
        assert_eq!(told.state.support, Placed::In(state), "{head}, {child}");
        assert_eq!(
            told.municipal.support,
            Placed::In(municipal),
            "{head}, {child}"
        );
    }
    assert_eq!(told_of("!refused", "").state.support, Placed::Unknown);
    assert_eq!(told_of("!refused", "").municipal.support, Placed::Unknown);
}

#[test]
fn of_a_household_that_told_nothing_nothing_is_placed() {
    let told = of(&kept(&[("m1juana.sex", json!("!refused"))]));
    let lines = serde_json::to_value(told).unwrap();
    for line in ["state", "municipal"] {
        for (name, placed) in lines[line].as_object().unwrap() {
            // The table itself has a category for a household whose kinship is not told.
            let is_class = line == "municipal" && name == "class";
            let one_person = name == "size";
            let unknown = placed == "unknown" || is_class || one_person;
            assert!(unknown, "{line}.{name}: {placed}");
        }
    }
    assert_eq!(told.prices_of, None);
}

#[test]
fn two_tablets_that_differ_place_nobody() {
    let told = told(&[
        ("m1juana.sex", json!("woman")),
        ("m1juana.sex", json!("man")),
        ("m0rosaa.health_cover", json!("imss")),
        ("m0rosaa.health_cover", json!("none")),
    ]);
    assert_eq!(told.state.sex, Placed::Unknown);
    assert_eq!(told.municipal.head_health, Placed::Unknown);
}

#[test]
fn a_sex_that_the_table_does_not_have_is_outside_of_it() {
    let told = told(&[("m1juana.sex", json!("x"))]);
    assert_eq!(told.state.sex, Placed::Outside);
}

#[test]
fn the_keys_are_those_of_the_table() {
    let keys = |all: &[u8]| assert_eq!(all, (1..=all.len() as u8).collect::<Vec<u8>>());
    keys(
        &StateClass::ALL
            .iter()
            .map(|one| *one as u8)
            .collect::<Vec<_>>(),
    );
    keys(
        &MunicipalClass::ALL
            .iter()
            .map(|one| *one as u8)
            .collect::<Vec<_>>(),
    );
    keys(&Income::ALL.iter().map(|one| *one as u8).collect::<Vec<_>>());
    assert_eq!(
        (
            StateClass::NonNuclear as u8,
            MunicipalClass::Unspecified as u8
        ),
        (3, 4)
    );
}

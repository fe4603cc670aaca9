//! Where sections and questions go in the sheets.

use survey_forms::sheets::Workbook;
use survey_forms::{Expr, Kind, Questionnaire, xlsform};

use super::{cell, outline, sample, survey};

fn exported() -> Workbook {
    xlsform::export(&sample())
}

#[track_caller]
fn check(name: &str, header: &str, expected: &str) {
    assert_eq!(
        cell(survey(&exported()), name, header),
        expected,
        "{name}, {header}"
    );
}

#[test]
fn everything_about_people_stands_in_one_repeat() {
    let expected = "\
visit*
  visit_group/
    visit_at
privacy_notice/
  privacy_notice_text
consent_group/
  consent_intro
  ref_date
  consent
  thanks
member*
  roster/
    given_names
    given_names_unknown
    birth_date
    birth_date_unknown
    curp
    age
    age_unknown
    age_from
    age_to
    age_min
    age_max
    yes_no
  child/
    more_jobs
    more_jobs_unknown
  jobs/
    job_count
    job*
      job_group/
        task
        job_place
        job_place_unknown
        kg
        kg_unknown
        kg_from
        kg_to
      job_end/
        job_pay
  rest/
    sleeps
dwelling/
  people
  telephone
  telephone_unknown
  opens
  opens_unknown
  place
  rooms
";
    assert_eq!(outline(survey(&exported())), expected);
}

#[test]
fn each_kind_of_question_has_its_type() {
    for (name, expected) in [
        ("visit_at", "dateTime"),
        ("ref_date", "date"),
        ("consent", "select_one yes_no"),
        ("sleeps", "select_one yes_no_dk_ref"),
        ("yes_no", "select_one yes_no_2"),
        ("task", "select_multiple task"),
        ("given_names", "text"),
        ("opens", "time"),
        ("place", "geopoint"),
        ("age", "integer"),
        ("kg", "decimal"),
        ("thanks", "note"),
        ("people", "calculate"),
        ("age_unknown", "select_one unknown_dk_ref_range"),
    ] {
        check(name, "type", expected);
    }
}

#[test]
fn what_a_kind_allows_stands_in_the_constraint() {
    for (name, expected) in [
        ("age", ". >= 0 and . <= 120"),
        ("age_to", ". >= 0 and . <= 120 and (. >= ${age_from})"),
        (
            "rooms",
            ". >= 0.5 and . <= 20 and (. <= ${people} or . < 10)",
        ),
        ("birth_date", ". >= date('1900-01-01')"),
        (
            "ref_date",
            ". >= date('2020-01-01') and . <= date('2030-12-31')",
        ),
        ("given_names", "string-length(.) <= 60"),
        ("telephone", "regex(., '^[0-9]{10}$')"),
        (
            "task",
            "not((selected(., 'none') or selected(., 'dont_know') or selected(., 'refused')) \
             and count-selected(.) > 1)",
        ),
        ("consent", ""),
        ("opens", ""),
    ] {
        check(name, "constraint", expected);
    }
    check(
        "age",
        "constraint_message::Español (es)",
        "Escriba un número entre 0 y 120.",
    );
    check(
        "rooms",
        "constraint_message::English (en)",
        "Those are many.",
    );
}

#[test]
fn a_missing_value_is_followed_by_why() {
    check(
        "age_unknown",
        "relevant",
        "${age} = '' and (${birth_date} = '')",
    );
    check("given_names_unknown", "relevant", "${given_names} = ''");
    check("age_from", "relevant", "${age_unknown} = 'range'");
    for (name, required) in [
        ("age", ""),
        ("age_unknown", "yes"),
        ("age_from", "yes"),
        ("birth_date_unknown", ""),
        ("rooms", "yes"),
        ("consent", "yes"),
        ("visit_at", ""),
    ] {
        check(name, "required", required);
    }
}

#[test]
fn ages_are_counted_without_our_own_function() {
    let age = "int((number(format-date(${ref_date}, '%Y%m%d')) \
               - number(format-date(${birth_date}, '%Y%m%d'))) div 10000)";
    let expected = format!("if(${{birth_date}} != '', {age}, coalesce(${{age}}, ${{age_from}}))");
    check("age_min", "calculation", &expected);
    let book = xlsform::export(&Questionnaire::shipped());
    let cells = book.sheets.iter().flat_map(|sheet| &sheet.rows);
    let mut texts = cells.flat_map(|row| &row.cells).map(|cell| &cell.text);
    assert!(texts.all(|text| !text.contains("age-at(")));
}

#[test]
fn only_calls_of_the_age_are_written_out() {
    let age = |day: &str, birth: &str| {
        let digits = |day: &str| format!("number(format-date({day}, '%Y%m%d'))");
        format!("int(({} - {}) div 10000)", digits(day), digits(birth))
    };
    let (born, day) = ("${birth_date}", "${ref_date}");
    let plain = age(day, born);
    for (source, expected) in [
        ("age-at(${birth_date}, ${ref_date})", plain.clone()),
        (
            "1 +age-at(${birth_date},${ref_date})",
            format!("1 +{plain}"),
        ),
        (
            "age-at(date('2000-01-01'), if(1 = 1, ${ref_date}, ${birth_date}))",
            age(
                "if(1 = 1, ${ref_date}, ${birth_date})",
                "date('2000-01-01')",
            ),
        ),
        (
            "concat('age-at(1, 2)', age-at(${birth_date}, ${ref_date}))",
            format!("concat('age-at(1, 2)', {plain})"),
        ),
        ("concat('ñ', \"it's\")", "concat('ñ', \"it's\")".to_owned()),
    ] {
        let mut q = sample();
        let expression = Expr::parse(source).unwrap();
        q.sections[3].questions[0].kind = Kind::Calculated { expression };
        let book = xlsform::export(&q);
        assert_eq!(
            cell(survey(&book), "people", "calculation"),
            expected,
            "{source}"
        );
    }
}

#[test]
fn who_is_asked_stands_in_the_relevance_of_groups() {
    let child = "(${age_max} >= 5 and ${age_min} <= 17)";
    check(
        "child",
        "relevant",
        &format!("{child} and (${{consent}} = 'yes')"),
    );
    check("rest", "relevant", child);
    // One of the sections about jobs asks about them: the group around them can't.
    check("jobs", "relevant", child);
    check("job_end", "relevant", "${sleeps} != 'no'");
    check(
        "job_count",
        "calculation",
        "if(${more_jobs} = '', 1, ${more_jobs})",
    );
    check("job", "repeat_count", "${job_count}");
}

#[test]
fn what_xlsform_has_no_column_for_stands_in_ours() {
    for (name, expected) in [
        ("roster", "about=each_member kept=roster"),
        ("consent_group", "about=household kept=round code=consent"),
        (
            "age",
            "unit=years may_be_interval may_not_know may_refuse required",
        ),
        ("visit_at", "max=40 by_device required"),
        ("curp", "max=18 form=curp"),
        ("task", "none_of_these may_not_know may_refuse"),
        ("age_unknown", "derived"),
        ("consent_intro", "derived intro"),
        ("privacy_notice", "notice"),
        ("member", "derived"),
    ] {
        check(name, "rayuela", expected);
    }
    let settings = exported();
    let row = &settings.sheet("settings").unwrap().rows[1];
    assert_eq!(
        row.cells.last().unwrap().text,
        "title_en=\"A \"\"survey\"\" of a household\" \
         order=\"visit consent roster dwelling child job rest job_end\""
    );
}

#[test]
fn options_carry_what_stands_behind_them() {
    let book = exported();
    let choices = book.sheet("choices").unwrap();
    assert_eq!(cell(choices, "A1", "kg"), "1..4");
    assert_eq!(cell(choices, "A1", "grupo"), "a");
    assert_eq!(cell(choices, "A1", "rayuela"), "codes.label=\"x y\"");
    assert_eq!(cell(choices, "carries", "least"), "12");
    let heads = &choices.rows[0].cells;
    assert_eq!(
        heads
            .iter()
            .filter(|head| head.text.starts_with("label"))
            .count(),
        2
    );
    check(
        "task",
        "choice_filter",
        "selected('none dont_know refused', name) or (least <= ${age_max} and ${job_place} != '')",
    );
}

#[test]
fn jobs_are_asked_of_those_who_have_any() {
    let test = |q: &Questionnaire| cell(survey(&xlsform::export(q)), "jobs", "relevant");
    let child = "(${age_max} >= 5 and ${age_min} <= 17)";
    let shipped = Questionnaire::shipped();
    let (section, _) = shipped.question("job_task").unwrap();
    let asked = section.relevant.as_ref().unwrap().source();
    assert!(asked.contains("${has_work} = 'yes'"));
    assert_eq!(test(&shipped), format!("{child} and ({asked})"));
    let mut q = sample();
    q.sections.last_mut().unwrap().relevant = Some(Expr::parse("${age_min} > 9").unwrap());
    let either = "(${consent} = 'yes') or (${age_min} > 9)";
    assert_eq!(test(&q), format!("{child} and ({either})"));
    q.sections.last_mut().unwrap().relevant = None;
    assert_eq!(test(&q), child);
}

#[test]
fn without_sections_or_ages_the_notice_still_stands() {
    let mut q = sample();
    q.sections.retain(|section| section.code == "rest");
    q.sections[0].questions[0].relevant = None;
    let expected = "privacy_notice/\n  privacy_notice_text\nmember*\n  rest/\n    sleeps\n";
    let book = xlsform::export(&q);
    assert_eq!(outline(survey(&book)), expected);
    assert_eq!(cell(survey(&book), "rest", "relevant"), "");
    q.sections.clear();
    let book = xlsform::export(&q);
    assert_eq!(
        outline(survey(&book)),
        "privacy_notice/\n  privacy_notice_text\n"
    );
}

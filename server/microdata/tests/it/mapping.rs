//! What is wrong with a mapping is named: its file, the place in it, and what was expected.

use microdata::{Mapping, Wrong};

/// A small good mapping; each test makes one thing of it wrong.
const GOOD: &str = "id = 'own'
verified = true
ref_date = '2026-03-01'
child = 'ID'
[[tables]]
name = 'people'
format = 'csv'
key = ['ID']
[[tables]]
name = 'work'
format = 'dbf'
key = ['ID']
[facts]
age = { column = 'EDAD', unknown = ['99'] }
'work.status' = { column = 'T', codes = { '1' = 'worked', '2' = 'none' }, unknown = ['9'] }
'work.jobs[0].exposures' = { each = [{ column = 'work.R1', is = 'noise' }], yes = ['1'], no = ['2'] }
'chores.hours_week' = { sum = ['L', 'M'] }
[by]
sex = { column = 'SEXO', codes = { '1' = 'male', '2' = 'female' } }
";

/// What is said of the mapping with one part of it replaced.
fn wrong(part: &str, by: &str) -> String {
    assert!(GOOD.contains(part), "{part} is no part of it");
    let text = GOOD.replace(part, by);
    let fault = Mapping::read("own.toml", &text).expect_err("a fault");
    assert!(fault.es().starts_with("mapeo own.toml"), "{}", fault.es());
    let said = fault.to_string();
    said.strip_prefix("mapping own.toml")
        .expect("its file")
        .to_owned()
}

#[test]
fn a_good_mapping_is_read() {
    let mapping = Mapping::read("own.toml", GOOD).unwrap();
    assert_eq!(mapping.tables().collect::<Vec<_>>(), ["people", "work"]);
}

#[test]
fn a_fact_that_does_not_exist_is_named_with_those_that_are_near() {
    assert_eq!(
        wrong("'work.status'", "'work.stats'"),
        ", facts.\"work.stats\": there is no such fact; near: work.status, work.sunday, age"
    );
    assert!(wrong("jobs[0].exposures", "jobs[0].risks").contains("there is no such fact"));
    assert!(wrong("jobs[0].exposures", "jobs[x].exposures").contains("there is no such fact"));
}

#[test]
fn a_code_with_two_meanings_is_named() {
    let expected = ", facts.\"work.status\": the code \"2\" has two meanings; leave one";
    assert_eq!(wrong("unknown = ['9']", "unknown = ['2']"), expected);
    assert_eq!(wrong("unknown = ['9']", "pass = ['2']"), expected);
    let bands = "bands = [{ from = 0, to = 2, is = 'absent' }]";
    assert!(wrong("unknown = ['9']", bands).contains("the code \"1\" has two meanings"));
    let bands = "bands = [{ from = 3, to = 5, is = 'absent' }, { from = 5, to = 7, is = 'none' }]";
    assert!(wrong("unknown = ['9']", bands).contains("the code \"5 – 7\" has two meanings"));
    let listed_twice = wrong("'2' = 'none' }", "'1' = 'none' }");
    assert!(
        listed_twice.starts_with(": line 15: not understood: duplicate key"),
        "{listed_twice}"
    );
    assert!(wrong("no = ['2']", "no = ['1']").contains("the code \"1\" has two meanings"));
}

#[test]
fn leading_zeros_that_are_ignored_make_two_codes_one() {
    let two = GOOD.replace("unknown = ['9']", "unknown = ['02']");
    assert!(Mapping::read("own.toml", &two).is_ok());
    let one = two.replace("child = 'ID'", "child = 'ID'\nleading_zeros = 'ignore'");
    let said = Mapping::read("own.toml", &one).unwrap_err().to_string();
    assert!(
        said.ends_with("the code \"02\" has two meanings; leave one"),
        "{said}"
    );
}

#[test]
fn a_value_of_the_wrong_type_is_named_with_what_was_expected() {
    assert_eq!(
        wrong("'1' = 'worked'", "'1' = 'working'"),
        ", facts.\"work.status\".codes.1: expected one of these words: none, worked, absent"
    );
    assert!(
        wrong("is = 'noise'", "is = 3")
            .contains("expected one of these words, or a list of them: chemicals")
    );
    let hours = "{ column = 'L', codes = { '1' = { min = 5, max = 1 } } }";
    assert!(
        wrong("{ sum = ['L', 'M'] }", hours)
            .contains("expected a number, or an interval with min or over and with max or under")
    );
    assert!(
        wrong("'1' = 'male'", "'1' = 'boy'").contains("expected one of these words: female, male")
    );
}

#[test]
fn a_fact_is_given_in_exactly_one_way() {
    let forms = "expected exactly one of column, first, sum, longest, each";
    for given in [
        "{ sum = ['L'], column = 'M' }",
        "{}",
        "3",
        "{ sum = [] }",
        "{ first = [] }",
    ] {
        let said = wrong("{ sum = ['L', 'M'] }", given);
        assert!(said.ends_with(forms), "{said}");
    }
    let said = wrong(
        "{ sum = ['L', 'M'] }",
        "{ each = [{ column = 'L', is = 'noise' }], yes = [], no = [] }",
    );
    assert!(said.ends_with("each is of no use for this fact"), "{said}");
    let said = wrong(
        "codes = { '1' = 'worked', '2' = 'none' }, unknown = ['9']",
        "number = true",
    );
    assert!(said.contains("codes are missing"), "{said}");
    let said = wrong("{ sum = ['L', 'M'] }", "{ column = 'L', colour = 'red' }");
    assert!(said.contains("unknown field `colour`"), "{said}");
}

#[test]
fn a_word_or_yes_no_needs_its_codes() {
    let said = wrong(
        "'work.status' = { column = 'T', codes = { '1' = 'worked', '2' = 'none' }, unknown = ['9'] }",
        "'school.attends' = 'T'",
    );
    assert_eq!(
        said,
        ", facts.\"school.attends\": codes are missing: say what each code means, or words = true"
    );
}

#[test]
fn tables_are_checked_for_name_key_and_format() {
    let said = wrong("name = 'work'", "name = 'people'");
    assert_eq!(said, ", tables.people: the table people is there twice");
    let said = wrong("format = 'dbf'\nkey = ['ID']", "format = 'dbf'");
    assert!(
        said.starts_with(", tables.work: the key of work has 0 columns and the first table's 1"),
        "{said}"
    );
    let said = wrong("format = 'dbf'", "format = 'dbf'\ndelimiter = ';'");
    assert_eq!(
        said,
        ", tables.work: delimiter does not belong to this table format"
    );
    let said = wrong("format = 'dbf'", "format = 'xlsx'");
    assert!(
        said.starts_with(": line 11: not understood: unknown variant `xlsx`"),
        "{said}"
    );
    let none = Mapping::read(
        "own.toml",
        "id='x'\nverified=true\nref_date='2026-01-01'\ntables=[]\n[facts]",
    );
    assert_eq!(none.unwrap_err().wrong, Wrong::NoTables);
}

#[test]
fn a_table_that_is_not_listed_is_no_table() {
    let said = wrong("'work.R1'", "'wrok.R1'");
    assert!(
        said.ends_with("there is no table wrok; there are: people, work"),
        "{said}"
    );
}

#[test]
fn the_reference_date_is_required_and_must_exist() {
    let said = wrong("ref_date = '2026-03-01'", "");
    assert!(said.contains("missing field `ref_date`"), "{said}");
    let said = wrong("'2026-03-01'", "'2026-02-30'");
    assert_eq!(
        said,
        ", ref_date: \"2026-02-30\" is not a date that exists, written YYYY-MM-DD"
    );
}

#[test]
fn the_design_is_whole_or_a_census() {
    for design in ["weight = 'F'", "census = true\nweight = 'F'", ""] {
        let text = format!("{GOOD}\n[design]\n{design}\n");
        assert_eq!(
            Mapping::read("own.toml", &text).unwrap_err().wrong,
            Wrong::Design
        );
    }
}

#[test]
fn a_second_job_needs_to_be_said_to_exist() {
    let said = wrong("'work.jobs[0].exposures'", "'work.jobs[1].exposures'");
    assert_eq!(
        said,
        ", facts: work.jobs[1] needs work.jobs[1].exists and the jobs before it"
    );
}

#[test]
fn published_codes_and_wage_facts_have_fixed_names() {
    for (table, near) in [
        ("published", "cti, occupation, chores"),
        ("wage", "wage_earner, medical_services"),
    ] {
        let text = format!("{GOOD}\n[{table}]\nother = 'X'\n");
        let said = Mapping::read("own.toml", &text).unwrap_err().to_string();
        assert!(
            said.ends_with(&format!("there is no such fact; near: {near}")),
            "{said}"
        );
    }
}

#[test]
fn every_shipped_mapping_is_good() {
    for id in Mapping::shipped_ids() {
        let mapping = Mapping::shipped(id)
            .unwrap()
            .unwrap_or_else(|fault| panic!("{fault}"));
        assert_eq!(mapping.id(), id);
    }
    assert!(Mapping::shipped("another").is_none());
}

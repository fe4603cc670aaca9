//! Rows that are refused: the message names table, row, column, value and what was expected,
//! and every good row is read.

use crate::with::{Tables, facts, one_table};

const CSV: &str = "format = 'csv'";

/// The refusals of a small table, in English, and how many children were read.
fn refused(table: &str, rest: &str) -> (Vec<String>, usize) {
    let read = Tables::new(&[("t", table.as_bytes())]).read(one_table(CSV, rest));
    (read.said(), read.children.len())
}

#[test]
fn an_unknown_code_is_named_with_what_was_expected() {
    let rest = "[facts]\n'work.status' = { column = 'T', codes = { '1' = 'worked', '2' = 'none' }, unknown = ['9'] }";
    let (said, good) = refused("ID,T\na,1\nb,7\nc,\nd,9\n", rest);
    assert_eq!(
        said,
        ["table t, row 2, column T, value \"7\": expected one of these codes: 1, 2, 9"]
    );
    assert_eq!(good, 3);
}

#[test]
fn a_refusal_says_the_same_in_spanish() {
    let rest = "[facts]\nage = 'EDAD'";
    let tables = Tables::new(&[("t", b"ID,EDAD\na,doce\n")]);
    let read = tables.read(one_table(CSV, rest));
    assert_eq!(
        read.refusals[0].es(),
        "tabla t, fila 1, columna EDAD, valor «doce»: se esperaba la edad en años cumplidos: un entero de 0 o más, o un intervalo de enteros"
    );
}

#[test]
fn a_cell_that_is_not_a_number_is_named() {
    let rest = "[facts]\n'work.hours_week' = 'H'";
    let (said, good) = refused("ID,H\na,many\nb,-3\nc,\"1,5\"\nd,12.5\n", rest);
    assert_eq!(said.len(), 3);
    assert_eq!(
        said[0],
        "table t, row 1, column H, value \"many\": expected a number without sign, with a decimal point if any"
    );
    assert_eq!(good, 1);
}

#[test]
fn a_decimal_comma_is_read_where_the_mapping_says_so() {
    let text = "id = 'own'\nverified = true\nref_date = '2026-03-01'\n\
        tables = [{ name = 't', file = 't', format = 'csv', delimiter = ';', decimal = ',' }]\n\
        [facts]\n'work.jobs[0].max_load_kg' = 'KG'";
    let mapping = microdata::Mapping::read("own.toml", text).unwrap();
    let read = Tables::new(&[("t", b"KG\n7,5\n7.5\n")]).read(mapping);
    let load = |child: &microdata::Child| {
        let of = |facts: &classify::Settled| facts.jobs.iter().next()?.max_load_kg;
        child.facts.agreed(of).map(classify::Span::min)
    };
    assert_eq!(load(&read.children[0]), Some(7.5));
    assert!(read.said()[0].ends_with("with a decimal comma if any"));
}

#[test]
fn a_number_out_of_range_is_traced_back_to_its_column() {
    let rest = "[facts]\n'work.hours_week' = 'H'\n'chores.hours_week' = { sum = ['L', 'M'] }";
    let (said, _) = refused("ID,H,L,M\na,200,1,1\nb,3,100,90\nc,3,1,1\n", rest);
    assert_eq!(
        said,
        [
            "table t, row 1, column H, value \"200\": expected a number from 0 to 168, or an interval",
            "table t, row 2, column L+M, value \"100+90\": expected a number from 0 to 168, or an interval",
        ]
    );
}

#[test]
fn an_interval_that_runs_backwards_is_refused() {
    let rest = "[facts]\n'work.hours_week' = { column = 'H', up_to = 'H2' }\nage = { column = 'E', up_to = 'E2' }";
    let (said, good) = refused(
        "ID,H,H2,E,E2\na,30,20,9,\nb,20,30,9,8\nc,20,30,9,10\n",
        rest,
    );
    assert_eq!(
        said,
        [
            "table t, row 1, column H+H2, value \"30+20\": expected a min that is not over max",
            "table t, row 2, column E+E2, value \"9+8\": expected a min that is not over max",
        ]
    );
    assert_eq!(good, 1);
}

#[test]
fn an_empty_key_is_refused_and_a_key_is_never_shown() {
    let rest = "[facts]\nage = { column = 'ID' }";
    let (said, _) = refused("ID\nRosa\n\"\"\n", rest);
    assert_eq!(
        said[0],
        "table t, row 1, column ID: expected the age in completed years: a whole number of 0 or more, or an interval of them"
    );
    assert_eq!(
        said[1],
        "table t, row 2, column ID: expected the cell not to be empty"
    );
    assert!(said.iter().all(|said| !said.contains("Rosa")));
}

#[test]
fn a_day_that_does_not_exist_is_refused() {
    let heading = "id,ref_date,age,age_max,attends,basic_completed,status,returns_within_weeks,paid,hours_week,hours_week_max,max_hours_day,sunday,authorisation,medical_certificate,scian,sinco,place,employer,pay,after_22,night_hours,exposures,max_load_kg,farm_tasks,own_use,artistic_175bis,own_household,chores_hours_week,chores_hours_week_max,chores_hazards";
    let row = |day: &str| format!("a,{day},9{}", ",".repeat(28));
    let days = ["2026-02-30", "20260228", "", "28/02/2026"].map(row);
    let table = format!("{heading}\n{}\n", days.join("\n"));
    let read = Tables::new(&[("facts.csv", table.as_bytes())]).read(facts());
    assert_eq!(read.children.len(), 1);
    assert_eq!(
        read.said()[0],
        "table facts, row 1, column ref_date, value \"2026-02-30\": expected a date that exists, written YYYY-MM-DD or YYYYMMDD"
    );
    assert_eq!(read.refusals.len(), 3);
}

#[test]
fn a_weight_must_be_over_zero() {
    let rest = "[facts]\n[design]\nweight = 'F'\nstratum = 'E'\npsu = 'U'";
    let (said, good) = refused("ID,F,E,U\na,0,1,1\nb,,1,1\nc,2.5,1,1\nd,2.5,,1\n", rest);
    assert_eq!(
        said,
        [
            "table t, row 1, column F, value \"0\": expected a weight over 0",
            "table t, row 2, column F: expected the cell not to be empty",
            "table t, row 4, column E: expected the cell not to be empty",
        ]
    );
    assert_eq!(good, 1);
}

#[test]
fn ten_bad_rows_among_many_are_named_and_the_others_read() {
    let mut table = "ID,EDAD\n".to_owned();
    for row in 0..20_000 {
        let age = if row % 2_000 == 7 { "?" } else { "11" };
        table += &format!("c{row},{age}\n");
    }
    let (said, good) = refused(&table, "[facts]\nage = 'EDAD'");
    assert_eq!((said.len(), good), (10, 19_990));
    assert!(
        said[9].starts_with("table t, row 18008, column EDAD, value \"?\":"),
        "{}",
        said[9]
    );
}

#[test]
fn a_long_value_is_cut_and_control_characters_are_written_out() {
    let (said, _) = refused(
        "ID,EDAD\na,\u{1b}[2J12345678901234567890\n",
        "[facts]\nage = 'EDAD'",
    );
    assert!(
        said[0].contains("value \"\\u{1b}[2J1234567890123456…\""),
        "{}",
        said[0]
    );
}

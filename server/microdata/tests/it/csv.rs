//! CSV tables: quoting, encodings, and rows of the wrong length.

use classify::{Edition, MX_INEGI_2016, classify};
use proptest::prelude::*;

use crate::with::{Tables, facts, one_table};

const HEADING: &str = "id,ref_date,age,age_max,attends,basic_completed,status,returns_within_weeks,paid,hours_week,hours_week_max,max_hours_day,sunday,authorisation,medical_certificate,scian,sinco,place,employer,pay,after_22,night_hours,exposures,max_load_kg,farm_tasks,own_use,artistic_175bis,own_household,chores_hours_week,chores_hours_week_max,chores_hazards";

#[test]
fn a_row_of_facts_is_the_child_that_json_says() {
    let row = "c-1,2026-03-01,16,,1,1,worked,,,30,40,8,1,0,1,7224,9511,bar,non_family,cash,1,4,noise fire,20,none,0,0,1,5,,none";
    let json = r#"{"id":"c-1","ref_date":"2026-03-01","age":16,"school":{"attends":true,"basic_completed":true},
        "work":{"status":"worked","hours_week":{"min":30,"max":40},"max_hours_day":8,"sunday":true,"authorisation":false,
        "medical_certificate":true,"jobs":[{"scian":"7224","sinco":"9511","place":"bar","employer":"non_family","pay":"cash",
        "after_22":true,"night_hours":4,"exposures":["noise","fire"],"max_load_kg":20,"farm_tasks":[],"own_use":false,"artistic_175bis":false}]},
        "chores":{"own_household":true,"hours_week":5,"hazards":[]}}"#;
    let table = format!("{HEADING}\n{row}\n");
    let read = Tables::new(&[("facts.csv", table.as_bytes())]).read(facts());
    let edition: Edition = toml::from_str(MX_INEGI_2016).unwrap();
    let of_row = classify(&edition, &read.children[0].facts).unwrap();
    let of_json = classify(&edition, &serde_json::from_str(json).unwrap()).unwrap();
    assert_eq!(
        serde_json::to_string(&of_row).unwrap(),
        serde_json::to_string(&of_json).unwrap()
    );
    assert!(read.refusals.is_empty());
}

#[test]
fn an_age_interval_gives_a_child_of_several_ages() {
    let row = "a,2026-03-01,12,13";
    let table = format!("{HEADING}\n{row}{}\n", ",".repeat(27));
    let read = Tables::new(&[("facts.csv", table.as_bytes())]).read(facts());
    assert_eq!(read.children[0].facts.combinations(), 2);
}

#[test]
fn rows_with_too_few_or_too_many_fields_are_named_by_row() {
    let table = b"ID,EDAD,X\na,11,x\nb,11\nc,11,x,y\n\nd,11,x\n";
    let read =
        Tables::new(&[("t", table)]).read(one_table("format = 'csv'", "[facts]\nage = 'EDAD'"));
    assert_eq!(
        read.said(),
        [
            "table t, row 2: expected a row of 3 fields; it has 2",
            "table t, row 3: expected a row of 3 fields; it has 4",
        ]
    );
    assert_eq!(read.ids(), ["a", "d"]);
    assert_eq!(read.children[1].row, 4, "a blank line is no row");
}

#[test]
fn a_quoted_field_may_hold_delimiters_quotation_marks_and_line_ends() {
    let table =
        b"ID,NOTE,EDAD\r\n\"a,1\",\"two\r\nlines, and \"\"more\"\"\",11\r\nb,5\" pipe,12\r\n";
    let read =
        Tables::new(&[("t", table)]).read(one_table("format = 'csv'", "[facts]\nage = 'EDAD'"));
    assert_eq!(read.said(), Vec::<String>::new());
    assert_eq!(read.ids(), ["a,1", "b"]);
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let read = Tables::new(&[("t", b"\xef\xbb\xbfID,EDAD\na,11\n")])
        .read(one_table("format = 'csv'", "[facts]\nage = 'EDAD'"));
    assert_eq!(read.ids(), ["a"]);
}

#[test]
fn cp1252_is_read_where_the_mapping_says_so_and_refused_where_it_does_not() {
    let table = b"ID,\xbfEDAD?\nPe\xf1a,11\n";
    let rest = "[facts]\nage = '¿EDAD?'\n[by]\nterritory = { column = 'ID' }";
    let tables = Tables::new(&[("t", table)]);
    let read = tables.read(one_table("format = 'csv', encoding = 'cp1252'", rest));
    assert_eq!(read.ids(), ["Peña"]);
    assert_eq!(read.children[0].by.territory.unwrap().as_str(), "Peña");
    let refused = tables
        .open(one_table("format = 'csv'", rest))
        .err()
        .unwrap();
    assert!(
        refused
            .to_string()
            .ends_with("it is no table of text in the mapping's encoding (UTF-8 or CP1252)"),
        "{refused}"
    );
}

#[test]
fn a_code_that_is_not_ascii_is_compared_in_the_tables_encoding() {
    let rest =
        "[facts]\n'school.attends' = { column = 'A', codes = { 'Sí' = true, 'No' = false } }";
    let table = Tables::new(&[("t", b"ID,A\na,S\xed\nb,No\n")]);
    let read = table.read(one_table("format = 'csv', encoding = 'cp1252'", rest));
    let attends = |place: usize| read.children[place].facts.agreed(|child| child.attends);
    assert_eq!((attends(0), attends(1)), (Some(true), Some(false)));
}

#[test]
fn utf_16_and_empty_files_are_no_tables() {
    let utf_16: Vec<u8> = "ID,EDAD\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (bytes, words) in [
        (utf_16.as_slice(), "no table of text"),
        (b"", "it is empty"),
    ] {
        let tables = Tables::new(&[("t", bytes)]);
        let mapping = one_table("format = 'csv'", "[facts]\nage = 'EDAD'");
        let refused = tables.open(mapping).err().unwrap().to_string();
        assert!(refused.contains(words), "{refused}");
    }
}

#[test]
fn a_column_that_is_not_there_is_named_with_those_that_are_near() {
    let tables = Tables::new(&[("t", b"ID,EDA,SEXO\na,11,1\n")]);
    let mapping = one_table("format = 'csv'", "[facts]\nage = 'EDAD'");
    let refused = tables.open(mapping).err().unwrap();
    assert!(
        refused
            .to_string()
            .ends_with("it has no column EDAD, which facts.\"age\" asks for; near: EDA, ID, SEXO"),
        "{refused}"
    );
    assert!(
        refused
            .es()
            .contains("no tiene la columna EDAD, que pide facts.\"age\"")
    );
}

#[test]
fn a_column_that_is_there_twice_is_refused_if_it_is_read() {
    let tables = Tables::new(&[("t", b"ID,EDAD,EDAD\na,11,12\n")]);
    let mapping = one_table("format = 'csv'", "[facts]\nage = 'EDAD'");
    let refused = tables.open(mapping).err().unwrap().to_string();
    assert!(
        refused.ends_with("the column EDAD is there twice"),
        "{refused}"
    );
}

#[test]
fn a_file_that_is_not_given_or_not_there_is_named() {
    let tables = Tables::new(&[]);
    let refused = tables.open(facts()).err().unwrap().to_string();
    assert!(
        refused.starts_with("table facts, file ")
            && refused.contains("facts.csv: it could not be read")
    );
    let nowhere = microdata::Source::open(facts().into(), &microdata::Files::default(), |_, _| {});
    let refused = nowhere.err().unwrap().to_string();
    assert_eq!(refused, "table facts: its file must be given");
}

proptest! {
    #[test]
    fn whatever_a_csv_writer_writes_is_parted_as_it_was(
        rows in prop::collection::vec(("[a-z,\"\n\r é]{1,12}", "[a-z,\"\n\r é]{0,12}", 0..20_u32), 1..40)
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["ID", "NOTE", "EDAD"]).unwrap();
        for (id, note, age) in &rows {
            writer.write_record([&format!("x{id}x"), note, &age.to_string()]).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let mapping = one_table("format = 'csv'", "[facts]\nage = 'EDAD'");
        let read = Tables::new(&[("t", &bytes)]).read(mapping);
        prop_assert_eq!(read.said(), Vec::<String>::new());
        let given: Vec<_> = rows.iter().map(|(id, _, age)| (format!("x{id}x"), Some(*age))).collect();
        let read: Vec<_> = read.children.iter().map(|child| {
            (child.facts.id().unwrap().to_owned(), child.facts.agreed(|facts| facts.age))
        }).collect();
        prop_assert_eq!(read, given);
    }
}

//! Tables joined by key: partners in any order, missing ones, and keys that are there twice.

use std::fmt::Write;

use microdata::Mapping;

use crate::with::{Tables, all};

/// Children joined to their work and their home, by house and line.
fn mapping(extra: &str) -> Mapping {
    let text = format!(
        "id = 'own'\nverified = true\nref_date = '2026-03-01'\nchild = ['CASA', 'REN']\n{extra}\n
         [[tables]]\nname = 'people'\nfile = 'p.csv'\nformat = 'csv'\nkey = ['CASA', 'REN']\n
         [[tables]]\nname = 'work'\nfile = 'w.csv'\nformat = 'csv'\nkey = ['HOUSE', 'LINE']\n{}\n
         [facts]\nage = 'EDAD'\n'work.hours_week' = 'work.H'\n'work.jobs[0].scian' = {{ column = 'work.S', unknown = ['9999'] }}\n",
        if extra.is_empty() { "" } else { "required = true" },
    );
    Mapping::read("own.toml", &text).unwrap_or_else(|fault| panic!("{fault}"))
}

const PEOPLE: &[u8] = b"CASA,REN,EDAD\n1,1,11\n1,2,12\n2,1,13\n";

fn hours(child: &microdata::Child) -> Option<f64> {
    let hours = child.facts.agreed(|facts| facts.hours_week);
    hours.map(classify::Span::min)
}

#[test]
fn partners_are_found_in_any_order_and_rows_nobody_asked_for_are_counted() {
    let work = b"LINE,H,HOUSE,S\n1,30,2,11\n9,1,9,11\n1,10,1,9999\n2,20,1,72\n";
    let tables = Tables::new(&[("p.csv", PEOPLE), ("w.csv", work)]);
    let mut source = tables.open(mapping("")).unwrap();
    let read = all(&mut source);
    assert_eq!(read.ids(), ["1-1", "1-2", "2-1"]);
    let found: Vec<_> = read.children.iter().map(hours).collect();
    assert_eq!(found, [Some(10.0), Some(20.0), Some(30.0)]);
    let about = source.about();
    let (joined, left) = &about.joined[0];
    assert_eq!(
        (joined.table.as_str(), joined.rows, *left),
        ("work", 4, Some(1))
    );
}

#[test]
fn without_a_partner_the_facts_are_not_known() {
    let work = b"LINE,H,HOUSE,S\n1,10,1,11\n";
    let read = Tables::new(&[("p.csv", PEOPLE), ("w.csv", work)]).read(mapping(""));
    assert_eq!(read.said(), Vec::<String>::new());
    assert_eq!(
        read.children.iter().map(hours).collect::<Vec<_>>(),
        [Some(10.0), None, None]
    );
}

#[test]
fn a_required_partner_that_is_missing_is_named_without_the_key() {
    let work = b"LINE,H,HOUSE,S\n1,10,1,11\n";
    let tables = Tables::new(&[("p.csv", PEOPLE), ("w.csv", work)]);
    let read = tables.read(mapping("leading_zeros = 'ignore'"));
    assert_eq!(
        read.said(),
        [
            "table people, row 2, column CASA+REN: expected a row with the same key in work",
            "table people, row 3, column CASA+REN: expected a row with the same key in work",
        ]
    );
    assert_eq!(read.ids(), ["1-1"]);
}

#[test]
fn leading_zeros_of_keys_are_ignored_where_the_mapping_says_so() {
    let work = b"LINE,H,HOUSE,S\n01,10,001,11\n02,20,001,11\n01,30,002,11\n";
    let tables = Tables::new(&[("p.csv", PEOPLE), ("w.csv", work)]);
    let read = tables.read(mapping("leading_zeros = 'ignore'"));
    assert_eq!(
        read.children.iter().map(hours).collect::<Vec<_>>(),
        [Some(10.0), Some(20.0), Some(30.0)]
    );
}

#[test]
fn a_key_twice_in_the_joined_table_names_both_rows_there() {
    let work = b"LINE,H,HOUSE,S\n1,10,1,11\n2,20,1,11\n1,11,1,11\n";
    let read = Tables::new(&[("p.csv", PEOPLE), ("w.csv", work)]).read(mapping(""));
    assert_eq!(
        read.said(),
        [
            "table people, row 1, column CASA+REN: expected one row with this key in work; rows 1 and 3 have it"
        ]
    );
    assert_eq!(read.ids(), ["1-2", "2-1"]);
}

#[test]
fn a_key_twice_in_the_first_table_names_the_row_before() {
    let people = b"CASA,REN,EDAD\n1,1,11\n1,2,12\n1,1,13\n";
    let work = b"LINE,H,HOUSE,S\n1,10,1,11\n2,20,1,11\n";
    let read = Tables::new(&[("p.csv", people), ("w.csv", work)]).read(mapping(""));
    assert_eq!(
        read.said(),
        [
            "table people, row 3, column CASA+REN: expected a key that is not repeated; row 1 has it already"
        ]
    );
}

#[test]
fn bad_rows_of_a_joined_table_are_kept_apart_and_counted() {
    let work = b"LINE,H,HOUSE,S\n1,10,1,11\n2,20\n,5,1,11\n2,21,1,11\n";
    let tables = Tables::new(&[("p.csv", PEOPLE), ("w.csv", work)]);
    let mut source = tables.open(mapping("")).unwrap();
    let read = all(&mut source);
    assert_eq!(
        read.children.iter().map(hours).collect::<Vec<_>>(),
        [Some(10.0), Some(21.0), None]
    );
    let about = source.about();
    let joined = about.joined[0].0;
    let said: Vec<_> = joined.refusals.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "table work, row 2: expected a row of 4 fields; it has 2",
            "table work, row 3, column HOUSE+LINE: expected the cell not to be empty",
        ]
    );
    assert_eq!((joined.refused, joined.rows), (2, 2));
}

#[test]
fn a_code_of_a_joined_table_is_refused_under_that_tables_name() {
    let work = b"LINE,H,HOUSE,S\n1,10,9,11\n1,10,1,1x\n";
    let read = Tables::new(&[("p.csv", PEOPLE), ("w.csv", work)]).read(mapping(""));
    assert_eq!(
        read.said(),
        ["table work, row 2, column S, value \"1x\": expected 1 to 6 digits"]
    );
}

#[test]
fn thousands_of_rows_in_opposite_orders_find_each_other() {
    const ROWS: u32 = 30_000;
    let (mut people, mut work) = ("CASA,REN,EDAD\n".to_owned(), "LINE,H,HOUSE,S\n".to_owned());
    for row in 0..ROWS {
        let _ = writeln!(people, "{row},1,11");
        let _ = writeln!(work, "1,{},{},11", (ROWS - 1 - row) % 100, ROWS - 1 - row);
    }
    let tables = Tables::new(&[("p.csv", people.as_bytes()), ("w.csv", work.as_bytes())]);
    let read = tables.read(mapping(""));
    assert_eq!(read.children.len(), ROWS as usize);
    for (row, child) in (0..).zip(&read.children) {
        assert_eq!(hours(child), Some(f64::from(row % 100)));
    }
}

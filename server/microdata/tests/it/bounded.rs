//! Memory does not grow with the table: blocks are bounded, and an endless table can be read.

use std::{fs::File, io::Write, process::Command};

use microdata::{ROWS_MAX, Rows};

use crate::with::{Tables, one_table};

#[test]
fn an_endless_table_is_read_in_blocks_of_bounded_memory() {
    // A pipe that never ends: whatever reads it to its end would never come back.
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("t");
    let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let to = pipe.clone();
    let writer = std::thread::spawn(move || {
        let mut pipe = File::options().write(true).open(to).unwrap();
        pipe.write_all(b"ID,EDAD\n").unwrap();
        let block = "abc,11\nabd,12\n".repeat(1_000);
        // Goes on until nobody reads any more.
        while pipe.write_all(block.as_bytes()).is_ok() {}
    });
    let mapping = one_table("format = 'csv'", "[facts]\nage = 'EDAD'");
    let mut source = crate::with::open_in(folder.path().to_owned(), mapping).unwrap();
    let (mut rows, mut read, mut most) = (Rows::new(), 0, 0);
    while read < 200_000 {
        assert!(source.next(&mut rows).unwrap());
        assert!(rows.len() <= ROWS_MAX);
        most = most.max(rows.memory_bytes());
        read += rows.len();
    }
    assert!(most < 4 << 20, "{most} bytes for a block");
    drop(source);
    writer.join().unwrap();
}

#[test]
fn a_quotation_mark_that_is_never_closed_does_not_swallow_the_table() {
    let mut table = b"ID,EDAD\na,11\nb,\"12\n".to_vec();
    table.resize(8 << 20, b'x');
    let tables = Tables::new(&[("t", &table)]);
    let read = tables.read(one_table("format = 'csv'", "[facts]\nage = 'EDAD'"));
    assert_eq!(read.ids(), ["a"]);
    assert_eq!(
        read.faults[0].to_string(),
        "table t: row 2 is over 1048576 bytes: perhaps a quotation mark that is never closed"
    );
}

/// A row that is read in pieces is the same row, wherever a block ends.
#[test]
fn rows_across_the_ends_of_blocks_are_whole() {
    let mut table = "ID,NOTE,EDAD\n".to_owned();
    for row in 0..9_000 {
        let note = "n".repeat(row % 97);
        let quoted = if row % 5 == 0 {
            format!("\"{note}\n\"")
        } else {
            note
        };
        table += &format!("c{row},{quoted},{}\n", row % 18);
    }
    let tables = Tables::new(&[("t", table.as_bytes())]);
    let read = tables.read(one_table("format = 'csv'", "[facts]\nage = 'EDAD'"));
    assert_eq!(read.said(), Vec::<String>::new());
    assert_eq!(read.children.len(), 9_000);
    for (row, child) in (0_u32..).zip(&read.children) {
        assert_eq!(child.facts.id(), Some(format!("c{row}").as_str()));
        assert_eq!(child.facts.agreed(|facts| facts.age), Some(row % 18));
        assert_eq!(child.row, u64::from(row) + 1);
    }
}

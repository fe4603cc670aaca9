//! How fast rows of our own facts are read as children, on one core.
//!
//! Start at [`decode`]. The rows are made by a small generator that gives the same ones each
//! time. What this module does not know: reading files, and the rules; the batch is measured apart.

use std::{fmt::Write, fs, sync::Arc};

use divan::{Bencher, counter::ItemsCount};
use microdata::{Files, Mapping, Rows, Source};

/// Rows that are read.
const ROWS: u32 = 20_000;
/// Rows that are decoded at a time; few, so that a busy machine leaves some samples undisturbed.
const DECODED: u32 = 256;

fn main() {
    divan::main();
}

const HEADING: &str = "id,ref_date,age,age_max,attends,basic_completed,status,returns_within_weeks,paid,hours_week,hours_week_max,max_hours_day,sunday,authorisation,medical_certificate,scian,sinco,place,employer,pay,after_22,night_hours,exposures,max_load_kg,farm_tasks,own_use,artistic_175bis,own_household,chores_hours_week,chores_hours_week_max,chores_hazards";

/// Children of whom one in five works, as CSV.
fn table(rows: u32) -> String {
    let mut csv = format!("{HEADING}\n");
    let mut state = 7_u32;
    let mut draw = |many: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % many
    };
    for row in 0..rows {
        let age = 5 + draw(13);
        let work = if draw(5) == 0 {
            let (scian, sinco) = (
                ["1111", "4611", "7225", "23"],
                ["6111", "4211", "5211", "9"],
            );
            let place = ["field", "market_stall", "restaurant", "construction_site"];
            let kind = draw(4) as usize;
            format!(
                "worked,,,{},,{},{},0,1,{},{},{},family,cash,0,{},{},{},none,0,0",
                1 + draw(50),
                1 + draw(9),
                draw(2),
                scian[kind],
                sinco[kind],
                place[kind],
                draw(4),
                ["none", "noise", "chemicals dust_smoke", "sharp_tools"][draw(4) as usize],
                draw(30),
            )
        } else {
            "none,,,,,,,,,,,,,,,,,,,,".to_owned()
        };
        let hazards = ["none", "hot_objects", ""][draw(3) as usize];
        let hours = draw(25);
        let _ = writeln!(
            csv,
            "n{row:07},2026-03-01,{age},,1,0,{work},1,{hours},,{hazards}"
        );
    }
    csv
}

/// Rows read once, then decoded again and again.
#[divan::bench(sample_count = 1000)]
fn decode(bencher: Bencher) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("facts.csv"), table(DECODED)).expect("a file");
    let mapping = Mapping::shipped("facts").expect("shipped").expect("good");
    let files = Files {
        folder: Some(folder.path().to_owned()),
        ..Files::default()
    };
    let mut source = Source::open(Arc::new(mapping), &files, |_, _| {}).expect("opened");
    let decoder = source.decoder();
    let mut rows = Rows::new();
    source.next(&mut rows).expect("rows");
    bencher.counter(ItemsCount::new(rows.len())).bench(|| {
        let mut good = 0;
        decoder.each(&rows, |child| good += u32::from(child.is_ok()));
        assert_eq!(good as usize, rows.len());
        good
    });
}

/// Reading and splitting off records, without decoding them.
#[divan::bench]
fn read(bencher: Bencher) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("facts.csv"), table(ROWS)).expect("a file");
    let mapping = Arc::new(Mapping::shipped("facts").expect("shipped").expect("good"));
    let files = Files {
        folder: Some(folder.path().to_owned()),
        ..Files::default()
    };
    bencher.counter(ItemsCount::new(ROWS)).bench(|| {
        let mut source = Source::open(mapping.clone(), &files, |_, _| {}).expect("opened");
        let (mut rows, mut read) = (Rows::new(), 0);
        while source.next(&mut rows).expect("rows") {
            read += rows.len();
        }
        assert_eq!(read, ROWS as usize);
        read
    });
}

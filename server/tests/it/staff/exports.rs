//! The files of a list, byte by byte: what leaves, what never does, and what a spreadsheet
//! cannot be made to run.

use std::io::{Cursor, Read};

use axum::http::header;
use server::beneficiaries::{draw_up, keep};
use server::clock::Clock;

use super::office::{CANARIES, CARMEN, CLASS_WORDS, Office};

const PAYLOADS: [&str; 12] = [
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\u{0}=1+1",
    " \u{feff}=1+1",
    "\u{1b}=1+1",
    "＝1+1",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
];

async fn files(office: &Office, part: &str) -> (Vec<u8>, Vec<(String, String)>) {
    let carmen = office.enter(CARMEN).await;
    let list = office
        .post("/programas/beca-rita-cetina/lista", &carmen, "")
        .await
        .location()
        .to_owned();
    let csv = office
        .get(&format!("{list}/archivo.csv{part}"), &carmen)
        .await;
    assert_eq!(csv.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    assert_eq!(csv.headers[header::CACHE_CONTROL], "no-store");
    let name = csv.headers[header::CONTENT_DISPOSITION]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        name.starts_with("attachment; filename=\"")
            && !CANARIES.iter().any(|word| name.contains(word))
    );
    let xlsx = office
        .get(&format!("{list}/archivo.xlsx{part}"), &carmen)
        .await;
    (csv.bytes, inside(&xlsx.bytes))
}

/// Every file within an XLSX, inflated.
fn inside(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|n| {
            let mut file = archive.by_index(n).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

#[tokio::test]
async fn a_file_holds_folio_identity_contact_and_eligibility_facts() {
    let office = Office::open().with_a_proposed_case();
    let (csv, xlsx) = files(&office, "?lineas=todas").await;
    let csv = String::from_utf8(csv).unwrap();
    let strings: String = xlsx.iter().map(|file| file.1.as_str()).collect();
    for word in CANARIES.iter().filter(|word| **word != "2015-03-02") {
        assert!(csv.contains(word) && strings.contains(word), "{word}");
    }
    assert!(csv.contains("\"2015-03-02\""));
    for text in [&csv, &strings] {
        assert!(text.contains("R-TEST-0001-CHILD1") && text.contains("Primaria"));
        assert!(text.contains("Información confidencial"));
    }
    assert_eq!(csv.lines().count(), 3, "a header and a line for each child");
}

#[tokio::test]
async fn no_byte_of_a_file_tells_a_class_a_ground_or_a_case() {
    let office = Office::open().with_a_proposed_case();
    for part in ["", "?lineas=todas"] {
        let (csv, xlsx) = files(&office, part).await;
        let csv = String::from_utf8(csv).unwrap().to_lowercase();
        for word in CLASS_WORDS {
            let word = word.to_lowercase();
            assert!(!csv.contains(&word), "the CSV holds {word}");
            for (name, text) in &xlsx {
                // `minimumAge` and the like stand in no part of the format; nothing is excused.
                assert!(!text.to_lowercase().contains(&word), "{name} holds {word}");
            }
        }
        for told in ["street_ambulant", "trabaja", "worked", "22222222-2222"] {
            assert!(!csv.contains(told), "{told}");
        }
    }
}

#[tokio::test]
async fn the_file_for_sending_holds_only_those_proposed() {
    let office = Office::open().with_a_proposed_case();
    let (csv, xlsx) = files(&office, "").await;
    let csv = String::from_utf8(csv).unwrap();
    assert!(csv.contains("Ximenaprueba") && !csv.contains("Tadeoprueba"));
    assert!(!xlsx.iter().any(|file| file.1.contains("Tadeoprueba")));
}

#[tokio::test]
async fn no_free_text_of_a_household_runs_in_a_spreadsheet() {
    let office = Office::open().with_a_proposed_case();
    let carmen = office.enter(CARMEN).await;
    for (n, payload) in PAYLOADS.iter().enumerate() {
        let (value, id) = (serde_json::to_string(payload).unwrap(), format!("l{n}"));
        office
            .state
            .db
            .write(move |tx| tx.execute(EVERY_TEXT, [value]))
            .unwrap();
        let now = office.clock.now();
        let asked = id.clone();
        let draw = |conn: &_| draw_up(conn, "beca-rita-cetina", now.date_naive(), asked, now);
        let drawn = office.state.db.read_as(draw).unwrap();
        office
            .state
            .db
            .write(move |tx| keep(tx, &drawn, now, "server"))
            .unwrap();
        let csv = office
            .get(&format!("/listas/{id}/archivo.csv?lineas=todas"), &carmen)
            .await;
        check_csv(&csv.text(), payload);
        let xlsx = office
            .get(&format!("/listas/{id}/archivo.xlsx?lineas=todas"), &carmen)
            .await;
        check_xlsx(&inside(&xlsx.bytes), payload);
    }
}

/// Puts the payload wherever a household's words can reach a file.
const EVERY_TEXT: &str =
    "update answer set value = ?1 where code in ('given_names', 'first_surname',
    'second_surname', 'address', 'neighbourhood', 'telephone', 'telephone_safe_time', 'curp',
    'birth_date', 'school_level')";

fn check_csv(csv: &str, payload: &str) {
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let mut changed = 0;
    for record in reader.records() {
        for cell in &record.unwrap() {
            let begins = cell.trim_start_matches(|sign: char| {
                sign.is_whitespace() || sign.is_control() || sign == '\u{feff}'
            });
            assert!(
                !begins.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']),
                "{payload:?}: {cell:?}"
            );
            assert!(!cell.chars().any(char::is_control), "{payload:?}: {cell:?}");
            changed += usize::from(cell.starts_with('\''));
        }
    }
    assert!(changed >= 9, "{payload:?} reached only {changed} cells");
}

fn check_xlsx(files: &[(String, String)], payload: &str) {
    for (name, text) in files {
        assert!(
            !text.contains("<f>") && !text.contains("<f "),
            "{payload:?}: a formula in {name}"
        );
        assert!(!text.contains("hyperlink"), "{payload:?}: a link in {name}");
        assert!(
            !text.contains("_x0000_") && !text.contains('\0'),
            "{payload:?}: a control character in {name}"
        );
        for string in text
            .split("<t")
            .skip(1)
            .filter_map(|rest| rest.split_once('>').map(|(_, text)| text))
        {
            let begins = string.trim_start();
            assert!(
                !begins.starts_with(['=', '+', '-', '@']),
                "{payload:?}: {}",
                &string[..string.len().min(40)]
            );
        }
    }
}

#[tokio::test]
async fn numbers_and_days_are_such_in_the_spreadsheet_and_texts_are_texts() {
    let office = Office::open().with_a_proposed_case();
    let (_, xlsx) = files(&office, "").await;
    let sheet = &xlsx
        .iter()
        .find(|file| file.0 == "xl/worksheets/sheet1.xml")
        .unwrap()
        .1;
    // 2 March 2015 is day 42,065 of a spreadsheet; the least age is the number 11.
    assert!(sheet.contains("<v>42065</v>"), "{sheet}");
    assert!(sheet.contains("<c r=\"N4\"><v>11</v></c>"), "{sheet}");
    assert!(sheet.contains("r=\"W4\" t=\"s\""), "the telephone is text");
}

#[tokio::test]
async fn the_same_list_gives_the_same_bytes_each_time() {
    let office = Office::open().with_a_proposed_case();
    let carmen = office.enter(CARMEN).await;
    let list = office
        .post("/programas/beca-rita-cetina/lista", &carmen, "")
        .await
        .location()
        .to_owned();
    for ending in ["csv", "xlsx"] {
        let path = format!("{list}/archivo.{ending}");
        assert_eq!(
            office.get(&path, &carmen).await.bytes,
            office.get(&path, &carmen).await.bytes,
            "{ending}"
        );
    }
}

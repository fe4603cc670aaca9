//! The territory against invented files (in `fixtures/`), hostile ones, and INEGI's real ones
//! where they lie beside the repository. Start at [`import_files`].

mod bad_input;
mod real;
mod zones;

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use survey_forms::area::{AreaKey, AreaKind};

use super::import::import;
use super::masked::Span;
use super::refusal::ImportError;
use super::store;
use super::summary::{Doubt, FileSummary};

const BY_AGEB: &str = include_str!("../fixtures/invented_by_ageb.csv");
const ITER: &str = include_str!("../fixtures/invented_iter.csv");
const POLYGONS: &str = include_str!("../fixtures/invented_polygons.geojson");

fn territory() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(include_str!("../../database/migrations/01_territory.sql"))
        .unwrap();
    conn
}

/// Imports as the command does: in one transaction, undone on an error.
fn import_files(conn: &mut Connection, files: &[PathBuf]) -> Result<Vec<FileSummary>, ImportError> {
    let transaction = conn.transaction().unwrap();
    let imported = import(&transaction, files)?;
    transaction.commit().unwrap();
    Ok(imported)
}

/// Writes the texts as files and imports them.
fn import_texts(
    conn: &mut Connection,
    texts: &[(&str, &[u8])],
) -> Result<Vec<FileSummary>, ImportError> {
    let folder = tempfile::tempdir().unwrap();
    let write = |(name, bytes): &(&str, &[u8])| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let paths: Vec<PathBuf> = texts.iter().map(write).collect();
    import_files(conn, &paths)
}

/// Every row of the territory's tables, to compare two states.
fn everything(conn: &Connection) -> Vec<String> {
    let mut rows = Vec::new();
    for kind in AreaKind::ALL {
        rows.extend(
            store::areas(conn, kind)
                .unwrap()
                .iter()
                .map(|area| format!("{area:?}")),
        );
    }
    rows.extend(
        store::zones(conn)
            .unwrap()
            .iter()
            .map(|zone| format!("{zone:?}")),
    );
    rows
}

fn area(text: &str) -> AreaKey {
    text.parse().unwrap()
}

fn known(conn: &Connection, text: &str) -> store::Area {
    store::area(conn, &area(text)).unwrap().unwrap()
}

#[test]
fn one_mixed_file_becomes_areas_of_every_level() {
    let mut conn = territory();
    let summary = import_texts(&mut conn, &[("censo.csv", BY_AGEB.as_bytes())])
        .unwrap()
        .remove(0);
    let count = |kind: AreaKind| summary.totals[&kind].areas;
    let kinds = [
        AreaKind::Municipality,
        AreaKind::Locality,
        AreaKind::Ageb,
        AreaKind::Block,
    ];
    assert_eq!(kinds.map(count), [1, 1, 3, 2]);
    assert_eq!(
        summary.totals[&AreaKind::Ageb].population,
        Span::exact(1013)
    );
    assert_eq!(
        summary.totals[&AreaKind::Ageb].households,
        Some(Span { min: 251, max: 252 })
    );
    assert_eq!(
        known(&conn, "ageb:0790100010013").children,
        Some(Span::exact(170))
    );
    assert_eq!(known(&conn, "ageb:0790100010013").dwellings, Some(180));
    assert_eq!(
        known(&conn, "block:0790100010013002").children,
        Some(Span { min: 16, max: 17 })
    );
    assert_eq!(known(&conn, "municipality:07901").name, "Villa Rayuela");
    assert_eq!(known(&conn, "state:07").name, "Chiapas");
    // The locality's name stands only in its block rows.
    assert_eq!(known(&conn, "locality:079010001").name, "Villa Rayuela");
}

#[test]
fn a_withheld_row_bounds_its_children_by_its_population() {
    let mut conn = territory();
    let summary = import_texts(&mut conn, &[("censo.csv", BY_AGEB.as_bytes())])
        .unwrap()
        .remove(0);
    let withheld = known(&conn, "ageb:0790100010174");
    assert_eq!(withheld.households, Some(Span::MASKED));
    assert_eq!(withheld.children, Some(Span { min: 0, max: 9 }));
    assert_eq!(summary.withheld, 1);
}

#[test]
fn the_summary_says_counts_totals_and_bounds() {
    let mut conn = territory();
    let text =
        import_texts(&mut conn, &[("censo.csv", BY_AGEB.as_bytes())]).unwrap()[0].to_string();
    assert!(
        text.contains("3 AGEB urbanas | urban AGEBs: POBTOT 1,013, TOTHOG 251–252"),
        "{text}"
    );
    assert!(text.contains("2 manzanas | blocks"), "{text}");
    assert!(!text.contains("Revise"), "{text}");
}

#[test]
fn iter_brings_rural_localities_and_leaves_its_sums_out() {
    let mut conn = territory();
    let summary = import_texts(&mut conn, &[("iter.csv", ITER.as_bytes())])
        .unwrap()
        .remove(0);
    assert_eq!(summary.totals[&AreaKind::Locality].areas, 3);
    assert!(summary.doubts.contains(&Doubt::SumsSkipped { rows: 1 }));
    let rural = known(&conn, "locality:079010023");
    assert_eq!(rural.name, "Los Tulipanes del Ñandú");
    assert_eq!(rural.households, Some(Span::exact(74)));
    assert_eq!(rural.children, Some(Span::exact(93)));
}

#[test]
fn importing_again_changes_nothing_and_a_newer_file_updates() {
    let mut conn = territory();
    let both: [(&str, &[u8]); 2] = [("a.csv", BY_AGEB.as_bytes()), ("b.csv", ITER.as_bytes())];
    import_texts(&mut conn, &both).unwrap();
    let once = everything(&conn);
    import_texts(&mut conn, &both).unwrap();
    assert_eq!(everything(&conn), once);

    let newer = BY_AGEB.replace(
        "0028,000,404,370,260,100,125",
        "0028,000,404,370,260,101,126",
    );
    import_texts(&mut conn, &[("a.csv", newer.as_bytes())]).unwrap();
    assert_eq!(
        known(&conn, "ageb:0790100010028").households,
        Some(Span::exact(101))
    );
    assert_eq!(
        known(&conn, "locality:079010023").households,
        Some(Span::exact(74))
    );
}

#[test]
fn a_file_with_less_leaves_what_another_said() {
    let mut conn = territory();
    import_texts(&mut conn, &[("a.csv", BY_AGEB.as_bytes())]).unwrap();
    let small = "entidad,mun,nom_mun,nom_loc,loc,longitud,latitud,altitud,pobtot\n\
                 07,901,Villa Rayuela,Villa Rayuela,0001,-93.5,14.1,5.0,1014.0\n";
    let summary = import_texts(&mut conn, &[("b.csv", small.as_bytes())])
        .unwrap()
        .remove(0);
    assert!(summary.doubts.contains(&Doubt::NoHouseholds));
    let locality = known(&conn, "locality:079010001");
    assert_eq!(locality.households, Some(Span::exact(252)));
    assert_eq!(locality.population, Some(Span::exact(1014)));
}

#[test]
fn windows_1252_and_utf_8_give_the_same_areas() {
    let (old, _, _) = encoding_rs::WINDOWS_1252.encode(ITER);
    let marked = format!("\u{feff}{ITER}");
    let states = [ITER.as_bytes(), old.as_ref(), marked.as_bytes()].map(|bytes| {
        let mut conn = territory();
        import_texts(&mut conn, &[("iter.csv", bytes)]).unwrap();
        everything(&conn)
    });
    assert_eq!(states[0], states[1]);
    assert_eq!(states[0], states[2]);
}

#[test]
fn a_wrong_check_digit_is_listed_and_does_not_block() {
    let mut conn = territory();
    let mistyped = BY_AGEB.replace("0028,000", "0029,000");
    let summary = import_texts(&mut conn, &[("censo.csv", mistyped.as_bytes())])
        .unwrap()
        .remove(0);
    let area = "ageb:0790100010029".to_owned();
    assert_eq!(
        summary.doubts,
        [Doubt::CheckDigit {
            row: 7,
            area: area.clone(),
            expected: '8'
        }]
    );
    assert!(
        summary
            .to_string()
            .contains("fila 7, ageb:0790100010029: el último carácter")
    );
    assert!(store::is_known(&conn, &area.parse().unwrap()).unwrap());
}

#[test]
fn a_file_cut_at_a_row_shows_in_its_sums() {
    let mut conn = territory();
    let cut: String = BY_AGEB
        .lines()
        .take(6)
        .map(|line| format!("{line}\n"))
        .collect();
    let summary = import_texts(&mut conn, &[("censo.csv", cut.as_bytes())])
        .unwrap()
        .remove(0);
    let locality = "079010001".to_owned();
    assert_eq!(
        summary.doubts,
        [Doubt::SumDiffers {
            locality,
            total: 1013,
            sum: 600
        }]
    );
}

#[test]
fn polygons_find_their_areas_and_unknown_ones_are_named() {
    let mut conn = territory();
    // Named before the census, and still read after it.
    let files: [(&str, &[u8]); 2] = [
        ("marco.geojson", POLYGONS.as_bytes()),
        ("censo.csv", BY_AGEB.as_bytes()),
    ];
    let summary = import_texts(&mut conn, &files).unwrap().remove(1);
    assert_eq!(summary.polygons[&AreaKind::Ageb], 2);
    assert_eq!(summary.polygons[&AreaKind::Locality], 1);
    assert_eq!(summary.polygons[&AreaKind::RuralAgeb], 1);
    let keys = vec!["0790100019999".to_owned()];
    assert!(summary.doubts.contains(&Doubt::UnknownPolygons { keys }));
    assert!(summary.doubts.contains(&Doubt::LeftOut {
        not_polygons: 1,
        without_key: 0
    }));
    assert!(known(&conn, "ageb:0790100010028").has_polygon);
    assert!(!known(&conn, "ageb:0790100010174").has_polygon);
    assert_eq!(known(&conn, "rural_ageb:079010456").households, None);
}

fn fixture_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/territory/fixtures")
        .join(name)
}

#[test]
fn committed_fixtures_are_read_from_their_files() {
    let mut conn = territory();
    let names = [
        "invented_by_ageb.csv",
        "invented_iter.csv",
        "invented_polygons.geojson",
    ];
    let summaries = import_files(&mut conn, &names.map(fixture_path)).unwrap();
    assert_eq!(summaries.len(), 3);
    assert_eq!(store::areas(&conn, AreaKind::Locality).unwrap().len(), 3);
}

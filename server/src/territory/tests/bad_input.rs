//! Files that must not be imported: each is named with file, row and column, says what to do, and
//! leaves the territory as it was.

use super::*;
use crate::database::Database;
use crate::territory::command::import_whole;

/// Imports good data, then the bad file: the sentence has every part, and nothing has changed.
fn check(bad: &[u8], expect: &[&str]) {
    check_as("malo.csv", bad, expect);
}

fn check_as(name: &str, bad: &[u8], expect: &[&str]) {
    let mut conn = territory();
    import_texts(&mut conn, &[("iter.csv", ITER.as_bytes())]).unwrap();
    let before = everything(&conn);
    // A good file beside the bad one is not stored either.
    let files: [(&str, &[u8]); 2] = [("bueno.csv", BY_AGEB.as_bytes()), (name, bad)];
    let sentence = import_texts(&mut conn, &files).unwrap_err().to_string();
    for part in expect.iter().chain(&[name, " | "]) {
        assert!(sentence.contains(part), "no {part:?} in: {sentence}");
    }
    assert_eq!(everything(&conn), before);
}

fn with(from: &str, to: &str) -> Vec<u8> {
    assert!(BY_AGEB.contains(from));
    BY_AGEB.replace(from, to).into_bytes()
}

#[test]
fn a_census_file_with_missing_columns_names_them() {
    let cut = with("P_18YMAS,TOTHOG", "ADULTOS,HOGARES");
    check(
        &cut,
        &[
            "fila 1",
            "faltan las columnas P_18YMAS, TOTHOG",
            "Use el archivo completo",
        ],
    );
    check(
        &with("AGEB,MZA", "AGEB,MANZANA"),
        &["faltan las columnas MZA"],
    );
    check(
        b"a,b,c\n1,2,3\n",
        &["ENTIDAD, MUN, NOM_MUN, LOC, NOM_LOC, POBTOT"],
    );
}

#[test]
fn a_census_file_in_a_wrong_encoding_names_the_row() {
    check(
        &with("002,20", "002,\u{0}20"),
        &["fila 6", "Ábralo y guárdelo como \"CSV UTF-8\""],
    );
    let mut claims = b"\xEF\xBB\xBF".to_vec();
    claims.extend(
        BY_AGEB
            .replace("Villa Rayuela,0001,Villa", "Villa \u{1},0001,Villa")
            .bytes(),
    );
    let claims: Vec<u8> = claims
        .into_iter()
        .map(|c| if c == 1 { 0xE9 } else { c })
        .collect();
    check(&claims, &["fila 5", "dice ser UTF-8"]);
    let dos: Vec<u8> = with("Total AGEB urbana", "Gutirrez");
    let dos = [
        &dos[..],
        b"07,Chiapas,901,Guti\x82rrez,0001,x,0028,000,1,1,1,1,1\n",
    ]
    .concat();
    check(&dos, &["fila 9", "no es UTF-8 ni Windows-1252"]);
}

#[test]
fn a_census_file_with_duplicate_keys_names_both_rows() {
    let twice = format!("{BY_AGEB}{}\n", BY_AGEB.lines().nth(3).unwrap());
    check(
        twice.as_bytes(),
        &["fila 9", "ageb:0790100010013", "ya está en la fila 4"],
    );
}

#[test]
fn a_number_where_a_key_stands_is_refused_with_its_column() {
    check(
        &with("0028,000", "28.0,000"),
        &["fila/row 7, columna/column AGEB", "hay un número"],
    );
    check(
        &with("0028,000", "2.8E+01,000"),
        &["columna/column AGEB", "\"2.8E+01\""],
    );
    check(
        &with(
            "901,Villa Rayuela,0001,Total AGEB",
            "901.0,V,0001,Total AGEB",
        ),
        &["column MUN"],
    );
}

#[test]
fn a_key_of_another_shape_says_what_was_expected() {
    check(
        &with("0028,000", "00281,000"),
        &["columna/column AGEB", "3 dígitos y un dígito o letra"],
    );
    check(
        &with("0013,001", "0013,A01"),
        &["columna/column MZA", "3 dígitos"],
    );
    check(
        &with("0000,Total del municipio,0000", "0000,Total,0013"),
        &["column AGEB", "solo ceros"],
    );
}

#[test]
fn a_ragged_row_is_refused_with_both_counts() {
    check(
        &with(",100,125", ",100"),
        &["fila 7", "tiene 12 columnas y se esperan 13"],
    );
    check(
        &with(",100,125", ",100,125,9"),
        &["fila 7", "tiene 14 columnas"],
    );
}

#[test]
fn a_figure_that_is_none_is_refused_with_its_column() {
    check(
        &with("000,404", "000,\"1,404\""),
        &["columna/column POBTOT", "\"1,404\""],
    );
    check(
        &with(",100,125", ",-100,125"),
        &["columna/column TOTHOG", "no es una cifra"],
    );
    check(
        &with("000,404", "000,"),
        &["fila/row 7, columna/column POBTOT"],
    );
}

#[test]
fn an_empty_file_or_another_separator_is_named() {
    check(b"", &["está vacío"]);
    check(
        BY_AGEB.lines().next().unwrap().as_bytes(),
        &["está vacío o solo tiene encabezado"],
    );
    check(
        BY_AGEB.replace(',', ";").as_bytes(),
        &["punto y coma", "se esperan comas"],
    );
    check(
        &with("TOTHOG,VIVTOT", "TOTHOG,tothog"),
        &["la columna TOTHOG está dos veces"],
    );
}

#[test]
fn a_projected_layer_is_refused_with_the_command_to_convert_it() {
    let lambert = POLYGONS.replace("6365", "6372");
    check_as(
        "m.geojson",
        lambert.as_bytes(),
        &["EPSG::6372", "ogr2ogr -t_srs EPSG:4326"],
    );
    let unsaid = POLYGONS.replace("-93.5, 14.1]", "3012345.6, 512345.6]");
    check_as(
        "m.geojson",
        unsaid.as_bytes(),
        &["x = 3012345.6", "ogr2ogr"],
    );
}

#[test]
fn a_layer_of_another_municipality_is_refused() {
    let other = POLYGONS.replace("901", "902");
    check_as(
        "m.geojson",
        other.as_bytes(),
        &["ninguno de sus 5 polígonos", "0790200010013"],
    );
}

#[test]
fn a_broken_shape_is_named_by_its_place() {
    let open = POLYGONS.replace("[-93.5, 14.11], [-93.5, 14.1]]", "[-93.5, 14.11]]");
    check_as("m.geojson", open.as_bytes(), &["polígono 1", "no cierra"]);
    let disagree = POLYGONS.replace("\"CVE_AGEB\": \"0013\"", "\"CVE_AGEB\": \"0028\"");
    check_as(
        "m.geojson",
        disagree.as_bytes(),
        &["polígono 1", "0790100010013", "0790100010028"],
    );
    check_as("m.geojson", &POLYGONS.as_bytes()[..700], &["no es GeoJSON"]);
}

#[test]
fn a_file_that_is_not_there_says_so() {
    let mut conn = territory();
    let error = import_files(&mut conn, &[PathBuf::from("no-existe.csv")]).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("no-existe.csv: no se puede leer"),
        "{error}"
    );
}

#[test]
fn the_command_stores_all_files_or_none() {
    let home = tempfile::tempdir().unwrap();
    let db = Database::open_file(&home.path().join("rayuela.db"), &[7; 32]).unwrap();
    let (good, bad) = (
        fixture_path("invented_by_ageb.csv"),
        home.path().join("malo.csv"),
    );
    std::fs::write(&bad, with(",100,125", ",100")).unwrap();
    let stored = || db.read(|conn| Ok(everything(conn).len())).unwrap();

    let refused = import_whole(&db, vec![good.clone(), bad]).unwrap_err();
    assert!(
        refused.to_string().contains("malo.csv, fila 7"),
        "{refused}"
    );
    assert_eq!(stored(), 0);

    import_whole(&db, vec![good]).unwrap();
    assert_eq!(stored(), 8, "a state by its name and seven rows");
}

//! Files of area risks, good and bad, and what becomes of them.

use super::*;
use crate::database::Database;

const HEADER: &str = "cvegeo;class;source;date\n";

fn read(text: &str) -> Result<RisksRead, RiskFileError> {
    read_bytes("riesgo.csv".to_owned(), text.as_bytes())
}

fn refused(rows: &str, told: &str) {
    let refusal = read(&format!("{HEADER}{rows}"))
        .expect_err("it is refused")
        .to_string();
    assert!(
        refusal.contains(told) && refusal.contains(" | "),
        "{refusal}"
    );
}

#[test]
fn a_file_is_read_whatever_the_order_of_its_columns_and_the_language_of_its_classes() {
    let text = "date;source;class;CVEGEO\n2026-05-01;SIPINNA municipal;ALTO;0710100010363\n\
                2026-05-01; Comité ;low;locality:071010086\n";
    let read = read(text).expect("a good file");
    let said: Vec<_> = read
        .areas
        .iter()
        .map(|it| (it.area.to_string(), it.risk, it.source.as_str()))
        .collect();
    let expect = [
        ("ageb:0710100010363".to_owned(), "high", "SIPINNA municipal"),
        ("locality:071010086".to_owned(), "low", "Comité"),
    ];
    assert_eq!(said, expect);
    assert_eq!(read.hash.len(), 64);
}

#[test]
fn what_is_wrong_is_named_by_row_and_column_with_what_was_expected() {
    refused(
        "071010086;high;x;2026-05-01\n",
        "fila/row 2, columna/column cvegeo: \"071010086\"; se esperaba una clave de AGEB de 13",
    );
    refused(
        "0710100010363;muy alto;x;2026-05-01\n",
        "columna/column class: \"muy alto\"; se esperaba alto, medio o bajo",
    );
    refused("0710100010363;high;;2026-05-01\n", "columna/column source");
    refused(
        "0710100010363;high;x;1 de mayo\n",
        "columna/column date: \"1 de mayo\"; se esperaba una fecha AAAA-MM-DD",
    );
    refused(
        "0710100010363;high;x\n",
        "fila/row 2: tiene 3 columnas y se esperan 4",
    );
    refused(
        "0710100010363;high;x;2026-05-01\nageb:0710100010363;low;x;2026-05-01\n",
        "ya está en la fila 2",
    );
    refused("", "no tiene ninguna fila de datos");
}

#[test]
fn a_header_with_commas_or_a_column_twice_is_refused_with_what_stood_there() {
    for header in [
        "cvegeo,class,source,date",
        "cvegeo;class;class;date",
        "cvegeo;class;source",
        "clave;class;source;date",
    ] {
        let refusal = read(&format!("{header}\nx\n"))
            .expect_err("it is refused")
            .to_string();
        assert!(
            refusal.contains("se esperan las columnas") && refusal.contains(header),
            "{refusal}"
        );
    }
}

#[test]
fn an_area_outside_the_territory_keeps_the_whole_file_out() {
    let home = tempfile::tempdir().expect("a folder");
    let db = Database::open_file(&home.path().join("r.db"), &[1; 32]).expect("a database");
    let known =
        "insert into area (kind, key, name, source) values ('ageb', '0710100010363', '', '')";
    db.write(move |tx| tx.execute(known, [])).expect("an area");
    let keep = |rows: &str| {
        let read = read(&format!("{HEADER}{rows}")).expect("a good file");
        db.write_as(move |tx| set_risks(tx, DateTime::<Utc>::UNIX_EPOCH, &read))
    };
    keep("0710100010363;high;x;2026-05-01\n").expect("kept");
    let refusal = keep("0710100010363;low;x;2026-05-01\n0710100010382;low;x;2026-05-01\n")
        .expect_err("refused");
    assert!(
        refusal
            .to_string()
            .contains("fila/row 3: el área ageb:0710100010382"),
        "{refusal}"
    );
    let kept: Vec<String> = db
        .read(|conn| {
            let mut statement = conn.prepare("select risk from area_risk")?;
            statement.query_map([], |row| row.get(0))?.collect()
        })
        .expect("rows");
    assert_eq!(kept, ["high"], "what was said before stands");
}

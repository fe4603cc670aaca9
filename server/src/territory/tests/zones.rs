//! Zones, colonias and what a device is told of its areas.

use super::*;
use crate::territory::areas_for_device;
use crate::territory::command::listing;
use crate::territory::zone::{MakeZoneError, Neighbourhood, ZonePlan, make_zone};

fn with_census() -> Connection {
    let mut conn = territory();
    let files: [(&str, &[u8]); 2] = [("a.csv", BY_AGEB.as_bytes()), ("b.csv", ITER.as_bytes())];
    import_texts(&mut conn, &files).unwrap();
    conn
}

fn zone_b() -> ZonePlan {
    ZonePlan {
        name: "Zona B".into(),
        phase: Some(2),
        areas: vec![area("ageb:0790100010013"), area("locality:079010023")],
        neighbourhoods: vec![
            Neighbourhood::parse("El Papalote").unwrap(),
            Neighbourhood::parse("Cerrito Azul=ageb:0790100010013").unwrap(),
        ],
    }
}

#[test]
fn a_zone_holds_agebs_and_rural_localities_with_their_colonias() {
    let conn = with_census();
    let made = make_zone(&conn, &zone_b()).unwrap();
    assert_eq!((made.areas, made.phase), (2, Some(2)));
    let colonias = |text| store::neighbourhoods(&conn, &area(text)).unwrap();
    assert_eq!(
        colonias("ageb:0790100010013"),
        ["Cerrito Azul", "El Papalote"]
    );
    assert_eq!(colonias("locality:079010023"), ["El Papalote"]);
    let text = listing(&conn).unwrap();
    assert!(text.contains("Zona B (fase/phase 2)"), "{text}");
    assert!(
        text.contains("AGEB 001-3, Villa Rayuela  Cerrito Azul, El Papalote"),
        "{text}"
    );
}

#[test]
fn making_a_zone_again_changes_nothing_and_may_add_to_it() {
    let conn = with_census();
    make_zone(&conn, &zone_b()).unwrap();
    let once = everything(&conn);
    make_zone(&conn, &zone_b()).unwrap();
    assert_eq!(everything(&conn), once);
    let more = ZonePlan {
        name: "Zona B".into(),
        areas: vec![area("ageb:0790100010028")],
        ..ZonePlan::default()
    };
    let made = make_zone(&conn, &more).unwrap();
    assert_eq!((made.areas, made.phase), (3, Some(2)));
}

#[test]
fn an_area_in_two_zones_is_pointed_out() {
    let conn = with_census();
    make_zone(&conn, &zone_b()).unwrap();
    let made = make_zone(
        &conn,
        &ZonePlan {
            name: "Zona C".into(),
            ..zone_b()
        },
    )
    .unwrap();
    assert_eq!(
        made.shared[0],
        (area("ageb:0790100010013"), "Zona B".into())
    );
}

#[test]
fn a_zone_of_unknown_areas_is_refused_with_all_of_them() {
    let conn = with_census();
    let unknown = [area("ageb:0790100019990"), area("locality:079010999")];
    let plan = ZonePlan {
        areas: unknown.to_vec(),
        ..zone_b()
    };
    let error = make_zone(&conn, &plan).unwrap_err().to_string();
    assert!(
        error.contains("ageb:0790100019990, locality:079010999"),
        "{error}"
    );
    assert!(store::zones(&conn).unwrap().is_empty());
}

#[test]
fn a_zone_without_name_or_areas_or_of_blocks_is_refused() {
    let conn = with_census();
    let plan = ZonePlan {
        name: " ".into(),
        ..zone_b()
    };
    assert!(matches!(
        make_zone(&conn, &plan),
        Err(MakeZoneError::NoName)
    ));
    let plan = ZonePlan {
        areas: Vec::new(),
        ..zone_b()
    };
    assert!(matches!(
        make_zone(&conn, &plan),
        Err(MakeZoneError::NoAreas(_))
    ));
    let plan = ZonePlan {
        areas: vec![area("block:0790100010013001")],
        ..zone_b()
    };
    assert!(matches!(
        make_zone(&conn, &plan),
        Err(MakeZoneError::WrongKind { .. })
    ));
    assert!(Neighbourhood::parse("Cerrito Azul=0790100010013").is_err());
}

#[test]
fn a_device_is_told_names_colonias_blocks_and_what_to_expect() {
    let conn = with_census();
    make_zone(&conn, &zone_b()).unwrap();
    let wanted = [
        "ageb:0790100010013",
        "locality:079010023",
        "ageb:0790100010174",
    ]
    .map(area);
    let [urban, rural, withheld] = areas_for_device(&conn, &wanted)
        .unwrap()
        .try_into()
        .unwrap();
    assert_eq!(urban.name, "AGEB 001-3, Villa Rayuela");
    assert_eq!(urban.zone.as_deref(), Some("Zona B"));
    assert_eq!(urban.blocks, ["001", "002"]);
    assert_eq!(urban.expected_households, Some(150));
    assert_eq!(urban.neighbourhoods, ["Cerrito Azul", "El Papalote"]);
    assert_eq!(
        (rural.name.as_str(), rural.blocks.len()),
        ("Los Tulipanes del Ñandú", 0)
    );
    assert_eq!(
        (withheld.expected_households, withheld.zone),
        (Some(2), None)
    );
}

#[test]
fn an_empty_territory_says_how_to_begin() {
    assert!(
        listing(&territory())
            .unwrap()
            .contains("rayuela territory import ARCHIVO.csv")
    );
}

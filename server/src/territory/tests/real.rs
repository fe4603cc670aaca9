//! INEGI's real files, where they lie beside the repository (`../shared/data`). They are not part
//! of it; without them each test says on standard error that it was skipped.

use std::io::Write;

use survey_forms::area::CheckDigit;

use super::*;
use crate::territory::columns::Layout;

/// The path of a real file; none, and a visible line, where it is not there.
fn real(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/data")
        .join(name);
    if path.exists() {
        return Some(path);
    }
    // Not eprintln!: the test harness would hide it.
    let _ = writeln!(
        std::io::stderr(),
        "SKIPPED, no real input: ../shared/data/{name}"
    );
    None
}

#[test]
fn tuxtla_by_ageb_adds_up_to_what_inegi_says() {
    let Some(path) = real("tuxtla_ageb_2020.csv") else {
        return;
    };
    let mut conn = territory();
    let summary = import_files(&mut conn, &[path]).unwrap().remove(0);
    let agebs = summary.totals[&AreaKind::Ageb];
    assert_eq!(agebs.areas, 227);
    assert_eq!(agebs.population, Span::exact(594_496));
    assert_eq!(agebs.population, Span::exact(578_830 + 9_868 + 5_798));
    assert_eq!(
        agebs.population,
        summary.totals[&AreaKind::Locality].population
    );
    assert_eq!(
        agebs.households,
        Some(Span {
            min: 163_671,
            max: 163_673
        })
    );
    assert_eq!(summary.withheld, 2);
    assert_eq!(summary.doubts, []);
    assert_eq!(known(&conn, "municipality:07101").name, "Tuxtla Gutiérrez");
    assert_eq!(
        known(&conn, "municipality:07101").children,
        Some(Span::exact(126_755))
    );
}

#[test]
fn every_ageb_of_chiapas_has_the_check_digit_we_derive() {
    let Some(path) = real("chiapas_ageb_2020.csv") else {
        return;
    };
    let mut conn = territory();
    let summary = import_files(&mut conn, &[path]).unwrap().remove(0);
    let agebs = store::areas(&conn, AreaKind::Ageb).unwrap();
    assert_eq!(agebs.len(), 1_925);
    assert!(
        agebs
            .iter()
            .all(|area| area.area.check_digit() == CheckDigit::Holds)
    );
    assert_eq!(summary.doubts, []);
    assert_eq!(
        summary.totals[&AreaKind::State].population,
        Span::exact(5_543_828)
    );
}

#[test]
fn withheld_rows_of_chiapas_hold_the_true_children() {
    // A locality's total gives away what its withheld AGEBs hold together; the bounds must hold it.
    let Some(path) = real("chiapas_ageb_2020.csv") else {
        return;
    };
    let mut conn = territory();
    import_files(&mut conn, &[path]).unwrap();
    let agebs = store::areas(&conn, AreaKind::Ageb).unwrap();
    let mut checked = 0;
    for locality in store::areas(&conn, AreaKind::Locality).unwrap() {
        let inside = |area: &&store::Area| area.area.locality() == Some(locality.area.key());
        let sum = |figure: fn(&store::Area) -> Option<Span>| -> Span {
            agebs.iter().filter(inside).filter_map(figure).sum()
        };
        let bounds = [sum(|area| area.households), sum(|area| area.children)];
        let totals = [locality.households, locality.children].map(Option::unwrap);
        for (bound, total) in bounds.into_iter().zip(totals) {
            assert!(
                bound.min <= total.max && total.min <= bound.max,
                "{locality:?}: {bound}"
            );
            checked += usize::from(!bound.is_exact());
        }
    }
    assert_eq!(
        checked, 62,
        "31 localities with withheld AGEBs, two figures each"
    );
}

#[test]
fn localities_of_tuxtla_and_villa_victoria_come_from_iter() {
    for (name, municipality, localities, people) in [
        ("iter_loc_07101.csv", "07101", 126, 604_147),
        ("iter_loc_15114.csv", "15114", 108, 108_196),
    ] {
        let Some(path) = real(name) else { continue };
        let mut conn = territory();
        let summary = import_files(&mut conn, &[path]).unwrap().remove(0);
        assert_eq!(summary.layout, Some(Layout::ByLocalityPopulationOnly));
        assert_eq!(summary.totals[&AreaKind::Locality].areas, localities);
        assert_eq!(
            summary.totals[&AreaKind::Locality].population,
            Span::exact(people)
        );
        let area = AreaKey::new(AreaKind::Municipality, municipality).unwrap();
        assert!(!store::area(&conn, &area).unwrap().unwrap().name.is_empty());
    }
}

#[test]
fn localities_of_tuxtla_get_their_real_polygons() {
    let names = [
        "AGLOC_07101.geojson",
        "tuxtla_ageb_2020.csv",
        "iter_loc_07101.csv",
    ];
    let Some(paths) = names
        .iter()
        .map(|name| real(name))
        .collect::<Option<Vec<_>>>()
    else {
        return;
    };
    let mut conn = territory();
    let summaries = import_files(&mut conn, &paths).unwrap();
    let layer = &summaries[2];
    let unknown = layer.doubts.iter().find_map(|doubt| match doubt {
        Doubt::UnknownPolygons { keys } => Some(keys.len() as u64),
        _ => None,
    });
    assert_eq!(
        layer.polygons[&AreaKind::Locality] + unknown.unwrap_or(0),
        25
    );
    assert!(known(&conn, "locality:071010037").has_polygon);
    assert_eq!(known(&conn, "locality:071010037").name, "Copoya");
}

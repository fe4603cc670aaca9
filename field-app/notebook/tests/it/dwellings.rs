//! Areas, the list of dwellings, visits.

use crate::support::hub::Hub;
use crate::support::interview::list;
use crate::support::{AREA, Tablet};
use notebook::views::DwellingState;
use notebook::{ListDwelling, Problem, visit_result_choices};

#[test]
fn a_listed_dwelling_stands_in_its_area_and_waits() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let household = list(&mut tablet.notebook, "12");
    let line = tablet.notebook.dwelling(household).unwrap();
    assert_eq!(line.state, DwellingState::NotVisited);
    assert!(line.waiting && line.folio.starts_with("R-"));
    let area = &tablet.notebook.areas().unwrap()[0];
    assert_eq!((area.listed, area.visited, area.pending), (1, 0, 1));
    assert_eq!(tablet.notebook.status().unwrap().waiting, 1);
}

#[test]
fn each_visit_result_moves_the_dwelling_where_it_belongs() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    for (number, result, state) in [
        ("1", "01", DwellingState::Visited),
        ("2", "03", DwellingState::Refused),
        ("3", "06", DwellingState::NotAHome),
        ("4", "15", DwellingState::InProgress),
        ("5", "223", DwellingState::Visited),
    ] {
        let household = list(&mut tablet.notebook, number);
        let line = tablet.notebook.record_visit(household, result, "").unwrap();
        assert_eq!((line.state, line.visits), (state, 1), "{result}");
        assert_eq!(line.last_result.unwrap().code, result);
    }
    let area = &tablet.notebook.areas().unwrap()[0];
    assert_eq!((area.listed, area.visited, area.refused), (5, 5, 1));
    assert_eq!(area.pending, 3);
}

#[test]
fn a_second_visit_counts_and_its_result_is_the_last() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let household = list(&mut tablet.notebook, "1");
    tablet
        .notebook
        .record_visit(household, "01", "perro suelto")
        .unwrap();
    tablet.restart();
    let line = tablet.notebook.record_visit(household, "03", "").unwrap();
    assert_eq!((line.visits, line.state), (2, DwellingState::Refused));
}

#[test]
fn the_same_dwelling_is_listed_twice_only_when_another_household_lives_there() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    list(&mut tablet.notebook, "7");
    let mut again = ListDwelling {
        area: AREA.into(),
        block: "0710100010363001".into(),
        number: "7".into(),
        address: "Calle del Jobo 7".into(),
        another_household: false,
    };
    let refused: Problem = tablet.notebook.list_dwelling(&again).unwrap_err().into();
    assert_eq!(refused.code, "already_listed");
    again.another_household = true;
    tablet.notebook.list_dwelling(&again).unwrap();
    assert_eq!(tablet.notebook.dwellings(AREA).unwrap().len(), 2);
}

#[test]
fn an_area_of_someone_else_or_an_empty_address_is_refused() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let mut listed = ListDwelling {
        area: "ageb:0710100010382".into(),
        block: String::new(),
        number: "1".into(),
        address: String::new(),
        another_household: false,
    };
    let refused: Problem = tablet.notebook.list_dwelling(&listed).unwrap_err().into();
    assert_eq!(refused.code, "unknown_area");
    listed.area = AREA.into();
    listed.number = " ".into();
    let refused: Problem = tablet.notebook.list_dwelling(&listed).unwrap_err().into();
    assert_eq!(refused.code, "no_address");
}

#[test]
fn an_unknown_visit_result_is_refused_and_nothing_is_noted() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let household = list(&mut tablet.notebook, "1");
    let refused: Problem = tablet
        .notebook
        .record_visit(household, "77", "")
        .unwrap_err()
        .into();
    assert_eq!(refused.code, "unknown_result");
    assert_eq!(tablet.notebook.dwelling(household).unwrap().visits, 0);
    assert!(
        visit_result_choices()
            .iter()
            .any(|result| result.code == "00")
    );
}

//! Results of visits, and that the questionnaire offers them all.

use survey_forms::{Questionnaire, VisitClass, visit_result, visit_results};

#[test]
fn inegis_twenty_codes_and_ours_are_all_there_once() {
    let codes: Vec<&str> = visit_results().iter().map(|result| result.code).collect();
    for code in (0..20).map(|n| format!("{n:02}")) {
        assert!(codes.contains(&code.as_str()), "{code}");
    }
    for ours in ["C0", "223", "224", "233", "317", "318", "452", "461", "462"] {
        assert!(codes.contains(&ours), "{ours}");
    }
    let mut once = codes.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), codes.len());
}

#[test]
fn each_result_counts_as_the_class_of_its_source() {
    let class = |code| visit_result(code).unwrap().class;
    assert_eq!(
        (class("00"), class("C0")),
        (VisitClass::Complete, VisitClass::Complete)
    );
    assert_eq!(class("15"), VisitClass::Partial);
    assert_eq!(
        (class("03"), class("17")),
        (VisitClass::Refused, VisitClass::Refused)
    );
    for code in ["01", "02", "16"] {
        assert_eq!(class(code), VisitClass::NonContact, "{code}");
    }
    for code in ["04", "05", "18"] {
        assert_eq!(class(code), VisitClass::Other, "{code}");
    }
    for code in ["06", "07", "08", "09", "10", "11", "12", "13", "14"] {
        assert_eq!(class(code), VisitClass::NotEligible, "{code}");
    }
}

#[test]
fn the_questionnaire_offers_exactly_the_results_of_the_table() {
    let q = Questionnaire::shipped();
    for code in ["visit_result", "closing_result"] {
        let options = q.question(code).unwrap().1.kind.options();
        let offered: Vec<_> = options.iter().map(|o| (o.code.as_str(), &o.text)).collect();
        let table: Vec<_> = visit_results().iter().map(|r| (r.code, &r.words)).collect();
        assert_eq!(offered, table, "{code}");
    }
}

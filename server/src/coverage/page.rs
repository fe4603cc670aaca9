//! What the coverage pages show, as texts: the templates only place them.
//!
//! A row carries an area, its counts and a folio, never a person.

use survey_forms::visit_result;

use super::drawing::Drawing;
use super::progress::{AreaCoverage, Class, Counts, ListingFlag};
use super::rates::Outcomes;
use super::store::Dwelling;
use super::tiles::TileGroup;
use crate::pages::{Lang, Pager, Shell, day, hour};
use crate::territory::masked::{Span, grouped};

/// The map, the table and the totals of a round.
#[derive(askama::Template)]
#[template(path = "coverage.html")]
pub struct CoveragePage {
    pub shell: Shell,
    /// Name and days of the round; none before the first one.
    pub round: Option<String>,
    pub zones: Vec<String>,
    pub zone: String,
    pub all: bool,
    pub rows: Vec<Row>,
    pub totals: Row,
    pub map: Drawing,
    pub groups: Vec<TileGroup>,
    /// Areas shown that have no polygon.
    pub missing: usize,
    pub legend: Vec<(Class, &'static str)>,
    pub rates: Vec<Rate>,
}

/// The folios of one area.
#[derive(askama::Template)]
#[template(path = "coverage_area.html")]
pub struct AreaPage {
    pub shell: Shell,
    pub row: Row,
    pub state: String,
    pub states: Vec<(&'static str, &'static str)>,
    pub dwellings: Vec<DwellingRow>,
    pub pager: Pager,
}

/// An area, or all of them, in a table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// `kind:KEY`; empty for the totals.
    pub area: String,
    pub name: String,
    pub zone: String,
    pub neighbourhoods: String,
    pub expected: String,
    pub listed: String,
    pub visited: String,
    pub complete: String,
    pub refused: String,
    pub not_a_home: String,
    pub pending: String,
    /// `63 %`.
    pub share: String,
    pub mark: &'static str,
    /// Why to look at the listing; empty when it is in order.
    pub flag: &'static str,
}

/// A response rate with its meaning.
#[derive(Clone, Debug)]
pub struct Rate {
    pub name: &'static str,
    pub value: String,
    pub meaning: &'static str,
}

/// A dwelling in the table of an area.
#[derive(Clone, Debug)]
pub struct DwellingRow {
    pub folio: String,
    pub block: String,
    pub number: String,
    pub state: &'static str,
    /// The style of its state's chip.
    pub chip: &'static str,
    pub result: String,
    pub visits: String,
    pub discrepancies: u64,
    pub updated: String,
}

impl Row {
    /// An area's row.
    pub fn of(area: &AreaCoverage, lang: Lang) -> Row {
        let flag = area
            .listing_flag()
            .map_or("", |flag| lang.of_pair(flag_words(flag)));
        Row {
            area: area.area.to_string(),
            name: area.name.clone(),
            zone: area.zone.clone().unwrap_or_default(),
            neighbourhoods: area.neighbourhoods.join(", "),
            share: percent(area.share()),
            mark: area.class().mark(),
            flag,
            ..Row::counted(&area.counts, area.expected, lang)
        }
    }

    /// The totals of some areas. Expected is not known once one area does not say it.
    pub fn total(areas: &[AreaCoverage], lang: Lang) -> Row {
        let counts: Counts = areas.iter().map(|area| area.counts).sum();
        let expected: Option<Vec<Span>> = areas.iter().map(|area| area.expected).collect();
        Row::counted(&counts, expected.map(|spans| spans.into_iter().sum()), lang)
    }

    fn counted(counts: &Counts, expected: Option<Span>, lang: Lang) -> Row {
        Row {
            expected: expected.map_or(lang.t("sin dato", "unknown").to_owned(), |span| {
                span.to_string()
            }),
            listed: grouped(counts.listed),
            visited: grouped(counts.visited),
            complete: grouped(counts.complete),
            refused: grouped(counts.refused),
            not_a_home: grouped(counts.not_a_home),
            pending: grouped(counts.pending()),
            ..Row::default()
        }
    }
}

fn flag_words(flag: ListingFlag) -> (&'static str, &'static str) {
    match flag {
        ListingFlag::Short => (
            "Se listaron menos viviendas que las del censo. Revise si faltan calles.",
            "Fewer homes were listed than in the census. Check for missing streets.",
        ),
        ListingFlag::Over => (
            "Se listaron muchas más viviendas que las del censo. Revise los límites.",
            "Far more homes were listed than in the census. Check the boundaries.",
        ),
    }
}

fn percent(share: Option<f64>) -> String {
    share.map_or(String::new(), |share| format!("{:.0} %", share * 100.0))
}

/// The legend in the order of the classes.
pub fn legend(lang: Lang) -> Vec<(Class, &'static str)> {
    Class::ALL
        .map(|class| (class, lang.of_pair(class.words())))
        .into()
}

/// The response rates that a supervisor asks for.
pub fn rates(outcomes: &Outcomes, lang: Lang) -> Vec<Rate> {
    let rate = |name, value: Option<f64>, meaning| Rate {
        name,
        value: value.map_or("–".to_owned(), |_| percent(value)),
        meaning: lang.of_pair(meaning),
    };
    vec![
        rate(
            "RR1",
            outcomes.response_rate_1(),
            (
                "Entrevistas completas, de todas las viviendas que son o pueden ser hogar",
                "Complete interviews, of all dwellings that are or may be homes",
            ),
        ),
        rate(
            "COOP1",
            outcomes.cooperation_rate_1(),
            (
                "Entrevistas completas, de los hogares donde alguien atendió",
                "Complete interviews, of homes where somebody answered",
            ),
        ),
        rate(
            "REF1",
            outcomes.refusal_rate_1(),
            (
                "Rechazos, de todas las viviendas que son o pueden ser hogar",
                "Refusals, of all dwellings that are or may be homes",
            ),
        ),
        rate(
            "CON1",
            outcomes.contact_rate_1(),
            (
                "Viviendas donde alguien atendió, de las que son o pueden ser hogar",
                "Dwellings where somebody answered, of those that are or may be homes",
            ),
        ),
    ]
}

/// The states of a dwelling, as the table stores them, with their words.
const STATES: [(&str, &str, (&str, &str)); 6] = [
    ("listed", "", ("Sin visitar", "Not visited")),
    (
        "visited",
        "pending",
        ("Visitada, pendiente", "Visited, pending"),
    ),
    (
        "in_progress",
        "pending",
        ("Entrevista en curso", "Interview under way"),
    ),
    ("complete", "done", ("Completa", "Complete")),
    ("refused", "", ("Rechazo", "Refused")),
    (
        "not_a_home",
        "",
        ("Sin hogar que entrevistar", "No home to interview"),
    ),
];

/// States to choose from, with their words.
pub fn states(lang: Lang) -> Vec<(&'static str, &'static str)> {
    STATES
        .map(|(state, _, words)| (state, lang.of_pair(words)))
        .into()
}

/// Whether a text is one of the states.
pub fn is_state(text: &str) -> bool {
    STATES.iter().any(|(state, _, _)| *state == text)
}

impl DwellingRow {
    /// A dwelling's row.
    pub fn of(dwelling: &Dwelling, lang: Lang) -> DwellingRow {
        let state = STATES.iter().find(|(state, _, _)| *state == dwelling.state);
        let result = dwelling
            .visit_result
            .as_deref()
            .filter(|code| !code.is_empty());
        let words = |code: &str| {
            visit_result(code).map_or_else(
                || code.to_owned(),
                |result| lang.t(&result.words.es, &result.words.en).to_owned(),
            )
        };
        let at = &dwelling.updated_at;
        DwellingRow {
            folio: dwelling.folio.clone(),
            block: dwelling.block.clone().unwrap_or_default(),
            number: dwelling.dwelling_number.clone().unwrap_or_default(),
            state: state.map_or("", |(_, _, words)| lang.of_pair(*words)),
            chip: state.map_or("", |(_, chip, _)| chip),
            result: result.map(words).unwrap_or_default(),
            visits: grouped(dwelling.visits),
            discrepancies: dwelling.discrepancies,
            updated: format!("{} {}", day(at, lang), hour(at)).trim().to_owned(),
        }
    }
}

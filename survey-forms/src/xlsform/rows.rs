//! The rows of an XLSForm, typed: between the questionnaire and its sheets, and between it and the
//! XForm. Start with [`Form`]. `marks.rs` reads and writes the column `rayuela`. Knows neither how
//! a question becomes rows nor how rows become cells.

mod marks;

use std::collections::BTreeMap;

use crate::Words;

pub(crate) use marks::Marks;

/// What the sheets and the XForm call the languages; Spanish is the default.
pub(crate) const SPANISH: &str = "Español (es)";
pub(crate) const ENGLISH: &str = "English (en)";

/// Codes of the options that say why there is no value, and of "none of these".
pub(crate) const DONT_KNOW: &str = "dont_know";
pub(crate) const REFUSED: &str = "refused";
pub(crate) const RANGE: &str = "range";
pub(crate) const NONE: &str = "none";

/// Names of the repeats, and of the row that counts a child's jobs.
pub(crate) const MEMBER: &str = "member";
pub(crate) const JOB: &str = "job";
pub(crate) const VISIT: &str = "visit";
pub(crate) const JOB_COUNT: &str = "job_count";

/// Which members a section about children is asked of; stands before the section's own test.
pub(crate) const IS_CHILD: &str = "(${age_max} >= 5 and ${age_min} <= 17)";

/// The words of a derived option; None for a code that is not derived.
pub(crate) fn derived_words(code: &str) -> Option<Words> {
    Some(match code {
        DONT_KNOW => Words::new("No sabe", "Does not know"),
        REFUSED => Words::new("Prefiere no responder", "Prefers not to answer"),
        RANGE => Words::new("Un rango", "A range"),
        NONE => Words::new("Ninguna de estas", "None of these"),
        _ => return None,
    })
}

/// A whole XLSForm.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Form {
    pub settings: Settings,
    pub survey: Vec<SurveyRow>,
    /// In order of first use.
    pub lists: Vec<List>,
}

/// The sheet `settings`. Marks: `title_en=…`, `order=door visit …` (the sections' codes), each
/// quoted where it holds blanks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Settings {
    pub form_id: String,
    pub version: String,
    pub title: Words,
    /// Of the privacy notice; its words are the group and note marked `notice`.
    pub notice_version: String,
    pub marks: Marks,
}

/// One row of the sheet `survey`. Expressions are spelled as in the sheet: `${name}`, no `age-at`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SurveyRow {
    pub kind: RowType,
    /// Empty for the ends of groups and repeats.
    pub name: String,
    /// Blank where there is none.
    pub label: Words,
    pub hint: Words,
    pub required: bool,
    pub relevant: String,
    pub constraint: String,
    pub constraint_message: Words,
    pub calculation: String,
    pub choice_filter: String,
    pub repeat_count: String,
    pub appearance: String,
    /// `derived`: follows from another row, passed over when the sheet is read.
    /// On groups: `about=each_child kept=round`, and `code=…` where the name is another.
    /// On questions: `max=60 form=curp unit=hours required may_not_know may_refuse
    /// may_be_interval none_of_these by_device`.
    /// On the privacy notice's group and note: `notice`.
    pub marks: Marks,
}

impl SurveyRow {
    pub fn new(kind: RowType, name: impl Into<String>) -> SurveyRow {
        SurveyRow {
            kind,
            name: name.into(),
            label: Words::default(),
            hint: Words::default(),
            required: false,
            relevant: String::new(),
            constraint: String::new(),
            constraint_message: Words::default(),
            calculation: String::new(),
            choice_filter: String::new(),
            repeat_count: String::new(),
            appearance: String::new(),
            marks: Marks::default(),
        }
    }
}

/// What stands in the column `type`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RowType {
    Text,
    Integer,
    Decimal,
    Date,
    Time,
    DateTime,
    GeoPoint,
    Note,
    Calculate,
    /// With the list's name.
    SelectOne(String),
    SelectMultiple(String),
    BeginGroup,
    EndGroup,
    BeginRepeat,
    EndRepeat,
}

/// The types that stand alone in their cell.
const PLAIN_TYPES: [(RowType, &str); 13] = [
    (RowType::Text, "text"),
    (RowType::Integer, "integer"),
    (RowType::Decimal, "decimal"),
    (RowType::Date, "date"),
    (RowType::Time, "time"),
    (RowType::DateTime, "dateTime"),
    (RowType::GeoPoint, "geopoint"),
    (RowType::Note, "note"),
    (RowType::Calculate, "calculate"),
    (RowType::BeginGroup, "begin_group"),
    (RowType::EndGroup, "end_group"),
    (RowType::BeginRepeat, "begin_repeat"),
    (RowType::EndRepeat, "end_repeat"),
];

impl RowType {
    /// As the sheet spells it.
    pub fn cell(&self) -> String {
        match self {
            RowType::SelectOne(list) => format!("select_one {list}"),
            RowType::SelectMultiple(list) => format!("select_multiple {list}"),
            plain => PLAIN_TYPES
                .iter()
                .find(|(kind, _)| kind == plain)
                .map(|(_, text)| (*text).to_owned())
                .unwrap_or_default(),
        }
    }
}

/// A list of the sheet `choices`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct List {
    pub name: String,
    pub choices: Vec<ChoiceRow>,
}

/// One row of the sheet `choices`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ChoiceRow {
    pub code: String,
    pub label: Words,
    /// Columns beyond the standard ones: what stands behind the option, usable in filters.
    pub columns: BTreeMap<String, String>,
    /// `derived` for *no sabe* and the like; `codes.KEY=value` for what cannot head a column.
    pub marks: Marks,
}

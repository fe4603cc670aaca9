//! Views of an interview: the path of tiles, one section, the review.

use super::TextView;
use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;
use uuid::Uuid;

/// How far one tile of the path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// Nothing answered.
    Empty,
    /// Something answered.
    Started,
    /// All that is due is answered.
    Done,
}

/// One tile: a section for one subject.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
pub struct PathStep {
    /// Code of the section.
    pub section: String,
    /// Whom it is about: empty for the household.
    pub subject: String,
    /// The section's title.
    pub title: TextView,
    /// The member's given name, or empty.
    pub about: String,
    /// How far it is.
    pub state: StepState,
}

/// The interview as a path of tiles.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
pub struct PathView {
    /// Its id.
    #[ts(type = "string")]
    pub household: Uuid,
    /// *Folio*.
    pub folio: String,
    /// Address as listed.
    pub address: String,
    /// True once the interview has been closed: answers change by `correct`.
    pub closed: bool,
    /// The tiles in order.
    pub steps: Vec<PathStep>,
}

/// A section for a subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PlaceRef {
    /// Code of the section.
    pub section: String,
    /// Whom it is about.
    pub subject: String,
}

/// Kinds of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuestionType {
    /// Free words.
    Text,
    /// A number, perhaps an interval.
    Number,
    /// Yes or no.
    YesNo,
    /// One of the options.
    Choice,
    /// Any of the options.
    Choices,
    /// A day.
    Date,
    /// Nothing to answer: a sentence to read.
    Note,
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OptionView {
    /// What is stored.
    pub code: String,
    /// Spanish.
    pub es: String,
    /// English.
    pub en: String,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct KindView {
    /// The kind.
    #[serde(rename = "type")]
    pub kind: QuestionType,
    /// For choices; empty otherwise.
    pub options: Vec<OptionView>,
    /// Least number; least length never.
    pub min: Option<f64>,
    /// Greatest number, or greatest length of a text in characters.
    pub max: Option<f64>,
    /// Unit of a number, e.g. `horas`.
    pub unit: Option<TextView>,
    /// Whether `30..40` may be given for a number.
    pub may_be_interval: bool,
    /// Whether the number must be whole.
    pub integer: bool,
    /// For choices: "none of these" is an answer (an empty text).
    pub none_of_these: bool,
}

/// One question that is due, with its answer.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct QuestionView {
    /// Code.
    pub code: String,
    /// What is asked.
    pub text: TextView,
    /// Help, when there is some.
    pub help: Option<TextView>,
    /// How it is answered.
    pub kind: KindView,
    /// The answer as a scalar (contract: `!dont_know`, `30..40` …); null: none yet.
    #[ts(type = "string | number | boolean | null")]
    pub answer: Option<Value>,
    /// "Does not know" may be chosen.
    pub may_not_know: bool,
    /// "Prefers not to answer" may be chosen.
    pub may_refuse: bool,
    /// The interview cannot be closed without it.
    pub required: bool,
}

/// How many tiles are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct ProgressView {
    /// Done.
    pub done: u32,
    /// Of all.
    pub of: u32,
}

/// One section as it stands.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct SectionView {
    /// The household.
    #[ts(type = "string")]
    pub household: Uuid,
    /// Code of the section.
    pub section: String,
    /// Whom it is about.
    pub subject: String,
    /// The member's given name, or empty.
    pub about: String,
    /// Title.
    pub title: TextView,
    /// Opening words.
    pub intro: Option<TextView>,
    /// Questions that are due now.
    pub questions: Vec<QuestionView>,
    /// The tile after this one.
    pub next: Option<PlaceRef>,
    /// The tile before this one.
    pub previous: Option<PlaceRef>,
    /// How far the whole interview is.
    pub progress: ProgressView,
}

/// A member was added to the roster.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
pub struct MemberAdded {
    /// The new subject.
    pub subject: String,
    /// The path with it.
    pub path: PathView,
}

/// How much a remark weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The interview cannot be closed like this.
    MustFix,
    /// Look again; it may be right.
    Check,
}

/// One remark of the review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RemarkView {
    /// How much it weighs.
    pub severity: Severity,
    /// Spanish.
    pub es: String,
    /// English.
    pub en: String,
    /// Where: section, perhaps empty.
    pub section: String,
    /// Where: subject.
    pub subject: String,
    /// Where: question.
    pub code: String,
}

/// What stands between here and closing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReviewView {
    /// Remarks, weightiest first.
    pub remarks: Vec<RemarkView>,
    /// Nothing must be fixed.
    pub can_close: bool,
}

/// A correction was kept.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct CorrectedView {
    /// The household.
    #[ts(type = "string")]
    pub household: Uuid,
    /// Whom it is about.
    pub subject: String,
    /// Which question.
    pub code: String,
    /// The value now.
    #[ts(type = "string | number | boolean | null")]
    pub answer: Value,
    /// It has not been handed over yet.
    pub waiting: bool,
}

impl From<survey_forms::StepState> for StepState {
    fn from(state: survey_forms::StepState) -> Self {
        match state {
            survey_forms::StepState::Empty => Self::Empty,
            survey_forms::StepState::Started => Self::Started,
            survey_forms::StepState::Done => Self::Done,
        }
    }
}

debug_without_people!(
    PathStep,
    PathView,
    QuestionView,
    SectionView,
    MemberAdded,
    CorrectedView
);

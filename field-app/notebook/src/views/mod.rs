//! The shapes that the screens receive, exported to TypeScript by ts-rs.
//!
//! A view holds words, never a rule: what is due, accepted or missing has been decided before.
//! The bindings lie in `field-app/ui/src/bindings`; a test says when they are out of date.

/// A `Debug` form that tells the kind of view and nothing in it: logs hold no people.
macro_rules! debug_without_people {
    ($($view:ident),* $(,)?) => {$(
        impl std::fmt::Debug for $view {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($view)).finish_non_exhaustive()
            }
        }
    )*};
}

mod fieldwork;
mod hand_over;
mod interview;

pub use fieldwork::{
    AreaView, DwellingState, DwellingView, NoticeView, ResultWords, Stage, StatusView,
    VisitResultView,
};
pub use hand_over::{HandOverProgress, HandOverStage, HandOverView, QuarantinedView};
pub use interview::{
    CorrectedView, KindView, MemberAdded, OptionView, PathStep, PathView, PlaceRef, ProgressView,
    QuestionType, QuestionView, RemarkView, ReviewView, SectionView, Severity, StepState,
};

use serde::Serialize;
use ts_rs::TS;

/// A text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct TextView {
    /// Spanish of Mexico.
    pub es: String,
    /// English.
    pub en: String,
}

impl From<&survey_forms::Words> for TextView {
    fn from(words: &survey_forms::Words) -> Self {
        Self {
            es: words.es.clone(),
            en: words.en.clone(),
        }
    }
}

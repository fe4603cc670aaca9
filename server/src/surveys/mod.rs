//! *Levantamiento*: one round of the survey, with its dates and the questionnaire it asks.
//! Start at `open`. A questionnaire is named by the hash of its content and signed by this
//! server, so that a device asks nothing that the municipality did not issue.

mod command;
mod open;
mod store;

pub use command::SurveyCommand;
pub use open::{OpenSurveyError, Opening, open, signed_bytes};
pub use store::{IssuedQuestionnaire, Survey, ids, issued_questionnaire, latest, survey};

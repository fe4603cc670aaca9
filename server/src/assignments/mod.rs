//! *Asignación*: which areas a person surveys in a round. It is also a device's scope: the only
//! households it is ever sent. Start at `assign` and `scope`.

pub mod assign;
pub mod command;
pub mod http;
pub mod store;

pub use assign::{AssignError, assign};
pub use http::areas_as_json;
pub use store::{Scope, municipality, scope};

//! *Cuaderno*: what an enumerator carries. Encrypted store, dwellings, interviews, hand-over.
//!
//! Start at [`Notebook`]: its verbs are in `enrol.rs`, `dwellings.rs`, `interview/` and
//! `hand_over.rs`; [`dispatch`] gives the same verbs by name, as the screens call them. The crate
//! knows nothing of windows and screens, and it **never classifies**: whether a child is in child
//! labour is decided on the server (architecture, decision 2).
//!
//! ```text
//! screen ─► dispatch ─► verb ─► survey-forms (due? fits?) ─► store (journal, draft)
//!                          └──► sync (one change at close) ─► store (record, change)
//! hand_over: store ─► sync (batch) ─► transport ─► server ─► receipt ─► store
//! ```
//!
//! One folder is one person's notebook: `key.json` (the sealed key) and `notebook.db`.

pub mod clock;
mod dispatch;
mod dwellings;
mod enrol;
pub mod entropy;
pub mod errors;
mod hand_over;
mod interview;
pub mod keys;
mod notebook;
pub mod problem;
pub mod questionnaires;
mod record;
pub mod store;
pub mod transport;
pub mod views;

pub use clock::{Clock, SystemClock};
pub use dispatch::{COMMANDS, dispatch};
pub use dwellings::{ListDwelling, visit_result_choices};
pub use enrol::Enrol;
pub use entropy::{Entropy, SystemEntropy};
pub use keys::KeyProvider;
pub use keys::passphrase::PassphraseKeys;
pub use notebook::{Notebook, Progress};
pub use problem::Problem;
pub use store::journal::Paradata;

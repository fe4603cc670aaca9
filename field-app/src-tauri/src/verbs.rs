//! The verbs by name.

/// The notebook's verbs, each a command of this shell. `build.rs` reads this file too: a verb
/// that does not stand here has no permission and cannot be called from the screens.
pub const VERBS: [&str; 21] = [
    "add_member",
    "answer",
    "areas",
    "clear_answer",
    "close_interview",
    "correct",
    "dwellings",
    "enrol",
    "hand_over",
    "hand_over_progress",
    "list_dwelling",
    "lock",
    "notice",
    "open_interview",
    "record_visit",
    "remove_member",
    "review",
    "section",
    "status",
    "unlock",
    "visit_results",
];

//! A limit on everything that a change from outside may claim. Sources: `docs/sync.md`.

/// Longest change chunk in bytes.
pub const CHANGE_MAX: usize = 64 * 1024;
/// Most changes that one may build on directly.
pub const DEPS_MAX: u64 = 64;
/// Most operations in a change.
pub const OPS_MAX: u64 = 20_000;
/// Most values that the operations of a change may replace.
pub const PREDS_MAX: u64 = 40_000;
/// Longest message in bytes.
pub const MESSAGE_MAX: usize = 500;
/// Highest operation counter of a household's record.
pub const OP_COUNTER_MAX: u64 = 10_000_000;

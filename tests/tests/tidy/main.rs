//! The house stays tidy: who may import whom, how long a file or a function may be, what may not
//! stand in the tree. Each rule is a test; a failing one names the file and the line.
//!
//! Start at `imports.rs` for the import table of `docs/ARCHITECTURE.md`, at `sizes.rs` for the
//! limits. Knows nothing of what the code does.

mod imports;
mod sizes;
mod targets;
mod words;

/// Fails with all faults at once, one a line.
fn none_of(faults: Vec<String>, rule: &str) {
    assert!(faults.is_empty(), "{rule}:\n  {}", faults.join("\n  "));
}

//! The binary `rayuela`. Start reading at `command.rs`, the tree of what it can be told to do.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::command::run()
}

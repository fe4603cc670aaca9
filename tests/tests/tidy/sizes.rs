//! Limits: no file over 500 lines, no function over 70, a module doc at the top of every file.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use crate::none_of;

const FILE_LINES_MAX: usize = 500;
const FUNCTION_LINES_MAX: usize = 70;

/// Sources that people write. Generated and vendored files are not read line by line by anyone.
fn sources(endings: &[&str]) -> Vec<(String, String)> {
    tests::tracked_files()
        .into_iter()
        .filter(|path| endings.iter().any(|ending| path.ends_with(ending)))
        .filter(|path| {
            !path.contains("/vendor/") && !path.contains("/bindings/") && !path.contains("/gen/")
        })
        .map(|path| {
            let text = std::fs::read_to_string(tests::root().join(&path)).expect("UTF-8 text");
            (path, text)
        })
        .collect()
}

#[test]
fn no_source_file_is_longer_than_five_hundred_lines() {
    let endings = [
        ".rs", ".ts", ".tsx", ".mjs", ".js", ".css", ".sql", ".html", ".sh", ".toml",
    ];
    let faults = sources(&endings)
        .iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > FILE_LINES_MAX)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    none_of(faults, "split these files where their reader would look");
}

/// Collects the functions of one file that are too long.
struct LongFunctions<'a> {
    path: &'a str,
    found: Vec<String>,
}

impl LongFunctions<'_> {
    fn weigh(&mut self, name: &syn::Ident, body: Span) {
        let lines = body.end().line - body.start().line + 1;
        if lines > FUNCTION_LINES_MAX {
            self.found.push(format!(
                "{}:{}: {name} has {lines} lines",
                self.path,
                body.start().line
            ));
        }
    }
}

impl<'ast> Visit<'ast> for LongFunctions<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.weigh(&item.sig.ident, item.block.span());
        visit::visit_item_fn(self, item);
    }
    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.weigh(&item.sig.ident, item.block.span());
        visit::visit_impl_item_fn(self, item);
    }
    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.weigh(&item.sig.ident, block.span());
        }
        visit::visit_trait_item_fn(self, item);
    }
}

#[test]
fn no_rust_function_is_longer_than_seventy_lines() {
    let mut faults = Vec::new();
    for (path, text) in sources(&[".rs"]) {
        let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut long = LongFunctions {
            path: &path,
            found: Vec::new(),
        };
        long.visit_file(&file);
        faults.extend(long.found);
    }
    none_of(faults, "split these functions");
}

#[test]
fn no_script_function_is_longer_than_seventy_lines() {
    let opens = regex::Regex::new(r"^\s*(export\s+)?(default\s+)?(async\s+)?(function\b|(const|let)\s+\w+\s*(:[^=]+)?=\s*(async\s*)?\(.*=>\s*\{\s*$)").expect("a pattern");
    let mut faults = Vec::new();
    for (path, text) in sources(&[".ts", ".tsx", ".mjs"]) {
        let lines: Vec<&str> = text.lines().collect();
        for (start, line) in lines
            .iter()
            .enumerate()
            .filter(|(_, line)| opens.is_match(line))
        {
            let indent = line.len() - line.trim_start().len();
            let closes = |other: &str| {
                other.len() - other.trim_start().len() == indent
                    && other.trim_start().starts_with('}')
            };
            let length = lines[start + 1..]
                .iter()
                .position(|other| closes(other))
                .map_or(1, |at| at + 2);
            if length > FUNCTION_LINES_MAX {
                faults.push(format!("{path}:{}: {length} lines", start + 1));
            }
        }
    }
    none_of(faults, "split these functions");
}

#[test]
fn every_rust_file_begins_by_saying_what_it_is() {
    let faults = sources(&[".rs"])
        .into_iter()
        .filter(|(_, text)| !text.trim_start().starts_with("//!"))
        .map(|(path, _)| path)
        .collect();
    none_of(faults, "these files have no module doc");
}

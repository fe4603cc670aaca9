//! Every test that is written is run: `./check` names each test target of the workspace.

use std::collections::BTreeSet;

use crate::none_of;

/// The targets that Cargo finds in the crates' `tests` folders, and those that manifests name.
fn targets() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    // A `tests` folder under `src` holds modules of the crate, no targets.
    let paths = tests::tracked_files();
    for path in paths.iter().filter(|path| !path.contains("/src/")) {
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            [.., "tests", file] if file.ends_with(".rs") => {
                found.insert(file.trim_end_matches(".rs").to_owned());
            }
            [.., "tests", folder, "main.rs"] => {
                found.insert((*folder).to_owned());
            }
            _ => {}
        }
    }
    found
}

#[test]
fn the_check_runs_every_test_target_of_the_workspace() {
    let check = std::fs::read_to_string(tests::root().join("check")).expect("the check script");
    let named: Vec<&str> = check
        .split("--test ")
        .skip(1)
        .filter_map(|rest| rest.split([' ', '"', '\n']).find(|word| !word.is_empty()))
        .map(|word| word.trim_matches('\''))
        .collect();
    let runs = |target: &str| {
        named.iter().any(|name| match name.strip_suffix('*') {
            Some(start) => target.starts_with(start),
            None => *name == target,
        })
    };
    let found = targets();
    assert!(found.contains("it") && found.contains("tidy"), "{found:?}");
    let faults = found.into_iter().filter(|target| !runs(target)).collect();
    none_of(faults, "name these test targets in ./check");
}

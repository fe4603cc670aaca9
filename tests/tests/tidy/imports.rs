//! The import table of `docs/ARCHITECTURE.md`, read from the manifests.

use std::collections::BTreeSet;

use toml::Table;

use crate::none_of;

/// One row of the import table: the crate's folder, the workspace crates it may use, and what it
/// must never use.
struct Row {
    folder: &'static str,
    workspace: &'static [&'static str],
    never: &'static [&'static str],
}

const IO: [&str; 9] = [
    "tokio",
    "axum",
    "axum-server",
    "hyper",
    "reqwest",
    "ureq",
    "rusqlite",
    "tauri",
    "getrandom",
];

const TABLE: [Row; 11] = [
    Row {
        folder: "survey-forms",
        workspace: &[],
        never: &[
            "automerge",
            "tokio",
            "axum",
            "reqwest",
            "rusqlite",
            "getrandom",
        ],
    },
    Row {
        folder: "server/classify",
        workspace: &[],
        never: &IO,
    },
    Row {
        folder: "server/indicators",
        workspace: &["classify"],
        never: &IO,
    },
    Row {
        folder: "server/microdata",
        workspace: &["classify"],
        never: &["tokio", "axum", "hyper", "reqwest", "ureq", "tauri"],
    },
    Row {
        folder: "sync",
        workspace: &["survey-forms"],
        never: &IO,
    },
    Row {
        folder: "field-app/notebook",
        workspace: &["survey-forms", "sync"],
        never: &["tauri", "axum"],
    },
    Row {
        folder: "field-app/src-tauri",
        workspace: &["notebook", "survey-forms"],
        never: &["rusqlite", "automerge"],
    },
    Row {
        folder: "field-app/host",
        workspace: &["notebook", "survey-forms"],
        never: &["tauri", "rusqlite"],
    },
    Row {
        folder: "field-app/fleet",
        workspace: &["notebook", "survey-forms"],
        never: &["tauri", "rusqlite"],
    },
    Row {
        folder: "server",
        workspace: &[
            "survey-forms",
            "sync",
            "classify",
            "microdata",
            "indicators",
        ],
        never: &["tauri"],
    },
    Row {
        folder: "tests",
        workspace: &["survey-forms", "sync", "classify"],
        never: &["tauri", "notebook"],
    },
];

/// The crates of this workspace by name.
const OURS: [&str; 11] = [
    "classify",
    "field-app",
    "field-app-host",
    "indicators",
    "microdata",
    "notebook",
    "rayuela-fleet",
    "server",
    "survey-forms",
    "sync",
    "tests",
];

fn manifest(folder: &str) -> Table {
    let path = tests::root().join(folder).join("Cargo.toml");
    std::fs::read_to_string(&path)
        .expect("a manifest")
        .parse()
        .expect("valid TOML")
}

/// Names under the given tables of a manifest, such as `dependencies`.
fn named(manifest: &Table, tables: &[&str]) -> BTreeSet<String> {
    tables
        .iter()
        .filter_map(|table| manifest.get(*table)?.as_table())
        .flat_map(|table| table.keys().cloned())
        .collect()
}

#[test]
fn every_crate_imports_only_what_the_table_allows() {
    let mut faults = Vec::new();
    for row in &TABLE {
        let manifest = manifest(row.folder);
        let all = named(
            &manifest,
            &["dependencies", "build-dependencies", "dev-dependencies"],
        );
        for used in all.iter().filter(|name| OURS.contains(&name.as_str())) {
            if !row.workspace.contains(&used.as_str()) {
                faults.push(format!("{} must not use the crate {used}", row.folder));
            }
        }
        let shipped = named(&manifest, &["dependencies", "build-dependencies"]);
        for used in shipped
            .iter()
            .filter(|name| row.never.contains(&name.as_str()))
        {
            faults.push(format!("{} must never use {used}", row.folder));
        }
    }
    none_of(faults, "the import table is broken");
}

#[test]
fn the_classifier_depends_on_serde_alone() {
    let names = named(
        &manifest("server/classify"),
        &["dependencies", "build-dependencies"],
    );
    assert_eq!(names, BTreeSet::from(["serde".to_owned()]));
}

#[test]
fn the_table_has_a_row_for_each_crate_of_the_workspace() {
    let workspace = manifest(".");
    let members: BTreeSet<&str> = workspace["workspace"]["members"]
        .as_array()
        .expect("members")
        .iter()
        .filter_map(toml::Value::as_str)
        .collect();
    assert_eq!(members, TABLE.iter().map(|row| row.folder).collect());
}

#[test]
fn the_pure_crates_read_no_file_no_socket_and_no_clock() {
    let banned = [
        "std::fs",
        "std::net",
        "std::process",
        "std::env",
        "SystemTime",
        "Instant::now",
        "Utc::now",
        "Local::now",
    ];
    let mut faults = Vec::new();
    for path in tests::tracked_files() {
        let pure = ["survey-forms/src/", "sync/src/", "server/classify/src/"];
        if !path.ends_with(".rs") || !pure.iter().any(|folder| path.starts_with(folder)) {
            continue;
        }
        let text = std::fs::read_to_string(tests::root().join(&path)).expect("readable");
        let production = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in production.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for word in banned.iter().filter(|word| code.contains(**word)) {
                faults.push(format!("{path}:{}: {word}", number + 1));
            }
        }
    }
    none_of(faults, "a pure crate touches the world");
}

#[test]
fn a_release_build_unwinds_and_links_without_lto() {
    let release = &manifest(".")["profile"]["release"];
    assert_eq!(
        release["panic"].as_str(),
        Some("unwind"),
        "the projector catches panics"
    );
    assert_eq!(release["lto"].as_bool(), Some(false));
}

//! The TypeScript bindings of the views are those of this source.
//!
//! When this fails because a view changed: `UPDATE_BINDINGS=1 cargo test -p notebook bindings`.

use notebook::Problem;
use notebook::views;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use ts_rs::{Config, TS};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/bindings")
}

fn export(folder: &Path) {
    let config = Config::new().with_out_dir(folder);
    views::StatusView::export_all(&config).unwrap();
    views::AreaView::export_all(&config).unwrap();
    views::DwellingView::export_all(&config).unwrap();
    views::VisitResultView::export_all(&config).unwrap();
    views::NoticeView::export_all(&config).unwrap();
    views::PathView::export_all(&config).unwrap();
    views::SectionView::export_all(&config).unwrap();
    views::MemberAdded::export_all(&config).unwrap();
    views::ReviewView::export_all(&config).unwrap();
    views::CorrectedView::export_all(&config).unwrap();
    views::HandOverView::export_all(&config).unwrap();
    views::HandOverProgress::export_all(&config).unwrap();
    Problem::export_all(&config).unwrap();
}

fn read(folder: &Path) -> BTreeMap<String, String> {
    let Ok(files) = fs::read_dir(folder) else {
        return BTreeMap::new();
    };
    files
        .map(|file| {
            let file = file.unwrap();
            let text = fs::read_to_string(file.path()).unwrap();
            (file.file_name().into_string().unwrap(), text)
        })
        .filter(|(name, _)| name.ends_with(".ts"))
        .collect()
}

#[test]
fn the_bindings_of_the_screens_are_up_to_date() {
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        export(&folder());
    }
    let fresh = tempfile::tempdir().unwrap();
    export(fresh.path());
    assert_eq!(
        read(&folder()),
        read(fresh.path()),
        "run UPDATE_BINDINGS=1 cargo test -p notebook bindings"
    );
}

//! The encrypted file itself.

use notebook::entropy::SystemEntropy;
use notebook::keys::StoreKey;
use notebook::store::{Store, StoreError};
use std::fs;

#[test]
fn the_store_is_really_encrypted_and_says_by_what() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notebook.db");
    let store = Store::open(&file, &StoreKey::generate(&mut SystemEntropy)).unwrap();
    assert!(store.cipher_version().unwrap().starts_with('4'));
    drop(store);
    let bytes = fs::read(&file).unwrap();
    assert!(!bytes.starts_with(b"SQLite format 3"));
}

#[test]
fn opening_without_a_key_reads_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notebook.db");
    drop(Store::open(&file, &StoreKey::generate(&mut SystemEntropy)).unwrap());
    let plain = rusqlite::Connection::open(&file).unwrap();
    let read = plain.query_row("select count(*) from sqlite_master", [], |row| row.get(0));
    assert!(read.map(|count: i64| count).is_err());
}

#[test]
fn an_unencrypted_file_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notebook.db");
    let plain = rusqlite::Connection::open(&file).unwrap();
    plain
        .execute_batch("create table answer (value text)")
        .unwrap();
    drop(plain);
    let before = fs::read(&file).unwrap();
    let refused = Store::open(&file, &StoreKey::generate(&mut SystemEntropy)).unwrap_err();
    assert!(matches!(refused, StoreError::WrongKey));
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn a_wrong_database_key_opens_nothing_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notebook.db");
    let key = StoreKey::generate(&mut SystemEntropy);
    drop(Store::open(&file, &key).unwrap());
    let before = fs::read(&file).unwrap();
    let refused = Store::open(&file, &StoreKey::generate(&mut SystemEntropy)).unwrap_err();
    assert!(refused.to_string().contains("was not touched"));
    assert_eq!(fs::read(&file).unwrap(), before);
    Store::open(&file, &key).unwrap();
}

//! What the database promises: encrypted, durable, one job never harms another.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Database, DatabaseError, cipher_version};

fn fresh() -> (tempfile::TempDir, PathBuf, Arc<Database>) {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("rayuela.db");
    let database = Database::open_file(&path, &[7; 32]).unwrap();
    (home, path, database)
}

fn add_person(database: &Database, id: &'static str) -> Result<usize, DatabaseError> {
    database
        .write(move |tx| tx.execute("insert into person values (?1, 'Rosa', 'enumerator')", [id]))
}

fn persons(database: &Database) -> i64 {
    database
        .read(|conn| conn.query_row("select count(*) from person", [], |r| r.get(0)))
        .unwrap()
}

#[test]
fn the_database_file_is_encrypted_by_sqlcipher() {
    let (_home, path, database) = fresh();
    add_person(&database, "rosa-la-encuestadora").unwrap();
    let version = database.read_as(cipher_version).unwrap();
    assert!(version.starts_with('4'), "{version}");
    let bytes = std::fs::read(&path).unwrap();
    assert_ne!(&bytes[..15], b"SQLite format 3");
}

#[test]
fn a_wrong_key_is_refused_with_a_sentence() {
    let (_home, path, database) = fresh();
    drop(database);
    let error = Database::open_file(&path, &[8; 32]).err().unwrap();
    assert!(matches!(error, DatabaseError::WrongKey(_)));
    assert!(
        error.to_string().contains("Use la llave con que se creó"),
        "{error}"
    );
}

#[test]
fn a_job_that_fails_or_panics_undoes_itself_alone() {
    let (_home, _path, database) = fresh();
    add_person(&database, "rosa").unwrap();
    let failed = database.write(|tx| {
        tx.execute(
            "insert into person values ('juan', 'Juan', 'enumerator')",
            [],
        )?;
        tx.execute(
            "insert into person values ('rosa', 'Rosa', 'enumerator')",
            [],
        )
    });
    assert!(failed.is_err());
    let panicked = database.write::<()>(|tx| {
        tx.execute(
            "insert into person values ('elena', 'Elena', 'supervisor')",
            [],
        )?;
        panic!("a defect in a job");
    });
    assert!(matches!(panicked, Err(DatabaseError::Interrupted)));
    assert_eq!(persons(&database), 1);
    add_person(&database, "carmen").unwrap();
    assert_eq!(persons(&database), 2);
}

#[test]
fn readers_cannot_write_into_the_database() {
    let (_home, _path, database) = fresh();
    let refused = database.read(|conn| conn.execute("delete from person", []));
    assert!(refused.is_err());
}

#[test]
fn many_waiting_jobs_share_few_commits() {
    let (_home, _path, database) = fresh();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(async {
        // The first job holds the writer until all the others wait behind it.
        let (all_wait, go) = std::sync::mpsc::channel::<()>();
        let first = database.write_async(move |_| {
            let _ = go.recv();
            Ok(())
        });
        let mut others = tokio::task::JoinSet::new();
        for n in 0..64 {
            let database = Arc::clone(&database);
            others.spawn(async move {
                database
                    .write_async(move |tx| {
                        tx.execute(
                            "insert into person values (?1, 'Rosa', 'enumerator')",
                            [format!("rosa-{n}")],
                        )
                    })
                    .await
            });
        }
        let let_go = async {
            tokio::task::yield_now().await;
            all_wait.send(()).unwrap();
        };
        let (first, ()) = tokio::join!(first, let_go);
        first.unwrap();
        while let Some(done) = others.join_next().await {
            done.unwrap().unwrap();
        }
    });
    let (commits, jobs) = database.commits();
    assert_eq!(persons(&database), 64);
    assert!(jobs >= 8 * commits, "{jobs} jobs in {commits} commits");
}

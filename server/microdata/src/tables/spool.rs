//! The rows of one joined table, put aside by key in a file of their own.
//!
//! Start at [`Spool::put`] and [`Spool::take`]. The file is encrypted with a random key that is
//! nowhere else, stands in a private folder and is unlinked as soon as it is open, so that
//! nothing is left of it even after a kill. Memory is bounded by [`CACHE_KIB`], whatever the
//! table's length. What this module does not know: columns.

use rusqlite::{Connection, OptionalExtension, params};
use tempfile::TempDir;

/// Pages kept in memory.
const CACHE_KIB: u32 = 16 * 1024;

/// Rows of one table by key.
pub(crate) struct Spool {
    rows: Connection,
    /// Where the file stood; on systems that cannot unlink an open file it goes when this goes.
    _folder: TempDir,
}

/// What was put aside under a key.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Nothing,
    /// The row's number in its own table, and its cells.
    Cells(u64, Vec<u8>),
    /// Two rows of the joined table have this key.
    Twice {
        rows: (u64, u64),
    },
    /// Another row of the first table asked for it before.
    Taken {
        by: u64,
    },
}

/// Why the spool cannot be used.
#[derive(Debug)]
pub enum SpoolFault {
    /// The temporary folder cannot be made.
    Folder(std::io::Error),
    /// No random key could be had from the system.
    Random,
    /// The temporary file cannot be written or read: most often the disk is full.
    File(rusqlite::Error),
}

impl From<rusqlite::Error> for SpoolFault {
    fn from(fault: rusqlite::Error) -> SpoolFault {
        SpoolFault::File(fault)
    }
}

impl Spool {
    /// An empty spool.
    pub fn new() -> Result<Spool, SpoolFault> {
        let folder = tempfile::Builder::new()
            .prefix("rayuela-")
            .tempdir()
            .map_err(SpoolFault::Folder)?;
        let file = folder.path().join("spool");
        let rows = Connection::open(&file)?;
        rows.pragma_update(None, "key", random_key()?)?;
        // Nothing here outlives the process, so nothing is journalled or waited for.
        rows.execute_batch(&format!(
            "pragma journal_mode = off;
             pragma synchronous = off;
             pragma locking_mode = exclusive;
             pragma temp_store = memory;
             pragma cache_size = -{CACHE_KIB};
             create table row (
                 key blob primary key,
                 number integer not null,
                 other integer,
                 many integer not null default 1,
                 taken_by integer,
                 cells blob not null
             ) without rowid;
             begin;"
        ))?;
        #[cfg(unix)]
        std::fs::remove_file(&file).map_err(SpoolFault::Folder)?;
        Ok(Spool {
            rows,
            _folder: folder,
        })
    }

    /// Puts a row aside. A second one with the same key is noted, and neither can be taken.
    pub fn put(&mut self, key: &[u8], number: u64, cells: &[u8]) -> Result<(), SpoolFault> {
        let mut insert = self.rows.prepare_cached(
            "insert into row (key, number, cells) values (?1, ?2, ?3)
             on conflict (key) do update set other = coalesce(other, ?2), many = many + 1",
        )?;
        insert.execute(params![key, number.cast_signed(), cells])?;
        Ok(())
    }

    /// The row with this key, for this row of the first table; each can be taken once.
    pub fn take(&mut self, key: &[u8], by: u64) -> Result<Found, SpoolFault> {
        let mut select = self
            .rows
            .prepare_cached("select number, other, taken_by, cells from row where key = ?1")?;
        let found = select.query_row([key], |row| {
            let number = |column| row.get::<_, Option<i64>>(column);
            Ok((number(0)?, number(1)?, number(2)?, row.get(3)?))
        });
        let Some((number, other, taken_by, cells)) = found.optional()? else {
            return Ok(Found::Nothing);
        };
        if let Some(by) = taken_by {
            return Ok(Found::Taken {
                by: by.cast_unsigned(),
            });
        }
        let mut update = self
            .rows
            .prepare_cached("update row set taken_by = ?2 where key = ?1")?;
        update.execute(params![key, by.cast_signed()])?;
        Ok(match (number, other) {
            (Some(one), Some(other)) => Found::Twice {
                rows: (one.cast_unsigned(), other.cast_unsigned()),
            },
            (number, _) => Found::Cells(number.unwrap_or_default().cast_unsigned(), cells),
        })
    }

    /// How many rows nobody took.
    pub fn left(&self) -> Result<u64, SpoolFault> {
        let left: i64 = self.rows.query_row(
            "select coalesce(sum(many), 0) from row where taken_by is null",
            [],
            |row| row.get(0),
        )?;
        Ok(left.cast_unsigned())
    }
}

/// A key of 256 random bits, as SQLCipher takes it.
fn random_key() -> Result<String, SpoolFault> {
    let mut key = [0; 32];
    fill(&mut key).map_err(|_| SpoolFault::Random)?;
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("x'{hex}'"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "no result depends on it: it hides a file that is gone when the process is"
)]
fn fill(key: &mut [u8]) -> Result<(), getrandom::Error> {
    getrandom::fill(key)
}

#[cfg(test)]
mod tests {
    use super::{Found, Spool};

    #[test]
    fn a_row_is_found_by_its_key_once() {
        let mut spool = Spool::new().unwrap();
        spool.put(b"a", 1, b"cells").unwrap();
        assert_eq!(spool.take(b"b", 1).unwrap(), Found::Nothing);
        assert_eq!(
            spool.take(b"a", 7).unwrap(),
            Found::Cells(1, b"cells".into())
        );
        assert_eq!(spool.take(b"a", 8).unwrap(), Found::Taken { by: 7 });
    }

    #[test]
    fn a_key_that_is_there_twice_names_both_rows() {
        let mut spool = Spool::new().unwrap();
        for row in 3..6 {
            spool.put(b"a", row, b"cells").unwrap();
        }
        assert_eq!(spool.take(b"a", 1).unwrap(), Found::Twice { rows: (3, 4) });
    }

    #[test]
    fn rows_that_nobody_asked_for_are_counted() {
        let mut spool = Spool::new().unwrap();
        for row in 0..10_u64 {
            spool.put(&row.to_le_bytes(), row, b"").unwrap();
        }
        spool.take(&4_u64.to_le_bytes(), 1).unwrap();
        assert_eq!(spool.left().unwrap(), 9);
    }

    #[test]
    fn nothing_of_the_file_is_left_in_its_folder() {
        let mut spool = Spool::new().unwrap();
        let cells = vec![b'x'; 4096];
        for row in 0..2_000_u64 {
            spool.put(&row.to_le_bytes(), row, &cells).unwrap();
        }
        let left = std::fs::read_dir(spool._folder.path()).unwrap().count();
        assert_eq!(left, 0, "the file is unlinked while it is in use");
        let found = spool.take(&1_999_u64.to_le_bytes(), 1).unwrap();
        assert_eq!(found, Found::Cells(1_999, cells));
    }
}

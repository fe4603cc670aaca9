//! Keeping the data: making the folder (`init`), copying it into an encrypted file (`backup`),
//! bringing that back (`restore`), and checking that all is well (`doctor`, `soundness`).

pub mod backup;
pub mod doctor;
pub mod init;
pub mod restore;
pub mod soundness;

use rusqlite::Connection;

/// The last receipt that lies in a verified backup; 0 when there is none.
pub fn backed_up_through(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("select coalesce(max(receipt), 0) from backup")?
        .query_row([], |row| row.get(0))
}

//! The SQL of accounts. Sessions and delays keep theirs beside their rules.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::{Account, Role};

/// An account that may sign in, with its hash.
pub struct Kept {
    /// Who it is.
    pub account: Account,
    /// Argon2id, as a PHC string.
    pub password_hash: String,
}

/// One line of `rayuela account list`.
pub struct Listed {
    /// What the person signs in with.
    pub username: String,
    /// The role's code.
    pub role: String,
    /// When it was disabled, if it was.
    pub disabled_at: Option<String>,
}

/// The account of that name, unless disabled.
pub fn find(conn: &Connection, username: &str) -> rusqlite::Result<Option<Kept>> {
    let mut statement = conn.prepare_cached(
        "select a.username, a.person, p.name, a.role, a.password_hash
         from account a join person p on p.id = a.person
         where a.username = ?1 and a.disabled_at is null",
    )?;
    let found = statement.query_row([username], kept).optional()?;
    Ok(found.flatten())
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Option<Kept>> {
    let role: String = row.get(3)?;
    let Some(role) = Role::of_code(&role) else {
        return Ok(None);
    };
    let account = Account {
        username: row.get(0)?,
        person: row.get(1)?,
        name: row.get(2)?,
        role,
    };
    Ok(Some(Kept {
        account,
        password_hash: row.get(4)?,
    }))
}

/// Every account, by name.
pub fn all(conn: &Connection) -> rusqlite::Result<Vec<Listed>> {
    let mut statement =
        conn.prepare("select username, role, disabled_at from account order by username")?;
    let rows = statement.query_map([], |row| {
        Ok(Listed {
            username: row.get(0)?,
            role: row.get(1)?,
            disabled_at: row.get(2)?,
        })
    })?;
    rows.collect()
}

/// Whether there is such an account, disabled or not.
pub fn exists(conn: &Connection, username: &str) -> rusqlite::Result<bool> {
    conn.prepare("select 1 from account where username = ?1")?
        .exists([username])
}

/// Writes a new account and its person.
pub fn insert(
    tx: &Transaction<'_>,
    account: &Account,
    hash: &str,
    now: &str,
) -> rusqlite::Result<()> {
    tx.execute(
        "insert into person (id, name, role) values (?1, ?2, ?3) on conflict (id) do nothing",
        params![account.person, account.name, account.role.code()],
    )?;
    tx.execute(
        "insert into account (username, person, role, password_hash, made_at) values (?1, ?2, ?3, ?4, ?5)",
        params![account.username, account.person, account.role.code(), hash, now],
    )?;
    Ok(())
}

/// Disables an account and ends its sessions; false when there is none to disable.
pub fn disable(tx: &Transaction<'_>, username: &str, now: &str) -> rusqlite::Result<bool> {
    tx.execute("delete from session where username = ?1", [username])?;
    tx.execute("delete from known_browser where username = ?1", [username])?;
    let changed = tx.execute(
        "update account set disabled_at = ?2 where username = ?1 and disabled_at is null",
        params![username, now],
    )?;
    Ok(changed == 1)
}

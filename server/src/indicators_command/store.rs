//! The only SQL of the indicators: the classified children of a round, without a name or an id.
//!
//! Start at [`each_child`]. What this module does not know: what a rate is.

use rusqlite::Connection;

/// One child as it is stored.
pub struct StoredChild<'a> {
    /// Facts as JSON.
    pub facts: &'a str,
    /// `woman`, `man` or `x`, where one answer stands.
    pub sex: Option<&'a str>,
    /// `kind:KEY`.
    pub area: &'a str,
}

/// Calls `each` with every child of 5 to 17 of the round, and with everybody who may be one.
pub fn each_child(
    conn: &Connection,
    survey: &str,
    mut each: impl FnMut(StoredChild<'_>),
) -> rusqlite::Result<()> {
    let mut statement = conn.prepare_cached(
        "select facts, sex, area from classification
         where survey = ?1 and coalesce(in_scope, 1) = 1 order by household, member",
    )?;
    let mut rows = statement.query([survey])?;
    while let Some(row) = rows.next()? {
        let (facts, sex, area): (String, Option<String>, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        each(StoredChild {
            facts: &facts,
            sex: sex.as_deref(),
            area: &area,
        });
    }
    Ok(())
}

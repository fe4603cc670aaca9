//! SQL of the records, the changes made here and the batch on its way.

use super::{Store, StoreError, dwellings::read_household};
use rusqlite::{OptionalExtension, Transaction, params};
use sync::{Hash, HouseholdRecord, RawChange};
use uuid::Uuid;

/// A change that the server set aside, with its reason.
#[derive(Debug, Clone)]
pub(crate) struct SetAside {
    pub household: Uuid,
    pub es: String,
    pub en: String,
}

/// Keeps the record as it stands.
pub(crate) fn put_record(tx: &Transaction<'_>, record: &HouseholdRecord) -> Result<(), StoreError> {
    tx.prepare_cached(
        "insert into record (household, snapshot) values (?1, ?2) \
         on conflict (household) do update set snapshot = ?2",
    )?
    .execute(params![record.household().to_string(), record.save()])?;
    Ok(())
}

/// Keeps a change made here, to be handed over.
pub(crate) fn put_change(
    tx: &Transaction<'_>,
    household: Uuid,
    change: &RawChange,
) -> Result<(), StoreError> {
    tx.prepare_cached(
        "insert or ignore into change (hash, household, bytes, state) \
         values (?1, ?2, ?3, 'waiting')",
    )?
    .execute(params![change.hash, household.to_string(), change.bytes])?;
    Ok(())
}

/// The server has it.
pub(crate) fn acknowledge(tx: &Transaction<'_>, hash: &Hash) -> Result<(), StoreError> {
    tx.prepare_cached("update change set state = 'handed_over' where hash = ?1")?
        .execute([hash])?;
    Ok(())
}

/// The server set it aside; it stays here with the reason.
pub(crate) fn set_aside(
    tx: &Transaction<'_>,
    hash: &Hash,
    code: &str,
    es: &str,
    en: &str,
) -> Result<(), StoreError> {
    tx.prepare_cached(
        "update change set state = 'quarantined', code = ?2, es = ?3, en = ?4 where hash = ?1",
    )?
    .execute(params![hash, code, es, en])?;
    Ok(())
}

/// Everything that was handed over waits again (the server lost it).
pub(crate) fn wait_again(tx: &Transaction<'_>, hash: &Hash) -> Result<(), StoreError> {
    tx.prepare_cached(
        "update change set state = 'waiting' where hash = ?1 and state = 'handed_over'",
    )?
    .execute([hash])?;
    Ok(())
}

/// Replaces the changes of others that no record here could take yet.
pub(crate) fn put_parked(
    tx: &Transaction<'_>,
    parked: &[(Uuid, RawChange)],
) -> Result<(), StoreError> {
    tx.execute("delete from parked", [])?;
    for (household, change) in parked {
        tx.prepare_cached(
            "insert or ignore into parked (hash, household, bytes) values (?1, ?2, ?3)",
        )?
        .execute(params![change.hash, household.to_string(), change.bytes])?;
    }
    Ok(())
}

impl Store {
    /// Changes of others that wait for those they build on.
    pub(crate) fn parked(&self) -> Result<Vec<(Uuid, RawChange)>, StoreError> {
        let mut query = self
            .conn()
            .prepare_cached("select household, hash, bytes from parked order by hash")?;
        read_changes(query.query([])?)
    }

    /// Households with a record here.
    pub(crate) fn recorded(&self) -> Result<Vec<Uuid>, StoreError> {
        let mut query = self
            .conn()
            .prepare_cached("select household from record order by household")?;
        let rows = query.query_map([], |row| row.get::<_, String>(0))?;
        rows.map(|text| read_household(&text?)).collect()
    }

    /// The household's record, or its genesis when nothing was committed here.
    pub(crate) fn record(&self, household: Uuid) -> Result<HouseholdRecord, StoreError> {
        let mut query = self
            .conn()
            .prepare_cached("select snapshot from record where household = ?1")?;
        let snapshot: Option<Vec<u8>> = query
            .query_row([household.to_string()], |row| row.get(0))
            .optional()?;
        match snapshot {
            None => Ok(HouseholdRecord::new(household)),
            Some(bytes) => HouseholdRecord::load(household, &bytes)
                .map_err(|_| StoreError::Unreadable("record")),
        }
    }

    /// Changes that wait, in the order in which they were made.
    pub(crate) fn waiting_changes(&self) -> Result<Vec<(Uuid, RawChange)>, StoreError> {
        self.changes_in("waiting")
    }

    /// Changes that the server has acknowledged, in the order in which they were made.
    pub(crate) fn handed_over_changes(&self) -> Result<Vec<(Uuid, RawChange)>, StoreError> {
        self.changes_in("handed_over")
    }

    fn changes_in(&self, state: &str) -> Result<Vec<(Uuid, RawChange)>, StoreError> {
        let mut query = self.conn().prepare_cached(
            "select household, hash, bytes from change where state = ?1 order by place",
        )?;
        read_changes(query.query([state])?)
    }

    /// Households of the changes that the server set aside.
    pub(crate) fn set_aside(&self) -> Result<Vec<SetAside>, StoreError> {
        let mut query = self.conn().prepare_cached(
            "select household, coalesce(es, ''), coalesce(en, '') from change \
             where state = 'quarantined' order by place",
        )?;
        let rows = query.query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?))
        })?;
        rows.map(|row| {
            let (household, es, en) = row?;
            Ok(SetAside {
                household: read_household(&household)?,
                es,
                en,
            })
        })
        .collect()
    }
}

/// Rows of household, hash, bytes.
fn read_changes(mut rows: rusqlite::Rows<'_>) -> Result<Vec<(Uuid, RawChange)>, StoreError> {
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let household = read_household(&row.get::<_, String>(0)?)?;
        let change = RawChange {
            hash: row.get(1)?,
            bytes: row.get(2)?,
        };
        changes.push((household, change));
    }
    Ok(changes)
}

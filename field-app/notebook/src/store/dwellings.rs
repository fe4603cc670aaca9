//! SQL of the list of dwellings. Each row is derived from the household's record and draft.

use super::{Store, StoreError};
use crate::views::DwellingState;
use rusqlite::{OptionalExtension, Row, Transaction, params};
use uuid::Uuid;

/// One line of the list. Holds an address: never print it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct KeptDwelling {
    pub household: Uuid,
    pub area: String,
    pub block: String,
    pub number: String,
    pub address: String,
    pub state: DwellingState,
    pub visits: u32,
    pub last_result: Option<String>,
    pub waiting: bool,
}

/// Households of one area by what has become of them.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct AreaCounts {
    pub listed: u32,
    pub visited: u32,
    pub complete: u32,
    pub refused: u32,
    pub pending: u32,
}

const COLUMNS: &str = "household, area, block, number, address, state, visits, last_result, \
    exists (select 1 from draft d where d.household = h.household) \
    or exists (select 1 from change c where c.household = h.household and c.state = 'waiting')";

/// Writes the line, keeping its place in the list.
pub(crate) fn put_dwelling(tx: &Transaction<'_>, line: &KeptDwelling) -> Result<(), StoreError> {
    tx.prepare_cached(
        "insert into household (household, area, block, number, address, state, visits, last_result) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) \
         on conflict (household) do update set area = ?2, block = ?3, number = ?4, address = ?5, \
           state = ?6, visits = ?7, last_result = ?8",
    )?
    .execute(params![
        line.household.to_string(),
        line.area,
        line.block,
        line.number,
        line.address,
        state_code(line.state),
        line.visits,
        line.last_result,
    ])?;
    Ok(())
}

impl Store {
    pub(crate) fn dwelling(&self, household: Uuid) -> Result<Option<KeptDwelling>, StoreError> {
        let mut query = self.conn().prepare_cached(&format!(
            "select {COLUMNS} from household h where household = ?1"
        ))?;
        let found = query.query_row([household.to_string()], read).optional()?;
        found.transpose()
    }

    /// Lines of one area in order of listing.
    pub(crate) fn dwellings(&self, area: &str) -> Result<Vec<KeptDwelling>, StoreError> {
        let mut query = self.conn().prepare_cached(&format!(
            "select {COLUMNS} from household h where area = ?1 order by place"
        ))?;
        query.query_map([area], read)?.map(flat).collect()
    }

    /// The household that was already listed under the same number and address, if any.
    pub(crate) fn same_dwelling(
        &self,
        area: &str,
        block: &str,
        number: &str,
        address: &str,
    ) -> Result<Option<Uuid>, StoreError> {
        let mut query = self.conn().prepare_cached(
            "select household from household \
             where area = ?1 and block = ?2 and number = ?3 and address = ?4 order by place",
        )?;
        let found: Option<String> = query
            .query_row([area, block, number, address], |row| row.get(0))
            .optional()?;
        found.map(|text| read_household(&text)).transpose()
    }

    pub(crate) fn area_counts(&self, area: &str) -> Result<AreaCounts, StoreError> {
        let mut query = self.conn().prepare_cached(
            "select count(*), \
               coalesce(sum(state <> 'not_visited'), 0), \
               coalesce(sum(state = 'complete'), 0), \
               coalesce(sum(state = 'refused'), 0), \
               coalesce(sum(state in ('not_visited', 'visited', 'in_progress')), 0) \
             from household where area = ?1",
        )?;
        Ok(query.query_row([area], |row| {
            Ok(AreaCounts {
                listed: row.get(0)?,
                visited: row.get(1)?,
                complete: row.get(2)?,
                refused: row.get(3)?,
                pending: row.get(4)?,
            })
        })?)
    }

    /// Households with a draft or with a change that the server has not acknowledged.
    pub(crate) fn waiting(&self) -> Result<u32, StoreError> {
        let mut query = self.conn().prepare_cached(
            "select count(*) from (select household from draft union \
             select household from change where state = 'waiting')",
        )?;
        Ok(query.query_row([], |row| row.get(0))?)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Result<KeptDwelling, StoreError>> {
    let (household, state): (String, String) = (row.get(0)?, row.get(5)?);
    let (Ok(household), Some(state)) = (read_household(&household), read_state(&state)) else {
        return Ok(Err(StoreError::Unreadable("household")));
    };
    Ok(Ok(KeptDwelling {
        household,
        area: row.get(1)?,
        block: row.get(2)?,
        number: row.get(3)?,
        address: row.get(4)?,
        state,
        visits: row.get(6)?,
        last_result: row.get(7)?,
        waiting: row.get(8)?,
    }))
}

/// One error kind out of two layers.
fn flat<T>(row: rusqlite::Result<Result<T, StoreError>>) -> Result<T, StoreError> {
    row.map_err(StoreError::from).and_then(|inner| inner)
}

pub(crate) fn read_household(text: &str) -> Result<Uuid, StoreError> {
    text.parse()
        .map_err(|_| StoreError::Unreadable("household"))
}

const STATES: [(DwellingState, &str); 6] = [
    (DwellingState::NotVisited, "not_visited"),
    (DwellingState::Visited, "visited"),
    (DwellingState::InProgress, "in_progress"),
    (DwellingState::Complete, "complete"),
    (DwellingState::NotAHome, "not_a_home"),
    (DwellingState::Refused, "refused"),
];

fn state_code(state: DwellingState) -> &'static str {
    STATES
        .iter()
        .find(|(known, _)| *known == state)
        .map_or("not_visited", |(_, code)| code)
}

fn read_state(code: &str) -> Option<DwellingState> {
    STATES
        .iter()
        .find(|(_, known)| *known == code)
        .map(|(state, _)| *state)
}

//! SQL of cases.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

/// What has become of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseState {
    /// By the server; nobody has decided yet.
    Proposed,
    /// By a person.
    Open,
    /// By a person, with a reason; or withdrawn by the server before anyone opened it.
    Dismissed,
}

impl CaseState {
    /// As it stands in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Open => "open",
            Self::Dismissed => "dismissed",
        }
    }

    fn named(name: &str) -> Self {
        match name {
            "open" => Self::Open,
            "dismissed" => Self::Dismissed,
            _ => Self::Proposed,
        }
    }
}

/// One case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// UUID.
    pub id: String,
    /// `C-XXXX-XXXX`.
    pub folio: String,
    pub household: String,
    pub survey: String,
    pub member: String,
    pub state: CaseState,
    pub proposed_at: String,
    pub opened_by: Option<String>,
    pub opened_at: Option<String>,
    pub closed_reason: Option<String>,
    /// The classification has changed since a person decided.
    pub changed: bool,
}

const COLUMNS: &str = "id, folio, household, survey, member, state, proposed_at, opened_by, \
    opened_at, closed_reason, changed";

/// The case of this id.
pub fn case(conn: &Connection, id: &str) -> rusqlite::Result<Option<Case>> {
    conn.prepare_cached(&format!("select {COLUMNS} from child_case where id = ?1"))?
        .query_row([id], of_row)
        .optional()
}

/// The case of this child in this round.
pub fn case_of(
    conn: &Connection,
    household: &str,
    survey: &str,
    member: &str,
) -> rusqlite::Result<Option<Case>> {
    conn.prepare_cached(&format!(
        "select {COLUMNS} from child_case where household = ?1 and survey = ?2 and member = ?3"
    ))?
    .query_row([household, survey, member], of_row)
    .optional()
}

/// All cases of a household's round.
pub fn cases_of(conn: &Connection, household: &str, survey: &str) -> rusqlite::Result<Vec<Case>> {
    conn.prepare_cached(&format!(
        "select {COLUMNS} from child_case where household = ?1 and survey = ?2 order by member"
    ))?
    .query_map([household, survey], of_row)?
    .collect()
}

/// Writes a case, new or changed.
pub(super) fn put(tx: &Transaction<'_>, case: &Case) -> rusqlite::Result<()> {
    tx.prepare_cached(&format!(
        "insert into child_case ({COLUMNS})
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         on conflict (id) do update set state = excluded.state, opened_by = excluded.opened_by,
             opened_at = excluded.opened_at, closed_reason = excluded.closed_reason,
             changed = excluded.changed"
    ))?
    .execute(params![
        case.id,
        case.folio,
        case.household,
        case.survey,
        case.member,
        case.state.name(),
        case.proposed_at,
        case.opened_by,
        case.opened_at,
        case.closed_reason,
        case.changed
    ])?;
    Ok(())
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Case> {
    Ok(Case {
        id: row.get(0)?,
        folio: row.get(1)?,
        household: row.get(2)?,
        survey: row.get(3)?,
        member: row.get(4)?,
        state: CaseState::named(&row.get::<_, String>(5)?),
        proposed_at: row.get(6)?,
        opened_by: row.get(7)?,
        opened_at: row.get(8)?,
        closed_reason: row.get(9)?,
        changed: row.get(10)?,
    })
}

//! The two lists side by side, restitution and prevention, with how many stand on each. They never
//! share a child.

use rusqlite::Connection;

use super::find::Filters;
use super::store;
use crate::pages::number;
use crate::prevention;

/// What the tabs over both lists show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListTabs {
    /// Children found and decided cases.
    pub restitution: i64,
    /// Children at risk.
    pub prevention: i64,
    /// Which of the two is shown.
    pub at_restitution: bool,
}

impl ListTabs {
    /// «1,234» on the list of restitution.
    pub fn found(&self) -> String {
        number(self.restitution)
    }

    /// «1,234» on the list of prevention.
    pub fn at_risk(&self) -> String {
        number(self.prevention)
    }
}

/// Counts both lists of a round.
pub fn list_tabs(conn: &Connection, survey: &str) -> rusqlite::Result<ListTabs> {
    let found = store::count(conn, survey, &Filters::default())?;
    Ok(ListTabs {
        restitution: i64::try_from(found).unwrap_or(i64::MAX),
        prevention: prevention::counted(conn, survey)?.at_risk,
        at_restitution: false,
    })
}

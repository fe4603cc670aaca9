//! *Cuentas del personal*: who signs in to the staff pages, and in which role.
//!
//! Start at [`sign_in`] (the way in) and [`Signed`] (what a page asks for). Deny by default: a
//! page that takes no `Signed<…>` shows nothing about anybody. This folder knows no household.

mod add;
mod command;
mod delay;
mod http;
mod password;
mod same_origin;
mod session;
mod sign_in;
mod signed;
mod store;

pub use add::{AddAccountError, NewAccount, add, disable};
pub use command::AccountCommand;
pub use http::router;
pub use password::{PasswordError, generate as generate_password};
pub use same_origin::refuse_other_sites;
pub use session::{ABSOLUTE_MINUTES, IDLE_MINUTES, Token};
pub use sign_in::{NotSignedIn, SignedIn, sign_in};
pub use signed::{AnyRole, CaseOfficer, Gate, Signed, Supervisor};

/// What an account may see. Two roles, and neither sees what the other does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// *Supervisora, supervisor*: coverage and folios; no name, no class.
    Supervisor,
    /// *Gestora, gestor de caso*: identified children, their cases, the lists.
    CaseOfficer,
}

impl Role {
    /// As it stands in the table.
    pub fn code(self) -> &'static str {
        match self {
            Role::Supervisor => "supervisor",
            Role::CaseOfficer => "case_officer",
        }
    }

    /// The role of that code; `None` signs nobody in.
    pub fn of_code(code: &str) -> Option<Role> {
        [Role::Supervisor, Role::CaseOfficer]
            .into_iter()
            .find(|role| role.code() == code)
    }

    /// Spanish and English, worded for everyone.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Role::Supervisor => ("Supervisión", "Supervision"),
            Role::CaseOfficer => ("Gestión de casos", "Case work"),
        }
    }
}

/// Who is asking: an account with a live session. `Debug` shows no name.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// What the person signs in with.
    pub username: String,
    /// The person's id, as it stands in events.
    pub person: String,
    /// The staff member's own name, shown to nobody else.
    pub name: String,
    /// What it may see.
    pub role: Role,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Account({}, {})", self.person, self.role.code())
    }
}

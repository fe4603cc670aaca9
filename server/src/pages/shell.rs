//! What every page is drawn in: title, way back, the places of one's role, language.

use super::words::in_query;
use super::{Lang, Pager};
use crate::accounts::{Account, Gate, Role, Signed};

/// A place in the navigation. Each belongs to one role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Coverage by AGEB (supervision).
    Coverage,
    /// Children identified (case work).
    Children,
    /// Programmes and their lists (case work).
    Programmes,
}

impl Place {
    /// The places of a role, in the order of the navigation.
    pub fn of(role: Role) -> &'static [Place] {
        match role {
            Role::Supervisor => &[Place::Coverage],
            Role::CaseOfficer => &[Place::Children, Place::Programmes],
        }
    }

    /// Where a role begins.
    pub fn first_of(role: Role) -> Place {
        match role {
            Role::Supervisor => Place::Coverage,
            Role::CaseOfficer => Place::Children,
        }
    }

    /// Its address.
    pub fn path(self) -> &'static str {
        match self {
            Place::Coverage => "/cobertura",
            Place::Children => "/casos",
            Place::Programmes => "/programas",
        }
    }

    /// Spanish and English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Place::Coverage => ("Cobertura", "Coverage"),
            Place::Children => ("Niñas, niños y adolescentes", "Children"),
            Place::Programmes => ("Programas", "Programmes"),
        }
    }
}

/// One step of the way back.
#[derive(Clone, Debug)]
pub struct Crumb {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub label: String,
}

/// What every page is drawn in.
#[derive(Clone, Debug)]
pub struct Shell {
    /// The page's language.
    pub lang: Lang,
    /// The page's title, also its heading.
    pub title: String,
    /// Who is signed in, if anybody.
    pub account: Option<Account>,
    /// Where in the navigation this page lies.
    pub place: Option<Place>,
    /// The way back, without the page itself.
    pub crumbs: Vec<Crumb>,
    address: String,
}

impl Shell {
    /// The shell of a signed-in person's page.
    pub fn new<G: Gate>(signed: &Signed<G>, place: Place, title: &str) -> Shell {
        Shell {
            place: Some(place),
            ..Shell::for_account(&signed.account, signed.lang, title, &signed.address)
        }
    }

    /// The shell of a page that belongs to no place.
    pub fn for_account(account: &Account, lang: Lang, title: &str, address: &str) -> Shell {
        Shell {
            account: Some(account.clone()),
            ..Shell::outside(lang, title, address)
        }
    }

    /// The shell before signing in.
    pub fn outside(lang: Lang, title: &str, address: &str) -> Shell {
        let (title, address) = (title.to_owned(), address.to_owned());
        Shell {
            lang,
            title,
            account: None,
            place: None,
            crumbs: Vec::new(),
            address,
        }
    }

    /// Adds a step to the way back.
    #[must_use]
    pub fn crumb(mut self, href: &str, label: &str) -> Shell {
        self.crumbs.push(Crumb {
            href: href.to_owned(),
            label: label.to_owned(),
        });
        self
    }

    /// One of two texts, in the page's language.
    pub fn t<'a>(&self, es: &'a str, en: &'a str) -> &'a str {
        self.lang.t(es, en)
    }

    /// The places of the person's role.
    pub fn places(&self) -> &'static [Place] {
        self.account
            .as_ref()
            .map_or(&[], |account| Place::of(account.role))
    }

    /// A place's name in the page's language.
    pub fn place_name(&self, place: &Place) -> &'static str {
        self.lang.of_pair(place.words())
    }

    /// Whether this page lies there.
    pub fn is_at(&self, place: &Place) -> bool {
        self.place == Some(*place)
    }

    /// The role's name in the page's language.
    pub fn role_name(&self) -> &'static str {
        self.account
            .as_ref()
            .map_or("", |account| self.lang.of_pair(account.role.words()))
    }

    /// This same page in the other language.
    pub fn other_language(&self) -> String {
        let (path, query) = self.address.split_once('?').unwrap_or((&self.address, ""));
        let others = query
            .split('&')
            .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
        let lang = format!("lang={}", self.lang.other().code());
        let pairs: Vec<&str> = others.chain([lang.as_str()]).collect();
        format!("{path}?{}", pairs.join("&"))
    }

    /// «1–50 de 1,234».
    pub fn rows(&self, pager: &Pager) -> String {
        let number = |n: u64| super::number(i64::try_from(n).unwrap_or(i64::MAX));
        let of = self.t("de", "of");
        format!(
            "{}–{} {of} {}",
            number(pager.first()),
            number(pager.last()),
            number(pager.rows)
        )
    }

    /// `21 nov 2026`, in the page's language.
    pub fn day(&self, text: impl AsRef<str>) -> String {
        super::day(text.as_ref(), self.lang)
    }

    /// `16:30`.
    pub fn hour(&self, text: impl AsRef<str>) -> String {
        super::hour(text.as_ref())
    }

    /// A value made harmless within an address.
    pub fn in_query(&self, value: &str) -> String {
        in_query(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_language_keeps_the_filters_of_the_page() {
        let shell = Shell::outside(Lang::Es, "", "/casos?sexo=woman&lang=es&pagina=2");
        assert_eq!(shell.other_language(), "/casos?sexo=woman&pagina=2&lang=en");
        assert_eq!(
            Shell::outside(Lang::En, "", "/casos").other_language(),
            "/casos?lang=es"
        );
    }

    #[test]
    fn no_place_belongs_to_two_roles() {
        for place in Place::of(Role::Supervisor) {
            assert!(!Place::of(Role::CaseOfficer).contains(place));
        }
    }
}

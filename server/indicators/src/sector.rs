//! *Sector de actividad*: the five groups that tables count by, from an activity's SCIAN code.
//!
//! Start at [`Sector::of_scian`]. What this module does not know: jobs, and which sectors are
//! dangerous; the edition lists those.

/// *Sector de actividad económica*, in the grouping of INEGI's ENTI tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sector {
    /// *Agropecuario*: SCIAN 11.
    Agriculture,
    /// *Industria extractiva, electricidad, manufacturas*: SCIAN 21, 22, 31 to 33.
    Industry,
    /// *Construcción*: SCIAN 23.
    Construction,
    /// *Comercio*: SCIAN 43, 46.
    Commerce,
    /// *Servicios*: every other code.
    Services,
}

/// First two digits of SCIAN 2018 → sector; every other code is a service.
const GROUPS: [(Sector, &[&str]); 4] = [
    (Sector::Agriculture, &["11"]),
    (Sector::Industry, &["21", "22", "31", "32", "33"]),
    (Sector::Construction, &["23"]),
    (Sector::Commerce, &["43", "46"]),
];

impl Sector {
    /// All of them, in the order of tables.
    pub const ALL: [Sector; 5] = [
        Sector::Agriculture,
        Sector::Industry,
        Sector::Construction,
        Sector::Commerce,
        Sector::Services,
    ];

    /// The sector of an activity code of any length; `None` where the code is too short to tell
    /// (`2` may be mining or construction) or holds anything but digits.
    ///
    /// ```
    /// use indicators::Sector;
    ///
    /// assert_eq!(Sector::of_scian("1111"), Some(Sector::Agriculture));
    /// assert_eq!(Sector::of_scian("3"), Some(Sector::Industry));
    /// assert_eq!(Sector::of_scian("2"), None);
    /// ```
    pub fn of_scian(code: &str) -> Option<Sector> {
        if code.is_empty() || !code.bytes().all(|sign| sign.is_ascii_digit()) {
            return None;
        }
        if let Some(two) = code.get(..2) {
            let of = |(sector, codes): &(Sector, &[&str])| codes.contains(&two).then_some(*sector);
            return Some(GROUPS.iter().find_map(of).unwrap_or(Sector::Services));
        }
        match code {
            "1" => Some(Sector::Agriculture),
            "3" => Some(Sector::Industry),
            "5" | "6" | "7" | "8" | "9" => Some(Sector::Services),
            _ => None,
        }
    }

    /// The word in tables that machines read.
    pub fn code(self) -> &'static str {
        match self {
            Sector::Agriculture => "agriculture",
            Sector::Industry => "industry",
            Sector::Construction => "construction",
            Sector::Commerce => "commerce",
            Sector::Services => "services",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Sector;

    #[test]
    fn a_code_too_short_to_tell_sectors_apart_is_not_known() {
        for (code, sector) in [
            ("23", Some(Sector::Construction)),
            ("4611", Some(Sector::Commerce)),
            ("484", Some(Sector::Services)),
            ("4", None),
            ("", None),
            ("1a", None),
            ("é1", None),
        ] {
            assert_eq!(Sector::of_scian(code), sector, "{code}");
        }
    }
}

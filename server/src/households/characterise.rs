//! *Caracterización*: a household and one of its children in the categories of the local guide's
//! Table 1, in its two schemes, of the state and of the municipality.
//!
//! Start at [`characterise`]. Each category's number is its key in the table. What is not known
//! stays apart from every category, and so does what the table has no category for: a head without
//! work has no sector. `kin.rs` tells the class and size of the household, `schooling.rs` the
//! levels of school, `income.rs` what is earned, `prices.rs` what that was in pesos of 2015,
//! `told.rs` reads the answers. Knows nothing of verdicts.

mod income;
mod kin;
mod prices;
mod schooling;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_income;
mod told;

use chrono::Datelike;
use serde::Serialize;
use survey_forms::area::{AreaKey, AreaKind};
use survey_forms::{KeptAnswers, Questionnaire};

pub use self::prices::{Confidence, Factor, Prices, PricesError};
use self::schooling::Schooled;
use self::told::{Span, Told};

/// In a category, in none that the table has, or not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Placed<C> {
    In(C),
    /// Known, and the table has no category for it.
    Outside,
    Unknown,
}

/// Writes the categories of Table 1: name, what it means, the keys.
macro_rules! categories {
    ($($(#[$doc:meta])* $name:ident { $($category:ident = $key:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($category = $key),+ }

        impl $name {
            /// Every category, by its key.
            pub const ALL: &'static [$name] = &[$($name::$category),+];
        }
    )+};
}

categories! {
    /// *Tipo de localidad*, `tam_loc`.
    Locality { Rural = 1, Urban = 2 }
    /// *Clase de hogar* of the state scheme, `clase_hog`: a couple with or without children.
    StateClass { HeadWithChildren = 1, Couple = 2, NonNuclear = 3 }
    /// *Clase de hogar* of the municipal scheme, `clase_hog`.
    MunicipalClass { Nuclear = 1, Extended = 2, Composite = 3, Unspecified = 4 }
    /// *Tamaño de hogar* of the state scheme, `tam_hog`: up to 3, 4 and 5, more.
    StateSize { UpTo3 = 1, From4To5 = 2, Over5 = 3 }
    /// *Tamaño de hogar* of the municipal scheme, `tam_hog`. The table says "more than 7"; 7 has no
    /// other category, so the last one begins there.
    MunicipalSize { UpTo2 = 1, From3To4 = 2, From5To6 = 3, From7 = 4 }
    /// *Sexo*, of the head (`sex_jefe`) and of the child (`sex`).
    Sex { Man = 1, Woman = 2 }
    /// *Escolaridad* of the state scheme, `esc_jefe` and `esc`: what was finished.
    StateSchooling { BelowPrimary = 1, Primary = 2, SecondaryOrMore = 3 }
    /// *Escolaridad* of the municipal scheme, `esc_jefe` and `esc`: the level reached.
    MunicipalSchooling { UpToPrimary = 1, Secondary = 2, UpperSecondaryOrMore = 3 }
    /// *Ocupación* of the head, `ocu_jefe`.
    Occupation { Employed = 1, NotEmployed = 2 }
    /// *Sector* of the head, `sector_jefe`; trade is a service.
    Sector { Agriculture = 1, Industry = 2, Services = 3 }
    /// *Edad* of the child, `age`.
    AgeGroup { From5To14 = 1, From15To17 = 2 }
    /// *Asistencia escolar* of the child, `asis`.
    Attendance { Attends = 1, DoesNotAttend = 2 }
    /// *Apoyo gubernamental* of the state scheme, `gov_support`, of anyone in the household.
    StateSupport { Scholarship = 1, OtherProgramme = 2, NoSupport = 3 }
    /// *Apoyo gubernamental* of the municipal scheme, `gov_support`.
    MunicipalSupport { With = 1, Without = 2 }
    /// *Derechohabiencia* of the head, `dermed_jefe`. Seguro Popular ended in 2020; who is entitled
    /// to IMSS-Bienestar stands in its place.
    Health { SeguroPopular = 1, OtherCover = 2, NoCover = 3 }
    /// *Ingreso por trabajo* of the household in a month, `ing_hog`, in pesos of 2015.
    Income { Below3000 = 1, From3000To9000 = 2, Above9000 = 3 }
    /// *Lengua indígena* of the child, `len_indigena`.
    IndigenousLanguage { Speaks = 1, DoesNotSpeak = 2 }
}

/// One child's line in both schemes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Characteristics {
    pub state: StateLine,
    pub municipal: MunicipalLine,
    /// The year whose prices the income was told by; none where no figure was near.
    pub prices_of: Option<i32>,
}

/// The variables of the state model.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct StateLine {
    pub locality: Placed<Locality>,
    pub class: Placed<StateClass>,
    pub size: Placed<StateSize>,
    pub head_sex: Placed<Sex>,
    pub head_schooling: Placed<StateSchooling>,
    pub head_occupation: Placed<Occupation>,
    pub sex: Placed<Sex>,
    pub age: Placed<AgeGroup>,
    pub attendance: Placed<Attendance>,
    pub schooling: Placed<StateSchooling>,
    pub support: Placed<StateSupport>,
}

/// The variables of the municipal model.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct MunicipalLine {
    pub locality: Placed<Locality>,
    pub class: Placed<MunicipalClass>,
    pub size: Placed<MunicipalSize>,
    pub head_sex: Placed<Sex>,
    pub head_schooling: Placed<MunicipalSchooling>,
    pub head_sector: Placed<Sector>,
    pub head_health: Placed<Health>,
    pub sex: Placed<Sex>,
    pub attendance: Placed<Attendance>,
    pub schooling: Placed<MunicipalSchooling>,
    pub support: Placed<MunicipalSupport>,
    pub income: Placed<Income>,
    pub indigenous_language: Placed<IndigenousLanguage>,
}

/// Where one child stands in Table 1, by all that the household told. `roster` are the ids of all
/// members; who left is left out here.
pub fn characterise(
    q: &Questionnaire,
    kept: &KeptAnswers,
    roster: &[&str],
    child: &str,
    prices: &Prices,
) -> Characteristics {
    let told = Told { q, kept, roster };
    let head = told.head().unwrap_or_default();
    let day = told.reference();
    let factor = day.and_then(|day| prices.factor(day.year()));
    let state = state_line(&told, head, child);
    Characteristics {
        municipal: MunicipalLine {
            income: factor.map_or(Placed::Unknown, |factor| {
                income_band(income::labour_income(&told), factor.factor)
            }),
            ..municipal_line(&told, head, child, &state)
        },
        state,
        prices_of: factor.map(|factor| factor.of_year),
    }
}

fn state_line(told: &Told<'_>, head: &str, child: &str) -> StateLine {
    let kinships = kinships(told);
    let (least, most) = kin::size(&kinships);
    StateLine {
        locality: locality(told),
        class: kin::state_class(&kinships),
        size: both_ends(least, most, state_size),
        head_sex: sex(told, head),
        head_schooling: schooled(told, head).state(),
        head_occupation: yes_no(
            is_employed(told, head),
            Occupation::Employed,
            Occupation::NotEmployed,
        ),
        sex: sex(told, child),
        age: age(told, child),
        attendance: yes_no(
            told.yes_no(child, "attends_school"),
            Attendance::Attends,
            Attendance::DoesNotAttend,
        ),
        schooling: schooled(told, child).state(),
        support: support(told),
    }
}

/// All but the income, which needs prices. What both schemes say alike is taken from the other.
fn municipal_line(told: &Told<'_>, head: &str, child: &str, state: &StateLine) -> MunicipalLine {
    let kinships = kinships(told);
    let (least, most) = kin::size(&kinships);
    MunicipalLine {
        locality: state.locality,
        class: kin::municipal_class(&kinships),
        size: both_ends(least, most, municipal_size),
        head_sex: state.head_sex,
        head_schooling: schooled(told, head).municipal(),
        head_sector: sector(told, head),
        head_health: health(told, head),
        sex: state.sex,
        attendance: state.attendance,
        schooling: schooled(told, child).municipal(),
        support: state.support.map(|support| match support {
            StateSupport::NoSupport => MunicipalSupport::Without,
            _ => MunicipalSupport::With,
        }),
        income: Placed::Unknown,
        indigenous_language: yes_no(
            told.yes_no(child, "speaks_indigenous_language"),
            IndigenousLanguage::Speaks,
            IndigenousLanguage::DoesNotSpeak,
        ),
    }
}

fn kinships<'a>(told: &Told<'a>) -> Vec<Option<&'a str>> {
    told.members()
        .map(|member| told.chosen(member, "kinship"))
        .collect()
}

impl<C> Placed<C> {
    fn map<D>(self, of: impl FnOnce(C) -> D) -> Placed<D> {
        match self {
            Placed::In(category) => Placed::In(of(category)),
            Placed::Outside => Placed::Outside,
            Placed::Unknown => Placed::Unknown,
        }
    }
}

/// An urban key says where it is; that of a locality does not say how many live there.
fn locality(told: &Told<'_>) -> Placed<Locality> {
    let area = told.text("", "area").and_then(|text| text.parse().ok());
    match area.map(|area: AreaKey| area.kind()) {
        Some(AreaKind::Ageb | AreaKind::Block) => Placed::In(Locality::Urban),
        Some(AreaKind::RuralAgeb) => Placed::In(Locality::Rural),
        _ => Placed::Unknown,
    }
}

fn sex(told: &Told<'_>, member: &str) -> Placed<Sex> {
    match told.chosen(member, "sex") {
        Some("man") => Placed::In(Sex::Man),
        Some("woman") => Placed::In(Sex::Woman),
        Some(_) => Placed::Outside,
        None => Placed::Unknown,
    }
}

fn age(told: &Told<'_>, child: &str) -> Placed<AgeGroup> {
    match told.age(child).map(|age| (age.min, age.max)) {
        Some((5.., ..=14)) => Placed::In(AgeGroup::From5To14),
        Some((15.., ..=17)) => Placed::In(AgeGroup::From15To17),
        Some((18.., _) | (_, ..=4)) => Placed::Outside,
        _ => Placed::Unknown,
    }
}

/// Over this age the questionnaire does not ask who attends school: nobody is taken to.
const ASKED_ABOUT_SCHOOL_TO: u32 = 29;

fn schooled<'a>(told: &Told<'a>, member: &str) -> Schooled<'a> {
    let past = told
        .age(member)
        .is_some_and(|age| age.min > ASKED_ABOUT_SCHOOL_TO);
    let unasked = past && !told.is_answered(member, "attends_school");
    let level = told.chosen(member, "school_level");
    // Who is asked whether lower secondary is finished, and is in it, says the same thing.
    let basic = || match level {
        Some("secondary") => told.yes_no(member, "basic_completed"),
        _ => None,
    };
    Schooled {
        level,
        grade: told
            .span(member, "school_grade")
            .filter(|grade| grade.min == grade.max)
            .map(|grade| grade.min),
        attends: told
            .yes_no(member, "attends_school")
            .or(unasked.then_some(false)),
        finished: told.yes_no(member, "level_completed").or_else(basic),
    }
}

/// Worked last week, or has a job and was away; a head under 18 is asked as a child is.
fn is_employed(told: &Told<'_>, member: &str) -> Option<bool> {
    let away = |code: &str| told.chosen(member, code).map(|did| did == "away_from_job");
    match told.yes_no(member, "adult_works") {
        Some(true) => return Some(true),
        Some(false) => return away("adult_idle"),
        None if told.is_answered(member, "adult_works") => return None,
        None => {}
    }
    let each = [
        told.yes_no(member, "worked"),
        told.choices(member, "rescue")
            .map(|chosen| !chosen.is_empty()),
        told.yes_no(member, "had_job"),
    ];
    match each {
        _ if each.contains(&Some(true)) => Some(true),
        [Some(false), Some(false), Some(false)] => Some(false),
        _ => None,
    }
}

fn sector(told: &Told<'_>, head: &str) -> Placed<Sector> {
    match (is_employed(told, head), told.chosen(head, "adult_sector")) {
        (Some(false), _) => Placed::Outside,
        (_, Some("agriculture")) => Placed::In(Sector::Agriculture),
        (_, Some("industry")) => Placed::In(Sector::Industry),
        (_, Some("commerce" | "services")) => Placed::In(Sector::Services),
        _ => Placed::Unknown,
    }
}

fn health(told: &Told<'_>, head: &str) -> Placed<Health> {
    match told.chosen(head, "health_cover") {
        Some("imss_bienestar") => Placed::In(Health::SeguroPopular),
        Some("none") => Placed::In(Health::NoCover),
        Some(_) => Placed::In(Health::OtherCover),
        None => Placed::Unknown,
    }
}

const SCHOLARSHIPS: [&str; 3] = [
    "beca_rita_cetina",
    "beca_benito_juarez",
    "other_scholarship",
];

/// A scholarship of anyone goes before any other support of anyone.
fn support(told: &Told<'_>) -> Placed<StateSupport> {
    let each: Vec<Option<Vec<&str>>> = told
        .members()
        .map(|member| told.choices(member, "programmes"))
        .collect();
    let mut all = each.iter().flatten().flatten();
    if all
        .clone()
        .any(|programme| SCHOLARSHIPS.contains(programme))
    {
        return Placed::In(StateSupport::Scholarship);
    }
    // Somebody who did not say may have a scholarship.
    if each.is_empty() || each.contains(&None) {
        return Placed::Unknown;
    }
    Placed::In(match all.next() {
        Some(_) => StateSupport::OtherProgramme,
        None => StateSupport::NoSupport,
    })
}

fn state_size(people: usize) -> StateSize {
    match people {
        0..=3 => StateSize::UpTo3,
        4..=5 => StateSize::From4To5,
        _ => StateSize::Over5,
    }
}

fn municipal_size(people: usize) -> MunicipalSize {
    match people {
        0..=2 => MunicipalSize::UpTo2,
        3..=4 => MunicipalSize::From3To4,
        5..=6 => MunicipalSize::From5To6,
        _ => MunicipalSize::From7,
    }
}

/// Pesos of the day, told in pesos of 2015.
fn income_band(income: Span, factor: f64) -> Placed<Income> {
    both_ends(
        income.min * factor,
        income.max * factor,
        |pesos| match pesos {
            ..3_000.0 => Income::Below3000,
            ..=9_000.0 => Income::From3000To9000,
            _ => Income::Above9000,
        },
    )
}

/// The category of both ends, where it is the same.
fn both_ends<N, C: PartialEq>(least: N, most: N, category: impl Fn(N) -> C) -> Placed<C> {
    let found = category(least);
    if found == category(most) {
        Placed::In(found)
    } else {
        Placed::Unknown
    }
}

fn yes_no<C>(answer: Option<bool>, yes: C, no: C) -> Placed<C> {
    match answer {
        Some(true) => Placed::In(yes),
        Some(false) => Placed::In(no),
        None => Placed::Unknown,
    }
}

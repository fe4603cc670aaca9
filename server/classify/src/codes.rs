//! The words a fact may be answered with: places, employers, exposures, tasks, hazards.
//!
//! Start at [`Place`]; sets of words are [`CodeSet`]. What this module does not know: which
//! words decide anything; the edition lists those.

use std::{fmt, marker::PhantomData, num::NonZeroU32};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// A closed list of words, each with its place in the list.
pub trait Coded: Copy + 'static {
    const ALL: &'static [Self];
    /// The words in the order of `ALL`.
    const WORDS: &'static [&'static str];

    /// This word's place in `ALL`, below 31.
    fn place(self) -> u32;

    /// The word as facts and editions write it.
    fn word(self) -> &'static str {
        Self::WORDS[self.place() as usize]
    }

    /// The code a word stands for.
    fn read(word: &str) -> Option<Self> {
        let place = Self::WORDS.iter().position(|known| *known == word)?;
        Self::ALL.get(place).copied()
    }
}

macro_rules! coded {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident $word:literal)* })*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($variant),* }

        impl Coded for $name {
            const ALL: &'static [Self] = &[$($name::$variant),*];
            const WORDS: &'static [&'static str] = &[$($word),*];
            fn place(self) -> u32 {
                const { assert!(<$name as Coded>::WORDS.len() < 32, "a set has 31 places") }
                self as u32
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = String::deserialize(deserializer)?;
                $name::read(&word).ok_or_else(|| {
                    D::Error::custom(format!("`{word}` is none of: {}", Self::WORDS.join(", ")))
                })
            }
        }
    )* };
}

coded! {
    /// *Condición de actividad*: did the child work in the reference week?
    Status { None "none" Worked "worked" Absent "absent" }

    /// *Lugar de trabajo*: where the job is done.
    Place {
        Bar "bar" Boat "boat" ConstructionSite "construction_site" Dump "dump" Field "field"
        HomeYard "home_yard" MarketStall "market_stall" Mine "mine" Nightclub "nightclub"
        Office "office" OtherHome "other_home" Restaurant "restaurant" Road "road"
        Scaffold "scaffold" Shop "shop" Stage "stage" StreetAmbulant "street_ambulant"
        Warehouse "warehouse" Workshop "workshop" Other "other"
    }

    /// *Para quién trabaja*: family means relatives up to the second degree.
    Employer { Family "family" NonFamily "non_family" OwnAccount "own_account" }

    /// *Forma de pago*: how the work is paid.
    Pay { None "none" Cash "cash" Kind "kind" }

    /// *Exposición a riesgos*: what the child is exposed to in the job.
    Exposure {
        Chemicals "chemicals" ToxicGases "toxic_gases" DustSmoke "dust_smoke" Noise "noise"
        Vibration "vibration" Radiation "radiation"
        HumidityExtremeTemperature "humidity_extreme_temperature" Fire "fire"
        Explosives "explosives" ElectricShock "electric_shock" Heights "heights"
        ConfinedSpace "confined_space" HeavyMachinery "heavy_machinery"
        PowerTools "power_tools" SharpTools "sharp_tools" HazardousWaste "hazardous_waste"
        Biological "biological" DangerousAnimals "dangerous_animals" Other "other"
    }

    /// *Tareas del campo*: what is done on a farm.
    FarmTask {
        Administrative "administrative" Chemicals "chemicals" HeavyVehicles "heavy_vehicles"
        Machinery "machinery" ManualField "manual_field" Other "other"
    }

    /// *Condiciones peligrosas de los quehaceres*: each of them counts.
    ChoresHazard {
        Chemicals "chemicals" DangerousEquipment "dangerous_equipment" HeavyLoads "heavy_loads"
        HotObjects "hot_objects" Injury "injury" Night "night" RiskyPlace "risky_place"
        Other "other"
    }

    /// *Criterio de ocupación peligrosa*: the seven tests of R3, in the order of the output.
    Criterion {
        Sector "sector" Occupation "occupation" Place "place" Exposure "exposure" Load "load"
        Night "night" Prolonged "prolonged"
    }

    /// *Ocupación*: what the child's work counts as.
    Occupation {
        None "none" Permitted "permitted" BelowMinimumAge "below_minimum_age"
        Hazardous "hazardous"
    }

    /// *Quehaceres*: what the chores in the own household count as.
    Chores { None "none" Adequate "adequate" Prolonged "prolonged" Dangerous "dangerous" }

    /// *Condición de trabajo infantil* (CTI): which of the two parts makes it child labour.
    Cti {
        OnlyOccupation "only_occupation" OnlyChores "only_chores" Both "both" None "none"
    }

    /// *Lo que falta saber*: the kinds of facts whose answer is missing, whichever job it is of.
    Gap {
        Age "age" WorkStatus "work.status"
        AbsenceReturns "work.absence.returns_within_weeks" AbsencePaid "work.absence.paid"
        HoursWeek "work.hours_week" Jobs "work.jobs" Scian "work.jobs[].scian"
        Sinco "work.jobs[].sinco" Place "work.jobs[].place" Exposures "work.jobs[].exposures"
        MaxLoadKg "work.jobs[].max_load_kg" After22 "work.jobs[].after_22"
        NightHours "work.jobs[].night_hours" ChoresOwnHousehold "chores.own_household"
        ChoresHoursWeek "chores.hours_week" ChoresHazards "chores.hazards"
        Discrepancy "discrepancy"
    }
}

/// A set of words, in the order of their list; empty means "asked, none".
pub struct CodeSet<T> {
    /// Bit n + 1 is the n-th word; bit 0 is always there, so that "not known" costs no memory.
    marked: NonZeroU32,
    of: PhantomData<T>,
}

const MARK: NonZeroU32 = NonZeroU32::MIN;

impl<T: Coded> CodeSet<T> {
    /// No word at all.
    pub const EMPTY: CodeSet<T> = CodeSet {
        marked: MARK,
        of: PhantomData,
    };

    /// The set as a whole number: bit n is the n-th word of the list.
    ///
    /// ```
    /// use classify::{CodeSet, Coded, Criterion};
    ///
    /// let set = CodeSet::from_iter([Criterion::Sector, Criterion::Place]);
    /// assert_eq!(set.bits(), 0b101);
    /// assert_eq!(Criterion::WORDS[2], "place");
    /// ```
    pub fn bits(self) -> u32 {
        self.marked.get() >> 1
    }

    /// Adds a word; adding it twice changes nothing.
    pub fn insert(&mut self, code: T) {
        self.insert_if(true, code);
    }

    /// Adds a word when the condition holds.
    pub(crate) fn insert_if(&mut self, condition: bool, code: T) {
        self.marked |= u32::from(condition) << (code.place() + 1);
    }

    /// Is this word in the set?
    pub fn contains(self, code: T) -> bool {
        self.bits() & (1 << code.place()) != 0
    }

    /// Do the two sets share a word?
    pub fn meets(self, other: CodeSet<T>) -> bool {
        self.bits() & other.bits() != 0
    }

    /// The words in both sets.
    pub fn shared(self, other: CodeSet<T>) -> CodeSet<T> {
        CodeSet {
            marked: MARK | (self.marked.get() & other.marked.get()),
            of: PhantomData,
        }
    }

    /// The words in either set.
    pub fn joined(self, other: CodeSet<T>) -> CodeSet<T> {
        CodeSet {
            marked: self.marked | other.marked,
            of: PhantomData,
        }
    }

    /// True when no word is in it.
    pub fn is_empty(self) -> bool {
        self.bits() == 0
    }

    /// The words in the order of their list.
    pub fn iter(self) -> impl Iterator<Item = T> {
        T::ALL
            .iter()
            .copied()
            .filter(move |code| self.contains(*code))
    }
}

impl<T> Clone for CodeSet<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for CodeSet<T> {}

impl<T> PartialEq for CodeSet<T> {
    fn eq(&self, other: &Self) -> bool {
        self.marked == other.marked
    }
}

impl<T> Eq for CodeSet<T> {}

impl<T: Coded> Default for CodeSet<T> {
    fn default() -> Self {
        CodeSet::EMPTY
    }
}

impl<T: Coded> fmt::Debug for CodeSet<T> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_set().entries(self.iter().map(T::word)).finish()
    }
}

impl<T: Coded> FromIterator<T> for CodeSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(codes: I) -> Self {
        let mut set = CodeSet::EMPTY;
        codes.into_iter().for_each(|code| set.insert(code));
        set
    }
}

impl<T: Coded> Serialize for CodeSet<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(T::word))
    }
}

impl<'de, T: Coded + Deserialize<'de>> Deserialize<'de> for CodeSet<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<T>::deserialize(deserializer).map(CodeSet::from_iter)
    }
}

//! Invented people and records, a seeded generator, and a writer of hostile chunks.

use sync::{Actor, DeviceId, HouseholdRecord, Place, RawChange, Write};
use uuid::Uuid;

pub const SURVEY: &str = "2026-1";
pub const MORNING: i64 = 1_790_000_000;

/// splitmix64: small, seeded, the same everywhere.
pub struct Seeded(pub u64);

impl Seeded {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.next() as u8)
    }
}

pub fn household(n: u64) -> Uuid {
    let mut seeded = Seeded(n);
    Uuid::from_bytes(seeded.bytes())
}

/// Rosa's tablet.
pub fn rosas() -> DeviceId {
    DeviceId(Seeded(1001).bytes())
}

/// Juan's tablet.
pub fn juans() -> DeviceId {
    DeviceId(Seeded(1002).bytes())
}

pub fn opening_of(device: DeviceId, n: u64) -> Actor {
    Actor::new(device, Seeded(n).bytes())
}

pub fn round(key: &str, value: impl Into<sync::Scalar>) -> Write {
    Write::new(Place::Round, key, value)
}

pub fn roster(key: &str, value: impl Into<sync::Scalar>) -> Write {
    Write::new(Place::Roster, key, value)
}

/// The only change that a commit of these writes makes.
pub fn commit(record: &mut HouseholdRecord, actor: Actor, writes: &[Write]) -> RawChange {
    let changes = record.commit(actor, MORNING, "Entrevista cerrada", SURVEY, writes);
    let mut changes = changes.expect("sound writes");
    assert_eq!(changes.len(), 1);
    changes.remove(0)
}

/// An interview of the size that the field work expects: five members, three children.
pub fn interview(seeded: &mut Seeded) -> Vec<Write> {
    let mut writes = vec![
        round("consent", true),
        round("area", "ageb:0710100010363"),
        round("ref_date", "2026-11-15"),
        round("floor", "cement"),
        round("income_band", "b3"),
    ];
    for member in 0..5 {
        let subject = subject(seeded);
        for (code, value) in [
            ("given_names", "Lucía"),
            ("first_surname", "Pérez"),
            ("second_surname", "Gómez"),
            ("kinship", "child"),
            ("sex", "woman"),
            ("birth_date", "2014-03-09"),
        ] {
            writes.push(roster(&format!("{subject}.{code}"), value));
        }
        for code in ["attends_school", "literate", "adult_works"] {
            writes.push(round(&format!("{subject}.{code}"), seeded.chance(50)));
        }
        if member < 3 {
            child(seeded, &subject, &mut writes);
        }
    }
    writes
}

fn child(seeded: &mut Seeded, subject: &str, writes: &mut Vec<Write>) {
    for day in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] {
        for what in ["hours", "chores_hours"] {
            writes.push(round(
                &format!("{subject}.{what}_{day}"),
                seeded.below(9) as i64,
            ));
        }
    }
    for code in [
        "worked",
        "had_job",
        "hours_regular",
        "authorisation",
        "chores_hazards_any",
    ] {
        writes.push(round(&format!("{subject}.{code}"), seeded.chance(50)));
    }
    for (code, value) in [
        ("rescue", "helped_business sold"),
        ("why_works", "family_needs"),
        ("j1.job_task_words", "vende dulces en el crucero"),
        ("j1.job_place", "street"),
        ("j1.job_employer", "family"),
        ("j1.job_exposures", "dust fumes"),
        ("j1.job_pay", "30..40"),
    ] {
        writes.push(round(&format!("{subject}.{code}"), value));
    }
}

pub fn subject(seeded: &mut Seeded) -> String {
    const LETTERS: &[u8] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let letter = |seeded: &mut Seeded| char::from(LETTERS[seeded.below(32)]);
    std::iter::once('m')
        .chain((0..6).map(|_| letter(seeded)))
        .collect()
}

/// The chunk with its checksum made to fit again, as an attacker would.
pub fn with_checksum(mut chunk: Vec<u8>) -> Vec<u8> {
    if chunk.len() > 8 {
        let hash = RawChange::new(chunk.clone()).hash;
        chunk[4..8].copy_from_slice(&hash[..4]);
    }
    chunk
}

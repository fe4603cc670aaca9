//! SQL of who this notebook belongs to, its questionnaires and its areas.

use super::{Store, StoreError};
use rusqlite::{OptionalExtension, Transaction, params};
use sync::device::Outbox;
use zeroize::Zeroizing;

/// Who holds this notebook, for which survey, and how it speaks with the server.
#[derive(Clone)]
pub(crate) struct Enrolment {
    pub device: String,
    pub token: String,
    pub signing_key: Zeroizing<[u8; 32]>,
    pub server: String,
    pub fingerprint: Option<String>,
    pub server_key: [u8; 32],
    pub person: String,
    pub municipality: String,
    pub survey: String,
    pub content_id: String,
    pub enrolled_at: String,
}

/// What moves with each hand-over.
#[derive(Clone, Default)]
pub(crate) struct Standing {
    /// `sync`'s outbox as bytes; none before the first hand-over.
    pub outbox: Option<Vec<u8>>,
    pub have_list_may_be_due: bool,
    pub backed_up_through: i64,
    pub assignments_version: i64,
    pub last_hand_over: Option<String>,
}

/// A questionnaire as it came.
pub(crate) struct KeptQuestionnaire {
    pub content_id: String,
    pub json: String,
    pub signature: Vec<u8>,
}

/// An area as it came. Lists are kept as JSON.
#[derive(Debug, Clone)]
pub(crate) struct KeptArea {
    pub area: String,
    pub name: String,
    pub zone: String,
    pub neighbourhoods: Vec<String>,
    pub expected: Option<u32>,
    pub blocks: Vec<String>,
}

pub(crate) fn put_enrolment(tx: &Transaction<'_>, enrolled: &Enrolment) -> Result<(), StoreError> {
    tx.execute(
        "insert into enrolment (one, device, token, signing_key, server, fingerprint, server_key, \
           person, municipality, survey, content_id, enrolled_at) \
         values (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            enrolled.device,
            enrolled.token,
            enrolled.signing_key.as_slice(),
            enrolled.server,
            enrolled.fingerprint,
            enrolled.server_key,
            enrolled.person,
            enrolled.municipality,
            enrolled.survey,
            enrolled.content_id,
            enrolled.enrolled_at,
        ],
    )?;
    Ok(())
}

pub(crate) fn put_questionnaire(
    tx: &Transaction<'_>,
    kept: &KeptQuestionnaire,
) -> Result<(), StoreError> {
    tx.execute(
        "insert or ignore into questionnaire (content_id, json, signature) values (?1, ?2, ?3)",
        params![kept.content_id, kept.json, kept.signature],
    )?;
    Ok(())
}

/// Replaces the assigned areas. Areas no longer assigned stay readable: their dwellings do.
pub(crate) fn put_areas(tx: &Transaction<'_>, areas: &[KeptArea]) -> Result<(), StoreError> {
    tx.execute("update area set assigned = 0", [])?;
    for area in areas {
        tx.execute(
            "insert into area (area, name, zone, neighbourhoods, expected, blocks, assigned) \
             values (?1, ?2, ?3, ?4, ?5, ?6, 1) \
             on conflict (area) do update set name = ?2, zone = ?3, neighbourhoods = ?4, \
               expected = ?5, blocks = ?6, assigned = 1",
            params![
                area.area,
                area.name,
                area.zone,
                json_list(&area.neighbourhoods),
                area.expected,
                json_list(&area.blocks),
            ],
        )?;
    }
    Ok(())
}

pub(crate) fn put_standing(tx: &Transaction<'_>, standing: &Standing) -> Result<(), StoreError> {
    tx.execute(
        "update enrolment set outbox = ?1, have_list_may_be_due = ?2, backed_up_through = ?3, \
           assignments_version = ?4, last_hand_over = ?5",
        params![
            standing.outbox,
            standing.have_list_may_be_due,
            standing.backed_up_through,
            standing.assignments_version,
            standing.last_hand_over,
        ],
    )?;
    Ok(())
}

/// Keeps the outbox as it stands, before something is sent.
pub(crate) fn put_outbox(tx: &Transaction<'_>, outbox: &Outbox) -> Result<(), StoreError> {
    tx.execute("update enrolment set outbox = ?1", [outbox.to_bytes()])?;
    Ok(())
}

impl Store {
    /// None: the store was made but the enrolment never ended.
    pub(crate) fn enrolment(&self) -> Result<Option<Enrolment>, StoreError> {
        let row = self.conn().query_row(
            "select device, token, signing_key, server, fingerprint, server_key, person, \
               municipality, survey, content_id, enrolled_at from enrolment",
            [],
            |row| {
                Ok(Enrolment {
                    device: row.get(0)?,
                    token: row.get(1)?,
                    signing_key: Zeroizing::new(row.get(2)?),
                    server: row.get(3)?,
                    fingerprint: row.get(4)?,
                    server_key: row.get(5)?,
                    person: row.get(6)?,
                    municipality: row.get(7)?,
                    survey: row.get(8)?,
                    content_id: row.get(9)?,
                    enrolled_at: row.get(10)?,
                })
            },
        );
        Ok(row.optional()?)
    }

    pub(crate) fn standing(&self) -> Result<Standing, StoreError> {
        Ok(self.conn().query_row(
            "select outbox, have_list_may_be_due, backed_up_through, assignments_version, \
               last_hand_over from enrolment",
            [],
            |row| {
                Ok(Standing {
                    outbox: row.get(0)?,
                    have_list_may_be_due: row.get(1)?,
                    backed_up_through: row.get(2)?,
                    assignments_version: row.get(3)?,
                    last_hand_over: row.get(4)?,
                })
            },
        )?)
    }

    pub(crate) fn questionnaire(&self, content_id: &str) -> Result<KeptQuestionnaire, StoreError> {
        Ok(self.conn().query_row(
            "select content_id, json, signature from questionnaire where content_id = ?1",
            [content_id],
            |row| {
                Ok(KeptQuestionnaire {
                    content_id: row.get(0)?,
                    json: row.get(1)?,
                    signature: row.get(2)?,
                })
            },
        )?)
    }

    /// Assigned areas, and others in which dwellings were listed; by key.
    pub(crate) fn areas(&self) -> Result<Vec<KeptArea>, StoreError> {
        let mut query = self.conn().prepare_cached(
            "select area, name, zone, neighbourhoods, expected, blocks from area \
             where assigned = 1 or area in (select area from household) order by area",
        )?;
        let rows = query.query_map([], |row| {
            Ok(KeptArea {
                area: row.get(0)?,
                name: row.get(1)?,
                zone: row.get(2)?,
                neighbourhoods: read_list(&row.get::<_, String>(3)?),
                expected: row.get(4)?,
                blocks: read_list(&row.get::<_, String>(5)?),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub(crate) fn is_assigned(&self, area: &str) -> Result<bool, StoreError> {
        Ok(self
            .conn()
            .prepare_cached("select 1 from area where area = ?1 and assigned = 1")?
            .exists([area])?)
    }
}

fn json_list(list: &[String]) -> String {
    serde_json::Value::from(list.to_vec()).to_string()
}

fn read_list(text: &str) -> Vec<String> {
    serde_json::from_str(text).unwrap_or_default()
}

//! Making the batch: what waits, by household, signed by this device.

use crate::errors::HandOverError;
use crate::notebook::{Notebook, Unlocked};
use crate::store::StoreError;
use crate::store::changes::{Sending, put_sending};
use crate::store::enrolment::Enrolment;
use crate::transport::Request;
use std::collections::BTreeSet;
use sync::DeviceId;
use sync::wire::{
    BODY_MAX, Batch, HEADER_BATCH, HEADER_CURSOR, HEADER_DEVICE, HEADER_SIGNATURE, HaveList,
    HouseholdChanges, METHOD, PATH, SigningKey, sign, signing_bytes,
};

/// Raw bytes of changes in one batch; text compresses at least twofold.
const RAW_MAX: usize = 12 * 1024 * 1024;

impl Notebook {
    /// The batch that is on its way already, or a new one, stored before it is sent.
    pub(super) fn next_sending(&mut self) -> Result<Sending, HandOverError> {
        let open = self.opened_mut()?;
        if let Some(sending) = open.store.sending()? {
            return Ok(sending);
        }
        let standing = open.store.standing()?;
        let have = if standing.have_list_wanted {
            Some(have_list(open)?)
        } else {
            None
        };
        let mut raw_max = RAW_MAX;
        let body = loop {
            let batch = Batch {
                device: device(&open.enrolment)?.0,
                number: standing.next_batch.unsigned_abs(),
                cursor: standing.cursor.unsigned_abs(),
                witness: standing.witness,
                households: households(open, raw_max)?,
                have: have.clone(),
            };
            let body = batch.encode();
            if body.len() <= BODY_MAX || batch.households.len() <= 1 {
                break body;
            }
            raw_max /= 2;
        };
        let sending = Sending {
            number: standing.next_batch,
            cursor: standing.cursor,
            body,
        };
        open.store
            .write::<_, StoreError>(|tx| put_sending(tx, &sending))?;
        Ok(sending)
    }
}

/// The request of a batch. The same batch gives the same bytes, signature included.
pub(super) fn request(enrolment: &Enrolment, sending: &Sending) -> Result<Request, HandOverError> {
    let device = device(enrolment)?;
    let (number, cursor) = (sending.number.unsigned_abs(), sending.cursor.unsigned_abs());
    let key = SigningKey::from_bytes(&enrolment.signing_key);
    let signed = signing_bytes(METHOD, PATH, device, number, cursor, &sending.body);
    Ok(Request {
        method: METHOD,
        path: PATH,
        headers: vec![
            ("authorization", format!("Bearer {}", enrolment.token)),
            ("content-type", "application/octet-stream".into()),
            (HEADER_DEVICE, device.to_string()),
            (HEADER_BATCH, number.to_string()),
            (HEADER_CURSOR, cursor.to_string()),
            (HEADER_SIGNATURE, hex::encode(sign(&key, &signed))),
        ],
        body: sending.body.clone(),
    })
}

fn device(enrolment: &Enrolment) -> Result<DeviceId, StoreError> {
    let device = enrolment.device.parse();
    device.map_err(|_| StoreError::Unreadable("device"))
}

/// Waiting changes by household, in the order in which they were made, up to `raw_max` bytes.
fn households(open: &Unlocked, raw_max: usize) -> Result<Vec<HouseholdChanges>, StoreError> {
    let mut households: Vec<HouseholdChanges> = Vec::new();
    let mut places = std::collections::HashMap::new();
    let mut raw = 0;
    for (household, change) in open.store.waiting_changes()? {
        raw += change.bytes.len();
        if raw > raw_max && !households.is_empty() {
            break;
        }
        let place = *places.entry(household).or_insert(households.len());
        if place == households.len() {
            households.push(HouseholdChanges {
                household,
                survey: open.enrolment.survey.clone(),
                changes: Vec::new(),
            });
        }
        households[place].changes.push(change);
    }
    Ok(households)
}

/// Every change that this device holds, its own and others'.
fn have_list(open: &Unlocked) -> Result<HaveList, StoreError> {
    let mut held = BTreeSet::new();
    for household in open.store.recorded()? {
        let record = open.store.record(household)?;
        held.extend(record.changes().into_iter().map(|change| change.hash));
    }
    for (_, change) in open.store.waiting_changes()? {
        held.remove(&change.hash);
    }
    Ok(HaveList::of(held))
}

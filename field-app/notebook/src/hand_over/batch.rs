//! Making the batch: what waits, by household, signed by this device.

use crate::enrol::device_of;
use crate::errors::HandOverError;
use crate::notebook::{Notebook, Unlocked};
use crate::store::StoreError;
use crate::store::enrolment::{Enrolment, put_outbox};
use crate::transport::Request;
use std::collections::{BTreeSet, HashMap};
use sync::Hash;
use sync::device::{Outbox, Waiting};
use sync::wire::{Envelope, METHOD, PATH, SigningKey};

impl Notebook {
    /// The batch that is on its way already, or a new one, stored before it is sent.
    pub(super) fn next_batch(&mut self) -> Result<(Outbox, Envelope), HandOverError> {
        let open = self.opened_mut()?;
        let mut outbox = outbox(open)?;
        let key = SigningKey::from_bytes(&open.enrolment.signing_key);
        let waiting = waiting(open)?;
        let held = held(open)?;
        let envelope = outbox.begin(waiting, || held, &key);
        open.store
            .write::<_, StoreError>(|tx| put_outbox(tx, &outbox))?;
        Ok((outbox, envelope))
    }
}

/// What this device remembers between hand-overs.
fn outbox(open: &Unlocked) -> Result<Outbox, StoreError> {
    match open.store.standing()?.outbox {
        Some(bytes) => Outbox::from_bytes(&bytes).map_err(|_| StoreError::Unreadable("outbox")),
        None => Ok(Outbox::new(device_of(&open.enrolment)?)),
    }
}

/// The request of a batch. The same batch gives the same bytes, signature included.
pub(super) fn request(enrolment: &Enrolment, envelope: &Envelope) -> Request {
    let mut headers = vec![
        ("authorization", format!("Bearer {}", enrolment.token)),
        ("content-type", "application/octet-stream".into()),
    ];
    headers.extend(envelope.headers());
    Request {
        method: METHOD,
        path: PATH,
        headers,
        body: envelope.body.clone(),
    }
}

/// Changes that wait: households in the order of their first one, each one's changes together.
fn waiting(open: &Unlocked) -> Result<Vec<Waiting>, StoreError> {
    let mut households = HashMap::new();
    let mut waiting = Vec::new();
    for (household, change) in open.store.waiting_changes()? {
        let next = households.len();
        let place = *households.entry(household).or_insert(next);
        let survey = open.enrolment.survey.clone();
        waiting.push((
            place,
            Waiting {
                household,
                survey,
                change,
            },
        ));
    }
    waiting.sort_by_key(|(place, _)| *place);
    Ok(waiting.into_iter().map(|(_, waiting)| waiting).collect())
}

/// Every change that this device holds, for a have-list; read only when one may be due.
fn held(open: &Unlocked) -> Result<Vec<Hash>, StoreError> {
    if !open.store.standing()?.have_list_may_be_due {
        return Ok(Vec::new());
    }
    let mut held = BTreeSet::new();
    for household in open.store.recorded()? {
        let record = open.store.record(household)?;
        held.extend(record.changes().into_iter().map(|change| change.hash));
    }
    for (_, change) in open.store.waiting_changes()? {
        held.remove(&change.hash);
    }
    Ok(held.into_iter().collect())
}

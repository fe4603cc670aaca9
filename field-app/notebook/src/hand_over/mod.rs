//! *Entrega*: what was answered goes to the server, and what others answered comes back.
//!
//! Start at [`Notebook::hand_over`]. Drafts are committed first, so that nothing received is
//! ever overwritten unseen; the batch is stored before it is sent, so that a repeat is the same
//! bytes under the same number; the receipt is stored in one transaction. Nothing is dropped:
//! a change leaves the tablet only when a receipt says that a verified backup holds it, and this
//! version keeps it even then.

mod batch;
mod receipt;
mod receive;
mod wipe;

use crate::enrol::AssignedArea;
use crate::errors::{HandOverError, NoteError};
use crate::notebook::Notebook;
use crate::record::{Commit, LISTED, UNFINISHED};
use crate::store::StoreError;
use crate::store::enrolment::{Enrolment, KeptArea, Standing, put_areas, put_outbox, put_standing};
use crate::transport::{ReachError, Request, Response, ServerAddress};
use crate::views::{HandOverStage, HandOverView, QuarantinedView, TextView};
use serde::Deserialize;
use survey_forms::folio;
use sync::device::Outbox;
use sync::wire::{Envelope, Reply};

/// The most requests of one hand-over: far beyond any day's work, so that a server that always
/// says "more" cannot keep a tablet busy for ever.
const ROUNDS_MAX: u32 = 200;

/// What one call has done so far.
#[derive(Default)]
struct Done {
    sent: u32,
    acknowledged: u32,
    received: u32,
    messages: Vec<TextView>,
}

impl Notebook {
    /// Hands over everything that waits and takes in what others changed. Safe to repeat.
    ///
    /// # Errors
    /// [`HandOverError`]; whatever had not been acknowledged still waits here.
    pub fn hand_over(&mut self) -> Result<HandOverView, HandOverError> {
        let before = self.traffic;
        let outcome = self.exchange_all();
        self.progress.set(HandOverStage::Resting, 0, 0);
        let done = outcome?;
        let traffic = self.traffic.since(before);
        let store = &self.opened()?.store;
        let quarantined = store.set_aside()?.into_iter().map(|aside| QuarantinedView {
            folio: folio(aside.household),
            es: aside.es,
            en: aside.en,
        });
        Ok(HandOverView {
            sent: done.sent,
            acknowledged: done.acknowledged,
            quarantined: quarantined.collect(),
            received: done.received,
            messages: done.messages,
            requests: u32::try_from(traffic.requests).unwrap_or(u32::MAX),
            bytes_up: traffic.bytes_up,
            bytes_down: traffic.bytes_down,
            next: store.waiting()?,
        })
    }

    fn exchange_all(&mut self) -> Result<Done, HandOverError> {
        let waiting = self.opened()?.store.waiting()?;
        self.progress.set(HandOverStage::Preparing, 0, waiting);
        self.commit_drafts()?;
        let mut done = Done::default();
        for _ in 0..ROUNDS_MAX {
            let (outbox, envelope) = self.next_batch()?;
            let left = self.opened()?.store.waiting()?;
            let handed_over = waiting.saturating_sub(left);
            self.progress
                .set(HandOverStage::Sending, handed_over, waiting);
            let reply = self.exchange(&outbox, &envelope, left)?;
            self.progress
                .set(HandOverStage::Receiving, handed_over, waiting);
            let again = self.take_receipt(outbox, &reply, &mut done)?;
            if reply.wipe && !again {
                // A change that the server does not hold durably is never wiped.
                if !self.opened()?.store.waiting_changes()?.is_empty() {
                    return Err(HandOverError::Revoked);
                }
                self.wipe()?;
                return Err(HandOverError::Wiped);
            }
            self.refresh_assignments(reply.assignments_version)?;
            if !again {
                break;
            }
        }
        Ok(done)
    }

    /// Unfinished interviews and visits are handed over too, each household as one change.
    fn commit_drafts(&mut self) -> Result<(), NoteError> {
        let at = self.clock.now();
        let open = self.opened_mut()?;
        for household in open.store.drafted()? {
            let begun = open
                .answers(household)?
                .get("", "interview_started")
                .is_some();
            open.commit(&Commit {
                household,
                message: if begun { UNFINISHED } else { LISTED },
                at,
                closes: false,
            })?;
        }
        Ok(())
    }

    fn exchange(
        &mut self,
        outbox: &Outbox,
        envelope: &Envelope,
        waiting: u32,
    ) -> Result<Reply, HandOverError> {
        let enrolment = &self.opened()?.enrolment;
        let server = server_of(enrolment);
        let request = batch::request(enrolment, envelope);
        let response = self
            .send(&server, &request)
            .map_err(|reach| HandOverError::Reach { reach, waiting })?;
        let status = response.status;
        match status {
            200 => Reply::decode(&response.body).map_err(|_| HandOverError::AnswerUnreadable),
            401 => Err(HandOverError::Revoked),
            408 | 429 | 500.. => Err(HandOverError::ServerFailed { status, waiting }),
            _ => {
                // The server has not taken it and never will: the next try makes a new batch.
                let mut outbox = outbox.clone();
                outbox.abandon();
                let store = &mut self.opened_mut()?.store;
                store.write::<_, StoreError>(|tx| put_outbox(tx, &outbox))?;
                Err(HandOverError::Refused { status, waiting })
            }
        }
    }

    /// Fetches the assignments when the server says that they changed. Not being able to is no
    /// reason to call a hand-over failed: the version stays old, so the next one tries again.
    fn refresh_assignments(&mut self, version: u64) -> Result<(), HandOverError> {
        let version = i64::try_from(version).unwrap_or(i64::MAX);
        let standing = self.opened()?.store.standing()?;
        if standing.assignments_version == version {
            return Ok(());
        }
        let Ok(response) = self.ask_assignments() else {
            return Ok(());
        };
        let Ok(assigned) = serde_json::from_slice::<Assigned>(&response.body) else {
            return Ok(());
        };
        let areas: Vec<KeptArea> = assigned.areas.into_iter().map(KeptArea::from).collect();
        self.opened_mut()?.store.write::<_, StoreError>(|tx| {
            put_areas(tx, &areas)?;
            put_standing(
                tx,
                &Standing {
                    assignments_version: version,
                    ..standing
                },
            )
        })?;
        Ok(())
    }

    fn ask_assignments(&mut self) -> Result<Response, ReachError> {
        let Ok(open) = self.opened() else {
            return Err(ReachError::BrokenOff);
        };
        let server = server_of(&open.enrolment);
        let request = Request {
            method: "GET",
            path: "/api/assignments",
            headers: vec![("authorization", format!("Bearer {}", open.enrolment.token))],
            body: Vec::new(),
        };
        let response = self.send(&server, &request)?;
        if response.status == 200 {
            Ok(response)
        } else {
            Err(ReachError::BrokenOff)
        }
    }
}

#[derive(Deserialize)]
struct Assigned {
    areas: Vec<AssignedArea>,
}

fn server_of(enrolment: &Enrolment) -> ServerAddress {
    ServerAddress {
        url: enrolment.server.clone(),
        fingerprint: enrolment.fingerprint.clone(),
    }
}

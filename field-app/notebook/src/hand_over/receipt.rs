//! The receipt: what became of each change, and where both sides stand now.

use super::Done;
use super::receive::received;
use crate::errors::HandOverError;
use crate::notebook::Notebook;
use crate::store::StoreError;
use crate::store::changes::put_record;
use crate::store::changes::{
    Sending, acknowledge, clear_sending, put_parked, set_aside, wait_again,
};
use crate::store::dwellings::put_dwelling;
use crate::store::enrolment::{Standing, put_standing};
use crate::views::TextView;
use sync::Hash;
use sync::guard::Refusal;
use sync::wire::{Batch, Outcome, Reply};

impl Notebook {
    /// Stores the receipt and what was received, in one transaction. True: ask again at once.
    pub(super) fn take_receipt(
        &mut self,
        sending: &Sending,
        reply: &Reply,
        done: &mut Done,
    ) -> Result<bool, HandOverError> {
        let batch = Batch::decode(&sending.body).map_err(|_| StoreError::Unreadable("sending"))?;
        let outcomes = outcomes(&batch, reply);
        let open = self.unlocked.as_mut().ok_or(crate::errors::NotOpen)?;
        let wanted = wanted(open, reply)?;
        let news = received(open, reply)?;
        let standing = Standing {
            next_batch: signed(reply.next_batch),
            cursor: signed(reply.cursor),
            witness: reply.witness,
            have_list_wanted: reply.send_have_list,
            backed_up_through: signed(reply.backed_up_through),
            last_hand_over: Some(self.clock.now().to_rfc3339()),
            ..open.store.standing()?
        };
        open.store.write::<_, StoreError>(|tx| {
            for (hash, outcome) in &outcomes {
                match outcome {
                    Outcome::Taken | Outcome::Known => acknowledge(tx, hash)?,
                    Outcome::Waiting => {}
                    Outcome::Quarantined(code) => {
                        let words = reason(code);
                        set_aside(tx, hash, code, &words.es, &words.en)?;
                    }
                }
            }
            for hash in &wanted {
                wait_again(tx, hash)?;
            }
            for household in &news.households {
                put_record(tx, &household.record)?;
                put_dwelling(tx, &household.line)?;
            }
            put_parked(tx, &news.parked)?;
            put_standing(tx, &standing)?;
            clear_sending(tx)
        })?;
        open.interview = None;
        done.sent += count(outcomes.len());
        done.acknowledged += count(
            outcomes
                .iter()
                .filter(|(_, outcome)| matches!(outcome, Outcome::Taken | Outcome::Known))
                .count(),
        );
        done.received += news.taken;
        done.messages
            .extend(reply.messages.iter().map(|message| TextView {
                es: message.es.clone(),
                en: message.en.clone(),
            }));
        // Changes that wait for others' are sent with the next hand-over, not at once.
        let moved = outcomes
            .iter()
            .any(|(_, outcome)| outcome.is_acknowledged());
        let more_waits = moved && !open.store.waiting_changes()?.is_empty();
        Ok(reply.more || reply.send_have_list || !wanted.is_empty() || more_waits)
    }
}

/// Pairs each change sent with what became of it. A revoked device hears only "wipe": its batch
/// is kept whole for a supervisor.
fn outcomes(batch: &Batch, reply: &Reply) -> Vec<(Hash, Outcome)> {
    let mut pairs = Vec::new();
    for sent in &batch.households {
        let answered = reply
            .outcomes
            .iter()
            .find(|outcomes| outcomes.household == sent.household);
        for (place, change) in sent.changes.iter().enumerate() {
            let outcome = answered.and_then(|answered| answered.outcomes.get(place));
            let outcome = match outcome {
                Some(outcome) => outcome.clone(),
                None if reply.wipe => Outcome::Taken,
                None => Outcome::Waiting,
            };
            pairs.push((change.hash, outcome));
        }
    }
    pairs
}

/// Own changes that the server had acknowledged and lacks now: it was restored from a backup.
fn wanted(open: &crate::notebook::Unlocked, reply: &Reply) -> Result<Vec<Hash>, StoreError> {
    let Some(wanted) = &reply.wanted else {
        return Ok(Vec::new());
    };
    let handed_over = open.store.handed_over_changes()?;
    Ok(handed_over
        .into_iter()
        .map(|(_, change)| change.hash)
        .filter(|hash| wanted.holds(hash))
        .collect())
}

/// The words of a reason code; a newer server's code gets general words.
fn reason(code: &str) -> TextView {
    match Refusal::from_code(code) {
        Some(refusal) => TextView {
            es: refusal.es().to_owned(),
            en: refusal.en().to_owned(),
        },
        None => TextView {
            es: "El servidor apartó este envío para revisarlo. Sigue guardado aquí. \
                 Avise a su supervisión."
                .into(),
            en: "The server set this aside for review. It is still kept here. \
                 Tell your supervisor."
                .into(),
        },
    }
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

//! The receipt: what became of each change, and where both sides stand now.

use super::Done;
use super::receive::received;
use crate::errors::{HandOverError, NotOpen};
use crate::notebook::{Notebook, Unlocked};
use crate::store::StoreError;
use crate::store::changes::{acknowledge, put_parked, put_record, set_aside, wait_again};
use crate::store::dwellings::put_dwelling;
use crate::store::enrolment::{Standing, put_standing};
use crate::views::TextView;
use sync::Hash;
use sync::device::{Heard, Outbox};
use sync::guard::Refusal;
use sync::wire::{HaveList, Outcome, Reply};

impl Notebook {
    /// Stores the receipt and what was received, in one transaction. True: ask again at once.
    pub(super) fn take_receipt(
        &mut self,
        mut outbox: Outbox,
        reply: &Reply,
        done: &mut Done,
    ) -> Result<bool, HandOverError> {
        let heard = outbox
            .hear(reply)
            .map_err(|_| HandOverError::AnswerUnreadable)?;
        let open = self.unlocked.as_mut().ok_or(NotOpen)?;
        let wanted = wanted(open, &heard.wanted)?;
        let news = received(open, &heard.changes)?;
        let before = open.store.standing()?;
        let standing = Standing {
            outbox: Some(outbox.to_bytes()),
            // The outbox decides; here only whether the hashes may have to be gathered.
            have_list_may_be_due: reply.send_have_list || heard.fetch_assignments,
            backed_up_through: i64::try_from(heard.backed_up_through).unwrap_or(i64::MAX),
            last_hand_over: Some(self.clock.now().to_rfc3339()),
            ..before
        };
        open.store.write::<_, StoreError>(|tx| {
            for told in &heard.outcomes {
                match &told.outcome {
                    Outcome::Taken | Outcome::Known => acknowledge(tx, &told.hash)?,
                    Outcome::Waiting => {}
                    Outcome::Quarantined(code) => {
                        let words = reason(code);
                        set_aside(tx, &told.hash, code, &words.es, &words.en)?;
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
            put_standing(tx, &standing)
        })?;
        open.interview = None;
        done.received += news.taken;
        done.note(&heard);
        // Changes that wait for others' are sent with the next hand-over, not at once.
        let mut told = heard.outcomes.iter();
        let moved = told.any(|told| told.outcome.is_acknowledged());
        let more_waits = moved && !open.store.waiting_changes()?.is_empty();
        Ok(heard.again || more_waits)
    }
}

impl Done {
    fn note(&mut self, heard: &Heard) {
        let kept =
            |told: &&sync::device::Told| matches!(told.outcome, Outcome::Taken | Outcome::Known);
        self.sent += count(heard.outcomes.len());
        self.acknowledged += count(heard.outcomes.iter().filter(kept).count());
        let words = heard.messages.iter().map(|message| TextView {
            es: message.es.clone(),
            en: message.en.clone(),
        });
        self.messages.extend(words);
    }
}

/// Own changes that the server had acknowledged and lacks now: it was restored from a backup.
fn wanted(open: &Unlocked, wanted: &HaveList) -> Result<Vec<Hash>, StoreError> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let handed_over = open.store.handed_over_changes()?;
    let hashes = handed_over.into_iter().map(|(_, change)| change.hash);
    Ok(hashes.filter(|hash| wanted.holds(hash)).collect())
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

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

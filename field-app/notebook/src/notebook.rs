//! The notebook itself: opening, unlocking, locking, and what it says of itself.
//!
//! Start at [`Notebook::open`]. Nothing is global: many notebooks live in one process (the
//! simulated fleet), each with its own folder, clock, randomness and door to the network.

use crate::clock::Clock;
use crate::enrol::device_of;
use crate::entropy::{Entropy, random};
use crate::errors::{NotOpen, UnlockError};
use crate::interview::Interview;
use crate::keys::{KeyProvider, StoreKey};
use crate::questionnaires;
use crate::store::enrolment::Enrolment;
use crate::store::{Store, StoreError};
use crate::transport::{ReachError, Request, Response, ServerAddress, Traffic, Transport};
use crate::views::{HandOverProgress, HandOverStage, NoticeView, Stage, StatusView};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use survey_forms::Questionnaire;
use sync::Actor;

/// The file with the sealed key.
pub(crate) const KEY_FILE: &str = "key.json";
/// The encrypted store.
pub(crate) const STORE_FILE: &str = "notebook.db";

/// *Cuaderno*: what one enumerator carries for one survey.
pub struct Notebook {
    pub(crate) folder: PathBuf,
    pub(crate) keys: Arc<dyn KeyProvider>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Box<dyn Entropy>,
    transport: Box<dyn Transport>,
    pub(crate) unlocked: Option<Unlocked>,
    pub(crate) traffic: Traffic,
    pub(crate) progress: Progress,
}

/// What is in memory only while the notebook is open.
pub(crate) struct Unlocked {
    pub store: Store,
    pub enrolment: Enrolment,
    pub questionnaire: Questionnaire,
    /// New at each opening of the store (sync.md): a restored copy never repeats a number.
    pub actor: Actor,
    /// The interview in hand; rebuilt from the store at any time.
    pub interview: Option<Interview>,
}

/// How far a hand-over is, readable while it runs.
#[derive(Clone)]
pub struct Progress(Arc<Mutex<HandOverProgress>>);

impl Progress {
    fn resting() -> Self {
        Self(Arc::new(Mutex::new(HandOverProgress {
            stage: HandOverStage::Resting,
            done: 0,
            of: 0,
        })))
    }

    /// How far it is now.
    pub fn now(&self) -> HandOverProgress {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn set(&self, stage: HandOverStage, done: u32, of: u32) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) =
            HandOverProgress { stage, done, of };
    }
}

impl Notebook {
    /// A notebook in `folder` (made when it is not there), not yet unlocked.
    ///
    /// # Errors
    /// [`UnlockError::Folder`] when the folder cannot be made.
    pub fn open(
        folder: &Path,
        keys: Arc<dyn KeyProvider>,
        clock: Arc<dyn Clock>,
        entropy: Box<dyn Entropy>,
        transport: Box<dyn Transport>,
    ) -> Result<Self, UnlockError> {
        std::fs::create_dir_all(folder).map_err(|_| UnlockError::Folder)?;
        Ok(Self {
            folder: folder.to_owned(),
            keys,
            clock,
            entropy,
            transport,
            unlocked: None,
            traffic: Traffic::default(),
            progress: Progress::resting(),
        })
    }

    /// Opens the store with the enumerator's passphrase. Already open: checks it all the same.
    ///
    /// # Errors
    /// [`UnlockError`]; the store is left as it was.
    pub fn unlock(&mut self, passphrase: &str) -> Result<StatusView, UnlockError> {
        let sealed =
            std::fs::read(self.folder.join(KEY_FILE)).map_err(|_| UnlockError::NotEnrolled)?;
        let key = self.keys.open(&sealed, passphrase)?;
        if self.unlocked.is_none() {
            self.unlocked = Some(self.open_store(&key)?);
        }
        Ok(self.status()?)
    }

    /// Closes the store and forgets the key.
    pub fn lock(&mut self) {
        self.unlocked = None;
    }

    /// How the notebook stands.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    pub fn status(&self) -> Result<StatusView, StoreError> {
        let mut status = StatusView {
            stage: Stage::Locked,
            person: None,
            municipality: None,
            survey: None,
            waiting: 0,
            last_hand_over: None,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        };
        if let Some(open) = &self.unlocked {
            status.stage = Stage::Open;
            status.person = Some(open.enrolment.person.clone());
            status.municipality = Some(open.enrolment.municipality.clone());
            status.survey = Some(open.enrolment.survey.clone());
            status.waiting = open.store.waiting()?;
            status.last_hand_over = open.store.standing()?.last_hand_over;
        } else if !self.folder.join(KEY_FILE).exists() {
            status.stage = Stage::New;
        }
        Ok(status)
    }

    /// What has passed through the network since this notebook was opened.
    pub fn traffic(&self) -> Traffic {
        self.traffic
    }

    /// A handle that tells how far a hand-over is while it runs on another thread.
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }

    /// The questionnaire in force on this device.
    ///
    /// # Errors
    /// [`NotOpen`] while locked.
    pub fn questionnaire(&self) -> Result<&Questionnaire, NotOpen> {
        Ok(&self.unlocked.as_ref().ok_or(NotOpen)?.questionnaire)
    }

    /// The privacy notice, as the questionnaire in force has it.
    ///
    /// # Errors
    /// [`NotOpen`] while locked.
    pub fn notice(&self) -> Result<NoticeView, NotOpen> {
        let notice = &self.questionnaire()?.notice;
        Ok(NoticeView {
            version: notice.version.clone(),
            title: (&notice.title).into(),
            text: (&notice.text).into(),
        })
    }

    /// This device's id, 16 hex digits.
    ///
    /// # Errors
    /// [`NotOpen`] while locked.
    pub fn device(&self) -> Result<&str, NotOpen> {
        Ok(&self.unlocked.as_ref().ok_or(NotOpen)?.enrolment.device)
    }

    pub(crate) fn opened(&self) -> Result<&Unlocked, NotOpen> {
        self.unlocked.as_ref().ok_or(NotOpen)
    }

    pub(crate) fn opened_mut(&mut self) -> Result<&mut Unlocked, NotOpen> {
        self.unlocked.as_mut().ok_or(NotOpen)
    }

    pub(crate) fn open_store(&mut self, key: &StoreKey) -> Result<Unlocked, UnlockError> {
        let store = Store::open(&self.folder.join(STORE_FILE), key)?;
        let enrolment = store.enrolment()?.ok_or(UnlockError::NotEnrolled)?;
        let kept = store.questionnaire(&enrolment.content_id)?;
        let questionnaire = questionnaires::check(
            &kept.content_id,
            &kept.json,
            &kept.signature,
            &enrolment.server_key,
        )?;
        let device = device_of(&enrolment)?;
        Ok(Unlocked {
            store,
            questionnaire,
            actor: Actor::new(device, random(self.entropy.as_mut())),
            enrolment,
            interview: None,
        })
    }

    /// One request, counted.
    pub(crate) fn send(
        &mut self,
        server: &ServerAddress,
        request: &Request,
    ) -> Result<Response, ReachError> {
        self.traffic.sent(request);
        let response = self.transport.send(server, request)?;
        self.traffic.received(&response);
        Ok(response)
    }
}

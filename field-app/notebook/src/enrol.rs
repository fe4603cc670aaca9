//! Enrolment: a code from the supervisor makes this folder one person's notebook.
//!
//! The device makes its Ed25519 key pair here and sends only the public half. The private half,
//! the token and the areas go straight into the encrypted store; when anything fails, the folder
//! is as new and another code can be used.

use crate::entropy::random;
use crate::errors::EnrolError;
use crate::keys::StoreKey;
use crate::notebook::{KEY_FILE, Notebook, STORE_FILE};
use crate::questionnaires;
use crate::store::enrolment::{
    Enrolment, KeptArea, KeptQuestionnaire, Standing, put_areas, put_enrolment, put_questionnaire,
    put_standing,
};
use crate::store::{Store, StoreError};
use crate::transport::{Request, ServerAddress};
use crate::views::StatusView;
use ed25519_dalek::SigningKey;
use serde::Deserialize;
use serde_json::{Value, json};
use std::fs;
use sync::DeviceId;
use zeroize::Zeroizing;

/// What an enumerator types or scans to enrol.
#[derive(Clone, Deserialize)]
pub struct Enrol {
    /// The server's address.
    pub server: String,
    /// The code that the supervisor made.
    pub code: String,
    /// The passphrase that will open the notebook.
    pub passphrase: String,
    /// SHA-256 of the server's certificate in hex; from the QR.
    #[serde(default)]
    pub fingerprint: Option<String>,
    /// What the supervisor's list shows for this device.
    #[serde(default)]
    pub device_label: Option<String>,
}

/// What the server answers.
#[derive(Deserialize)]
struct Welcome {
    device: String,
    token: String,
    person: Named,
    municipality: String,
    survey: String,
    questionnaires: Vec<SignedQuestionnaire>,
    server_key: String,
    #[serde(default)]
    areas: Vec<AssignedArea>,
    #[serde(default)]
    assignments_version: i64,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

#[derive(Deserialize)]
struct SignedQuestionnaire {
    content_id: String,
    /// The JSON text; an object is taken as well.
    json: Value,
    signature: String,
}

/// An area as the server names it, at enrolment and in the assignments.
#[derive(Deserialize)]
pub(crate) struct AssignedArea {
    area: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    zone: Option<String>,
    #[serde(default)]
    neighbourhoods: Vec<String>,
    #[serde(default, alias = "expected")]
    expected_households: Option<u32>,
    #[serde(default)]
    blocks: Vec<String>,
}

impl From<AssignedArea> for KeptArea {
    fn from(area: AssignedArea) -> Self {
        Self {
            name: if area.name.is_empty() {
                area.area.clone()
            } else {
                area.name
            },
            area: area.area,
            zone: area.zone.unwrap_or_default(),
            neighbourhoods: area.neighbourhoods,
            expected: area.expected_households,
            blocks: area.blocks,
        }
    }
}

impl Notebook {
    /// Enrols this folder and leaves the notebook open.
    ///
    /// # Errors
    /// [`EnrolError`]; the folder is then as new.
    pub fn enrol(&mut self, enrol: &Enrol) -> Result<StatusView, EnrolError> {
        if self.folder.join(KEY_FILE).exists() {
            return Err(EnrolError::AlreadyEnrolled);
        }
        // The passphrase first: a code is used once, and a weak passphrase must not burn it.
        let key = StoreKey::generate(self.entropy.as_mut());
        let sealed = self
            .keys
            .seal(&key, &enrol.passphrase, self.entropy.as_mut())?;
        let signing = Zeroizing::new(random::<32>(self.entropy.as_mut()));
        let server = ServerAddress {
            url: enrol.server.trim().trim_end_matches('/').to_owned(),
            fingerprint: enrol.fingerprint.clone().filter(|pin| !pin.is_empty()),
        };
        let welcome = self.ask_to_enrol(enrol, &server, &signing)?;
        let kept = self.judge(welcome, server, signing)?;
        self.keep_enrolment(&key, &sealed, kept)?;
        self.unlocked = Some(self.open_store(&key)?);
        Ok(self.status()?)
    }

    fn ask_to_enrol(
        &mut self,
        enrol: &Enrol,
        server: &ServerAddress,
        signing: &[u8; 32],
    ) -> Result<Welcome, EnrolError> {
        let public = SigningKey::from_bytes(signing).verifying_key();
        let body = json!({
            "code": enrol.code.trim(),
            "public_key": hex::encode(public.as_bytes()),
            "device_label": enrol.device_label.as_deref().unwrap_or("tableta"),
        });
        let response = self.send(
            server,
            &Request {
                method: "POST",
                path: "/api/enrol",
                headers: vec![("content-type", "application/json".into())],
                body: body.to_string().into_bytes(),
            },
        )?;
        match response.status {
            200 | 201 => {
                serde_json::from_slice(&response.body).map_err(|_| EnrolError::AnswerUnreadable)
            }
            429 => Err(EnrolError::TooManyTries),
            400..=499 => Err(EnrolError::CodeRefused),
            status => Err(EnrolError::ServerFailed { status }),
        }
    }

    fn judge(
        &self,
        welcome: Welcome,
        server: ServerAddress,
        signing_key: Zeroizing<[u8; 32]>,
    ) -> Result<Kept, EnrolError> {
        let server_key: [u8; 32] = hex::decode(&welcome.server_key)
            .ok()
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or(EnrolError::AnswerUnreadable)?;
        let mut questionnaires = Vec::new();
        for sent in welcome.questionnaires {
            let json = match sent.json {
                Value::String(text) => text,
                object => object.to_string(),
            };
            let signature = hex::decode(&sent.signature).unwrap_or_default();
            questionnaires::check(&sent.content_id, &json, &signature, &server_key)?;
            questionnaires.push(KeptQuestionnaire {
                content_id: sent.content_id,
                json,
                signature,
            });
        }
        let newest = questionnaires.last().ok_or(EnrolError::AnswerUnreadable)?;
        let enrolment = Enrolment {
            device: welcome.device,
            token: welcome.token,
            signing_key,
            server: server.url,
            fingerprint: server.fingerprint,
            server_key,
            person: welcome.person.name,
            municipality: welcome.municipality,
            survey: welcome.survey,
            content_id: newest.content_id.clone(),
            enrolled_at: self.clock.now().to_rfc3339(),
        };
        let areas = welcome.areas.into_iter().map(KeptArea::from).collect();
        Ok(Kept {
            enrolment,
            questionnaires,
            areas,
            assignments_version: welcome.assignments_version,
        })
    }

    /// The store first, the key last: a folder with a key file is a whole notebook.
    fn keep_enrolment(&self, key: &StoreKey, sealed: &[u8], kept: Kept) -> Result<(), EnrolError> {
        for rest in [STORE_FILE, "notebook.db-wal", "notebook.db-shm"] {
            // What an enrolment that broke off has left; without its key nobody can read it.
            let _ = fs::remove_file(self.folder.join(rest));
        }
        let mut store = Store::open(&self.folder.join(STORE_FILE), key)?;
        store.write::<_, StoreError>(|tx| {
            for questionnaire in &kept.questionnaires {
                put_questionnaire(tx, questionnaire)?;
            }
            put_enrolment(tx, &kept.enrolment)?;
            put_areas(tx, &kept.areas)?;
            put_standing(
                tx,
                &Standing {
                    assignments_version: kept.assignments_version,
                    ..Standing::default()
                },
            )
        })?;
        drop(store);
        let half = self.folder.join("key.json.new");
        write_durably(&half, sealed)?;
        fs::rename(&half, self.folder.join(KEY_FILE)).map_err(|_| EnrolError::Folder)
    }
}

/// The device's id as `sync` writes it.
pub(crate) fn device_of(enrolment: &Enrolment) -> Result<DeviceId, StoreError> {
    let device = enrolment.device.parse();
    device.map_err(|_| StoreError::Unreadable("device"))
}

/// An enrolment that was judged good.
struct Kept {
    enrolment: Enrolment,
    questionnaires: Vec<KeptQuestionnaire>,
    areas: Vec<KeptArea>,
    assignments_version: i64,
}

fn write_durably(file: &std::path::Path, bytes: &[u8]) -> Result<(), EnrolError> {
    use std::io::Write as _;
    let mut open = fs::File::create(file).map_err(|_| EnrolError::Folder)?;
    open.write_all(bytes)
        .and_then(|()| open.sync_all())
        .map_err(|_| EnrolError::Folder)
}

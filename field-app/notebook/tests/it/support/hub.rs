//! A hub in memory: it opens envelopes as the server does, keeps every change once, and tells
//! each device what others changed. And a line to it that can break.

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use notebook::questionnaires::signed_bytes;
use notebook::transport::{ReachError, Request, Response, ServerAddress, Transport};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use survey_forms::Questionnaire;
use sync::wire::{Batch, Envelope, HouseholdChanges, HouseholdOutcomes, Outcome, Reply};
use sync::{DeviceId, Hash, RawChange};
use uuid::Uuid;

use super::AREA;

/// What the network does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Good,
    /// Nothing passes.
    Off,
    /// The request arrives, the answer does not.
    AnswerLost,
    /// The request does not arrive, though the device may think it did.
    RequestLost,
}

struct Known {
    token: String,
    key: VerifyingKey,
    revoked: bool,
    last: Option<(u64, Hash, Vec<u8>)>,
}

struct Logged {
    household: Uuid,
    survey: String,
    device: DeviceId,
    change: RawChange,
}

pub struct Hub {
    signing: SigningKey,
    codes: BTreeMap<String, String>,
    devices: BTreeMap<DeviceId, Known>,
    log: Vec<Logged>,
    hashes: BTreeSet<Hash>,
    /// Changes of these households are set aside.
    pub distrusted: BTreeSet<Uuid>,
    pub assignments_version: u64,
    /// What arrived, newest last: bodies as they were.
    pub bodies: Vec<Vec<u8>>,
    pub rolled_back: u32,
    /// Ask the next device for its have-list.
    pub cursor_lost: bool,
    pub bad_signature: bool,
    /// Says of every change that it waits for others, and keeps none.
    pub keeps_nothing: bool,
}

impl Hub {
    pub fn new() -> Arc<Mutex<Self>> {
        Arc::new(Mutex::new(Self {
            signing: SigningKey::from_bytes(&[42; 32]),
            codes: BTreeMap::new(),
            devices: BTreeMap::new(),
            log: Vec::new(),
            hashes: BTreeSet::new(),
            distrusted: BTreeSet::new(),
            assignments_version: 1,
            bodies: Vec::new(),
            rolled_back: 0,
            cursor_lost: false,
            bad_signature: false,
            keeps_nothing: false,
        }))
    }

    pub fn code_for(&mut self, person: &str) -> String {
        let code = format!("CODE-{}", self.codes.len() + 1);
        self.codes.insert(code.clone(), person.to_owned());
        code
    }

    pub fn revoke_all(&mut self) {
        for device in self.devices.values_mut() {
            device.revoked = true;
        }
    }

    /// Forgets the newest `count` changes, as a server put back from a backup does.
    pub fn forget_newest(&mut self, count: usize) {
        for _ in 0..count {
            let gone = self.log.pop().unwrap();
            self.hashes.remove(&gone.change.hash);
        }
        self.cursor_lost = true;
        for device in self.devices.values_mut() {
            device.last = None;
        }
    }

    pub fn changes_of(&self, household: Uuid) -> Vec<RawChange> {
        let of = self.log.iter().filter(|line| line.household == household);
        of.map(|line| line.change.clone()).collect()
    }

    pub fn changes(&self) -> usize {
        self.log.len()
    }

    fn answer(&mut self, request: &Request) -> Response {
        let (status, content_type, body) = match (request.method, request.path) {
            ("POST", "/api/enrol") => self.enrol(&request.body),
            ("GET", "/api/assignments") => (200, "application/json", areas().to_string().into()),
            ("POST", "/api/hand-over") => self.hand_over(request),
            _ => (404, "", Vec::new()),
        };
        Response {
            status,
            content_type: content_type.into(),
            body,
        }
    }

    fn enrol(&mut self, body: &[u8]) -> (u16, &'static str, Vec<u8>) {
        let asked: Value = serde_json::from_slice(body).unwrap();
        let Some(person) = self.codes.remove(asked["code"].as_str().unwrap()) else {
            return (403, "application/problem+json", b"{}".to_vec());
        };
        let key: [u8; 32] = hex::decode(asked["public_key"].as_str().unwrap())
            .unwrap()
            .try_into()
            .unwrap();
        let device = DeviceId([self.devices.len() as u8 + 1; 8]);
        let token = format!("token-{device}");
        self.devices.insert(
            device,
            Known {
                token: token.clone(),
                key: VerifyingKey::from_bytes(&key).unwrap(),
                revoked: false,
                last: None,
            },
        );
        let questionnaire = Questionnaire::shipped();
        let content_id = questionnaire.content_id();
        let mut signature = self.signing.sign(&signed_bytes(&content_id)).to_bytes();
        if self.bad_signature {
            signature[7] ^= 1;
        }
        let welcome = json!({
            "device": device.to_string(),
            "token": token,
            "person": {"name": person},
            "municipality": "Tuxtla de prueba",
            "survey": "2026-1",
            "questionnaires": [{
                "content_id": content_id,
                "json": serde_json::to_string(&questionnaire).unwrap(),
                "signature": hex::encode(signature),
            }],
            "server_key": hex::encode(self.signing.verifying_key().as_bytes()),
            "assignments_version": 1,
            "assignments": [AREA],
            "areas": areas()["areas"],
        });
        (200, "application/json", welcome.to_string().into_bytes())
    }

    fn hand_over(&mut self, request: &Request) -> (u16, &'static str, Vec<u8>) {
        let header = |name: &'static str| {
            let found = request.headers.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| value.as_str())
        };
        let Ok(envelope) = Envelope::from_headers(header, request.body.clone()) else {
            return (400, "", Vec::new());
        };
        let Some(known) = self.devices.get(&envelope.device) else {
            return (401, "", Vec::new());
        };
        let bearer = format!("Bearer {}", known.token);
        if header("authorization") != Some(&bearer) {
            return (401, "", Vec::new());
        }
        let Ok(batch) = envelope.open(&known.key) else {
            return (400, "", Vec::new());
        };
        self.bodies.push(request.body.clone());
        if let Some((number, hash, reply)) = &known.last
            && *number >= envelope.number
        {
            if *hash == envelope.body_hash() {
                return (200, "application/octet-stream", reply.clone());
            }
            self.rolled_back += 1;
        }
        let reply = self.take_in(envelope.device, &batch).encode();
        let known = self.devices.get_mut(&envelope.device).unwrap();
        known.last = Some((envelope.number, envelope.body_hash(), reply.clone()));
        (200, "application/octet-stream", reply)
    }

    fn take_in(&mut self, device: DeviceId, batch: &Batch) -> Reply {
        let revoked = self.devices[&device].revoked;
        let mut outcomes = Vec::new();
        for sent in &batch.households {
            let of = sent.changes.iter();
            let outcomes_of = of
                .map(|change| self.take_change(device, sent, change))
                .collect();
            outcomes.push(HouseholdOutcomes {
                household: sent.household,
                outcomes: outcomes_of,
            });
        }
        let mut reply = Reply {
            number: batch.number,
            outcomes,
            next_batch: batch.number + 1,
            assignments_version: self.assignments_version,
            wipe: revoked,
            ..Reply::default()
        };
        if revoked {
            return reply;
        }
        match &batch.have {
            None if self.cursor_lost => reply.send_have_list = true,
            None => reply.changes = self.news(device, |place| place >= batch.cursor as usize),
            Some(have) => {
                let lacking = have
                    .prefixes()
                    .filter(|prefix| !self.hashes.iter().any(|hash| hash.starts_with(prefix)));
                let lacking: Vec<Hash> = lacking
                    .map(|prefix| {
                        let mut hash = [0; 32];
                        hash[..8].copy_from_slice(&prefix);
                        hash
                    })
                    .collect();
                let held: Vec<bool> = self
                    .log
                    .iter()
                    .map(|line| have.holds(&line.change.hash))
                    .collect();
                reply.changes = self.news(device, |place| !held[place]);
                if !lacking.is_empty() {
                    reply.wanted = Some(sync::wire::HaveList::of(lacking));
                }
                self.cursor_lost = false;
            }
        }
        reply.cursor = self.log.len() as u64;
        reply
    }

    fn take_change(
        &mut self,
        device: DeviceId,
        sent: &HouseholdChanges,
        change: &RawChange,
    ) -> Outcome {
        if self.keeps_nothing {
            return Outcome::Waiting;
        }
        if self.distrusted.contains(&sent.household) {
            return Outcome::Quarantined("checksum".into());
        }
        if !self.hashes.insert(change.hash) {
            return Outcome::Known;
        }
        self.log.push(Logged {
            household: sent.household,
            survey: sent.survey.clone(),
            device,
            change: change.clone(),
        });
        Outcome::Taken
    }

    fn news(&self, device: DeviceId, wanted: impl Fn(usize) -> bool) -> Vec<HouseholdChanges> {
        let lines = self.log.iter().enumerate();
        lines
            .filter(|(place, line)| wanted(*place) && line.device != device)
            .map(|(_, line)| HouseholdChanges {
                household: line.household,
                survey: line.survey.clone(),
                changes: vec![line.change.clone()],
            })
            .collect()
    }
}

fn areas() -> Value {
    json!({
        "version": 1,
        "survey": "2026-1",
        "areas": [{
            "area": AREA,
            "name": "AGEB 036-3",
            "zone": "Zona A",
            "neighbourhoods": ["San José Terán"],
            "expected_households": 120,
            "blocks": ["0710100010363001", "0710100010363002"],
        }],
    })
}

/// The way from one tablet to the hub.
pub struct ToHub {
    hub: Arc<Mutex<Hub>>,
    line: Arc<Mutex<Line>>,
}

impl ToHub {
    pub fn new(hub: &Arc<Mutex<Hub>>, line: &Arc<Mutex<Line>>) -> Self {
        Self {
            hub: hub.clone(),
            line: line.clone(),
        }
    }
}

impl Transport for ToHub {
    fn send(&mut self, _: &ServerAddress, request: &Request) -> Result<Response, ReachError> {
        match *self.line.lock().unwrap() {
            Line::Off => Err(ReachError::NoNetwork),
            Line::RequestLost => Err(ReachError::BrokenOff),
            Line::AnswerLost => {
                self.hub.lock().unwrap().answer(request);
                Err(ReachError::BrokenOff)
            }
            Line::Good => Ok(self.hub.lock().unwrap().answer(request)),
        }
    }
}

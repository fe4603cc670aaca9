//! A municipality with one round, Rosa and Juan as enumerators, Elena and Carmen in the office,
//! and tablets that hand over through the real router. Start at `Scenario::tuxtla`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use server::clock::Clock;
use server::data_folder::DataFolder;
use server::entropy::Entropy;
use server::http::{app, serve};
use server::office::AppState;
use server::{assignments, devices, surveys};
use sha2::{Digest, Sha256};
use survey_forms::{AnswerKey, Kept, Questionnaire};
use sync::device::{Heard, Outbox, Waiting};
use sync::wire::{Envelope, Outcome, PATH, Reply, SigningKey};
use sync::{Actor, DeviceId, HouseholdRecord, Place, Scalar, Write};
use tower::ServiceExt;
use uuid::Uuid;

pub const SURVEY: &str = "2026-1";
pub const AREA: &str = "ageb:0710100010363";
/// Long enough for a busy machine; nothing waits that long when all is well.
const PATIENCE: Duration = Duration::from_secs(60);

static FORM: LazyLock<Questionnaire> = LazyLock::new(Questionnaire::shipped);

/// A clock that stands still until told otherwise.
pub struct TestClock(AtomicI64);

impl TestClock {
    pub fn forward(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_seconds(), Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0.load(Ordering::SeqCst), 0).unwrap()
    }
}

/// Bytes from a seed and a counter.
pub struct SeededEntropy(AtomicU64);

impl SeededEntropy {
    pub fn new() -> Self {
        Self(AtomicU64::new(0))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let n = self.0.fetch_add(1, Ordering::SeqCst);
            let digest = Sha256::digest([b"seed 7".as_slice(), &n.to_be_bytes()].concat());
            chunk.copy_from_slice(&digest[..chunk.len()]);
        }
    }
}

/// The municipality's office, running.
pub struct Scenario {
    pub home: tempfile::TempDir,
    pub clock: Arc<TestClock>,
    entropy: Arc<SeededEntropy>,
    state: Option<AppState>,
    runtime: tokio::runtime::Runtime,
}

impl Scenario {
    /// One open round; Rosa and Juan both survey `AREA`.
    pub fn tuxtla() -> Self {
        let home = tempfile::tempdir().unwrap();
        let morning: DateTime<Utc> = "2026-11-21T14:00:00Z".parse().unwrap();
        let mut scenario = Self {
            home,
            clock: Arc::new(TestClock(AtomicI64::new(morning.timestamp()))),
            entropy: Arc::new(SeededEntropy::new()),
            state: None,
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap(),
        };
        let entropy = scenario.entropy.as_ref();
        DataFolder::init(&scenario.dir(), &scenario.key_file(), entropy).unwrap();
        scenario.start();
        scenario.opens_the_round();
        scenario
    }

    pub fn dir(&self) -> PathBuf {
        self.home.path().join("tuxtla")
    }

    pub fn key_file(&self) -> PathBuf {
        DataFolder::default_key_file(&self.dir())
    }

    pub fn folder(&self) -> DataFolder {
        DataFolder::open(&self.dir(), &self.key_file()).unwrap()
    }

    pub fn state(&self) -> &AppState {
        self.state.as_ref().unwrap()
    }

    /// Opens the folder as a server that starts again does.
    pub fn start(&mut self) {
        let (clock, entropy) = (self.clock.clone(), self.entropy.clone());
        self.state = Some(serve::start(&self.folder(), clock, entropy, false).unwrap());
    }

    /// The server goes away.
    pub fn stop(&mut self) {
        self.state = None;
    }

    fn opens_the_round(&self) {
        let keys = Arc::clone(&self.state().keys);
        let now = self.clock.now();
        let opening = surveys::Opening {
            id: SURVEY.into(),
            name: "Primera ronda".into(),
            starts: "2026-11-02".parse().unwrap(),
            ends: "2026-12-11".parse().unwrap(),
            questionnaire: survey_forms::SHIPPED.into(),
        };
        self.state()
            .db
            .write_as(move |tx| surveys::open(tx, &keys, now, "elena", &opening))
            .unwrap();
        for (id, name, role) in [
            ("rosa", "Rosa", "enumerator"),
            ("juan", "Juan", "enumerator"),
            ("elena", "Elena", "supervisor"),
            ("carmen", "Carmen", "case_officer"),
        ] {
            self.write(move |tx| devices::store::put_person(tx, id, name, role));
        }
        self.assigns("rosa", AREA);
        self.assigns("juan", AREA);
    }

    pub fn assigns(&self, person: &'static str, area: &str) {
        let (now, areas) = (self.clock.now(), [area.to_owned()]);
        self.state()
            .db
            .write_as(move |tx| assignments::assign(tx, now, "elena", person, SURVEY, &areas))
            .unwrap();
    }

    pub fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&rusqlite::Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> T {
        self.state().db.write(work).unwrap()
    }

    /// One value of one row.
    pub fn value<T: rusqlite::types::FromSql>(&self, sql: &str) -> T {
        self.state()
            .db
            .read(|conn| conn.query_row(sql, [], |row| row.get(0)))
            .unwrap()
    }

    /// All rows of a one-column query.
    pub fn column<T: rusqlite::types::FromSql>(&self, sql: &str) -> Vec<T> {
        self.state()
            .db
            .read(|conn| {
                conn.prepare(sql)?
                    .query_map([], |row| row.get(0))?
                    .collect()
            })
            .unwrap()
    }

    /// A request through the whole router.
    pub fn asks(&self, request: Request<Body>) -> (StatusCode, Bytes) {
        self.runtime.block_on(async {
            let answer = app(self.state().clone()).oneshot(request).await.unwrap();
            let status = answer.status();
            (
                status,
                axum::body::to_bytes(answer.into_body(), usize::MAX)
                    .await
                    .unwrap(),
            )
        })
    }

    /// A problem's status and code.
    pub fn problem(&self, request: Request<Body>) -> (u16, String) {
        let (status, body) = self.asks(request);
        let problem: Value = serde_json::from_slice(&body).unwrap();
        for language in ["es", "en"] {
            assert!(problem[language].as_str().unwrap().len() > 20, "{problem}");
        }
        (
            status.as_u16(),
            problem["code"].as_str().unwrap().to_owned(),
        )
    }

    /// A code as Elena reads it out.
    pub fn code_for(&self, person: &'static str) -> String {
        let (now, entropy) = (self.clock.now(), self.entropy.clone());
        self.state()
            .db
            .write_as(move |tx| {
                let entropy = entropy.as_ref();
                devices::enrolment_code::make_code(tx, now, entropy, person, SURVEY, "elena")
            })
            .unwrap()
    }

    /// `POST /api/enrol`.
    pub fn enrolment(code: &str, key: &SigningKey) -> Request<Body> {
        let body = json!({
            "code": code,
            "public_key": hex::encode(key.verifying_key().as_bytes()),
            "device_label": "tableta 7",
        });
        Request::post("/api/enrol")
            .header("content-type", "application/json")
            .body(body.to_string().into())
            .unwrap()
    }

    /// A new tablet in this person's hands.
    pub fn enrols(&self, person: &'static str) -> Tablet {
        let mut seed = [0; 32];
        self.entropy.fill(&mut seed);
        let key = SigningKey::from_bytes(&seed);
        let (status, body) = self.asks(Self::enrolment(&self.code_for(person), &key));
        assert_eq!(status, StatusCode::OK);
        let welcome: Value = serde_json::from_slice(&body).unwrap();
        let device: DeviceId = welcome["device"].as_str().unwrap().parse().unwrap();
        Tablet {
            device,
            token: welcome["token"].as_str().unwrap().to_owned(),
            key,
            actor: Actor::new(device, [seed[0]; 8]),
            outbox: Outbox::new(device),
            records: BTreeMap::new(),
            waiting: Vec::new(),
            seconds: self.clock.now().timestamp(),
            welcome,
        }
    }

    /// Hands over everything that waits, and waits for the rows.
    pub fn hands_over(&self, tablet: &mut Tablet) -> Heard {
        let heard = self.hands_over_once(tablet);
        self.until_projected();
        heard
    }

    /// One request; the rows may follow later.
    pub fn hands_over_once(&self, tablet: &mut Tablet) -> Heard {
        let envelope = tablet.packs();
        let (status, body) = self.asks(tablet.request(&envelope));
        assert_eq!(status, StatusCode::OK, "{}", String::from_utf8_lossy(&body));
        tablet.hears(&body)
    }

    pub fn until_projected(&self) {
        assert!(
            self.state().projector.until_caught_up(PATIENCE),
            "the projection stands still"
        );
    }
}

/// A tablet without a store: what the notebook keeps, in memory.
pub struct Tablet {
    pub device: DeviceId,
    pub token: String,
    pub key: SigningKey,
    pub actor: Actor,
    pub outbox: Outbox,
    pub records: BTreeMap<Uuid, HouseholdRecord>,
    pub waiting: Vec<Waiting>,
    pub welcome: Value,
    seconds: i64,
}

impl Tablet {
    /// Writes answers (`code` or `subject.code`) as one change, without a network.
    pub fn answers(&mut self, household: Uuid, answers: &[(&str, Value)]) {
        let writes: Vec<Write> = answers
            .iter()
            .map(|(key, value)| {
                let scalar = Scalar::try_from(value.clone()).unwrap();
                Write::new(place(key), *key, scalar)
            })
            .collect();
        self.writes(household, &writes);
    }

    pub fn writes(&mut self, household: Uuid, writes: &[Write]) {
        self.seconds += 60;
        let record = self
            .records
            .entry(household)
            .or_insert_with(|| HouseholdRecord::new(household));
        let message = "Entrevista cerrada";
        for change in record
            .commit(self.actor, self.seconds, message, SURVEY, writes)
            .unwrap()
        {
            self.waiting.push(Waiting {
                household,
                survey: SURVEY.into(),
                change,
            });
        }
    }

    /// The envelope that goes now.
    pub fn packs(&mut self) -> Envelope {
        let held = || {
            let changes = self.records.values().flat_map(HouseholdRecord::changes);
            changes.map(|change| change.hash).collect()
        };
        self.outbox.begin(self.waiting.clone(), held, &self.key)
    }

    /// `POST /api/hand-over`.
    pub fn request(&self, envelope: &Envelope) -> Request<Body> {
        let mut request =
            Request::post(PATH).header("authorization", format!("Bearer {}", self.token));
        for (name, value) in envelope.headers() {
            request = request.header(name, value);
        }
        request.body(envelope.body.clone().into()).unwrap()
    }

    /// What the notebook does with an answer.
    pub fn hears(&mut self, body: &[u8]) -> Heard {
        let heard = self.outbox.hear(&Reply::decode(body).unwrap()).unwrap();
        for told in heard
            .outcomes
            .iter()
            .filter(|told| told.outcome.is_acknowledged())
        {
            self.waiting
                .retain(|waiting| waiting.change.hash != told.hash);
        }
        for part in &heard.changes {
            let record = self
                .records
                .entry(part.household)
                .or_insert_with(|| HouseholdRecord::new(part.household));
            record.open_round(&part.survey).unwrap();
            for change in &part.changes {
                record.apply(&change.bytes).unwrap();
            }
        }
        heard
    }

    /// `GET /api/assignments`.
    pub fn asks_for_assignments(&self) -> Request<Body> {
        Request::get("/api/assignments")
            .header("authorization", format!("Bearer {}", self.token))
            .body(Body::empty())
            .unwrap()
    }
}

/// What the server did with each change, in the order they were sent.
pub fn outcomes(heard: &Heard) -> Vec<Outcome> {
    heard
        .outcomes
        .iter()
        .map(|told| told.outcome.clone())
        .collect()
}

/// The household of this number.
pub fn household(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// A closed interview: a mother and Luis, who is 11.
pub fn interview(of_luis: &[(&'static str, Value)]) -> Vec<(&'static str, Value)> {
    let mut answers = vec![
        ("area", json!(AREA)),
        ("block", json!("012")),
        ("dwelling_number", json!("7")),
        ("v0aaaaa.visit_at", json!("2026-11-20T16:00:00Z")),
        ("v0aaaaa.visit_result", json!("00")),
        ("consent", json!(true)),
        ("ref_date", json!("2026-11-15")),
        ("interview_started", json!("2026-11-20T16:05:00Z")),
        ("m0ana01.given_names", json!("Ana")),
        ("m0ana01.birth_date", json!("1990-05-01")),
        ("m0ana01.kinship", json!("head")),
        ("m1luis1.given_names", json!("Luis")),
        ("m1luis1.birth_date", json!("2015-03-01")),
        ("m1luis1.kinship", json!("child")),
        ("m1luis1.sex", json!("man")),
        ("closing_result", json!("00")),
    ];
    answers.extend_from_slice(of_luis);
    answers
}

/// Luis did nothing that counts as work, and no chores.
pub fn at_school() -> Vec<(&'static str, Value)> {
    interview(&[
        ("m1luis1.attends_school", json!(true)),
        ("m1luis1.worked", json!(false)),
        ("m1luis1.rescue", json!("")),
        ("m1luis1.had_job", json!(false)),
        ("m1luis1.chores_where", json!("none")),
    ])
}

/// Luis, 11, sells in the street.
pub fn selling() -> Vec<(&'static str, Value)> {
    interview(&[
        ("m1luis1.attends_school", json!(true)),
        ("m1luis1.worked", json!(true)),
        ("m1luis1.j1.job_place", json!("street_ambulant")),
        ("m1luis1.j1.job_employer", json!("family")),
        ("m1luis1.hours_mon", json!(4)),
        ("m1luis1.chores_where", json!("none")),
    ])
}

fn place(key: &str) -> Place {
    let code = AnswerKey::parse(key).unwrap().code;
    match FORM.question(&code) {
        Some((section, _)) if section.kept == Kept::Roster => Place::Roster,
        _ => Place::Round,
    }
}

//! A small municipality: its data folder, its router, its people and their households. Requests
//! go through the whole router, as a browser's would.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use chrono::{DateTime, Duration, Utc};
use rusqlite::params;
use server::accounts::{NewAccount, Role, add};
use server::clock::Clock;
use server::data_folder::DataFolder;
use server::entropy::SystemEntropy;
use server::http::{app, serve};
use server::office::AppState;
use tempfile::TempDir;
use tower::ServiceExt;

pub const ELENA: (&str, &str) = ("elena", "siete patitos azules");
pub const CARMEN: (&str, &str) = ("carmen", "ocho barcos de papel");
pub const ROUND: &str = "2026-1";
pub const AREA: &str = "ageb:0710100010363";

/// A clock that stands still until it is moved.
pub struct Standing(Mutex<DateTime<Utc>>);

impl Clock for Standing {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    pub fn location(&self) -> &str {
        self.headers[header::LOCATION].to_str().unwrap()
    }

    /// The value of a cookie that was set, with its attributes.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let set = self.headers.get_all(header::SET_COOKIE).iter();
        let texts = set.map(|value| value.to_str().unwrap().to_owned());
        texts
            .into_iter()
            .find(|text| text.starts_with(&format!("{name}=")))
    }
}

pub struct Office {
    pub state: AppState,
    pub clock: Arc<Standing>,
    router: Router,
    home: TempDir,
}

impl Office {
    pub fn open() -> Office {
        Office::open_with(false)
    }

    pub fn open_with(tls: bool) -> Office {
        let home = tempfile::tempdir().unwrap();
        let (dir, key) = (home.path().join("data"), home.path().join("data.key"));
        let folder = DataFolder::init(&dir, &key, &SystemEntropy).unwrap();
        let now = "2026-11-21T18:00:00Z".parse().unwrap();
        let clock = Arc::new(Standing(Mutex::new(now)));
        let handed_in: Arc<dyn Clock> = clock.clone();
        let state = serve::start(&folder, handed_in, Arc::new(SystemEntropy), tls).unwrap();
        for ((username, password), name, role) in [
            (ELENA, "Elena Prueba", Role::Supervisor),
            (CARMEN, "Carmen Prueba", Role::CaseOfficer),
        ] {
            let new = NewAccount {
                username: username.into(),
                name: name.into(),
                role,
                password: password.into(),
            };
            add(&state.db, new, "server", now, &SystemEntropy).unwrap();
        }
        let router = app(state.clone());
        Office {
            state,
            clock,
            router,
            home,
        }
    }

    /// The arguments by which a command finds this office's data.
    pub fn at(&self) -> [std::ffi::OsString; 4] {
        let (data, key) = (
            self.home.path().join("data"),
            self.home.path().join("data.key"),
        );
        [
            "--data".into(),
            data.into(),
            "--key-file".into(),
            key.into(),
        ]
    }

    /// A folder that goes when the office closes.
    pub fn desk(&self) -> std::path::PathBuf {
        self.home.path().join("desk")
    }

    pub fn passes(&self, minutes: i64) {
        *self.clock.0.lock().unwrap() += Duration::minutes(minutes);
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 64 << 20).await.unwrap().to_vec();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes,
        }
    }

    pub async fn get(&self, path: &str, cookies: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, cookies);
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, path: &str, cookies: &str, form: &str) -> Answer {
        let request = Request::post(path)
            .header(header::COOKIE, cookies)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(form.to_owned())).unwrap())
            .await
    }

    pub async fn try_to_enter(&self, username: &str, password: &str, cookies: &str) -> Answer {
        let form = format!(
            "username={username}&password={}",
            password.replace(' ', "+")
        );
        self.post("/entrar", cookies, &form).await
    }

    /// Signs in and gives the cookie header of the session.
    pub async fn enter(&self, (username, password): (&str, &str)) -> String {
        let answer = self.try_to_enter(username, password, "").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let name = if self.state.tls {
            "__Host-rayuela"
        } else {
            "rayuela"
        };
        let cookie = answer.cookie(name).unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// A round with one household of two children; the given child's case is proposed.
    pub fn with_a_proposed_case(self) -> Office {
        self.state.db.write(|tx| {
            tx.execute_batch(ROUND_ROWS)?;
            household(tx, HOUSEHOLD, "R-TEST-0001")?;
            for (subject, code, value) in ANSWERS {
                answer(tx, HOUSEHOLD, subject, code, 0, value)?;
            }
            answer(tx, HOUSEHOLD, CHILD, "job_note", 0, "\"x\"")?;
            child(tx, HOUSEHOLD, CHILD, (11, 11), "{}", "[]", Some(true))?;
            classify(tx, CHILD, FACTS)?;
            child(tx, HOUSEHOLD, SIBLING, (8, 8), CLEAR, "[]", Some(false))?;
            tx.execute(
                "insert into child_case (id, folio, household, survey, member, state, proposed_at, changed)
                 values (?1, 'C-CASE-0001', ?2, ?3, ?4, 'proposed', '2026-11-20T10:00:00.000Z', 0)",
                params![CASE, HOUSEHOLD, ROUND, CHILD],
            )
        })
        .unwrap();
        self
    }
}

pub const HOUSEHOLD: &str = "11111111-1111-4111-8111-111111111111";
pub const CASE: &str = "22222222-2222-4222-8222-222222222222";
pub const CHILD: &str = "mchild1";
pub const SIBLING: &str = "mchild2";

/// What must never reach somebody without need: names, places, numbers of this household.
pub const CANARIES: [&str; 8] = [
    "Ximenaprueba",
    "Zentellaprueba",
    "Tadeoprueba",
    "Callejonprueba 14",
    "9610000000",
    "2015-03-02",
    "ZEPX150302MCSNRM09",
    "martes por la tarde",
];

/// Words of a class, which a supervisor and a list must never get.
pub const CLASS_WORDS: [&str; 10] = [
    "below_minimum_age",
    "hazardous",
    "child_labour",
    "trabajo infantil",
    "edad mínima",
    "peligros",
    "LFT-",
    "C-CASE-0001",
    "scian",
    "chores",
];

const ROUND_ROWS: &str = "
    insert into questionnaire (content_id, json, signature) values ('q1', '{}', x'00');
    insert into survey (id, name, starts, ends, questionnaire)
        values ('2026-1', 'Levantamiento de prueba 2026', '2026-11-01', '2026-12-15', 'q1');
    insert into person (id, name, role) values ('rosa', 'Rosa Prueba', 'enumerator');";

pub const ANSWERS: [(&str, &str, &str); 30] = [
    ("", "address", "\"Callejonprueba 14\""),
    ("", "neighbourhood", "\"San José Terán\""),
    ("", "telephone", "\"9610000000\""),
    ("", "telephone_safe_time", "\"martes por la tarde\""),
    (CHILD, "given_names", "\"Ximenaprueba\""),
    (CHILD, "first_surname", "\"Zentellaprueba\""),
    (CHILD, "second_surname", "\"Prueba\""),
    (CHILD, "sex", "\"woman\""),
    (CHILD, "birth_date", "\"2015-03-02\""),
    (CHILD, "curp", "\"ZEPX150302MCSNRM09\""),
    (CHILD, "kinship", "\"child\""),
    (CHILD, "attends_school", "true"),
    (CHILD, "school_level", "\"primary\""),
    (CHILD, "school_public", "true"),
    (CHILD, "programmes", "\"\""),
    (CHILD, "worked", "true"),
    ("mchild1.j1", "job_place", "\"street_ambulant\""),
    ("mchild1.j1", "job_after_22", "false"),
    (SIBLING, "given_names", "\"Tadeoprueba\""),
    (SIBLING, "first_surname", "\"Zentellaprueba\""),
    (SIBLING, "sex", "\"man\""),
    (SIBLING, "kinship", "\"child\""),
    (SIBLING, "attends_school", "false"),
    (SIBLING, "programmes", "\"\""),
    ("mmother", "given_names", "\"Lucíaprueba\""),
    ("mmother", "first_surname", "\"Zentellaprueba\""),
    ("mmother", "kinship", "\"head\""),
    ("mmother", "programmes", "\"\""),
    ("v1aaaaa", "visit_result", "\"C0\""),
    ("", "dwelling_class", "\"house\""),
];

/// What is known of the child: sells in the street what the home makes; nothing of the dangers
/// of the chores.
pub const FACTS: &str = r#"{"id":"mchild1","age":11,"ref_date":"2026-11-15","flags":["begging"],
    "work":{"status":"worked","hours_week":9,"jobs":[{"scian":"4611","sinco":"42","own_use":true,
        "place":"street_ambulant","employer":"family","after_22":false,"night_hours":0,
        "exposures":[],"max_load_kg":2}]},
    "chores":{"own_household":true,"hours_week":3}}"#;
pub const CLEAR: &str =
    r#"{"in_scope":true,"child_labour":false,"gaps":[],"alternatives":[],"legal_alerts":[]}"#;

/// Puts these facts in place of a child's, with what the definition says of them.
pub fn classify(
    tx: &rusqlite::Transaction<'_>,
    member: &str,
    facts: &str,
) -> rusqlite::Result<usize> {
    let edition = server::classifications::edition::pinned("mx-inegi-2016").unwrap();
    let read: classify::ChildFacts = serde_json::from_str(facts).unwrap();
    let verdict = classify::classify(edition, &read).unwrap();
    let grounds = classify::explain(edition, &read, &verdict);
    tx.execute(
        "update classification set facts = ?2, verdict = ?3, grounds = ?4 where member = ?1",
        params![
            member,
            facts,
            serde_json::to_string(&verdict).unwrap(),
            serde_json::to_string(&grounds).unwrap()
        ],
    )
}

pub fn household(tx: &rusqlite::Transaction<'_>, id: &str, folio: &str) -> rusqlite::Result<usize> {
    tx.execute(
        "insert into household (id, survey, folio, area, block, dwelling_number, state, visit_result,
             visits, members, children, discrepancies, receipt, content_id, last_by, updated_at)
         values (?1, ?2, ?3, ?4, '0710100010363001', '7', 'complete', 'C0', 1, 3, 2, 0, 1, 'q1', 'rosa',
             '2026-11-20T09:30:00.000Z')",
        params![id, ROUND, folio, AREA],
    )
}

pub fn answer(
    tx: &rusqlite::Transaction<'_>,
    household: &str,
    subject: &str,
    code: &str,
    n: i64,
    value: &str,
) -> rusqlite::Result<usize> {
    tx.execute(
        "insert into answer (household, survey, subject, code, n, value, person, device, given_at, change_hash)
         values (?1, ?2, ?3, ?4, ?5, ?6, 'rosa', 'd1', '2026-11-20T09:30:00.000Z', x'00')",
        params![household, ROUND, subject, code, n, value],
    )
}

pub fn child(
    tx: &rusqlite::Transaction<'_>,
    household: &str,
    member: &str,
    (age_min, age_max): (i64, i64),
    verdict: &str,
    grounds: &str,
    found: Option<bool>,
) -> rusqlite::Result<usize> {
    let occupation = found.map(|found| if found { "below_minimum_age" } else { "none" });
    tx.execute(
        "insert into classification (household, survey, member, edition, receipt, facts, verdict, grounds,
             in_scope, child_labour, occupation, chores, cti, sex, age_min, age_max, sector, area, classified_at)
         values (?1, ?2, ?3, 'mx-inegi-2016', 1, '{\"flags\":[\"begging\"]}', ?4, ?5, 1, ?6, ?7, 'adequate',
             'only_occupation', 'woman', ?8, ?9, 'commerce', ?10, '2026-11-20T09:31:00.000Z')",
        params![household, ROUND, member, verdict, grounds, found, occupation, age_min, age_max, AREA],
    )
}

//! Setting the demo's stage: data folder, keys, territory, round, people, assignments, codes.
//! Everything goes through the verbs that an office uses; nothing is written behind their backs.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use survey_forms::SHIPPED;

use super::DemoCommand;
use super::geography::{self, SurveyPlace};
use super::plan::{Plan, Route, Tablet, deal};
use super::world::{DemoClock, SeededEntropy};
use crate::accounts::{self, NewAccount, Role};
use crate::data_folder::DataFolder;
use crate::devices::enrolment_code::make_code;
use crate::devices::store::put_person;
use crate::entropy;
use crate::office::AppState;
use crate::surveys::{self, Opening};
use crate::territory::{import, store as territory};
use crate::{assignments, http};

/// The demo's survey round.
pub const SURVEY: &str = "2026-1";
const SERVER: &str = "server";
/// A folder with this file was made by a demo and may be made anew.
const MARK: &str = "SOLO-MUESTRA.txt";
const MARK_TEXT: &str = "Datos inventados y llaves de muestra de `rayuela demo`. No protegen a nadie.\n\
     Invented data and keys for show, made by `rayuela demo`. They protect nobody.\n";
const DOORS_A_DAY: u32 = 25;
const ENUMERATORS: [&str; 8] = [
    "Rosa", "Juan", "Inés", "Tomás", "Lidia", "Pablo", "Nora", "Efraín",
];

/// A sign-in that the demo prints.
pub struct SignIn {
    pub username: &'static str,
    pub password: String,
    pub role: Role,
}

/// The stage, ready for the fleet.
pub struct Stage {
    pub folder: PathBuf,
    pub clock: Arc<DemoClock>,
    pub state: AppState,
    pub sign_ins: Vec<SignIn>,
    pub starts: DateTime<Utc>,
    codes: Vec<String>,
    routes: Vec<Vec<Route>>,
}

impl Stage {
    /// Makes the stage.
    pub fn set(command: &DemoCommand) -> anyhow::Result<Self> {
        let folder = command.data.clone();
        clear(&folder)?;
        let starts = NaiveDate::from_ymd_opt(2026, 11, 16)
            .and_then(|day| day.and_hms_opt(15, 0, 0))
            .context("the demo's first morning")?
            .and_utc();
        let clock = Arc::new(DemoClock::new(starts));
        let entropy = Arc::new(SeededEntropy::new(command.seed));
        let data = DataFolder::init(
            &folder.join("server"),
            &folder.join("server.key"),
            &*entropy,
        )?;
        let state = http::serve::start(&data, clock.clone(), entropy.clone(), false)?;
        let places = bring_in_territory(command, &state, &folder)?;
        open_survey(&state, starts)?;
        let routes = deal(&places, command.households, command.devices);
        let codes = hire(&state, &routes)?;
        let sign_ins = add_staff(&state)?;
        Ok(Self {
            folder,
            clock,
            state,
            sign_ins,
            starts,
            codes,
            routes,
        })
    }

    /// The fleet's plan, once the server listens at `server`.
    pub fn plan(&self, server: String, seed: u64) -> Plan {
        let tablets = self.codes.iter().cloned().zip(self.routes.iter().cloned());
        Plan {
            server,
            seed,
            starts: self.starts,
            reference: (self.starts - Duration::days(1)).date_naive(),
            doors_a_day: DOORS_A_DAY,
            tablets: tablets
                .map(|(code, areas)| Tablet { code, areas })
                .collect(),
        }
    }
}

/// Removes what an earlier demo left; refuses to touch anything else.
fn clear(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        let empty = fs::read_dir(folder)
            .map(|mut entries| entries.next().is_none())
            .unwrap_or(false);
        if !empty && !folder.join(MARK).exists() {
            bail!(
                "La carpeta {0} no es de una demostración; no se toca. Elija otra con --data. \
                 | The folder {0} was not made by a demo and is left alone. Choose another with --data.",
                folder.display()
            );
        }
        fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    fs::write(folder.join(MARK), MARK_TEXT).with_context(|| folder.display().to_string())
}

fn bring_in_territory(
    command: &DemoCommand,
    state: &AppState,
    folder: &Path,
) -> anyhow::Result<Vec<SurveyPlace>> {
    let summaries = match command.census.clone() {
        Some(file) => state.db.write_as(move |tx| {
            import::import(tx, &[file]).map_err(geography::BringInError::from)
        })?,
        None => {
            // A fifth more than is visited, so that the map shows what is still to do.
            let census = command.households + command.households / 5;
            let (geography, folder) = (geography::invent(command.seed, census), folder.to_owned());
            state
                .db
                .write_as(move |tx| geography::bring_in(tx, &geography, &folder))?
        }
    };
    for summary in summaries {
        print!("{summary}");
    }
    let mut places = state.db.read(geography::survey_places)?;
    if !command.locality.is_empty() {
        let wanted = |place: &SurveyPlace| {
            let locality = place.area.locality().unwrap_or(place.area.key());
            command.locality.iter().any(|key| key == locality)
        };
        places.retain(wanted);
    }
    if places.is_empty() {
        bail!(
            "El censo no cuenta hogares en esas localidades. Revise --census y --locality. \
             | The census counts no household there. Check --census and --locality."
        );
    }
    if command.census.is_some() {
        let areas: Vec<_> = places.iter().map(|place| place.area.clone()).collect();
        state.db.write(move |tx| {
            let zone = territory::keep_zone(tx, "Zona de la demostración", Some(1))?;
            areas
                .iter()
                .try_for_each(|area| territory::keep_zone_area(tx, zone, area))
        })?;
    }
    Ok(places)
}

fn open_survey(state: &AppState, starts: DateTime<Utc>) -> anyhow::Result<()> {
    let opening = Opening {
        id: SURVEY.to_owned(),
        name: "Levantamiento de muestra".to_owned(),
        starts: starts.date_naive(),
        ends: (starts + Duration::days(180)).date_naive(),
        questionnaire: SHIPPED.to_owned(),
    };
    let (keys, now) = (Arc::clone(&state.keys), state.clock.now());
    state
        .db
        .write_as(move |tx| surveys::open(tx, &keys, now, SERVER, &opening))?;
    Ok(())
}

/// Adds the enumerators, assigns their places and the next colleague's, and makes a code each.
fn hire(state: &AppState, routes: &[Vec<Route>]) -> anyhow::Result<Vec<String>> {
    let mut codes = Vec::with_capacity(routes.len());
    for number in 0..routes.len() {
        let name = ENUMERATORS[number % ENUMERATORS.len()];
        let name = if number < ENUMERATORS.len() {
            name.to_owned()
        } else {
            format!("{name} {number}")
        };
        let colleague = (number + 1) % routes.len();
        let mut areas: Vec<String> = routes[number]
            .iter()
            .chain(&routes[colleague])
            .map(|route| route.area.clone())
            .collect();
        areas.sort_unstable();
        areas.dedup();
        let person = entropy::uuid(&*state.entropy).to_string();
        let (now, entropy) = (state.clock.now(), Arc::clone(&state.entropy));
        let code = state.db.write_as(move |tx| -> anyhow::Result<String> {
            put_person(tx, &person, &name, "enumerator")?;
            assignments::assign::assign(tx, now, SERVER, &person, SURVEY, &areas)?;
            Ok(make_code(tx, now, &*entropy, &person, SURVEY, SERVER)?)
        })?;
        codes.push(code);
    }
    Ok(codes)
}

fn add_staff(state: &AppState) -> anyhow::Result<Vec<SignIn>> {
    let staff = [
        ("elena", "Elena", Role::Supervisor),
        ("carmen", "Carmen", Role::CaseOfficer),
    ];
    let mut sign_ins = Vec::with_capacity(staff.len());
    for (username, name, role) in staff {
        let password = accounts::generate_password(&*state.entropy);
        let new = NewAccount {
            username: username.to_owned(),
            name: name.to_owned(),
            role,
            password: password.clone(),
        };
        accounts::add(&state.db, new, SERVER, state.clock.now(), &*state.entropy)?;
        sign_ins.push(SignIn {
            username,
            password,
            role,
        });
    }
    Ok(sign_ins)
}

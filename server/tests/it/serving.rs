//! The real binary: where it listens, and where it refuses to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned, SupportedProtocolVersion,
};

use server::clock::{Clock, SystemClock};

use crate::scenario::Scenario;

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/fixtures")
        .join(name)
}

fn rayuela(office: &Scenario, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rayuela"));
    command.args(arguments).arg("--data").arg(office.dir());
    command
}

fn fails(office: &Scenario, arguments: &[&str]) -> String {
    let Output { status, stderr, .. } = rayuela(office, arguments).output().unwrap();
    assert_eq!(status.code(), Some(1));
    String::from_utf8(stderr).unwrap()
}

struct Running(Child, String);

impl Running {
    fn start(office: &Scenario, arguments: &[&str]) -> Self {
        let mut child = rayuela(office, arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line.trim().split("://").last().unwrap().to_owned();
        Self(child, address)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn plain_http_is_refused_on_any_address_but_this_machine() {
    let mut office = Scenario::tuxtla();
    office.stop();
    let said = fails(&office, &["serve", "--listen", "0.0.0.0:0"]);
    assert!(
        said.contains("No se atiende sin cifrar en 0.0.0.0:0"),
        "{said}"
    );
    assert!(said.contains("Give --cert and --tls-key"), "{said}");
}

#[test]
fn a_second_server_on_one_folder_is_refused() {
    let mut office = Scenario::tuxtla();
    office.stop();
    let _first = Running::start(&office, &["serve", "--listen", "127.0.0.1:0"]);
    let said = fails(&office, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(said.contains("Otro servidor usa ya la carpeta"), "{said}");
}

#[test]
fn a_wrong_key_stops_the_server_with_a_sentence() {
    let mut office = Scenario::tuxtla();
    office.stop();
    std::fs::write(office.key_file(), [9; 32]).unwrap();
    let said = fails(&office, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(said.contains("Use la llave con que se creó"), "{said}");
}

fn serving_tls(office: &Scenario) -> Running {
    let (cert, key) = (
        fixture("for-tests-only.cert.pem"),
        fixture("for-tests-only.key.pem"),
    );
    let (cert, key) = (
        cert.to_str().unwrap().to_owned(),
        key.to_str().unwrap().to_owned(),
    );
    Running::start(
        office,
        &[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--cert",
            &cert,
            "--tls-key",
            &key,
        ],
    )
}

fn asks_over_tls(
    address: &str,
    versions: &[&'static SupportedProtocolVersion],
) -> std::io::Result<String> {
    let mut roots = RootCertStore::empty();
    let cert = CertificateDer::from_pem_file(fixture("for-tests-only.cert.pem")).unwrap();
    roots.add(cert).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("127.0.0.1").unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = StreamOwned::new(connection, TcpStream::connect(address)?);
    let request = "GET /api/assignments HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n";
    stream.write_all(request.as_bytes())?;
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    Ok(answer)
}

#[test]
fn devices_are_answered_over_tls_of_today_and_nothing_older() {
    let mut office = Scenario::tuxtla();
    office.stop();
    let server = serving_tls(&office);
    let answer = asks_over_tls(&server.1, &[&rustls::version::TLS13]).unwrap();
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    assert!(answer.contains("strict-transport-security"), "{answer}");
    assert!(answer.contains("device_unknown"), "{answer}");
    assert!(asks_over_tls(&server.1, &[&rustls::version::TLS12]).is_err());
    let mut plain = TcpStream::connect(&server.1).unwrap();
    plain
        .write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
        .unwrap();
    let mut answer = Vec::new();
    let _ = plain.read_to_end(&mut answer);
    assert!(
        !answer.starts_with(b"HTTP/1.1"),
        "plain HTTP is not spoken there"
    );
}

#[test]
fn a_new_installation_says_where_its_key_lies() {
    let office = Scenario::tuxtla();
    let folder = office.home.path().join("nueva");
    let init = Command::new(env!("CARGO_BIN_EXE_rayuela"))
        .arg("init")
        .arg("--data")
        .arg(&folder)
        .output()
        .unwrap();
    let said = String::from_utf8(init.stderr).unwrap();
    assert!(init.status.success(), "{said}");
    assert!(
        said.contains("Guarde una copia de la llave en otro lugar"),
        "{said}"
    );
    assert!(office.home.path().join("nueva.key").exists());
}

fn succeeds(office: &Scenario, arguments: &[&str]) -> String {
    let done = rayuela(office, arguments).output().unwrap();
    let (said, wrong) = (
        String::from_utf8(done.stdout),
        String::from_utf8(done.stderr),
    );
    assert!(done.status.success(), "{arguments:?}: {}", wrong.unwrap());
    said.unwrap().trim().to_owned()
}

#[test]
fn an_office_opens_a_round_and_lets_a_tablet_in_from_the_command_line() {
    let mut office = Scenario::tuxtla();
    let dates = ["--starts", "2027-02-01", "--ends", "2027-03-01"];
    succeeds(
        &office,
        &[&["survey", "2027-1", "--name", "Segunda ronda"], &dates[..]].concat(),
    );
    succeeds(&office, &["device", "person", "lupe", "Guadalupe"]);
    assert_eq!(
        succeeds(&office, &["assign", "lupe", "2027-1", "ageb:0710100010363"]),
        "Áreas que cambiaron de manos: 1 | Areas assigned or taken back: 1"
    );
    let code = succeeds(&office, &["device", "code", "lupe"]);
    // The server that runs beside the commands lets the tablet in, into the latest round.
    office.stop();
    office.start();
    let clock = office.clock.as_ref();
    clock.forward(SystemClock.now() - clock.now());
    let key = sync::wire::SigningKey::from_bytes(&[3; 32]);
    let (status, body) = office.asks(Scenario::enrolment(&code, &key));
    assert_eq!(status, 200);
    let welcome: serde_json::Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(
        (&welcome["survey"], &welcome["person"]["name"]),
        (&"2027-1".into(), &"Guadalupe".into())
    );
    let device = welcome["device"].as_str().unwrap();
    succeeds(&office, &["device", "revoke", device]);
    assert!(fails(&office, &["device", "revoke", device]).contains("No hay un dispositivo activo"));
    succeeds(&office, &["doctor"]);
}

//! The host as a browser meets it: a process, a port, commands and screens.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on says where by panicking"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

struct Host {
    process: Child,
    address: String,
}

impl Host {
    fn start(folder: &Path, screens: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_field-app-host"))
            .arg("--folder")
            .arg(folder)
            .arg("--screens")
            .arg(screens)
            .arg("--cheap-keys")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(process.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        let address = line.trim().trim_start_matches("http://").to_owned();
        Self { process, address }
    }

    fn ask(&self, head: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let address = &self.address;
        let length = body.len();
        write!(
            stream,
            "{head} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn commands_and_screens_are_served_on_this_machine_only() {
    let (folder, screens) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::write(screens.path().join("index.html"), "<h1>Rayuela</h1>").unwrap();
    let host = Host::start(folder.path(), screens.path());
    assert!(host.address.starts_with("127.0.0.1:"));
    let status = host.ask("POST /rpc/status", "{}");
    assert!(
        status.starts_with("HTTP/1.1 200") && status.contains("\"stage\":\"new\""),
        "{status}"
    );
    let page = host.ask("GET /", "");
    assert!(
        page.contains("<h1>Rayuela</h1>") && page.contains("content-security-policy"),
        "{page}"
    );
    assert!(host.ask("GET /none.js", "").starts_with("HTTP/1.1 404"));
}

#[test]
fn a_problem_comes_with_its_words_and_its_own_status() {
    let (folder, screens) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let host = Host::start(folder.path(), screens.path());
    let refused = host.ask("POST /rpc/areas", "{}");
    assert!(
        refused.starts_with("HTTP/1.1 422") && refused.contains("\"code\":\"locked\""),
        "{refused}"
    );
    let unknown = host.ask("POST /rpc/classify", "{}");
    assert!(unknown.contains("unknown_command"), "{unknown}");
    // Nobody listens at port 1: the real door to the network says so in words.
    let enrol = r#"{"server":"http://127.0.0.1:1","code":"X","passphrase":"nube tortuga mantel"}"#;
    let refused = host.ask("POST /rpc/enrol", enrol);
    assert!(refused.contains("\"code\":\"no_network\""), "{refused}");
}

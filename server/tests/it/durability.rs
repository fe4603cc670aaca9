//! Kills the real server at random instants: what it acknowledged is there when it comes back.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use sync::wire::{Envelope, PATH};

use crate::scenario::{Scenario, Tablet, household, selling};

struct Running {
    child: Child,
    address: String,
}

impl Running {
    fn start(office: &Scenario) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rayuela"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(office.dir())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line.trim().strip_prefix("http://").unwrap().to_owned();
        Self { child, address }
    }

    /// `None`: the server died before it answered.
    fn hand_over(&self, tablet: &Tablet, envelope: &Envelope) -> Option<Vec<u8>> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        let mut head = format!(
            "POST {PATH} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\nauthorization: Bearer {}\r\n\
             content-length: {}\r\n",
            self.address,
            tablet.token,
            envelope.body.len()
        );
        for (name, value) in envelope.headers() {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        stream.write_all(format!("{head}\r\n").as_bytes()).ok()?;
        stream.write_all(&envelope.body).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
        let length: usize = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .and_then(|length| length.parse().ok())?;
        let body = answer.split_off(end + 4);
        (head.starts_with("http/1.1 200") && body.len() == length).then_some(body)
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn every_acknowledged_change_survives_killing_the_server() {
    let mut office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    office.stop();
    let mut acknowledged = Vec::new();
    let mut next = 0_u128;
    for round in 0..6 {
        let running = Running::start(&office);
        let process = running.child.id();
        // The blow falls while a batch is on its way: after a number of bytes, not of seconds.
        let blows_after = 2 + round % 3;
        for n in 0..=blows_after {
            for _ in 0..5 {
                rosas.answers(household(next), &selling());
                next += 1;
            }
            let sent = rosas.waiting.clone();
            let envelope = rosas.packs();
            let blow = (n == blows_after).then(|| std::thread::spawn(move || kill_hard(process)));
            if let Some(body) = running.hand_over(&rosas, &envelope) {
                rosas.hears(&body);
                acknowledged.extend(sent.into_iter().map(|waiting| waiting.change.hash));
            }
            if let Some(blow) = blow {
                blow.join().unwrap();
            }
        }
        running.kill();
    }
    office.start();
    office.until_projected();
    let kept: Vec<Vec<u8>> = office.column("select hash from change_log where state = 'taken'");
    let lost = acknowledged
        .iter()
        .filter(|hash| !kept.contains(&hash.to_vec()))
        .count();
    assert!(
        acknowledged.len() >= 60,
        "{} acknowledged",
        acknowledged.len()
    );
    assert_eq!(lost, 0, "of {} acknowledged", acknowledged.len());
    let broken = office.state().db.read(server::log::verify).unwrap();
    assert!(broken.is_ok(), "{broken:?}");
    // What was not acknowledged goes again, and everything is there once.
    office.hands_over(&mut rosas);
    assert_eq!(
        office.value::<i64>("select count(*) from household"),
        next as i64
    );
}

fn kill_hard(process: u32) {
    let done = Command::new("kill")
        .args(["-9", &process.to_string()])
        .status()
        .unwrap();
    assert!(done.success());
}

//! TLS with a pinned certificate, against a real handshake on this machine.

use notebook::transport::http::HttpTransport;
use notebook::transport::{ReachError, Request, Response, ServerAddress, Transport};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::version::{TLS12, TLS13};
use rustls::{ServerConfig, ServerConnection, StreamOwned, SupportedProtocolVersion};
use sha2::{Digest, Sha256};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;

/// Made for this test only; it certifies nothing.
const CERTIFICATE: &[u8] = include_bytes!("support/certificate/test-only.der");
const KEY: &[u8] = include_bytes!("support/certificate/test-only-key.der");

/// Answers one connection and ends. Returns its address.
fn server(version: &'static SupportedProtocolVersion) -> String {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[version])
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![CertificateDer::from(CERTIFICATE)],
            PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(KEY)),
        )
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let (socket, _) = listener.accept().unwrap();
        let connection = ServerConnection::new(Arc::new(config)).unwrap();
        let mut stream = StreamOwned::new(connection, socket);
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            // A client that refuses the handshake goes away: nothing to answer.
            if !matches!(stream.read(&mut byte), Ok(1)) {
                return;
            }
            head.push(byte[0]);
        }
        let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nsi";
        let _ = stream.write_all(answer).and_then(|()| stream.flush());
    });
    format!("https://{address}")
}

fn ask(url: String, fingerprint: String) -> Result<Response, ReachError> {
    let request = Request {
        method: "GET",
        path: "/api/assignments",
        ..Request::default()
    };
    let server = ServerAddress {
        url,
        fingerprint: Some(fingerprint),
    };
    HttpTransport::default().send(&server, &request)
}

fn fingerprint() -> String {
    hex::encode(Sha256::digest(CERTIFICATE))
}

#[test]
fn the_pinned_certificate_is_spoken_with() {
    let answered = ask(server(&TLS13), fingerprint()).unwrap();
    assert_eq!(
        (answered.status, answered.body.as_slice()),
        (200, b"si".as_slice())
    );
}

#[test]
fn the_fingerprint_may_be_written_with_colons() {
    let digits = fingerprint().to_uppercase();
    let pairs: Vec<_> = digits
        .as_bytes()
        .chunks(2)
        .map(String::from_utf8_lossy)
        .collect();
    assert_eq!(ask(server(&TLS13), pairs.join(":")).unwrap().status, 200);
}

#[test]
fn another_certificate_is_not_our_server() {
    let refused = ask(server(&TLS13), "ab".repeat(32)).unwrap_err();
    assert_eq!(refused, ReachError::NotOurServer);
}

#[test]
fn an_older_tls_is_refused() {
    let refused = ask(server(&TLS12), fingerprint()).unwrap_err();
    assert_eq!(refused, ReachError::NotSecure);
}

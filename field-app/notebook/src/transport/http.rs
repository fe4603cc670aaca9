//! The real door: HTTP/1.1 by reqwest, over TLS pinned to one certificate.
//!
//! Plain HTTP is spoken only to this very machine (tests and the demo). Redirects are not
//! followed and no proxy is used: a record goes to the pinned server or nowhere.

use super::pinned;
use super::{MOST_ANSWERED, ReachError, Request, Response, ServerAddress, Transport};
use reqwest::Url;
use reqwest::blocking::Client;
use reqwest::redirect::Policy;
use std::io::Read as _;
use std::time::Duration;

/// How long a connection may take to be made.
const CONNECT_SECONDS: u64 = 15;
/// How long a whole exchange may take: a day's work on 64 kbit/s.
const EXCHANGE_SECONDS: u64 = 300;

/// Requests over HTTP. Keeps one client, and with it the connection, for the last server.
#[derive(Debug, Default)]
pub struct HttpTransport {
    client: Option<(ServerAddress, Client)>,
}

impl HttpTransport {
    fn client(&mut self, server: &ServerAddress) -> Result<&Client, ReachError> {
        if self
            .client
            .as_ref()
            .is_none_or(|(known, _)| known != server)
        {
            self.client = Some((server.clone(), new_client(server)?));
        }
        match &self.client {
            Some((_, client)) => Ok(client),
            None => Err(ReachError::BadAddress),
        }
    }
}

impl Transport for HttpTransport {
    fn send(&mut self, server: &ServerAddress, request: &Request) -> Result<Response, ReachError> {
        let url = Url::parse(&format!("{}{}", server.url, request.path))
            .map_err(|_| ReachError::BadAddress)?;
        let client = self.client(server)?;
        let mut call = match request.method {
            "GET" => client.get(url),
            _ => client.post(url).body(request.body.clone()),
        };
        for (name, value) in &request.headers {
            call = call.header(*name, value);
        }
        let answered = call.send().map_err(|error| reach_error(&error))?;
        let status = answered.status().as_u16();
        let content_type = answered
            .headers()
            .get("content-type")
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned();
        let mut body = Vec::new();
        answered
            .take(MOST_ANSWERED as u64 + 1)
            .read_to_end(&mut body)
            .map_err(|_| ReachError::BrokenOff)?;
        if body.len() > MOST_ANSWERED {
            return Err(ReachError::BrokenOff);
        }
        Ok(Response {
            status,
            content_type,
            body,
        })
    }
}

fn new_client(server: &ServerAddress) -> Result<Client, ReachError> {
    let url = Url::parse(&server.url).map_err(|_| ReachError::BadAddress)?;
    let builder = Client::builder()
        .connect_timeout(Duration::from_secs(CONNECT_SECONDS))
        .timeout(Duration::from_secs(EXCHANGE_SECONDS))
        .redirect(Policy::none())
        .no_proxy();
    let (pin, https_only) = match (url.scheme(), &server.fingerprint) {
        // No certificate has this fingerprint: over plain HTTP no TLS is ever spoken.
        ("http", _) if is_this_machine(&url) => ([0; 32], false),
        ("http", _) | ("https", None) => return Err(ReachError::NotSecure),
        ("https", Some(pin)) => (parse_fingerprint(pin).ok_or(ReachError::BadAddress)?, true),
        _ => return Err(ReachError::BadAddress),
    };
    let tls = pinned::config(pin).map_err(|_| ReachError::NotSecure)?;
    builder
        .https_only(https_only)
        .tls_backend_preconfigured(tls)
        .build()
        .map_err(|_| ReachError::BadAddress)
}

/// `127.0.0.0/8`, `::1` or the name `localhost`.
fn is_this_machine(url: &Url) -> bool {
    match url.host_str() {
        Some("localhost") => true,
        Some(host) => host
            .trim_start_matches('[')
            .trim_end_matches(']')
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback()),
        None => false,
    }
}

/// 64 hex digits, with or without colons or spaces between them.
fn parse_fingerprint(text: &str) -> Option<[u8; 32]> {
    let digits: String = text.chars().filter(|c| !matches!(c, ':' | ' ')).collect();
    hex::decode(digits).ok()?.try_into().ok()
}

fn reach_error(error: &reqwest::Error) -> ReachError {
    match tls_error(error) {
        Some(tls) => not_ours(tls),
        None if error.is_connect() => ReachError::NoNetwork,
        None => ReachError::BrokenOff,
    }
}

/// The TLS error at the bottom, when there is one: each layer wraps it in another box.
fn tls_error<'a>(error: &'a (dyn std::error::Error + 'static)) -> Option<&'a rustls::Error> {
    if let Some(tls) = error.downcast_ref() {
        return Some(tls);
    }
    let wrapped = error.downcast_ref::<std::io::Error>();
    if let Some(inner) = wrapped.and_then(std::io::Error::get_ref) {
        return tls_error(inner);
    }
    error.source().and_then(tls_error)
}

fn not_ours(tls: &rustls::Error) -> ReachError {
    match tls {
        rustls::Error::InvalidCertificate(_) => ReachError::NotOurServer,
        _ => ReachError::NotSecure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(url: &str, fingerprint: Option<&str>) -> ServerAddress {
        ServerAddress {
            url: url.to_owned(),
            fingerprint: fingerprint.map(str::to_owned),
        }
    }

    #[test]
    fn plain_http_to_another_machine_is_refused() {
        for url in [
            "http://rayuela.example",
            "http://192.168.1.4:8080",
            "http://127.0.0.1.example",
            "https://rayuela.example",
        ] {
            assert_eq!(
                new_client(&address(url, None)).err(),
                Some(ReachError::NotSecure),
                "{url}"
            );
        }
    }

    #[test]
    fn plain_http_to_this_machine_is_spoken() {
        for url in [
            "http://127.0.0.1:8080",
            "http://localhost:1",
            "http://[::1]:80",
        ] {
            assert!(new_client(&address(url, None)).is_ok(), "{url}");
        }
    }

    #[test]
    fn a_server_that_is_off_is_no_network() {
        // Port 1 on this machine: nobody listens there.
        let server = address("http://127.0.0.1:1", None);
        let request = Request {
            method: "GET",
            path: "/api/assignments",
            ..Request::default()
        };
        assert_eq!(
            HttpTransport::default().send(&server, &request).err(),
            Some(ReachError::NoNetwork)
        );
    }
}

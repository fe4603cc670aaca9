//! How a request leaves the device and an answer comes back.
//!
//! [`Transport`] is the only door to the network; [`http`] is the real one, tests hand in a hub
//! in memory. It knows nothing of what the bodies hold.
//!
//! # How bytes are counted
//! `bytes_up` of a request: its body, plus its request line and the headers that this crate
//! writes, each as `name: value` and two bytes for the line's end, with `content-length`.
//! `bytes_down`: the body, plus the status line and the answer's `content-type` and
//! `content-length`. Host, date and whatever a proxy adds are left out, so that the same work
//! always counts the same. Bytes of TLS and TCP are not counted.

pub mod http;
mod pinned;

/// Where a server is, and by what it is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ServerAddress {
    /// For instance `https://rayuela.example:8443`, without a slash at the end.
    pub url: String,
    /// SHA-256 of the server's certificate, in hex. Needed everywhere but on this machine.
    pub fingerprint: Option<String>,
}

/// One request. `path` begins with `/`; header names are in lower case.
#[derive(Clone, Default)]
pub struct Request {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// For instance `/api/hand-over`.
    pub path: &'static str,
    /// Headers that this crate writes.
    pub headers: Vec<(&'static str, String)>,
    /// The body, perhaps empty.
    pub body: Vec<u8>,
}

/// One answer.
#[derive(Clone, Default)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// The answer's `content-type`, perhaps empty.
    pub content_type: String,
    /// The body, bounded by [`MOST_ANSWERED`].
    pub body: Vec<u8>,
}

impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (method, path) = (self.method, self.path);
        write!(f, "{method} {path} ({} bytes)", self.body.len())
    }
}

impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({} bytes)", self.status, self.body.len())
    }
}

/// The longest answer taken, in bytes.
pub const MOST_ANSWERED: usize = 64 * 1024 * 1024;

/// Why no answer came.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ReachError {
    /// Nobody answered: no signal, wrong address, server off.
    #[error("no network or the server is off; what is kept stays here, try again later")]
    NoNetwork,
    /// The answer broke off or did not come in time.
    #[error("the connection broke before the answer; it is safe to send again")]
    BrokenOff,
    /// Plain HTTP to another machine.
    #[error("the address is not secure; it must begin with https")]
    NotSecure,
    /// Another certificate than the one this device was enrolled with.
    #[error("this is not the municipality's server; nothing was sent: tell the supervisor")]
    NotOurServer,
    /// The address cannot be understood.
    #[error("the server's address cannot be read; copy it again from the enrolment sheet")]
    BadAddress,
}

/// The door to the network.
pub trait Transport: Send {
    /// Sends one request and waits for its answer.
    ///
    /// # Errors
    /// [`ReachError`] when no whole answer came; any HTTP status is an answer.
    fn send(&mut self, server: &ServerAddress, request: &Request) -> Result<Response, ReachError>;
}

/// What has passed through the door since the notebook was opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Requests sent, answered or not.
    pub requests: u64,
    /// Bytes sent (see the module's page for what counts).
    pub bytes_up: u64,
    /// Bytes received.
    pub bytes_down: u64,
}

impl Traffic {
    /// What has passed since `earlier`.
    pub fn since(self, earlier: Self) -> Self {
        Self {
            requests: self.requests - earlier.requests,
            bytes_up: self.bytes_up - earlier.bytes_up,
            bytes_down: self.bytes_down - earlier.bytes_down,
        }
    }

    pub(crate) fn sent(&mut self, request: &Request) {
        self.requests += 1;
        let line = request.method.len() + request.path.len() + " ".len() * 2 + "HTTP/1.1\r\n".len();
        let headers: usize = request
            .headers
            .iter()
            .map(|(name, value)| header_bytes(name, value))
            .sum();
        self.bytes_up += (line + headers + lengths_and_end(&request.body)) as u64;
    }

    pub(crate) fn received(&mut self, response: &Response) {
        let line = "HTTP/1.1 200\r\n".len();
        let kind = header_bytes("content-type", &response.content_type);
        self.bytes_down += (line + kind + lengths_and_end(&response.body)) as u64;
    }
}

fn header_bytes(name: &str, value: &str) -> usize {
    name.len() + ": ".len() + value.len() + "\r\n".len()
}

/// The body with its `content-length` and the empty line before it.
fn lengths_and_end(body: &[u8]) -> usize {
    header_bytes("content-length", &body.len().to_string()) + "\r\n".len() + body.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_counts_its_line_its_headers_and_its_body() {
        let mut traffic = Traffic::default();
        traffic.sent(&Request {
            method: "POST",
            path: "/x",
            headers: vec![("a", "b".into())],
            body: vec![0; 10],
        });
        let wire = "POST /x HTTP/1.1\r\na: b\r\ncontent-length: 10\r\n\r\n";
        assert_eq!(traffic.bytes_up, wire.len() as u64 + 10);
        assert_eq!(traffic.requests, 1);
    }

    #[test]
    fn an_answer_counts_its_line_its_two_headers_and_its_body() {
        let mut traffic = Traffic::default();
        traffic.received(&Response {
            status: 200,
            content_type: "t".into(),
            body: vec![0; 3],
        });
        let wire = "HTTP/1.1 200\r\ncontent-type: t\r\ncontent-length: 3\r\n\r\n";
        assert_eq!(traffic.bytes_down, wire.len() as u64 + 3);
    }
}

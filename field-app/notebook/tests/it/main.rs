//! The notebook as its callers see it: one binary, a file a subject, people and hub in `support`.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on says where by panicking"
)]

mod support;

mod bindings;
mod dispatching;
mod dwellings;
mod enrolling;
mod handing_over;
mod interviewing;
mod killing;
mod pinning;
mod secrecy;
mod store;

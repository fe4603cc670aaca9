//! The notebook as its callers see it: one binary, a file a subject, people and hub in `support`.

mod support;

mod bindings;
mod dispatching;
mod dwellings;
mod enrolling;
mod handing_over;
mod interviewing;
mod killing;
mod secrecy;
mod store;

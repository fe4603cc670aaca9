//! The server's journeys through its router: one binary, one module a subject.

mod staff;

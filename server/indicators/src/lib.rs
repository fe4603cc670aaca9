//! *Indicadores de trabajo infantil*: rates with weights, standard errors and bounds.
//!
//! What this crate does not know: files, households, and the server's database.

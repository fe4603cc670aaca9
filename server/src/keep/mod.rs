//! Keeping the data: making the folder, backups, restoring, the doctor.

pub mod backup;
pub mod doctor;
pub mod init;
pub mod restore;

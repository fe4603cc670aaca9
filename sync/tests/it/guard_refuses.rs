//! guard_refuses

//! Programmes (see the contract for its owner).

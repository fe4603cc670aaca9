//! Log

//! The functions by family. Start with the one you look for: [`choices`], [`text`], [`numbers`],
//! [`many`] (over repeats, and of any number of values), [`dates`], [`places`]. Which there are and
//! what they take stands in `function.rs`.

pub(super) mod choices;
pub(super) mod dates;
pub(super) mod many;
pub(super) mod numbers;
pub(super) mod places;
pub(super) mod text;

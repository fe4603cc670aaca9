//! What must hold of records, guard, wire and hand-over; one binary for the crate.

#[cfg(test)]
mod forge;
#[cfg(test)]
mod guard_accepts;
#[cfg(test)]
mod guard_refuses;
#[cfg(test)]
mod hand_over;
#[cfg(test)]
mod hostile_files;
#[cfg(test)]
mod mutants;
#[cfg(test)]
mod record;
#[cfg(test)]
mod sizes;
#[cfg(test)]
mod support;
#[cfg(test)]
mod town;

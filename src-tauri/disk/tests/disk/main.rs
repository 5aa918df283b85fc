//! kiku-disk on real folders.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bundle;
mod commits;
mod create;
mod folder;
mod journal;
mod load;
mod save;

//! The built `kiku`, run as people and scripts run it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod check;
mod export;
mod new;
mod program;
mod render;
mod verify;
mod watch;

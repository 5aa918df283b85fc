//! The real app, driven through WebDriver: what a person sees and what is on disk afterwards.
//!
//! A test gets an app of its own on a display of its own, with a fresh copy of a publication and an empty home:
//!
//! ```ignore
//! #[test]
//! fn a_title_is_shown() -> Result<()> {
//!     on(Publication::sample()?, async |app| app.shows(".article h1", "…").await)
//! }
//! ```
//!
//! Nothing waits for a time to pass. A test waits for a condition and fails, with what it last saw, at a deadline.
#![cfg(target_os = "linux")]

mod harness;

mod accessibility;
mod articles;
mod attacks;
mod autosave;
mod blocks;
mod chapters;
mod close;
mod comfort;
mod export;
mod find;
mod formatting;
mod frames;
mod history;
mod images;
mod links;
mod memory;
mod open;
mod outside;
mod palette;
mod paste;
mod personas;
mod preview;
mod preview_modes;
mod print;
mod problems;
mod publication;
mod recovery;
mod save;
mod screenshots;
mod scroll;
mod second_window;
mod settings;
mod sources;
mod start;
mod steady;
mod themes;
mod trust;
mod two_programs;
mod typing;

//! What the texts mean.

pub mod publication;

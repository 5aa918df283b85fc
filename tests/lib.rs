//! Tests of Kiku from outside; see the `[[test]]` entries of the manifest.

#[path = "bench/corpus.rs"]
pub mod corpus;

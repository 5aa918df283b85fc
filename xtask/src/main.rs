//! Kiku without a window.
fn main() {}

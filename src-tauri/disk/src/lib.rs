//! All of Kiku's file IO.

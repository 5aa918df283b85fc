//! Tests of Kiku from outside; see the `[[test]]` entries of the manifest.

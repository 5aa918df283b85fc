//! The SHA-256 of what a file holds.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

/// The SHA-256 of a file's bytes: two files are the same when their fingerprints are. Times are not looked at,
/// because copying and restoring tools set them at will.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The fingerprint of what the file at `path` holds.
    pub(crate) fn of_file(path: &Path) -> io::Result<Self> {
        let mut reader = HashingReader::new(File::open(path)?);
        io::copy(&mut reader, &mut io::sink())?;
        Ok(reader.fingerprint())
    }
}

impl fmt::Display for Fingerprint {
    /// Sixty-four lower-case hexadecimal digits, as `sha256sum` prints them.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.iter().flat_map(|byte| [byte >> 4, byte & 0xF]);
        let mut text = String::with_capacity(2 * self.0.len());
        text.extend(digits.filter_map(|digit| char::from_digit(digit.into(), 16)));
        formatter.write_str(&text)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Fingerprint({self})")
    }
}

/// Hashes what is read through it, so that a large file is read once.
pub(crate) struct HashingReader<R> {
    inner: R,
    hasher: Sha256,
}

impl<R: Read> HashingReader<R> {
    pub(crate) fn new(inner: R) -> Self {
        Self { inner, hasher: Sha256::new() }
    }

    /// Of everything that was read.
    pub(crate) fn fingerprint(self) -> Fingerprint {
        Fingerprint(self.hasher.finalize().into())
    }
}

impl<R: Read> Read for HashingReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.hasher.update(&buffer[..count]);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_prints_like_sha256sum() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Fingerprint::of(b"").to_string(), empty);
    }

    #[test]
    fn reading_gives_the_same_fingerprint() {
        let bytes = vec![7; 100_000];
        let mut reader = HashingReader::new(&*bytes);
        io::copy(&mut reader, &mut io::sink()).unwrap();
        assert_eq!(reader.fingerprint(), Fingerprint::of(&bytes));
    }
}

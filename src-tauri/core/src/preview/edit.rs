//! Where two texts differ.

/// How much of two texts is the same at their starts and, behind that, at their ends, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) prefix: usize,
    pub(super) suffix: usize,
}

/// What is compared at once; the processor does so much faster than byte by byte.
const STRIDE: usize = 4096;

impl Difference {
    pub(super) fn between(old: &str, new: &str) -> Self {
        let (old, new) = (old.as_bytes(), new.as_bytes());
        let prefix = alike_at_start(old, new);
        let suffix = alike_at_end(&old[prefix..], &new[prefix..]);
        Self { prefix, suffix }
    }
}

fn alike_at_start(old: &[u8], new: &[u8]) -> usize {
    let strides = old.chunks_exact(STRIDE).zip(new.chunks_exact(STRIDE)).take_while(|(old, new)| old == new).count();
    let start = strides * STRIDE;
    start + old[start..].iter().zip(&new[start..]).take_while(|(old, new)| old == new).count()
}

fn alike_at_end(old: &[u8], new: &[u8]) -> usize {
    let strides = old.rchunks_exact(STRIDE).zip(new.rchunks_exact(STRIDE)).take_while(|(old, new)| old == new).count();
    let same = strides * STRIDE;
    let (old, new) = (&old[..old.len() - same], &new[..new.len() - same]);
    same + old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_is_counted_once() {
        let between = |old: &str, new: &str| {
            let Difference { prefix, suffix } = Difference::between(old, new);
            (prefix, suffix)
        };
        assert_eq!(between("abc", "abc"), (3, 0));
        assert_eq!(between("aa", "aaa"), (2, 0));
        assert_eq!(between("abcd", "abxd"), (2, 1));
        let long = "a".repeat(STRIDE * 2 + 5);
        assert_eq!(between(&format!("{long}b{long}"), &format!("{long}{long}")), (long.len(), long.len()));
    }
}

//! What a misspelt name was meant to be.

use strsim::osa_distance;

/// The one of `names` that differs from `word` in a letter out of three at most, case aside; nothing where two are as
/// near.
pub(crate) fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let word = word.to_lowercase();
    let most = word.chars().count().max(3) / 3;
    let near = names.into_iter().filter(|name| name.len().abs_diff(word.len()) <= most * 4);
    let mut near: Vec<_> = near.map(|name| (osa_distance(&word, &name.to_lowercase()), name)).collect();
    near.retain(|(distance, _)| *distance <= most);
    near.sort_unstable();
    match near[..] {
        [(_, name)] => Some(name),
        [(first, name), (second, _), ..] if first < second => Some(name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_hand_is_recognised_and_another_word_is_not() {
        let names = ["note", "quote", "source", "page-break"];
        for (word, meant) in [
            ("noet", Some("note")),
            ("Source", Some("source")),
            ("pagebreak", Some("page-break")),
            ("sidebar", None),
            ("", None),
            ("注意", None),
        ] {
            assert_eq!(nearest(word, names), meant, "{word}");
        }
        assert_eq!(nearest("ax", ["a", "x"]), None, "both are as near");
    }
}

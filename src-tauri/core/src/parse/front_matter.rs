//! Where the YAML front matter stands: between a first line `---` and the next line `---` or `...`.

use crate::source::Span;

/// The span of the YAML and the first byte of the body after it. Without a closing line there is no front matter.
pub(crate) fn split(text: &str) -> Option<(Span, usize)> {
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next().filter(|line| line.trim_end() == "---")?;
    let start = opening.len();
    let mut end = start;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((Span::new(start, end), end + line.len()));
        }
        end += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_ends_at_the_next_marker_line() {
        assert_eq!(split("---\na: 1\n---\nb"), Some((Span::new(4, 9), 13)));
        assert_eq!(split("---\n...\n"), Some((Span::new(4, 4), 8)));
    }

    #[test]
    fn text_that_only_looks_like_front_matter_is_body() {
        assert_eq!(split("---\na: 1\n"), None);
        assert_eq!(split("a\n---\nb\n---\n"), None);
        assert_eq!(split(""), None);
    }
}

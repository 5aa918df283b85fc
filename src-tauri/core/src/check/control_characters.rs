//! `control-characters`: characters without a shape come in by pasting, and break searches, XML and EPUB (XML 1.0, 2.2, forbids
//! most). Tabs and line ends are text.
//! Reported once: looks at the whole text.

use super::{Overview, Rule, first_and_count};
use crate::diagnostic::{Diagnostic, Message, TextEdit};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::article("control-characters", check);

fn check(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    let edits = article.edits(removals, |survey| &survey.removals);
    let Some((span, count)) = first_and_count(&edits) else { return };
    let message = Message::new(
        format!("The text holds control characters; places in this article: {count}."),
        format!("見えない制御文字が{count}か所にあります。"),
    );
    out.push(
        Diagnostic::warning(RULE.code, span, message)
            .hint(
                "They come from pasting. The repair removes all of them.",
                "貼り付けで入ったものです。まとめて消せます。",
            )
            .fix(Message::new("Remove all of them", "すべて消す"), edits),
    );
}

/// The edits that take all control characters out, one for each run of them: a damaged file may hold millions.
pub(super) fn removals(source: &str) -> Vec<TextEdit> {
    let mut runs: Vec<Span> = Vec::new();
    for control in controls(source) {
        match runs.last_mut() {
            Some(run) if run.end == control.start => run.end = control.end,
            _ => runs.push(control),
        }
    }
    runs.into_iter().map(|span| TextEdit { span, text: String::new() }).collect()
}

/// Where control characters stand: U+0000 to U+001F but for white space, U+007F, and U+0080 to U+009F.
fn controls(source: &str) -> impl Iterator<Item = Span> {
    let bytes = source.as_bytes();
    let suspicious = bytes.chunks(CHUNK).enumerate().filter(|(_, chunk)| {
        // Without a branch a byte, so that many are looked at at once.
        chunk.iter().fold(false, |found, &byte| found | may_be_control(byte))
    });
    let places = suspicious.flat_map(|(index, chunk)| {
        let start = index * CHUNK;
        start..start + chunk.len()
    });
    places.filter_map(|at| match bytes[at] {
        0xC2 => bytes.get(at + 1).is_some_and(|next| (0x80..0xA0).contains(next)).then(|| Span::new(at, at + 2)),
        byte => may_be_control(byte).then(|| Span::new(at, at + 1)),
    })
}

const CHUNK: usize = 256;

/// Whether a byte is a control character, or the first of one.
fn may_be_control(byte: u8) -> bool {
    let is_white_space = (byte == b'\t') | (byte == b'\n') | (byte == b'\r');
    ((byte < 0x20) & !is_white_space) | (byte == 0x7F) | (byte == 0xC2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{fixed, found};

    #[test]
    fn control_characters_are_removed() {
        let text = "a\u{8}b\u{7F}c\u{85}d\n";
        assert_eq!(found(&RULE, text), ["control-characters \"\\u{8}\""]);
        assert_eq!(fixed(&RULE, text), "abcd\n");
    }

    #[test]
    fn a_run_is_one_place() {
        let text = "a\0\0\u{85}b\u{8}c";
        assert_eq!(found(&RULE, text), ["control-characters \"\\0\\0\\u{85}\""]);
        assert_eq!(removals(text).len(), 2);
        assert_eq!(fixed(&RULE, text), "abc");
    }

    #[test]
    fn tabs_line_ends_and_letters_are_text() {
        assert_eq!(found(&RULE, "a\tb\r\nÂ 菊 \u{A0}é\n"), [""; 0]);
    }
}

//! What is wrong with a regular expression, in words for people who seldom write one.

use regex_syntax::ast::{Error, ErrorKind, parse::Parser};

use crate::diagnostic::Message;

/// Why `pattern` could not be used. `error` is what the engine said.
pub(super) fn explained(pattern: &str, error: &regex::Error) -> Message {
    if matches!(error, regex::Error::CompiledTooBig(_)) {
        return Message::new(
            "This expression is too large. Ask for fewer repetitions.",
            "この正規表現は大きすぎます。繰り返しの数を減らしてください。",
        );
    }
    match Parser::new().parse(pattern) {
        Err(error) => at_its_place(pattern, &error),
        Ok(_) => Message::new(
            "This expression names a kind of character that Kiku does not know.",
            "この正規表現には、知らない文字の種類が書かれています。",
        ),
    }
}

fn at_its_place(pattern: &str, error: &Error) -> Message {
    let Message { en, ja } = reason(error.kind());
    let column = pattern.get(..error.span().start.offset).unwrap_or_default().chars().count() + 1;
    Message::new(format!("{en} (character {column})."), format!("{ja}（{column} 文字目）。"))
}

fn reason(kind: &ErrorKind) -> Message {
    let (en, ja) = match kind {
        ErrorKind::GroupUnclosed => ("A round bracket is not closed", "丸かっこ ( が閉じていません"),
        ErrorKind::GroupUnopened => ("A round bracket closes nothing", "閉じる丸かっこ ) が余っています"),
        ErrorKind::ClassUnclosed => ("A square bracket is not closed", "角かっこ [ が閉じていません"),
        ErrorKind::ClassRangeInvalid => {
            ("A range in square brackets goes backwards", "角かっこの中の範囲が逆になっています")
        }
        ErrorKind::RepetitionMissing => {
            ("There is nothing to repeat before * + ? or {", "* + ? { の前に、繰り返すものがありません")
        }
        ErrorKind::RepetitionCountUnclosed
        | ErrorKind::RepetitionCountInvalid
        | ErrorKind::RepetitionCountDecimalEmpty
        | ErrorKind::DecimalEmpty
        | ErrorKind::DecimalInvalid => {
            ("The number of repetitions is not complete", "繰り返しの回数の書き方が違うようです")
        }
        ErrorKind::EscapeUnexpectedEof => ("A backslash stands alone at the end", "終わりの \\ に続く文字がありません"),
        ErrorKind::EscapeUnrecognized | ErrorKind::EscapeHexInvalid | ErrorKind::EscapeHexInvalidDigit => {
            ("Kiku does not know what this backslash stands for", "この \\ の組み合わせは使えません")
        }
        ErrorKind::UnsupportedLookAround => {
            ("Kiku cannot look ahead or behind: (?= (?! (?<", "先読み・後読み (?= (?! (?< は使えません")
        }
        ErrorKind::UnsupportedBackreference => {
            ("Kiku cannot look for what a group found: \\1", "\\1 のような後方参照は、探す言葉では使えません")
        }
        _ => ("This is no complete regular expression", "正規表現として読めません"),
    };
    Message::new(en, ja)
}

//! The words that styles print by language, from the locale files of the CSL project.

use std::sync::LazyLock;

use hayagriva::citationberg::{Locale, LocaleCode};

/// Every locale that is bundled. Decoding them takes longer than formatting an article.
static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(hayagriva::archive::locales);

/// Decodes the locales, unless that is done.
pub(crate) fn prepare() {
    LazyLock::force(&LOCALES);
}

/// What the terms of one language are looked up in: few files, because every look-up goes through them.
pub(super) struct Locales {
    pub(super) code: LocaleCode,
    pub(super) files: Vec<Locale>,
}

/// The locale for a BCP 47 tag, with American English behind it, which is what CSL falls back to.
pub(super) fn of_language(tag: &str) -> Locales {
    let code = code(tag);
    let english = LocaleCode::en_us();
    let files = LOCALES.iter().filter(|file| [Some(&code), Some(&english)].contains(&file.lang.as_ref()));
    Locales { files: files.cloned().collect(), code }
}

fn code(tag: &str) -> LocaleCode {
    let wanted = LocaleCode(script_to_region(&tag.replace('_', "-")).to_owned());
    let primary = LocaleCode(wanted.0.split('-').next().unwrap_or_default().to_ascii_lowercase());
    let known = |code: &LocaleCode| {
        let file =
            LOCALES.iter().find(|file| file.lang.as_ref().is_some_and(|lang| lang.0.eq_ignore_ascii_case(&code.0)));
        file.and_then(|file| file.lang.clone())
    };
    known(&wanted)
        .or_else(|| primary.fallback().as_ref().and_then(known))
        .or_else(|| known(&primary))
        .unwrap_or_else(LocaleCode::en_us)
}

/// Chinese is told apart by script in BCP 47, and by region in the locale files.
fn script_to_region(tag: &str) -> &str {
    match tag.to_ascii_lowercase().as_str() {
        "zh-hant" | "zh-hant-tw" | "zh-hant-hk" | "zh-hk" => "zh-TW",
        "zh-hans" | "zh-hans-cn" => "zh-CN",
        _ => tag,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_finds_its_locale_or_the_nearest() {
        let cases = [
            ("ja", "ja-JP"),
            ("ja-JP", "ja-JP"),
            ("en", "en-US"),
            ("en-GB", "en-GB"),
            ("de-LI", "de-DE"),
            ("zh-Hant", "zh-TW"),
            ("tlh", "en-US"),
            ("", "en-US"),
        ];
        for (tag, expected) in cases {
            let locales = of_language(tag);
            assert_eq!(locales.code.0, expected, "{tag}");
            assert!(locales.files.iter().any(|file| file.lang.as_ref() == Some(&locales.code)), "{tag}");
        }
    }
}

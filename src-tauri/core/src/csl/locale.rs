//! The words that styles print by language, from the locale files of the CSL project.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{Locale, LocaleCode, LocalizedTerm};

/// Every locale that is bundled. Decoding them takes longer than formatting an article.
static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(hayagriva::archive::locales);

/// The locales that have been asked for, by tag: an article whose citations change asks again at every key.
static ASKED: Mutex<BTreeMap<String, Arc<Locales>>> = Mutex::new(BTreeMap::new());

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
pub(super) fn of_language(tag: &str) -> Arc<Locales> {
    let mut asked = ASKED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(locales) = asked.get(tag) {
        return Arc::clone(locales);
    }
    if asked.len() >= MOST_TAGS {
        asked.clear();
    }
    let locales = Arc::new(Locales::read(tag));
    asked.insert(tag.to_owned(), Arc::clone(&locales));
    locales
}

/// How many tags are remembered: while one is being typed, each letter makes another.
const MOST_TAGS: usize = 32;

impl Locales {
    fn read(tag: &str) -> Self {
        let code = code(tag);
        let file = |code: &LocaleCode| LOCALES.iter().find(|file| file.lang.as_ref() == Some(code)).cloned();
        let (english, own) = (file(&LocaleCode::en_us()), file(&code).filter(|_| code != LocaleCode::en_us()));
        let mut files: Vec<_> = own.into_iter().chain(english).collect();
        hasten(&mut files);
        Self { code, files }
    }
}

/// Puts the terms first that the formatter looks for at every date and name: it goes through all before them, and through
/// a whole file where the next one has the term. That took a tenth of its time. What it finds stays the same.
fn hasten(files: &mut [Locale]) {
    use OtherTerm::{Accessed, Ad, And, Bc, CloseQuote, EtAl, NoDate, OpenQuote};
    const FREQUENT: [OtherTerm; 8] = [Ad, Bc, And, EtAl, OpenQuote, CloseQuote, NoDate, Accessed];
    let mut later: Vec<LocalizedTerm> = Vec::new();
    for terms in files.iter_mut().rev().filter_map(|file| file.terms.as_mut()) {
        let all = std::mem::take(&mut terms.terms);
        let (mut first, rest): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|term| matches!(term.name, Term::Other(name) if FREQUENT.contains(&name)));
        let lacks = |term: &&LocalizedTerm| !first.iter().any(|own| own.name == term.name && own.form == term.form);
        let lacking: Vec<_> = later.iter().filter(lacks).cloned().collect();
        first.extend(lacking);
        later.clone_from(&first);
        terms.terms = first;
        terms.terms.extend(rest);
    }
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
    fn hastened_files_say_the_same() {
        for code in LOCALES.iter().filter_map(|file| file.lang.as_ref()) {
            let hastened = Locales::read(&code.0);
            let hastened: Vec<_> = hastened.files.iter().collect();
            let english = LOCALES.iter().find(|file| file.lang.as_ref() == Some(&LocaleCode::en_us()));
            let own = LOCALES.iter().find(|file| file.lang.as_ref() == Some(code));
            let plain: Vec<_> = own.into_iter().chain(english).collect();
            let asked = plain.iter().filter_map(|file| file.terms.as_ref()).flat_map(|terms| &terms.terms);
            for LocalizedTerm { name, form, .. } in asked {
                let found = |files: &[&Locale]| files.iter().find_map(|file| file.term(*name, *form).cloned());
                assert_eq!(found(&hastened), found(&plain), "{code:?} {name:?}");
            }
        }
    }

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

//! `kiku check --fix`: the repairs that no writer would want otherwise, in the files themselves.

use std::collections::{BTreeMap, BTreeSet};

use kiku_core::diagnostic::{Fix, TextEdit};
use kiku_core::lines::Lines;
use kiku_core::source::{PublicationPath, slug_of};
use kiku_core::{Diagnostic, Language, Message};
use kiku_disk::{History, Loaded, Origin, SaveError, read_text, save_text, state_folder};

use crate::{output, report};

/// A repair may make room for another, as in nested blocks. More rounds than these would be repairs that undo each other.
const MAX_ROUNDS: usize = 20;

/// Repairs what is certain in the loaded texts, saves the files that differ and tells of each repair.
///
/// # Errors
/// Where a file cannot be saved, or is not as it was loaded. It is then left as it is; those before it are saved.
pub(crate) fn run(loaded: &mut Loaded, language: Language) -> anyhow::Result<()> {
    let before = loaded.snapshot.texts.clone();
    let mut notes: BTreeMap<PublicationPath, Vec<String>> = BTreeMap::new();
    for _ in 0..MAX_ROUNDS {
        let diagnostics = kiku_core::check(&loaded.snapshot);
        let mut repaired = false;
        for of_file in diagnostics.chunk_by(|a, b| a.file == b.file) {
            let file = &of_file[0].file;
            let Some(text) = loaded.snapshot.texts.get_mut(file) else { continue };
            let chosen = without_overlaps(of_file);
            if chosen.is_empty() {
                continue;
            }
            let lines = Lines::new(text);
            let note = |(found, fix): &(&Diagnostic, &Fix)| {
                let line = lines.position(text, found.span.start).line;
                format!("{line}: {} [{}]", fix.label.text(language), found.code)
            };
            notes.entry(file.clone()).or_default().extend(chosen.iter().map(note));
            *text = applied(text, &chosen);
            repaired = true;
        }
        if !repaired {
            break;
        }
    }
    // Repairs stand whether they can be kept or not.
    let history = state_folder().and_then(|state| History::start(&state, |_, _| ()).ok());
    let saved = notes.iter().try_for_each(|(file, notes)| {
        save(loaded, file, &before[file])?;
        history.iter().for_each(|history| remember(history, loaded, file, &before[file]));
        let path = report::shown_path(loaded, file);
        output::note(&notes.iter().map(|note| format!("{path}:{note}\n")).collect::<String>());
        anyhow::Ok(())
    });
    history.iter().for_each(History::stop);
    saved?;
    let repairs = notes.values().map(Vec::len).sum();
    output::note(&format!("{}\n", summary(repairs, notes.len()).text(language)));
    Ok(())
}

/// The certain repairs of one file that leave each other's places alone. The others have their turn in the next round.
fn without_overlaps(diagnostics: &[Diagnostic]) -> Vec<(&Diagnostic, &Fix)> {
    let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
    let certain = diagnostics.iter().filter_map(|found| Some((found, found.fix.as_ref().filter(|fix| fix.certain)?)));
    certain
        .filter(|(_, fix)| {
            let touches = |edit: &TextEdit| {
                let before = taken.range(..=(edit.span.end, usize::MAX)).next_back();
                before.is_some_and(|&(_, end)| end >= edit.span.start)
            };
            let is_free = !fix.edits.iter().any(touches);
            if is_free {
                taken.extend(fix.edits.iter().map(|edit| (edit.span.start, edit.span.end)));
            }
            is_free
        })
        .collect()
}

fn applied(text: &str, chosen: &[(&Diagnostic, &Fix)]) -> String {
    let mut edits: Vec<_> = chosen.iter().flat_map(|(_, fix)| &fix.edits).collect();
    edits.sort_by_key(|edit| edit.span);
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        result.push_str(&text[at..edit.span.start]);
        result.push_str(&edit.text);
        at = edit.span.end;
    }
    result + &text[at..]
}

fn save(loaded: &Loaded, file: &str, before: &str) -> anyhow::Result<()> {
    let path = loaded.file(file);
    let on_disk = read_text(&path)?;
    if on_disk.text != before {
        return Err(SaveError::Changed { path, found: Some(on_disk.fingerprint) }.into());
    }
    save_text(&path, &loaded.snapshot.texts[file], on_disk.format, Some(on_disk.fingerprint))?;
    Ok(())
}

/// Keeps an article in the history as it was and as it is now.
fn remember(history: &History, loaded: &Loaded, file: &str, before: &str) {
    let Some(slug) = slug_of(file) else { return };
    let archive = history.of(&loaded.root);
    for (origin, text) in [(Origin::Found, before), (Origin::Saved, &loaded.snapshot.texts[file])] {
        let text = text.to_owned();
        archive.keep(slug, origin, "", move || text);
    }
}

fn summary(repairs: usize, files: usize) -> Message {
    if repairs == 0 {
        return Message::new("Nothing to repair.", "直すところはありません。");
    }
    let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    Message::new(
        format!("{} in {}.", plural(repairs, "repair"), plural(files, "file")),
        format!("{files}個のファイルで{repairs}か所を直しました。"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changes_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let article = folder.path().join("a/article.md");
        std::fs::create_dir(folder.path().join("a")).unwrap();
        std::fs::write(&article, ":::note\na\n").unwrap();
        let mut loaded = kiku_disk::load(folder.path()).unwrap();
        std::fs::write(&article, ":::note\nanother\n").unwrap();
        let error = run(&mut loaded, Language::En).unwrap_err();
        assert!(matches!(error.downcast_ref(), Some(SaveError::Changed { .. })), "{error:?}");
        assert_eq!(std::fs::read_to_string(&article).unwrap(), ":::note\nanother\n");
    }
}

use kiku_core::{Asset, Font, Unreadable};
use kiku_disk::{Code, load};

use crate::folder::Folder;

const PNG_3_X_2: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\x02\0\0\0";

/// A manifest as Kiku writes it. Other programs have files of this name, which mark nothing.
const MANIFEST: &[u8] = b"{\n  \"generator\": \"Kiku\",\n  \"files\": {}\n}\n";

fn publication() -> Folder {
    Folder::with(&[
        ("publication.toml", "title = \"菊\""),
        ("sources.json", "[]"),
        ("market/article.md", "市場"),
        ("market/notes.md", "not an article"),
        ("market/images/a.svg", "<svg viewBox='0 0 40 30'/>"),
        ("tea/article.md", "茶"),
    ])
}

fn texts(folder: &Folder, path: &str) -> Vec<String> {
    load(&folder.at(path)).unwrap().snapshot.texts.into_keys().collect()
}

#[test]
fn a_publication_is_its_settings_references_articles_and_images() {
    let folder = publication();
    folder.write("market/images/photo.PNG", PNG_3_X_2);
    let loaded = load(&folder.path()).unwrap();
    assert_eq!(loaded.root, folder.path());
    assert_eq!(loaded.slug(), None);
    let texts: Vec<_> = loaded.snapshot.texts.keys().map(String::as_str).collect();
    assert_eq!(texts, ["market/article.md", "publication.toml", "sources.json", "tea/article.md"]);
    let assets: Vec<_> = loaded.snapshot.assets.iter().map(|(path, asset)| (path.as_str(), asset.size)).collect();
    assert_eq!(assets, [("market/images/a.svg", Some((40, 30))), ("market/images/photo.PNG", Some((3, 2)))]);
    assert_eq!(load(&folder.at("publication.toml")).unwrap().snapshot, loaded.snapshot);
}

#[test]
fn an_article_is_loaded_with_the_publication_around_it() {
    let folder = publication();
    for path in ["market", "market/article.md"] {
        assert_eq!(texts(&folder, path), ["market/article.md", "publication.toml", "sources.json"]);
        let loaded = load(&folder.at(path)).unwrap();
        assert_eq!((loaded.root.clone(), loaded.slug()), (folder.path(), Some("market")));
    }
}

#[test]
fn an_article_without_publication_stands_alone() {
    let folder = publication();
    folder.remove("publication.toml");
    let mut loaded = load(&folder.at("market")).unwrap();
    assert_eq!(loaded.snapshot.texts.keys().collect::<Vec<_>>(), ["market/article.md"]);
    assert_eq!(loaded.snapshot.assets.len(), 1);
    assert_eq!(loaded.watched_folder(), folder.at("market"));
    folder.write("tea/images/b.png", PNG_3_X_2);
    folder.write("market/images/b.png", PNG_3_X_2);
    assert_eq!(loaded.refresh(&[folder.at("tea"), folder.at("market/images/b.png")]).unwrap(), ["market/images/b.png"]);
    loaded.refresh(&[folder.path()]).unwrap();
    assert_eq!(loaded.snapshot, load(&folder.at("market")).unwrap().snapshot);
}

#[test]
fn a_folder_with_articles_is_a_publication_without_settings() {
    let folder = publication();
    folder.remove("publication.toml");
    assert_eq!(texts(&folder, ""), ["market/article.md", "sources.json", "tea/article.md"]);
}

#[test]
fn what_is_no_publication_is_an_error_with_a_code() {
    let folder = Folder::with(&[("notes.md", ""), ("a/b/article.md", "")]);
    assert_eq!(load(&folder.path()).unwrap_err().code(), Code::NotAPublication);
    assert_eq!(load(&folder.at("notes.md")).unwrap_err().code(), Code::NotAPublication);
    assert_eq!(load(&folder.at("none")).unwrap_err().code(), Code::NotFound);
}

#[test]
fn texts_lose_their_byte_order_mark_and_carriage_returns() {
    let folder = publication();
    folder.write("tea/article.md", "\u{FEFF}一\r\n二\n".as_bytes());
    assert_eq!(load(&folder.path()).unwrap().snapshot.article("tea"), Some("一\n二\n"));
}

#[test]
fn a_text_that_is_not_utf8_is_listed_with_its_place() {
    let folder = publication();
    folder.write("tea/article.md", b"ok \x83J");
    let loaded = load(&folder.path()).unwrap();
    assert_eq!(loaded.snapshot.article("tea"), None);
    assert_eq!(loaded.snapshot.unreadable["tea/article.md"], Unreadable::NotUtf8 { valid_up_to: 3 });
}

#[test]
fn a_text_beyond_the_limit_is_listed_as_too_large() {
    let folder = publication();
    let limit = 16 * 1024 * 1024;
    folder.write("sources.json", &vec![b' '; usize::try_from(limit).unwrap() + 1]);
    assert_eq!(load(&folder.path()).unwrap().snapshot.unreadable["sources.json"], Unreadable::TooLarge { limit });
}

#[test]
fn other_tools_folders_and_exports_are_skipped() {
    let folder = publication();
    for path in [".git/a.json", "node_modules/p/package.json", "cache/a.json", "site/images/x.svg", ".hidden.png"] {
        folder.write(path, b"");
    }
    folder.write("cache/CACHEDIR.TAG", b"");
    folder.write("site/manifest.json", MANIFEST);
    let mut loaded = load(&folder.path()).unwrap();
    assert_eq!((loaded.snapshot.texts.len(), loaded.snapshot.assets.len()), (4, 1));
    let inside = ["site/images/x.svg", "cache/a.json", ".git/a.json"].map(|path| folder.at(path));
    assert!(loaded.refresh(&inside).unwrap().is_empty());
}

#[test]
fn names_in_nfc_and_nfd_are_different_files() {
    let folder = publication();
    let (nfc, nfd) = ("images/\u{30AC}.png", "images/\u{30AB}\u{3099}.png");
    folder.write(nfc, PNG_3_X_2);
    folder.write(nfd, b"");
    let assets = load(&folder.path()).unwrap().snapshot.assets;
    assert_eq!(assets.get(nfc).and_then(|asset| asset.size), Some((3, 2)));
    assert_eq!(assets.get(nfd), Some(&Asset::default()));
}

#[test]
fn fonts_are_known_by_what_they_are_and_followed() {
    let folder = publication();
    let font = [b"wOF2\0\x01\0\0".as_slice(), &48u32.to_be_bytes(), &[0; 36]].concat();
    folder.write("fonts/a.woff2", &font);
    folder.write("fonts/b.TTF", b"<html>");
    let mut loaded = load(&folder.path()).unwrap();
    assert_eq!(loaded.snapshot.fonts.get("fonts/a.woff2"), Some(&Font::Usable));
    assert_eq!(loaded.snapshot.fonts.get("fonts/b.TTF"), Some(&Font::Broken));
    assert!(!loaded.snapshot.assets.contains_key("fonts/a.woff2"), "no article can show it");
    let fonts = [folder.at("fonts")];
    assert_eq!(loaded.refresh(&fonts).unwrap().len(), 2, "the first time they count as new");
    assert_eq!(loaded.refresh(&fonts).unwrap().len(), 0);
    folder.write("fonts/a.woff2", &font[..40]);
    std::fs::remove_file(folder.at("fonts/b.TTF")).unwrap();
    assert_eq!(loaded.refresh(&fonts).unwrap(), ["fonts/a.woff2", "fonts/b.TTF"]);
    assert_eq!(loaded.snapshot.fonts, [("fonts/a.woff2".to_owned(), Font::Broken)].into());
}

#[test]
fn bibliographies_and_citation_styles_are_read_and_followed() {
    let folder = publication();
    folder.write("own.csl", b"<style/>");
    folder.write("sources.bib", b"@book{a, title={A}}");
    let mut loaded = load(&folder.path()).unwrap();
    assert_eq!(loaded.snapshot.texts["own.csl"], "<style/>");
    folder.write("own.csl", b"<style></style>");
    folder.write("sources.bib", b"@book{a, title={B}}");
    let changed = loaded.refresh(&["own.csl", "sources.bib"].map(|path| folder.at(path))).unwrap();
    assert_eq!(changed, ["own.csl", "sources.bib"]);
    assert_eq!(loaded.snapshot.texts["own.csl"], "<style></style>");
}

#[test]
fn a_refresh_tells_what_is_new_different_or_gone() {
    let folder = publication();
    let mut loaded = load(&folder.path()).unwrap();
    folder.write("tea/article.md", "新茶".as_bytes());
    folder.write("bread/article.md", b"");
    folder.remove("sources.json");
    let paths = ["tea/article.md", "bread", "sources.json", "market/article.md"].map(|path| folder.at(path));
    let changed = loaded.refresh(&paths).unwrap();
    assert_eq!(changed, ["bread/article.md", "sources.json", "tea/article.md"]);
    assert_eq!(loaded.snapshot, load(&folder.path()).unwrap().snapshot);
    assert!(loaded.refresh(&[folder.path()]).unwrap().iter().all(|path| path.starts_with("market/images/")));
}

#[test]
fn a_renamed_folder_moves_its_article() {
    let folder = publication();
    let mut loaded = load(&folder.path()).unwrap();
    std::fs::rename(folder.at("tea"), folder.at("green-tea")).unwrap();
    let changed = loaded.refresh(&[folder.at("tea"), folder.at("green-tea")]).unwrap();
    assert_eq!(changed, ["green-tea/article.md", "tea/article.md"]);
    assert_eq!(loaded.snapshot, load(&folder.path()).unwrap().snapshot);
}

#[test]
fn a_file_touched_or_written_again_is_no_change() {
    let folder = publication();
    let mut loaded = load(&folder.path()).unwrap();
    let paths = [folder.at("tea/article.md"), folder.at("market/images/a.svg")];
    loaded.refresh(&paths).unwrap();
    folder.write("tea/article.md", "茶".as_bytes());
    folder.write("market/images/a.svg", b"<svg viewBox='0 0 40 30'/>");
    assert!(loaded.refresh(&paths).unwrap().is_empty());
    folder.write("market/images/a.svg", b"<svg viewBox='0 0 40 30'> </svg>");
    assert_eq!(loaded.refresh(&paths).unwrap(), ["market/images/a.svg"], "redrawn in the same size");
}

#[test]
fn a_folder_that_becomes_an_export_leaves_the_publication() {
    let folder = publication();
    folder.write("site/logo.png", PNG_3_X_2);
    let mut loaded = load(&folder.path()).unwrap();
    folder.write("site/manifest.json", MANIFEST);
    assert_eq!(loaded.refresh(&[folder.at("site/manifest.json")]).unwrap(), ["site/logo.png"]);
}

#[cfg(unix)]
mod links {
    use super::*;

    #[test]
    fn links_out_of_the_publication_are_not_followed() {
        let outside = Folder::with(&[("secret.json", "secret"), ("article.md", "secret"), ("a.png", "secret")]);
        let folder = publication();
        folder.link("secret.json", outside.at("secret.json"));
        folder.link("images/a.png", outside.at("a.png"));
        folder.link("linked", outside.path());
        folder.link("images/up", "../..");
        let snapshot = load(&folder.path()).unwrap().snapshot;
        assert_eq!(snapshot.unreadable.into_iter().collect::<Vec<_>>(), [("secret.json".to_owned(), Unreadable::Io)]);
        assert_eq!((snapshot.texts.len(), snapshot.assets.len()), (4, 1));
    }

    #[test]
    fn links_within_the_publication_are_followed_and_kept_current() {
        let folder = publication();
        folder.link("coffee/article.md", "../drafts/coffee.txt");
        folder.write("drafts/coffee.txt", b"one");
        let mut loaded = load(&folder.path()).unwrap();
        assert_eq!(loaded.snapshot.article("coffee"), Some("one"));
        folder.write("drafts/coffee.txt", b"two");
        assert_eq!(loaded.refresh(&[folder.at("drafts/coffee.txt")]).unwrap(), ["coffee/article.md"]);
        assert_eq!(loaded.snapshot.article("coffee"), Some("two"));
        assert_eq!(load(&folder.at("coffee/article.md")).unwrap().slug(), Some("coffee"));
    }

    #[test]
    fn broken_and_circular_links_are_listed_as_unreadable() {
        let folder = publication();
        folder.link("a/article.md", "gone.md");
        folder.link("b/article.md", "article.md");
        folder.link("market/loop", "..");
        let snapshot = load(&folder.path()).unwrap().snapshot;
        assert_eq!(snapshot.unreadable.keys().collect::<Vec<_>>(), ["a/article.md", "b/article.md"]);
    }

    #[test]
    fn a_pipe_is_not_read() {
        let folder = publication();
        std::process::Command::new("mkfifo").arg(folder.at("pipe.json")).status().unwrap();
        assert_eq!(load(&folder.path()).unwrap().snapshot.unreadable["pipe.json"], Unreadable::Io);
    }
}

use kiku_core::Language;
use kiku_disk::{Code, create_publication, create_sample, load};

use crate::folder::Folder;

#[test]
fn a_new_publication_has_settings_an_article_and_a_portrait() {
    let folder = Folder::new();
    let title = "菊 \"digest\" \\ {title}\n";
    let made = create_publication(&folder.at("new"), title, Language::Ja).unwrap();
    assert_eq!(made, folder.at("new"));
    let loaded = load(&made).unwrap();
    assert_eq!(loaded.snapshot.slugs().collect::<Vec<_>>(), ["first-article"]);
    assert_eq!(loaded.snapshot.assets["personas/kiku.svg"].size, Some((96, 96)));
    let settings: toml::Table = toml::from_str(&loaded.snapshot.texts["publication.toml"]).unwrap();
    assert_eq!(settings["title"].as_str(), Some(title));
    assert!(!loaded.snapshot.article("first-article").unwrap().contains("{date}"));
}

#[test]
fn a_new_publication_has_no_diagnostics() {
    for language in [Language::Ja, Language::En] {
        let folder = Folder::new();
        create_publication(&folder.path(), "菊", language).unwrap();
        assert_eq!(kiku_core::check(&load(&folder.path()).unwrap().snapshot), []);
    }
}

#[test]
fn a_folder_with_anything_in_it_is_refused() {
    for path in ["notes.txt", "manifest.json"] {
        let folder = Folder::with(&[(path, "")]);
        let before = folder.files();
        let error = create_publication(&folder.path(), "菊", Language::En).unwrap_err();
        assert_eq!(error.code(), Code::ForeignFiles);
        assert_eq!(folder.files(), before);
    }
}

#[test]
fn the_sample_is_copied_whole_and_opens_without_a_problem() {
    let folder = Folder::new();
    let made = create_sample(&folder.at("sample")).unwrap();
    let loaded = load(&made).unwrap();
    let original = load(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../articles").as_path()).unwrap();
    assert_eq!(loaded.snapshot.slugs().collect::<Vec<_>>(), original.snapshot.slugs().collect::<Vec<_>>());
    let picture = "washi-paper/images/texture.png";
    assert_eq!(std::fs::read(loaded.file(picture)).unwrap(), std::fs::read(original.file(picture)).unwrap());
    assert_eq!(create_sample(&made).unwrap_err().code(), Code::ForeignFiles);
}

use crate::program::Folder;

#[test]
fn a_new_publication_is_clean_and_can_be_exported() {
    let folder = Folder::with(&[]);
    for (name, title) in [("ja", "菊ダイジェスト"), ("en", "Digest")] {
        folder.kiku(&["new", name, "--title", title]).assert().code(0).stderr_eq("");
        folder.kiku(&["check", name, "--deny", "warnings"]).assert().code(0);
        let site = format!("{name}-site");
        let refused = "kiku: no article is published, so nothing was written; [..]\n";
        folder
            .kiku(&["export", name, "--out", &site])
            .assert()
            .code(2)
            .stderr_eq(format!("1 article stayed [..]\n{refused}"));
        folder.kiku(&["export", name, "--out", &site, "--drafts"]).assert().code(0);
        assert!(folder.read(&format!("{name}-site/index.html")).contains(title));
    }
}

#[test]
fn it_is_written_in_the_titles_language_the_asked_one_or_the_systems() {
    let folder = Folder::with(&[]);
    let language = |name: &str| folder.read(&format!("{name}/publication.toml")).contains("language = \"ja\"");
    folder.kiku(&["new", "a", "--title", "菊ダイジェスト"]).assert().code(0);
    folder.kiku(&["new", "b", "--title", "菊ダイジェスト", "--lang", "en"]).assert().code(0);
    folder.kiku(&["new", "c", "--title", "Digest"]).env("LC_ALL", "ja_JP.UTF-8").assert().code(0);
    folder.kiku(&["new", "d", "--title", "Digest"]).assert().code(0);
    assert_eq!(["a", "b", "c", "d"].map(language), [true, false, true, false]);
}

#[test]
fn a_folder_with_files_is_left_alone() {
    let folder = Folder::with(&[("digest/notes.txt", "mine")]);
    folder.kiku(&["new", "digest", "--title", "菊"]).assert().code(2);
    assert_eq!(std::fs::read_dir(folder.at("digest")).unwrap().count(), 1);
    folder.kiku(&["new", "other"]).assert().code(2);
}

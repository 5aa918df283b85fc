use std::fs;
use std::path::{Path, PathBuf};

use crate::program::{CLEAN, CLEAN_ARTICLE, Folder, STATE};

/// Every `href` and `src` of a page that points to a file of the bundle.
fn local_links(html: &str) -> impl Iterator<Item = &str> {
    let values = ["href=\"", "src=\""].into_iter().flat_map(|name| html.split(name).skip(1));
    let values = values.filter_map(|rest| rest.split('"').next()?.split(['#', '?']).next());
    values.filter(|link| !link.is_empty() && !link.contains(':'))
}

/// The HTML files at any depth.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let below = |path: PathBuf| if path.is_dir() { pages(&path) } else { vec![path] };
    entries.flat_map(below).filter(|path| path.extension().is_some_and(|extension| extension == "html")).collect()
}

#[test]
fn a_site_is_complete_and_its_links_lead_to_its_files() {
    let folder = Folder::with(CLEAN);
    folder.write("digest/tea/images/cup.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'/>");
    folder.write("digest/tea/images/unused.svg", "<svg/>");
    folder.write("digest/tea/article.md", &format!("{CLEAN_ARTICLE}\n![茶碗](images/cup.svg)\n"));
    folder
        .kiku(&["export", "digest", "--out", "site"])
        .assert()
        .code(0)
        .stdout_eq("Wrote [..] files to site ([..] kB).\n");
    assert!(folder.read("site/tea/index.html").contains("茶の湯"));
    assert!(folder.at("site/tea/images/cup.svg").is_file());
    assert!(!folder.at("site/tea/images/unused.svg").exists(), "only the images used");
    let pages = pages(&folder.at("site"));
    assert!(pages.len() >= 2);
    for page in pages {
        let html = fs::read_to_string(&page).unwrap();
        for link in local_links(&html) {
            assert!(page.parent().unwrap().join(link).is_file(), "{link} in {}", page.display());
        }
    }
}

#[test]
fn a_second_export_replaces_the_first() {
    let folder = Folder::with(CLEAN);
    folder.kiku(&["export", "digest", "--out", "site"]).assert().code(0);
    fs::rename(folder.at("digest/tea"), folder.at("digest/coffee")).unwrap();
    folder.kiku(&["export", "digest", "--out", "site"]).assert().code(0);
    assert!(folder.at("site/coffee/index.html").is_file() && !folder.at("site/tea").exists());
    assert_eq!(fs::read_dir(folder.at(".")).unwrap().count(), 2, "nothing is left beside the site");
}

#[test]
fn one_article_is_exported_alone() {
    let folder = Folder::with(CLEAN);
    folder.write("digest/coffee/article.md", CLEAN_ARTICLE);
    folder.kiku(&["export", "digest/tea", "--out", "site", "--format", "site"]).assert().code(0);
    assert!(folder.at("site/tea/index.html").is_file() && !folder.at("site/coffee").exists());
}

#[test]
fn a_folder_with_foreign_files_is_refused() {
    let folder = Folder::with(CLEAN);
    folder.write("site/mine.txt", "mine");
    let stderr = "kiku: [..]site holds files that Kiku did not write (mine.txt). Nothing was changed; [..]\n";
    folder.kiku(&["export", "digest", "--out", "site"]).assert().code(2).stderr_eq(stderr);
    assert_eq!(folder.read("site/mine.txt"), "mine");
    folder.kiku(&["export", "digest", "--out", "digest"]).assert().code(2);
    folder.kiku(&["export", "digest", "--out", "."]).assert().code(2);
}

#[test]
fn problems_are_shown_and_written_unless_they_are_denied() {
    let folder = Folder::with(CLEAN);
    folder.write("digest/tea/article.md", &format!("{CLEAN_ARTICLE}\n:::mystery\n中身\n:::\n"));
    let export = ["export", "digest", "--out", "site"];
    let denied = folder.kiku(&export).args(["--deny", "warnings"]).assert().code(1);
    denied.stdout_eq("").stderr_eq("warning[unknown-block]: [..]\n...\n0 errors, 1 warning. Nothing was written.\n");
    assert!(!folder.at("site").exists());
    folder.kiku(&export).args(["--deny", "errors"]).assert().code(0);
    folder.kiku(&export).assert().code(0).stderr_eq("warning[unknown-block]: [..]\n...\n");
    assert!(folder.read("site/tea/index.html").contains("中身"), "nothing the author wrote disappears");
}

#[test]
fn only_published_articles_leave_unless_they_are_asked_for() {
    let folder = Folder::with(CLEAN);
    folder.write("digest/coffee/article.md", &CLEAN_ARTICLE.replace("status: published", "status: review"));
    let said = "1 article stayed behind that is not published: coffee (review). --drafts takes them along.\n";
    folder.kiku(&["export", "digest", "--out", "site"]).assert().code(0).stderr_eq(said);
    assert!(folder.at("site/tea").is_dir() && !folder.at("site/coffee").exists());
    folder.kiku(&["export", "digest", "--out", "site", "--drafts"]).assert().code(0).stderr_eq("");
    assert!(folder.at("site/tea").is_dir() && folder.at("site/coffee").is_dir());
    folder.kiku(&["export", "digest", "--out", "site", "--only", "coffee"]).assert().code(0).stderr_eq("");
    assert!(!folder.at("site/tea").exists() && folder.at("site/coffee").is_dir());
    let unknown = "kiku: there is no article cofee\n";
    folder.kiku(&["export", "digest", "--out", "site", "--only", "cofee"]).assert().code(2).stderr_eq(unknown);
}

/// The names of the files that an archive holds, and their bytes.
fn packed(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut files = Vec::new();
    for number in 0..archive.len() {
        let mut file = archive.by_index(number).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
        files.push((file.name().to_owned(), bytes));
    }
    files
}

#[test]
fn an_archive_holds_the_site_and_is_the_same_every_time() {
    let folder = Folder::with(CLEAN);
    folder.kiku(&["export", "digest", "--out", "site"]).assert().code(0);
    for name in ["a.zip", "b.zip"] {
        let stdout = format!("Wrote {name} ([..] kB).\n");
        folder.kiku(&["export", "digest", "--format", "zip", "--out", name]).assert().code(0).stdout_eq(stdout);
    }
    assert_eq!(fs::read(folder.at("a.zip")).unwrap(), fs::read(folder.at("b.zip")).unwrap());
    let files = packed(&folder.at("a.zip"));
    assert!(files.iter().any(|(name, _)| name == "manifest.json"));
    for (name, bytes) in files {
        assert_eq!(fs::read(folder.at("site").join(&name)).unwrap(), bytes, "{name}");
    }
}

#[test]
fn a_book_says_first_what_it_is() {
    let folder = Folder::with(CLEAN);
    folder.kiku(&["export", "digest", "--format", "epub", "--out", "book.epub"]).assert().code(0);
    let files = packed(&folder.at("book.epub"));
    assert_eq!(files[0], ("mimetype".to_owned(), b"application/epub+zip".to_vec()));
    assert!(files.iter().any(|(name, _)| name == "EPUB/tea/index.xhtml"));
}

#[test]
fn an_article_becomes_one_file_and_several_become_a_folder_of_such() {
    let folder = Folder::with(CLEAN);
    folder.write("digest/tea/images/cup.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'/>");
    folder.write("digest/tea/article.md", &format!("{CLEAN_ARTICLE}\n![茶碗](images/cup.svg)\n"));
    folder.kiku(&["export", "digest/tea", "--format", "page", "--out", "tea.html"]).assert().code(0);
    let html = folder.read("tea.html");
    assert!(html.contains("src=\"data:image/svg+xml;base64,PHN2Zy") && html.contains("<style>"));
    assert_eq!(local_links(&html).next(), None, "nothing beside it is needed");
    folder.write("digest/coffee/article.md", CLEAN_ARTICLE);
    let refused = "kiku: There are several articles, [..]\n";
    folder.kiku(&["export", "digest", "--format", "page", "--out", "all.html"]).assert().code(2).stderr_eq(refused);
    folder.kiku(&["export", "digest", "--format", "page", "--out", "pages"]).assert().code(0);
    assert!(folder.at("pages/tea.html").is_file() && folder.at("pages/coffee.html").is_file());
}

#[test]
fn plain_markdown_is_written_and_what_it_cannot_say_is_told() {
    let folder = Folder::with(CLEAN);
    folder.write("digest/tea/images/cup.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'/>");
    folder.write("digest/tea/article.md", &format!("{CLEAN_ARTICLE}\n{{茶碗|ちゃわん}}![茶碗](images/cup.svg)\n"));
    let export = folder.kiku(&["export", "digest", "--format", "markdown", "--out", "plain"]).assert().code(0);
    let told = "In plain Markdown, boxes are headings, quotes and lists (2).\n\
                In plain Markdown, readings stand in brackets (1).\n";
    export.stderr_eq(told).stdout_eq("Wrote 2 files to plain (1 kB).\n");
    let text = folder.read("plain/tea/index.md");
    assert!(text.contains("茶碗（ちゃわん）![茶碗](images/cup.svg)") && text.starts_with("# 茶の湯\n"), "{text}");
    assert!(folder.at("plain/tea/images/cup.svg").is_file());
}

#[test]
fn articles_become_data_and_only_data_of_kiku_is_replaced() {
    let folder = Folder::with(CLEAN);
    folder.write("digest/sources.json", "[]");
    let export = |out: &str| folder.kiku(&["export", "digest", "--format", "json", "--out", out]).assert();
    for _ in 0..2 {
        export("digest/model.json").code(0).stdout_eq("Wrote digest/model.json ([..] kB).\n");
    }
    let model: serde_json::Value = serde_json::from_str(&folder.read("digest/model.json")).unwrap();
    assert_eq!(model["articles"][0]["title"], "茶の湯");
    assert_eq!(model["articles"][0]["citations"][0]["sources"][0]["id"], "cha");
    export("digest/sources.json").code(2);
    assert_eq!(folder.read("digest/sources.json"), "[]");
}

#[test]
fn a_text_of_the_publication_is_never_the_target() {
    let folder = Folder::with(CLEAN);
    for out in ["digest/tea/article.md", "digest/publication.toml", "digest"] {
        folder.kiku(&["export", "digest", "--format", "zip", "--out", out]).assert().code(2);
    }
    assert_eq!(folder.read("digest/tea/article.md"), CLEAN_ARTICLE);
}

/// An export reads the publication and writes elsewhere, so it waits for nobody and disturbs nobody.
#[test]
fn an_export_leaves_a_publication_that_another_program_writes_as_it_is() {
    let folder = Folder::with(CLEAN);
    let root = dunce::canonicalize(folder.at("digest")).unwrap();
    let _lock = kiku_disk::claim(&folder.at(STATE), &root, "Kiku").unwrap();
    for out in ["site", "digest/site"] {
        folder.kiku(&["export", "digest", "--out", out]).assert().code(0);
        assert!(folder.at(out).join("index.html").is_file());
    }
    for (path, text) in CLEAN {
        assert_eq!(folder.read(path), *text);
    }
    let names = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names: std::collections::BTreeSet<_> = names.collect();
    assert_eq!(names.into_iter().collect::<Vec<_>>(), ["publication.toml", "site", "tea"]);
}

#[test]
fn networks_are_given_the_cover_else_a_card() {
    let folder = Folder::with(CLEAN);
    let settings = "title = \"菊ダイジェスト\"\nlanguage = \"ja\"\nbase_url = \"https://example.org/\"\n";
    folder.write("digest/publication.toml", settings);
    let export = || drop(folder.kiku(&["export", "digest", "--out", "site"]).assert().code(0));
    let image = |page: &str| {
        let html = folder.read(page);
        let (_, rest) = html.split_once("property=\"og:image\" content=\"").unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    export();
    for card in ["card.png", "tea/card.png"] {
        let bytes = fs::read(folder.at("site").join(card)).unwrap();
        assert_eq!(&bytes[1..4], b"PNG");
        assert_eq!(&bytes[16..24], [0, 0, 0x04, 0xb0, 0, 0, 0x02, 0x76], "1200 by 630");
    }
    assert_eq!(image("site/tea/index.html"), "https://example.org/tea/card.png");
    assert_eq!(image("site/index.html"), "https://example.org/card.png");
    folder.kiku(&["verify", "site"]).assert().code(0);

    let with_cover = CLEAN_ARTICLE.replacen("---\n", "---\ncover:\n  image: cup.png\n  alt: 茶碗\n", 1);
    folder.write_bytes("digest/tea/cup.png", &fs::read(folder.at("site/card.png")).unwrap());
    folder.write("digest/tea/article.md", &with_cover);
    export();
    assert!(!folder.at("site/tea/card.png").exists());
    assert_eq!(image("site/tea/index.html"), "https://example.org/tea/cup.png");

    folder.write("digest/publication.toml", &format!("{settings}[export]\nsocial_cards = false\n"));
    export();
    assert!(!folder.at("site/card.png").exists());
    assert_eq!(image("site/index.html"), "");
}

#[test]
fn a_title_that_no_font_has_is_told_with_what_helps() {
    let folder = Folder::with(CLEAN);
    folder
        .write("digest/publication.toml", "title = \"Kiku\"\nlanguage = \"ja\"\nbase_url = \"https://example.org/\"\n");
    // A letter that is too new for fonts.
    folder.write("digest/tea/article.md", &CLEAN_ARTICLE.replace("茶の湯", "\u{16d43}"));
    let export = folder.kiku(&["export", "digest", "--out", "site"]).assert().code(0);
    export.stderr_eq("[..] no font of this computer has [..]\n");
}

use std::fs;

use crate::program::{CLEAN, CLEAN_ARTICLE, Folder};

/// A publication with a page that has something of everything, exported as a site.
fn exported() -> Folder {
    let folder = Folder::with(CLEAN);
    folder.write("digest/tea/images/cup.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'/>");
    folder.write(
        "digest/tea/article.md",
        &format!("{CLEAN_ARTICLE}\n![茶碗](images/cup.svg) [上へ](#なぜ湯を待つのか)\n"),
    );
    folder.kiku(&["export", "digest", "--out", "site"]).assert().code(0);
    folder
}

#[test]
fn every_format_is_found_to_be_in_order() {
    let folder = exported();
    folder.kiku(&["verify", "site"]).assert().code(0).stdout_eq("[..] files, [..] of them pages: 0 findings.\n");
    for (format, out) in [("zip", "site.zip"), ("epub", "book.epub"), ("page", "tea.html"), ("page", "pages")] {
        folder.kiku(&["export", "digest", "--format", format, "--out", out]).assert().code(0);
        folder.kiku(&["verify", out]).assert().code(0).stdout_eq("[..]: 0 findings.\n");
    }
}

#[test]
fn whatever_readers_would_stumble_over_is_found() {
    let cases = [
        ("images/cup.svg\"", "images/gone.svg\"", "broken-link"),
        ("href=\"#なぜ", "href=\"#だから", "broken-anchor"),
        ("src=\"images/cup.svg\"", "src=\"https://example.org/cup.svg\"", "third-party"),
        ("src=\"images/cup.svg\"", "src=\"file:///home/cup.svg\"", "local-address"),
        ("src=\"images/cup.svg\"", "src=\"../../cup.svg\"", "local-address"),
        ("<main", "<script>1</script><main", "inline-script"),
        ("http-equiv=\"Content-Security-Policy\"", "name=\"x\"", "no-policy"),
    ];
    let folder = exported();
    let html = folder.read("site/tea/index.html");
    for (good, bad, code) in cases {
        let good = good.replace("#なぜ", "#%E3%81%AA%E3%81%9C");
        assert!(html.contains(&good), "{good}");
        folder.write("site/tea/index.html", &html.replacen(&good, bad, 1));
        let output = folder.kiku(&["verify", "site", "--format", "json"]).assert().code(1).get_output().stdout.clone();
        let findings: Vec<serde_json::Value> = serde_json::from_slice(&output).unwrap();
        let codes: Vec<_> = findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect();
        assert!(codes.contains(&code) && codes.contains(&"changed-file"), "{code}: {codes:?}");
        assert!(findings.iter().all(|finding| finding["file"] == "tea/index.html"), "{findings:?}");
    }
}

#[test]
fn files_are_whole_and_are_what_the_manifest_says() {
    let folder = exported();
    folder.write("site/tea/images/cup.svg", "<svg>");
    fs::remove_file(folder.at("site/404.html")).unwrap();
    folder.write("site/mine.txt", "not Kiku's, and nobody's business");
    let stdout = "404.html: [missing-file] The file is missing.\n\
                  tea/images/cup.svg: [broken-image] The image cannot be shown.\n[..] files, [..] of them pages: 2 findings.\n";
    folder.kiku(&["verify", "site"]).assert().code(1).stdout_eq(stdout);
}

#[test]
fn what_is_no_bundle_is_said_to_be_none() {
    let folder = exported();
    for path in ["digest", "digest/publication.toml"] {
        let stderr = format!("kiku: {path} is nothing that Kiku exported.\n");
        folder.kiku(&["verify", path]).assert().code(2).stderr_eq(stderr);
    }
}

#[test]
fn a_publication_that_uses_everything_in_odd_ways_is_in_order_in_every_format() {
    let folder = Folder::with(&[]);
    let stress = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/stress");
    for (format, out) in [("site", "site"), ("zip", "site.zip"), ("epub", "book.epub"), ("page", "pages")] {
        folder.kiku(&["export", stress, "--format", format, "--out", out]).assert().code(0);
        folder.kiku(&["verify", out]).assert().code(0).stdout_eq("[..]: 0 findings.\n");
    }
}

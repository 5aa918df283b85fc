use crate::program::{CLEAN, Folder};

#[test]
fn an_article_is_printed_as_a_fragment() {
    let folder = Folder::with(CLEAN);
    let output = folder.kiku(&["render", "digest/tea/article.md"]).output().unwrap();
    let html = String::from_utf8(output.stdout).unwrap();
    assert!(html.contains("<h2 id=\"なぜ湯を待つのか\">") && !html.contains("<html"), "{html}");
}

#[test]
fn standard_input_is_an_article_too() {
    let folder = Folder::with(&[("a.md", "**a**\r\nb")]);
    let from_file = folder.kiku(&["render", "a.md"]).output().unwrap().stdout;
    let from_input = folder.kiku(&["render", "-"]).stdin("\u{FEFF}**a**\r\nb").output().unwrap().stdout;
    assert_eq!(from_file, from_input);
    assert!(String::from_utf8(from_file).unwrap().contains("<strong>a</strong>"));
}

#[test]
fn raw_output_is_plain_commonmark() {
    let folder = Folder::with(&[]);
    let text = "# a\n\n<b onclick=\"x()\">b</b>\n";
    folder
        .kiku(&["render", "-", "--raw"])
        .stdin(text)
        .assert()
        .code(0)
        .stdout_eq("<h1>a</h1>\n<p><b onclick=\"x()\">b</b></p>\n");
    let safe = folder.kiku(&["render", "-"]).stdin(text).output().unwrap();
    assert!(!String::from_utf8(safe.stdout).unwrap().contains("onclick"));
}

#[test]
fn what_cannot_be_read_ends_with_2() {
    let folder = Folder::with(&[]);
    folder.write_bytes("sjis.md", b"ok \x83J");
    let stderr = "kiku: sjis.md is not UTF-8 text (byte 4). Nothing was changed; [..]\n";
    folder.kiku(&["render", "sjis.md"]).assert().code(2).stdout_eq("").stderr_eq(stderr);
    folder.kiku(&["render", "-"]).stdin(b"ok \x83J".to_vec()).assert().code(2).stdout_eq("");
    folder.kiku(&["render", "none.md"]).assert().code(2);
    folder.kiku(&["render", "."]).assert().code(2);
}

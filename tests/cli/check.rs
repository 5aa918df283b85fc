use std::collections::BTreeSet;

use serde_json::Value;

use crate::program::{CLEAN, CLEAN_ARTICLE, Folder, STATE};

/// Articles with one mistake each: the file, the code, and the text that is marked.
const MISTAKES: &[(&str, &str, &str, &str)] = &[
    ("persona", "unknown-persona", ":::commentary{by=nobody}\n言葉\n:::\n", "nobody"),
    ("reference", "unknown-reference", "本文の引用[@nowhere, p. 3]。\n", "nowhere"),
    ("block", "unknown-block", ":::mystery\n中身\n:::\n", "mystery"),
    ("unclosed", "unclosed-block", ":::qa[問い]\n答え\n", ":::qa[問い]"),
    ("image", "missing-image", "![港](images/none.png)\n", ""),
];

fn broken() -> Folder {
    let folder = Folder::with(CLEAN);
    for (slug, _, text, _) in MISTAKES {
        folder.write(&format!("digest/{slug}/article.md"), &format!("{CLEAN_ARTICLE}\n{text}"));
    }
    folder.write("digest/date/article.md", &CLEAN_ARTICLE.replace("2026-02-28", "2026-02-31"));
    folder.write("digest/bare/article.md", "## 題も前書きもない\n\n本文\n");
    folder.write_bytes("digest/sjis/article.md", b"\x83J\x83^\n");
    folder
}

fn json(folder: &Folder, arguments: &[&str]) -> Vec<Value> {
    let output = folder.kiku(&[&["check", "--format", "json"], arguments].concat()).output().unwrap();
    assert!(output.stderr.is_empty());
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_publication_without_problems_is_clean() {
    let folder = Folder::with(CLEAN);
    folder.kiku(&["check", "digest"]).assert().code(0).stdout_eq("No problems.\n").stderr_eq("");
    folder.kiku(&["check", "digest", "--deny", "warnings"]).assert().code(0);
    folder.kiku(&["check", "digest", "--lang", "ja"]).assert().code(0).stdout_eq("問題はありません。\n");
    folder.kiku(&["check", "digest", "--format", "json"]).assert().code(0).stdout_eq("[]\n");
}

#[test]
fn every_mistake_is_found_at_its_place() {
    let folder = broken();
    let found = json(&folder, &["digest"]);
    for (slug, code, _, marked) in MISTAKES {
        let file = format!("{slug}/article.md");
        let text = folder.read(&format!("digest/{file}"));
        let is_it = |diagnostic: &&Value| diagnostic["file"] == file.as_str() && diagnostic["code"] == *code;
        let span = &found.iter().find(is_it).unwrap_or_else(|| panic!("{code} is missing"))["span"];
        let number = |name: &str| usize::try_from(span[name].as_u64().unwrap()).unwrap();
        let (start, end) = (number("start"), number("end"));
        assert!(text[start..end].contains(marked), "{code} marks {:?}", &text[start..end]);
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        assert_eq!(number("line"), before.matches('\n').count() + 1, "{code}");
        assert_eq!(number("column"), text[line_start..start].chars().count() + 1, "{code}");
    }
    for (file, code) in
        [("date/article.md", "bad-date"), ("bare/article.md", "missing-front-matter"), ("sjis/article.md", "not-utf8")]
    {
        assert!(found.iter().any(|diagnostic| diagnostic["file"] == file && diagnostic["code"] == code), "{code}");
    }
    assert!(!found.iter().any(|diagnostic| diagnostic["file"] == "tea/article.md"), "the clean article stays clean");
}

#[test]
fn json_has_exactly_the_promised_fields() {
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    for diagnostic in json(&broken(), &["digest"]) {
        assert_eq!(keys(&diagnostic), names(&["file", "code", "severity", "message", "hint", "span", "fix"]));
        assert_eq!(keys(&diagnostic["span"]), names(&["start", "end", "line", "column"]));
        assert!(diagnostic["severity"] == "error" || diagnostic["severity"] == "warning");
        assert!(diagnostic["hint"].is_string() || diagnostic["hint"].is_null());
    }
}

#[test]
fn people_see_the_line_with_the_place_marked() {
    let folder = broken();
    folder.kiku(&["check", "digest/persona"]).assert().code(1).stdout_eq(
        "\
...
error[unknown-persona]: [..]
  --> digest/persona/article.md:[..]:18
   |
[..] | :::commentary{by=nobody}
   |                  ^^^^^^
...
",
    );
}

#[test]
fn marks_stand_below_wide_characters() {
    let folder = broken();
    folder.kiku(&["check", "digest/reference"]).assert().code(1).stdout_eq(
        "\
...
  --> digest/reference/article.md:[..]:8
   |
[..] | 本文の引用[@nowhere, p. 3]。
   |             ^^^^^^^
...
",
    );
}

#[test]
fn of_a_line_without_end_only_what_is_around_the_mark_is_shown() {
    let folder = Folder::with(CLEAN);
    let long = "とても長い行。".repeat(20_000);
    folder.write("digest/tea/article.md", &format!("{CLEAN_ARTICLE}\n{long}[@nowhere]。{long}\n"));
    let output = folder.kiku(&["check", "digest"]).assert().code(1).get_output().stdout.clone();
    let output = String::from_utf8(output).unwrap();
    let place = output.lines().skip_while(|line| !line.contains("unknown-reference")).nth(1).unwrap();
    // The column is that of the line, not of what is shown of it.
    assert!(place.ends_with(&format!(":{}", 7 * 20_000 + 3)), "{place}");
    assert!(output.contains("長い行。[@nowhere]。とても"), "{output}");
    assert!(output.len() < 100_000, "{} bytes", output.len());
}

#[test]
fn messages_speak_the_asked_language() {
    let folder = broken();
    let output = folder.kiku(&["check", "digest/persona", "--lang", "ja"]).assert().code(1);
    output.stdout_eq("...\nエラー[unknown-persona]: [..]\n...\nエラー [..] 件、警告 [..] 件。\n");
    let output = folder.kiku(&["check", "digest/persona"]).env("LC_ALL", "ja_JP.UTF-8").assert().code(1);
    output.stdout_eq("...\nエラー[unknown-persona]: [..]\n...\nエラー [..] 件、警告 [..] 件。\n");
    let message = |lang: &str| json(&folder, &["digest/persona", "--lang", lang])[0]["message"].clone();
    assert_ne!(message("ja"), message("en"));
}

#[test]
fn what_is_denied_ends_with_1() {
    let folder = Folder::with(CLEAN);
    folder.write("digest/tea/article.md", &format!("{CLEAN_ARTICLE}\n:::mystery\n中身\n:::\n"));
    let severity = json(&folder, &["digest"])[0]["severity"].clone();
    assert_eq!(severity, "warning", "an unknown block is only a warning");
    folder.kiku(&["check", "digest"]).assert().code(0);
    folder.kiku(&["check", "digest", "--deny", "warnings"]).assert().code(1);
    folder.write("digest/tea/article.md", &format!("{CLEAN_ARTICLE}\n[@nowhere]\n"));
    folder.kiku(&["check", "digest"]).assert().code(1);
    folder.kiku(&["check", "digest", "--format", "json"]).assert().code(1);
}

#[test]
fn one_article_is_checked_without_the_others() {
    let folder = broken();
    folder.kiku(&["check", "digest/tea"]).assert().code(0);
    folder.kiku(&["check", "digest/tea/article.md"]).assert().code(0);
}

#[test]
fn json_holds_the_repair() {
    let folder = Folder::with(CLEAN);
    folder.write("digest/tea/article.md", &format!("{CLEAN_ARTICLE}\n:::note\n中身\n"));
    let found = json(&folder, &["digest", "--lang", "ja"]);
    let fix = &found.iter().find(|found| found["code"] == "unclosed-block").unwrap()["fix"];
    let at = CLEAN_ARTICLE.len() + "\n:::note\n中身".len();
    let edits = serde_json::json!([{ "start": at, "end": at, "text": "\n:::" }]);
    assert_eq!(*fix, serde_json::json!({ "label": "ブロックを閉じる", "certain": true, "edits": edits }));
}

#[test]
fn certain_repairs_are_made_and_told() {
    let folder = Folder::with(CLEAN);
    let start = format!("\u{FEFF}{CLEAN_ARTICLE}\n").replace('\n', "\r\n");
    let body = "::::details[a]\r\n:::note\r\nin the the hall\r\n::::\r\n\r\n:::qoute\r\n本をを読む\r\n";
    folder.write("digest/tea/article.md", &format!("{start}{body}"));
    let line = start.matches('\n').count();
    folder.kiku(&["check", "digest", "--fix"]).assert().stderr_eq(format!(
        "digest/tea/article.md:{}: Close the block [misnested-block]\n\
         digest/tea/article.md:{}: Remove the second one [repeated-word]\n\
         digest/tea/article.md:{}: Close the block [unclosed-block]\n\
         digest/tea/article.md:{}: Remove the second one [repeated-word]\n4 repairs in 1 file.\n",
        line + 2,
        line + 3,
        line + 6,
        line + 7,
    ));
    let body = "::::details[a]\r\n:::note\r\nin the hall\r\n:::\r\n::::\r\n\r\n:::qoute\r\n本を読む\r\n:::\r\n";
    assert_eq!(folder.read("digest/tea/article.md"), format!("{start}{body}"), "a guess is left to a person");
    folder.kiku(&["check", "digest", "--fix"]).assert().stderr_eq("Nothing to repair.\n");
    let history = kiku_disk::History::start(&folder.at(STATE), |_, _| ()).unwrap();
    let archive = history.of(&dunce::canonicalize(folder.at("digest")).unwrap());
    assert_eq!(archive.kept("tea").unwrap().snapshots.len(), 2, "what it was, and what was repaired");
    assert!(archive.text("tea", 1).unwrap().contains("in the the hall"));
}

#[test]
fn repairs_that_touch_are_made_one_after_the_other() {
    let folder = Folder::with(CLEAN);
    folder.write("digest/tea/article.md", &format!("{CLEAN_ARTICLE}\n:::::note\n::::tip\n:::note\na\n"));
    let told = folder.kiku(&["check", "digest", "--fix", "--lang", "ja"]).assert();
    told.stderr_eq("[..]: ブロックを閉じる [unclosed-block]\n...\n1個のファイルで3か所を直しました。\n");
    let left = json(&folder, &["digest"]);
    assert!(!left.iter().any(|found| found["fix"]["certain"] == true), "{left:?}");
    let text = folder.read("digest/tea/article.md");
    assert!(text.ends_with("\n:::::note\n::::tip\n:::note\na\n:::\n::::\n:::::\n"), "{text}");
}

#[test]
fn checking_changes_nothing() {
    let folder = broken();
    folder.kiku(&["check", "digest"]).assert().code(1);
    assert_eq!(std::fs::read(folder.at("digest/sjis/article.md")).unwrap(), b"\x83J\x83^\n");
}

#[test]
fn a_publication_that_another_program_writes_is_not_repaired() {
    let folder = Folder::with(CLEAN);
    let text = format!("{CLEAN_ARTICLE}\n:::note\nopen\n");
    folder.write("digest/tea/article.md", &text);
    let root = dunce::canonicalize(folder.at("digest")).unwrap();
    let lock = kiku_disk::claim(&folder.at(STATE), &root, "Kiku").unwrap();
    let refused = folder.kiku(&["check", "digest", "--fix"]).assert().code(2);
    let told = String::from_utf8(refused.get_output().stderr.clone()).unwrap();
    assert!(told.contains("is open in Kiku") && told.contains("Nothing was changed"), "{told}");
    assert_eq!(folder.read("digest/tea/article.md"), text);
    folder.kiku(&["check", "digest"]).assert().code(1);
    drop(lock);
    folder.kiku(&["check", "digest", "--fix"]).assert().code(0);
    assert_ne!(folder.read("digest/tea/article.md"), text);
}

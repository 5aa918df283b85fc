use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use crate::program::{CLEAN, CLEAN_ARTICLE, Folder};

/// Long, because a busy machine may be slow; a line is awaited, never slept for.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running `kiku watch` and the lines it prints, to both streams.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(folder: &Folder, out: &str) -> Self {
        let mut command = folder.command(&["watch", "digest", "--out", out]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        forward(child.stdout.take().unwrap(), sender.clone());
        forward(child.stderr.take().unwrap(), sender);
        let watch = Self { child, lines };
        watch.expect("Wrote");
        watch.expect("Watching digest. Ctrl+C ends.");
        watch
    }

    fn expect(&self, start: &str) {
        let line = self.lines.recv_timeout(PATIENCE).unwrap();
        assert!(line.starts_with(start), "{line}");
    }
}

fn forward(stream: impl Read + Send + 'static, lines: Sender<String>) {
    let stream = BufReader::new(stream);
    std::thread::spawn(move || stream.lines().map_while(Result::ok).try_for_each(|line| lines.send(line)));
}

impl Drop for Watch {
    fn drop(&mut self) {
        // A test that failed must not leave a program behind; one that ended by itself is no failure.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_saved_article_is_exported_again() {
    let folder = Folder::with(CLEAN);
    let watch = Watch::start(&folder, "site");
    folder.write("digest/tea/article.md", &CLEAN_ARTICLE.replace("茶の湯", "新しい題"));
    watch.expect("Wrote");
    assert!(folder.read("site/tea/index.html").contains("新しい題"));
    folder.write("digest/coffee/article.md", &CLEAN_ARTICLE.replace("茶の湯", "珈琲"));
    while !folder.at("site/coffee/index.html").exists() {
        watch.expect("Wrote");
    }
}

#[test]
fn a_site_inside_the_publication_does_not_wake_the_watch() {
    let folder = Folder::with(CLEAN);
    let watch = Watch::start(&folder, "digest/site");
    // Renamed into its place: a file that is emptied and then written may be seen twice.
    folder.write("new.md", &CLEAN_ARTICLE.replace("茶の湯", "新しい題"));
    std::fs::rename(folder.at("new.md"), folder.at("digest/tea/article.md")).unwrap();
    watch.expect("Wrote");
    let quiet = watch.lines.recv_timeout(Duration::from_millis(500));
    assert!(quiet.is_err(), "exported again without a change: {quiet:?}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_with_0() {
    let folder = Folder::with(CLEAN);
    let mut watch = Watch::start(&folder, "site");
    let status = std::process::Command::new("kill").args(["-INT", &watch.child.id().to_string()]).status().unwrap();
    assert!(status.success());
    assert_eq!(watch.child.wait().unwrap().code(), Some(0));
    assert!(folder.at("site/index.html").is_file());
}

#[test]
fn a_watch_goes_on_after_an_export_that_failed() {
    let folder = Folder::with(CLEAN);
    let watch = Watch::start(&folder, "site");
    // Somebody's file stands where the new article's folder would.
    folder.write("site/coffee", "mine");
    folder.write("digest/coffee/article.md", CLEAN_ARTICLE);
    watch.expect("kiku: ");
    std::fs::remove_file(folder.at("site/coffee")).unwrap();
    folder.write("digest/tea/article.md", &CLEAN_ARTICLE.replace("茶の湯", "二"));
    watch.expect("Wrote");
    assert!(folder.read("site/tea/index.html").contains("<h1>二</h1>"));
}

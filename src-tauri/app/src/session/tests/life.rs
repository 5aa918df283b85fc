//! Whatever a writer and the programs around them do with two articles, in whatever order: no word goes but by a decision.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

/// The whole takes a few seconds with this many.
const CASES: u32 = 24;

const SLUGS: [&str; 2] = ["a", "b"];
const LAST: &str = "最後の行";

#[derive(Clone, Copy, Debug)]
enum Deed {
    /// Type a line, at the start of the body or at its end.
    Type {
        article: usize,
        at_end: bool,
    },
    Save {
        article: usize,
    },
    /// Another program adds a line; the session looks at once, or whenever it hears of it.
    Outside {
        article: usize,
        at_end: bool,
        looks: bool,
    },
    KeepMine {
        article: usize,
    },
    TakeDisk {
        article: usize,
    },
    /// The program dies and starts again; every draft is put back into its article.
    Crash,
    Export,
}

fn deed() -> impl Strategy<Value = Deed> {
    let one = 0..SLUGS.len();
    prop_oneof![
        6 => (one.clone(), any::<bool>()).prop_map(|(article, at_end)| Deed::Type { article, at_end }),
        3 => one.clone().prop_map(|article| Deed::Save { article }),
        3 => (one.clone(), any::<bool>(), any::<bool>())
            .prop_map(|(article, at_end, looks)| Deed::Outside { article, at_end, looks }),
        1 => one.clone().prop_map(|article| Deed::KeepMine { article }),
        1 => one.prop_map(|article| Deed::TakeDisk { article }),
        2 => Just(Deed::Crash),
        1 => Just(Deed::Export),
    ]
}

/// The words that must still be somewhere, as a writer counts them.
#[derive(Default)]
struct Words {
    /// Typed in the editor, and not given up since.
    mine: BTreeSet<String>,
    /// Written by another program, and not given up since.
    theirs: BTreeSet<String>,
}

struct Life {
    desk: Desk,
    words: [Words; 2],
    /// Makes every line another one.
    next: usize,
}

/// The text with a line more.
fn with_line(text: &str, line: &str, at_end: bool) -> String {
    let end = text.rfind(LAST).unwrap();
    let start = text.find("---\n\n").unwrap() + "---\n\n".len();
    let (before, after) = text.split_at(if at_end { end } else { start });
    format!("{before}{line}\n\n{after}")
}

fn kept(words: &BTreeSet<String>, text: &str) -> BTreeSet<String> {
    words.iter().filter(|word| text.contains(&**word)).cloned().collect()
}

impl Life {
    fn begin() -> Self {
        let body = format!("最初の行\n\n中の行\n\n中の行\n\n{LAST}");
        let desk = Desk::with(&SLUGS.map(|slug| (slug, body.as_str())));
        SLUGS.iter().for_each(|slug| drop(desk.open_article(slug)));
        Self { desk, words: Default::default(), next: 0 }
    }

    fn line(&mut self, slug: &str) -> String {
        self.next += 1;
        format!("{slug}{}。", self.next)
    }

    fn on_disk(&self, slug: &str) -> String {
        self.desk.read(&format!("{slug}/article.md"))
    }

    fn take(&mut self, deed: Deed) {
        match deed {
            Deed::Type { article, at_end } => self.type_line(article, at_end),
            Deed::Save { article } => self.save(SLUGS[article]),
            Deed::Outside { article, at_end, looks } => self.outside(article, at_end, looks),
            Deed::KeepMine { article } => {
                let slug = SLUGS[article];
                let _ = self.desk.ask(|reply| Event::ResolveConflict { slug: slug.into(), keep: Keep::Mine, reply });
                let mine = self.desk.open_article(slug).text;
                self.words[article].theirs = kept(&self.words[article].theirs, &mine);
            }
            Deed::TakeDisk { article } => {
                let slug = SLUGS[article];
                let _ = self.desk.ask(|reply| Event::ResolveConflict { slug: slug.into(), keep: Keep::Disk, reply });
                let disk = self.on_disk(slug);
                self.words[article].mine = kept(&self.words[article].mine, &disk);
            }
            Deed::Crash => self.crash(),
            Deed::Export => self.export(),
        }
    }

    fn type_line(&mut self, article: usize, at_end: bool) {
        let slug = SLUGS[article];
        let line = self.line(slug);
        self.words[article].mine.insert(line.clone());
        loop {
            let opened = self.desk.open_article(slug);
            let after = with_line(&opened.text, &line, at_end);
            let at = opened.text.chars().zip(after.chars()).take_while(|(one, other)| one == other).count();
            let common: String = opened.text.chars().take(at).collect();
            let insert = &after[common.len()..after.len() - (opened.text.len() - common.len())];
            let at = u32::try_from(common.encode_utf16().count()).unwrap();
            // What another program wrote may arrive between the two.
            if let EditAnswer::Applied { .. } = self.desk.edit(slug, opened.update.version, &[(at, at, insert)]) {
                return;
            }
        }
    }

    fn save(&self, slug: &str) {
        let before = self.desk.open_article(slug);
        let saved = self.desk.save(slug, before.update.version);
        // Without unsaved work nothing is written, whatever the file has become meanwhile.
        if before.dirty && matches!(saved, Ok(SaveAnswer::Saved { .. })) {
            assert_eq!(self.on_disk(slug), self.desk.open_article(slug).text, "saved");
        }
    }

    fn outside(&mut self, article: usize, at_end: bool, looks: bool) {
        let slug = SLUGS[article];
        let line = self.line(slug);
        let path = format!("{slug}/article.md");
        self.desk.write(&path, with_line(&self.on_disk(slug), &line, at_end));
        self.words[article].theirs.insert(line);
        if looks {
            let (done, looked) = oneshot::channel();
            self.desk.session.tell(Event::FilesChanged { paths: vec![self.desk.path(&path)], done });
            looked.blocking_recv().unwrap();
        }
    }

    /// What the journal holds at this moment is all that the next start finds.
    fn crash(&mut self) {
        self.desk.ask(|reply| Event::Recovery(RecoveryEvent::Drafts { reply })).unwrap();
        let recovery = self.desk.state.path().join("recovery");
        let journals: Vec<_> = fs::read_dir(&recovery)
            .into_iter()
            .flatten()
            .map(|entry| entry.unwrap().path())
            .map(|path| (path.clone(), fs::read(path).unwrap()))
            .collect();
        self.desk.session.stop();
        if !journals.is_empty() {
            fs::remove_dir_all(&recovery).unwrap();
            fs::create_dir(&recovery).unwrap();
        }
        journals.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
        self.desk.restart();
        let drafts = self.desk.ask(|reply| Event::Recovery(RecoveryEvent::Drafts { reply })).unwrap();
        for draft in drafts {
            let (slug, text) = (draft.slug.clone(), draft.text.clone());
            self.desk.open_article(&slug);
            self.desk.ask(|reply| Event::ReplaceText { slug, text, reply }).unwrap();
            self.desk.ask(|reply| Event::Recovery(RecoveryEvent::Forget { draft: draft.id, reply })).unwrap();
            // The person saw both and took this one.
            let words = &mut self.words[SLUGS.iter().position(|slug| *slug == draft.slug).unwrap()];
            words.theirs = kept(&words.theirs, &draft.text);
        }
    }

    fn export(&self) {
        let out = tempfile::tempdir().unwrap();
        self.desk.export(&out.path().join("site")).unwrap();
        for (slug, words) in SLUGS.iter().zip(&self.words) {
            let page = fs::read_to_string(out.path().join(format!("site/{slug}/index.html"))).unwrap();
            assert_eq!(kept(&words.mine, &page), words.mine, "exported");
        }
    }

    fn check(&self) {
        for (slug, words) in SLUGS.iter().zip(&self.words) {
            let (disk, editor) = (self.on_disk(slug), self.desk.open_article(slug).text);
            for text in [&disk, &editor] {
                assert!(text.starts_with("---\ntitle: 朝\n") && text.ends_with(&format!("{LAST}\n")), "mixed: {text}");
                let lines = text.lines().filter(|line| line.ends_with('。'));
                assert!(lines.clone().all(|line| line.starts_with(slug)), "words of another article: {text}");
                assert_eq!(lines.clone().collect::<BTreeSet<_>>().len(), lines.count(), "twice: {text}");
            }
            assert_eq!(kept(&words.mine, &editor), words.mine, "of {slug}, where the file holds\n{disk}");
            let anywhere = editor + &disk;
            assert_eq!(kept(&words.theirs, &anywhere), words.theirs, "of another program, in {slug}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::with_cases(CASES) })]

    #[test]
    fn no_word_goes_but_by_a_decision(deeds in prop::collection::vec(deed(), 1..20)) {
        let mut life = Life::begin();
        for deed in deeds {
            life.take(deed);
            life.check();
        }
    }
}

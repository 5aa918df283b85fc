//! Finding and replacing in all articles: shown, open behind it, and closed.

use super::*;
use crate::wire::{FoundArticle, ReplaceException};

fn query(words: &str) -> FindQuery {
    FindQuery { words: words.into(), ..FindQuery::default() }
}

/// What one counts of an answer: places and articles beside the shown one, skipped places.
type Tally = (u32, u32, u32);

impl Desk {
    fn find(&self, query: FindQuery) -> FindAnswer {
        self.ask(|reply| Event::Find(FindEvent::Find { query, reply })).unwrap()
    }

    fn found(&self, words: &str) -> (u32, Vec<FoundArticle>) {
        match self.find(query(words)) {
            FindAnswer::Found { search, articles, .. } => (search, articles),
            other => panic!("{other:?}"),
        }
    }

    fn replace(
        &self,
        search: u32,
        with: &str,
        except: Vec<ReplaceException>,
        shown: Option<(&str, u32)>,
    ) -> ReplaceAnswer {
        let shown = shown.map(|(slug, version)| ShownArticle { slug: slug.into(), version });
        let request = ReplaceRequest { search, with: with.into(), except, shown };
        self.ask(|reply| Event::Find(FindEvent::Replace { request, reply })).unwrap()
    }

    fn take_back(&self, shown: Option<(&str, u32)>) -> ReplaceAnswer {
        let shown = shown.map(|(slug, version)| ShownArticle { slug: slug.into(), version });
        self.ask(|reply| Event::Find(FindEvent::TakeBack { shown, reply })).unwrap()
    }
}

fn tally(answer: &ReplaceAnswer) -> Tally {
    match answer {
        ReplaceAnswer::Replaced { places, articles, skipped, .. } => (*places, *articles, *skipped),
        other => panic!("{other:?}"),
    }
}

#[test]
fn words_are_found_in_files_and_in_unsaved_texts_with_the_words_around_them() {
    let desk = Desk::with(&[("a", "𠮷の市場へ"), ("b", "何もない"), ("c", "朝市")]);
    desk.open_article("c");
    desk.type_at_start("c", 0, "市場 市場\n");
    let (_, articles) = desk.found("市場");
    let counts: Vec<(&str, u32)> = articles.iter().map(|article| (article.slug.as_str(), article.matches)).collect();
    assert_eq!(counts, [("a", 1), ("c", 2)]);
    let found = &articles[0].shown[0];
    assert_eq!((found.before.as_str(), found.words.as_str(), found.after.as_str()), ("𠮷の", "市場", "へ"));
    assert_eq!((found.start.line, found.start.character, found.end.character), (5, 3, 5));
    assert_eq!(found.replacement, None);
    let shown = desk.find(FindQuery { replacement: Some("$1い".into()), regex: true, ..query("(市)場") });
    assert!(
        matches!(shown, FindAnswer::Found { articles, .. } if articles[0].shown[0].replacement.as_deref() == Some("市い"))
    );
    assert!(matches!(desk.find(FindQuery { regex: true, ..query("(") }), FindAnswer::Refused { .. }));
}

#[test]
fn replacing_reaches_closed_open_and_unsaved_articles_and_is_taken_back() {
    let desk = Desk::with(&[("closed", "市場と市場"), ("open", "市場"), ("shown", "市場"), ("unsaved", "市場")]);
    for slug in ["open", "unsaved", "shown"] {
        desk.open_article(slug);
    }
    desk.type_at_start("unsaved", 0, "市場\n");
    let before = ["closed", "open", "shown", "unsaved"].map(|slug| desk.read(&format!("{slug}/article.md")));
    let (search, _) = desk.found("市場");
    let answer = desk.replace(search, "いちば", vec![], Some(("shown", 0)));
    assert_eq!(tally(&answer), (5, 3, 0));
    let ReplaceAnswer::Replaced { changes, unsaved, failures, .. } = answer else { panic!() };
    assert_eq!((changes.len(), unsaved, failures), (1, vec!["unsaved".to_owned()], vec![]));
    assert_eq!(desk.read("closed/article.md"), before[0].replace("市場", "いちば"));
    assert_eq!(desk.read("open/article.md"), before[1].replace("市場", "いちば"), "nothing else was unsaved");
    assert_eq!(desk.read("shown/article.md"), before[2], "the window changes it");
    assert_eq!(desk.read("unsaved/article.md"), before[3], "other work is unsaved there");
    assert!(desk.open_article("unsaved").text.starts_with("いちば\n"));

    let changes: Vec<(u32, u32, &str)> = changes.iter().map(|c| (c.from, c.to, c.insert.as_str())).collect();
    desk.edit("shown", 0, &changes);
    let back = desk.take_back(Some(("shown", 1)));
    assert_eq!(tally(&back), (5, 3, 0));
    assert!(matches!(&back, ReplaceAnswer::Replaced { changes, .. } if changes[0].insert == "市場"));
    assert_eq!(["closed", "open"].map(|slug| desk.read(&format!("{slug}/article.md"))), [&*before[0], &*before[1]]);
    assert!(desk.open_article("unsaved").text.starts_with("市場\n"));
}

#[test]
fn a_replacement_is_taken_back_in_an_article_that_has_another_name_by_then() {
    let desk = Desk::with(&[("a", "市場"), ("b", "[市場](../a/)")]);
    let (search, _) = desk.found("市場");
    assert_eq!(tally(&desk.replace(search, "いちば", vec![], None)), (2, 2, 0));
    let (slug, to) = ("a".to_owned(), "c".to_owned());
    desk.ask(|reply| Event::Articles(ArticleEvent::RenameArticle { slug, to, shown: None, reply })).unwrap();
    assert_eq!(tally(&desk.take_back(None)), (2, 2, 0));
    assert!(desk.read("c/article.md").contains("\n市場\n") && desk.read("b/article.md").contains("[市場](../c/)"));
}

#[test]
fn what_changed_since_the_search_is_left_alone_and_told() {
    let desk = Desk::with(&[("closed", "one\n\nkeep one"), ("shown", "one")]);
    desk.open_article("shown");
    let (search, _) = desk.found("one");
    desk.write("closed/article.md", article("new\n\nwon\n\nkeep one"));
    desk.type_at_start("shown", 0, "first\n");
    let answer = desk.replace(search, "two", vec![], Some(("shown", 1)));
    assert_eq!(tally(&answer), (1, 1, 1));
    assert_eq!(desk.read("closed/article.md"), article("new\n\nwon\n\nkeep two"));
    assert_eq!(desk.replace(search, "two", vec![], Some(("shown", 0))), ReplaceAnswer::OutOfStep);
    desk.found("two");
    assert_eq!(desk.replace(search, "two", vec![], None), ReplaceAnswer::Gone);
}

#[test]
fn exceptions_and_line_ends_stay() {
    let desk = Desk::with(&[("a", ""), ("b", "x"), ("c", "x")]);
    let bytes = "\u{FEFF}---\r\ntitle: x\r\n---\r\n\r\nx and x\r\n".as_bytes();
    desk.write("a/article.md", bytes);
    desk.open(desk.folder.path(), true).unwrap();
    let end = Instant::now() + DEADLINE;
    let (search, articles) = loop {
        let (search, articles) = desk.found("x");
        if articles.first().is_some_and(|article| article.matches == 3) || Instant::now() > end {
            break (search, articles);
        }
    };
    assert_eq!(articles.len(), 3);
    let except = vec![
        ReplaceException { slug: "a".into(), matches: Some(vec![1]) },
        ReplaceException { slug: "b".into(), matches: None },
    ];
    assert_eq!(tally(&desk.replace(search, "y", except, None)), (3, 2, 0));
    let expected = "\u{FEFF}---\r\ntitle: y\r\n---\r\n\r\nx and y\r\n";
    assert_eq!(fs::read(desk.path("a/article.md")).unwrap(), expected.as_bytes());
    assert_eq!(desk.read("b/article.md"), article("x"));
}

#[test]
fn an_article_that_cannot_be_written_is_told_and_the_others_are_changed() {
    let desk = Desk::with(&[("a", "one"), ("b", "one")]);
    let (search, _) = desk.found("one");
    fs::remove_file(desk.path("a/article.md")).unwrap();
    let answer = desk.replace(search, "two", vec![], None);
    assert_eq!(tally(&answer), (1, 1, 0));
    assert!(
        matches!(&answer, ReplaceAnswer::Replaced { failures, .. } if failures.len() == 1 && failures[0].slug == "a")
    );
    assert_eq!(desk.read("b/article.md"), article("two"));
    assert_eq!(tally(&desk.take_back(None)), (1, 1, 0));
    assert_eq!(desk.read("b/article.md"), article("one"));
}

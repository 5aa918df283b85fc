//! The publication's settings, changed in a form.

use super::*;
use crate::wire::{PublicationSetting, Severity};

const COMMENTED: &str = "# Mine\ntitle = \"菊\" # shown\nlanguage = \"ja\"\n\n[personas.a] # first\n";

fn change(setting: PublicationSetting, from: &str, to: &str) -> PublicationChange {
    PublicationChange { setting, from: from.to_owned(), to: to.to_owned() }
}

fn make(desk: &Desk, changes: Vec<PublicationChange>) -> PublicationAnswer {
    desk.ask(|reply| Event::Publication(PublicationEvent::Change { changes, reply })).unwrap()
}

fn form(desk: &Desk) -> PublicationForm {
    desk.ask(|reply| Event::Publication(PublicationEvent::Form { colours: Theme::Dark, reply })).unwrap()
}

#[test]
fn what_was_filled_in_is_in_the_file_and_on_the_page_and_all_else_stays() {
    let desk = Desk::with(&[("a", "one")]);
    desk.write("publication.toml", COMMENTED);
    let changes = vec![
        change(PublicationSetting::Title, "菊", "秋"),
        change(PublicationSetting::Theme, "", "essay"),
        change(PublicationSetting::Writing, "", "vertical"),
    ];
    assert_eq!(make(&desk, changes), PublicationAnswer::Changed);
    let expected = COMMENTED.replace("菊", "秋").replace("\"ja\"\n", "\"ja\"\ntheme = \"essay\"\n");
    assert_eq!(desk.read("publication.toml"), format!("{expected}\n[export]\nwriting = \"vertical\"\n"));
    assert_eq!(form(&desk).values[&PublicationSetting::Theme], "essay");
    assert!(desk.ask(|reply| Event::Stylesheet { reply }).unwrap().contains("@layer theme"));
}

#[test]
fn what_was_written_elsewhere_meanwhile_is_kept() {
    let desk = Desk::with(&[("a", "one")]);
    desk.write("publication.toml", format!("{SETTINGS}description = \"theirs\"\n"));
    assert_eq!(make(&desk, vec![change(PublicationSetting::Title, "菊", "秋")]), PublicationAnswer::Changed);
    let both = format!("{}description = \"theirs\"\n", SETTINGS.replace("菊", "秋"));
    assert_eq!(desk.read("publication.toml"), both);
    let changes =
        vec![change(PublicationSetting::Title, "秋", "冬"), change(PublicationSetting::Description, "", "mine")];
    assert_eq!(make(&desk, changes), PublicationAnswer::Moved);
    assert_eq!(desk.read("publication.toml"), both, "all of them or none");
}

#[test]
fn a_missing_file_is_made() {
    let desk = Desk::with(&[("a", "one"), ("b", "two")]);
    fs::remove_file(desk.folder.path().join("publication.toml")).unwrap();
    assert_eq!(make(&desk, vec![change(PublicationSetting::Title, "", "菊")]), PublicationAnswer::Changed);
    assert_eq!(desk.read("publication.toml"), "title = \"菊\"\n");
    assert_eq!(form(&desk).values[&PublicationSetting::Title], "菊");
}

#[test]
fn where_one_article_is_open_the_folder_around_it_is_left_alone() {
    let desk = Desk::with(&[("a", "one")]);
    desk.open(&desk.folder.path().join("a/article.md"), false).unwrap();
    assert!(form(&desk).refused.is_some());
    let answer = make(&desk, vec![change(PublicationSetting::Title, "菊", "秋")]);
    assert!(matches!(answer, PublicationAnswer::Refused { .. }));
    assert_eq!(desk.read("publication.toml"), SETTINGS);
}

#[test]
fn a_file_that_cannot_be_read_is_left_alone() {
    let desk = Desk::with(&[("a", "one")]);
    let broken = format!("{SETTINGS}theme = \n");
    for bytes in [broken.as_bytes(), b"title = \"\xff\"\n"] {
        desk.write("publication.toml", bytes);
        let answer = make(&desk, vec![change(PublicationSetting::Title, "菊", "秋")]);
        assert!(matches!(answer, PublicationAnswer::Refused { .. }), "{answer:?}");
        assert!(form(&desk).refused.is_some());
        assert_eq!(fs::read(desk.folder.path().join("publication.toml")).unwrap(), bytes);
    }
}

#[test]
fn what_would_be_wrong_is_told_before_it_is_written() {
    let desk = Desk::with(&[("a", "one")]);
    let changes = vec![
        change(PublicationSetting::BaseUrl, "", "example"),
        change(PublicationSetting::Title, "菊", ""),
        change(PublicationSetting::Theme, "", "manual"),
    ];
    let problems = desk.ask(|reply| Event::Publication(PublicationEvent::Problems { changes, reply })).unwrap();
    let mut found: Vec<_> = problems.iter().map(|problem| (problem.setting, problem.severity)).collect();
    found.sort_by_key(|(setting, _)| *setting);
    assert_eq!(found, [(PublicationSetting::Title, Severity::Warning), (PublicationSetting::BaseUrl, Severity::Error)]);
    assert_eq!(desk.read("publication.toml"), SETTINGS);
}

#[test]
fn a_theme_can_be_looked_at_without_being_chosen() {
    let desk = Desk::with(&[("a", "one")]);
    let names: Vec<_> = form(&desk).themes.into_iter().map(|theme| theme.name).collect();
    assert_eq!(names, ["", "news", "essay", "manual"]);
    let style = |theme: &str| {
        let theme = theme.to_owned();
        desk.ask(|reply| Event::Publication(PublicationEvent::SampleStyle { theme, reply }))
    };
    assert!(style("news").unwrap().contains("@layer theme") && !style("none").unwrap().contains("@layer theme"));
    assert!(style("nope").is_err());
    let sample = |colours: &str| {
        let (theme, colours) = ("news".to_owned(), colours.to_owned());
        desk.ask(|reply| Event::Publication(PublicationEvent::Sample { theme, colours, reply }))
    };
    assert!(sample("dark").unwrap().contains(".kiku/sample.news.css") && sample("\"").is_err());
}

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;

use kiku_core::{Bundle, Card, CardDesign, CardStyle, Colour, Content, Encoding};
use kiku_disk::{Code, LiveBundle, MANIFEST_FILE, Progress, WriteError, Written, verify, write_archive, write_bundle};

use crate::folder::{Folder, files_of};

fn bundle(files: &[(&str, Content)]) -> Bundle {
    Bundle { files: files.iter().map(|(path, content)| ((*path).to_owned(), content.clone())).collect() }
}

fn text(text: &str) -> Content {
    Content::Text(text.to_owned())
}

fn asset(path: &str) -> Content {
    Content::Asset(path.to_owned())
}

fn publication() -> Folder {
    Folder::with(&[("publication.toml", ""), ("a/images/x.svg", "<svg/>")])
}

fn site(words: &str) -> Bundle {
    bundle(&[("index.html", text(words)), ("a/index.html", text("a")), ("a/images/x.svg", asset("a/images/x.svg"))])
}

fn write(bundle: &Bundle, root: &Path, out: &Path) -> Result<Written, WriteError> {
    write_bundle(bundle, root, out, &mut |_| ControlFlow::Continue(()))
}

#[test]
fn a_bundle_is_written_with_its_manifest() {
    let (publication, target) = (publication(), Folder::new());
    let written = write(&site("one"), &publication.path(), &target.at("new/site")).unwrap();
    assert_eq!(written, Written { path: target.at("new/site"), files: 3, bytes: 10, untitled_cards: 0 });
    let files = files_of(&target.at("new/site"));
    assert_eq!(files["index.html"], "one");
    assert_eq!(files["a/images/x.svg"], "<svg/>");
    assert_eq!(files.len(), 4);
    let listed: Vec<_> = files[MANIFEST_FILE].lines().filter_map(|line| line.trim().split_once(": ")).collect();
    let names: Vec<_> = listed.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["\"generator\"", "\"files\"", "\"a/images/x.svg\"", "\"a/index.html\"", "\"index.html\""]);
    assert_eq!(listed[3].1, "\"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb\",");
}

#[test]
fn a_second_export_replaces_the_first_and_leaves_nothing_beside_it() {
    let (publication, target) = (publication(), Folder::new());
    write(&site("one"), &publication.path(), &target.at("site")).unwrap();
    write(&bundle(&[("index.html", text("two"))]), &publication.path(), &target.at("site")).unwrap();
    let files = target.files();
    assert_eq!(files.keys().collect::<Vec<_>>(), ["site/index.html", "site/manifest.json"]);
    assert_eq!(files["site/index.html"], "two");
    assert_eq!(std::fs::read_dir(target.path()).unwrap().count(), 1);
}

#[test]
fn the_same_bundle_gives_the_same_bytes() {
    let (publication, target) = (publication(), Folder::new());
    write(&site("one"), &publication.path(), &target.at("site")).unwrap();
    let first = target.files();
    write(&site("one"), &publication.path(), &target.at("site")).unwrap();
    assert_eq!(target.files(), first);
}

#[test]
fn a_live_bundle_writes_what_differs_and_touches_nothing_else() {
    let (publication, target) = (publication(), Folder::new());
    let written = write(&site("one"), &publication.path(), &target.at("site")).unwrap();
    target.write("site/CNAME", b"mine");
    let mut live = LiveBundle::new(&publication.path(), &written.path).unwrap();
    let times = || {
        ["a/index.html", "CNAME"].map(|path| target.at(&format!("site/{path}")).metadata().unwrap().modified().unwrap())
    };
    let before = times();
    let files =
        bundle(&[("index.html", text("two")), ("a/index.html", text("a")), ("b/c/new.html", text("new"))]).files;
    let gone = ["a/images/x.svg".to_owned()].into();
    assert_eq!(live.update(&files, &gone).unwrap(), 3);
    assert!(live.is_current());
    assert_eq!((times(), live.len()), (before, 3));
    let followed = target.files();
    let clean = bundle(&[("index.html", text("two")), ("a/index.html", text("a")), ("b/c/new.html", text("new"))]);
    write(&clean, &publication.path(), &target.at("clean")).unwrap();
    let clean = files_of(&target.at("clean"));
    assert_eq!(followed.len(), clean.len() + 1);
    assert!(clean.iter().all(|(path, text)| followed.get(&format!("site/{path}")) == Some(text)), "{followed:?}");
    assert_eq!(std::fs::read_dir(target.path()).unwrap().count(), 2, "nothing is left beside it");
}

#[test]
fn a_live_bundle_leaves_the_files_of_others_and_says_so() {
    let (publication, target) = (publication(), Folder::new());
    for path in ["site/new.html", "site/new.html/x", "site/b"] {
        let written = write(&site("one"), &publication.path(), &target.at("site")).unwrap();
        let mut live = LiveBundle::new(&publication.path(), &written.path).unwrap();
        target.write(path, b"mine");
        let files = bundle(&[("new.html", text("new")), ("b/new.html", text("new"))]).files;
        let error = live.update(&files, &BTreeSet::new()).unwrap_err();
        assert_eq!((error.code(), target.read(path)), (Code::ForeignFiles, b"mine".to_vec()), "{path}");
        std::fs::remove_dir_all(target.at("site")).unwrap();
        assert!(!live.is_current());
    }
}

#[test]
fn an_empty_folder_may_be_the_target() {
    let (publication, target) = (publication(), Folder::new());
    write(&site("one"), &publication.path(), &target.path()).unwrap();
    assert_eq!(target.read("index.html"), b"one");
}

#[test]
fn what_others_keep_in_the_folder_stays() {
    let (publication, target) = (publication(), Folder::new());
    write(&site("one"), &publication.path(), &target.at("site")).unwrap();
    for path in ["site/CNAME", "site/.git/HEAD", "site/a/images/mine.png"] {
        target.write(path, b"mine");
    }
    std::fs::create_dir(target.at("site/empty")).unwrap();
    write(&bundle(&[("index.html", text("two"))]), &publication.path(), &target.at("site")).unwrap();
    let files = target.files();
    let paths: Vec<_> = files.keys().map(String::as_str).collect();
    let expected = ["site/.git/HEAD", "site/CNAME", "site/a/images/mine.png", "site/index.html", "site/manifest.json"];
    assert_eq!(paths, expected);
    assert!(files.iter().all(|(path, text)| text == "mine" || path.ends_with("index.html") || path.ends_with(".json")));
    assert!(target.at("site/empty").is_dir());
    assert_eq!(std::fs::read_dir(target.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn a_repository_is_a_place_to_write_to_and_documents_are_not() {
    let (publication, target) = (publication(), Folder::new());
    target.write("pages/.git/HEAD", b"ref");
    target.write("pages/README.md", b"mine");
    write(&site("one"), &publication.path(), &target.at("pages")).unwrap();
    assert_eq!((target.read("pages/README.md"), target.read("pages/index.html")), (b"mine".to_vec(), b"one".to_vec()));
    target.write("documents/thesis.txt", b"mine");
    let error = write(&site("one"), &publication.path(), &target.at("documents")).unwrap_err();
    assert_eq!(error.code(), Code::ForeignFiles);
    assert!(error.to_string().contains("thesis.txt"), "{error}");
}

#[test]
fn a_foreign_file_is_never_replaced() {
    let (publication, target) = (publication(), Folder::new());
    for path in ["site/new.html", "site/a", "site/b/c/new.html"] {
        write(&bundle(&[("index.html", text("one"))]), &publication.path(), &target.at("site")).unwrap();
        target.write(path, b"mine");
        let before = target.files();
        let wanted = bundle(&[("a/x.html", text("x")), ("b/c", text("c")), ("new.html", text("new"))]);
        let error = write(&wanted, &publication.path(), &target.at("site")).unwrap_err();
        assert_eq!(error.code(), Code::ForeignFiles, "{path}");
        assert_eq!(target.files(), before);
        target.remove(path);
    }
}

#[test]
fn what_a_person_changed_in_a_bundle_is_as_exported_again() {
    let (publication, target) = (publication(), Folder::new());
    write(&site("one"), &publication.path(), &target.at("site")).unwrap();
    let first = target.files();
    target.write("site/index.html", b"two");
    write(&site("one"), &publication.path(), &target.at("site")).unwrap();
    assert_eq!(target.files(), first);
}

#[test]
fn a_forged_manifest_deletes_nothing_outside_the_target() {
    let (publication, target) = (publication(), Folder::new());
    target.write("mine.txt", b"mine");
    let forged = b"{\n  \"generator\": \"Kiku\",\n  \"files\": {\"../mine.txt\": \"0\", \"old.html\": \"0\"}\n}\n";
    target.write("site/manifest.json", forged);
    target.write("site/old.html", b"old");
    write(&site("one"), &publication.path(), &target.at("site")).unwrap();
    assert_eq!(target.read("mine.txt"), b"mine");
    assert!(!target.at("site/old.html").exists());
}

#[test]
fn the_publication_is_no_target() {
    let publication = publication();
    let before = publication.files();
    for out in ["", "..", "a/..", "../.."] {
        let error = write(&site("one"), &publication.path(), &publication.path().join(out)).unwrap_err();
        assert_eq!(error.code(), Code::UnsafeTarget, "{out}");
    }
    assert_eq!(write(&site("one"), &publication.path(), &publication.at("a")).unwrap_err().code(), Code::ForeignFiles);
    let error = write(&site("one"), &publication.path(), &publication.at("publication.toml")).unwrap_err();
    assert_eq!(error.code(), Code::NotAFolder);
    assert_eq!(publication.files(), before);
}

#[test]
fn a_folder_of_its_own_in_the_publication_is_a_target_and_not_part_of_it() {
    let publication = publication();
    let before = kiku_disk::load(&publication.path()).unwrap().snapshot;
    write(&site("one"), &publication.path(), &publication.at("site")).unwrap();
    write(&site("two"), &publication.path(), &publication.at("site")).unwrap();
    assert_eq!(kiku_disk::load(&publication.path()).unwrap().snapshot, before);
}

#[test]
fn paths_that_lead_out_are_refused() {
    let (publication, target) = (publication(), Folder::new());
    for path in ["../out.html", "/out.html", "a/../../out.html", "a\\b", "", MANIFEST_FILE] {
        let error = write(&bundle(&[(path, text("x"))]), &publication.path(), &target.at("site")).unwrap_err();
        assert_eq!(error.code(), Code::UnsafePath, "{path}");
    }
    assert_eq!(std::fs::read_dir(target.path()).unwrap().count(), 0);
}

/// Some file systems take both names for one; then the second file must not replace the first.
#[test]
fn two_paths_that_are_one_name_make_two_files_or_an_error() {
    let publication = publication();
    let out = publication.at("site");
    let twins =
        bundle(&[("index.html", text("x")), ("\u{30AC}.html", text("one")), ("\u{30AB}\u{3099}.html", text("two"))]);
    match write(&twins, &publication.path(), &out) {
        Ok(_) => {
            assert_eq!(std::fs::read_to_string(out.join("\u{30AC}.html")).unwrap(), "one");
            assert_eq!(std::fs::read_to_string(out.join("\u{30AB}\u{3099}.html")).unwrap(), "two");
        }
        Err(_) => assert!(!out.exists()),
    }
}

#[test]
fn every_break_leaves_the_old_bundle() {
    let (publication, target) = (publication(), Folder::new());
    write(&site("one"), &publication.path(), &target.at("site")).unwrap();
    let before = target.files();
    for stop_at in 0..=3 {
        let mut seen = Vec::new();
        let error = write_bundle(&site("two"), &publication.path(), &target.at("site"), &mut |progress| {
            seen.push(progress);
            if progress.written == stop_at { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!(error.unwrap_err().code(), Code::Cancelled);
        assert_eq!(seen, (0..=stop_at).map(|written| Progress { written, total: 3 }).collect::<Vec<_>>());
        assert_eq!(target.files(), before);
    }
    assert_eq!(std::fs::read_dir(target.path()).unwrap().count(), 1);
}

#[test]
fn a_missing_asset_leaves_the_old_bundle() {
    let (publication, target) = (publication(), Folder::new());
    write(&site("one"), &publication.path(), &target.at("site")).unwrap();
    let before = target.files();
    publication.remove("a/images/x.svg");
    assert_eq!(write(&site("two"), &publication.path(), &target.at("site")).unwrap_err().code(), Code::NotFound);
    assert_eq!(target.files(), before);
    assert_eq!(std::fs::read_dir(target.path()).unwrap().count(), 1);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    use super::*;

    #[test]
    fn assets_that_lead_out_of_the_publication_are_refused() {
        let (publication, target, outside) = (publication(), Folder::new(), Folder::with(&[("secret.png", "secret")]));
        publication.link("a/images/link.png", outside.at("secret.png"));
        for path in ["a/images/link.png", "../secret.png"] {
            let bundle = bundle(&[("x.png", asset(path))]);
            let error = write(&bundle, &publication.path(), &target.at("site")).unwrap_err();
            assert!(matches!(error.code(), Code::OutsidePublication | Code::NotFound), "{error:?}");
        }
        assert_eq!(std::fs::read_dir(target.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_is_the_same_is_not_written_again() {
        let (publication, target) = (publication(), Folder::new());
        let file = |path: &str| std::fs::metadata(target.at(path)).unwrap().ino();
        write(&site("one"), &publication.path(), &target.at("site")).unwrap();
        let before = ["site/a/index.html", "site/a/images/x.svg", "site/index.html"].map(file);
        write(&site("two"), &publication.path(), &target.at("site")).unwrap();
        let after = ["site/a/index.html", "site/a/images/x.svg", "site/index.html"].map(file);
        assert_eq!(before[..2], after[..2]);
        assert_ne!(before[2], after[2]);
        assert_eq!(std::fs::metadata(target.at("site/a/index.html")).unwrap().nlink(), 1, "the old bundle is gone");
    }

    #[test]
    fn foreign_links_stay_links_and_keep_their_modes() {
        let (publication, target) = (publication(), Folder::new());
        write(&site("one"), &publication.path(), &target.at("site")).unwrap();
        target.write("site/.git/hooks/run", b"mine");
        std::fs::set_permissions(target.at("site/.git"), std::fs::Permissions::from_mode(0o700)).unwrap();
        std::fs::set_permissions(target.at("site/.git/hooks/run"), std::fs::Permissions::from_mode(0o755)).unwrap();
        target.link("site/latest", "a");
        write(&site("two"), &publication.path(), &target.at("site")).unwrap();
        let mode = |path: &str| std::fs::metadata(target.at(path)).unwrap().mode() & 0o777;
        assert_eq!((mode("site/.git"), mode("site/.git/hooks/run")), (0o700, 0o755));
        assert_eq!(std::fs::read_link(target.at("site/latest")).unwrap(), Path::new("a"));
    }

    #[test]
    fn a_link_to_the_target_stays_a_link() {
        let (publication, target) = (publication(), Folder::with(&[("real/x", "")]));
        target.remove("real/x");
        target.link("site", "real");
        write(&site("one"), &publication.path(), &target.at("site")).unwrap();
        assert!(target.at("site").is_symlink());
        assert_eq!(target.read("real/index.html"), b"one");
    }

    #[test]
    fn a_bundle_can_be_read_by_a_web_server() {
        let (publication, target) = (publication(), Folder::with(&[("plain/file", "")]));
        let private = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(publication.at("a/images/x.svg"), private).unwrap();
        write(&site("one"), &publication.path(), &target.at("site")).unwrap();
        let mode = |path: &str| std::fs::metadata(target.at(path)).unwrap().mode();
        assert_eq!(mode("site"), mode("plain"));
        assert_eq!(mode("site/a/images/x.svg"), mode("plain/file"));
    }
}

#[test]
fn what_a_camera_noted_stays_with_the_author() {
    let (publication, target) = (publication(), Folder::new());
    let mut photograph = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut photograph);
    encoder.encode_image(&image::RgbImage::new(2, 1)).unwrap();
    let note = b"\xFF\xE1\0\x10Exif\0\x0035.6812N";
    let noted = [&photograph[..2], note, &photograph[2..]].concat();
    std::fs::write(publication.at("a/images/x.jpg"), noted).unwrap();
    let bundle = bundle(&[("x.jpg", asset("a/images/x.jpg"))]);
    for _ in 0..2 {
        write(&bundle, &publication.path(), &target.at("site")).unwrap();
        assert_eq!(std::fs::read(target.at("site/x.jpg")).unwrap(), photograph);
    }
    assert_eq!(verify(&target.at("site")).unwrap().findings, []);
    write_archive(&bundle, &publication.path(), &target.at("x.zip"), &mut |_| ControlFlow::Continue(())).unwrap();
    let archive = std::fs::read(target.at("x.zip")).unwrap();
    assert!(!archive.windows(8).any(|window| window == b"35.6812N"));
}

#[cfg(unix)]
#[test]
fn a_variant_is_made_once_and_anew_when_its_photograph_is_another() {
    use std::os::unix::fs::MetadataExt as _;
    let (publication, target) = (publication(), Folder::new());
    let draw = |colour: u8| {
        let image = image::RgbImage::from_fn(80, 40, |x, y| image::Rgb([colour, (x * 37) as u8, (y * 91) as u8]));
        image.save(publication.at("a/images/x.jpg")).unwrap();
    };
    let variant = Content::Variant { asset: "a/images/x.jpg".to_owned(), width: 10, encoding: Encoding::Jpeg };
    let bundle = bundle(&[("x.10w.jpg", variant)]);
    let export = || {
        write(&bundle, &publication.path(), &target.at("site")).unwrap();
        let file = target.at("site/x.10w.jpg");
        (
            std::fs::metadata(&file).unwrap().ino(),
            std::fs::read(&file).unwrap(),
            target.files()["site/manifest.json"].clone(),
        )
    };
    draw(10);
    let first = export();
    assert_eq!(export(), first, "the same file in a new folder");
    draw(200);
    let second = export();
    assert_ne!(second.1, first.1);
    std::fs::write(target.at("site/x.10w.jpg"), "somebody's").unwrap();
    assert_eq!(export().1, second.1, "what is not as it was left is made anew");
    let mut live = LiveBundle::new(&publication.path(), &target.at("site")).unwrap();
    assert_eq!(live.update(&bundle.files, &Default::default()).unwrap(), 0);
    draw(10);
    assert_eq!(live.update(&bundle.files, &Default::default()).unwrap(), 1);
    assert_eq!(target.files()["site/manifest.json"], first.2);
}

fn card(title: &str) -> Content {
    let grey = |value| Colour { red: value, green: value, blue: value };
    let style = CardStyle {
        design: CardDesign::Plain,
        paper: grey(255),
        wash: grey(240),
        ink: grey(0),
        muted: grey(90),
        hairline: grey(220),
        accent: grey(120),
        accent_ink: grey(60),
        title_faces: vec!["serif".to_owned()],
        small_faces: vec!["serif".to_owned()],
        title_weight: 700,
        leading: 140,
    };
    let [site, topic, byline] = ["site", "", ""].map(str::to_owned);
    Content::Card(Box::new(Card { title: title.to_owned(), site, topic, byline, language: "en".to_owned(), style }))
}

/// A letter that is too new for fonts.
const UNSETTABLE: &str = "\u{16d43}";

#[cfg(unix)]
#[test]
fn a_card_is_drawn_once_and_anew_when_it_says_something_else() {
    use std::os::unix::fs::MetadataExt as _;
    let (publication, target) = (publication(), Folder::new());
    let export = |title: &str| {
        let bundle = bundle(&[("card.png", card(title))]);
        let written = write(&bundle, &publication.path(), &target.at("site")).unwrap();
        let file = target.at("site/card.png");
        (std::fs::metadata(&file).unwrap().ino(), std::fs::read(&file).unwrap(), written.untitled_cards)
    };
    let first = export("One");
    assert_eq!(verify(&target.at("site")).unwrap().findings, []);
    // A machine without any font draws every card anew, in case there is one by now.
    let has_fonts = first.2 == 0;
    assert!(!has_fonts || export("One") == first, "the same file in a new folder");
    assert_eq!(export("Two").1 != first.1, has_fonts);
    let mut live = LiveBundle::new(&publication.path(), &target.at("site")).unwrap();
    let mut update =
        |title: &str| live.update(&bundle(&[("card.png", card(title))]).files, &Default::default()).unwrap();
    assert_eq!(update("Two"), 0);
    assert_eq!(update("One"), usize::from(has_fonts));
    assert_eq!(std::fs::read(target.at("site/card.png")).unwrap(), first.1);
}

#[test]
fn a_title_that_no_font_has_is_told_every_time() {
    let (publication, target) = (publication(), Folder::new());
    let bundle = bundle(&[("card.png", card(UNSETTABLE)), ("index.html", text("x"))]);
    for _ in 0..2 {
        let written = write(&bundle, &publication.path(), &target.at("site")).unwrap();
        assert_eq!(written.untitled_cards, 1);
        assert!(written.untitled().unwrap().en.starts_with("1 social card has no title"));
    }
    let written = write_archive(&bundle, &publication.path(), &target.at("x.zip"), &mut |_| ControlFlow::Continue(()));
    assert_eq!(written.unwrap().untitled_cards, 1);
}

//! Writes the wire types as TypeScript and fails when the committed file says something else.

use std::fmt::Write as _;
use std::path::Path;

use ts_rs::{Config, TS};

use super::articles::ArticleTemplate;
use super::history::VersionOrigin;
use super::library::{PersonaForm, Place};
use super::resources::{ImageEntry, PersonaEntry, SourceEntry};
use super::revise::Selected;
use super::settings::{
    Autosave, EditorFont, EditorLook, Focus, InterfaceLanguage, PreviewLook, PreviewTheme, PreviewWidth, Zoom,
};
use super::*;

/// Writes the file instead of comparing it.
const UPDATE: &str = "KIKU_UPDATE_WIRE";

const HEADER: &str = "// Generated from src-tauri/app/src/wire.rs; do not edit.\n\
                      // KIKU_UPDATE_WIRE=1 cargo test -p kiku-desktop wire\n";

/// Every type that crosses, in the order of the file.
const TYPES: &[fn(&mut String)] = &[
    write_type::<Bilingual>,
    write_type::<PublicationView>,
    write_type::<Holder>,
    write_type::<ArticleEntry>,
    write_type::<RecentPublication>,
    write_type::<NewPublication>,
    write_type::<NewArticle>,
    write_type::<ArticleTemplate>,
    write_type::<FollowedLinks>,
    write_type::<RewriteAnswer>,
    write_type::<OpenedArticle>,
    write_type::<Change>,
    write_type::<Edit>,
    write_type::<EditAnswer>,
    write_type::<RevisionRequest>,
    write_type::<Revision>,
    write_type::<ReviseAnswer>,
    write_type::<SourceBlock>,
    write_type::<Selected>,
    write_type::<Update>,
    write_type::<Patch>,
    write_type::<Insertion>,
    write_type::<BlockLines>,
    write_type::<PreviewBlock>,
    write_type::<Position>,
    write_type::<Fix>,
    write_type::<FixEdit>,
    write_type::<Problem>,
    write_type::<Severity>,
    write_type::<OutlinePatch>,
    write_type::<OutlineItem>,
    write_type::<OutlineKind>,
    write_type::<Counts>,
    write_type::<StoredImage>,
    write_type::<SaveAnswer>,
    write_type::<Keep>,
    write_type::<Draft>,
    write_type::<ArticleHistory>,
    write_type::<Version>,
    write_type::<VersionId>,
    write_type::<VersionOrigin>,
    write_type::<ComparedPages>,
    write_type::<Difference>,
    write_type::<ExportFormat>,
    write_type::<ExportedArticles>,
    write_type::<ExportRequest>,
    write_type::<ExportFinding>,
    write_type::<ExportWork>,
    write_type::<ExportAnswer>,
    write_type::<Resources>,
    write_type::<PersonaEntry>,
    write_type::<SourceEntry>,
    write_type::<ImageEntry>,
    write_type::<Notice>,
    write_type::<Library>,
    write_type::<LibrarySource>,
    write_type::<LibraryPersona>,
    write_type::<Place>,
    write_type::<SourceForm>,
    write_type::<PersonaForm>,
    write_type::<PersonaRequest>,
    write_type::<PersonaAnswer>,
    write_type::<PublicationForm>,
    write_type::<PublicationSetting>,
    write_type::<ThemeSample>,
    write_type::<CitationStyle>,
    write_type::<PublicationProblem>,
    write_type::<PublicationChange>,
    write_type::<PublicationAnswer>,
    write_type::<SourceQuery>,
    write_type::<FoundSource>,
    write_type::<FindQuery>,
    write_type::<FindAnswer>,
    write_type::<FoundArticle>,
    write_type::<FoundMatch>,
    write_type::<ReplaceRequest>,
    write_type::<ReplaceException>,
    write_type::<ShownArticle>,
    write_type::<ReplaceAnswer>,
    write_type::<ArticleFailure>,
    write_type::<Settings>,
    write_type::<LoadedSettings>,
    write_type::<InterfaceLanguage>,
    write_type::<Theme>,
    write_type::<PreviewLook>,
    write_type::<PreviewWidth>,
    write_type::<PreviewTheme>,
    write_type::<Zoom>,
    write_type::<Autosave>,
    write_type::<Focus>,
    write_type::<EditorLook>,
    write_type::<EditorFont>,
    write_type::<Failure>,
    write_type::<FailureCode>,
];

#[test]
fn the_interface_has_the_current_wire_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/host/wire.ts");
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(&path, typescript()).expect("ui/src/host can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == typescript(), "ui/src/host/wire.ts is not current: set {UPDATE}=1 and run this test again");
}

fn typescript() -> String {
    let mut text = HEADER.to_owned();
    TYPES.iter().for_each(|write| write(&mut text));
    text
}

fn write_type<T: TS>(text: &mut String) {
    let config = Config::new();
    write!(text, "\n{}export {}\n", T::docs().unwrap_or_default(), T::decl(&config)).expect("a String takes all");
}

//! Writes the wire types as TypeScript and fails when the committed file says something else.

use std::fmt::Write as _;
use std::path::Path;

use ts_rs::{Config, TS};

use super::articles::ArticleTemplate;
use super::library::{PersonaForm, Place};
use super::resources::{PersonaEntry, SourceEntry};
use super::revise::Selected;
use super::settings::{
    Autosave, EditorFont, EditorLook, Focus, InterfaceLanguage, PreviewLook, PreviewTheme, PreviewWidth, Zoom,
};
use super::*;

/// Writes the file instead of comparing it.
const UPDATE: &str = "KIKU_UPDATE_WIRE";

const HEADER: &str = "// Generated from src-tauri/app/src/wire.rs; do not edit.\n\
                      // KIKU_UPDATE_WIRE=1 cargo test -p kiku-desktop wire\n";

#[test]
fn the_interface_has_the_current_wire_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/host/wire.ts");
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(&path, typescript()).expect("ui/src/host can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == typescript(), "ui/src/host/wire.ts is not current: set {UPDATE}=1 and run this test again");
}

#[expect(clippy::too_many_lines, reason = "a flat list, as long as the wire has types")]
fn typescript() -> String {
    let mut text = HEADER.to_owned();
    macro_rules! write_types {
        ($($name:ty),* $(,)?) => { $(write_type::<$name>(&mut text);)* };
    }
    write_types![
        Bilingual,
        PublicationView,
        ArticleEntry,
        RecentPublication,
        NewPublication,
        NewArticle,
        ArticleTemplate,
        OpenedArticle,
        Change,
        Edit,
        EditAnswer,
        RevisionRequest,
        Revision,
        ReviseAnswer,
        SourceBlock,
        Selected,
        Update,
        Patch,
        Insertion,
        BlockLines,
        PreviewBlock,
        Position,
        Fix,
        FixEdit,
        Problem,
        Severity,
        OutlinePatch,
        OutlineItem,
        OutlineKind,
        Counts,
        StoredImage,
        SaveAnswer,
        Keep,
        ExportAnswer,
        Resources,
        PersonaEntry,
        SourceEntry,
        Notice,
        Library,
        LibrarySource,
        LibraryPersona,
        Place,
        SourceForm,
        PersonaForm,
        PersonaRequest,
        PersonaAnswer,
        SourceQuery,
        FoundSource,
        Settings,
        LoadedSettings,
        InterfaceLanguage,
        Theme,
        PreviewLook,
        PreviewWidth,
        PreviewTheme,
        Zoom,
        Autosave,
        Focus,
        EditorLook,
        EditorFont,
        Failure,
        FailureCode,
    ];
    text
}

fn write_type<T: TS>(text: &mut String) {
    let config = Config::new();
    write!(text, "\n{}export {}\n", T::docs().unwrap_or_default(), T::decl(&config)).expect("a String takes all");
}

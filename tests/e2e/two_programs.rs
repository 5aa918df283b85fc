//! Two programs on one publication: one writes, the other reads, until the person decides otherwise.

use std::fs;

use anyhow::{Result, ensure};

use crate::harness::{App, Publication, eventually, in_two_programs};

const TEXT: &str = "---\ntitle: Two programs\n---\n\nStart\n";

async fn open(app: &App, state: &str) -> Result<()> {
    app.open("notes").await?;
    app.is(state).await
}

#[test]
fn the_second_program_reads_and_writes_once_it_has_taken_over() -> Result<()> {
    in_two_programs(Publication::of(TEXT)?, async |first, second| {
        open(first, "saved").await?;
        open(second, "readonly").await?;
        second.find("holder-banner").await?;
        first.place_cursor_after("Start").await?;
        first.type_text(" here").await?;
        first.is("dirty").await?;

        second.click("take-over").await?;
        second.gone("holder-banner").await?;
        second.is("saved").await?;
        second.place_cursor_after("Start").await?;
        second.type_text(" there").await?;
        second.control('s').await?;
        second.is("saved").await?;
        let theirs = TEXT.replace("Start", "Start there");
        ensure!(second.publication.read("notes")? == theirs);

        // The first one lost the right to write, and nothing else.
        first.is("conflict").await?;
        first.click("keep-mine").await?;
        first.find("holder-banner").await?;
        first.editor_shows(&TEXT.replace("Start", "Start here")).await?;
        ensure!(first.publication.read("notes")? == theirs, "who does not write here has written");
        Ok(())
    })
}

#[test]
fn who_may_not_save_can_save_a_copy_elsewhere() -> Result<()> {
    in_two_programs(Publication::of(TEXT)?, async |first, second| {
        open(first, "saved").await?;
        first.place_cursor_after("Start").await?;
        first.type_text(" 控え").await?;
        second.click("take-over").await?;
        second.gone("holder-banner").await?;
        first.control('s').await?;
        let folder = first.publication.export_folder();
        fs::create_dir_all(&folder)?;
        first.click("toast-action").await?;
        let copy = async || Ok(fs::read_to_string(folder.join("notes.md")).unwrap_or_default());
        eventually("the copy", TEXT.replace("Start", "Start 控え"), copy).await?;
        first.is("dirty").await?;
        ensure!(first.publication.read("notes")? == TEXT);
        Ok(())
    })
}

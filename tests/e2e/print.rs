//! Printing: the reader's page goes to the system's printer, here to a file.

use std::fs;

use anyhow::{Result, ensure};

use crate::harness::{App, Publication, on, until};

/// What the printer wrote, once it is all there: a document of PDF ends with its mark.
async fn printed(app: &App) -> Result<Vec<u8>> {
    let file = app.publication.export_folder().with_extension("pdf");
    until("the printer wrote a document", async || {
        Ok(fs::read(&file).ok().filter(|bytes| bytes.trim_ascii_end().ends_with(b"%%EOF")))
    })
    .await
}

#[test]
fn an_article_is_printed_as_readers_see_it() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.open("market-morning").await?;
        app.click("preview-print").await?;
        let document = printed(app).await?;
        ensure!(document.starts_with(b"%PDF-"), "it is no PDF");
        if let Some(folder) = std::env::var_os("KIKU_KEEP_PRINT") {
            fs::write(std::path::Path::new(&folder).join("print.pdf"), &document)?;
        }
        Ok(())
    })
}

#[test]
fn what_is_not_saved_is_printed_too() -> Result<()> {
    on(Publication::of("---\ntitle: Short\n---\n\nWords.\n")?, async |app| {
        app.open("notes").await?;
        app.click("preview-print").await?;
        let short = printed(app).await?.len();
        fs::remove_file(app.publication.export_folder().with_extension("pdf"))?;
        app.place_cursor_after("Words.").await?;
        app.type_text(" ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789").await?;
        app.control('p').await?;
        let long = printed(app).await?.len();
        ensure!(long > short, "{long} bytes after {short}");
        Ok(())
    })
}

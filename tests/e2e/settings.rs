//! Settings: one dialog, one plain file.

use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::harness::{App, Publication, Start, eventually, on, run};

/// Chooses an option as a person does, by the keyboard: the web view's list of options is a window of the system.
async fn choose(app: &App, setting: &str, value: &str) -> Result<()> {
    let script = "const field = document.querySelector(arguments[0]);
        field.value = arguments[1];
        field.dispatchEvent(new Event('change', { bubbles: true }))";
    app.find(setting).await?;
    app.run(script, vec![json!(format!("[data-testid={setting}] select")), json!(value)]).await?;
    Ok(())
}

fn file(app: &App) -> Result<Value> {
    let text = fs::read_to_string(app.config.join("settings.json")).unwrap_or_else(|_| "{}".to_owned());
    serde_json::from_str(&text).context(text)
}

#[test]
fn a_setting_holds_at_once_and_in_the_file() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.window().press(&["ctrl+comma"])?;
        app.find("settings-dialog").await?;
        choose(app, "setting-theme", "dark").await?;
        let shown = async || app.run("return getComputedStyle(document.documentElement).colorScheme", vec![]).await;
        eventually("the colours", json!("dark"), shown).await?;
        choose(app, "setting-language", "ja").await?;
        let title = async || app.run("return document.querySelector('dialog h2').textContent", vec![]).await;
        eventually("the dialog's title", json!("設定"), title).await?;
        let written = async || Ok((file(app)?["theme"].clone(), file(app)?["language"].clone()));
        eventually("the file", (json!("dark"), json!("ja")), written).await?;
        app.click("settings-reset").await?;
        eventually("the file", (json!("system"), Value::Null), written).await?;
        eventually("the dialog's title", json!("Settings"), title).await?;
        app.window().press(&["Escape"])?;
        app.gone("settings-dialog").await
    })
}

#[test]
fn what_was_chosen_is_there_from_the_first_moment() -> Result<()> {
    let start = Start::on(Publication::sample()?).with_settings(r#"{"language": "ja", "theme": "dark"}"#);
    run(start, async |app| {
        let lang = app.run("return [document.documentElement.lang, document.documentElement.dataset.theme]", vec![]);
        ensure!(lang.await? == json!(["ja", "dark"]));
        Ok(())
    })
}

#[test]
fn a_damaged_file_is_kept_and_told() -> Result<()> {
    let damaged = "{ \"theme\": \"dark\" \"language\": \"ja\" }";
    let start = Start::on(Publication::sample()?).with_settings(damaged);
    run(start, async |app| {
        app.find_css("[data-testid=toast][data-kind=failed]").await?;
        let told = app.texts("toast").await?.join(" ");
        ensure!(told.contains("settings.kept-1.json"), "no copy is named: {told}");
        app.window().press(&["ctrl+comma"])?;
        choose(app, "setting-theme", "light").await?;
        let written = async || Ok(file(app).map(|file| file["theme"].clone()).unwrap_or_default());
        eventually("the file", json!("light"), written).await?;
        ensure!(fs::read_to_string(app.config.join("settings.kept-1.json"))? == damaged);
        Ok(())
    })
}

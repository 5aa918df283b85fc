//! The open app, in the words of a person who uses it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::wd::WindowHandle;
use fantoccini::{Client, Locator};
use rustix::process::{Signal, kill_process};
use serde_json::{Value, json};

use super::display::Display;
use super::driver::Driver;
use super::family::{child_called, memory_of, only_child};
use super::publication::Publication;
use super::start::Start;
use super::wait::{answer, eventually, until};
use super::window::Window;

/// CodeMirror's own way from its DOM to its state: only the lines in sight are in the document.
const VIEW: &str = "document.querySelector('[data-testid=editor] .cm-content').cmTile.root.view";

/// Ctrl, as WebDriver writes it.
const CONTROL: char = '\u{E009}';
/// Enter, as WebDriver writes it.
const ENTER: char = '\u{E007}';

/// The process that draws the window, as the system cuts its name.
const DRAWING: &str = "WebKitWebProces";

/// What the app's processes hold of the memory, in bytes, their share of what they have in common included.
#[derive(Debug)]
pub(crate) struct Memory {
    pub(crate) app: u64,
    pub(crate) web: u64,
}

/// A running app with a publication open.
pub(crate) struct App {
    client: Client,
    /// The main window, as WebDriver knows it.
    main: WindowHandle,
    window: Window,
    /// The publication on disk.
    pub(crate) publication: Publication,
    /// Where the app keeps its own files.
    pub(crate) config: PathBuf,
    /// The process that started the app.
    driver: u32,
}

impl App {
    pub(super) async fn start(program: &Path, driver: &Driver, display: &Display, start: Start) -> Result<Self> {
        let Start { publication, opened, .. } = start;
        let client = driver.session(program, opened.then(|| publication.root()).as_deref()).await?;
        let window = until("the app has a window", async || Window::find(display.name())).await?;
        let main = client.window().await?;
        let app = Self { client, main, window, publication, config: driver.config(), driver: driver.id() };
        // The first article opens by itself and unfolds in the binder: whoever clicks before hits a moving target.
        app.find(if opened { "save-state" } else { "open-sample" }).await?;
        // A page that is given the keyboard only by the first key may lose that key, or close the menu that it is for.
        app.window.focus()?;
        let focused = async || app.run("return document.hasFocus()", vec![]).await;
        eventually("the page has the keyboard", json!(true), focused).await?;
        Ok(app)
    }

    /// Ends the app, whatever it is doing.
    pub(super) async fn quit(self) {
        // An app that was closed by its test has no session any more.
        let _ = answer(async { Ok(self.client.close().await?) }).await;
    }

    pub(crate) async fn screenshot(&self) -> Result<Vec<u8>> {
        answer(async { Ok(self.client.screenshot().await?) }).await
    }

    // ---- What is shown

    /// Waits for the element with this `data-testid`.
    pub(crate) async fn find(&self, id: &str) -> Result<Element> {
        self.find_css(&test_id(id)).await
    }

    /// Waits for an element of the window, outside the preview.
    pub(crate) async fn find_css(&self, selector: &str) -> Result<Element> {
        until(&format!("there is {selector}"), async || {
            Ok(self.client.find_all(Locator::Css(selector)).await?.into_iter().next())
        })
        .await
    }

    /// Waits until nothing has this `data-testid`.
    pub(crate) async fn gone(&self, id: &str) -> Result<()> {
        eventually(&format!("elements {id}"), 0, async || Ok(self.count(&test_id(id)).await?)).await
    }

    /// The number of elements of the window that match now. Asked of the page and not of the driver, which fails where an
    /// element goes while it is being named.
    pub(crate) async fn count(&self, selector: &str) -> Result<usize> {
        let script = "return document.querySelectorAll(arguments[0]).length";
        let count = self.run(script, vec![json!(selector)]).await?;
        Ok(usize::try_from(count.as_u64().context("no number of elements")?)?)
    }

    /// Waits for a button and presses it.
    pub(crate) async fn click(&self, id: &str) -> Result<()> {
        self.find(id).await?.click().await.with_context(|| format!("clicking {id}"))
    }

    /// Waits for the button that closes the window, presses it, and waits until the app has ended.
    pub(crate) async fn click_and_end(&self, id: &str) -> Result<()> {
        // The window may be gone before the driver hears that the click was done.
        let _ = self.find(id).await?.click().await;
        self.ended().await
    }

    /// The text of every element with this `data-testid`.
    pub(crate) async fn texts(&self, id: &str) -> Result<Vec<String>> {
        let script = "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent.trim())";
        strings(&self.run(script, vec![json!(test_id(id))]).await?)
    }

    /// Waits until the state beside the title is `saved`, `dirty`, `conflict` or `readonly`.
    pub(crate) async fn is(&self, state: &str) -> Result<()> {
        let element = self.find("save-state").await?;
        eventually("the save state", Some(state.to_owned()), async || Ok(element.attr("data-state").await?)).await
    }

    /// Everything that is kept of unsaved work.
    pub(crate) fn journals(&self) -> Result<String> {
        let Ok(entries) = fs::read_dir(self.config.join("recovery")) else { return Ok(String::new()) };
        entries.map(|entry| Ok(fs::read_to_string(entry?.path())?)).collect()
    }

    /// Loads the window anew, and waits for its text: until then, the page that goes would answer.
    pub(crate) async fn load_again(&self) -> Result<()> {
        self.run("window.old = true; location.reload()", vec![]).await?;
        let fresh = "return !window.old && document.querySelector('.cm-activeLine') !== null";
        eventually("the window is loaded", json!(true), async || self.run(fresh, vec![]).await).await
    }

    // ---- The editor

    /// Opens an article from the binder and waits until editor and preview show it.
    pub(crate) async fn open(&self, slug: &str) -> Result<()> {
        let item = self.find_css(&format!("[data-testid=article-item][data-slug={slug}]")).await?;
        item.click().await?;
        let text = self.publication.read(slug)?.replace("\r\n", "\n");
        self.find_css("[data-testid=editor] .cm-content").await?;
        self.editor_shows(&text).await?;
        until("the preview shows the article", async || {
            Ok(self.preview("return main.children.length > 0").await?.as_bool().filter(|&shown| shown))
        })
        .await?;
        Ok(())
    }

    /// Waits until the editor holds exactly `text`.
    pub(crate) async fn editor_shows(&self, text: &str) -> Result<()> {
        eventually("the editor", text.to_owned(), async || self.editor_text().await).await
    }

    /// The whole text of the editor.
    pub(crate) async fn editor_text(&self) -> Result<String> {
        let text = self.run(&format!("return {VIEW}.state.doc.toString()"), vec![]).await?;
        Ok(text.as_str().context("the editor has no text")?.to_owned())
    }

    /// Puts the cursor behind the first `words` and gives the editor the keyboard.
    pub(crate) async fn place_cursor_after(&self, words: &str) -> Result<()> {
        let script = format!(
            "const view = {VIEW}, at = view.state.doc.toString().indexOf(arguments[0]);
             if (at < 0) return false;
             view.focus();
             view.dispatch({{ selection: {{ anchor: at + arguments[0].length }}, scrollIntoView: true }});
             return true"
        );
        let found = self.run(&script, vec![json!(words)]).await?;
        ensure!(found == json!(true), "the editor does not hold {words:?}");
        Ok(())
    }

    /// Types into whatever has the keyboard, one key after another; `\n` is Enter.
    pub(crate) async fn type_text(&self, text: &str) -> Result<()> {
        let keys = text.chars().map(|c| if c == '\n' { ENTER } else { c });
        let strokes = keys.flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]);
        self.perform(strokes).await
    }

    /// Presses `key` while Ctrl is held.
    pub(crate) async fn control(&self, key: char) -> Result<()> {
        let down = [CONTROL, key].map(|value| KeyAction::Down { value });
        let up = [key, CONTROL].map(|value| KeyAction::Up { value });
        self.perform(down.into_iter().chain(up)).await
    }

    async fn perform(&self, strokes: impl IntoIterator<Item = KeyAction>) -> Result<()> {
        let keyboard = KeyActions::new("keyboard".to_owned());
        let actions = strokes.into_iter().fold(keyboard, KeyActions::then);
        Ok(self.client.perform_actions(actions).await?)
    }

    // ---- The preview

    /// Waits until the first element in the reader's page that matches has exactly this text.
    pub(crate) async fn preview_shows(&self, selector: &str, text: &str) -> Result<()> {
        let script = format!("return main.querySelector({})?.textContent.trim() ?? null", json!(selector));
        eventually(&format!("{selector} in the preview"), json!(text), async || self.preview(&script).await).await
    }

    /// Waits until the reader's page holds `words` somewhere.
    pub(crate) async fn preview_holds(&self, words: &str) -> Result<()> {
        let script = format!("return main.textContent.includes({})", json!(words));
        eventually(&format!("{words:?} in the preview"), json!(true), async || self.preview(&script).await).await
    }

    /// Runs a script in the preview frame, where `main` is the reader's page. Null while no page is loaded.
    pub(crate) async fn preview(&self, script: &str) -> Result<Value> {
        self.in_frame("preview-frame", script).await
    }

    /// The same for a frame of another name.
    pub(crate) async fn in_frame(&self, id: &str, script: &str) -> Result<Value> {
        let Some(frame) = self.client.find_all(Locator::Css(&test_id(id))).await?.into_iter().next() else {
            return Ok(Value::Null);
        };
        frame.enter_frame().await?;
        let script = format!("const main = document.querySelector('main'); if (!main) return null; {script}");
        let answer = self.client.execute(&script, vec![]).await;
        self.client.enter_parent_frame().await?;
        Ok(answer?)
    }

    // ---- The preview's own window

    /// Waits until there is a window beside the main one, and goes there: what is asked for now is looked for in it.
    pub(crate) async fn go_to_other_window(&self) -> Result<()> {
        let other = until("there is another window", async || {
            Ok(self.client.windows().await?.into_iter().find(|window| *window != self.main))
        })
        .await?;
        Ok(self.client.switch_to_window(other).await?)
    }

    /// Goes back to the main window.
    pub(crate) async fn go_to_main_window(&self) -> Result<()> {
        Ok(self.client.switch_to_window(self.main.clone()).await?)
    }

    /// The number of the app's windows.
    pub(crate) async fn windows(&self) -> Result<usize> {
        Ok(self.client.windows().await?.len())
    }

    // ---- Everything else

    /// Runs a script in the window, outside the preview.
    pub(crate) async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute(script, arguments).await?)
    }

    /// The same for a script that ends by calling its last argument.
    pub(crate) async fn run_until_done(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute_async(script, arguments).await?)
    }

    /// The middle of the element number `index` with this `data-testid`, in pixels of the window.
    pub(crate) async fn middle_of(&self, id: &str, index: usize) -> Result<(i64, i64)> {
        let script = "const { x, y, width, height } = document.querySelectorAll(arguments[0])[arguments[1]]
             .getBoundingClientRect();
             return [Math.round(x + width / 2), Math.round(y + height / 2)]";
        let place = self.run(script, vec![json!(test_id(id)), json!(index)]).await?;
        let number = |index: usize| place[index].as_i64().with_context(|| format!("{id} {index} has no place"));
        Ok((number(0)?, number(1)?))
    }

    /// The window as the display knows it.
    pub(crate) fn window(&self) -> &Window {
        &self.window
    }

    /// Kills the process that draws the window, and not the app.
    pub(crate) fn kill_web_process(&self) -> Result<()> {
        let app = only_child(self.driver)?;
        Ok(kill_process(child_called(app, DRAWING)?, Signal::KILL)?)
    }

    /// What the app and the process that draws its window hold of the memory.
    pub(crate) fn memory(&self) -> Result<Memory> {
        let app = only_child(self.driver)?;
        Ok(Memory { app: memory_of(app)?, web: memory_of(child_called(app, DRAWING)?)? })
    }

    /// Waits until the app has ended by itself.
    pub(crate) async fn ended(&self) -> Result<()> {
        until("the app has ended", async || Ok(self.client.title().await.is_err().then_some(()))).await
    }
}

fn test_id(id: &str) -> String {
    format!("[data-testid={id}]")
}

fn strings(value: &Value) -> Result<Vec<String>> {
    let Some(items) = value.as_array() else { bail!("not a list: {value}") };
    Ok(items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect())
}

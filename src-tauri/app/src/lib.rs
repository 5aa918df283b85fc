//! The desktop shell: windows around the engine.
//!
//! ```text
//! ui/  --invoke-->  commands  --Event-->  session  --> kiku-core, kiku-disk
//! ui/  <--kiku----  Notice    <-----------/
//! preview frame  --preview://-->  preview_protocol  --Event-->  session
//! ```
//!
//! The session owns everything that is open and knows no Tauri; the commands, the protocol and the window are thin
//! around it. What crosses to the interface is declared in `wire` alone, and the interface's types are generated
//! from it.
//!
//! *Invariant:* the main window's page has no power but the commands listed here and listening to one event; the pages
//! of the other windows have none.
//! *Must not:* show a sentence of its own. The interface has the words, in the person's language.

mod session;
mod wire;

mod commands;
mod preview_protocol;
mod preview_window;
mod print;
mod window;

mod beginning;
mod config_file;
mod dialogs;
mod drawing;
mod links;
mod media_type;
mod pictures;
mod preview_address;
mod recent;
mod settings;
mod text_input;
mod web_process;

#[cfg(test)]
mod configuration;

use std::path::PathBuf;
use std::sync::Arc;

use tauri::ipc::Invoke;
use tauri::{AppHandle, Emitter, Manager, RunEvent, Wry};

use crate::session::{Notify, Session};

/// The event that carries every [`wire::Notice`].
const NOTICE_EVENT: &str = "kiku";

/// Runs the app until its window closes. `path` is the publication to open first.
///
/// # Errors
/// Where the system gives no window, or no thread.
pub fn run(path: Option<PathBuf>) -> tauri::Result<()> {
    drawing::adapt();
    // While the window opens. Nobody waits for it, and what it reads is read then or when it is first needed.
    let _ = std::thread::Builder::new().spawn(kiku_core::prepare);
    let app = tauri::Builder::default()
        .register_asynchronous_uri_scheme_protocol(preview_protocol::SCHEME, |context, request, responder| {
            preview_protocol::answer(&context, request, responder);
        })
        .invoke_handler(only_main(handler()))
        .on_window_event(window::on_event)
        .build(tauri::generate_context!())?;
    app.manage(commands::Launch { path });
    app.manage(pictures::ChosenImage::default());
    app.manage(Session::start(emitter(app.handle().clone()), kiku_disk::state_folder().as_deref())?);
    window::open(&app)?;
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            app.state::<Session>().stop();
        }
    });
    Ok(())
}

/// Every command that a window can ask for.
#[expect(clippy::too_many_lines, reason = "a flat table")]
fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        commands::start,
        commands::open_publication,
        commands::choose_publication,
        commands::usual_place,
        commands::create_publication,
        commands::create_sample,
        commands::recent_publications,
        commands::settings,
        commands::change_settings,
        commands::show_settings,
        commands::open_article,
        commands::resources,
        commands::library,
        commands::find_source,
        commands::change_personas,
        commands::publication_form,
        commands::publication_problems,
        commands::change_publication,
        commands::open_publication_file,
        commands::store_logo,
        commands::change_shared_source,
        commands::edit,
        commands::revise,
        commands::find_words,
        commands::replace_found,
        commands::take_replacement_back,
        commands::propose_slug,
        commands::create_article,
        commands::duplicate_article,
        commands::rename_article,
        commands::set_field,
        commands::convert_article,
        commands::throw_away_article,
        commands::row_title,
        commands::replace_text,
        commands::save,
        commands::save_copy,
        commands::resolve_conflict,
        commands::take_over,
        commands::drafts,
        commands::forget_draft,
        commands::save_draft_copy,
        commands::make_article_of_draft,
        commands::article_history,
        commands::article_commits,
        commands::compare_pages,
        commands::version_text,
        commands::keep_version,
        commands::name_version,
        commands::choose_folder,
        commands::choose_file,
        commands::export,
        commands::cancel_export,
        commands::show_in_folder,
        commands::open_link,
        commands::count_text,
        commands::count_difference,
        commands::store_image,
        commands::choose_image,
        commands::store_chosen_image,
        commands::chosen_image,
        commands::store_portrait,
        commands::toggle_full_screen,
        commands::close_window,
        commands::open_preview_window,
        commands::close_preview_window,
        commands::print_article,
    ]
}

/// Hands on what the main window asks for, and refuses every other window.
fn only_main(handler: impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static) -> impl Fn(Invoke<Wry>) -> bool {
    move |invoke| {
        if invoke.message.webview_ref().label() == window::LABEL {
            return handler(invoke);
        }
        invoke.resolver.reject("refused");
        true
    }
}

/// Sends notices to the window.
fn emitter(app: AppHandle) -> Notify {
    Arc::new(move |notice| {
        // There is nobody to tell once the window is gone.
        let _ = app.emit_to(window::LABEL, NOTICE_EVENT, notice);
    })
}

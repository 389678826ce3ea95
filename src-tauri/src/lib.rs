//! The shell: converts between the screen's JSON and the notebook, and delegates. It decides nothing.

mod asked;
mod at_the_door;
mod commands;
#[cfg(target_os = "linux")]
mod dark;
mod desk;
mod dial;
mod drilling;
mod idle;
#[cfg(test)]
mod invented;
mod lock_screen;
mod look;
mod reminding;
mod screen;
mod shared_folder;
mod shelf;
mod shown;
mod syncing;
mod trouble;
pub mod view;
mod webview;

use desk::Desk;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use tauri::{App, AppHandle, Emitter, Manager, Window, WindowEvent};

/// Names the folder of the profile, instead of the platform's folder for data of apps.
const FOLDER: &str = "FIRST72_VAULT";

/// Opens the window and stays until it is closed.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() -> ExitCode {
    #[cfg(target_os = "linux")]
    webview::interpret();
    let builder = tauri::Builder::default();
    // Their own commands stay closed to the window: capabilities/main.json names none of them.
    #[cfg(mobile)]
    let builder = builder.plugin(tauri_plugin_opener::init()).plugin(tauri_plugin_notification::init());
    let ended = builder
        .setup(|app| Ok(set_up(app)?))
        .invoke_handler(commands::handler())
        .on_window_event(attention)
        .on_permission_request(|_, kind| webview::may_use(kind))
        .build(context())
        .map(|app| app.run_return(|_, _| {}));
    match ended {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) | Err(_) => ExitCode::FAILURE,
    }
}

/// Tells the desk whether the window has the person's attention.
fn attention(window: &Window, event: &WindowEvent) {
    if let (WindowEvent::Focused(focused), Some(desk)) = (event, window.try_state::<Arc<Desk>>()) {
        desk.focus(*focused);
    }
}

/// What `tauri.conf.json` says, and the built screen.
#[expect(
    clippy::disallowed_methods,
    reason = "the macro writes an exit that runs only when the program was built wrongly"
)]
fn context() -> tauri::Context {
    tauri::generate_context!(assets = screen::Screen)
}

fn set_up(app: &App) -> tauri::Result<()> {
    let (root, shelf) = match std::env::var_os(FOLDER) {
        Some(folder) => (PathBuf::from(folder), None),
        None => (app.path().app_data_dir()?, app.path().download_dir().or_else(|_| app.path().document_dir()).ok()),
    };
    std::fs::create_dir_all(&root)?;
    let handle: AppHandle = app.handle().clone();
    webview::prepare(&handle)?;
    // A window that is gone hears nothing, and has nothing to hear.
    let desk = Arc::new(Desk::at(root, Box::new(move |told| drop(handle.emit("told", told)))));
    desk.remove_unused();
    if let Some(shelf) = shelf {
        desk.install_shelf(shelf);
    }
    #[cfg(mobile)]
    desk.install(dial::telephone(app.handle()));
    desk.install_lock_screen(lock_screen::of_this_device(app.handle())?);
    idle::watch(&desk)?;
    #[cfg(target_os = "linux")]
    dark::listen(&desk)?;
    syncing::serve(&desk)?;
    drilling::serve(&desk)?;
    app.manage(desk);
    Ok(())
}

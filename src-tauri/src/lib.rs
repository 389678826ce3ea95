//! The shell: converts between the screen's JSON and the notebook, and delegates. It decides nothing.

mod commands;
mod desk;
mod dial;
mod drilling;
mod idle;
mod look;
mod reminding;
mod shown;
mod syncing;
mod trouble;
pub mod view;
mod webview;

use desk::Desk;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use tauri::{App, AppHandle, Emitter, Manager};

/// Names the folder of the profile, instead of the platform's folder for data of apps.
const FOLDER: &str = "FIRST72_VAULT";

/// Opens the window and stays until it is closed.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() -> ExitCode {
    let builder = tauri::Builder::default();
    // Its own commands stay closed to the window: capabilities/main.json names none of them.
    #[cfg(mobile)]
    let builder = builder.plugin(tauri_plugin_opener::init());
    let ended = builder
        .setup(|app| Ok(set_up(app)?))
        .invoke_handler(commands::handler())
        .build(context())
        .map(|app| app.run_return(|_, _| {}));
    match ended {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) | Err(_) => ExitCode::FAILURE,
    }
}

/// What `tauri.conf.json` says, and the built screen.
#[expect(
    clippy::disallowed_methods,
    reason = "the macro writes an exit that runs only when the program was built wrongly"
)]
fn context() -> tauri::Context {
    tauri::generate_context!()
}

fn set_up(app: &App) -> tauri::Result<()> {
    let root = match std::env::var_os(FOLDER) {
        Some(folder) => PathBuf::from(folder),
        None => app.path().app_data_dir()?,
    };
    std::fs::create_dir_all(&root)?;
    let handle: AppHandle = app.handle().clone();
    webview::keep_small(&handle)?;
    // A window that is gone hears nothing, and has nothing to hear.
    let desk = Arc::new(Desk::at(root, Box::new(move |told| drop(handle.emit("told", told)))));
    #[cfg(mobile)]
    desk.install(dial::telephone(app.handle()));
    idle::watch(&desk)?;
    syncing::serve(&desk)?;
    drilling::serve(&desk)?;
    app.manage(desk);
    Ok(())
}

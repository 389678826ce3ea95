//! Settings of the webview for which Tauri has no words, one function a system.

use tauri::{AppHandle, Manager};

/// The one window of `tauri.conf.json`.
const WINDOW: &str = "main";

/// Keeps the webview small: nothing of it is cached. The screen is inside the program, and no page is ever gone back to.
///
/// How it is painted is left to the system: without its compositor the webview takes less memory, and WebKitGTK then
/// gives no picture of the window to whoever drives it, so that nobody could look at what people see.
///
/// # Errors
/// When the window is gone.
pub(crate) fn keep_small(app: &AppHandle) -> tauri::Result<()> {
    let Some(window) = app.get_webview_window(WINDOW) else { return Ok(()) };
    #[cfg(target_os = "linux")]
    window.with_webview(|webview| {
        use webkit2gtk::{CacheModel, WebContextExt, WebViewExt};
        if let Some(context) = webview.inner().context() {
            context.set_cache_model(CacheModel::DocumentViewer);
        }
    })?;
    #[cfg(not(target_os = "linux"))]
    drop(window);
    Ok(())
}

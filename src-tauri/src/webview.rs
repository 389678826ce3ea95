//! Settings of the webview for which Tauri has no words, one function a system.

use tauri::{AppHandle, Manager};

/// The one window of `tauri.conf.json`.
const WINDOW: &str = "main";

/// Keeps the webview small: it is painted without the graphics processor, and nothing of it is cached.
///
/// What the screen shows is text and plain areas, which a processor paints within a frame; a compositor of its
/// own costs the webview's process more memory than all of the app. There is nothing to cache either: the screen
/// is inside the program, and no page is ever gone back to.
///
/// # Errors
/// When the window is gone.
pub(crate) fn keep_small(app: &AppHandle) -> tauri::Result<()> {
    let Some(window) = app.get_webview_window(WINDOW) else { return Ok(()) };
    #[cfg(target_os = "linux")]
    window.with_webview(|webview| {
        use webkit2gtk::{CacheModel, HardwareAccelerationPolicy, SettingsExt, WebContextExt, WebViewExt};
        let view = webview.inner();
        if let Some(settings) = view.settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
        if let Some(context) = view.context() {
            context.set_cache_model(CacheModel::DocumentViewer);
        }
    })?;
    #[cfg(not(target_os = "linux"))]
    drop(window);
    Ok(())
}

//! Settings of the webview for which Tauri has no words, one function a system.

use tauri::webview::{PermissionKind, PermissionResponse};
use tauri::{AppHandle, Manager};

/// The one window of `tauri.conf.json`.
const WINDOW: &str = "main";

/// The camera, for as long as somebody holds a code before it. Nothing else that a page can ask for is ever given: no
/// microphone, no place, no picture of the screen.
pub(crate) const fn may_use(kind: PermissionKind) -> PermissionResponse {
    match kind {
        PermissionKind::Camera => PermissionResponse::Allow,
        _ => PermissionResponse::Deny,
    }
}

/// Lets the webview see a camera, and keeps it small: nothing of it is cached. The screen is inside the program, and no page is ever gone back to.
///
/// How it is painted is left to the system: without its compositor the webview takes less memory, and WebKitGTK then
/// gives no picture of the window to whoever drives it, so that nobody could look at what people see.
///
/// # Errors
/// When the window is gone.
pub(crate) fn prepare(app: &AppHandle) -> tauri::Result<()> {
    let Some(window) = app.get_webview_window(WINDOW) else { return Ok(()) };
    #[cfg(target_os = "linux")]
    window.with_webview(|webview| {
        use webkit2gtk::{CacheModel, SettingsExt, WebContextExt, WebViewExt};
        if let Some(settings) = WebViewExt::settings(&webview.inner()) {
            // Off as it comes here; the other systems' webviews have it.
            settings.set_enable_media_stream(true);
        }
        if let Some(context) = webview.inner().context() {
            context.set_cache_model(CacheModel::DocumentViewer);
        }
    })?;
    #[cfg(not(target_os = "linux"))]
    drop(window);
    Ok(())
}

//! Settings of the webview for which Tauri has no words, one function a system.

#[cfg(target_os = "linux")]
use std::path::Path;
use tauri::webview::{PermissionKind, PermissionResponse};
use tauri::{AppHandle, Manager};

/// The one window of `tauri.conf.json`.
const WINDOW: &str = "main";

/// Where Linux has a file for each graphics processor that a program can draw with.
#[cfg(target_os = "linux")]
const RENDERERS: &str = "/dev/dri";

/// What JavaScriptCore reads when it starts, in each process of the webview.
#[cfg(target_os = "linux")]
const COMPILES_AT_RUN_TIME: &str = "JSC_useJIT";

/// Has the webview interpret the screen's scripts instead of compiling them while they run. Memory into which a page's process
/// can write code is what attacks on webviews are made of, and what it holds costs more (docs/bench.md) than the few milliseconds that it
/// saves. For a program's first line: the webview's processes begin with what stands in the environment then.
#[cfg(target_os = "linux")]
pub(crate) fn interpret() {
    // Refused only for names that no environment can hold.
    let _ = glib::setenv(COMPILES_AT_RUN_TIME, "false", true);
}

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
/// Where no graphics processor is there, it paints without the layers that are made for one: drawn by the ordinary processor, those take
/// twice the time of a frame and a third more memory (docs/bench.md).
///
/// # Errors
/// When the window is gone.
pub(crate) fn prepare(app: &AppHandle) -> tauri::Result<()> {
    let Some(window) = app.get_webview_window(WINDOW) else { return Ok(()) };
    #[cfg(target_os = "linux")]
    window.with_webview(|webview| {
        use webkit2gtk::{CacheModel, HardwareAccelerationPolicy, SettingsExt, WebContextExt, WebViewExt};
        if let Some(settings) = WebViewExt::settings(&webview.inner()) {
            // Off as it comes here; the other systems' webviews have it.
            settings.set_enable_media_stream(true);
            if !has_graphics_processor(Path::new(RENDERERS)) {
                settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
            }
        }
        if let Some(context) = webview.inner().context() {
            context.set_cache_model(CacheModel::DocumentViewer);
        }
    })?;
    #[cfg(not(target_os = "linux"))]
    drop(window);
    Ok(())
}

/// Whether there is one that can be drawn with: `renderD128` and so on. A `card0` alone only shows pictures.
#[cfg(target_os = "linux")]
fn has_graphics_processor(renderers: &Path) -> bool {
    let mut files = std::fs::read_dir(renderers).into_iter().flatten().flatten();
    files.any(|file| file.file_name().to_string_lossy().starts_with("renderD"))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::has_graphics_processor;
    use std::fs;

    #[test]
    fn only_a_renderer_counts_as_a_graphics_processor() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!has_graphics_processor(&folder.path().join("none")));
        fs::write(folder.path().join("card0"), "").unwrap();
        assert!(!has_graphics_processor(folder.path()), "a server's screen");
        fs::write(folder.path().join("renderD128"), "").unwrap();
        assert!(has_graphics_processor(folder.path()));
    }
}

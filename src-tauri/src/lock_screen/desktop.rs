//! The notices of a desktop. On Linux they go through the session bus, wait there until they are seen, and can be taken
//! back; elsewhere the system keeps them in its own list as long as it likes.

use super::System;
use notify_rust::{Notification, Timeout};

/// The name beside a notice: the app's own, as it stands under its icon.
const NAME: &str = "First72";

#[derive(Default)]
pub(super) struct Notices {
    #[cfg(target_os = "linux")]
    shown: Option<notify_rust::NotificationHandle>,
}

impl Notices {
    pub(super) fn of(_app: &tauri::AppHandle) -> Self {
        Self::default()
    }
}

impl System for Notices {
    fn show(&mut self, sentence: &'static str) -> bool {
        self.take_back();
        let shown = Notification::new().appname(NAME).summary(sentence).timeout(Timeout::Never).show();
        #[cfg(target_os = "linux")]
        {
            self.shown = shown.ok();
            self.shown.is_some()
        }
        #[cfg(not(target_os = "linux"))]
        shown.is_ok()
    }

    fn take_back(&mut self) {
        #[cfg(target_os = "linux")]
        if let Some(shown) = self.shown.take() {
            shown.close();
        }
    }

    fn would_show(&mut self) -> bool {
        #[cfg(target_os = "linux")]
        return notify_rust::get_server_information().is_ok();
        #[cfg(not(target_os = "linux"))]
        true
    }
}

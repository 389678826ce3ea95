//! The notices of a phone. The person is asked once whether the app may show any.

use super::System;
use tauri::AppHandle;
use tauri::plugin::PermissionState;
use tauri_plugin_notification::NotificationExt as _;

/// The number of the one notice: the next takes its place.
const REMINDER: i32 = 1;

pub(super) struct Notices {
    app: AppHandle,
}

impl Notices {
    pub(super) fn of(app: &AppHandle) -> Self {
        Self { app: app.clone() }
    }
}

impl System for Notices {
    fn show(&mut self, sentence: &'static str) -> bool {
        self.would_show() && self.app.notification().builder().id(REMINDER).title(sentence).auto_cancel().show().is_ok()
    }

    fn take_back(&mut self) {
        // One that is gone already need not be taken back.
        let _ = self.app.notification().remove_active(vec![REMINDER]);
    }

    fn would_show(&mut self) -> bool {
        let notices = self.app.notification();
        match notices.permission_state() {
            Ok(PermissionState::Granted) => true,
            Ok(PermissionState::Denied) | Err(_) => false,
            Ok(_) => matches!(notices.request_permission(), Ok(PermissionState::Granted)),
        }
    }
}

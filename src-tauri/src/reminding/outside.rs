//! Whether a reminder is shown outside the window: while the window is not in front or its door is closed, and never while
//! it could come between the young person and their page, in a drill, or above the plain page of a quick exit.

use crate::desk::{Desk, held};
use crate::lock_screen::soon;
use std::sync::atomic::{AtomicBool, Ordering};

/// What stands outside the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Outside {
    /// Nothing, and nothing is to be shown.
    #[default]
    Nothing,
    /// A reminder came that nobody has seen, and that may not be shown yet.
    Waits,
    /// A reminder.
    Shown,
}

/// Whether somebody can see the window.
#[derive(Default)]
pub(crate) struct Front {
    focused: AtomicBool,
    hidden: AtomicBool,
    /// Somebody left by the quick exit: the window shows a plain page until the notebook is opened again.
    left: AtomicBool,
}

impl Front {
    fn is_seen(&self) -> bool {
        self.focused.load(Ordering::Relaxed) && !self.hidden.load(Ordering::Relaxed)
    }

    /// The page of the window is hidden, or no longer is.
    pub(crate) fn hide(&self, hidden: bool) {
        self.hidden.store(hidden, Ordering::Relaxed);
    }

    /// The window shows the plain page of a quick exit, or no longer does.
    pub(crate) fn leave(&self, left: bool) {
        self.left.store(left, Ordering::Relaxed);
    }
}

impl Desk {
    /// The window has the person's attention, or no longer has.
    pub(crate) fn focus(&self, focused: bool) {
        self.front.focused.store(focused, Ordering::Relaxed);
        self.look_outside();
    }

    /// A reminder has come: it is shown outside when nobody can see its line.
    pub(super) fn remind_outside(&self) {
        *held(&self.reminders.outside) = Outside::Waits;
        self.look_outside();
    }

    /// The reminder was put away, or is over: nothing of it stays outside.
    pub(crate) fn take_back_outside(&self) {
        let before = std::mem::take(&mut *held(&self.reminders.outside));
        if let (Outside::Shown, Some(screen)) = (before, self.lock_screen.get()) {
            screen.take_back();
        }
    }

    /// Shows outside what waits to be shown, and takes back what was seen.
    pub(crate) fn look_outside(&self) {
        let Some(screen) = self.lock_screen.get() else { return };
        if *held(&self.reminders.outside) == Outside::Nothing {
            return;
        }
        let seen = self.front.is_seen() && self.is_open() && !self.is_guarded();
        if seen {
            self.take_back_outside();
            return;
        }
        let hush = self.is_hushed();
        let mut outside = held(&self.reminders.outside);
        match *outside {
            Outside::Waits if !hush => {
                screen.show(soon(self.settings().language));
                *outside = Outside::Shown;
            }
            Outside::Shown if hush => {
                screen.take_back();
                *outside = Outside::Waits;
            }
            Outside::Nothing | Outside::Waits | Outside::Shown => {}
        }
    }

    /// Whether a notice could do harm now: above a page for the young person, above the plain page of a quick exit, or in
    /// a drill, where it would be taken for one of the drill's.
    fn is_hushed(&self) -> bool {
        let plain_page = self.front.left.load(Ordering::Relaxed) && self.front.is_seen();
        self.is_guarded() || self.drilling.is_open() || plain_page
    }
}

#[cfg(test)]
mod tests;

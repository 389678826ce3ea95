//! The auditor: sees who did how much in the county, and nothing of the young person.

use anyhow::{Result, ensure};

use super::Night;
use crate::demo::{AUDITOR, STATION};

/// Whose lines are read; as in the cast.
const DEPUTY: &str = "D. Rivera";

impl Night<'_> {
    pub(super) fn auditor(&self, handle: &str) -> Result<()> {
        let said = self.said;
        let window = self.open(AUDITOR.who)?;
        self.unlock(&window)?;
        self.sync(&window)?;
        window.tap_named(said.settings)?;
        self.arrive(&window, said.settings)?;
        window.tap_named(said.recovery)?;
        self.arrive(&window, said.recovery)?;
        window.until("document.querySelectorAll('main ul.card li').length > 1")?;
        self.eye.look(&window, "recovery")?;
        self.back(&window, said.settings)?;
        window.tap_named(said.what_was_done)?;
        self.arrive(&window, said.what_was_done)?;
        window.shows(DEPUTY)?;
        self.eye.look(&window, "audit")?;
        window.tap_starting(DEPUTY)?;
        self.arrive(&window, DEPUTY)?;
        window.until("document.querySelectorAll('main ol li').length > 1")?;
        self.eye.look(&window, "audit-person")?;
        let text = window.text("body")?;
        ensure!(!text.contains(handle) && !text.contains(STATION), "an auditor reads no episode: {text}");
        Ok(())
    }
}

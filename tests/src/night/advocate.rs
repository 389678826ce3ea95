//! The advocate: sees what the deputy recorded, and writes a note that only the agency reads.

use anyhow::Result;

use super::{NOTE, Night};

impl Night<'_> {
    pub(super) fn advocate(&self, handle: &str) -> Result<()> {
        let said = self.said;
        let window = self.open("advocate")?;
        self.unlock(&window)?;
        self.sync(&window)?;
        self.eye.look(&window, "advocate-sync")?;
        window.tap_named(said.tonight)?;
        window.shows(handle)?;
        self.eye.look(&window, "advocate-tonight")?;
        window.tap("main li button")?;
        self.arrive(&window, handle)?;
        window.shows(said.list)?;
        self.eye.look(&window, "advocate-episode")?;
        window.tap_named(said.notes)?;
        self.arrive(&window, said.notes)?;
        window.type_into("textarea", NOTE)?;
        self.eye.look(&window, "note")?;
        window.tap_named(said.save_note)?;
        window.shows(said.saved)?;
        window.until("document.querySelector('main ul li .text') !== null")?;
        self.eye.look(&window, "note-saved")?;
        self.back(&window, handle)?;
        self.back(&window, said.tonight)?;
        self.sync(&window)?;
        self.eye.look(&window, "advocate-sync-sent")
    }
}

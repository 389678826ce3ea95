//! The advocate: sees what the deputy recorded, and writes a note that only the agency reads.

use anyhow::Result;

use super::{NOTE, Night};
use crate::window::Window;

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
        self.answer_the_page(&window, handle)?;
        window.shows(said.list)?;
        self.eye.look(&window, "advocate-episode")?;
        self.shows_the_work(&window)?;
        self.to_the_notes(&window)?;
        window.type_into("textarea", NOTE)?;
        self.eye.look(&window, "note")?;
        let window = self.die_while_typing(window, handle)?;
        window.tap_named(said.save_note)?;
        window.shows(said.saved)?;
        window.until("document.querySelector('main ul li .text') !== null")?;
        self.eye.look(&window, "note-saved")?;
        self.back(&window, handle)?;
        self.back(&window, said.tonight)?;
        self.sync(&window)?;
        self.eye.look(&window, "advocate-sync-sent")
    }

    /// The page of the call says little; two taps tell the officer that the advocate comes, and when.
    fn answer_the_page(&self, window: &Window, handle: &str) -> Result<()> {
        let said = self.said;
        window.tap("main li button")?;
        self.arrive(window, handle)?;
        window.tap_named(said.coming)?;
        self.eye.look(window, "callout")?;
        window.tap_named(said.in_40_minutes)?;
        window.shows(said.you_come)?;
        self.eye.look(window, "callout-coming")?;
        window.tap_named(said.to_the_episode)?;
        self.arrive(window, handle)
    }

    fn to_the_notes(&self, window: &Window) -> Result<()> {
        window.tap_named(self.said.notes)?;
        self.arrive(window, self.said.notes)
    }

    /// Left by the way back, then killed: what was typed and not saved is there each time.
    fn die_while_typing(&self, window: Window, handle: &str) -> Result<Window> {
        let typed = format!("document.querySelector('textarea')?.value === {}", serde_json::json!(NOTE));
        self.back(&window, handle)?;
        self.to_the_notes(&window)?;
        window.until(&typed)?;
        window.kill();
        let again = self.open("advocate")?;
        self.unlock(&again)?;
        again.tap("main li button")?;
        self.arrive(&again, handle)?;
        self.to_the_notes(&again)?;
        again.until(&typed)?;
        Ok(again)
    }
}

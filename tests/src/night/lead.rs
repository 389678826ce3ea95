//! The station lead: a mistyped PIN, then the board, and the episode as far as a lead may read it.

use anyhow::Result;

use super::Night;

impl Night<'_> {
    pub(super) fn lead(&self, handle: &str) -> Result<()> {
        let said = self.said;
        let window = self.open("lead")?;
        self.arrive(&window, said.unlock)?;
        window.tap_named("1")?;
        window.tap_named(said.open)?;
        window.shows(said.missed)?;
        self.eye.look(&window, "unlock-missed")?;
        self.unlock(&window)?;
        self.sync(&window)?;
        window.tap_named(said.board)?;
        self.arrive(&window, said.board)?;
        window.shows(handle)?;
        self.eye.look(&window, "board")?;
        self.shows_nothing_of_the_note(&window)?;
        window.tap_starting(said.list)?;
        self.arrive(&window, handle)?;
        self.shows_the_work(&window)?;
        self.eye.look(&window, "lead-episode")?;
        self.shows_nothing_of_the_note(&window)
    }
}

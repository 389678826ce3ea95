//! The deputy: a recovery recorded and a step worked without a server, then a sync, then a quick exit.

use anyhow::{Result, ensure};

use super::{Counted, Night};
use crate::demo::STATION;
use crate::window::Window;

impl Night<'_> {
    /// From the locked device to a running episode.
    pub(super) fn record_a_recovery(&self, deputy: &Window) -> Result<Counted> {
        let said = self.said;
        self.arrive(deputy, said.unlock)?;
        self.eye.look(deputy, "unlock")?;
        self.unlock(deputy)?;
        let unlocked = deputy.taps();
        self.arrive(deputy, said.tonight)?;
        self.eye.look(deputy, "tonight-empty")?;
        deputy.tap_named(said.new_contact)?;
        self.arrive(deputy, said.new_contact)?;
        deputy.shows(said.four_taps)?;
        self.eye.look(deputy, "contact")?;
        let asked = deputy.taps();
        for answer in [said.now, STATION, said.none_seen] {
            deputy.tap_named(answer)?;
        }
        self.eye.look(deputy, "contact-tapped")?;
        deputy.tap_named(said.start)?;
        deputy.shows(said.list)?;
        let taps = deputy.taps();
        self.eye.look(deputy, "episode")?;
        Ok(Counted { contact_taps: taps - asked, taps_from_home: taps - unlocked, taps_from_locked: taps })
    }

    /// A step and a question, and what the episode shows afterwards.
    pub(super) fn work(&self, deputy: &Window, handle: &str) -> Result<()> {
        let said = self.said;
        // What is next for this person stands above the list.
        let step = deputy.text("main > button .title")?;
        deputy.tap("main > button")?;
        self.arrive(deputy, &step)?;
        deputy.shows(said.done)?;
        self.eye.look(deputy, "step")?;
        deputy.tap_named(said.done)?;
        deputy.shows(said.saved)?;
        self.eye.look(deputy, "step-done")?;
        self.back(deputy, handle)?;
        deputy.until("document.querySelectorAll('main section li button').length > 0")?;
        deputy.tap_starting(said.questions)?;
        self.arrive(deputy, said.questions)?;
        self.eye.look(deputy, "questions")?;
        let topic = deputy.text("main li button strong")?;
        deputy.tap("main li button")?;
        self.arrive(deputy, &topic)?;
        self.eye.look(deputy, "topic")?;
        deputy.tap("article:nth-of-type(2) label")?;
        deputy.until("document.querySelector('article:nth-of-type(2) [role=status] strong') !== null")?;
        // Unknown, not asked, declined: the second of the three that every question has.
        deputy.tap("article:nth-of-type(3) .without label:nth-of-type(2)")?;
        deputy.until("document.querySelector('article:nth-of-type(3) [role=status] strong') !== null")?;
        self.eye.look(deputy, "topic-answered")?;
        self.back(deputy, said.questions)?;
        self.back(deputy, handle)
    }

    /// The app says what is the matter, and that work goes on.
    pub(super) fn servers_are_away(&self, deputy: &Window) -> Result<()> {
        let said = self.said;
        self.back(deputy, said.tonight)?;
        deputy.shows(said.only_here)?;
        self.eye.look(deputy, "tonight")?;
        self.sync(deputy)?;
        deputy.shows(said.server_away)?;
        deputy.shows(said.go_on_working)?;
        self.eye.look(deputy, "sync-away")?;
        deputy.tap_named(said.no_problems)?;
        self.arrive(deputy, said.problems)?;
        self.eye.look(deputy, "problems")?;
        self.back(deputy, said.sync)?;
        deputy.tap_named(said.settings)?;
        self.arrive(deputy, said.settings)?;
        deputy.shows(said.lock)?;
        self.eye.look(deputy, "settings")
    }

    /// Nothing of the advocate's note is on the deputy's device, after a sync either.
    pub(super) fn nothing_of_the_note(&self, deputy: &Window, handle: &str) -> Result<()> {
        self.sync(deputy)?;
        self.shows_nothing_of_the_note(deputy)?;
        deputy.tap_named(self.said.tonight)?;
        deputy.tap("main li button")?;
        self.arrive(deputy, handle)?;
        deputy.shows(self.said.list)?;
        self.shows_nothing_of_the_note(deputy)
    }

    /// A plain page in one tap, and nothing of the app in the window until three taps on its title.
    pub(super) fn leave_and_return(&self, deputy: &Window) -> Result<()> {
        let said = self.said;
        deputy.tap_named(said.quick_exit)?;
        self.arrive(deputy, said.plain)?;
        self.eye.look(deputy, "quick-exit")?;
        let left = deputy.source();
        ensure!(!left.contains(STATION) && !left.contains(said.list), "something of the app stays in the page");
        for _ in 0..3 {
            deputy.tap("h1 button")?;
        }
        self.arrive(deputy, said.unlock)
    }
}

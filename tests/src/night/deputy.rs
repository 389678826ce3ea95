//! The deputy: a recovery recorded and a step worked without a server, then a sync, then a quick exit.

use anyhow::{Result, ensure};

use super::{Counted, Night};
use crate::demo::{PIN, STATION};
use crate::window::{PHONE, PHONE_TURNED, Window};

impl Night<'_> {
    /// From the locked device to a running episode. The phone is turned and dies in the middle: no tap is lost.
    pub(super) fn record_a_recovery(&self) -> Result<(Window, Counted)> {
        let said = self.said;
        let deputy = self.open("deputy")?;
        self.arrive(&deputy, said.unlock)?;
        self.eye.look(&deputy, "unlock")?;
        self.unlock(&deputy)?;
        let unlocked = deputy.taps();
        self.arrive(&deputy, said.tonight)?;
        self.eye.look(&deputy, "tonight-empty")?;
        self.new_contact(&deputy)?;
        self.eye.look(&deputy, "contact")?;
        let asked = deputy.taps();
        // The time is now and there is one station: both are chosen already.
        deputy.tap_named(said.none_seen)?;
        // The last tap, made below on the phone that came back, is counted here.
        let taps = deputy.taps() + 1;
        self.eye.look(&deputy, "contact-tapped")?;
        let deputy = self.die_in_the_middle(deputy)?;
        deputy.tap_named(said.start)?;
        deputy.shows(said.list)?;
        self.eye.look(&deputy, "episode")?;
        self.eye.look_at_other_sizes(&deputy, "episode")?;
        Ok((deputy, Counted { contact_taps: taps - asked, taps_from_home: taps - unlocked, taps_from_locked: taps }))
    }

    fn new_contact(&self, deputy: &Window) -> Result<()> {
        deputy.tap_named(self.said.new_contact)?;
        self.arrive(deputy, self.said.new_contact)?;
        Ok(deputy.shows(self.said.no_name)?)
    }

    /// Turned, left by the way back, and killed: what was tapped is there each time.
    fn die_in_the_middle(&self, deputy: Window) -> Result<Window> {
        const ALL_THREE: &str = "document.querySelectorAll('input:checked').length === 3";
        deputy.resize(PHONE_TURNED)?;
        deputy.until(ALL_THREE)?;
        deputy.resize(PHONE)?;
        self.back(&deputy, self.said.tonight)?;
        self.new_contact(&deputy)?;
        deputy.until(ALL_THREE)?;
        deputy.kill();
        let again = self.open("deputy")?;
        self.unlock(&again)?;
        self.new_contact(&again)?;
        again.until(ALL_THREE)?;
        Ok(again)
    }

    /// A step and a question, and what the episode shows afterwards.
    pub(super) fn work(&self, deputy: &Window, handle: &str) -> Result<()> {
        let said = self.said;
        // What is next for this person stands above the list.
        let step = deputy.text("main .next .title")?;
        deputy.tap("main .next")?;
        self.arrive(deputy, &step)?;
        deputy.shows(said.done)?;
        self.eye.look(deputy, "step")?;
        deputy.tap_named(said.done)?;
        deputy.shows(said.saved)?;
        self.eye.look(deputy, "step-done")?;
        deputy.tap_named(said.to_the_list)?;
        self.arrive(deputy, handle)?;
        deputy.until("document.querySelectorAll('main section li button').length > 0")?;
        deputy.tap_starting(said.questions)?;
        self.arrive(deputy, said.questions)?;
        self.eye.look(deputy, "questions")?;
        let topic = deputy.text("main li button strong")?;
        deputy.tap("main li button")?;
        self.arrive(deputy, &topic)?;
        self.eye.look(deputy, "topic")?;
        self.eye.look_at_other_sizes(deputy, "topic")?;
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
        self.eye.look(deputy, "settings")?;
        self.lock_later(deputy)
    }

    /// To keep the phone open for longer needs the PIN once more; to give up leaves everything as it was.
    fn lock_later(&self, deputy: &Window) -> Result<()> {
        const TEN: &str = "document.querySelector('input[value=\"10\"]:checked') !== null";
        const FIFTEEN: &str = "document.querySelector('input[value=\"15\"]:checked') !== null";
        let said = self.said;
        deputy.tap_named("10 min")?;
        deputy.until(TEN)?;
        deputy.tap_named("15 min")?;
        self.arrive(deputy, said.pin_again)?;
        self.eye.look(deputy, "settings-pin")?;
        deputy.tap_named(said.not_now)?;
        self.arrive(deputy, said.settings)?;
        deputy.until(TEN)?;
        deputy.tap_named("15 min")?;
        self.arrive(deputy, said.pin_again)?;
        for digit in PIN.chars() {
            deputy.tap_named(&digit.to_string())?;
        }
        self.arrive(deputy, said.settings)?;
        Ok(deputy.until(FIFTEEN)?)
    }

    /// Nothing of the advocate's note is on the deputy's device, after a sync either.
    pub(super) fn nothing_of_the_note(&self, deputy: &Window, handle: &str) -> Result<()> {
        self.sync(deputy)?;
        self.shows_nothing_of_the_note(deputy)?;
        self.holds_out_the_code(deputy)?;
        self.writes_what_the_phone_holds(deputy)?;
        deputy.tap_named(self.said.tonight)?;
        deputy.tap("main li button")?;
        self.arrive(deputy, handle)?;
        deputy.shows(self.said.list)?;
        self.shows_nothing_of_the_note(deputy)
    }

    /// At the change of shift: what this phone has seen of the server, for another to compare.
    fn holds_out_the_code(&self, deputy: &Window) -> Result<()> {
        let said = self.said;
        deputy.tap_named(said.compare_phones)?;
        self.arrive(deputy, said.two_phones)?;
        deputy.until("document.querySelector('main textarea[readonly]')?.value.length > 20")?;
        self.eye.look(deputy, "compare")?;
        self.back(deputy, said.sync)
    }

    /// What a lost server would be made again from.
    fn writes_what_the_phone_holds(&self, deputy: &Window) -> Result<()> {
        let said = self.said;
        deputy.tap_named(said.settings)?;
        self.arrive(deputy, said.settings)?;
        deputy.tap_named(said.on_this_phone)?;
        self.arrive(deputy, said.on_this_phone)?;
        deputy.tap_named(said.write_holdings)?;
        self.arrive(deputy, said.pin_again)?;
        for digit in PIN.chars() {
            deputy.tap_named(&digit.to_string())?;
        }
        deputy.until("document.querySelector('.card[role=status]')?.textContent.includes('.held')")?;
        self.eye.look(deputy, "phone-held")?;
        self.back(deputy, said.settings)
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

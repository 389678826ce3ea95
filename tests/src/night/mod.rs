//! One night of the demo county, lived in real windows as its people would live it.
//!
//! The servers are away when it begins. A new phone is enrolled; a deputy records a recovery and works
//! a step; the servers come back; the advocate and the station lead see what arrived, and the
//! advocate's private note is seen by nobody else. `said.rs` knows the words of both languages, `eye.rs`
//! looks at every screen on the way, and the people are in files of their own.

mod advocate;
mod auditor;
mod deputy;
mod eye;
mod fit;
mod hours;
mod lead;
mod measured;
mod newcomer;
mod protocol;
mod said;
mod translated;

use anyhow::{Context, Result, ensure};

use crate::demo::{County, PIN};
use crate::programs::program;
use crate::window::{Display, Program, Window};

pub use eye::Eye;
pub use fit::what_does_not_fit;
pub use hours::{Hours, Lived, Size};
pub use measured::{Measured, measured};
pub use said::{ENGLISH, SPANISH, Said};
pub use translated::english_among;

/// What the advocate writes, and nobody else may ever see.
const NOTE: &str = "She likes hot chocolate and wants her aunt told first";

/// Where a night happens: whose devices, on which display, in which words, under whose eye.
pub struct Night<'a> {
    /// Whose devices and servers.
    pub county: &'a County,
    /// Where the windows appear.
    pub display: &'a Display,
    /// The words on the screens.
    pub said: &'a Said,
    /// What looks at every screen.
    pub eye: &'a Eye,
}

/// What was counted on the way.
pub struct Counted {
    /// Taps on the screen of a new contact, the start included.
    pub contact_taps: u32,
    /// Taps from the open notebook to the running episode.
    pub taps_from_home: u32,
    /// Taps from the locked device to the running episode, the digits of the PIN included.
    pub taps_from_locked: u32,
}

impl Night<'_> {
    /// Lives the night from its beginning. The county's servers must not run yet; they do at its end.
    ///
    /// # Errors
    /// At the first screen that is not as the story says, or that somebody could not use.
    pub fn live(&self) -> Result<Counted> {
        self.enrol_the_newcomer().context("the new phone")?;
        let (deputy, counted) = self.record_a_recovery().context("the deputy, without servers")?;
        let handle = self.heading(&deputy)?;
        self.work(&deputy, &handle).context("the deputy, without servers")?;
        self.servers_are_away(&deputy).context("the deputy, without servers")?;
        let _servers = self.county.serve()?;
        self.sync(&deputy).context("the deputy, with servers")?;
        deputy.shows(self.said.all_sent)?;
        self.eye.look(&deputy, "sync-sent")?;
        self.advocate(&handle).context("the advocate")?;
        self.lead(&handle).context("the station lead")?;
        self.nothing_of_the_note(&deputy, &handle).context("the deputy, afterwards")?;
        self.auditor(&handle).context("the auditor")?;
        self.leave_and_return(&deputy).context("the deputy's quick exit")?;
        Ok(counted)
    }

    /// Opens somebody's device; it is locked.
    fn open(&self, who: &str) -> Result<Window> {
        Ok(Window::open(&self.app(who)?, self.display)?)
    }

    fn app(&self, who: &str) -> Result<Program> {
        let app = Program::new(&program("first72-app")?).environment("FIRST72_VAULT", self.county.vault(who));
        Ok(self.county.environment().into_iter().fold(app, |app, (name, value)| app.environment(name, value)))
    }

    fn unlock(&self, window: &Window) -> Result<()> {
        for digit in PIN.chars() {
            window.tap_named(&digit.to_string())?;
        }
        // The last digit opens by itself.
        Ok(window.shows(self.said.settings)?)
    }

    /// Waits for a screen by its title: the first that can be seen, since a page waits below the question for a PIN.
    fn arrive(&self, window: &Window, title: &str) -> Result<()> {
        let first = "[...document.querySelectorAll('h1')].find((one) => one.checkVisibility())";
        let shown = format!("{first}?.textContent.trim() === {}", serde_json::json!(title));
        window.until(&shown).with_context(|| format!("the screen {title:?}"))
    }

    fn heading(&self, window: &Window) -> Result<String> {
        Ok(window.text("h1")?)
    }

    fn back(&self, window: &Window, title: &str) -> Result<()> {
        window.tap_named(self.said.back)?;
        self.arrive(window, title)
    }

    /// From a screen with the main menu: syncs and waits for the end.
    fn sync(&self, window: &Window) -> Result<()> {
        window.tap_named(self.said.sync)?;
        window.tap_named(self.said.sync_now)?;
        let name = serde_json::json!(self.said.sync_now);
        window.until(&format!(
            "[...document.querySelectorAll('button')].some((one) => one.textContent.trim() === {name} && !one.disabled)"
        ))?;
        Ok(())
    }

    /// On an episode that came in: the step that the deputy finished, and the three answers.
    fn shows_the_work(&self, window: &Window) -> Result<()> {
        window.shows(self.said.answered)?;
        window.tap_named(self.said.all)?;
        window.tap_named(self.said.one_finished)?;
        Ok(window.shows(self.said.done)?)
    }

    fn shows_nothing_of_the_note(&self, window: &Window) -> Result<()> {
        let text = window.text("body")?;
        ensure!(!text.contains(NOTE) && !text.contains(self.said.notes), "a hint at the private note: {text}");
        Ok(())
    }
}

//! The advocate: on the way, beside the young person, a note that only the agency reads, and the days after.

use anyhow::{Context, Result};

use super::Put::{Now, Typed, Yes};
use super::What::{Arrives, Note, Step};
use super::{Hours, Lived, Work, done};
use crate::outside::MINUTE;

const LIST: &[Work] = &[
    Work { after: 40, what: Arrives { lines: &["M90-01", "ID-02"] } },
    Work { after: 15, what: Note("Likes hot chocolate; wants her aunt told first") },
    Work { after: 40, what: Step { id: "M90-14", evidence: &[("plan_exists", Yes)] } },
    Work { after: 20 * 60, what: Step { id: "D1-07", evidence: &[] } },
    Work {
        after: 26 * 60,
        what: Step { id: "H72-01", evidence: &[("hub_name", Typed("the made-up hub")), ("appointment_at", Now)] },
    },
    Work { after: 24 * 60, what: Note("Third day: slept well, asked about school") },
    Work { after: 60, what: Step { id: "H72-11", evidence: &[] } },
    Work { after: 7 * 24 * 60, what: Note("First follow-up: met at the library, next time on Friday") },
];

impl Hours<'_> {
    /// The advocate's hours, from the page of the call.
    ///
    /// # Errors
    /// As [`Hours::of_the_deputy`].
    pub fn of_the_advocate(&self) -> Result<Lived> {
        let call = ["hotline_worker=M. Invented", "referral_number=1234567890123456789"];
        self.recorded_by_the_deputy(&[done("M90-01", &call), done("ID-02", &[])])?;
        self.outside.passes(5 * MINUTE)?;
        self.answers_the_page().context("the page of the call")?;
        self.work("advocate", LIST)?;
        Ok(self.lived())
    }

    fn answers_the_page(&self) -> Result<()> {
        let said = self.night.said;
        let window = self.open("advocate")?;
        self.sync(&window)?;
        window.tap_named(said.tonight)?;
        window.tap("main li button")?;
        window.tap_named(said.coming)?;
        window.tap_named(said.in_40_minutes)?;
        window.shows(said.you_come)?;
        self.dies(window);
        let window = self.open("advocate")?;
        window.tap_named(said.tonight)?;
        window.tap("main li button")?;
        window.until("document.querySelector('main') !== null")?;
        self.dies(window);
        Ok(())
    }
}

//! The station lead: what the deputies saved arrives on the board, the shift is handed over, and the record is closed.

use anyhow::{Context, Result};

use super::Put::Typed;
use super::What::{Arrives, Step};
use super::{Hours, Lived, Work, done};
use crate::outside::{HOUR, MINUTE};

const FIRST: &[Work] = &[
    Work { after: 60, what: Arrives { lines: &["M90-01", "ID-02"] } },
    Work {
        after: 90,
        what: Step {
            id: "M90-10",
            evidence: &[("escalated_to", Typed("C. Invented")), ("late_reason", Typed("the bridge was closed"))],
        },
    },
    Work {
        after: 5 * 60,
        what: Step {
            id: "D1-14",
            evidence: &[
                ("shift_from", Typed("L. Tran")),
                ("shift_to", Typed("P. Invented")),
                ("pending_list", Typed("the report, by tomorrow at nine")),
            ],
        },
    },
];

const SECOND: &[Work] = &[
    Work { after: 12 * 60, what: Arrives { lines: &["M90-01", "M90-07", "H36-01"] } },
    Work {
        after: 26 * 60,
        what: Step { id: "H72-12", evidence: &[("open_items", Typed("the second visit to the hub"))] },
    },
    Work { after: 7 * 24 * 60, what: Arrives { lines: &["H72-12", "D1-14"] } },
];

impl Hours<'_> {
    /// The station lead's hours, from the board.
    ///
    /// # Errors
    /// As [`Hours::of_the_deputy`].
    pub fn of_the_lead(&self) -> Result<Lived> {
        let call = ["hotline_worker=M. Invented", "referral_number=1234567890123456789"];
        self.recorded_by_the_deputy(&[done("M90-01", &call), done("ID-02", &[])])?;
        self.outside.passes(10 * MINUTE)?;
        self.looks_at_the_board().context("the board")?;
        self.work("lead", FIRST)?;
        self.outside.passes(24 * HOUR)?;
        self.recorded_by_the_deputy(&[done("M90-07", &["handed_to=W. Invented"]), done("H36-01", &[])])?;
        self.work("lead", SECOND)?;
        Ok(self.lived())
    }

    fn looks_at_the_board(&self) -> Result<()> {
        let said = self.night.said;
        let window = self.open("lead")?;
        self.sync(&window)?;
        window.tap_named(said.board)?;
        self.arrive_at(&window, said.board)?;
        window.until("document.querySelectorAll('main article').length === 1")?;
        self.dies(window);
        Ok(())
    }
}

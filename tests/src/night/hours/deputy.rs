//! The deputy: from the first contact to the days after, on a phone that dies in the middle of everything.

use anyhow::{Context, Result, ensure};

use super::Put::{Now, Typed, Yes};
use super::What::{Answer, Back, Left, Step, Words};
use super::{Hours, Lived, RIGHTS, Work};

/// From the hotline call to the first follow-up; minutes after the thing before.
const LIST: &[Work] = &[
    Work {
        after: 4,
        what: Step {
            id: "M90-01",
            evidence: &[
                ("hotline_call_at", Now),
                ("hotline_worker", Typed("M. Invented")),
                ("referral_number", Typed("1234567890123456789")),
            ],
        },
    },
    Work { after: 6, what: Answer { topic: "access", field: "language", choice: "spanish" } },
    Work { after: 3, what: Step { id: "ID-02", evidence: &[] } },
    Work { after: 5, what: Answer { topic: RIGHTS, field: "advocate_choice", choice: "wants" } },
    Work { after: 10, what: Words { topic: "start", field: "place_coarse", text: "near the made-up harbor" } },
    Work { after: 30, what: Step { id: "ID-04", evidence: &[("recorded_as_harmed", Yes)] } },
    Work {
        after: 60,
        what: Step {
            id: "M90-06",
            evidence: &[("left_scene_at", Now), ("arrived_at", Now), ("waiting_place", Typed("the quiet room"))],
        },
    },
    // Out of the quiet room, and an hour later through its door again.
    Work { after: 60, what: Left },
    Work { after: 30, what: Back },
    Work {
        after: 180,
        what: Step { id: "M90-07", evidence: &[("handover_at", Now), ("handed_to", Typed("W. Invented"))] },
    },
    Work { after: 6 * 60, what: Step { id: "ID-20", evidence: &[("property_reference", Typed("made-up bag 4"))] } },
    Work {
        after: 24 * 60,
        what: Step { id: "D1-01", evidence: &[("sent_report_ref", Typed("invented 26-0004")), ("da_sent_at", Now)] },
    },
    Work { after: 60, what: Step { id: "H36-01", evidence: &[] } },
    Work { after: 14 * 60, what: Step { id: "ID-19", evidence: &[] } },
    Work { after: 23 * 60, what: Step { id: "ID-14", evidence: &[("minimal_facts_only", Yes)] } },
    Work { after: 9 * 24 * 60, what: Step { id: "ID-21", evidence: &[("notified_name", Typed("L. Tran"))] } },
];

impl Hours<'_> {
    /// The deputy's hours, from the locked phone.
    ///
    /// # Errors
    /// At the first screen that is not as the story says, and when a field was lost.
    pub fn of_the_deputy(&self) -> Result<Lived> {
        self.first_contact().context("the first contact")?;
        self.work("deputy", LIST)?;
        self.nothing_was_cancelled().context("ten days on")?;
        Ok(self.lived())
    }

    /// One answer, a dead phone, and the start.
    fn first_contact(&self) -> Result<()> {
        let said = self.night.said;
        let new_contact = |window: &_| -> Result<()> {
            crate::window::Window::tap_named(window, said.new_contact)?;
            self.arrive_at(window, said.new_contact)
        };
        let window = self.open("deputy")?;
        new_contact(&window)?;
        window.tap_named(said.none_seen)?;
        window.until("document.querySelectorAll('input:checked').length === 3")?;
        self.drafts_are_kept(&window)?;
        self.dies(window);
        let window = self.open("deputy")?;
        new_contact(&window)?;
        window.until("document.querySelectorAll('input:checked').length === 3")?;
        window.tap_named(said.start)?;
        window.until("document.querySelectorAll('main section.phase').length > 0")?;
        self.given.borrow_mut().answer("medical_need_now", "none_seen");
        self.dies(window);
        self.nothing_is_missing("deputy")
    }

    /// Nothing was closed because its time passed: what nobody did is open, and late.
    fn nothing_was_cancelled(&self) -> Result<()> {
        let list = self.night.county.first72("deputy", &["list"])?;
        let episode = &list["episodes"][0];
        ensure!(episode["late"].as_u64() > Some(10) && episode["open"].as_u64() > Some(20), "{episode}");
        Ok(())
    }
}

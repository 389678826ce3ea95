//! What bad luck does to a deputy in one night: half a number, a phone that turns, a call that comes in, a device that is
//! full, an empty battery in the middle of a signature and behind the young person's card, a clock that somebody sets. Each is said, and nothing is lost.

use anyhow::{Context, Result, ensure};
use first72_core::notebook::rights::ADVOCATE;
use serde_json::json;

use super::page::Begun;
use super::{Hours, Lived, Put};
use crate::outside::HOUR;
use crate::window::{PHONE, PHONE_TURNED, Window, quoted_for_xpath};

const STEP: &str = "M90-01";
const NUMBER: &str = "referral_number";
const WORKER: &str = "hotline_worker";
/// Longer than the half minute after which a notebook behind a call closes.
const CALL_MS: i64 = 40_000;
/// The line that is being signed: the path that holds something of it.
const SIGNED: &str = "[...document.querySelectorAll('svg[role=img] path')].at(-1)?.getAttribute('d')";

impl Hours<'_> {
    /// One night with all of it, on the page of a step and under a waiver.
    ///
    /// # Errors
    /// At the first sentence that does not come, and when something typed or drawn was lost.
    pub fn of_bad_luck(&self) -> Result<Lived> {
        self.recorded_by_the_deputy(&[])?;
        let window = self.open("deputy")?;
        self.half_a_number(&window).context("half a number")?;
        self.a_call_comes_in(&window).context("a call")?;
        let window = self.the_device_is_full(window).context("a full device")?;
        let window = self.killed_while_signing(window).context("a signature")?;
        let window = self.killed_behind_the_card(window).context("a card that is shown")?;
        self.the_clock_is_set(&window).context("a wrong clock")?;
        self.dies(window);
        self.nothing_is_missing("deputy")?;
        Ok(self.lived())
    }

    fn half_a_number(&self, window: &Window) -> Result<()> {
        self.to_the_episode(window)?;
        self.to_the_step(window, STEP)?;
        self.put(window, NUMBER, Put::Typed("12345"))?;
        window.tap_named(self.night.said.done)?;
        window.shows(self.night.said.not_whole)?;
        self.stands(window, "12345")?;
        window.resize(PHONE_TURNED)?;
        self.stands(window, "12345").context("on its side")?;
        window.resize(PHONE)?;
        self.stands(window, "12345")
    }

    fn a_call_comes_in(&self, window: &Window) -> Result<()> {
        let hidden = |hidden: bool| {
            let says = format!("Object.defineProperty(document, 'hidden', {{ value: {hidden}, configurable: true }});");
            window.run(&format!("{says} document.dispatchEvent(new Event('visibilitychange'))"), &[])
        };
        hidden(true)?;
        window.until("document.documentElement.hasAttribute('data-covered')")?;
        self.drafts_are_kept(window)?;
        self.outside.passes(CALL_MS)?;
        hidden(false)?;
        self.arrive_at(window, self.night.said.unlock)?;
        self.night.unlock(window)?;
        self.to_the_episode(window)?;
        self.to_the_step(window, STEP)?;
        self.stands(window, "12345")
    }

    /// What is typed while nothing can be kept stays on the screen, is said, and is kept as soon as there is room.
    fn the_device_is_full(&self, window: Window) -> Result<Window> {
        let full = self.night.said.full;
        self.outside.has_room_for(Some(1))?;
        self.put(&window, WORKER, Put::Typed("M. Inv"))?;
        window.shows(full)?;
        self.stands(&window, "M. Inv")?;
        self.outside.has_room_for(None)?;
        self.put(&window, WORKER, Put::Typed("ented"))?;
        window.until(&format!("!document.body.innerText.includes({})", json!(full)))?;
        self.drafts_are_kept(&window)?;
        self.dies(window);
        let window = self.open("deputy")?;
        self.to_the_episode(&window)?;
        self.to_the_step(&window, STEP)?;
        self.is_there(&window, &Begun::Typed(vec!["M. Invented", "12345"]))?;
        self.put(&window, NUMBER, Put::Typed("67890123456789"))?;
        window.tap_named(self.night.said.done)?;
        window.shows(self.night.said.saved)?;
        let written = [(NUMBER, "1234567890123456789"), (WORKER, "M. Invented")];
        let written = written.map(|(id, value)| (id.to_owned(), Some(value.to_owned())));
        self.given.borrow_mut().step(STEP, written);
        Ok(window)
    }

    fn killed_while_signing(&self, window: Window) -> Result<Window> {
        self.to_the_waiver(&window, true)?;
        window.presses_and_draws("svg[role=img]", &[(0.1, 0.5), (0.3, 0.3), (0.5, 0.6), (0.7, 0.4)])?;
        window.until(&format!("{SIGNED}?.length > 20"))?;
        self.drafts_are_kept(&window)?;
        let drawn = window.run(&format!("return {SIGNED}"), &[])?;
        self.dies(window);
        let window = self.open("deputy")?;
        self.to_the_waiver(&window, false)?;
        window.until(&format!("{SIGNED}?.length > 20"))?;
        let there = window.run(&format!("return {SIGNED}"), &[])?;
        ensure!(there == drawn, "{drawn} was drawn, and {there} is there");
        Ok(window)
    }

    /// Whoever finds the phone that died while the young person held it finds a locked door, and no word of the card. What
    /// was drawn before is there for the one with the PIN.
    fn killed_behind_the_card(&self, window: Window) -> Result<Window> {
        let said = self.night.said;
        self.to_the_episode(&window)?;
        window.tap_named(said.card)?;
        self.arrive_at(&window, said.card_title)?;
        window.tap_named(said.both_upper)?;
        window.until("document.querySelector('input[value=upper]:checked') !== null")?;
        window.tap_named(said.show_card)?;
        window.until("document.querySelector('main.guarded li') !== null")?;
        let shown = window.text("main.guarded li")?;
        self.dies(window);
        let window = self.night.open("deputy")?;
        self.arrive_at(&window, said.unlock)?;
        ensure!(!window.source().contains(&shown), "{shown:?} of the card is in the page of a locked phone");
        self.night.unlock(&window)?;
        self.to_the_waiver(&window, false)?;
        window.until(&format!("{SIGNED}?.length > 20"))?;
        Ok(window)
    }

    fn to_the_waiver(&self, window: &Window, first: bool) -> Result<()> {
        let said = self.night.said;
        self.to_the_episode(window)?;
        window.tap_named(said.rights)?;
        self.arrive_at(window, said.rights)?;
        if first {
            let (card, label) = (self.card_of(ADVOCATE)?, self.choice_label(ADVOCATE, "clear_no")?);
            window.tap_at(&format!("{card}//label[normalize-space(.)={}]", quoted_for_xpath(&label)))?;
            self.card_says_saved(window, ADVOCATE)?;
            self.given.borrow_mut().answer(ADVOCATE, "clear_no");
        }
        window.tap_named(said.open_waiver)?;
        Ok(window.until("document.querySelector('svg[role=img]:not(.disabled)') !== null")?)
    }

    fn the_clock_is_set(&self, window: &Window) -> Result<()> {
        self.outside.sets_the_clock(-5 * HOUR)?;
        self.to_the_episode(window)?;
        window.shows(self.night.said.clock_problem)?;
        self.outside.sets_the_clock(5 * HOUR)
    }

    fn stands(&self, window: &Window, text: &str) -> Result<()> {
        let there = super::page::stands_in_an_input(text);
        window.until(&there).with_context(|| format!("{text:?}, which was typed"))
    }
}

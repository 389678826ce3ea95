//! The whole 72 hours in real windows, and the days after: one person at a time, one thing after the other.
//!
//! Each person's work is a list (`deputy.rs`, `advocate.rs`, `lead.rs`): what is done, and how many hours later. The app
//! dies in the middle of each thing, as a phone with a flat battery does, and hours pass while it is dead; then it is
//! opened again, what was half typed must be there, and it is done. After each death everything that was ever given is
//! compared with what `first72 show` finds on the device. Names of steps and questions are read from the pack, so that
//! the story is the same in both languages and over every change of the screens' own words.

mod advocate;
mod deputy;
mod given;
mod lead;
mod luck;
mod page;

use std::cell::{Cell, RefCell};

use anyhow::{Context, Result, bail, ensure};
use first72_core::protocol::{Pack, shipped};
use serde_json::{Value, json};

use super::Night;
use crate::demo::STATION;
use crate::outside::{MINUTE, Outside};
use crate::window::{DESKTOP, PHONE, Window};
use given::Given;

/// The pack that the county works by.
const PACK: &str = "los-angeles";

/// How large the window is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 390 by 844.
    Phone,
    /// 1280 by 800: list, page and step beside each other.
    Desktop,
}

/// One person's 72 hours.
pub struct Hours<'a> {
    night: Night<'a>,
    outside: &'a Outside,
    size: Size,
    pack: Pack,
    given: RefCell<Given>,
    episode: RefCell<Option<String>>,
    taps: Cell<u32>,
    deaths: Cell<u32>,
}

/// What was counted on the way.
#[derive(Debug)]
pub struct Lived {
    /// Taps and fields typed into, digits of the PIN included.
    pub taps: u32,
    /// How often the app was killed and opened again.
    pub deaths: u32,
    /// Fields that were given: answers, steps, evidence, notes.
    pub given: usize,
}

/// One thing that somebody does.
struct Work {
    /// Minutes after the thing before it.
    after: i64,
    what: What,
}

/// Stands for the page of the rights where a topic is named.
const RIGHTS: &str = "the page of rights";

enum What {
    /// A step is worked: what is written down with it, then "done".
    Step { id: &'static str, evidence: &'static [(&'static str, Put)] },
    /// A question is answered by a tap: topic (or [`RIGHTS`], the page of that name), field, choice.
    Answer { topic: &'static str, field: &'static str, choice: &'static str },
    /// A question is answered in words.
    Words { topic: &'static str, field: &'static str, text: &'static str },
    /// A private note is written.
    Note(&'static str),
    /// The young person left, in one tap.
    Left,
    /// The young person is back.
    Back,
    /// What others did arrives: so many finished steps at least stand on the episode.
    Arrives { lines: &'static [&'static str] },
}

/// What is put into one input.
#[derive(Clone, Copy)]
enum Put {
    /// Words or digits.
    Typed(&'static str),
    /// The moment of the tap.
    Now,
    /// Yes.
    Yes,
}

impl<'a> Hours<'a> {
    /// Hours that are about to be lived in a county that stands in this outside, whose servers run.
    ///
    /// # Errors
    /// When the pack does not load.
    pub fn of(night: Night<'a>, outside: &'a Outside, size: Size) -> Result<Self> {
        let pack = shipped::find(PACK).context("the pack is shipped")?.load()?;
        let (given, episode, taps, deaths) = (RefCell::default(), RefCell::default(), Cell::new(0), Cell::new(0));
        Ok(Self { night, outside, size, pack, given, episode, taps, deaths })
    }

    fn lived(&self) -> Lived {
        Lived { taps: self.taps.get(), deaths: self.deaths.get(), given: self.given.borrow().len() }
    }

    /// Works through a list on the one episode of somebody's device.
    fn work(&self, who: &str, list: &[Work]) -> Result<()> {
        let mut window = self.open(who)?;
        for (number, work) in list.iter().enumerate() {
            let context = || format!("number {number} of the {who}'s list, {}", work.what);
            self.to_the_episode(&window).with_context(context)?;
            let begun = self.begin(&window, work).with_context(context)?;
            self.dies(window);
            self.nothing_is_missing(who).with_context(context)?;
            self.outside.passes(work.after * MINUTE)?;
            window = self.open(who)?;
            self.to_the_episode(&window).with_context(context)?;
            self.finish(&window, work, &begun).with_context(context)?;
        }
        self.dies(window);
        self.nothing_is_missing(who)
    }

    /// Opens and unlocks somebody's device, in the window's size.
    fn open(&self, who: &str) -> Result<Window> {
        let window = self.night.open(who)?;
        let size = if self.size == Size::Phone { PHONE } else { DESKTOP };
        window.resize(size)?;
        self.night.unlock(&window)?;
        Ok(window)
    }

    fn dies(&self, window: Window) {
        self.taps.set(self.taps.get() + window.taps());
        self.deaths.set(self.deaths.get() + 1);
        window.kill();
    }

    /// Everything that was ever given is on the device: read from the vault by another program.
    fn nothing_is_missing(&self, who: &str) -> Result<()> {
        let id = self.the_one_episode(who)?;
        let shown = self.night.county.first72(who, &["show", &id])?;
        let missing = self.given.borrow().missing_from(&shown);
        ensure!(missing.is_empty(), "{} fields were lost: {}\n{shown}", missing.len(), missing.join("; "));
        Ok(())
    }

    fn the_one_episode(&self, who: &str) -> Result<String> {
        if let Some(known) = self.episode.borrow().as_ref() {
            return Ok(known.clone());
        }
        let list = self.night.county.first72(who, &["list"])?;
        let episodes = list["episodes"].as_array().context("a list of episodes")?;
        let [episode] = episodes.as_slice() else { bail!("one episode, and not {}", episodes.len()) };
        let id = episode["episode"].as_str().context("its id")?.to_owned();
        *self.episode.borrow_mut() = Some(id.clone());
        Ok(id)
    }

    /// What the deputy did before: recorded through the terminal, at the time that it is now outside.
    fn recorded_by_the_deputy(&self, lines: &[Value]) -> Result<()> {
        let before = self.night.county.first72("deputy", &["list"])?;
        let episode = before["episodes"][0]["episode"].as_str().map(str::to_owned);
        let episode = match episode {
            Some(episode) => episode,
            None => {
                let contact = json!({ "do": "contact", "station": STATION, "pack": PACK, "medical": "none_seen" });
                let made = self.night.county.script("deputy", &[contact])?;
                made.first().and_then(|made| made["episode"].as_str()).context("an episode")?.to_owned()
            }
        };
        let lines = lines.iter().map(|line| {
            let mut line = line.clone();
            line["episode"] = json!(episode);
            line
        });
        let lines: Vec<Value> = lines.chain([json!({ "do": "sync" })]).collect();
        self.night.county.script("deputy", &lines).map(drop)
    }
}

/// A step that was done, as a line of a script.
fn done(step: &str, evidence: &[&str]) -> Value {
    json!({ "do": "step", "step": step, "what": "done", "evidence": evidence })
}

impl std::fmt::Display for What {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Step { id, .. } => write!(formatter, "the step {id}"),
            Self::Answer { field, .. } | Self::Words { field, .. } => write!(formatter, "the question {field}"),
            Self::Note(_) => formatter.write_str("a private note"),
            Self::Left => formatter.write_str("the youth left"),
            Self::Back => formatter.write_str("the youth is back"),
            Self::Arrives { .. } => formatter.write_str("what others did"),
        }
    }
}

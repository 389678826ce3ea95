//! A deputy's device with many episodes, for measuring what a person waits for.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::{Eye, Night, Said};
use crate::demo::{County, PIN, STATION};
use crate::programs::program;
use crate::window::memory::memory;
use crate::window::{Display, Program, Window, measure};

/// How often the list is opened, and the app is left in a hurry.
const LISTS: u32 = 10;
const EXITS: u32 = 5;
/// How many frames of a scrolled list are looked at: without a graphics processor all of 500 episodes take minutes.
const FRAMES: u32 = 150;

/// From so many episodes on the list can be searched: `MANY` of ui/src/parts/EpisodeList.svelte.
const SEARCHED: u32 = 5;

/// What was measured in the real window of a deputy's device.
pub struct Measured {
    /// From the start of the program to the PIN pad, one for each start.
    pub cold_starts: Vec<Duration>,
    /// From a tap to the painted "saved", one for each tap.
    pub taps: Vec<Duration>,
    /// From a tap on the quick exit to the painted neutral page, one for each exit.
    pub exits: Vec<Duration>,
    /// From a tap on the menu to the painted list of all open episodes, one for each.
    pub lists: Vec<Duration>,
    /// From a letter in the search to the frame that shows what was found, one for each letter.
    pub letters: Vec<Duration>,
    /// Between two frames while the list is scrolled.
    pub frames: Vec<Duration>,
    /// The same with nothing but plain lines in the window.
    pub plain_frames: Vec<Duration>,
    /// Bytes that the app and its webview hold at the PIN pad; none where the kernel does not tell.
    pub memory_locked: Option<u64>,
    /// The same after everything else was measured.
    pub memory: Option<u64>,
}

/// Measures on a county of its own whose deputy keeps so many open episodes.
///
/// # Errors
/// When a program does not start or a screen does not come.
pub fn measured(folder: &std::path::Path, said: &Said, episodes: u32, starts: u32, taps: u32) -> Result<Measured> {
    let county = County::at(folder)?;
    fill(&county, episodes)?;
    let display = Display::in_memory()?;
    let app = Program::new(&program("first72-app")?).environment("FIRST72_VAULT", county.vault("deputy"));
    let cold_starts = (0..starts).map(|_| measure::cold_start(&app, &display, ".pad button"));
    let cold_starts = cold_starts.collect::<Result<Vec<_>, _>>()?;
    let night = Night { county: &county, display: &display, said, eye: &Eye::default() };
    let window = night.open("deputy")?;
    window.until("document.querySelector('.pad button') !== null")?;
    let memory_locked = memory(&window);
    night.unlock(&window)?;
    window.until("document.querySelector('main li button[data-to]') !== null")?;
    let lists = (0..LISTS).map(|_| measure::tap_to_list(&window)).collect::<Result<Vec<_>, _>>().context("the list")?;
    let frames = measure::frames_while_scrolling(&window, FRAMES).context("scrolling the list")?;
    let plain_frames = measure::frames_of_plain_lines(&window, FRAMES).context("scrolling plain lines")?;
    let letters = if episodes < SEARCHED { Vec::new() } else { search(&window).context("the search")? };
    window.tap("main li button")?;
    window.shows(said.list)?;
    window.tap_starting(said.questions)?;
    night.arrive(&window, said.questions)?;
    window.tap("main li button")?;
    window.until("document.querySelector('article .options.two') !== null")?;
    let taps = measure::tap_to_saved(&window, taps).context("the taps")?;
    let memory = memory(&window);
    let exits = (0..EXITS).map(|_| night.exit_and_return(&window)).collect::<Result<Vec<_>>>().context("the exits")?;
    Ok(Measured { cold_starts, taps, exits, lists, letters, frames, plain_frames, memory_locked, memory })
}

/// Letter by letter, then nothing again.
fn search(window: &Window) -> Result<Vec<Duration>> {
    const TYPED: [&str; 8] = ["r", "ri", "riv", "a", "am", "s", "si", ""];
    Ok(TYPED.iter().map(|words| measure::letter_to_found(window, words)).collect::<Result<Vec<_>, _>>()?)
}

impl Night<'_> {
    /// Leaves by the quick exit from where the window is, and comes back through the closed door.
    fn exit_and_return(&self, window: &Window) -> Result<Duration> {
        let took = measure::tap_to_left(window, self.said.quick_exit)?;
        for _ in 0..3 {
            window.tap("h1 button")?;
        }
        self.unlock(window)?;
        window.tap("main li button")?;
        window.shows(self.said.list)?;
        Ok(took)
    }
}

/// Records so many episodes through one script of the terminal program.
fn fill(county: &County, episodes: u32) -> Result<()> {
    let mut script = Command::new(program("first72")?)
        .args(["script", "--json", "--vault"])
        .arg(county.vault("deputy"))
        .env("FIRST72_SECRET", PIN)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()?;
    let mut lines = script.stdin.take().context("the script reads lines")?;
    let contact = serde_json::json!({ "do": "contact", "station": STATION, "pack": "los-angeles" });
    for _ in 0..episodes {
        writeln!(lines, "{contact}")?;
    }
    drop(lines);
    ensure!(script.wait()?.success(), "the script that records episodes failed");
    Ok(())
}

//! A deputy's device with many episodes, for measuring what a person waits for.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::{Eye, Night, Said};
use crate::demo::{County, PIN, STATION};
use crate::programs::program;
use crate::window::memory::memory;
use crate::window::{Display, Program, measure};

/// What was measured in the real window of a deputy's device.
pub struct Measured {
    /// From the start of the program to the PIN pad, one for each start.
    pub cold_starts: Vec<Duration>,
    /// From a tap to the painted "saved", one for each tap.
    pub taps: Vec<Duration>,
    /// Bytes that the app and its webview hold afterwards; none where the kernel does not tell.
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
    night.unlock(&window)?;
    window.tap("main li button")?;
    window.shows(said.list)?;
    window.tap_starting(said.questions)?;
    night.arrive(&window, said.questions)?;
    window.tap("main li button")?;
    window.until("document.querySelector('article .options.two') !== null")?;
    let taps = measure::tap_to_saved(&window, taps)?;
    Ok(Measured { cold_starts, taps, memory: memory(&window) })
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

//! Lives a night of a demo county in real windows and keeps a picture of each screen.
//!
//! `tour PICTURES [en|es] [normal|large|largest] [whole]`; `whole` pictures the page to its end.
//! `tour measure EPISODES` measures instead what a deputy with so many episodes waits for.

#![expect(clippy::print_stdout, reason = "the command's own voice")]

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use first72_tests::demo::{AUDITOR, CAST, County, NEWCOMER};
use first72_tests::night::{ENGLISH, Eye, Measured, Night, SPANISH, measured};
use first72_tests::window::Display;
use first72_tests::window::measure::percentile;

fn main() -> ExitCode {
    match tour() {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            println!("{trouble:#}");
            ExitCode::FAILURE
        }
    }
}

fn tour() -> Result<()> {
    let mut arguments = std::env::args().skip(1).collect::<Vec<_>>().into_iter();
    if arguments.len() == 2 && arguments.as_slice()[0] == "measure" {
        return measure(arguments.as_slice()[1].parse().context("say how many episodes")?);
    }
    let pictures = PathBuf::from(arguments.next().context("name the folder for the pictures")?);
    let said = match arguments.next().as_deref() {
        None | Some("en") => &ENGLISH,
        Some("es") => &SPANISH,
        Some(other) => bail!("no language `{other}`: use en or es"),
    };
    let text_size = arguments.next().unwrap_or_else(|| "normal".to_owned());
    let whole = arguments.next().is_some();
    // A county of its own, so that the night always begins with no episode.
    let folder = tempfile::tempdir()?;
    println!("founding a demo county");
    let county = County::at(&folder.path().join("county"))?;
    for guest in CAST.iter().chain([&NEWCOMER, &AUDITOR]) {
        county.set_look(guest.who, said.language, &text_size)?;
    }
    println!("living the night");
    let display = Display::find()?;
    let eye = Eye::with_pictures(pictures, whole);
    let counted = Night { county: &county, display: &display, said, eye: &eye }.live()?;
    println!("{} screens, each without a finding of axe-core, and everything on them fits", eye.seen().len());
    println!(
        "taps to a running episode: {} on the screen, {} from the open notebook, {} from the locked phone",
        counted.contact_taps, counted.taps_from_home, counted.taps_from_locked
    );
    Ok(())
}

fn measure(episodes: u32) -> Result<()> {
    const STARTS: u32 = 5;
    const TAPS: u32 = 100;
    let folder = tempfile::tempdir()?;
    println!("founding a demo county whose deputy keeps {episodes} episodes");
    let Measured { cold_starts, taps, exits, lists, letters, frames, .. } =
        measured(&folder.path().join("county"), &ENGLISH, episodes, STARTS, TAPS)?;
    row("start of the program to the PIN pad", &cold_starts);
    row("tap to painted \u{201c}saved\u{201d}", &taps);
    row("quick exit to the painted neutral page", &exits);
    row("menu to the painted list", &lists);
    row("letter to what was found", &letters);
    row("between two frames while scrolling", &frames);
    Ok(())
}

fn row(what: &str, figures: &[Duration]) {
    let at = |share| percentile(figures, share).as_millis();
    println!("{what}: half within {} ms, 95 of 100 within {} ms, longest {} ms", at(0.5), at(0.95), at(1.0));
}

//! Lives a night of a demo county in real windows and keeps a picture of each screen.
//!
//! `tour PICTURES [en|es] [normal|large|largest] [whole]`; `whole` pictures the page to its end.

#![expect(clippy::print_stdout, reason = "the command's own voice")]

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use first72_tests::demo::{CAST, County, NEWCOMER};
use first72_tests::night::{ENGLISH, Eye, Night, SPANISH};
use first72_tests::window::Display;

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
    let mut arguments = std::env::args().skip(1);
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
    for guest in CAST.iter().chain([&NEWCOMER]) {
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

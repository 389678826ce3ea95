//! Somebody's PIN was seen, and they take another one; and they look for what they wrote. In a real window; all of it invented.

use anyhow::{Context, Result, ensure};

use crate::room::{Room, pin};
use crate::second_pin::typed;
use first72_tests::demo::{CAST, PIN};
use first72_tests::window::Window;

/// A word that stands in an answer of one episode, and in no handle.
const WORD: &str = "lighthouse";

/// Five episodes, so that there is a search; one of them has the word. Its handle.
fn five_episodes(room: &Room) -> Result<String> {
    let handle = room.episode()?;
    room.county.first72(CAST[0].who, &["answer", &handle, "place_coarse", "an invented lighthouse"])?;
    for _ in 0..4 {
        room.episode()?;
    }
    Ok(handle)
}

fn found(window: &Window, handle: &str) -> Result<()> {
    window.type_into("input[type=search]", WORD)?;
    window.until("document.querySelectorAll('main button[data-to]').length === 1")?;
    Ok(window.shows(handle)?)
}

/// Made, learned, typed twice, and the one of today once more. Returns the new one.
fn changed(room: &Room, window: &Window) -> Result<String> {
    window.tap_named("Settings")?;
    window.tap_named("Change it")?;
    window.shows("I know it by heart")?;
    room.eye.look(window, "own-pin-new")?;
    let new: String = window.text(".pin")?.chars().filter(char::is_ascii_digit).collect();
    ensure!(new.len() == PIN.len() && new != PIN, "eight digits of its own");
    window.tap_named("I know it by heart")?;
    window.shows("Type your PIN")?;
    typed(window, &new)?;
    window.shows("Type it once more")?;
    typed(window, &new)?;
    window.shows("Your PIN, once more")?;
    // The pad of the page below is still there, out of reach.
    for digit in PIN.chars() {
        window.tap_at(&format!("(//button[normalize-space(.)='{digit}'])[last()]"))?;
    }
    window.shows("From now on only the new one opens this device.")?;
    room.eye.look(window, "own-pin-changed")?;
    Ok(new)
}

fn live(room: &Room) -> Result<()> {
    let handle = five_episodes(room)?;
    let window = room.open(CAST[0].who)?;
    found(&window, &handle).context("what was written is found")?;
    room.eye.look(&window, "own-pin-found")?;
    let new = changed(room, &window).context("another PIN")?;
    drop(window);
    let window = room.locked(CAST[0].who)?;
    pin(&window)?;
    window.shows("That did not open it.")?;
    typed(&window, &new)?;
    // Of five cards that stand in no certain order the last ones are below what is seen.
    found(&window, &handle).context("it is found again")
}

#[test]
fn a_pin_that_was_seen_is_changed_and_what_was_written_is_found_in_a_real_window() {
    let room = Room::new().unwrap();
    live(&room).unwrap_or_else(|trouble| panic!("{trouble:#}"));
}

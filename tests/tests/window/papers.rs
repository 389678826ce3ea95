//! What leaves the app as a file, in real windows: the young person's own copy, and the file of an incident, which anybody
//! can check without a key. The people are invented.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::room::{Room, pin};
use first72_tests::demo::{AUDITOR, CAST, STATION, Servers};
use first72_tests::window::Window;

const DEPUTY: &str = CAST[0].who;
const TYPED: &str = "the made-up harbor";

/// An episode with decisions, an answer that is safe to show, a step, and a place that somebody typed.
fn episode(room: &Room) -> Result<String> {
    let handle = room.episode()?;
    let said = [
        ["advised_rights", "spoken"],
        ["advocate_choice", "wants"],
        ["needs", "water,charger,quiet"],
        ["place_coarse", TYPED],
    ];
    for [field, answer] in said {
        room.county.first72(DEPUTY, &["answer", &handle, field, answer])?;
    }
    room.county.first72(DEPUTY, &["step", &handle, "ID-07", "done"])?;
    room.county.first72(DEPUTY, &["sync"])?;
    Ok(handle)
}

/// The paths that a page shows, in their order.
fn files(window: &Window) -> Result<Vec<PathBuf>> {
    let read = "return document.querySelector('main').innerText.match(/\\/[^\\s]+\\.(txt|json)/g) ?? []";
    Ok(serde_json::from_value(window.run(read, &[])?)?)
}

fn own_copy(room: &Room, handle: &str) -> Result<()> {
    let window = room.open(DEPUTY)?;
    window.tap_starting(handle)?;
    window.tap_named("Who can read this")?;
    window.tap_named("Their own copy")?;
    window.shows("What is in it")?;
    room.eye.look(&window, "own-copy")?;
    window.tap_named("Make the copy")?;
    window.shows("To make the young person’s own copy")?;
    pin(&window)?;
    window.shows("What you were told, and what you decided")?;
    room.eye.look(&window, "own-copy-made")?;
    window.tap_named("Write it into a file")?;
    pin(&window)?;
    window.shows("It is in the file")?;
    room.eye.look(&window, "own-copy-written")?;
    let shown = window.text("main")?;
    let [file] = &files(&window)?[..] else { anyhow::bail!("one file: {shown}") };
    let text = std::fs::read_to_string(file)?;
    if let Some(folder) = &room.eye.pictures {
        std::fs::write(folder.join("own-copy.txt"), &text)?;
    }
    for line in text.lines().filter(|line| !line.is_empty()).skip(1) {
        ensure!(shown.contains(line), "the file says {line:?}, the screen does not: {shown}");
    }
    for kept in ["Water", "Times, needs and steps"] {
        ensure!(text.contains(kept), "{kept} is theirs to read: {text}");
    }
    for never in [TYPED, CAST[0].short_name, handle, STATION] {
        ensure!(!text.contains(never), "{never} has no place in it: {text}");
    }
    Ok(())
}

/// In the language that the young person reads, on a page of whoever makes it, in Spanish and at twice the size.
fn own_copy_in_spanish_at_twice_the_size(room: &Room, handle: &str) -> Result<()> {
    let window = room.open_in_spanish_at_twice_the_size(DEPUTY)?;
    window.tap_starting(handle)?;
    window.tap_named("Quién puede leer esto")?;
    window.tap_named("Su propia copia")?;
    window.shows("Qué tiene")?;
    window.tap_at("//label[contains(., 'Español')] | //button[contains(., 'Español')]")?;
    window.tap_named("Hacer la copia")?;
    pin(&window)?;
    window.shows("Lo que te dijeron y lo que decidiste")?;
    room.eye.look(&window, "own-copy-made-es-200")
}

/// The auditor's file of the week, which the terminal checks for somebody who has no key and no vault.
fn incident(room: &Room, handle: &str) -> Result<()> {
    room.county.first72(AUDITOR.who, &["sync"])?;
    let window = room.open(AUDITOR.who)?;
    window.tap_named("Settings")?;
    window.tap_named("What was done")?;
    window.shows("An incident?")?;
    window.tap_named("Write the file")?;
    pin(&window)?;
    window.shows("Report within one hour")?;
    room.eye.look(&window, "incident")?;
    let shown = window.text("main")?;
    let [text, json] = &files(&window)?[..] else { anyhow::bail!("two files: {shown}") };
    if let Some(folder) = &room.eye.pictures {
        std::fs::copy(text, folder.join("incident.txt"))?;
    }
    let (to_read, to_check) = (std::fs::read_to_string(text)?, std::fs::read_to_string(json)?);
    ensure!(to_read.contains("Made a young person’s own copy"), "what was done is in it: {to_read}");
    ensure!(
        to_read.contains(CAST[0].short_name) && !to_check.contains(CAST[0].short_name),
        "names are for reading only"
    );
    for never in [TYPED, handle] {
        ensure!(!to_read.contains(never) && !to_check.contains(never), "{never} has no place in it");
    }
    checked(room, json, &to_check)
}

fn checked(room: &Room, json: &Path, written: &str) -> Result<()> {
    let path = json.to_str().context("a path that is text")?;
    let check = || room.county.first72("nobody", &["audit", "check", path]);
    let holds = check()?;
    ensure!(holds["holds"] == true && holds["rows"].as_u64().is_some_and(|rows| rows > 3), "{holds}");
    ensure!(!room.county.vault("nobody").exists(), "who checks it needs no vault");
    let altered = written.replacen("\"amount\": 1", "\"amount\": 2", 1);
    ensure!(altered != *written, "there is something to alter");
    std::fs::write(json, altered)?;
    let refused = check().err().context("an altered row is found")?;
    ensure!(refused.to_string().contains("incident.rows"), "{refused}");
    Ok(())
}

fn incident_in_spanish_at_twice_the_size(room: &Room) -> Result<()> {
    let window = room.open_in_spanish_at_twice_the_size(AUDITOR.who)?;
    window.tap_named("Ajustes")?;
    window.tap_named("Lo que se hizo")?;
    window.tap_named("Escribir el archivo")?;
    pin(&window)?;
    window.until("document.querySelectorAll('main li.file').length === 2")?;
    room.eye.look(&window, "incident-es-200")
}

/// An episode of the deputy's in a county whose server runs.
fn begun() -> Result<(Room, Servers, String)> {
    let room = Room::new()?;
    let servers = room.county.serve()?;
    room.county.first72(DEPUTY, &["sync"])?;
    let handle = episode(&room)?;
    Ok((room, servers, handle))
}

#[test]
fn the_young_persons_own_copy_is_made_shown_and_written_in_a_real_window() {
    let live = || {
        let (room, _servers, handle) = begun()?;
        own_copy(&room, &handle).context("in English")?;
        own_copy_in_spanish_at_twice_the_size(&room, &handle).context("in Spanish")
    };
    live().unwrap_or_else(|trouble| panic!("{trouble:#}"));
}

#[test]
fn the_file_of_an_incident_is_written_in_a_real_window_and_checked_by_somebody_without_a_key() {
    let live = || {
        let (room, _servers, handle) = begun()?;
        room.county.first72(DEPUTY, &["own-copy", &handle])?;
        room.county.first72(DEPUTY, &["sync"])?;
        incident(&room, &handle).context("in English")?;
        incident_in_spanish_at_twice_the_size(&room).context("in Spanish")
    };
    live().unwrap_or_else(|trouble| panic!("{trouble:#}"));
}

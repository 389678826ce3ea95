//! An app that is older than the root wants, in real windows: it says so, begins nothing new, and everything that is open
//! goes on, is saved and sent. The people are invented.

use anyhow::{Context, Result, ensure};

use crate::room::{Room, synced, synced_by};
use first72_tests::demo::{CAST, Realm};
use first72_tests::window::Window;

const DEPUTY: &str = CAST[0].who;
const LEAD: &str = CAST[2].who;
const REGISTRAR: &str = Realm::County.registrar();
/// No app of these years is as new.
const NEWER: &str = "999.1.0";

/// The root says which version it wants, at the registrar's computer.
fn newer_is_wanted(room: &Room) -> Result<()> {
    let (root, passphrase) = (room.path("realm-county/root.sealed")?, room.path("passphrase")?);
    let mut policy = vec!["realm", "policy", "--oldest-app", NEWER];
    policy.extend(["--root-file", &root, "--passphrase-file", &passphrase]);
    room.county.first72(REGISTRAR, &policy)?;
    room.county.first72(REGISTRAR, &["sync"]).map(drop)
}

/// It says so, with what to do; for a new contact nothing is asked that could not be begun.
fn says_so(room: &Room, window: &Window) -> Result<()> {
    window.tap_named("Sync")?;
    synced(window)?;
    window.tap_named("Tonight")?;
    window.shows(&format!("and {NEWER} is needed."))?;
    room.eye.look(window, "too-old")?;
    window.tap_named("New contact")?;
    window.shows("This app is too old for that.")?;
    room.eye.look(window, "too-old-contact")?;
    ensure!(window.run("return document.querySelector('input')", &[])?.is_null(), "nothing is asked for");
    ensure!(!window.text("body")?.contains("Start"), "and nothing can be begun");
    Ok(window.tap_named("Back")?)
}

/// What was saved before is read, a step is done, and the lead has it after both have synced.
fn goes_on(room: &Room, window: &Window, handle: &str) -> Result<()> {
    window.tap_starting(handle)?;
    window.tap("main .next")?;
    window.tap_named("Done")?;
    window.shows("Saved")?;
    window.tap_named("Back")?;
    window.shows(handle)?;
    room.eye.look(window, "too-old-episode")?;
    window.tap_named("Back")?;
    window.tap_named("Sync")?;
    synced(window)?;
    window.shows("Everything is on the server")?;
    room.eye.look(window, "too-old-sync")?;
    room.county.first72(LEAD, &["sync"])?;
    let seen = room.county.first72(LEAD, &["show", handle])?;
    ensure!(seen.to_string().contains("\"done\""), "the lead has the step: {seen}");
    Ok(())
}

fn in_spanish_at_twice_the_size(room: &Room) -> Result<()> {
    let window = room.open_in_spanish_at_twice_the_size(DEPUTY)?;
    // The page stands still once the sync of an opening is over.
    window.tap_named("Sincronizar")?;
    synced_by(&window, "Sincronizar ahora")?;
    window.tap_named("Esta noche")?;
    window.shows(&format!("hace falta la {NEWER}."))?;
    room.eye.look(&window, "too-old-es-200")?;
    window.tap_named("Nuevo contacto")?;
    window.until("document.querySelector('main [role=alert]') !== null")?;
    room.eye.look(&window, "too-old-contact-es-200")
}

fn live() -> Result<()> {
    let room = Room::new()?;
    let _servers = room.county.serve()?;
    let handle = room.episode()?;
    newer_is_wanted(&room)?;
    let window = room.open(DEPUTY)?;
    says_so(&room, &window).context("it says so")?;
    goes_on(&room, &window, &handle).context("it goes on")?;
    drop(window);
    in_spanish_at_twice_the_size(&room).context("in Spanish")
}

#[test]
fn an_app_that_is_too_old_says_so_and_goes_on_with_what_is_open() {
    live().unwrap_or_else(|trouble| panic!("{trouble:#}"));
}

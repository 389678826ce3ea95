//! The yearly drill of recovery, in real windows: the root's computer makes test shares, a registrar announces the drill for
//! the own device, two custodians open the test entry there, and everybody sees that it was held. The people are invented.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::room::{Room, pin, synced, synced_by};
use first72_tests::demo::{CAST, Realm};
use first72_tests::window::Window;

const REGISTRAR: &str = Realm::County.registrar();
const LEAD: &str = CAST[2].who;

/// What the clerk prints once a year. The number that is on each sheet.
fn sheets(room: &Room) -> Result<String> {
    let (root, passphrase) = (room.path("realm-county/root.sealed")?, room.path("passphrase")?);
    let out = room.path("sheets-TEST")?;
    let mut renew = vec!["recovery", "renew", "--compartment", "TEST", "--shares", "2-of-3"];
    renew.extend(["--root-file", &root, "--passphrase-file", &passphrase, "--out", &out]);
    let made = room.county.first72(REGISTRAR, &renew)?;
    room.county.first72(REGISTRAR, &["sync"])?;
    made["number"].as_str().map(str::to_owned).context("the number of the test entry")
}

fn sheet(room: &Room, number: u8) -> Result<String> {
    Ok(std::fs::read_to_string(room.county.vault("sheets-TEST").join(format!("share-TEST-{number}-of-3.txt")))?)
}

/// Tonight says that it is due, and the way leads to the announcement.
fn announced(room: &Room, window: &Window) -> Result<()> {
    window.shows("The yearly recovery drill is due in Demo County.")?;
    room.eye.look(window, "rehearsal-due")?;
    window.tap_named("See it")?;
    window.shows("No drill was held yet.")?;
    room.eye.look(window, "rehearsal-recovery")?;
    window.tap_named("Announce a drill")?;
    window.shows("Say on which device, why, and with whose shares.")?;
    let choose = "const list = document.querySelector('select');
        const one = [...list.options].find((option) => option.text.includes(arguments[0]));
        list.value = one.value;
        list.dispatchEvent(new Event('change', { bubbles: true }));";
    window.run(choose, &[json!("R. Bell")])?;
    window.type_at("//label[contains(., 'Why?')]//textarea", "The yearly drill.")?;
    window.type_at("//label[contains(., 'Whose shares')]//textarea", "A. Invented\u{E007}C. Invented")?;
    room.eye.look(window, "rehearsal-announce")?;
    window.tap_named("Announce it")?;
    window.shows("Your PIN, once more")?;
    pin(window)?;
    window.shows("The drill is announced.")?;
    room.eye.look(window, "rehearsal-announced")?;
    window.tap_named("Sync")?;
    synced(window)
}

/// Two custodians, one after the other; the number is the one on their sheets.
fn held(room: &Room, window: &Window, number: &str) -> Result<()> {
    to_recovery(window)?;
    window.shows("For this device")?;
    window.shows("With the shares of A. Invented, C. Invented")?;
    ensure!(!window.text("main")?.contains("were used"), "its shares are only being used now");
    room.eye.look(window, "rehearsal-for-this-device")?;
    window.tap_named("Put in the custodians’ shares")?;
    window.shows("This is a drill. Use test shares only.")?;
    puts_in(room, window, 1)?;
    window.shows("1 of the 2 shares needed are in.")?;
    room.eye.look(window, "rehearsal-shares")?;
    puts_in(room, window, 3)?;
    window.tap_named("Open the test entry")?;
    window.shows("Your PIN, once more")?;
    pin(window)?;
    // It stands on one line.
    window.shows(&format!("The test entry says: {}", number.replace(' ', "\u{a0}")))?;
    room.eye.look(window, "rehearsal-opened")?;
    window.tap_named("End the drill")?;
    window.shows("The drill is over.")?;
    room.eye.look(window, "rehearsal-over")?;
    ensure!(!window.source().contains("F72-SHARE"), "no share stays in the page");
    window.tap_named("Back")?;
    window.shows("The test shares were used.")?;
    window.shows("It was held on")?;
    ensure!(!window.text("main")?.contains("Put in the custodians"), "nothing is left to be put in");
    room.eye.look(window, "rehearsal-last-held")?;
    window.tap_named("Back")?;
    window.tap_named("Tonight")?;
    ensure!(!window.text("body")?.contains("drill is due"), "it is due in a year");
    window.tap_named("Sync")?;
    synced(window)
}

fn to_recovery(window: &Window) -> Result<()> {
    window.tap_named("Settings")?;
    window.tap_named("Recovery")?;
    Ok(())
}

fn puts_in(room: &Room, window: &Window, number: u8) -> Result<()> {
    window.shows("Words or code of a share")?;
    let paste = "const field = document.querySelector('textarea');
        field.value = arguments[0];
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    window.run(paste, &[json!(sheet(room, number)?)])?;
    Ok(window.tap_named("Take this share in")?)
}

/// A lead is told that it was a drill, and sees when it was held.
fn seen_by_others(room: &Room) -> Result<()> {
    let window = room.open_in_spanish_at_twice_the_size(LEAD)?;
    window.tap_named("Sincronizar")?;
    synced_by(&window, "Sincronizar ahora")?;
    window.tap_named("Esta noche")?;
    window.shows("Se anunció un simulacro de recuperación en Demo County.")?;
    room.eye.look(&window, "rehearsal-unseen-es-200")?;
    window.tap_named("Ver")?;
    window.shows("El último:")?;
    room.eye.look(&window, "rehearsal-held-es-200")
}

fn live() -> Result<()> {
    let room = Room::new()?;
    let _servers = room.county.serve()?;
    let number = sheets(&room)?;
    let window = room.open(REGISTRAR)?;
    announced(&room, &window).context("announcing")?;
    held(&room, &window, &number).context("holding it")?;
    drop(window);
    seen_by_others(&room).context("the lead")
}

#[test]
fn the_yearly_drill_of_recovery_is_announced_held_and_seen_in_real_windows() {
    live().unwrap_or_else(|trouble| panic!("{trouble:#}"));
}

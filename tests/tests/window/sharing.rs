//! A part of an episode is shared, in real windows: picked, read as it will be read, said, given, read by the other, taken
//! back, destroyed. The same pages in Spanish at twice the size. The people are invented.

use anyhow::{Context, Result, ensure};

use crate::room::{Room, pin, synced, synced_by};
use first72_tests::demo::CAST;
use first72_tests::window::Window;

const DEPUTY: &str = CAST[0].who;
const LEAD: &str = CAST[2].who;
const READER: &str = CAST[2].short_name;
const PURPOSE: &str = "An invented purpose.";
const PLACE: &str = "the made-up harbor";

/// An episode of which somebody is to read a part.
fn episode(room: &Room) -> Result<String> {
    let handle = room.episode()?;
    room.county.first72(DEPUTY, &["answer", &handle, "place_coarse", PLACE])?;
    room.county.first72(DEPUTY, &["sync"])?;
    room.county.first72(LEAD, &["sync"])?;
    Ok(handle)
}

/// Picked, read together, said, a mark before a witness, and the PIN once more.
fn shared(room: &Room, handle: &str) -> Result<()> {
    let window = room.open(DEPUTY)?;
    window.tap_starting(handle)?;
    window.tap_named("Share a part")?;
    window.shows("What do you share?")?;
    window.tap_at("(//fieldset//label)[1]")?;
    window.tap_at(&format!("//fieldset//label[contains(., '{PLACE}')]"))?;
    window.tap_at(&format!("//label[contains(., '{READER}')]"))?;
    window.type_at("//label[contains(., 'What is it for?')]//textarea", PURPOSE)?;
    room.eye.look(&window, "share")?;
    ensure!(!window.text("body")?.contains("clock."), "each time has its name");
    window.tap_named("See what they will read")?;
    window.shows("Exactly this, and nothing else")?;
    for point in ["What sharing can bring", "It is your choice", "You can take it back", "They make a mark instead"] {
        window.tap_at(&format!("//label[contains(., '{point}')]"))?;
    }
    window.type_at("//label[contains(., 'Who sees it?')]//input", "A. Invented")?;
    room.eye.look(&window, "share-offer")?;
    window.tap_named("Share it")?;
    window.shows("Your PIN, once more")?;
    pin(&window)?;
    window.shows("Shared by you")?;
    room.eye.look(&window, "copies")?;
    window.tap_named("Sync")?;
    synced(&window)
}

/// Who got it reads it: their own name and the time across it, and nothing of it can be copied.
fn read_by_the_other(room: &Room, handle: &str) -> Result<()> {
    let window = room.open_in_spanish_at_twice_the_size(LEAD)?;
    window.tap_named("Sincronizar")?;
    synced_by(&window, "Sincronizar ahora")?;
    window.tap_named("Esta noche")?;
    window.tap_named("Lo que se compartió")?;
    window.shows("Compartido con usted")?;
    room.eye.look(&window, "copies-for-me-es-200")?;
    window.tap_starting("Leerlo")?;
    window.shows(PURPOSE)?;
    room.eye.look(&window, "copy-read-es-200")?;
    drop(window);
    room.county.set_look(LEAD, "en", "normal")?;
    let window = room.open(LEAD)?;
    to_what_was_shared(&window)?;
    window.shows("Shared with you")?;
    room.eye.look(&window, "copies-for-me")?;
    window.tap_starting("Read it")?;
    window.shows(PLACE)?;
    room.eye.look(&window, "copy-read")?;
    ensure!(window.text("h1")?.contains(handle), "which episode it is of");
    let mark = "const marks = document.querySelector('.marks');
        return getComputedStyle(marks, '::before').content.replaceAll('\u{a0}', ' ')";
    let across = window.run(mark, &[])?;
    let across = across.as_str().context("words across it")?;
    let below = window.text("main .read + p")?;
    ensure!(below.starts_with(READER) && below.contains(':'), "the reader, the day and the time: {below}");
    ensure!(across.matches(&below).count() > 3, "all over it: {across}");
    let copies = "const copying = new ClipboardEvent('copy', { bubbles: true, cancelable: true });
        return document.querySelector('article dd').dispatchEvent(copying);";
    ensure!(window.run(copies, &[])? == false, "copying is refused");
    window.tap_named("Back")?;
    window.tap_named("Back")?;
    window.tap_named("Sync")?;
    synced(&window)
}

/// Who gave it sees that it was opened, and takes it back in one tap.
fn taken_back(room: &Room) -> Result<()> {
    let window = room.open(DEPUTY)?;
    window.tap_named("Sync")?;
    synced(&window)?;
    to_what_was_shared(&window)?;
    window.shows("It was opened.")?;
    room.eye.look(&window, "copies-opened")?;
    window.tap_starting("Take it back")?;
    window.shows("Taken back. Sync now, so that it ends on their phone too.")?;
    room.eye.look(&window, "copies-taken-back")?;
    window.tap_named("Sync")?;
    synced(&window)
}

/// At the next sync of who got it nothing of it is left there.
fn destroyed(room: &Room) -> Result<()> {
    let window = room.open(LEAD)?;
    window.tap_named("Sync")?;
    synced(&window)?;
    to_what_was_shared(&window)?;
    window.shows("It was taken back.")?;
    room.eye.look(&window, "copies-for-me-over")?;
    let buttons = window.run("return document.querySelector('main').innerText", &[])?;
    ensure!(!buttons.as_str().context("words")?.contains("Read it"), "nothing to read is left: {buttons}");
    Ok(())
}

fn seen_as_destroyed(room: &Room) -> Result<()> {
    let window = room.open(DEPUTY)?;
    window.tap_named("Sync")?;
    synced(&window)?;
    to_what_was_shared(&window)?;
    window.shows("Destroyed on 1 of 1 device.")?;
    room.eye.look(&window, "copies-destroyed")
}

fn to_what_was_shared(window: &Window) -> Result<()> {
    window.tap_named("Tonight")?;
    window.tap_named("What was shared")?;
    Ok(())
}

fn in_spanish_at_twice_the_size(room: &Room, handle: &str) -> Result<()> {
    let window = room.open_in_spanish_at_twice_the_size(DEPUTY)?;
    window.tap_named("Ajustes")?;
    window.tap_named("Cómo funciona")?;
    room.eye.look(&window, "second-pin-es-200")?;
    window.tap_named("Crearlo")?;
    window.shows("Ya me lo sé")?;
    room.eye.look(&window, "second-pin-new-es-200")?;
    window.tap_named("Atrás")?;
    window.tap_named("Atrás")?;
    window.tap_named("Esta noche")?;
    window.tap_named("Lo que se compartió")?;
    room.eye.look(&window, "copies-es-200")?;
    window.tap_named("Atrás")?;
    window.tap_starting(handle)?;
    window.tap_named("Compartir una parte")?;
    room.eye.look(&window, "share-es-200")
}

fn live() -> Result<()> {
    let room = Room::new()?;
    let _servers = room.county.serve()?;
    for who in [DEPUTY, LEAD] {
        room.county.first72(who, &["sync"])?;
    }
    let handle = episode(&room)?;
    shared(&room, &handle).context("sharing")?;
    read_by_the_other(&room, &handle).context("reading")?;
    taken_back(&room).context("taking it back")?;
    destroyed(&room).context("at who got it")?;
    seen_as_destroyed(&room).context("at who gave it")?;
    in_spanish_at_twice_the_size(&room, &handle).context("in Spanish")
}

#[test]
fn a_part_is_shared_read_taken_back_and_destroyed_in_real_windows_and_its_pages_are_read_in_both_languages() {
    live().unwrap_or_else(|trouble| panic!("{trouble:#}"));
}

//! A phone without a network: in real windows its saves go by way of a lead's desktop, once as a file and once through a
//! folder that both share, and the server's receipts come back. The people and the episode are invented.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::room::{Room, synced};
use first72_tests::demo::{CAST, Realm};
use first72_tests::window::Window;

fn deputy() -> &'static str {
    CAST[0].who
}

fn lead() -> &'static str {
    CAST[2].who
}

/// The file that the page says it has written.
fn written(window: &Window) -> Result<PathBuf> {
    window.shows("Give this file to the other device: ")?;
    let said = "return [...document.querySelectorAll('[role=status]')].map((one) => one.textContent).find((one) => one.includes('first72-'))";
    let said = window.run(said, &[])?;
    let path = said.as_str().and_then(|said| said.split(": ").last()).context("the page names a file")?;
    let file = PathBuf::from(path.trim());
    ensure!(file.is_file(), "{} is not there", file.display());
    Ok(file)
}

fn opens(window: &Window, file: &std::path::Path) -> Result<()> {
    Ok(window.type_into("input[type=file][accept*=unsent]", file.to_str().context("a path that is text")?)?)
}

fn by_a_file(room: &Room) -> Result<()> {
    let handle = room.episode()?;
    let phone = room.open(deputy())?;
    phone.tap_named("Sync")?;
    phone.tap_named("Carry by hand")?;
    phone.shows("only on this phone")?;
    room.eye.look(&phone, "by-hand")?;
    phone.tap_named("Show codes")?;
    phone.until("document.querySelector('svg[role=img] path')?.getAttribute('d')?.length > 0")?;
    room.eye.look(&phone, "by-hand-codes")?;
    phone.tap_named("Close")?;
    phone.tap_named("Write a file")?;
    let file = written(&phone)?;
    // An open window would sync by itself as soon as there is a server.
    drop(phone);

    let desk = room.open(lead())?;
    desk.tap_named("Board")?;
    desk.tap_named("Collect from phones")?;
    opens(&desk, &file)?;
    desk.shows("The next sync brings them to the server.")?;
    room.eye.look(&desk, "by-hand-taken")?;
    let servers = room.county.serve()?;
    desk.tap_named("Sync now")?;
    desk.shows("Let the other phone take these receipts.")?;
    room.eye.look(&desk, "by-hand-receipts")?;
    // What was brought comes back in the same sync, at its end.
    desk.tap_named("Back")?;
    desk.shows(&handle)?;
    drop(servers);
    desk.tap_named("Collect from phones")?;
    desk.tap_at("//li[contains(@class, 'card')]//button[normalize-space(.) = 'Write a file']")?;
    let slip = written(&desk)?;
    ensure!(slip.extension().is_some_and(|ending| ending == "slip"), "{}", slip.display());

    // The phone has met no server since: it sees its saves signed for by the slip alone.
    let phone = room.open(deputy())?;
    phone.tap_named("Sync")?;
    phone.tap_named("Carry by hand")?;
    opens(&phone, &slip)?;
    phone.shows("It has signed for them.")?;
    room.eye.look(&phone, "by-hand-settled")?;
    desk.tap_named("They have it")?;
    Ok(desk.until("!document.body.innerText.includes('Carried for others')")?)
}

/// Both devices are told of the folder by their people; everything else happens at the next sync.
fn through_a_folder(room: &Room) -> Result<()> {
    let shared = room.path("shared")?;
    std::fs::create_dir_all(&shared)?;
    let lie = |ending: &str| -> Result<usize> {
        let files = std::fs::read_dir(&shared)?.collect::<std::io::Result<Vec<_>>>()?;
        Ok(files.iter().filter(|file| file.path().extension().is_some_and(|is| is == ending)).count())
    };
    let told = |who: &str| -> Result<Window> {
        let window = room.open(who)?;
        window.tap_named("Sync")?;
        window.tap_named("Carry by hand")?;
        window.type_at("//label[contains(., 'Path of the folder')]//input", &shared)?;
        window.tap_named("Use this folder")?;
        window.shows("Use no folder")?;
        window.tap_named("Back")?;
        Ok(window)
    };
    let handle = room.episode()?;
    let phone = told(deputy())?;
    synced(&phone)?;
    drop(phone);
    ensure!(lie("unsent")? == 1, "what cannot go to the server lies in the folder");
    let desk = told(lead())?;
    let servers = room.county.serve()?;
    synced(&desk)?;
    drop(servers);
    ensure!(lie("slip")? == 1, "what the server has signed lies there for the phone");
    desk.tap_named("Board")?;
    desk.shows(&handle)?;
    let phone = room.open(deputy())?;
    phone.tap_named("Sync")?;
    synced(&phone)?;
    ensure!(lie("slip")? == 0, "and the phone has taken it");
    Ok(())
}

/// Everybody has met the server once, and knows who else is there.
fn all_know_each_other(room: &Room) -> Result<()> {
    let _servers = room.county.serve()?;
    for who in [Realm::County.registrar(), deputy(), lead()] {
        room.county.first72(who, &["sync"])?;
    }
    Ok(())
}

/// Who came since the phone met its server is known to it by a colleague's file alone.
fn who_is_who(room: &Room) -> Result<()> {
    let servers = room.county.serve()?;
    let newcomer =
        ["person", "add", "--name", "N. Ortiz (invented)", "--short-name", "N. Ortiz", "--agency", "Demo County"];
    room.county.first72(Realm::County.registrar(), &newcomer)?;
    for who in [Realm::County.registrar(), lead()] {
        room.county.first72(who, &["sync"])?;
    }
    drop(servers);
    let opened = |who: &str| -> Result<Window> {
        let window = room.open(who)?;
        window.tap_named("Sync")?;
        window.tap_named("Carry by hand")?;
        window.tap("main details summary")?;
        window.shows("A phone that slept through a change of the server")?;
        Ok(window)
    };
    let desk = opened(lead())?;
    room.eye.look(&desk, "by-hand-directory")?;
    desk.tap_at("//details//button[normalize-space(.) = 'Write a file']")?;
    let file = written(&desk)?;
    ensure!(file.extension().is_some_and(|ending| ending == "directory"), "{}", file.display());
    let phone = opened(deputy())?;
    opens(&phone, &file)?;
    phone.shows("new here: who is who, and the way to the server.")?;
    room.eye.look(&phone, "by-hand-learnt")?;
    opens(&phone, &file)?;
    Ok(phone.shows("All of it was here already.")?)
}

/// The lead's page with text of twice the size, in Spanish.
fn in_spanish(room: &Room) -> Result<()> {
    let desk = room.open_in_spanish_at_twice_the_size(lead())?;
    desk.tap_named("Sincronizar")?;
    desk.tap_named("Llevar a mano")?;
    desk.shows("De otro teléfono")?;
    desk.shows("Lo más nuevo aquí")?;
    desk.tap("main details summary")?;
    desk.shows("Un teléfono que no vio un cambio del servidor")?;
    room.eye.look(&desk, "by-hand-es")
}

// cjis:CP-9
#[test]
fn what_a_phone_could_not_send_comes_by_way_of_a_lead_in_real_windows() {
    let room = Room::new().unwrap();
    let live = || {
        all_know_each_other(&room).context("before")?;
        by_a_file(&room).context("by a file")?;
        through_a_folder(&room).context("through a folder")?;
        who_is_who(&room).context("who is who")?;
        in_spanish(&room).context("in Spanish")
    };
    live().unwrap_or_else(|trouble: anyhow::Error| panic!("{trouble:#}"));
}

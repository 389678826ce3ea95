//! The advocacy agency leaves the county: in a real window its registrar looks at who has what, and ends all of it at once. The
//! people are invented.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::room::{Room, pin};
use first72_tests::demo::{CAST, Realm};

const AGENCY: &str = "Demo Advocacy";

/// With text of twice the size, in Spanish: read, and nothing ended.
fn read_in_spanish(room: &Room) -> Result<()> {
    let window = room.open_in_spanish_at_twice_the_size(Realm::County.registrar())?;
    window.tap_named("Ajustes")?;
    window.tap_named("Personas y aparatos")?;
    window.tap_named("Una agencia se va")?;
    window.tap_named(AGENCY)?;
    window.shows("Quién pierde qué")?;
    room.eye.look(&window, "agency-es")?;
    drop(window);
    room.county.set_look(Realm::County.registrar(), "en", "normal")
}

fn ended(room: &Room) -> Result<()> {
    let window = room.open(Realm::County.registrar())?;
    window.tap_named("Settings")?;
    window.tap_named("People and devices")?;
    window.tap_named("An agency leaves")?;
    window.tap_named(AGENCY)?;
    window.shows("Who loses what")?;
    room.eye.look(&window, "agency")?;
    window.tap_named("End all of it")?;
    window.shows("Your PIN, once more")?;
    pin(&window)?;
    window.shows("All of it is ended. Sync now, so that the server knows.")?;
    room.eye.look(&window, "agency-ended")
}

fn live(room: &Room) -> Result<()> {
    read_in_spanish(room).context("read in Spanish")?;
    ended(room).context("ended")?;
    let people = room.county.first72(Realm::County.registrar(), &["person", "list"])?;
    let people = people["people"].as_array().context("people")?;
    for person in people {
        let nothing = person["grants"] == json!([]) && person["devices"] == json!([]);
        let left = person["short_name"] == CAST[1].short_name;
        ensure!(nothing == left, "of {AGENCY} nobody has anything, and everybody else has what they had: {person}");
    }
    ensure!(people.len() > 2, "all of them are listed still");
    Ok(())
}

#[test]
fn an_agency_leaves_in_one_act_in_a_real_window() {
    let room = Room::new().unwrap();
    live(&room).unwrap_or_else(|trouble| panic!("{trouble:#}"));
}

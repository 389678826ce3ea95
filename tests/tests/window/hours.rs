//! The deputy's, the advocate's and the station lead's whole 72 hours, and the days after, in both languages, on a phone and
//! on a desktop: killed in the middle of every thing they do, hours later opened again, and 0 fields lost.
//!
//! The clock is moved from outside the programs (`first72_tests::outside`), which are the ones that are shipped.

use anyhow::Result;

use crate::room::kept;
use first72_tests::demo::{CAST, County};
use first72_tests::night::{ENGLISH, Eye, Hours, Lived, Night, SPANISH, Said, Size};
use first72_tests::outside::Outside;
use first72_tests::window::Display;

/// Each of these stories gives so many fields at least.
const LEAST_GIVEN: usize = 4;

fn live(said: &Said, size: Size, whose: fn(&Hours<'_>) -> Result<Lived>) {
    let folder = tempfile::tempdir().unwrap();
    let outside = Outside::in_folder(&folder.path().join("outside")).unwrap();
    let county = County::like(kept(), &folder.path().join("county")).unwrap();
    for guest in CAST {
        county.set_look(guest.who, said.language, "normal").unwrap();
    }
    let disk = county.vault("deputy");
    let county = county.outside(Outside::beside(&outside).unwrap().with_disk(disk));
    let _servers = county.serve().unwrap();
    let (display, eye) = (Display::in_memory().unwrap(), Eye::default());
    let night = Night { county: &county, display: &display, said, eye: &eye };
    let hours = Hours::of(night, &outside, size).unwrap();
    let lived = whose(&hours).unwrap_or_else(|trouble| panic!("{trouble:#}"));
    let Lived { taps, deaths, given } = lived;
    println!(
        "T40   the hours in {} on a {size:?}: {taps} taps, killed {deaths} times, {given} fields given, 0 lost",
        said.language
    );
    assert!(given >= LEAST_GIVEN, "{given} fields were given");
}

#[test]
fn the_deputys_hours_in_english_on_a_phone() {
    live(&ENGLISH, Size::Phone, |hours| hours.of_the_deputy());
}

#[test]
fn the_deputys_hours_in_spanish_on_a_desktop() {
    live(&SPANISH, Size::Desktop, |hours| hours.of_the_deputy());
}

#[test]
fn the_advocates_hours_in_spanish_on_a_phone() {
    live(&SPANISH, Size::Phone, |hours| hours.of_the_advocate());
}

#[test]
fn the_advocates_hours_in_english_on_a_desktop() {
    live(&ENGLISH, Size::Desktop, |hours| hours.of_the_advocate());
}

#[test]
fn the_leads_hours_in_english_on_a_phone() {
    live(&ENGLISH, Size::Phone, |hours| hours.of_the_lead());
}

#[test]
fn the_leads_hours_in_spanish_on_a_desktop() {
    live(&SPANISH, Size::Desktop, |hours| hours.of_the_lead());
}

#[test]
fn bad_luck_of_every_kind_in_english() {
    live(&ENGLISH, Size::Phone, |hours| hours.of_bad_luck());
}

#[test]
fn bad_luck_of_every_kind_in_spanish() {
    live(&SPANISH, Size::Phone, |hours| hours.of_bad_luck());
}

//! A newer protocol in the real window: read, moved to, kept over a kill, and taken back; in both languages, once with text
//! of twice the size.

use first72_tests::demo::{CAST, County};
use first72_tests::night::{ENGLISH, Eye, Night, SPANISH, Said};
use first72_tests::window::Display;

fn live(said: &Said, text_size: &str) {
    let folder = tempfile::tempdir().unwrap();
    let county = County::at(&folder.path().join("county")).unwrap();
    for guest in CAST {
        county.set_look(guest.who, said.language, text_size).unwrap();
    }
    let (display, eye) = (Display::in_memory().unwrap(), Eye::default());
    let night = Night { county: &county, display: &display, said, eye: &eye };
    let moves = night.meets_a_newer_protocol().unwrap_or_else(|trouble| panic!("{trouble:#}"));
    assert_eq!((moves, eye.seen().len()), (2, 3), "there and back, and both stay in the history");
}

#[test]
fn a_newer_protocol_is_moved_to_and_back_in_english() {
    live(&ENGLISH, "normal");
}

#[test]
fn a_newer_protocol_is_moved_to_and_back_in_spanish_with_text_of_twice_the_size() {
    live(&SPANISH, "largest");
}

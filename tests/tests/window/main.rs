//! One night of a demo county in real windows at 390 by 844: three people, two servers that come late.
//!
//! The story and every look at a screen are in `first72_tests::night`; here it is lived in English, in
//! Spanish and with text of twice the size. Each look is axe-core without a finding, colour contrast
//! included, nothing beyond the edge or cut off, and every target large enough for a thumb.

mod agency;
mod by_hand;
mod drill;
mod hand;
mod hand_over;
mod hours;
mod no_code;
mod own_pin;
mod papers;
mod places;
mod protocol;
mod recovery;
mod rehearsal;
mod renewed;
mod room;
mod scanned;
mod second_pin;
mod shared;
mod sharing;
mod too_old;

use first72_tests::demo::{AUDITOR, CAST, County, NEWCOMER};
use first72_tests::night::{Counted, ENGLISH, Eye, Night, SPANISH, Said, english_among};
use first72_tests::window::Display;

fn live(said: &Said, text_size: &str) -> (Counted, Eye) {
    let folder = tempfile::tempdir().unwrap();
    let county = County::at(&folder.path().join("county")).unwrap();
    for guest in CAST.iter().chain([&NEWCOMER, &AUDITOR]) {
        county.set_look(guest.who, said.language, text_size).unwrap();
    }
    let display = Display::in_memory().unwrap();
    let eye = Eye::default();
    let counted = Night { county: &county, display: &display, said, eye: &eye }.live();
    (counted.unwrap_or_else(|trouble| panic!("{trouble:#}")), eye)
}

#[test]
fn a_night_without_servers_and_then_with_them_in_english() {
    let (counted, eye) = live(&ENGLISH, "normal");
    let Counted { contact_taps, taps_from_home, taps_from_locked } = counted;
    println!(
        "T40   a night: {} screens; {taps_from_locked} taps from the locked phone to a running episode, {taps_from_home} from home",
        eye.seen().len()
    );
    assert_eq!(contact_taps, 2, "medical need and start: time and station are chosen already");
    assert!(taps_from_locked <= 12, "{taps_from_locked} taps from the locked phone to a running episode");
}

#[test]
fn the_same_night_in_spanish_with_text_of_twice_the_size() {
    let (_, eye) = live(&SPANISH, "largest");
    assert!(eye.seen().len() > 20);
    assert_eq!(english_among(&eye).unwrap(), Vec::<String>::new());
}

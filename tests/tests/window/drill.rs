//! Drills in the real window: a newcomer at a phone that was never set up, with nothing but the guide line.

use std::time::Duration;

use first72_tests::night::Eye;
use first72_tests::practice::{self, Done, Practice, practise};
use first72_tests::programs::program;
use first72_tests::window::{Display, Program, Window};

fn play(practice: &Practice) -> Done {
    let folder = tempfile::tempdir().unwrap();
    let display = Display::in_memory().unwrap();
    let app = Program::new(&program("first72-app").unwrap()).environment("FIRST72_VAULT", folder.path().join("phone"));
    let window = Window::open(&app, &display).unwrap();
    practise(&window, practice, &Eye::default()).unwrap_or_else(|trouble| panic!("{trouble:#}"))
}

/// The issue's own measure: without a manual, in ten minutes.
#[test]
fn a_newcomer_plays_the_first_drill_to_its_debrief_by_the_guide_line_alone_in_ten_minutes() {
    let first = Practice { language: "English", place: 1, medical: "None seen", youths: 2, said: practice::ENGLISH };
    let done = play(&first);
    println!(
        "T40   the first drill: {} taps, {} lines of the guide, {} characters typed, {} words read: about {} s for a slow hand",
        done.taps,
        done.lines,
        done.typed,
        done.words,
        done.reckoned().as_secs(),
    );
    assert!(done.reckoned() < Duration::from_secs(600), "{done:?}");
}

#[test]
fn the_hospital_drill_is_played_in_spanish() {
    let hospital = Practice {
        language: "Español",
        place: 2,
        medical: "Sí, paramédicos llamados",
        youths: 1,
        said: practice::SPANISH,
    };
    assert!(play(&hospital).taps > 0);
}

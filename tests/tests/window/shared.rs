//! A station's desktop in a real window: two invented people make a notebook each, and neither finds the other's.

use anyhow::{Result, ensure};

use first72_tests::night::Eye;
use first72_tests::programs::program;
use first72_tests::window::{Display, Program, Window};

const HERS: &str = "seven invented words for a made up desk";
const HIS: &str = "nine other made up words of nobody here";

/// Everything stands still and in its place: axe finds nothing, nothing is cut off.
struct Desk {
    window: Window,
    eye: Eye,
}

impl Desk {
    fn looks(&self, screen: &str, heading: &str) -> Result<()> {
        self.window.shows(heading)?;
        self.eye.look(&self.window, screen)
    }

    fn names(&self, name: &str) -> Result<()> {
        Ok(self.window.type_into("form input", name)?)
    }

    /// A person who is new here, up to the request that their registrar would see.
    fn settles(&self, name: &str, button: &str, passphrase: &str) -> Result<()> {
        self.names(name)?;
        self.window.tap_named(button)?;
        self.window.shows("Set up this device")?;
        for field in ["form label:nth-of-type(1) input", "form label:nth-of-type(2) input"] {
            self.window.type_into(field, passphrase)?;
        }
        self.window.tap_named("Next")?;
        Ok(self.window.shows("Show this to your registrar")?)
    }

    /// Leaves by the corner, and comes back as the page of notes is left.
    fn leaves(&self) -> Result<()> {
        self.window.tap_named("Quick exit")?;
        self.window.shows("Groceries")?;
        for _ in 0..3 {
            self.window.tap("h1 button")?;
        }
        Ok(self.window.shows("Whose notebook?")?)
    }

    fn opens(&self, name: &str, passphrase: &str) -> Result<()> {
        self.names(name)?;
        self.window.tap_named("Next")?;
        self.window.shows("Your passphrase")?;
        self.window.type_into("form input", passphrase)?;
        Ok(self.window.tap_named("Open")?)
    }
}

fn live(desk: &Desk) -> Result<()> {
    desk.looks("shared-first-start", "Set up this device")?;
    desk.window.tap_named("Several people use this device")?;
    desk.looks("shared-nobody-yet", "Whose notebook?")?;
    desk.settles("D. Rivera", "Set up my notebook", HERS)?;
    desk.leaves()?;
    desk.looks("shared-door", "I am new on this device")?;
    desk.settles("A. Okafor", "I am new on this device", HIS)?;
    desk.leaves()?;
    ensure!(!desk.window.text("body")?.contains("Okafor"), "the door remembers nobody");

    desk.opens("A. Okafor", HERS)?;
    desk.window.shows("That did not open it.")?;
    desk.looks("shared-missed", "A. Okafor")?;
    desk.window.tap_named("Back")?;
    desk.window.shows("Whose notebook?")?;
    desk.opens("Nobody Here", HERS)?;
    desk.window.shows("That did not open it.")?;
    desk.window.tap_named("Back")?;
    desk.window.shows("Whose notebook?")?;
    desk.opens("d. rivera", HERS)?;
    Ok(desk.window.shows("Show this to your registrar")?)
}

#[test]
fn two_people_use_one_desktop_and_neither_opens_the_others_notebook() {
    let folder = tempfile::tempdir().unwrap();
    let display = Display::in_memory().unwrap();
    let app = Program::new(&program("first72-app").unwrap()).environment("FIRST72_VAULT", folder.path().join("desk"));
    let desk = Desk { window: Window::open(&app, &display).unwrap(), eye: Eye::default() };
    live(&desk).unwrap_or_else(|trouble| panic!("{trouble:#}"));
    let people = std::fs::read_dir(folder.path().join("desk").join("people")).unwrap().count();
    assert_eq!(people, 2, "a folder for each, and none for the name that nobody has");
}

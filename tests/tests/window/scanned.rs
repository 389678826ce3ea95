//! Two devices in one room: what one real window shows as a picture, the other opens, in both directions. Nothing is typed
//! over and no file of text changes hands.

use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};

use crate::room::pin;
use first72_tests::demo::{County, Realm};
use first72_tests::night::Eye;
use first72_tests::programs::program;
use first72_tests::window::{Display, Program, Window};
use tempfile::TempDir;

const PASSPHRASE: &str = "seven invented words for a made up phone";
const NAME: &str = "Nadia Invented";
const SHORT_NAME: &str = "N. Invented";

/// A registrar's desk and a new device beside it.
struct Room {
    county: County,
    display: Display,
    eye: Eye,
    photos: TempDir,
}

impl Room {
    fn open(&self, who: &str) -> Result<Window> {
        let app = Program::new(&program("first72-app")?).environment("FIRST72_VAULT", self.county.vault(who));
        Ok(Window::open(&app, &self.display)?)
    }

    /// A photo of everything that stands on a screen.
    fn photo(&self, window: &Window, name: &str) -> Result<PathBuf> {
        window.until("document.querySelector('svg[role=img] path')?.getAttribute('d')?.length > 0")?;
        let sizes = "return [innerWidth, document.documentElement.scrollHeight]";
        window.resize(serde_json::from_value(window.run(sizes, &[])?)?)?;
        let photo = self.photos.path().join(name);
        std::fs::write(&photo, window.picture()?)?;
        Ok(photo)
    }

    /// The new device: a secret of its own, then its request.
    fn asks(&self) -> Result<Window> {
        let phone = self.open("nadia-phone")?;
        phone.shows("Your passphrase")?;
        for field in ["form label:nth-of-type(1) input", "form label:nth-of-type(2) input"] {
            phone.type_into(field, PASSPHRASE)?;
        }
        phone.tap_named("Next")?;
        phone.shows("Show this to your registrar")?;
        Ok(phone)
    }

    /// The registrar opens the photo, says whose device it is, and shows the answer. The six words.
    fn takes_in(&self, photo: &Path) -> Result<(Window, String)> {
        let desk = self.open(Realm::County.registrar())?;
        pin(&desk)?;
        desk.tap_named("Settings")?;
        desk.tap_named("People and devices")?;
        desk.tap_named("Take in a device")?;
        desk.shows("Code of the new device")?;
        opens(&desk, photo)?;
        desk.until("document.querySelector('textarea').value.startsWith('F72-REQUEST-1:')")?;
        desk.shows("The code is in.")?;
        self.eye.look(&desk, "scanned-request")?;
        for (label, text) in [("Full name", NAME), ("Name beside what they write", SHORT_NAME)] {
            desk.type_at(&format!("//label[starts-with(normalize-space(.), '{label}')]/input"), text)?;
        }
        desk.tap_at("//label[.//input[@value='deputy']]")?;
        desk.tap_starting("I see the person")?;
        desk.tap_named("Take it in")?;
        desk.shows("Your PIN, once more")?;
        pin(&desk)?;
        desk.shows("Read these six words to each other")?;
        // The phone fetches the rest from the server, which must have heard of it.
        desk.shows("Everything is on the server")?;
        self.eye.look(&desk, "scanned-answer")?;
        let words = words(&desk)?;
        Ok((desk, words))
    }
}

/// Gives a file to the field that opens pictures.
fn opens(window: &Window, photo: &Path) -> Result<()> {
    Ok(window.type_into("input[type=file][accept^=image]", photo.to_str().context("a path that is text")?)?)
}

fn words(window: &Window) -> Result<String> {
    let read =
        "return [...document.querySelectorAll('ol li')].map((one) => one.lastChild.textContent.trim()).join(' ')";
    Ok(window.run(read, &[])?.as_str().context("six words")?.to_owned())
}

fn live(room: &Room) -> Result<()> {
    let _servers = room.county.serve()?;
    let phone = room.asks().context("the new device asks")?;
    let request = room.photo(&phone, "request.png")?;
    let (desk, read_aloud) = room.takes_in(&request).context("the registrar takes it in")?;
    let answer = room.photo(&desk, "answer.png")?;
    phone.tap_named("I have the approval")?;
    phone.shows("Approval text")?;
    // A photo of something else says so, and nothing is lost by it.
    opens(&phone, &request)?;
    phone.until("document.querySelector('[role=alert]') !== null")?;
    opens(&phone, &answer)?;
    phone.shows("Compare six words")?;
    let shown = words(&phone)?;
    ensure!(shown == read_aloud, "the registrar reads {read_aloud:?}, the device shows {shown:?}");
    phone.tap_named("They are the same")?;
    Ok(phone.shows("Tonight")?)
}

#[test]
fn a_device_is_enrolled_by_two_photos_of_real_windows() {
    let folder = tempfile::tempdir().unwrap();
    let county = County::at(&folder.path().join("county")).unwrap();
    let (display, photos) = (Display::in_memory().unwrap(), tempfile::tempdir().unwrap());
    let room = Room { county, display, eye: Eye::default(), photos };
    live(&room).unwrap_or_else(|trouble| panic!("{trouble:#}"));
}

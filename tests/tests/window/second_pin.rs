//! Somebody is forced to open their phone, in a real window: what is seen then, and the way back. The people are invented.

use anyhow::{Context, Result, ensure};

use serde_json::json;

use crate::room::{Room, pin};
use first72_tests::demo::{CAST, PIN, Realm};
use first72_tests::window::Window;

/// The deputy's phone.
struct Forced(Room);

impl Forced {
    fn locked(&self) -> Result<Window> {
        self.0.locked(CAST[0].who)
    }

    /// Read, made, learned and typed twice, and the first PIN once more. Returns the second one.
    fn made(&self) -> Result<String> {
        let window = self.locked()?;
        pin(&window)?;
        window.tap_named("Settings")?;
        window.tap_named("How it works")?;
        window.shows("It closes your own records")?;
        self.0.eye.look(&window, "second-pin")?;
        window.tap_named("Make it")?;
        window.shows("I know it by heart")?;
        self.0.eye.look(&window, "second-pin-new")?;
        let second: String = window.text(".pin")?.chars().filter(char::is_ascii_digit).collect();
        ensure!(second.len() == PIN.len() && second != PIN, "eight digits of its own");
        window.tap_named("I know it by heart")?;
        window.shows("Type your second PIN")?;
        typed(&window, &second)?;
        window.shows("Type it once more")?;
        typed(&window, &second)?;
        window.shows("Your PIN, once more")?;
        pin(&window)?;
        window.shows("Use it only if you are forced to.")?;
        self.0.eye.look(&window, "second-pin-made")?;
        Ok(second)
    }

    /// What whoever forces it sees: a phone in use, and nothing of the night.
    fn forced(&self, second: &str, handle: &str) -> Result<()> {
        let window = self.locked()?;
        window.shows("I do not have my PIN")?;
        typed(&window, second)?;
        window.shows("Settings")?;
        window.tap_named("Tonight")?;
        ensure!(!window.text("body")?.contains("Clock problem"), "nothing on it warns of what it is");
        ensure!(!window.source().contains(handle), "nothing of the own notebook is there");
        let cards = window.run("return document.querySelectorAll('main ul li').length", &[])?;
        ensure!(cards.as_u64().is_some_and(|cards| cards >= 4), "training records are listed: {cards}");
        window.tap_named("Settings")?;
        window.shows("How it works")?;
        window.tap_named("Sync")?;
        window.tap_named("Sync now")?;
        window.shows("The server cannot be reached.")?;
        self.0.eye.look(&window, "second-pin-sync")
    }

    /// The own PIN opens nothing any more; a registrar's code does, and everything is there.
    fn back(&self, handle: &str) -> Result<()> {
        let window = self.locked()?;
        pin(&window)?;
        window.shows("That did not open it.")?;
        window.tap_named("I do not have my PIN")?;
        window.shows("Ask your registrar to release it")?;
        self.0.eye.look(&window, "second-pin-release")?;
        let request = window.run("return document.querySelector('textarea').value", &[])?;
        let request = request.as_str().context("a request as text")?;
        let code = self.read_back(request).context("the registrar")?;
        window.tap_named("I have the code")?;
        window.type_into("#code input", &code)?;
        window.tap_named("Next")?;
        window.shows("I know it by heart")?;
        let new: String = window.text(".pin")?.chars().filter(char::is_ascii_digit).collect();
        window.tap_named("I know it by heart")?;
        window.shows("Type your PIN")?;
        typed(&window, &new)?;
        window.shows("Type it once more")?;
        typed(&window, &new)?;
        Ok(window.shows(handle)?)
    }
}

impl Forced {
    /// The registrar puts in what the locked device shows, and reads the code back.
    fn read_back(&self, request: &str) -> Result<String> {
        let window = self.0.open(Realm::County.registrar())?;
        window.tap_named("Settings")?;
        window.tap_named("People and devices")?;
        window.tap_named("Somebody forgot their PIN")?;
        window.shows("Put in what the locked device shows.")?;
        let paste = "const field = document.querySelector('textarea');
            field.value = arguments[0];
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
        window.run(paste, &[json!(request)])?;
        window.tap_named("Get the code")?;
        window.shows("Your PIN, once more")?;
        pin(&window)?;
        window.shows("For the device of D. Rivera")?;
        self.0.eye.look(&window, "roster-release")?;
        let groups =
            window.run("return [...document.querySelectorAll('.code span')].map((one) => one.textContent)", &[])?;
        let groups: Vec<String> = serde_json::from_value(groups)?;
        window.tap_named("Done. Hide the code")?;
        window.shows("People and devices")?;
        ensure!(!window.source().contains(&groups[0]), "the code is hidden");
        Ok(groups.join("-"))
    }
}

pub(crate) fn typed(window: &Window, pin: &str) -> Result<()> {
    for digit in pin.chars() {
        window.tap_named(&digit.to_string())?;
    }
    Ok(())
}

fn live(forced: &Forced) -> Result<()> {
    let _servers = forced.0.county.serve()?;
    forced.0.county.first72(CAST[0].who, &["sync"])?;
    let handle = forced.0.episode()?;
    let second = forced.made().context("making the second PIN")?;
    forced.forced(&second, &handle).context("forced to open it")?;
    forced.back(&handle).context("the way back")
}

#[test]
fn whoever_is_forced_shows_training_records_and_finds_everything_again() {
    let forced = Forced(Room::new().unwrap());
    live(&forced).unwrap_or_else(|trouble| panic!("{trouble:#}"));
}

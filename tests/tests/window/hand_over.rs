//! A shift ends: in real windows a deputy hands an episode to another, who says that they have it, and the lead sees whose
//! phone still holds it. The people and the episode are invented.

use anyhow::{Context, Result, ensure};

use crate::room::{Room, pin, synced};
use first72_tests::demo::{CAST, Guest, Realm, STATION, Seat};
use first72_tests::window::Window;

/// Deputies who hold what they open, and no more.
const SEATS: &[Seat] =
    &[Seat { realm: Realm::County, guest: false, role: "deputy", compartments: &["OPS", "LE"], rights: &["open"] }];

const FIRST: Guest = Guest {
    who: "first",
    name: "F. Marsh (invented)",
    short_name: "F. Marsh",
    agency: "Demo County Sheriff",
    seats: SEATS,
};

const SECOND: Guest = Guest { who: "second", name: "K. Lopez (invented)", short_name: "K. Lopez", ..FIRST };

/// The end of a shift: a deputy with an episode, one who comes on, and a lead.
struct Shift(Room);

impl Shift {
    /// Both deputies have phones that have joined, and know of each other.
    fn both_are_there(&self) -> Result<()> {
        for guest in [&FIRST, &SECOND] {
            self.0.county.first72(guest.who, &["vault", "create", "--emulated-chip"])?;
            let asked = self.0.county.first72(guest.who, &["device", "request"])?;
            let request = asked["request"].as_str().context("a request")?;
            let answer = self.0.county.approve(guest, &guest.seats[0], request)?;
            self.0.county.first72(guest.who, &["device", "accept", "--answer", &answer.text])?;
        }
        for who in [Realm::County.registrar(), FIRST.who, SECOND.who] {
            self.0.county.first72(who, &["sync"])?;
        }
        Ok(())
    }

    /// An episode with a note for the investigation. Its handle.
    fn episode(&self) -> Result<String> {
        let contact = ["contact", "new", "--station", STATION, "--pack", "los-angeles", "--medical", "none_seen"];
        let begun = self.0.county.first72(FIRST.who, &contact)?;
        let handle = begun["handle"].as_str().map(str::to_owned).context("the episode has a handle")?;
        let answer = ["answer", &handle, "place_coarse", "the made-up harbor"];
        self.0.county.first72(FIRST.who, &answer)?;
        self.0.county.first72(FIRST.who, &["sync"])?;
        Ok(handle)
    }

    /// Chosen, read what it means, the PIN once more, and after the sync nothing of it is there.
    fn handed_over(&self, handle: &str) -> Result<()> {
        let window = self.0.open(FIRST.who)?;
        window.tap_starting(handle)?;
        window.tap_named("Hand the episode over")?;
        window.shows("Who takes it over?")?;
        window.tap_at(&format!("//label[contains(., '{}')]", SECOND.short_name))?;
        window.shows("You no longer have it.")?;
        self.0.eye.look(&window, "hand-over")?;
        window.tap_named(&format!("Hand it over to {}", SECOND.short_name))?;
        window.shows("Your PIN, once more")?;
        pin(&window)?;
        // The app syncs by itself as soon as something was saved.
        window.shows(&format!("{} has it now. It is gone from this phone.", SECOND.short_name))?;
        self.0.eye.look(&window, "hand-over-done")?;
        window.tap_named("Tonight")?;
        window.shows("No open episode.")?;
        ensure!(!window.source().contains(handle), "nothing of it stays in the page");
        window.tap_named("Settings")?;
        window.tap_named("What is on this phone")?;
        window.shows("1 episode was handed over and is gone from this phone.")?;
        self.0.eye.look(&window, "hand-over-gone")
    }

    /// It is in the list of who comes on, with what the first one wrote.
    fn taken_over(&self, handle: &str) -> Result<()> {
        let window = self.0.open(SECOND.who)?;
        window.tap_named("Sync")?;
        synced(&window)?;
        window.tap_named("Tonight")?;
        window.shows("handed it to you. Open it and confirm.")?;
        self.0.eye.look(&window, "hand-over-tonight")?;
        window.tap_starting(handle)?;
        window.shows("handed this episode to you.")?;
        self.0.eye.look(&window, "hand-over-to-me")?;
        window.tap_named("I have it")?;
        window.shows("Confirmed. The others see that you have it.")?;
        window.tap_named("Back")?;
        window.tap_named("Sync")?;
        synced(&window)?;
        self.every_save(&window, handle)
    }

    /// Who saved what before the episode came here is bounded by the server's log, and what was written stands elsewhere.
    fn every_save(&self, window: &Window, handle: &str) -> Result<()> {
        window.tap_named("Tonight")?;
        window.tap_starting(handle)?;
        window.tap_named("Clock times")?;
        window.tap_starting("Every save")?;
        window.shows(&format!("{} · the device said", FIRST.short_name))?;
        window.shows("By the log: ")?;
        ensure!(!window.source().contains("the made-up harbor"), "what was written is not said here");
        self.0.eye.look(window, "every-save")
    }

    /// The same page as somebody reads it in Spanish, with text of twice the size.
    fn every_save_in_spanish(&self, handle: &str) -> Result<()> {
        let window = self.0.open_in_spanish_at_twice_the_size(SECOND.who)?;
        window.tap_starting(handle)?;
        window.tap_named("Horas de los relojes")?;
        self.0.eye.look(&window, "clock-times-es-200")?;
        window.tap_starting("Todo lo guardado")?;
        window.shows("Según el registro: ")?;
        self.0.eye.look(&window, "every-save-es-200")
    }

    /// Returns the number of the episode, as a lead reads it out.
    fn seen_by_the_lead(&self, handle: &str) -> Result<String> {
        let window = self.0.open(CAST[2].who)?;
        window.tap_named("Sync")?;
        synced(&window)?;
        window.tap_named("Board")?;
        window.shows(handle)?;
        window.shows(&format!("Owner: {}", SECOND.short_name))?;
        self.0.eye.look(&window, "hand-over-board")?;
        window.tap_starting("Hand the episode over")?;
        window.shows("Confirmed")?;
        window.shows("It is gone from this device.")?;
        self.0.eye.look(&window, "hand-over-lead")?;
        window.tap_named("Back")?;
        window.tap_starting("The 72 hours")?;
        window.tap_named("Who can read this")?;
        window.shows("Number to read out")?;
        window.tap_at("//summary[contains(., 'Number to read out')]")?;
        self.0.eye.look(&window, "glass-number")?;
        let words = "return [...document.querySelectorAll('ol.words li')].map((one) => one.textContent).join(' ')";
        let said = window.run(words, &[])?;
        said.as_str().map(str::to_owned).context("thirteen words")
    }

    /// Who had it before is called back to it: they look in, which everybody sees.
    fn looked_into_again(&self, handle: &str, number: &str) -> Result<()> {
        let window = self.0.open(FIRST.who)?;
        window.tap_named("An episode that is not mine")?;
        window.type_at("//label[contains(., 'The 13 words')]//textarea", number)?;
        window.type_at("//label[contains(., 'Why it cannot wait')]//textarea", "An invented emergency.")?;
        self.0.eye.look(&window, "glass")?;
        window.tap_named("Look in")?;
        window.shows("To look into an episode that is not yours")?;
        pin(&window)?;
        window.shows("Said. Sync now.")?;
        self.0.eye.look(&window, "glass-said")?;
        window.tap_named("Sync")?;
        synced(&window)?;
        for who in [SECOND.who, CAST[2].who] {
            self.0.county.first72(who, &["sync"])?;
        }
        synced(&window)?;
        window.tap_named("Tonight")?;
        window.shows(handle)?;
        self.0.eye.look(&window, "glass-open")?;
        let told = self.0.county.first72(CAST[2].who, &["break-glass"])?;
        ensure!(told["looks"][0]["short_name"] == FIRST.short_name, "the lead sees who looked in: {told}");
        Ok(())
    }
}

fn live(shift: &Shift) -> Result<()> {
    let _servers = shift.0.county.serve()?;
    shift.both_are_there().context("two phones")?;
    let handle = shift.episode()?;
    shift.handed_over(&handle).context("the deputy whose shift ends")?;
    shift.taken_over(&handle).context("the deputy who comes on")?;
    let number = shift.seen_by_the_lead(&handle).context("the lead")?;
    shift.looked_into_again(&handle, &number).context("an emergency")?;
    shift.every_save_in_spanish(&handle).context("in Spanish")
}

#[test]
fn an_episode_goes_from_one_deputy_to_the_next_in_real_windows() {
    let shift = Shift(Room::new().unwrap());
    live(&shift).unwrap_or_else(|trouble| panic!("{trouble:#}"));
}

//! The only phone that could read an episode is lost: in real windows a registrar ends it and announces a recovery, and on
//! a new phone two custodians' sheets bring the episode back. All of them are invented.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::room::{Room, pin, synced};
use first72_tests::demo::{CAST, NEWCOMER, Realm};
use first72_tests::window::Window;

const DEPUTY: &str = "D. Rivera";
const CLASS: &str = "Times, needs and steps";
const REASON: &str = "The only phone with it was lost.";

/// A county in which one phone of a deputy holds an episode, with three sheets of the class's key in the safe.
struct Loss(Room);

impl Loss {
    /// What the clerk printed on the day of the founding.
    fn sheets(&self) -> Result<()> {
        let (file, passphrase) = (self.0.path("realm-county/recovery-OPS.sealed")?, self.0.path("passphrase")?);
        let out = self.0.path("sheets")?;
        let mut share = vec!["recovery", "share", "--compartment", "OPS", "--shares", "2-of-3"];
        share.extend(["--recovery-file", &file, "--passphrase-file", &passphrase, "--out", &out]);
        self.0.county.first72(Realm::County.registrar(), &share).map(drop)
    }

    fn sheet(&self, number: u8) -> Result<String> {
        Ok(std::fs::read_to_string(self.0.county.vault("sheets").join(format!("share-OPS-{number}-of-3.txt")))?)
    }

    /// The deputy's episode, which nobody but this phone and the server has. Its handle.
    fn episode(&self) -> Result<String> {
        let handle = self.0.episode()?;
        self.0.county.first72(CAST[0].who, &["sync"])?;
        Ok(handle)
    }

    /// The new phone joins as any other: by a request and an answer.
    fn new_phone(&self) -> Result<()> {
        let phone = NEWCOMER.who;
        self.0.county.first72(phone, &["vault", "create", "--emulated-chip"])?;
        let asked = self.0.county.first72(phone, &["device", "request"])?;
        let request = asked["request"].as_str().context("a request")?;
        let answer = self.0.county.approve(&NEWCOMER, &NEWCOMER.seats[0], request)?;
        self.0.county.first72(phone, &["device", "accept", "--answer", &answer.text]).map(drop)
    }

    /// The registrar ends the lost phone; only this one, and for everybody.
    fn ended(&self) -> Result<()> {
        let window = self.0.open(Realm::County.registrar())?;
        window.tap_named("Settings")?;
        window.tap_named("People and devices")?;
        window.tap_starting(DEPUTY)?;
        window.shows("Look at the devices and rights.")?;
        window.tap_named("This device is gone")?;
        window.shows("Say what happened, then end it.")?;
        window.tap_named("It is lost or stolen")?;
        window.shows("From the next sync the server gives it nothing.")?;
        window.tap_named("Locked")?;
        window.shows("Nobody can say if it opens. Take what it had loaded as read.")?;
        window.tap_named("No")?;
        window.shows("It was locked and its PIN is safe. What is on it stays shut.")?;
        self.0.eye.look(&window, "roster-end")?;
        window.tap_named("End this device")?;
        window.shows("Your PIN, once more")?;
        pin(&window)?;
        window.shows("It is ended. Sync now, so that the server knows.")?;
        self.0.eye.look(&window, "roster-ended")?;
        window.tap_named("Sync")?;
        synced(&window)?;
        drop(window);
        let people = self.0.county.first72(Realm::County.registrar(), &["person", "list"])?;
        let people = people["people"].as_array().context("people")?;
        let deputy = people.iter().find(|person| person["short_name"] == DEPUTY).context("the deputy")?;
        ensure!(deputy["devices"] == json!([]), "no device of theirs is live: {deputy}");
        let refused = self.0.county.first72(CAST[0].who, &["sync"]);
        ensure!(refused.is_err(), "its server speaks to it no more");
        Ok(())
    }

    /// The registrar says what is to be brought back, and where.
    fn announced(&self) -> Result<()> {
        let window = self.0.open(Realm::County.registrar())?;
        window.tap_named("Settings")?;
        window.tap_named("Recovery")?;
        window.shows("Paper keys")?;
        window.tap_named("Announce a recovery")?;
        window.shows("What is to be brought back?")?;
        window.tap_named(CLASS)?;
        let choose = "const list = document.querySelector('select');
            const one = [...list.options].find((option) => option.text.includes(arguments[0]));
            list.value = one.value;
            list.dispatchEvent(new Event('change', { bubbles: true }));";
        window.run(choose, &[json!(NEWCOMER.short_name)])?;
        window.type_into("textarea", REASON)?;
        self.0.eye.look(&window, "recovery-announce")?;
        window.tap_named("Announce it")?;
        window.shows("Your PIN, once more")?;
        pin(&window)?;
        window.shows("It is announced.")?;
        window.tap_named("Sync")?;
        synced(&window)
    }

    /// On the new phone everybody's notice leads to the shares; two custodians put theirs in.
    fn brought_back(&self, handle: &str) -> Result<()> {
        let window = self.0.open(NEWCOMER.who)?;
        window.tap_named("Sync")?;
        synced(&window)?;
        window.tap_named("Tonight")?;
        ensure!(!window.text("body")?.contains(handle), "nothing of it is here yet");
        window.shows("A recovery was announced in Demo County.")?;
        window.tap_named("See it")?;
        window.shows(REASON)?;
        self.0.eye.look(&window, "recovery-announced")?;
        window.tap_named("Put in the custodians’ shares")?;
        self.puts_in(&window, 1)?;
        window.shows("1 of the 2 shares needed are in.")?;
        self.0.eye.look(&window, "recovery-shares")?;
        self.puts_in(&window, 3)?;
        window.tap_named("Open the records")?;
        window.shows("Your PIN, once more")?;
        pin(&window)?;
        window.until("/[1-9]\\d* keys? opened/.test(document.body.innerText)")?;
        self.0.eye.look(&window, "recovery-opened")?;
        window.tap_named("End the recovery")?;
        window.shows("the paper key is gone from this device")?;
        ensure!(!window.source().contains("F72-SHARE"), "no share stays in the page");
        window.tap_named("Back")?;
        window.tap_named("Back")?;
        Ok(window.shows(handle)?)
    }

    fn puts_in(&self, window: &Window, number: u8) -> Result<()> {
        window.shows("Words or code of a share")?;
        let paste = "const field = document.querySelector('textarea');
            field.value = arguments[0];
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
        window.run(paste, &[json!(self.sheet(number)?)])?;
        Ok(window.tap_named("Take this share in")?)
    }
}

fn live(loss: &Loss) -> Result<()> {
    let _servers = loss.0.county.serve()?;
    loss.sheets()?;
    let handle = loss.episode()?;
    loss.new_phone()?;
    loss.ended().context("the lost phone")?;
    loss.announced().context("the registrar")?;
    loss.brought_back(&handle).context("the new phone")
}

#[test]
fn two_sheets_bring_a_lost_phones_episode_back_in_real_windows() {
    let loss = Loss(Room::new().unwrap());
    live(&loss).unwrap_or_else(|trouble| panic!("{trouble:#}"));
}

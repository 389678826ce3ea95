//! What most of these stories begin with: a county on one desk, a screen in memory, and an eye that keeps pictures when
//! somebody wants to see them.

use std::path::Path;

use anyhow::{Context, Result};
use first72_tests::demo::{CAST, County, PIN, STATION};
use first72_tests::night::Eye;
use first72_tests::programs::program;
use first72_tests::window::{Display, Program, Window};

/// Set to a folder, it gets a picture of every screen that is looked at.
const PICTURES: &str = "FIRST72_PICTURES";

/// The county, and what looks at its windows.
pub(crate) struct Room {
    pub(crate) county: County,
    pub(crate) eye: Eye,
    display: Display,
    _folder: tempfile::TempDir,
}

/// The county that is founded once for all of these stories, which run one after the other.
pub(crate) fn kept() -> &'static Path {
    Path::new(concat!(env!("CARGO_TARGET_TMPDIR"), "/county"))
}

impl Room {
    /// With a county like the one that was founded for all stories.
    pub(crate) fn new() -> Result<Self> {
        Self::with(|folder| County::like(kept(), folder))
    }

    /// With a county of its own in another place, by its checklist.
    pub(crate) fn in_place(pack: &'static str) -> Result<Self> {
        Self::with(|folder| County::of(folder, pack))
    }

    fn with(county: impl FnOnce(&Path) -> Result<County>) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let county = county(&folder.path().join("county"))?;
        let eye =
            std::env::var_os(PICTURES).map_or_else(Eye::default, |folder| Eye::with_pictures(folder.into(), true));
        Ok(Self { county, eye, display: Display::in_memory()?, _folder: folder })
    }

    /// A person's window, locked.
    pub(crate) fn locked(&self, who: &str) -> Result<Window> {
        let app = Program::new(&program("first72-app")?).environment("FIRST72_VAULT", self.county.vault(who));
        Ok(Window::open(&app, &self.display)?)
    }

    /// A person's window, open.
    pub(crate) fn open(&self, who: &str) -> Result<Window> {
        let window = self.locked(who)?;
        pin(&window)?;
        // The menu is there.
        window.until("document.querySelector('nav') !== null")?;
        Ok(window)
    }

    /// A person's window in Spanish with text of twice the size, open.
    pub(crate) fn open_in_spanish_at_twice_the_size(&self, who: &str) -> Result<Window> {
        self.county.set_look(who, "es", "largest")?;
        self.open(who)
    }

    /// An episode of the deputy's. Its handle.
    pub(crate) fn episode(&self) -> Result<String> {
        let pack = self.county.pack();
        let contact = ["contact", "new", "--station", STATION, "--pack", pack, "--medical", "none_seen"];
        let begun = self.county.first72(CAST[0].who, &contact)?;
        begun["handle"].as_str().map(str::to_owned).context("the episode has a handle")
    }

    /// The path of something in the county's folder.
    pub(crate) fn path(&self, name: &str) -> Result<String> {
        self.county.vault(name).to_str().map(str::to_owned).context("a path that is text")
    }
}

/// Types the demo's PIN on the pad.
pub(crate) fn pin(window: &Window) -> Result<()> {
    for digit in PIN.chars() {
        window.tap_named(&digit.to_string())?;
    }
    Ok(())
}

/// On the page of the sync: taps, and waits until it is over.
pub(crate) fn synced(window: &Window) -> Result<()> {
    synced_by(window, "Sync now")
}

/// The same by what the button is called in another language.
pub(crate) fn synced_by(window: &Window, name: &str) -> Result<()> {
    window.tap_named(name)?;
    let name = serde_json::json!(name);
    Ok(window.until(&format!(
        "[...document.querySelectorAll('button')].some((one) => one.textContent.trim() === {name} && !one.disabled)"
    ))?)
}

//! Looks at every screen on the way: axe-core, whether everything fits, and, for the tour, a picture.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Result, bail};

use super::fit;
use crate::window::{DESKTOP, PHONE, PHONE_TURNED, Window};

/// What looks at the screens.
#[derive(Default)]
pub struct Eye {
    /// Where pictures go; none are taken without it.
    pub pictures: Option<PathBuf>,
    /// Whether a picture shows the whole page instead of what the window holds.
    pub whole: bool,
    seen: RefCell<BTreeMap<String, Vec<String>>>,
}

impl Eye {
    /// An eye that keeps pictures in this folder.
    #[must_use]
    pub fn with_pictures(folder: PathBuf, whole: bool) -> Self {
        Self { pictures: Some(folder), whole, ..Self::default() }
    }

    /// Looks at a screen.
    ///
    /// # Errors
    /// With every finding on a line of its own, when somebody could not use it.
    pub fn look(&self, window: &Window, name: &str) -> Result<()> {
        let mut wrong = fit::what_does_not_fit(window)?;
        wrong.extend(window.violations()?.iter().map(ToString::to_string));
        if let Some(folder) = &self.pictures {
            fs::create_dir_all(folder)?;
            fs::write(folder.join(format!("{name}.png")), self.picture(window)?)?;
        }
        self.seen.borrow_mut().insert(name.to_owned(), sentences(window)?);
        if wrong.is_empty() { Ok(()) } else { bail!("the screen {name}:\n{}", wrong.join("\n")) }
    }

    /// Looks at a screen on a phone on its side and on a desktop, and turns it back.
    ///
    /// # Errors
    /// As [`Eye::look`].
    pub fn look_at_other_sizes(&self, window: &Window, name: &str) -> Result<()> {
        for (size, how) in [(PHONE_TURNED, "turned"), (DESKTOP, "desktop")] {
            window.resize(size)?;
            window.until(&format!("innerWidth === {}", size.0))?;
            self.look(window, &format!("{name}-{how}"))?;
        }
        window.resize(PHONE)?;
        // On a phone one screen stands alone; the panes of a desktop are gone a frame after the window is narrow.
        let alone = "document.querySelectorAll('.screen').length === 1";
        Ok(window.until(&format!("innerWidth === {} && {alone}", PHONE.0))?)
    }

    /// Every screen that was looked at, with the sentences that stood on it.
    #[must_use]
    pub fn seen(&self) -> BTreeMap<String, Vec<String>> {
        self.seen.borrow().clone()
    }

    fn picture(&self, window: &Window) -> Result<Vec<u8>> {
        let sizes = "return [innerWidth, innerHeight, document.documentElement.scrollHeight]";
        let (width, height, long) = serde_json::from_value(window.run(sizes, &[])?)?;
        if !self.whole || long <= height {
            return Ok(window.picture()?);
        }
        window.resize((width, long))?;
        let picture = window.picture()?;
        window.resize((width, height))?;
        Ok(picture)
    }
}

/// The pieces of text that can be read now, and the names that a screen reader says.
fn sentences(window: &Window) -> Result<Vec<String>> {
    let read = "
        const named = [...document.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label'));
        return [...document.body.innerText.split('\\n'), ...named].map((line) => line.trim()).filter((line) => line !== '');
    ";
    Ok(serde_json::from_value(window.run(read, &[])?)?)
}

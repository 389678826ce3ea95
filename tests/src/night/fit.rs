//! Whether everything fits a small phone: nothing beyond the edge, nothing cut off, nothing too small for a thumb.

use anyhow::{Context, Result};

use crate::window::Window;

/// Looks at what is drawn, as a person with large text would, and names what does not fit.
const LOOK: &str = include_str!("fit.js");

/// What does not fit, in words; empty when everything does.
///
/// # Errors
/// When the script does not run.
pub fn what_does_not_fit(window: &Window) -> Result<Vec<String>> {
    let found = window.run(LOOK, &[])?;
    serde_json::from_value(found).context("the list of what does not fit")
}

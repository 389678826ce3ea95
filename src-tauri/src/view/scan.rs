//! A picture that may show a code.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a camera sees, or a file shows.
#[derive(Deserialize, TS)]
pub struct PictureIn {
    /// Pixels across, at most 2,048.
    pub width: u32,
    /// Pixels down, at most 2,048.
    pub height: u32,
    /// One byte a pixel, 0 black and 255 white, row by row from the top, in base 64.
    pub grey: String,
}

/// What was read in it.
#[derive(Serialize, TS)]
pub struct Scanned {
    /// The text of the code; none when there is no code in it that can be read.
    pub text: Option<String>,
}

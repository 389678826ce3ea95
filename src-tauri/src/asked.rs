//! What the screen names by its number, read before anything is done with it.

use crate::trouble;
use crate::view::Trouble;
use std::str::FromStr;

/// The person, device, episode or whatever else the screen means; a text that is none is refused.
pub(crate) fn id<T: FromStr>(text: &str) -> Result<T, Trouble> {
    text.parse().map_err(|_| trouble::unreadable())
}

//! Drills: scripted scenarios with invented people, their fast clock, and the debrief. Pure: it is given the time,
//! the facts of each record and the pack, and says what happens next. Who does it is in `crate::notebook`.

mod check;
pub mod clock;
pub mod cue;
pub mod debrief;
pub mod guide;
pub mod player;
pub mod problem;
pub mod script;
pub mod shipped;
#[cfg(test)]
mod tests;
pub mod typed;
mod written;

pub use clock::DrillClock;
pub use debrief::Debrief;
pub use player::Player;
pub use problem::{ScriptError, ScriptErrors};
pub use script::Script;

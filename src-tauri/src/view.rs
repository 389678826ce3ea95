//! The types that the screen sees: what each command is asked with and what it answers.
//!
//! One definition for both sides. `ui/src/bridge/types.ts` is written from here and a test below fails when it is stale.
//! Nothing here decides; a decision reached in the notebook is carried over in the form a screen can show at once: every
//! sentence of a pack is already in the person's language, every instant is UTC milliseconds, every id is text.

mod advocate;
mod audit;
mod board;
mod call;
mod callout;
mod card;
mod carrying;
mod copies;
mod desk;
mod drill;
mod enrol;
mod episode;
mod follow_up;
mod glass;
mod hand_over;
mod head;
mod holds;
mod late;
mod linked;
mod note;
mod pack;
mod plan;
mod record;
mod recovery;
mod rights;
mod roster;
mod saves;
mod scan;
mod sight;
mod spoiled;
mod step;
mod sync;
mod time;
mod typescript;

pub use advocate::*;
pub use audit::*;
pub use board::*;
pub use call::*;
pub use callout::*;
pub use card::*;
pub use carrying::*;
pub use copies::*;
pub use desk::*;
pub use drill::*;
pub use enrol::*;
pub use episode::*;
pub use follow_up::*;
pub use glass::*;
pub use hand_over::*;
pub use head::*;
pub use holds::*;
pub use late::*;
pub use linked::*;
pub use note::*;
pub use pack::*;
pub use plan::*;
pub use record::*;
pub use recovery::*;
pub use rights::*;
pub use roster::*;
pub use saves::*;
pub use scan::*;
pub use sight::*;
pub use step::*;
pub use sync::*;
pub use time::*;

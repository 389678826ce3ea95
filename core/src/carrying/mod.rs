//! What goes from one device to another by hand so that it reaches the server, and what comes back: a bundle of sealed entries
//! ([`crate::directory::ended::Unsent`]), a slip of the server's receipts, a copy of the directory for whoever cannot reach it any more, and
//! the parts in which each is shown as codes.

pub mod directory_copy;
pub mod error;
pub mod parts;
pub mod slip;

pub use directory_copy::DirectoryCopy;
pub use error::CarryError;
pub use parts::{Gathered, gather, split};
pub use slip::{Receipted, Slip};

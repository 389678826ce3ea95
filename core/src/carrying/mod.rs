//! What goes from one device to another by hand so that it reaches the server, and what comes back: a bundle of sealed entries
//! ([`crate::directory::ended::Unsent`]), a slip of the server's receipts, and the parts in which either is shown as codes.

pub mod error;
pub mod parts;
pub mod slip;

pub use error::CarryError;
pub use parts::{Gathered, gather, split};
pub use slip::{Receipted, Slip};

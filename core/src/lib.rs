//! The notebook: everything true about first-contact records on a device.
//!
//! Screens, the terminal and the server live elsewhere; what a record is, who may
//! read it, when a step is due and how it travels is decided here.

pub mod audit;
pub mod carrying;
pub mod directory;
pub mod drill;
pub mod durable_file;
pub mod episode;
pub mod incident;
pub mod moment;
pub mod notebook;
pub mod protocol;
pub mod reckoning;
pub mod report;
pub mod scan;
pub mod seal;
pub mod sync;
pub mod vault;

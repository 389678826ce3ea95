//! Invented records, the same for the same seed: what deputies and advocates of a made-up county save.
//!
//! The dictionary of the body format is trained on them and the benchmarks move them about. Every
//! question, step and choice comes from a pack; every sentence of a note is invented.

mod chance;
mod notes;
mod saves;

pub use chance::Chance;
pub use notes::prose;
pub use saves::{Invented, Kind, contact};

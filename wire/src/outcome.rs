//! What the server answers: one outcome for each entry of an upload, a page for each pull, a code for each refusal.
//!
//! A refusal is a value with a stable code, never a sentence: the words stand in the app.

mod error_body;
mod grown;
mod pull;
mod push;
mod why;

pub use error_body::ErrorBody;
pub use grown::{Grown, Unproven};
pub use pull::PullAnswer;
pub use push::{EntryOutcome, PushAnswer};
pub use why::Why;

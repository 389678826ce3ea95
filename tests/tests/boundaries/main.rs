//! The import directions of the house, held over cargo's own metadata and over the source text.
//!
//! Which package may depend on which is in `packages.rs`; which module may name what is in
//! `modules.rs`; how a source file becomes bare code, without comments and strings, is in `code.rs`.
//! Every rule is also shown to fail on a made-up offence, so that a rule that no longer bites is seen.

mod code;
mod modules;
mod packages;
mod words;

use first72_tests::house::{root, sources};

/// Fails with every offence on a line of its own.
#[track_caller]
fn none(offences: &[String]) {
    assert!(offences.is_empty(), "\n{}\n", offences.join("\n"));
}

//! `cargo xtask dictionary`: what the dictionary of the body format buys, and how it is trained anew.

use anyhow::Result;
use clap::Args;

use crate::step::Step;

/// Whether to keep what was trained.
#[derive(Args)]
pub(crate) struct Options {
    /// Replace core/src/seal/dictionary-v1.bin: only while no record of that version exists anywhere
    #[arg(long)]
    write: bool,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    let own = ["--quiet", "--locked", "--package", "first72-tests", "--bin", "dictionary", "--"];
    Step::cargo("train the dictionary", "run").args(own).args(options.write.then_some("--write")).run()
}

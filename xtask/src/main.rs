//! The only commands a person must know: `cargo xtask run | test | check | tour | bench | fuzz`.
//!
//! One file a verb in `verb/`; what a machine lacks is installed in `setup.rs`; how a program is
//! started and reported is in `step.rs`. Nothing of the product lives here.

mod house;
mod setup;
mod step;
mod verb;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// First72: set up, build, run and verify everything.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Open three people's devices of a demo county on this desk
    Run(verb::run::Options),
    /// Drive the real windows through the story and keep a picture of each screen
    Tour(verb::tour::Options),
    /// Set up whatever this machine lacks and run every test
    Test(verb::test::Options),
    /// Formatting, lints, documentation, dependencies, licences and the screen's own checks
    Check(verb::check::Options),
    /// Measure the budgets on release builds, beside what this machine can do at best
    Bench(verb::bench::Options),
    /// Read with every parser of bytes from outside what nobody thought of
    Fuzz(verb::fuzz::Options),
    /// Measure or train the dictionary with which saves are packed before sealing
    Dictionary(verb::dictionary::Options),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().verb {
        Verb::Run(options) => verb::run::run(&options),
        Verb::Tour(options) => verb::tour::run(&options),
        Verb::Test(options) => verb::test::run(&options),
        Verb::Check(options) => verb::check::run(&options),
        Verb::Bench(options) => verb::bench::run(&options),
        Verb::Fuzz(options) => verb::fuzz::run(&options),
        Verb::Dictionary(options) => verb::dictionary::run(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            step::say(&format!("\nFAILED: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

//! The notebook at a terminal: says to a person or a script what the notebook says, and decides nothing.
//!
//! Exit codes: 0 done; 2 the command was not understood; 3 the notebook refused; 4 it did not unlock;
//! 5 a server could not be reached or did not hold; 6 the storage of this device; 7 no such thing here.

mod advice;
mod arguments;
mod command;
mod deed;
mod desk;
mod failure;
mod input;
mod lookup;
mod pack_source;
mod prompt;
mod qr;
mod root_file;
mod said;
mod sheets;
mod terms;
mod times;
mod values;

use arguments::Arguments;
use clap::Parser;
use desk::Desk;
use first72_core::moment::Moment;
use std::process::ExitCode;

fn main() -> ExitCode {
    // Where the system knows no such thing, keys are wiped at lock all the same.
    let _ = first72_core::seal::process::forbid_memory_dumps();
    log_to_standard_error();
    let Arguments { vault, whose, secret_file, json, command } = Arguments::parse();
    let desk = Desk::new(vault, whose, secret_file, json, &Moment::read);
    match command::run(command, &desk) {
        Ok(said) => said::done(&said, json),
        Err(failure) => said::failed(&failure, json),
    }
}

/// What the notebook's parts log holds no content; it is shown only when asked for.
fn log_to_standard_error() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("FIRST72_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("off"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false).init();
}

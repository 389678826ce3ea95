//! Measures every line of the budget and prints one table. `cargo xtask bench` builds and starts it.

#![expect(clippy::print_stdout, reason = "a tool's answer")]

use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use first72_core::moment::Moment;
use first72_tests::bench::floor::{cipher, server};
use first72_tests::bench::line::{self, save};
use first72_tests::bench::{Options, Table, usage};
use first72_tests::county::happen_at;

fn main() -> ExitCode {
    usage::lock_memory_as_others_do();
    // Servers of their own process have the system's clock, so everything happens today.
    happen_at(Moment::read().wall_ms);
    let words: Vec<String> = std::env::args().collect();
    let done = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, server::WORD, folder] => server::run(Path::new(folder)),
        [_, cipher::WORD, folder, size] => {
            cipher::run(Path::new(folder), size == "quick");
            Ok(())
        }
        [_, save::WORD, count] => {
            save::saves(count.parse().unwrap_or(1));
            Ok(())
        }
        _ => measure(&Options { own: std::env::current_exe().ok(), ..Options::parse() }),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(options: &Options) -> std::io::Result<()> {
    let load = usage::load();
    let rows = line::rows(options, |lines| println!("measuring: {lines}"));
    let table = Table { machine: usage::machine(&load), rows };
    println!("\n{table}");
    match &options.json {
        Some(path) => std::fs::write(path, format!("{:#}\n", table.to_json())),
        None => Ok(()),
    }
}

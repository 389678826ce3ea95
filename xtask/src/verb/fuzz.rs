//! `cargo xtask fuzz`: every parser of bytes from outside, for as long as it is given.
//!
//! The seeds lie in `fuzz/seeds/`, one folder for each parser (packs and drills are their own seeds); what the fuzzer finds beyond them stays in the clone's
//! `target/fuzz/`. Nothing of this is needed for `cargo xtask test`, which reads the seeds and small damages to them.

use anyhow::{Context, Result, bail};
use clap::Args;
use std::fs;
use std::path::PathBuf;

use crate::step::{Step, say};
use crate::{house, setup};

const CARGO_FUZZ: &str = "0.13.2";
/// The longest that one input may take, in seconds, before it counts as a finding.
const SLOWEST_S: u64 = 5;
/// Parsers whose every input may cost several derivations of a passphrase, which a busy machine draws out, with their seconds.
const DERIVING: [(&str, u64); 1] = [("key_files", 30)];
/// The most memory that one input may make the program use, in MiB.
const MOST_MIB: u64 = 1_024;

/// What to read, and for how long.
#[derive(Args)]
pub(crate) struct Options {
    /// Seconds for each parser
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Only parsers whose name contains this
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// Write the first seeds of parsers that have none, and nothing else
    #[arg(long)]
    seeds: bool,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    if options.seeds {
        let own = ["--quiet", "--locked", "--package", "first72-tests", "--bin", "seeds"];
        return Step::cargo("write the seeds", "run").args(own).run();
    }
    setup::system()?;
    setup::tool("cargo-fuzz", CARGO_FUZZ)?;
    cargo_fuzz("build the parsers for the fuzzer", "build").run()?;
    let mut found = Vec::new();
    let parsers = parsers(options.only.as_deref())?;
    for parser in &parsers {
        if let Err(error) = read(parser, options.seconds) {
            say(&format!("{error:#}"));
            found.push(parser.as_str());
        }
    }
    if !found.is_empty() {
        bail!(
            "{} of {} parsers have findings, kept in {}: {}",
            found.len(),
            parsers.len(),
            kept().display(),
            found.join(", ")
        );
    }
    say(&format!("\n{} parsers, {} s each: no panic, nothing slow, nothing large.", parsers.len(), options.seconds));
    Ok(())
}

/// A command of cargo-fuzz. Without a sanitizer: the product has no unsafe code where bytes are read, and so the pinned
/// toolchain is enough.
fn cargo_fuzz(what: &str, verb: &str) -> Step {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let with_tools = std::iter::once(house::tools().join("bin")).chain(std::env::split_paths(&paths));
    let step = Step::cargo(what, "fuzz").args([verb, "--fuzz-dir", "fuzz", "--sanitizer", "none", "parser"]);
    step.env("PATH", std::env::join_paths(with_tools).unwrap_or(paths))
}

/// Lets the fuzzer read with one parser, from its seeds and from what was found before.
fn read(parser: &str, seconds: u64) -> Result<()> {
    let (corpus, findings) = (kept().join(parser), kept().join("findings"));
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(&findings)?;
    let slowest_s = DERIVING.iter().find(|(name, _)| *name == parser).map_or(SLOWEST_S, |(_, seconds)| *seconds);
    let step = cargo_fuzz(&format!("read with {parser}"), "run").env("FIRST72_PARSER", parser);
    let limits = [
        format!("-max_total_time={seconds}"),
        format!("-timeout={slowest_s}"),
        format!("-rss_limit_mb={MOST_MIB}"),
        format!("-artifact_prefix={}/{parser}-", findings.display()),
        "-print_final_stats=1".to_owned(),
        "-verbosity=0".to_owned(),
    ];
    step.args([corpus, seeds(parser)]).args(["--"]).args(limits).run()
}

/// Parsers whose seeds are what the app is shipped with.
const SHIPPED: [(&str, &str); 2] = [("drill_script", "drills/los-angeles"), ("pack", "protocols/washington")];

fn seeds(parser: &str) -> PathBuf {
    let shipped = SHIPPED.iter().find(|(name, _)| *name == parser).map(|(_, folder)| house::root().join(folder));
    shipped.unwrap_or_else(|| house::root().join("fuzz/seeds").join(parser))
}

fn kept() -> PathBuf {
    house::target().join("fuzz")
}

/// The names of the parsers: the folders of seeds, and those that have theirs elsewhere.
fn parsers(only: Option<&str>) -> Result<Vec<String>> {
    let folders = fs::read_dir(house::root().join("fuzz/seeds")).context("fuzz/seeds cannot be read")?;
    let mut names: Vec<String> = folders.flatten().filter_map(|folder| folder.file_name().into_string().ok()).collect();
    names.extend(SHIPPED.map(|(name, _)| name.to_owned()));
    names.retain(|name| only.is_none_or(|only| name.contains(only)));
    names.sort();
    if names.is_empty() {
        bail!("no parser of that name; fuzz/seeds has a folder for each");
    }
    Ok(names)
}

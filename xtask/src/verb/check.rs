//! `cargo xtask check`: everything that can be verified without running the product.
//!
//! Every part runs even when an earlier one failed, so that one run tells all there is to mend.

use std::path::Path;

use anyhow::{Result, anyhow, bail};
use clap::Args;

use crate::step::{Step, say};
use crate::verb::test::build_screen;
use crate::{house, setup};

mod paths;

const DENY: &str = "0.20.2";

/// How much of it to run.
#[derive(Args)]
pub(crate) struct Options {
    /// Leave out cargo-deny, whose first installation takes some minutes
    #[arg(long)]
    without_deny: bool,
    /// Fail, too, when the advisory database cannot be fetched
    #[arg(long)]
    strict: bool,
}

/// What came of one part.
enum Outcome {
    Passed,
    Failed(anyhow::Error),
    /// Could not be asked at all; said aloud, so that nobody takes it for a pass.
    NotChecked(&'static str),
}

impl From<Result<()>> for Outcome {
    fn from(result: Result<()>) -> Self {
        result.map_or_else(Self::Failed, |()| Self::Passed)
    }
}

type Part = (&'static str, Outcome);

pub(crate) fn run(options: &Options) -> Result<()> {
    setup::system()?;
    let has_screen = setup::screen()?;
    if has_screen {
        // The shell does not compile without a built screen to embed.
        build_screen()?;
    }
    let mut parts: Vec<Part> = vec![
        ("formatting", Step::cargo("keep the format", "fmt").args(["--all", "--check"]).run().into()),
        ("lints", lints().into()),
        ("documentation", documentation().into()),
        ("paths named in the documents", paths::all_exist().into()),
    ];
    if let (true, Some(ui)) = (has_screen, house::ui()) {
        parts.extend(screen(&ui));
    }
    if !options.without_deny {
        parts.extend(dependencies(options.strict)?);
    }
    report(&parts)
}

fn lints() -> Result<()> {
    let what = ["--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    Step::cargo("pass the lints", "clippy").args(what).run()
}

fn documentation() -> Result<()> {
    let what = ["--workspace", "--no-deps", "--document-private-items", "--locked"];
    Step::cargo("build the documentation", "doc").args(what).env("RUSTDOCFLAGS", "-D warnings").run()
}

fn screen(ui: &Path) -> Vec<Part> {
    let scripts = [
        ("the screen's types", "check"),
        ("the screen's lints", "lint"),
        ("the screen's formatting", "format:check"),
        ("the screen's tests", "test"),
    ];
    let ask = |script| Step::new("pass the screen's checks", "npm").args(["run", "--silent", script]).folder(ui).run();
    scripts.into_iter().map(|(what, script)| (what, ask(script).into())).collect()
}

/// cargo-deny in two parts: what the lock file alone answers, and the advisories, whose database
/// comes from the network.
fn dependencies(strict: bool) -> Result<Vec<Part>> {
    let deny = setup::tool("cargo-deny", DENY)?;
    let own = ["licenses", "sources", "bans"];
    let accepted = Step::new("accept the dependencies", &deny).args(["--workspace", "check"]).args(own).run();
    let fetched = Step::new("fetch the advisory database", &deny).args(["--workspace", "fetch", "db"]).run();
    let advisories = match fetched {
        Ok(()) => Step::new("find no advisory", &deny).args(["--workspace", "check", "advisories"]).run().into(),
        Err(_) if strict => Outcome::Failed(anyhow!("the advisory database could not be fetched")),
        Err(_) => Outcome::NotChecked("the advisory database could not be fetched from github.com"),
    };
    Ok(vec![
        ("licences, sources, who may import what", accepted.into()),
        ("known vulnerabilities of dependencies", advisories),
    ])
}

fn report(parts: &[Part]) -> Result<()> {
    say("");
    for (what, outcome) in parts {
        match outcome {
            Outcome::Passed => say(&format!("  ok           {what}")),
            Outcome::Failed(error) => say(&format!("  FAILED       {what}: {error:#}")),
            Outcome::NotChecked(why) => say(&format!("  NOT CHECKED  {what}: {why}")),
        }
    }
    match parts.iter().filter(|(_, outcome)| matches!(outcome, Outcome::Failed(_))).count() {
        0 => Ok(()),
        failed => bail!("{failed} of {} checks", parts.len()),
    }
}

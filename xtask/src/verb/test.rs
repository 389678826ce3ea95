//! `cargo xtask test`: from a clean clone to every test having run.

use anyhow::Result;
use clap::Args;

use crate::step::{Step, say};
use crate::{house, setup};

/// How much of it to run.
#[derive(Args)]
pub(crate) struct Options {
    /// Only the Rust tests that match this nextest filter, and nothing else
    #[arg(long, short = 'E', value_name = "FILTER")]
    only: Option<String>,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    setup::nextest()?;
    let has_screen = prepare()?;
    if let Some(filter) = &options.only {
        return rust_tests(&["-E", filter]);
    }
    if has_screen {
        screen_tests()?;
    }
    rust_tests(&[])?;
    Step::cargo("pass the examples in the documentation", "test").args(["--doc", "--workspace", "--locked"]).run()?;
    say("\nAll tests passed.");
    Ok(())
}

/// What the machine lacks, the screen and every program. Says whether there is a screen.
pub(crate) fn prepare() -> Result<bool> {
    setup::system()?;
    let has_screen = setup::screen()?;
    if has_screen {
        build_screen()?;
    }
    build()?;
    Ok(has_screen)
}

/// The shell embeds the screen, so it is built before anything that contains the shell.
pub(crate) fn build_screen() -> Result<()> {
    let Some(ui) = house::ui() else { return Ok(()) };
    Step::new("build the screen", "npm").args(["run", "--silent", "build"]).folder(&ui).run()
}

/// Programs that tests start as a person would: the server, the terminal and the app.
fn build() -> Result<()> {
    Step::cargo("build the programs", "build").args(["--workspace", "--locked"]).run()
}

fn screen_tests() -> Result<()> {
    let Some(ui) = house::ui() else { return Ok(()) };
    Step::new("pass the screen's type checks", "npm").args(["run", "--silent", "check"]).folder(&ui).run()?;
    Step::new("pass the screen's lints", "npm").args(["run", "--silent", "lint"]).folder(&ui).run()?;
    Step::new("pass the screen's tests", "npm").args(["run", "--silent", "test"]).folder(&ui).run()?;
    let pictures = house::target().join("stage");
    let shots = ["run", "--silent", "shots", "--", "--look-only"];
    Step::new("show every screen in every state", "npm").args(shots).args([&pictures]).folder(&ui).run()?;
    let camera = ["run", "--silent", "camera", "--"];
    let (reader, films) = (house::program("code"), house::target().join("camera"));
    Step::new("hold codes up to a camera", "npm").args(camera).args([reader, films]).folder(&ui).run()
}

fn rust_tests(filter: &[&str]) -> Result<()> {
    Step::cargo("pass the tests", "nextest").args(["run", "--workspace", "--locked"]).args(filter).run()
}

//! `cargo xtask run`: three people's devices of a demo county, open on one desk.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::house;
use crate::step::Step;
use crate::verb::test::prepare;

/// Whose windows to open, and where the county lives.
#[derive(Args)]
pub(crate) struct Options {
    /// Only this person's device: deputy, advocate or lead
    #[arg(long = "as", value_name = "WHO", value_parser = ["deputy", "advocate", "lead"])]
    who: Option<String>,
    /// The demo county's folder; made when it is not there (target/demo)
    #[arg(long)]
    dir: Option<PathBuf>,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    prepare()?;
    let folder = options.dir.clone().unwrap_or_else(|| house::target().join("demo"));
    Step::new("open the demo", house::program("demo"))
        .args([folder, house::target().join("pictures")])
        .args(&options.who)
        .run()
}

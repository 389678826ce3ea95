//! `cargo xtask tour`: lives a night in the real windows and keeps a picture of each screen.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::house;
use crate::step::{Step, say};
use crate::verb::test::prepare;

/// Where the pictures go, and how the screens look on them.
#[derive(Args)]
pub(crate) struct Options {
    /// The folder for the pictures (target/tour)
    #[arg(long)]
    out: Option<PathBuf>,
    /// The language of the screens
    #[arg(long, default_value = "en", value_parser = ["en", "es"])]
    language: String,
    /// The size of the text: largest is twice normal
    #[arg(long, default_value = "normal", value_parser = ["normal", "large", "largest"])]
    text: String,
    /// Picture each page to its end, however long
    #[arg(long)]
    whole: bool,
    /// Take no pictures; print what a deputy with so many open episodes waits for
    #[arg(long, value_name = "EPISODES", num_args = 0..=1, default_missing_value = "5")]
    measure: Option<u32>,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    prepare()?;
    if let Some(episodes) = options.measure {
        return Step::new("measure", house::program("tour")).args(["measure", &episodes.to_string()]).run();
    }
    let pictures = options.out.clone().unwrap_or_else(|| house::target().join("tour"));
    Step::new("take the tour", house::program("tour"))
        .args([pictures.as_os_str(), options.language.as_ref(), options.text.as_ref()])
        .args(options.whole.then_some("whole"))
        .run()?;
    say(&format!("\nThe pictures are in {}", pictures.display()));
    Ok(())
}

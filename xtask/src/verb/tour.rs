//! `cargo xtask tour`: drives the real windows through the story and keeps a picture of each screen.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::demo::{County, PIN};
use crate::step::{Step, say};
use crate::verb::test::{build, build_screen};
use crate::{house, setup};

/// Where the pictures go.
#[derive(Args)]
pub(crate) struct Options {
    /// The folder for the pictures (docs/pictures)
    #[arg(long)]
    out: Option<PathBuf>,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    setup::system()?;
    if setup::screen()? {
        build_screen()?;
    }
    build()?;
    let pictures = options.out.clone().unwrap_or_else(|| house::root().join("docs").join("pictures"));
    // A county of its own, so that the story always begins with no episode.
    let folder = house::target().join("tour-county");
    if folder.exists() {
        house::clear(&folder)?;
    }
    let county = County::at(&folder)?;
    let _servers = county.serve()?;
    let vaults = ["deputy", "advocate", "lead"].map(|who| county.vault(who));
    Step::new("take the tour", house::program("tour"))
        .args(["story".as_ref(), pictures.as_os_str()])
        .args(vaults)
        .env("FIRST72_APP", house::program("first72-app"))
        .env("FIRST72_SECRET", PIN)
        .run()?;
    say(&format!("\nThe pictures are in {}", pictures.display()));
    Ok(())
}

//! `cargo xtask run`: three people's devices of a demo county, open on one desk.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::demo::{CAST, County, PIN};
use crate::step::{Step, say};
use crate::verb::test::{build, build_screen};
use crate::{house, setup};

/// Whose windows to open, and where the county lives.
#[derive(Args)]
pub(crate) struct Options {
    /// Only this person's device: deputy, advocate or lead
    #[arg(long = "as", value_name = "WHO")]
    who: Option<String>,
    /// The demo county's folder; made when it is not there (target/demo)
    #[arg(long)]
    dir: Option<PathBuf>,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    let who: Vec<&str> = CAST.iter().map(|guest| guest.who).collect();
    let chosen: Vec<&str> = match &options.who {
        Some(one) if !who.contains(&one.as_str()) => bail!("nobody is called `{one}`: use {}", who.join(", ")),
        Some(one) => vec![one.as_str()],
        None => who,
    };
    setup::system()?;
    if setup::screen()? {
        build_screen()?;
    }
    build()?;
    let county = County::at(&options.dir.clone().unwrap_or_else(|| house::target().join("demo")))?;
    let _servers = county.serve()?;
    if std::env::var_os("DISPLAY").is_none() && std::env::var_os("WAYLAND_DISPLAY").is_none() {
        return look(&county, &chosen);
    }
    say(&format!("\nThe PIN of every demo device is {PIN}. Close the windows to stop the servers."));
    let windows = chosen.iter().map(|who| open(&county, who)).collect::<Result<Vec<_>>>()?;
    for mut window in windows {
        window.wait()?;
    }
    Ok(())
}

fn open(county: &County, who: &str) -> Result<Child> {
    Command::new(house::program("first72-app"))
        .env("FIRST72_VAULT", county.vault(who))
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| format!("could not open the window of the {who}"))
}

/// Without a display the windows open on one in memory, and their pictures are kept.
fn look(county: &County, chosen: &[&str]) -> Result<()> {
    let pictures = house::target().join("pictures");
    let mut step =
        Step::new("look at the windows", house::program("tour")).args(["look".as_ref(), pictures.as_os_str()]);
    for who in chosen {
        step = step.args([county.vault(who)]);
    }
    step.env("FIRST72_APP", house::program("first72-app")).env("FIRST72_SECRET", PIN).run()?;
    say(&format!("\nThere is no display here: pictures of the windows are in {}", pictures.display()));
    Ok(())
}

//! `vault create`: makes a vault in an empty folder.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::said::Said;
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Pretend that this machine has a chip: a PIN of eight digits is enough, and only demo realms can be joined.
    #[arg(long)]
    emulated_chip: bool,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Result<Said, Failure> {
    let (notebook, release) = desk.create(args.emulated_chip)?;
    notebook.lock()?;
    let release = release.to_text();
    Ok(Said::new(
        format!("The vault is made.\nRelease code, for the registrar and for no file on this device: {}", *release),
        json!({ "emulated_chip": args.emulated_chip, "release_code": *release }),
    ))
}

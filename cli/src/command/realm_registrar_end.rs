//! `realm registrar-end`: the root ends a registrar's office.

use crate::failure::Failure;
use crate::lookup;
use crate::root_file::RootFile;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::{Hash, Notebook};
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The registrar's device, by the beginning of the id that `person list` gives.
    device: String,
    /// The last statement of theirs that stands, as NUMBER:HASH, when the device was stolen and said more since; without
    /// it everything that this device knows of stands.
    #[arg(long, value_name = "NUMBER:HASH", value_parser = last)]
    last: Option<(u64, Hash)>,
    #[command(flatten)]
    root: RootFile,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

fn last(text: &str) -> Result<(u64, Hash), String> {
    let wanted = || "write the number, a colon and the 64 hexadecimal digits, as `person list` shows them".to_owned();
    let (number, hash) = text.split_once(':').ok_or_else(wanted)?;
    Ok((number.parse().map_err(|_| wanted())?, hash.parse().map_err(|_| wanted())?))
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let device = lookup::device(notebook, realm, &args.device)?;
    notebook.end_registrar(realm, &args.root.open()?, device, args.last, now)?;
    let text = format!("Device {device} is no registrar's any more. Sync, so that the server and the others know.");
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "device": device.to_string() })))
}

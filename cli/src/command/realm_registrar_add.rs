//! `realm registrar-add`: the root makes a device that was taken in a registrar's.

use crate::failure::Failure;
use crate::lookup;
use crate::root_file::RootFile;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The device, by the beginning of the id that `person list` gives.
    device: String,
    #[command(flatten)]
    root: RootFile,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let device = lookup::device(notebook, realm, &args.device)?;
    notebook.add_registrar(realm, &args.root.open()?, device, now)?;
    let text = format!("Device {device} is a registrar's now. Sync, so that the server and the others know.");
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "device": device.to_string() })))
}

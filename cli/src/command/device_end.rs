//! `device end`: a device is served nothing more, and keys change before the next entry that it could read.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::directory::EndReason;
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;
use serde_json::json;

/// Why a device can end, and what stands in the statement.
const REASONS: [(&str, EndReason); 4] = [
    ("lost", EndReason::Lost),
    ("replaced", EndReason::Replaced),
    ("left", EndReason::Left),
    ("untrusted", EndReason::Untrusted),
];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The device, by the beginning of the id that `person list` gives.
    device: String,
    /// Why: it was lost or stolen, another took its place, its person left, or somebody else may have it.
    #[arg(long, value_parser = REASONS.map(|(word, _)| word))]
    reason: String,
    /// The device is to destroy what it holds when it next meets the server. What it never sent it leaves, sealed.
    #[arg(long)]
    wipe: bool,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let device = lookup::device(notebook, realm, &args.device)?;
    let reason = REASONS.iter().find(|(word, _)| *word == args.reason).map(|(_, reason)| *reason);
    let reason = reason.ok_or(Failure::Argument { argument: "--reason", wanted: "see `first72 device end --help`" })?;
    notebook.end_device(realm, device, reason, args.wipe, now)?;
    let text = format!(
        "Device {device} is ended. Sync, so that the server and the others know.\n\
         What it had downloaded before stays readable on it for whoever can open it. What is written from now on does not \
         reach it. What it never sent is not lost: see `first72 device carry` and `first72 device adopt`."
    );
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "device": device.to_string(), "wipe": args.wipe })))
}

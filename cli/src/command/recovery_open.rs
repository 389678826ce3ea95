//! `recovery open`: a registrar announces a recovery, which everybody of the realm sees.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::{Compartment, Notebook};
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The class of content.
    #[arg(long)]
    compartment: Compartment,
    /// The device that gets the entries, by the beginning of the id that `person list` gives.
    #[arg(long)]
    device: String,
    /// Why, in words that everybody of the realm will read.
    #[arg(long)]
    reason: String,
    /// A custodian whose share is used; can be given several times.
    #[arg(long = "custodian", value_name = "NAME")]
    custodians: Vec<String>,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let device = lookup::device(notebook, realm, &args.device)?;
    let (reason, custodians) = (args.reason.clone(), args.custodians.clone());
    let statement = notebook.announce_recovery(realm, args.compartment, device, reason, custodians, now)?;
    let waits = notebook.waiting_for_cosign(realm)?.iter().any(|waiting| waiting.statement == statement);
    let next = match waits {
        true => "A second registrar signs it with `first72 realm cosign`; sync on both.",
        false => "Sync; then `first72 recovery use` on that device, with the custodians.",
    };
    let what = match args.compartment {
        Compartment::Test => "A drill of recovery".to_owned(),
        real => format!("The recovery of {real}"),
    };
    let text = format!("{what} for {device} is announced. {next}");
    let object = json!({
        "realm": realm.to_string(),
        "statement": statement.to_string(),
        "device": device.to_string(),
        "waits_for_second_signature": waits,
    });
    Ok(Said::new(text, object))
}

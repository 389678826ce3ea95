//! `grant end`: an entitlement ends; keys change before the next entry that its person could read by it alone.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The grant, by the beginning of the id that `person list` gives.
    grant: String,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let grant = lookup::grant(notebook, realm, &args.grant)?;
    notebook.end_grant(realm, grant, now)?;
    let text = format!("Grant {grant} is ended. Sync, so that the server and the others know.");
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "grant": grant.to_string() })))
}

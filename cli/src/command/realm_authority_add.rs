//! `realm authority-add`: the root names another certificate authority beside the present one.

use crate::failure::Failure;
use crate::root_file::RootFile;
use crate::said::Said;
use crate::{input, lookup};
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The new authority's certificate, as `realm authority-new` makes it.
    ca: PathBuf,
    #[command(flatten)]
    root: RootFile,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let der = input::bytes_of(&args.ca, 4_096)?;
    let authority = notebook.trust_authority(realm, &args.root.open()?, &der, now)?;
    let text = format!(
        "Authority {authority} is trusted too, once each device has synced. Sync here first. Give the server its new \
         certificate (`first72 realm certificate`) only when every device has synced: one that has not would reach it no more."
    );
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "authority": authority.to_string() })))
}

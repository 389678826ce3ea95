//! `realm directory-copy` and `realm directory-take`: what a device that cannot reach the server has to know, as a file.

use crate::failure::Failure;
use crate::said::Said;
use crate::{input, lookup};
use first72_core::directory::ended::LONGEST_BUNDLE;
use first72_core::durable_file;
use first72_core::moment::Moment;
use first72_core::notebook::{Notebook, RealmId};
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct CopyArgs {
    /// New file for the directory, sealed and signed as it is.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

#[derive(clap::Args)]
pub(crate) struct TakeArgs {
    /// The file that a colleague's device wrote with `realm directory-copy`.
    file: PathBuf,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn copy(args: &CopyArgs, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    if args.out.exists() {
        return Err(Failure::Taken { path: args.out.clone() });
    }
    let file = notebook.directory_file(realm, now)?;
    durable_file::write(&args.out, &file).map_err(|error| Failure::file(&args.out, error))?;
    let out = args.out.display().to_string();
    let text = format!(
        "The realm's directory is in {out}, sealed. The other device takes it: `first72 realm directory-take`."
    );
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "out": out })))
}

pub(crate) fn take(args: &TakeArgs, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let file = input::bytes_of(&args.file, LONGEST_BUNDLE as u64)?;
    Ok(taken(realm, notebook.take_directory(realm, &file, now)?))
}

/// What is said of a directory that was taken in.
pub(super) fn taken(realm: RealmId, new: usize) -> Said {
    let text = format!("{new} entries are new here; each was checked. Sync now.");
    Said::new(text, json!({ "realm": realm.to_string(), "new": new }))
}

//! `realm authority-end`: the root ends one of two certificate authorities.

use crate::failure::Failure;
use crate::lookup;
use crate::root_file::RootFile;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::{AuthorityLine, Notebook, NotebookError};
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The authority, by the beginning of its name in `realm authority`.
    authority: String,
    /// End it although the server showed a certificate of it last: its key was stolen.
    #[arg(long)]
    anyway: bool,
    #[command(flatten)]
    root: RootFile,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let trusted = notebook.authorities(realm)?;
    let meant = |one: &&AuthorityLine| one.hash.to_string().starts_with(&args.authority);
    let [one] = trusted.iter().filter(meant).collect::<Vec<_>>()[..] else {
        return Err(NotebookError::NoMember { what: "authority" }.into());
    };
    let ended = one.hash;
    notebook.end_authority(realm, &args.root.open()?, ended, args.anyway, now)?;
    let text = format!("Authority {ended} is ended for each device that syncs. Sync, so that the others know.");
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "authority": ended.to_string() })))
}

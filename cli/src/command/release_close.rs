//! `release close`: a copy is taken back before its time.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The copy, by the beginning of the id that `release list` gives.
    copy: String,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let line = lookup::copy(notebook, &args.copy, now)?;
    notebook.take_copy_back(line.realm, line.space, now)?;
    let said = "Taken back. Sync, so that it is served no more; devices that were given it destroy it when they hear.";
    let held = line.held.map(|hold| hold.reason.unwrap_or_default());
    let text = match &held {
        Some(reason) => format!("{said} A hold keeps it, sealed and unread, until it is over: {reason}"),
        None if line.may_keep => format!("{said} What they were given to keep stays theirs."),
        None => said.to_owned(),
    };
    Ok(Said::new(text, json!({ "closed": line.space.to_string(), "held": held })))
}

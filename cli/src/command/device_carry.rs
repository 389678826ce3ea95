//! `device carry`: takes along what another device has not sent; a slip that came back settles this device's own, and a copy of the
//! directory is learnt from.

use super::realm_directory;
use crate::failure::Failure;
use crate::input;
use crate::said::Said;
use first72_core::directory::ended::LONGEST_BUNDLE;
use first72_core::moment::Moment;
use first72_core::notebook::{Notebook, TakenAlong};
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The file that the device left (`unsent.entries`), that `device unsent` wrote, that `device carried --slip` wrote, or a copy of the directory.
    file: PathBuf,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let bytes = input::bytes_of(&args.file, LONGEST_BUNDLE as u64)?;
    Ok(match notebook.take_along(&bytes, now)? {
        TakenAlong::Entries { realm, new, known, refused } => {
            let mut text = format!("{new} entries are kept here, sealed; `first72 sync` brings them to the server.");
            if known > 0 {
                text.push_str(&format!(" {known} more were here already."));
            }
            if refused > 0 {
                text.push_str(&format!(" {refused} are by nobody who is known here: sync, and take the file again."));
            }
            text.push_str(" Keep the file until `first72 device carried` shows that the server has them.");
            Said::new(text, json!({ "realm": realm.to_string(), "new": new, "known": known, "refused": refused }))
        }
        TakenAlong::Receipts { realm, settled } => Said::new(
            format!("The server has signed for {settled} entries that were only on this device until now."),
            json!({ "realm": realm.to_string(), "settled": settled }),
        ),
        TakenAlong::Directory { realm, new } => realm_directory::taken(realm, new),
    })
}

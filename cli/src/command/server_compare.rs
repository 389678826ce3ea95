//! `server compare`: whether the server shows another device the same log as this one.

use crate::failure::Failure;
use crate::said::Said;
use crate::{input, lookup};
use first72_core::moment::Moment;
use first72_core::notebook::{HeadCompared, Notebook};
use serde_json::json;
use std::path::PathBuf;

/// Far more than a note needs.
const MOST: u64 = 64 * 1024;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// File with what the other device showed with `server head`; without it standard input.
    #[arg(value_name = "FILE")]
    note: Option<PathBuf>,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let note = match &args.note {
        Some(path) => String::from_utf8_lossy(&input::bytes_of(path, MOST)?).into_owned(),
        None => input::typed_text()?,
    };
    let (text, code) = match notebook.compare_head(realm, &note, now)? {
        HeadCompared::Same => ("The server has shown both devices the same log.", "same"),
        HeadCompared::WithTheNextSync { they_are_ahead: true } => {
            ("The other device has seen more. The next sync compares; let this device sync.", "with-next-sync")
        }
        HeadCompared::WithTheNextSync { they_are_ahead: false } => {
            ("This device has seen more. The next sync compares; let this device sync.", "with-next-sync")
        }
    };
    Ok(Said::new(text.to_owned(), json!({ "realm": realm.to_string(), "compared": code })))
}

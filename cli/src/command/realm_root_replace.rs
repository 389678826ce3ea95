//! `realm root-replace`: another root follows, by the root's own word or by the registrars' votes.

use crate::failure::Failure;
use crate::said::Said;
use crate::{input, lookup};
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;
use first72_core::protocol::signature_file::read_key;
use first72_core::seal::RootKey;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The new root's public half, as `realm root-new` prints it.
    #[arg(long, value_parser = key)]
    new: [u8; 32],
    /// The present root's file. Without it this registrar votes: two thirds of the registrars are needed, and two people.
    #[arg(long, value_name = "FILE", requires = "passphrase_file")]
    root_file: Option<PathBuf>,
    /// File whose first line is the passphrase of the root file.
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

fn key(text: &str) -> Result<[u8; 32], String> {
    read_key(text).ok_or_else(|| "a key is 64 hexadecimal digits, as `first72 realm root-new` prints them".to_owned())
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let follows = match (&args.root_file, &args.passphrase_file) {
        (Some(file), Some(passphrase)) => {
            let passphrase = input::first_line_of(passphrase)?;
            let root = RootKey::open(&passphrase, &input::bytes_of(file, 4_096)?).map_err(|_| Failure::Argument {
                argument: "--root-file",
                wanted: "this passphrase does not open the root file; try again with the right one",
            })?;
            notebook.rotate_root(realm, &root, args.new, now)?;
            true
        }
        _ => notebook.vote_for_root(realm, args.new, now)?,
    };
    let text = if follows {
        "The new root has taken its place. Sync, so that the others know."
    } else {
        "The vote is kept. Sync; the new root follows when enough registrars have voted."
    };
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "follows": follows })))
}

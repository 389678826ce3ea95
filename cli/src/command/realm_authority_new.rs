//! `realm authority-new`: another certificate authority for the realm's server. Nobody trusts it yet.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::said::Said;
use crate::{input, lookup};
use first72_core::durable_file;
use first72_core::notebook::Notebook;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// New folder for the certificate (`ca.der`) and the key, sealed under the passphrase (`ca-key.sealed`).
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// File whose first line is the passphrase: at least 16 characters.
    #[arg(long, value_name = "FILE")]
    passphrase_file: PathBuf,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &Notebook, desk: &Desk<'_>) -> Result<Said, Failure> {
    if args.out.exists() {
        return Err(Failure::Taken { path: args.out.clone() });
    }
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let passphrase = input::new_passphrase(&args.passphrase_file)?;
    let made = notebook.make_authority(realm, &passphrase, desk.now())?;
    durable_file::make_folder(&args.out).map_err(|error| Failure::file(&args.out, error))?;
    for (name, bytes) in [("ca.der", &made.ca_der), ("ca-key.sealed", &made.ca_file)] {
        let path = args.out.join(name);
        durable_file::write(&path, bytes).map_err(|error| Failure::file(&path, error))?;
    }
    let out = args.out.display().to_string();
    let text = format!(
        "The new authority is in {out}: ca.der is no secret, ca-key.sealed belongs into the safe.\nNobody trusts it yet: \
         let the root name it with `first72 realm authority-add {out}/ca.der`."
    );
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "out": out, "files": ["ca.der", "ca-key.sealed"] })))
}

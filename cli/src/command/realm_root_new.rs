//! `realm root-new`: a root key that can take the place of the present one. Needs no vault.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::input;
use crate::said::Said;
use first72_core::durable_file;
use first72_core::protocol::signature_file::key_text;
use first72_core::seal::RootKey;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// New file for the key, sealed under the passphrase.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// File whose first line is the passphrase: at least 16 characters.
    #[arg(long, value_name = "FILE")]
    passphrase_file: PathBuf,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Result<Said, Failure> {
    if args.out.exists() {
        return Err(Failure::Taken { path: args.out.clone() });
    }
    let passphrase = input::new_passphrase(&args.passphrase_file)?;
    let root = RootKey::make(desk.random())?;
    let sealed = root.seal(&passphrase, desk.random())?;
    durable_file::write(&args.out, &sealed).map_err(|error| Failure::file(&args.out, error))?;
    let key = key_text(&root.public());
    let text = format!("The new root is in {}; its public half:\n{key}", args.out.display());
    Ok(Said::new(text, json!({ "key": key, "out": args.out.display().to_string() })))
}

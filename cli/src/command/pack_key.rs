//! `pack key`: a key with which one person signs packs, as the author or as the approver.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::input;
use crate::said::Said;
use first72_core::durable_file;
use first72_core::protocol::signature_file::key_text;
use first72_core::seal::PackKey;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// New file for the key, sealed under the passphrase.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// File whose first line is the passphrase: at least 16 characters, known to one person.
    #[arg(long, value_name = "FILE")]
    passphrase_file: PathBuf,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Result<Said, Failure> {
    if args.out.exists() {
        return Err(Failure::Taken { path: args.out.clone() });
    }
    let passphrase = input::new_passphrase(&args.passphrase_file)?;
    let key = PackKey::make(desk.random())?;
    let sealed = key.seal(&passphrase, desk.random())?;
    durable_file::write(&args.out, &sealed).map_err(|error| Failure::file(&args.out, error))?;
    let public = key_text(&key.public());
    let text = format!(
        "The key is in {}; keep it where only you can read it.\nIts public half, which a realm's root names:\n{public}",
        args.out.display()
    );
    Ok(Said::new(text, json!({ "key": public, "out": args.out.display().to_string() })))
}

//! `recovery share`: the custodians' sheets of a key that the founding sealed into a file.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::said::Said;
use crate::sheets::{self, Numbers};
use crate::{input, lookup};
use first72_core::notebook::{Compartment, Notebook, NotebookError};
use first72_core::seal::RecoveryKey;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The class of content.
    #[arg(long)]
    compartment: Compartment,
    /// The file that the founding sealed: `recovery-CLASS.sealed`.
    #[arg(long, value_name = "FILE")]
    recovery_file: PathBuf,
    /// File whose first line is the passphrase of that file.
    #[arg(long, value_name = "FILE")]
    passphrase_file: PathBuf,
    /// How many of how many custodians are needed, such as 2-of-3.
    #[arg(long, value_parser = sheets::numbers)]
    shares: Numbers,
    /// New folder for the sheets.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, desk: &Desk<'_>) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let passphrase = input::first_line_of(&args.passphrase_file)?;
    let file = input::bytes_of(&args.recovery_file, 4_096)?;
    let key = RecoveryKey::open(args.compartment, &passphrase, &file).ok_or(Failure::Argument {
        argument: "--recovery-file",
        wanted: "this passphrase does not open it as the key of that class; try again with the right ones",
    })?;
    let epoch = notebook.epoch_of_recovery_key(realm, args.compartment, key.public())?;
    let numbers = (args.shares.needed, args.shares.custodians);
    let shares = key.split(realm, args.compartment, epoch, numbers, desk.random()).map_err(NotebookError::from)?;
    let files = sheets::write(&shares, &lookup::name(notebook, realm)?, &args.out)?;
    let text = format!(
        "In {}: {}\nPrint each, seal it for its custodian, and delete the files. Then delete {} too.",
        args.out.display(),
        files.join(", "),
        args.recovery_file.display()
    );
    let out = args.out.display().to_string();
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "epoch": epoch, "out": out, "files": files })))
}

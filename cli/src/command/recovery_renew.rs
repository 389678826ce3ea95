//! `recovery renew`: the root gives a class of content another paper key, with new sheets.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::lookup;
use crate::root_file::RootFile;
use crate::said::Said;
use crate::sheets::{self, Numbers};
use first72_core::notebook::{Compartment, Notebook, NotebookError, RealmId};
use first72_core::seal::RecoveryKey;
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The class of content.
    #[arg(long)]
    compartment: Compartment,
    /// How many of how many custodians are needed, such as 2-of-3.
    #[arg(long, value_parser = sheets::numbers)]
    shares: Numbers,
    /// New folder for the sheets.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    root: RootFile,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, desk: &Desk<'_>) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let root = args.root.open()?;
    let epoch = notebook.next_recovery_epoch(realm, args.compartment)?;
    let key = RecoveryKey::make(desk.random())?;
    let numbers = (args.shares.needed, args.shares.custodians);
    let shares = key.split(realm, args.compartment, epoch, numbers, desk.random()).map_err(NotebookError::from)?;
    // The sheets are on the disk before anything is wrapped to their key.
    let files = sheets::write(&shares, &lookup::name(notebook, realm)?, &args.out)?;
    if args.compartment == Compartment::Test {
        let (epoch, number) = notebook.renew_test_key(realm, &root, *key.public(), desk.now())?;
        return Ok(for_practising(realm, epoch, &number.to_string(), &args.out, &files));
    }
    notebook.renew_recovery_key(realm, &root, args.compartment, *key.public(), desk.now())?;
    let text = format!(
        "Key {epoch} of {}. In {}: {}\nPrint each, seal it for its custodian, and delete the files. Sync, so that every \
         device wraps to the new key; destroy the old sheets when `recovery show` says that all of it is recoverable.",
        args.compartment,
        args.out.display(),
        files.join(", ")
    );
    let out = args.out.display().to_string();
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "epoch": epoch, "out": out, "files": files })))
}

/// Shares that open nothing real, and the number that they open.
fn for_practising(realm: RealmId, epoch: u32, number: &str, out: &Path, files: &[String]) -> Said {
    let text = format!(
        "Test key {epoch}. In {}: {}\nPrint each, seal it for its custodian, and delete the files. They open nothing real.\n\
         The test entry says: {number}\nWrite that number on the sheet of the drill: the device of a drill has to show it. \
         Then sync.",
        out.display(),
        files.join(", ")
    );
    let out = out.display().to_string();
    let object = json!({ "realm": realm.to_string(), "epoch": epoch, "out": out, "files": files, "number": number });
    Said::new(text, object)
}

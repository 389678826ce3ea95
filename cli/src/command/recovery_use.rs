//! `recovery use`: puts the custodians' shares together on the device that gets the entries, and opens them.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::said::Said;
use crate::{input, lookup};
use first72_core::notebook::{Notebook, NotebookError, RealmId, sync};
use first72_core::seal::RecoveryShare;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use zeroize::Zeroizing;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// A custodian's sheet, or a file with its code or its words; give as many as are needed.
    #[arg(long = "share-file", value_name = "FILE", required = true)]
    shares: Vec<PathBuf>,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Result<Said, Failure> {
    let shares = args.shares.iter().map(|path| share(path)).collect::<Result<Vec<_>, _>>()?;
    let door = desk.open()?;
    let realm = lookup::realm(&open(&door), args.realm.as_deref())?;
    let said = recover(&door, realm, &shares, desk);
    open(&door).end_recovery(realm);
    super::locked(door)?;
    said
}

fn share(path: &Path) -> Result<RecoveryShare, Failure> {
    let text = Zeroizing::new(input::whole_file(path)?);
    Ok(RecoveryShare::read(&text).map_err(NotebookError::from)?)
}

fn recover(door: &Mutex<Notebook>, realm: RealmId, shares: &[RecoveryShare], desk: &Desk<'_>) -> Result<Said, Failure> {
    let relay = open(door).relay(realm)?;
    let before = open(door).keys_held(realm)?;
    // What the announcement and the sealed entries need of the server. More of them may come than can wait; the
    // second time they open as they come.
    let first = sync(door, realm, &relay, desk.clock());
    let taken = open(door).begin_recovery(realm, shares, desk.now());
    match (taken, first) {
        (Err(error), Ok(_)) => return Err(error.into()),
        // Without the server the reason is the network, not the missing announcement.
        (Err(NotebookError::NoRecovery { .. }), Err(network)) => return Err(network.into()),
        (Err(error), Err(_)) => return Err(error.into()),
        (Ok(_), _) => {}
    }
    sync(door, realm, &relay, desk.clock())?;
    let notebook = open(door);
    let keys = notebook.keys_held(realm)?.saturating_sub(before);
    let episodes = notebook.episodes().count();
    let text = format!(
        "{keys} keys are open on this device, with {episodes} episodes. Now let the root make a new key: \
         `first72 recovery renew`."
    );
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "keys": keys, "episodes": episodes })))
}

fn open(door: &Mutex<Notebook>) -> MutexGuard<'_, Notebook> {
    door.lock().unwrap_or_else(PoisonError::into_inner)
}

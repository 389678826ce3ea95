//! `recovery use`: puts the custodians' shares together on the device that gets the entries, and opens them.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::said::Said;
use crate::{input, lookup};
use first72_core::notebook::{Compartment, Notebook, NotebookError, RealmId, sync};
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
    let work = open(door).recovery_at_work(realm)?;
    if work.is_some_and(|work| work.compartment == Compartment::Test) {
        let said = practised(door, realm, desk)?;
        // Everybody is to know that it was held.
        sync(door, realm, &relay, desk.clock())?;
        return Ok(said);
    }
    let notebook = open(door);
    let keys = notebook.keys_held(realm)?.saturating_sub(before);
    let episodes = notebook.episodes().count();
    let text = format!(
        "{keys} keys are open on this device, with {episodes} episodes. Now let the root make a new key: \
         `first72 recovery renew`."
    );
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "keys": keys, "episodes": episodes })))
}

/// A drill: what it opened, said to everybody of the realm.
fn practised(door: &Mutex<Notebook>, realm: RealmId, desk: &Desk<'_>) -> Result<Said, Failure> {
    let mut notebook = open(door);
    let is_held = notebook.say_rehearsed(realm, desk.now())?;
    let number = notebook.recovery_at_work(realm)?.and_then(|work| work.test);
    let text = match &number {
        Some(number) => format!(
            "The drill is done. The test entry says: {number}\nCompare it with the sheet of the drill. Nothing real was \
             opened. Now let the root make new test shares: `first72 recovery renew --compartment TEST`."
        ),
        None => {
            "The test entry is not here yet. Sync the registrar's device, and try again with the same shares.".into()
        }
    };
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "drill": true, "held": is_held, "number": number })))
}

fn open(door: &Mutex<Notebook>) -> MutexGuard<'_, Notebook> {
    door.lock().unwrap_or_else(PoisonError::into_inner)
}

//! The folder that several devices share: what cannot reach a server is put there sealed, whoever reaches it brings what lies
//! there, and puts the server's receipts back. Nothing of it is read while the notebook is held: a network's folder is slow.

use crate::desk::held;
use crate::shelf;
use first72_core::durable_file;
use first72_core::moment::Moment;
use first72_core::notebook::{Bundle, DeviceId, Notebook, NotebookError, RealmId};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// Larger files, and more of them, are passed over: 8 MiB each, 500 in all.
const LONGEST: u64 = 8 << 20;
const MOST: usize = 500;

/// What this device has to put there.
struct Planned {
    folder: PathBuf,
    own: Vec<Own>,
    /// The slips for other devices.
    slips: BTreeMap<String, Vec<u8>>,
}

/// What is this device's own, in one realm.
struct Own {
    /// The name of its files, without their endings.
    name: String,
    realm: RealmId,
    /// What it has not sent.
    unsent: Option<Bundle>,
}

/// Goes to the folder once. What fails is only logged by its kind: the folder is looked at again with the next sync.
pub(crate) fn round(notebook: &Arc<Mutex<Notebook>>, now: Moment) {
    let planned = planned(&mut held(notebook));
    let Ok(Some(planned)) = planned else { return };
    if !planned.folder.is_dir() {
        tracing::info!("the shared folder cannot be reached");
        return;
    }
    for Own { name, realm, unsent } in &planned.own {
        settle_own(notebook, &planned.folder, name, now);
        if put_unsent(&planned.folder, name, unsent.as_ref().map(|bundle| bundle.bytes.as_slice()))
            && let Some(bundle) = unsent
        {
            held(notebook).note_carried_out(*realm, bundle.entries, now);
        }
    }
    for (name, bytes) in others(&planned) {
        if let Err(error) = held(notebook).take_along(&bytes, now) {
            tracing::info!(code = error.code(), name, "a file of the shared folder is of no use here");
        }
    }
    for (name, slip) in &planned.slips {
        // Whoever has taken its receipts has taken its file away too.
        if planned.folder.join(format!("{name}.unsent")).exists() {
            put(&planned.folder.join(format!("{name}.slip")), slip);
        }
    }
}

fn planned(notebook: &mut Notebook) -> Result<Option<Planned>, NotebookError> {
    let Some(folder) = notebook.shared_folder().filter(|_| !notebook.is_drill()) else { return Ok(None) };
    let realms: Vec<RealmId> = notebook.realms().collect();
    let mut own = Vec::new();
    for realm in realms {
        let Some(device) = notebook.device_in(realm) else { continue };
        own.push(Own { name: name(device), realm, unsent: notebook.to_hand_over(realm)? });
    }
    let mut slips = BTreeMap::new();
    for line in notebook.carrying()? {
        if let Some(slip) = notebook.slip_for(line.realm, line.device)? {
            slips.insert(name(line.device), slip);
        }
    }
    Ok(Some(Planned { folder: PathBuf::from(folder), own, slips }))
}

/// The receipts that somebody put there for this device.
fn settle_own(notebook: &Arc<Mutex<Notebook>>, folder: &Path, own: &str, now: Moment) {
    let slip = folder.join(format!("{own}.slip"));
    let Some(bytes) = read(&slip) else { return };
    match held(notebook).take_along(&bytes, now) {
        Ok(_) => remove(&slip),
        Err(error) => tracing::info!(code = error.code(), "receipts of the shared folder are of no use here"),
    }
}

/// Puts there what was not sent, and takes away what is on the server by now; says whether something was put there anew.
fn put_unsent(folder: &Path, own: &str, unsent: Option<&[u8]>) -> bool {
    let file = folder.join(format!("{own}.unsent"));
    match unsent {
        Some(bytes) if read(&file).as_deref() != Some(bytes) => put(&file, bytes),
        Some(_) => false,
        None => {
            remove(&file);
            false
        }
    }
}

/// What other devices put there.
fn others(planned: &Planned) -> impl Iterator<Item = (String, Vec<u8>)> {
    let listed = fs::read_dir(&planned.folder).into_iter().flatten().flatten();
    let bundle = |file: fs::DirEntry| {
        let name = file.file_name().into_string().ok()?;
        let of = name.strip_prefix("first72-")?.strip_suffix(".unsent")?;
        let is_own = planned.own.iter().any(|own| own.name.strip_prefix("first72-") == Some(of));
        (!is_own).then(|| (name.clone(), file.path()))
    };
    listed.filter_map(bundle).take(MOST).filter_map(|(name, path)| Some((name, read(&path)?)))
}

fn read(path: &Path) -> Option<Vec<u8>> {
    let file = fs::File::open(path).ok()?;
    if !file.metadata().ok().is_some_and(|kind| kind.is_file() && kind.len() <= LONGEST) {
        return None;
    }
    let mut bytes = Vec::new();
    file.take(LONGEST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn put(path: &Path, bytes: &[u8]) -> bool {
    let put = durable_file::write(path, bytes);
    if let Err(error) = &put {
        tracing::info!(kind = %error.kind(), "a file cannot be put into the shared folder");
    }
    put.is_ok()
}

fn remove(path: &Path) {
    if let Err(error) = durable_file::remove_file(path) {
        tracing::info!(kind = %error.kind(), "a file cannot be taken out of the shared folder");
    }
}

fn name(device: DeviceId) -> String {
    format!("first72-{}", shelf::short(&device.to_string()))
}

#[cfg(test)]
#[path = "shared_folder/tests.rs"]
mod tests;

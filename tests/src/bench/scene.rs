//! A county for one measurement: a realm, devices that are notebooks, and records as a night would fill them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use first72_core::directory::Role;
use first72_core::episode::Change;
use first72_core::notebook::{EpisodeId, Notebook};
use first72_core::protocol::Pack;
use first72_core::seal::SystemRandomness;
use first72_wire::compartment::Compartment;

use super::served::Served;
use crate::county::{Device, Member, Realm, STATION, contact, files_below, now};
use crate::invented::{self, Chance};

/// A realm whose devices all know each other.
pub struct Scene {
    /// The realm; its registrar's device is in it.
    pub realm: Realm,
    /// The deputies' devices.
    pub devices: Vec<Device>,
}

/// Who may read whose records.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stations {
    /// All are at one station and read each other's.
    One,
    /// Each is at a station of its own.
    Each,
}

impl Scene {
    /// Founds a realm, enrols so many deputies, and lets everybody learn of everybody else.
    #[must_use]
    pub fn found(program: Option<&Path>, deputies: usize, stations: Stations) -> Self {
        use Compartment::{Cw, Le, Ops, Stat};
        let realm = Realm::found(0xBE7C, "Demo County", &[Ops, Le, Cw, Stat]);
        let served = Served::start(program, &realm.data(), &realm.realm_file());
        let devices: Vec<Device> = (0..deputies).map(|_| Device::with(Arc::new(SystemRandomness::new()))).collect();
        for (number, device) in devices.iter().enumerate() {
            let member = Member {
                name: format!("Deputy {number}"),
                role: Role::Deputy,
                station: station(stations, number),
                compartments: vec![Ops, Le],
            };
            realm.enrol_briefly(device, member, &served.relay());
        }
        realm.registrar.sync(realm.id, &served.relay()).expect("the registrar's statements go up");
        for device in &devices {
            device.sync(realm.id, &served.relay()).expect("everybody learns of everybody");
        }
        Self { realm, devices }
    }

    /// Starts the realm's server on its own data folder.
    #[must_use]
    pub fn serve(&self, program: Option<&Path>) -> Served {
        Served::start(program, &self.realm.data(), &self.realm.realm_file())
    }
}

/// The station of the deputy with this number.
#[must_use]
pub fn station(stations: Stations, number: usize) -> String {
    match stations {
        Stations::One => STATION.to_owned(),
        Stations::Each => format!("{STATION}-{number}"),
    }
}

/// Entries of a device that the server has not got.
///
/// # Panics
/// When the store cannot be read.
#[must_use]
pub fn waiting(device: &Device) -> u64 {
    device.open().sync_state().expect("a store that can be read").iter().map(|realm| realm.outbox.waiting).sum()
}

/// Saves that a device has opened.
#[must_use]
pub fn opened(notebook: &Notebook) -> usize {
    notebook.episodes().filter_map(|episode| notebook.record(episode)).map(first72_core::episode::Record::len).sum()
}

/// Records contacts at a station until so many entries wait.
pub fn fill(device: &Device, station: &str, entries: u64, chance: &mut Chance) {
    let mut there = waiting(device);
    while there < entries {
        let episode = open_contact(device, station);
        // A contact of the invented ones is about 60 saves of what a deputy may write.
        let most = usize::try_from(entries - there).unwrap_or(usize::MAX).saturating_sub(2);
        save_some(device, episode, changes(device, chance).take(150), most);
        there = waiting(device);
    }
}

/// Opens a contact.
///
/// # Panics
/// When it cannot be opened.
#[must_use]
pub fn open_contact(device: &Device, station: &str) -> EpisodeId {
    device.open().new_contact(contact(station), now()).expect("a deputy may open contacts")
}

/// Makes so many saves in an episode, as a deputy would. Says how many there were.
pub fn saves(device: &Device, episode: EpisodeId, count: usize, chance: &mut Chance) -> usize {
    let mut made = 0;
    while made < count {
        made += save_some(device, episode, changes(device, chance), count - made);
    }
    made
}

/// What an invented contact consists of, after its opening.
fn changes(device: &Device, chance: &mut Chance) -> impl Iterator<Item = Change> + use<> {
    let pack: Pack = device.open().packs().get("los-angeles").expect("it is shipped").clone();
    invented::contact(&pack, chance).into_iter().skip(1).flat_map(|save| save.op.changes)
}

fn save_some(device: &Device, episode: EpisodeId, changes: impl Iterator<Item = Change>, most: usize) -> usize {
    let mut notebook = device.open();
    // What this deputy may not write is passed over.
    changes.filter(|change| save(&mut notebook, episode, change.clone()).is_some()).take(most).count()
}

fn save(notebook: &mut Notebook, episode: EpisodeId, change: Change) -> Option<()> {
    match change {
        Change::Answer { field, answer, .. } if !field.contains('@') => {
            notebook.answer(episode, &field, answer, now()).ok()
        }
        Change::Step { step, event, .. } => notebook.step(episode, &step, event, now()).ok(),
        Change::Note { text } | Change::Amend { text, .. } => {
            notebook.note(episode, Compartment::Ops, text, now()).ok()
        }
        _ => None,
    }
}

/// Copies a folder that nobody writes to, and says where the copy is.
///
/// # Panics
/// When it cannot be copied.
#[must_use]
pub fn copy(folder: &Path) -> (tempfile::TempDir, PathBuf) {
    let above = tempfile::tempdir().expect("a folder");
    let copy = above.path().join("data");
    for (path, bytes) in files_below(folder) {
        let to = copy.join(path.strip_prefix(folder).expect("it is below"));
        std::fs::create_dir_all(to.parent().expect("it is in a folder")).expect("a folder");
        std::fs::write(to, bytes).expect("a file can be written");
    }
    (above, copy)
}

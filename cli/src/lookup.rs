//! Finds what a person means by a name, an id, or the beginning of an id.

use crate::failure::Failure;
use first72_core::episode::ChangeRef;
use first72_core::moment::Moment;
use first72_core::notebook::{
    CarryLine, CopyLine, DeviceId, EpisodeId, GrantId, HoldLine, LateLine, Notebook, PersonId, RealmId,
};
use std::fmt::{self, Display};

/// The realm that is meant; without a name the only one.
pub(crate) fn realm(notebook: &Notebook, wanted: Option<&str>) -> Result<RealmId, Failure> {
    let known: Vec<(RealmId, String)> =
        notebook.sync_state()?.into_iter().map(|state| (state.realm, state.name)).collect();
    match (wanted, known.as_slice()) {
        (Some(wanted), known) => one("realm", wanted, known, "`first72 sync` names those of this device"),
        (None, [(only, _)]) => Ok(*only),
        (None, []) => Err(first72_core::notebook::NotebookError::NotEnrolled.into()),
        (None, _) => {
            Err(Failure::Argument { argument: "--realm", wanted: "this device is in several realms; name one" })
        }
    }
}

/// The name of a realm.
pub(crate) fn name(notebook: &Notebook, realm: RealmId) -> Result<String, Failure> {
    let state = notebook.sync_state()?.into_iter().find(|state| state.realm == realm);
    Ok(state.map(|state| state.name).unwrap_or_default())
}

/// The episode that is meant: its two words, its id, or the beginning of the id.
pub(crate) fn episode(notebook: &Notebook, wanted: &str) -> Result<EpisodeId, Failure> {
    let handle = |id| notebook.record(id).and_then(|record| record.opened()).map(|opened| opened.handle);
    let known: Vec<(EpisodeId, String)> = notebook.episodes().map(|id| (id, handle(id).unwrap_or_default())).collect();
    one("episode", wanted, &known, "`first72 list` shows those that are here")
}

/// The person that is meant, who must be one of the realm.
pub(crate) fn person(notebook: &Notebook, realm: RealmId, person: PersonId) -> Result<(), Failure> {
    if notebook.people(realm)?.iter().any(|line| line.person == person) {
        return Ok(());
    }
    let advice = "`first72 person list` shows those of the realm";
    Err(Failure::NoSuch { thing: "person", wanted: person.to_string(), advice })
}

/// The live device of the realm that is meant: its id, or the beginning of it.
pub(crate) fn device(notebook: &Notebook, realm: RealmId, wanted: &str) -> Result<DeviceId, Failure> {
    let lines = notebook.people(realm)?.into_iter().flat_map(|line| line.devices);
    let known: Vec<_> = lines.map(|line| (line.device, String::new())).collect();
    one("device", wanted, &known, "`first72 person list` shows those of the realm")
}

/// The device with late entries that is meant: its id, or the beginning of it.
pub(crate) fn late_device(late: &[LateLine], wanted: &str) -> Result<DeviceId, Failure> {
    let known: Vec<_> = late.iter().map(|line| (line.device, String::new())).collect();
    one("device with late entries", wanted, &known, "`first72 device adopt` lists them")
}

/// The device that is meant among those of which something is here: its id, or the beginning of it.
pub(crate) fn carried(carrying: &[CarryLine], wanted: &str) -> Result<CarryLine, Failure> {
    let known: Vec<_> = carrying.iter().map(|line| (line.device, String::new())).collect();
    let device = one("device of which something is here", wanted, &known, "`first72 device carried` lists them")?;
    let line = carrying.iter().find(|line| line.device == device).cloned();
    let none = || Failure::NoSuch { thing: "device", wanted: wanted.to_owned(), advice: "" };
    line.ok_or_else(none)
}

/// The live grant of the realm that is meant: its id, or the beginning of it.
pub(crate) fn grant(notebook: &Notebook, realm: RealmId, wanted: &str) -> Result<GrantId, Failure> {
    let lines = notebook.people(realm)?.into_iter().flat_map(|line| line.grants);
    let known: Vec<_> = lines.map(|line| (line.grant, String::new())).collect();
    one("grant", wanted, &known, "`first72 person list` shows those of the realm")
}

/// The copy that is meant: its id, or the beginning of it.
pub(crate) fn copy(notebook: &Notebook, wanted: &str, now: Moment) -> Result<CopyLine, Failure> {
    let lines = notebook.copies(now);
    let known: Vec<_> = lines.iter().map(|line| (line.space, String::new())).collect();
    let id = one("copy", wanted, &known, "`first72 release list` shows what there is")?;
    let line = lines.into_iter().find(|line| line.space == id);
    line.ok_or(first72_core::notebook::NotebookError::NotEnrolled.into())
}

/// The hold that is meant: its id, or the beginning of it.
pub(crate) fn hold(notebook: &Notebook, wanted: &str) -> Result<HoldLine, Failure> {
    let lines = notebook.holds();
    let known: Vec<_> = lines.iter().map(|line| (line.hold, String::new())).collect();
    let id = one("hold", wanted, &known, "`first72 hold` lists those that stand")?;
    let line = lines.into_iter().find(|line| line.hold == id);
    line.ok_or(first72_core::notebook::NotebookError::NotEnrolled.into())
}

/// The note that is meant: its id, or the beginning of it.
pub(crate) fn note(notebook: &Notebook, episode: EpisodeId, wanted: &str) -> Result<ChangeRef, Failure> {
    let notes = notebook.record(episode).map(first72_core::episode::Record::notes).unwrap_or_default();
    let known: Vec<_> = notes.iter().map(|note| (Named(note.reference), String::new())).collect();
    Ok(one("note", wanted, &known, "`first72 show` gives the ids of the notes")?.0)
}

/// A note's id, as `show` gives it.
pub(crate) fn note_id(note: ChangeRef) -> String {
    Named(note).to_string()
}

#[derive(Clone, Copy)]
struct Named(ChangeRef);

impl Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.op)?;
        if self.0.index > 0 { write!(f, ".{}", self.0.index) } else { Ok(()) }
    }
}

fn one<Id: Copy + ToString>(
    thing: &'static str,
    wanted: &str,
    known: &[(Id, String)],
    advice: &'static str,
) -> Result<Id, Failure> {
    let by_id = |id: &Id| wanted.len() >= 4 && id.to_string().starts_with(&wanted.to_ascii_lowercase());
    let mut meant = known.iter().filter(|(id, name)| (!name.is_empty() && name == wanted) || by_id(id));
    match (meant.next(), meant.next()) {
        (Some((id, _)), None) => Ok(*id),
        (None, _) => Err(Failure::NoSuch { thing, wanted: wanted.to_owned(), advice }),
        (Some(_), Some(_)) => Err(Failure::Several { thing, wanted: wanted.to_owned() }),
    }
}

//! Saves that go to another device by hand, because there is no network here, and receipts that come back the same way.

use super::TheDesk;
use super::enrol::picture;
use crate::asked::id;
use crate::desk::Desk;
use crate::shelf;
use crate::shown::carrying;
use crate::trouble;
use crate::view::{
    CarryBytes, CarryCodes, CarryEnd, CarryFile, CarryFolder, CarryOf, CarryPage, CarryTaken, CarryTexts, CarryTook,
    CarryWhat, Trouble,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use first72_core::carrying::{CarryError, gather, split};
use first72_core::moment::Moment;
use first72_core::notebook::{Notebook, NotebookError, RealmId};
use std::path::Path;

/// Characters of the largest file that the window hands over: 8 MiB in base 64.
const LONGEST: usize = (8usize << 20).div_ceil(3) * 4;

#[tauri::command(async)]
pub(super) fn carry_page(desk: TheDesk<'_>) -> Result<CarryPage, Trouble> {
    desk.with(|notebook, now| carrying::page(notebook, now))
}

/// The codes for another device's camera.
#[tauri::command(async)]
pub(super) fn carry_codes(desk: TheDesk<'_>, ask: CarryOf) -> Result<CarryCodes, Trouble> {
    codes(&desk, &ask)
}

/// The same as a file.
#[tauri::command(async)]
pub(super) fn carry_write(desk: TheDesk<'_>, ask: CarryOf) -> Result<CarryFile, Trouble> {
    write(&desk, &ask)
}

/// Codes that were read from another device's screen, all of them so far.
#[tauri::command(async)]
pub(super) fn carry_read(desk: TheDesk<'_>, ask: CarryTexts) -> Result<CarryTook, Trouble> {
    read(&desk, &ask)
}

#[tauri::command(async)]
pub(super) fn carry_take(desk: TheDesk<'_>, ask: CarryBytes) -> Result<CarryTook, Trouble> {
    take_file(&desk, &ask)
}

/// The other device has its receipts.
#[tauri::command(async)]
pub(super) fn carry_done(desk: TheDesk<'_>, ask: CarryEnd) -> Result<CarryPage, Trouble> {
    done(&desk, &ask)
}

#[tauri::command(async)]
pub(super) fn carry_folder(desk: TheDesk<'_>, ask: CarryFolder) -> Result<CarryPage, Trouble> {
    choose(&desk, &ask)
}

/// A folder that is not there now may be a network's: it is refused, so that nobody trusts in a mistyped one.
fn choose(desk: &Desk, ask: &CarryFolder) -> Result<CarryPage, Trouble> {
    let folder = ask.folder.as_deref().map(str::trim).filter(|folder| !folder.is_empty());
    if folder.is_some_and(|folder| !cfg!(desktop) || !Path::new(folder).is_absolute() || !Path::new(folder).is_dir()) {
        return Err(trouble::coded("carry.folder"));
    }
    desk.saving(|notebook, now| {
        notebook.set_shared_folder(folder)?;
        carrying::page(notebook, now)
    })
}

fn codes(desk: &Desk, ask: &CarryOf) -> Result<CarryCodes, Trouble> {
    let parts = desk.with(|notebook, now| {
        let handed = handed(notebook, ask, now)?;
        let parts = split(&handed.bytes).map_err(NotebookError::from)?;
        note(notebook, &handed, now);
        Ok(parts)
    })?;
    Ok(CarryCodes { codes: parts.iter().map(|part| picture(part)).collect::<Result<_, _>>()? })
}

fn write(desk: &Desk, ask: &CarryOf) -> Result<CarryFile, Trouble> {
    let on = desk.shelf();
    desk.with(|notebook, now| {
        let handed = handed(notebook, ask, now)?;
        let file = shelf::put(&on, &name(notebook, ask)?, &handed.bytes)?;
        note(notebook, &handed, now);
        Ok(CarryFile { file })
    })
}

fn read(desk: &Desk, ask: &CarryTexts) -> Result<CarryTook, Trouble> {
    let gathered = gather(&ask.texts).map_err(NotebookError::from)?;
    // Somebody holds the camera to another phone, and touches nothing meanwhile.
    desk.touch(Moment::read());
    match gathered.bytes {
        Some(bytes) => take(desk, &bytes),
        None => desk.with(|notebook, now| {
            let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            let taken = CarryTaken::Part { have: number(gathered.have), total: number(gathered.total) };
            Ok(CarryTook { taken, page: carrying::page(notebook, now)? })
        }),
    }
}

fn take_file(desk: &Desk, ask: &CarryBytes) -> Result<CarryTook, Trouble> {
    if ask.bytes.len() > LONGEST {
        return Err(NotebookError::from(CarryError::TooMuch).into());
    }
    take(desk, &STANDARD.decode(ask.bytes.as_bytes()).map_err(|_| trouble::unreadable())?)
}

fn take(desk: &Desk, bytes: &[u8]) -> Result<CarryTook, Trouble> {
    desk.saving(|notebook, now| {
        let taken = carrying::taken(notebook.take_along(bytes, now))?;
        Ok(CarryTook { taken, page: carrying::page(notebook, now)? })
    })
}

fn done(desk: &Desk, ask: &CarryEnd) -> Result<CarryPage, Trouble> {
    desk.with(|notebook, now| {
        notebook.done_carrying(id(&ask.realm)?, id(&ask.device)?)?;
        carrying::page(notebook, now)
    })
}

/// What is handed over.
struct Handed {
    bytes: Vec<u8>,
    /// For own saves their realm and how many they are, for the audit.
    own: Option<(RealmId, usize)>,
}

fn handed(notebook: &mut Notebook, ask: &CarryOf, now: Moment) -> Result<Handed, Trouble> {
    let realm = id(&ask.realm)?;
    let nothing = || trouble::coded("notebook.no-member");
    let bytes = match &ask.what {
        CarryWhat::Unsent => {
            let over = notebook.to_hand_over(realm)?.ok_or_else(nothing)?;
            return Ok(Handed { bytes: over.bytes, own: Some((realm, over.entries)) });
        }
        CarryWhat::Receipts { device } => notebook.slip_for(realm, id(device)?)?.ok_or_else(nothing)?,
        CarryWhat::Directory => notebook.directory_file(realm, now)?,
    };
    Ok(Handed { bytes, own: None })
}

fn note(notebook: &mut Notebook, handed: &Handed, now: Moment) {
    if let Some((realm, entries)) = handed.own {
        notebook.note_carried_out(realm, entries, now);
    }
}

/// It says nothing of the agency. An earlier file of the same device is replaced by one that holds more.
fn name(notebook: &Notebook, ask: &CarryOf) -> Result<String, Trouble> {
    let own = || notebook.device_in(id(&ask.realm)?).ok_or(NotebookError::NotEnrolled).map_err(Trouble::from);
    let (of, ending) = match &ask.what {
        CarryWhat::Unsent => (own()?, "unsent"),
        CarryWhat::Receipts { device } => (id(device)?, "slip"),
        CarryWhat::Directory => (own()?, "directory"),
    };
    Ok(format!("first72-{}.{ending}", shelf::short(&of.to_string())))
}

#[cfg(test)]
#[path = "carrying/tests.rs"]
mod tests;

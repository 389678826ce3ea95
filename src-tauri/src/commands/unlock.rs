//! The door: where it stands, opening it, closing it.

use super::TheDesk;
use crate::at_the_door::Before;
use crate::desk::{Desk, held, packs, random};
use crate::look;
use crate::shown;
use crate::shown::times::{known, milliseconds};
use crate::view::{Behind, Door, LeftBehindView, May, Me, SecretKind, Status, Trouble, Unlock, UnlockOutcome};
use first72_core::moment::Moment;
use first72_core::notebook::{Compartment, LeftBehind, Notebook, NotebookError};
use first72_core::protocol::pack::AppRole;
use first72_core::seal::{Demand, PIN_DIGITS, Readiness, UnlockError};
use zeroize::Zeroizing;

#[tauri::command(async)]
pub(super) fn status(desk: TheDesk<'_>) -> Result<Status, Trouble> {
    where_it_stands(&desk)
}

#[tauri::command(async)]
pub(super) fn awake(desk: TheDesk<'_>) {
    desk.touch(Moment::read());
}

#[tauri::command(async)]
pub(super) fn behind(desk: TheDesk<'_>, ask: Behind) {
    desk.put_behind(ask.behind, Moment::read());
}

#[tauri::command(async)]
pub(super) fn unlock(desk: TheDesk<'_>, ask: Unlock) -> Result<UnlockOutcome, Trouble> {
    let secret = Zeroizing::new(ask.secret);
    open(&desk, &secret)
}

/// Tries a secret on the vault that the door stands before.
pub(super) fn open(desk: &Desk, secret: &[u8]) -> Result<UnlockOutcome, Trouble> {
    let Before::Vault(place) = desk.before()? else {
        super::shared::miss(desk, secret)?;
        return Ok(UnlockOutcome::Missed { wait_ms: 0 });
    };
    outcome(desk, Notebook::unlock(&place, secret, packs(), random(), Moment::read()))
}

/// Puts an opened notebook on the desk, or says what a miss may say.
pub(super) fn outcome(desk: &Desk, opened: Result<Notebook, NotebookError>) -> Result<UnlockOutcome, Trouble> {
    match opened {
        Ok(notebook) => {
            desk.put_away();
            // Reckoned from when the work ended: deriving the key takes its second.
            desk.take(notebook, Moment::read());
            Ok(UnlockOutcome::Opened { status: Box::new(where_it_stands(desk)?) })
        }
        Err(NotebookError::Unlock(UnlockError::Wrong { wait_ms } | UnlockError::Wait { wait_ms })) => {
            Ok(UnlockOutcome::Missed { wait_ms: milliseconds(wait_ms) })
        }
        Err(NotebookError::Unlock(UnlockError::NeedsRelease)) => Ok(UnlockOutcome::ReleaseNeeded),
        Err(error) => Err(error.into()),
    }
}

#[tauri::command(async)]
pub(super) fn lock(desk: TheDesk<'_>) -> Result<Status, Trouble> {
    desk.close();
    where_it_stands(&desk)
}

#[tauri::command(async)]
pub(super) fn quick_exit(desk: TheDesk<'_>) {
    desk.front.leave(true);
    desk.close();
}

/// The door, the look, and who sits here.
pub(crate) fn where_it_stands(desk: &Desk) -> Result<Status, Trouble> {
    desk.close_behind_a_guard();
    let now = Moment::read();
    let place = desk.device()?;
    let settings = desk.settings();
    let secret = match place.demand() {
        Demand::Pin => SecretKind::Pin,
        Demand::LongPassphrase => SecretKind::Passphrase,
    };
    let mut status = Status {
        door: Door::NoProfile,
        shared: desk.sharing()?,
        demo: place.is_demo(),
        language: settings.language,
        text_size: settings.text_size,
        theme: settings.theme,
        secret,
        pin_digits: u8::try_from(PIN_DIGITS).unwrap_or(u8::MAX),
        use_notices: Vec::new(),
        left_behind: None,
        wait_ms: 0,
        now_ms: now.wall_ms,
        time: None,
        zone: None,
        me: None,
        drill: None,
    };
    if let Ok(notebook) = desk.notebook(now) {
        status.drill = super::drill::mark(desk);
        let (now, notebook) = (desk.now(), held(&notebook));
        let enrolled = notebook.realms().next().is_some();
        status.door = if enrolled { Door::Open } else { Door::Enrolling };
        status.demo = notebook.is_demo() && status.drill.is_none();
        (status.now_ms, status.time) = (notebook.time(now).ms, Some(known(&notebook, now)));
        status.zone = super::contact::usual_pack(&notebook).ok().map(|pack| pack.time_zone.name().to_owned());
        status.me = if enrolled { Some(me(&notebook, desk)?) } else { None };
    } else {
        closed(desk, now, &mut status)?;
    }
    Ok(status)
}

/// The door while nothing is open.
fn closed(desk: &Desk, now: Moment, status: &mut Status) -> Result<(), Trouble> {
    let device = desk.device()?;
    let notices = device.shared().map_or_else(|| device.use_notices(), |shared| shared.use_notices());
    let language = look::letters(status.language);
    status.use_notices = notices.iter().map(|notice| notice.text_in(language).to_owned()).collect();
    match desk.before()? {
        Before::AName => status.door = Door::Who,
        // It looks as that of somebody who has a vault here.
        Before::NoVault => status.door = Door::Locked,
        Before::ANewVault => status.door = Door::NoProfile,
        Before::Vault(place) if place.profile()?.is_some() => {
            (status.door, status.wait_ms) = match place.readiness(&now)? {
                Readiness::Ready { wait_ms } => (Door::Locked, milliseconds(wait_ms)),
                Readiness::NeedsRelease | Readiness::Wiped => (Door::ReleaseNeeded, 0),
            };
        }
        Before::Vault(place) => {
            let view = |left: LeftBehind| LeftBehindView {
                qr: super::enrol::picture(&left.receipt).ok(),
                text: left.receipt,
                unsent: u32::try_from(left.unsent).unwrap_or(u32::MAX),
            };
            status.left_behind = place.left_behind().map(view).map(Box::new);
        }
    }
    Ok(())
}

fn me(notebook: &Notebook, desk: &Desk) -> Result<Me, Trouble> {
    let roles = notebook.roles();
    let agencies = notebook.sync_state()?.into_iter().map(|realm| realm.name).collect();
    let words = shown::words(super::contact::usual_pack(notebook)?, desk.settings().language)?;
    let audits = notebook.auditing(desk.now()).is_some();
    let auditor = audits.then(|| shown::words::auditor(Some(words.language)).to_owned());
    Ok(Me {
        short_name: notebook.my_name().unwrap_or_default().to_owned(),
        roles: roles.iter().map(|role| words.app_role(*role)).chain(auditor).collect(),
        agencies,
        may: May {
            new_contact: notebook.may_open(desk.now()),
            notes: roles.contains(&AppRole::Advocate) && notebook.realm_with(Compartment::Adv).is_some(),
            board: roles.contains(&AppRole::StationLead),
            register: notebook.office().is_some(),
            audit: audits,
        },
    })
}

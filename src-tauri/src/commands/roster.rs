//! The registrar's work: people, devices, entitlements, second signatures, late entries, and a forgotten PIN.

use super::TheDesk;
use super::contact::usual_pack;
use super::enrol::picture;
use crate::asked::id;
use crate::desk::Desk;
use crate::shown;
use crate::trouble;
use crate::view::{
    AgencyEnd, AgencyLeaves, OfAgency, Roster, RosterAnswer, RosterApprove, RosterEnd, RosterGone, RosterGrantNew,
    RosterLoss, RosterNewPerson, RosterPicture, RosterReason, RosterRelease, RosterReleased, RosterRole, RosterTap,
    Trouble,
};
use first72_core::directory::{Circumstances, EndReason, Ending, Scope};
use first72_core::moment::Moment;
use first72_core::notebook::{NewDevice, NewGrant, NewPerson, Notebook, NotebookError, RealmId, SensitiveAct};

/// How long a device is served before somebody looks at it again, in days.
const DEVICE_DAYS: u16 = 400;

#[tauri::command(async)]
pub(super) fn roster(desk: TheDesk<'_>) -> Result<Roster, Trouble> {
    desk.with(|notebook, now| page(&desk, notebook, now))
}

#[tauri::command(async)]
pub(super) fn roster_person_add(desk: TheDesk<'_>, ask: RosterNewPerson) -> Result<Roster, Trouble> {
    changed(&desk, SensitiveAct::PersonAdd, |notebook, realm, now| {
        Ok(notebook.add_person(realm, person(ask), now).map(drop)?)
    })
}

#[tauri::command(async)]
pub(super) fn roster_approve(desk: TheDesk<'_>, ask: RosterApprove) -> Result<RosterAnswer, Trouble> {
    approve(&desk, ask)
}

pub(super) fn approve(desk: &Desk, ask: RosterApprove) -> Result<RosterAnswer, Trouble> {
    let RosterApprove { request, person: known, new_person, label, role } = ask;
    let approved = desk.saving(|notebook, now| {
        let realm = office(notebook)?;
        // A code that cannot be read must not leave a person behind who has no device.
        notebook.readable_request(&request)?;
        notebook.confirmed(SensitiveAct::DeviceTake, now, |notebook| {
            let grants = role.map(|role| grant(notebook, realm, &role)).transpose()?.into_iter().collect();
            let person = match (known, new_person) {
                (Some(known), _) => id(&known)?,
                (None, Some(new)) => notebook.add_person(realm, person(new), now)?,
                (None, None) => return Err(trouble::unreadable()),
            };
            let device = NewDevice { person, label, grants, days: DEVICE_DAYS };
            Ok(notebook.approve_device(realm, &request, device, now)?)
        })
    })?;
    let words = |six: [&str; 6]| six.map(str::to_owned).to_vec();
    let brief = &approved.brief;
    // A certificate of an authority may be too long for a picture.
    let brief = picture(&brief.code).ok().map(|qr| RosterPicture { qr, words: words(brief.six_words) });
    Ok(RosterAnswer { text: approved.code, words: words(approved.six_words), picture: brief })
}

#[tauri::command(async)]
pub(super) fn roster_gone(desk: TheDesk<'_>, ask: RosterGone) -> Result<RosterLoss, Trouble> {
    loss(&desk, &ask)
}

pub(super) fn loss(desk: &Desk, ask: &RosterGone) -> Result<RosterLoss, Trouble> {
    let RosterGone { ref device, locked, pin_known } = *ask;
    let device = id(device)?;
    desk.with(|notebook, _| {
        let held = notebook.held_by(office(notebook)?, device)?;
        Ok(shown::roster::loss(&held, Circumstances { locked, pin_known }))
    })
}

#[tauri::command(async)]
pub(super) fn roster_device_end(desk: TheDesk<'_>, ask: RosterEnd) -> Result<Roster, Trouble> {
    let RosterEnd { device, reason, wipe, locked, pin_known } = ask;
    let reason = match reason {
        RosterReason::Lost => EndReason::Lost,
        RosterReason::Replaced => EndReason::Replaced,
        RosterReason::Left => EndReason::Left,
        RosterReason::Untrusted => EndReason::Untrusted,
    };
    let ending = Ending { reason, wipe, last_seen: Circumstances { locked, pin_known } };
    let device = id(&device)?;
    changed(&desk, SensitiveAct::DeviceEnd, |notebook, realm, now| Ok(notebook.end_device(realm, device, ending, now)?))
}

#[tauri::command(async)]
pub(super) fn roster_grant_add(desk: TheDesk<'_>, ask: RosterGrantNew) -> Result<Roster, Trouble> {
    let person = id(&ask.person)?;
    changed(&desk, SensitiveAct::GrantAdd, |notebook, realm, now| {
        let grant = grant(notebook, realm, &ask.role)?;
        Ok(notebook.add_grant(realm, person, grant, now).map(drop)?)
    })
}

#[tauri::command(async)]
pub(super) fn roster_grant_end(desk: TheDesk<'_>, ask: RosterTap) -> Result<Roster, Trouble> {
    let grant = id(&ask.id)?;
    changed(&desk, SensitiveAct::GrantEnd, |notebook, realm, now| Ok(notebook.end_grant(realm, grant, now)?))
}

#[tauri::command(async)]
pub(super) fn agency_leaves(desk: TheDesk<'_>, ask: OfAgency) -> Result<AgencyLeaves, Trouble> {
    desk.with(|notebook, _| {
        let leaving = notebook.agency_leaving(office(notebook)?, &ask.agency)?;
        Ok(shown::roster::agency(notebook, &leaving))
    })
}

#[tauri::command(async)]
pub(super) fn agency_end(desk: TheDesk<'_>, ask: AgencyEnd) -> Result<Roster, Trouble> {
    let AgencyEnd { agency, devices, wipe } = ask;
    changed(&desk, SensitiveAct::AgencyEnd, |notebook, realm, now| {
        Ok(notebook.end_agency(realm, &agency, devices.then_some(wipe), now).map(drop)?)
    })
}

#[tauri::command(async)]
pub(super) fn roster_cosign(desk: TheDesk<'_>, ask: RosterTap) -> Result<Roster, Trouble> {
    let statement = id(&ask.id)?;
    changed(&desk, SensitiveAct::Cosign, |notebook, realm, now| Ok(notebook.cosign(realm, statement, now)?))
}

#[tauri::command(async)]
pub(super) fn roster_adopt(desk: TheDesk<'_>, ask: RosterTap) -> Result<Roster, Trouble> {
    let device = id(&ask.id)?;
    changed(&desk, SensitiveAct::Adopt, |notebook, realm, now| Ok(notebook.adopt(realm, device, now)?))
}

#[tauri::command(async)]
pub(super) fn roster_release(desk: TheDesk<'_>, ask: RosterRelease) -> Result<RosterReleased, Trouble> {
    release(&desk, &ask)
}

pub(super) fn release(desk: &Desk, ask: &RosterRelease) -> Result<RosterReleased, Trouble> {
    desk.saving(|notebook, now| {
        let open = |notebook: &mut Notebook| notebook.open_release(ask.request.trim(), now);
        let released = notebook.confirmed(SensitiveAct::Release, now, open)?;
        let code = released.code.to_string();
        Ok(RosterReleased { name: released.person, qr: picture(&code)?, code })
    })
}

/// The realm in which this device is a registrar's.
pub(super) fn office(notebook: &Notebook) -> Result<RealmId, Trouble> {
    Ok(notebook.office().ok_or(NotebookError::NotRegistrar)?)
}

fn page(desk: &Desk, notebook: &Notebook, now: Moment) -> Result<Roster, Trouble> {
    // A realm without a checklist yet has its people all the same.
    let pack = usual_pack(notebook).ok();
    let words = pack.and_then(|pack| shown::words(pack, desk.settings().language).ok());
    shown::roster::roster(notebook, office(notebook)?, words.as_ref(), now)
}

pub(super) fn changed(
    desk: &Desk,
    act: SensitiveAct,
    work: impl FnOnce(&mut Notebook, RealmId, Moment) -> Result<(), Trouble>,
) -> Result<Roster, Trouble> {
    desk.saving(|notebook, now| {
        let realm = office(notebook)?;
        notebook.confirmed(act, now, |notebook| work(notebook, realm, now))?;
        page(desk, notebook, now)
    })
}

fn person(new: RosterNewPerson) -> NewPerson {
    let RosterNewPerson { name, short_name, agency, guest } = new;
    NewPerson { name, short_name, agency, guest }
}

/// A role as the realm's founding has it, at one station or all.
fn grant(notebook: &Notebook, realm: RealmId, role: &RosterRole) -> Result<NewGrant, Trouble> {
    let scope = role.station.clone().map_or(Scope::Realm, Scope::Station);
    let terms = notebook.terms_of_role(realm, &role.role, scope)?;
    Ok(NewGrant { terms, days: role.days })
}

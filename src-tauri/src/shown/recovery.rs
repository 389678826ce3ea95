//! Recovery, in facts that the screen turns into words.

use super::episode::count;
use crate::view::{
    Notice, RecoveryAnnounced, RecoveryDevice, RecoveryDrill, RecoveryKeyView, RecoveryPage, RecoveryRealm,
    RecoveryShares, RecoveryWork, Trouble,
};
use first72_core::moment::Moment;
use first72_core::notebook::{
    Announcement, Compartment, DeviceId, Notebook, PersonLine, RealmId, RecoveryLine, RehearsalState,
};

/// Every agency's paper keys and recoveries.
///
/// # Errors
/// When the store cannot be read.
pub(crate) fn page(notebook: &Notebook, now: Moment) -> Result<RecoveryPage, Trouble> {
    let realms: Vec<RealmId> = notebook.realms().collect();
    Ok(RecoveryPage { realms: realms.into_iter().map(|realm| one(notebook, realm, now)).collect::<Result<_, _>>()? })
}

/// The first agency in which a recovery was announced that nobody has looked at here.
pub(crate) fn notice(notebook: &Notebook) -> Option<Notice> {
    let unseen = notebook.realms().filter_map(|realm| Some((realm, notebook.unseen_recovery(realm)?)));
    let is_drill = |class: Compartment| class == Compartment::Test;
    let (realm, class) = unseen.min_by_key(|(_, class)| is_drill(*class))?;
    let agency = notebook.realm_name(realm).unwrap_or_default().to_owned();
    Some(Notice::RecoveryAnnounced { agency, drill: is_drill(class) })
}

/// The first agency whose yearly drill is due, for those who see to it.
pub(crate) fn drill_notice(notebook: &Notebook, now: Moment) -> Option<Notice> {
    let due = |realm: &RealmId| notebook.rehearsal(*realm, now).is_ok_and(|drill| drill.is_due && drill.is_ours);
    let realm = notebook.realms().find(due)?;
    Some(Notice::RecoveryDrillDue { agency: notebook.realm_name(realm).unwrap_or_default().to_owned() })
}

fn one(notebook: &Notebook, realm: RealmId, now: Moment) -> Result<RecoveryRealm, Trouble> {
    let people = notebook.people(realm)?;
    let own = notebook.device_in(realm);
    let may_announce = own.is_some_and(|own| registrars(&people).any(|device| device == own));
    let named = |device| device_of(&people, own, device);
    let announced = notebook.recoveries(realm)?.into_iter().map(|one| announced(one, &named));
    let live = people.iter().flat_map(|person| &person.devices).filter(|_| may_announce);
    let shares = notebook.shares_in(realm)?.map(|shares| RecoveryShares {
        compartment: shares.compartment.code().to_owned(),
        needed: shares.needed,
        enough: shares.is_enough(),
        holders: shares.holders,
    });
    let work = notebook.recovery_at_work(realm)?.map(|work| RecoveryWork {
        compartment: work.compartment.code().to_owned(),
        opened: count(work.opened),
        number: work.test,
    });
    Ok(RecoveryRealm {
        realm: realm.to_string(),
        agency: notebook.realm_name(realm).unwrap_or_default().to_owned(),
        may_announce,
        keys: notebook.recovery_keys(realm)?.iter().map(key).collect(),
        announced: announced.collect(),
        devices: live.map(|device| named(device.device)).collect(),
        shares,
        work,
        drill: drill(notebook.rehearsal(realm, now)?),
    })
}

fn drill(state: RehearsalState) -> RecoveryDrill {
    RecoveryDrill {
        set_up: state.epoch.is_some(),
        used: state.is_spent,
        last_ms: state.last.as_ref().map(|last| last.at_ms),
        by: state.last.and_then(|last| last.by),
        due_ms: state.due_ms,
        due: state.is_due,
        ours: state.is_ours,
    }
}

fn registrars(people: &[PersonLine]) -> impl Iterator<Item = DeviceId> {
    people.iter().flat_map(|person| &person.devices).filter(|device| device.is_registrar).map(|device| device.device)
}

fn key(line: &RecoveryLine) -> RecoveryKeyView {
    RecoveryKeyView {
        compartment: line.compartment.code().to_owned(),
        spaces: count(line.spaces),
        not_recoverable: count(line.not_recoverable),
    }
}

fn announced(one: Announcement, named: &impl Fn(DeviceId) -> RecoveryDevice) -> RecoveryAnnounced {
    RecoveryAnnounced {
        statement: one.statement.to_string(),
        compartment: one.case.compartment.code().to_owned(),
        device: named(one.case.device_id),
        by: one.by,
        open: one.is_open,
        reason: one.reason,
        custodians: one.custodians,
        held_ms: one.held_ms,
    }
}

fn device_of(people: &[PersonLine], own: Option<DeviceId>, device: DeviceId) -> RecoveryDevice {
    let found = people.iter().find_map(|person| {
        let line = person.devices.iter().find(|line| line.device == device)?;
        Some((line.label.clone(), person.short_name.clone()))
    });
    let (label, name) = found.unwrap_or_default();
    RecoveryDevice { device: device.to_string(), label, name, this: own == Some(device) }
}

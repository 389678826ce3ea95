//! People, devices and entitlements of a realm, for its registrar.

use super::Words;
use super::episode::count;
use crate::view::{
    AgencyLeaves, AgencyPerson, Choice, Roster, RosterDevice, RosterEnded, RosterGrant, RosterHeld, RosterLate,
    RosterLoss, RosterMeaning, RosterPerson, RosterReason, RosterUnsigned, Trouble,
};
use first72_core::directory::{Circumstances, EndReason, Meaning, Role, Scope};
use first72_core::moment::Moment;
use first72_core::notebook::{
    AgencyLeaving, Compartment, DeviceId, EndedDevice, GrantLine, HeldEpisode, LateLine, Notebook, PersonId,
    PersonLeaving, PersonLine, RealmId,
};
use first72_core::protocol::pack::AppRole;
use std::collections::BTreeSet;

/// # Errors
/// When this device is in no such realm.
pub(crate) fn roster(
    notebook: &Notebook,
    realm: RealmId,
    words: Option<&Words<'_>>,
    now: Moment,
) -> Result<Roster, Trouble> {
    let (lines, gone) = (notebook.people(realm)?, notebook.ended_devices(realm)?);
    let shown = |line: &PersonLine| {
        let ended = gone.iter().filter(|device| device.person == line.person).map(ended).collect();
        RosterPerson { ended, ..person(notebook, realm, line, words) }
    };
    let mut people: Vec<RosterPerson> = lines.iter().map(shown).collect();
    people.sort_by_key(|person| (person.name.is_none(), person.name.as_deref().map(str::to_lowercase)));
    let stations: BTreeSet<String> =
        people.iter().flat_map(|person| &person.grants).filter_map(|grant| grant.station.clone()).collect();
    let roles = notebook.roles_of_realm(realm)?.into_iter();
    let unsigned = notebook.waiting_for_cosign(realm)?.into_iter().map(|one| RosterUnsigned {
        statement: one.statement.to_string(),
        name: one.person.and_then(|person| name(notebook, realm, person)),
        compartments: codes(&one.compartments),
        mine: one.by.is_some_and(|by| notebook.persons().any(|me| me == by)),
    });
    Ok(Roster {
        agencies: notebook.agencies(realm)?.into_iter().map(|leaving| leaving.agency).collect(),
        agency: notebook.realm_name(realm).unwrap_or_default().to_owned(),
        roles: roles.map(|role| Choice { label: role_words(&role, words), code: role }).collect(),
        stations: stations.into_iter().collect(),
        late: notebook.late(realm)?.iter().map(late).collect(),
        unsigned: unsigned.collect(),
        two_roots: notebook.has_two_roots(realm)?,
        people,
        now_ms: notebook.time(now).ms,
    })
}

/// What ends when an agency leaves, for a last look.
pub(crate) fn agency(notebook: &Notebook, leaving: &AgencyLeaving) -> AgencyLeaves {
    let handle = |episode| Some(notebook.record(episode)?.opened()?.handle);
    AgencyLeaves {
        agency: leaving.agency.clone(),
        people: leaving.people.iter().map(agency_person).collect(),
        grants: count(leaving.grants()),
        devices: count(leaving.devices()),
        episodes: leaving.episodes().into_iter().filter_map(handle).collect(),
    }
}

fn agency_person(one: &PersonLeaving) -> AgencyPerson {
    let stations = one.reaches.iter().filter_map(|reach| match reach {
        Scope::Station(station) => Some(station.clone()),
        Scope::Realm | Scope::Case(_) => None,
    });
    AgencyPerson {
        person: one.person.to_string(),
        name: one.short_name.clone(),
        guest: one.guest,
        grants: count(one.grants.len()),
        devices: count(one.devices.len()),
        everywhere: one.reaches.contains(&Scope::Realm),
        stations: stations.collect(),
        one_episode: count(one.reaches.iter().filter(|reach| matches!(reach, Scope::Case(_))).count()),
    }
}

fn person(notebook: &Notebook, realm: RealmId, line: &PersonLine, words: Option<&Words<'_>>) -> RosterPerson {
    let facts = notebook.person_in(realm, line.person).and_then(|person| person.facts.as_ref());
    RosterPerson {
        person: line.person.to_string(),
        name: line.short_name.clone(),
        full_name: facts.map(|facts| facts.name.clone()),
        agency: facts.map(|facts| facts.agency.clone()),
        guest: facts.is_some_and(|facts| facts.guest),
        devices: line
            .devices
            .iter()
            .map(|device| RosterDevice {
                device: device.device.to_string(),
                label: device.label.clone(),
                registrar: device.is_registrar,
                this: notebook.device_in(realm) == Some(device.device),
                until_ms: device.not_after_ms,
            })
            .collect(),
        ended: Vec::new(),
        grants: line.grants.iter().map(|line| grant(line, words)).collect(),
    }
}

fn grant(line: &GrantLine, words: Option<&Words<'_>>) -> RosterGrant {
    let terms = line.terms.as_ref();
    RosterGrant {
        grant: line.grant.to_string(),
        role: terms.map(|terms| role_words(terms.role.code(), words)),
        station: terms.and_then(|terms| match &terms.scope {
            Scope::Station(station) => Some(station.clone()),
            Scope::Realm | Scope::Case(_) => None,
        }),
        one_episode: terms.is_some_and(|terms| matches!(terms.scope, Scope::Case(_))),
        compartments: terms.map(|terms| codes(&terms.compartments)).unwrap_or_default(),
        waits_for_second: codes(&line.awaits_cosign),
        until_ms: line.not_after_ms,
    }
}

fn ended(device: &EndedDevice) -> RosterEnded {
    let reason = device.reason.and_then(|reason| match reason {
        EndReason::Lost => Some(RosterReason::Lost),
        EndReason::Replaced => Some(RosterReason::Replaced),
        EndReason::Left => Some(RosterReason::Left),
        EndReason::Untrusted => Some(RosterReason::Untrusted),
        EndReason::Other(_) => None,
    });
    RosterEnded {
        device: device.device.to_string(),
        label: device.label.clone(),
        reason,
        meaning: device.last_seen.map(|seen| meaning(seen.meaning())),
        known: u32::try_from(device.known_entries).unwrap_or(u32::MAX),
    }
}

/// What it means that a device is gone.
pub(crate) fn loss(held: &[HeldEpisode], seen: Circumstances) -> RosterLoss {
    let episode = |one: &HeldEpisode| RosterHeld { handle: one.handle.clone(), compartments: codes(&one.compartments) };
    RosterLoss { meaning: meaning(seen.meaning()), episodes: held.iter().map(episode).collect() }
}

const fn meaning(meaning: Meaning) -> RosterMeaning {
    match meaning {
        Meaning::Shut => RosterMeaning::Shut,
        Meaning::TakenAsRead => RosterMeaning::Read,
        Meaning::NotKnown => RosterMeaning::Unsure,
    }
}

fn late(line: &LateLine) -> RosterLate {
    let device: DeviceId = line.device;
    RosterLate { device: device.to_string(), name: line.short_name.clone(), saves: count(line.saves) }
}

fn name(notebook: &Notebook, realm: RealmId, person: PersonId) -> Option<String> {
    Some(notebook.person_in(realm, person)?.facts.as_ref()?.short_name.clone())
}

fn codes(classes: &[Compartment]) -> Vec<String> {
    classes.iter().map(|class| class.code().to_owned()).collect()
}

fn role_words(code: &str, words: Option<&Words<'_>>) -> String {
    if Role::from_code(code) == Role::Auditor {
        return super::words::auditor(words.map(|words| words.language)).to_owned();
    }
    let known = AppRole::from_word(code).zip(words);
    known.map_or_else(|| code.replace('_', " "), |(role, words)| words.app_role(role))
}

//! T37: who can read what. Forty people in eight roles, six compartments in three realms; every key of every device is
//! tried on every ciphertext of every server. What opens is what the table of readers says, and nothing else.

use super::ciphertexts::Ciphertexts;
use super::hand_over::person;
use super::*;
use crate::directory::SpaceFacts;
use crate::episode::{Basis, Change, How, Told};
use crate::seal::SpaceKey;
use crate::seal::open::opens;
use Compartment::{Adv, Cw, Le, Med, Ops, Stat};
use first72_wire::id::SpaceId;
use std::collections::BTreeSet;

const PEOPLE: usize = 40;
const STATIONS: [&str; 2] = ["harbor-demo", "hills-demo"];
const COUNTY: [Compartment; 4] = [Ops, Le, Cw, Stat];

/// The table of readers: a role, what it reads in the county's realm, and what in a realm of its own.
type Reads = (&'static str, &'static [Compartment], Option<Compartment>);
const ROLES: [Reads; 8] = [
    ("deputy", &[Ops, Le], None),
    ("le_supervisor", &[Ops, Le], None),
    ("station_lead", &[Ops, Stat], None),
    ("worker", &[Ops, Cw], None),
    ("probation", &[Ops, Cw], None),
    ("advocate", &[Ops], Some(Adv)),
    ("clinician", &[], Some(Med)),
    ("coordinator", &[], None),
];

struct Member {
    device: Device,
    role: usize,
    station: usize,
    left: bool,
}

impl Member {
    fn reads(&self, class: Compartment) -> bool {
        let (_, county, own) = ROLES[self.role];
        county.contains(&class) || own == Some(class)
    }
}

struct People {
    county: Realm,
    agency: Realm,
    clinic: Realm,
    members: Vec<Member>,
}

impl People {
    fn gathered() -> Self {
        let (county, agency, clinic) =
            (realm("Demo County", &COUNTY), realm("Demo Advocacy", &[Adv]), realm("Demo Clinic", &[Med]));
        let mut people = Self { county, agency, clinic, members: Vec::new() };
        for number in 0..PEOPLE {
            let member = Member {
                device: Device::new(),
                role: number % ROLES.len(),
                station: number / ROLES.len() % STATIONS.len(),
                left: false,
            };
            let (_, reads, own) = ROLES[member.role];
            people.enrol(&member, &people.county, number, reads);
            match own {
                Some(Adv) => people.enrol(&member, &people.agency, number, &[Adv]),
                Some(_) => people.enrol(&member, &people.clinic, number, &[Med]),
                None => {}
            }
            people.members.push(member);
        }
        people
    }

    fn enrol(&self, member: &Member, realm: &Realm, number: usize, compartments: &[Compartment]) {
        let request = member.device.open().request_enrolment(now()).unwrap();
        let mut registrar = realm.registrar.open();
        let name = format!("P. {number}");
        let person = NewPerson { short_name: name.clone(), name, agency: "invented".into(), guest: false };
        let person = registrar.add_person(realm.id, person, now()).unwrap();
        let terms = GrantTerms {
            role: Role::from_code(ROLES[member.role].0),
            scope: Scope::Station(STATIONS[member.station].into()),
            compartments: compartments.to_vec(),
            rights: vec![Right::Open, Right::Write],
            basis: "assignment".into(),
        };
        let grants = if compartments.is_empty() { vec![] } else { vec![NewGrant { terms, days: 30 }] };
        let new = NewDevice { person, label: "phone".into(), grants, days: 365 };
        let approved = registrar.approve_device(realm.id, &request, new, now()).unwrap();
        member.device.open().accept_enrolment(&approved.code, None, now()).unwrap();
    }

    fn realms(&self) -> [&Realm; 3] {
        [&self.county, &self.agency, &self.clinic]
    }

    /// Everybody with everybody, until each key has reached who may have it.
    fn sync(&self) {
        for realm in self.realms() {
            realm.registrar.sync(realm);
        }
        for _ in 0..3 {
            for member in &self.members {
                for realm in self.realms() {
                    if member.device.open().realms().any(|id| id == realm.id) {
                        member.device.sync(realm);
                    }
                }
            }
        }
    }

    /// Everybody who may writes one note into each compartment of each episode that they see.
    fn write(&self) -> usize {
        let mut written = 0;
        for member in &self.members {
            let mut open = member.device.open();
            let episodes: Vec<EpisodeId> = open.episodes().collect();
            for (episode, class) in
                episodes.into_iter().flat_map(|one| [Ops, Le, Cw, Stat, Med, Adv].map(|class| (one, class)))
            {
                written += usize::from(open.note(episode, class, "an invented note".into(), now()).is_ok());
            }
        }
        written
    }

    fn first_of(&self, role: usize, station: usize) -> usize {
        self.members.iter().position(|member| member.role == role && member.station == station).unwrap()
    }

    /// At each station a clinician begins the clinic's own record about the episode. They see none of the county's records, so
    /// no page of the app does this yet; what is saved, is saved as everything is.
    fn begin_at_the_clinic(&self) {
        for station in 0..STATIONS.len() {
            let [deputy, clinician] = [0, 6].map(|role| &self.members[self.first_of(role, station)].device);
            let (episode, opened) = {
                let open = deputy.open();
                let episode = open.episodes().next().unwrap();
                (episode, open.record(episode).unwrap().opened().unwrap())
            };
            let facts = SpaceFacts {
                compartment: Med,
                station: Some(opened.station.clone()),
                episode: Some(episode),
                opened_by: None,
            };
            let open = Change::Open {
                episode,
                compartment: Med,
                station: opened.station,
                handle: opened.handle,
                pack: opened.pack,
            };
            clinician.open().save(vec![(facts, vec![open])], now()).unwrap();
        }
    }

    /// At each station the advocate gives the deputy a copy of a note that only their agency reads.
    fn give(&self) -> BTreeMap<SpaceId, [usize; 2]> {
        let mut given = BTreeMap::new();
        for station in 0..STATIONS.len() {
            let [advocate, deputy] = [5, 0].map(|role| self.first_of(role, station));
            let mut open = self.members[advocate].device.open();
            let episode = open.episodes().next().unwrap();
            let parts = open.copy_parts(episode, "en").unwrap();
            let private = parts.into_iter().find(|part| part.compartment == Adv).unwrap().part;
            let giving = Giving {
                realm: self.county.id,
                to: person(&self.members[deputy].device),
                parts: vec![private],
                purpose: "An invented purpose.".into(),
                how: How::OnDevice,
                language: "en".into(),
                days: 30,
                may_keep: false,
                basis: Basis::MandatedReport,
                supersedes: None,
            };
            let signing = Signing {
                seen: open.copy_offer(episode, &giving, now()).unwrap().mark,
                text_version: "1".into(),
                told: Told::default(),
                signed: None,
                guardian: None,
                reference: Some("Invented 7".into()),
            };
            given.insert(open.give_copy(episode, &giving, signing, now()).unwrap(), [advocate, deputy]);
        }
        given
    }

    /// One of each role at the first station loses what they were entitled to, in every realm.
    fn leave(&mut self) {
        for member in self.members.iter_mut().take(ROLES.len()) {
            member.left = true;
        }
        for realm in self.realms() {
            let mut registrar = realm.registrar.open();
            let gone: Vec<String> = (0..ROLES.len()).map(|number| format!("P. {number}")).collect();
            for line in registrar.people(realm.id).unwrap() {
                if line.short_name.is_some_and(|name| gone.contains(&name)) {
                    for grant in line.grants {
                        registrar.end_grant(realm.id, grant.grant, now()).unwrap();
                    }
                }
            }
        }
    }
}

/// The station of an episode's spaces is the one it was opened at; nobody of the other station reads them.
fn station_of(people: &People, space: &SpaceId) -> usize {
    let holder = people.members.iter().find(|member| {
        let open = member.device.open();
        !member.left && open.seats.iter().any(|seat| seat.keyring.newest(space).is_some())
    });
    holder.map(|member| member.station).expect("somebody holds the key of each space")
}

// cjis:AC-3 cjis:5.13.6 cjis:AC-5 cjis:SC-4 masvs:AUTH-1
#[test]
fn what_opens_with_every_key_of_every_device_is_exactly_the_table_of_readers() {
    let mut people = People::gathered();
    people.sync();
    for (station, code) in STATIONS.iter().enumerate() {
        let deputy = people.members.iter().find(|member| member.role == 0 && member.station == station).unwrap();
        let new = NewContact { station: (*code).into(), ..contact() };
        deputy.device.open().new_contact(new, now()).unwrap();
    }
    people.sync();
    people.begin_at_the_clinic();
    people.sync();
    let mut written = people.write();
    people.sync();
    let given = people.give();
    people.sync();
    people.leave();
    people.sync();
    let before = people.realms().map(|realm| realm.relay.size());
    written += people.write();
    people.sync();

    let all = Ciphertexts::of(people.realms().into_iter().zip(before));
    let stations: BTreeMap<_, _> = all.spaces.keys().map(|space| (*space, station_of(&people, space))).collect();
    let (mut wraps, mut bodies, mut opened, mut copies) = (0, 0, 0, 0);
    for (number, member) in people.members.iter().enumerate() {
        let open = member.device.open();
        let held: Vec<SpaceKey> =
            open.seats.iter().flat_map(|seat| all.opened_by(&seat.keys, &mut wraps).into_values()).collect();
        for (entry, after) in &all.saves {
            bodies += held.len();
            let can = held.iter().any(|key| opens(key, entry));
            opened += usize::from(can);
            if let Some(readers) = given.get(&entry.header.space) {
                assert_eq!(can, readers.contains(&number), "P. {number} and a copy that {readers:?} read");
                copies += usize::from(can);
                continue;
            }
            let class = all.spaces[&entry.header.space];
            let may =
                member.reads(class) && stations[&entry.header.space] == member.station && !(member.left && *after);
            assert_eq!(
                can, may,
                "P. {number}, a {}, and {class:?}, written after they left: {after}",
                ROLES[member.role].0
            );
        }
    }
    assert_eq!(copies, 2 * given.len(), "who gave it and who got it, and nobody else");
    let classes: BTreeSet<Compartment> = all.spaces.values().copied().collect();
    assert_eq!(classes, BTreeSet::from([Ops, Le, Cw, Stat, Med, Adv]));
    assert!(all.saves.iter().any(|(_, after)| *after));
    println!(
        "T37   {PEOPLE} people, {} roles, {} classes, {written} notes: {wraps} wraps and {bodies} ciphertexts tried, {opened} opened, all \
         and only as the table says, {} copies among them",
        ROLES.len(),
        classes.len(),
        given.len()
    );
}

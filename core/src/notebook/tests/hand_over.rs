//! An episode goes from hand to hand: the new deputy reads its history, the one before loses it and says so, and nothing that
//! anybody saved is lost on the way.

use super::*;
use first72_wire::id::DeviceId;

const OPS: Compartment = Compartment::Ops;
const LE: Compartment = Compartment::Le;

/// A station with deputies who hold what they open, and a lead.
pub(super) struct Station {
    pub(super) county: Realm,
    pub(super) first: Device,
    pub(super) second: Device,
    pub(super) lead: Device,
    pub(super) episode: EpisodeId,
}

fn entitle(device: &Device, realm: &Realm, name: &str, role: Role, compartments: &[Compartment], rights: &[Right]) {
    let request = device.open().request_enrolment(now()).unwrap();
    let mut registrar = realm.registrar.open();
    let person = NewPerson { name: name.into(), short_name: name.into(), agency: "invented".into(), guest: false };
    let person = registrar.add_person(realm.id, person, now()).unwrap();
    let terms = GrantTerms {
        role,
        scope: Scope::Station("harbor-demo".into()),
        compartments: compartments.to_vec(),
        rights: rights.to_vec(),
        basis: "assignment".into(),
    };
    let grants = vec![NewGrant { terms, days: 30 }];
    let new = NewDevice { person, label: "phone".into(), grants, days: 365 };
    let approved = registrar.approve_device(realm.id, &request, new, now()).unwrap();
    device.open().accept_enrolment(&approved.code, None, now()).unwrap();
}

impl Station {
    pub(super) fn new() -> Self {
        let county = realm("Demo County", &[OPS, LE, Compartment::Stat, Compartment::Audit]);
        let (first, second, lead) = (Device::new(), Device::new(), Device::new());
        entitle(&first, &county, "D. Rivera", Role::Deputy, &[OPS, LE], &[Right::Open]);
        entitle(&second, &county, "K. Lopez", Role::Deputy, &[OPS, LE], &[Right::Open]);
        entitle(&lead, &county, "S. Lead", Role::StationLead, &[OPS], &[Right::Write, Right::Assign]);
        county.registrar.sync(&county);
        for device in [&first, &second, &lead] {
            device.sync(&county);
        }
        let episode = first.open().new_contact(contact(), now()).unwrap();
        first.open().answer(episode, "language", language("spanish"), now()).unwrap();
        first.open().note(episode, LE, "An invented finding.".into(), now()).unwrap();
        first.sync(&county);
        Self { county, first, second, lead, episode }
    }

    pub(super) fn sync(&self, devices: &[&Device]) {
        devices.iter().for_each(|device| drop(device.sync(&self.county)));
    }

    pub(super) fn notes(&self, device: &Device) -> Vec<String> {
        let open = device.open();
        let notes = open.record(self.episode).map(|record| record.notes()).unwrap_or_default();
        notes.iter().map(|note| note.text.to_owned()).collect()
    }

    pub(super) fn classes(&self, device: &Device) -> Vec<Compartment> {
        let open = device.open();
        let spaces = open.record(self.episode).map(|record| record.spaces()).unwrap_or_default();
        let mut classes: Vec<Compartment> = spaces.into_values().collect();
        classes.sort_unstable();
        classes
    }

    pub(super) fn leaving(&self, device: &Device) -> Vec<(PersonId, Vec<bool>)> {
        let custody = device.open().custody(self.episode, now()).unwrap();
        let cleared = |one: &Leaving| one.devices.iter().map(|device| device.is_cleared).collect();
        custody.leaving.iter().map(|one| (one.person, cleared(one))).collect()
    }

    /// Entries and keys of the episode's spaces in a vault.
    pub(super) fn kept(&self, device: &Device) -> (usize, usize) {
        let mut open = device.open();
        let realm = self.county.id;
        let directory = open.seats[0].directory_space();
        let others = [
            directory,
            first72_wire::derived::witness_space(&realm),
            first72_wire::derived::audit_space(&realm, &open.seats[0].device()),
        ];
        let mut entries = 0;
        open.vault
            .entries(realm, NOW, |stored| entries += usize::from(!others.contains(&stored.entry.header.space)))
            .unwrap();
        let keys = open.vault.space_keys(realm).unwrap();
        (entries, keys.iter().filter(|key| !others.contains(&key.space)).count())
    }
}

pub(super) fn person(device: &Device) -> PersonId {
    device.open().seats[0].enrolment.person.unwrap()
}

pub(super) fn device_id(device: &Device) -> DeviceId {
    device.open().seats[0].device()
}

// cjis:AC-2 cjis:AC-3 cjis:MP-6
#[test]
fn a_deputy_hands_an_episode_on_and_their_phone_holds_nothing_of_it_any_more() {
    let station = Station::new();
    let Station { county, first, second, lead, episode } = &station;
    let takers = first.open().takers(*episode, now()).unwrap();
    let seen: Vec<_> = takers.iter().map(|taker| (taker.person, taker.classes.as_slice())).collect();
    assert_eq!(seen, [(person(second), &[OPS, LE][..])], "the lead could not have opened it");
    let grant = first.open().hand_over(*episode, county.id, person(second), now()).unwrap();
    assert!(first.open().custody(*episode, now()).unwrap().goes_from_here);
    assert_eq!(station.classes(first), [OPS, LE], "it stays until the server has everything");
    let end = first.sync(county);
    assert_eq!((end.removed, station.kept(first)), (1, (0, 0)));
    assert_eq!(first.open().episodes().count(), 0);
    assert_eq!(first.open().removed_from_here(), 1);
    assert_eq!(first.open().plan(*episode, now()).unwrap_err().code(), "notebook.no-episode");

    second.sync(county);
    assert_eq!(station.classes(second), [OPS, LE]);
    assert_eq!(station.notes(second), ["An invented finding."], "the whole history");
    let handed = second.open().handed_to_me(now());
    assert_eq!((handed.len(), handed[0].1.grant, handed[0].1.by), (1, grant, Some(person(first))));
    second.open().take_over(*episode, grant, now()).unwrap();
    second.open().note(*episode, LE, "Written by the second.".into(), now()).unwrap();
    assert_eq!(second.open().handed_to_me(now()), []);

    station.sync(&[second, lead, first]);
    let custody = lead.open().custody(*episode, now()).unwrap();
    assert_eq!((custody.handed[0].to, custody.handed[0].taken_ms), (person(second), Some(NOW)));
    assert_eq!(station.leaving(lead), [(person(first), vec![true])]);
    assert_eq!(station.kept(first), (0, 0), "nothing comes back, whatever is written");
    assert_eq!(first.open().sync_state().unwrap()[0].held_back, None);
    let read = second.open().readers(*episode, now()).unwrap();
    let readers = |space: &SpaceReaders| space.readers.iter().filter(|one| one.person == Some(person(first))).count();
    assert!(
        read.iter().all(|space| space.keys > 1 && readers(space) == 1),
        "a new key, and who had the old one is named"
    );
    // Locked and opened again: all as it was.
    let Station { county, first, second, episode, .. } = station;
    let (first, second) = (first.reopen(), second.reopen());
    assert_eq!(first.open().episodes().count(), 0);
    assert_eq!(first.open().removed_from_here(), 1);
    assert!(second.open().record(episode).is_some());
    assert_eq!(first.sync(&county).removed, 0);
}

#[test]
fn it_goes_on_to_a_third_and_back_to_the_first_who_has_all_of_it_again() {
    let station = Station::new();
    let Station { county, first, second, lead: _, episode } = &station;
    let third = Device::new();
    entitle(&third, county, "M. Third", Role::Deputy, &[OPS, LE], &[Right::Open]);
    county.registrar.sync(county);
    station.sync(&[&third, first, second]);
    first.open().hand_over(*episode, county.id, person(second), now()).unwrap();
    station.sync(&[first, second]);
    second.open().note(*episode, OPS, "By the second.".into(), now()).unwrap();
    second.open().hand_over(*episode, county.id, person(&third), now()).unwrap();
    station.sync(&[second, &third]);
    assert_eq!(station.kept(second), (0, 0));
    third.open().note(*episode, LE, "By the third.".into(), now()).unwrap();
    third.open().hand_over(*episode, county.id, person(first), now()).unwrap();
    station.sync(&[&third, first]);
    assert_eq!(station.kept(&third), (0, 0));
    assert_eq!(station.classes(first), [OPS, LE]);
    let mut notes = station.notes(first);
    notes.sort();
    assert_eq!(notes, ["An invented finding.", "By the second.", "By the third."]);
    assert_eq!(first.open().removed_from_here(), 0);
    // Their own chain goes on where it was: nothing stands twice in one place.
    first.open().note(*episode, OPS, "By the first again.".into(), now()).unwrap();
    let end = first.sync(county);
    let stuck = first.open().vault.outbox_stuck(county.id).unwrap();
    assert_eq!((end.report.refused_own, end.report.troubles.len(), stuck), (0, 0, vec![]));
    let Station { county, first, episode, .. } = station;
    let first = first.reopen();
    assert_eq!(first.open().record(episode).unwrap().notes().len(), 4);
    first.sync(&county);
}

#[test]
fn a_lead_hands_over_what_the_lead_reads_and_the_rest_stays_where_it_was() {
    let station = Station::new();
    let Station { county, first, second, lead, episode } = &station;
    lead.sync(county);
    let takers = lead.open().takers(*episode, now()).unwrap();
    assert_eq!(takers.iter().map(|taker| taker.classes.as_slice()).collect::<Vec<_>>(), [&[OPS][..]]);
    lead.open().hand_over(*episode, county.id, person(second), now()).unwrap();
    station.sync(&[lead, second, first]);
    assert_eq!((station.classes(second), station.classes(first)), (vec![OPS], vec![LE]));
    assert_eq!(station.notes(first), ["An invented finding."]);
    let refused = first.open().note(*episode, OPS, "Too late.".into(), now()).unwrap_err();
    assert_eq!(refused.code(), "notebook.not-entitled", "no second space is begun for it");
    // What the lead does not read, the one who wrote it hands on.
    let takers = first.open().takers(*episode, now()).unwrap();
    assert_eq!(takers[0].classes, [LE]);
    first.open().hand_over(*episode, county.id, person(second), now()).unwrap();
    station.sync(&[first, second]);
    assert_eq!((station.classes(second), station.kept(first)), (vec![OPS, LE], (0, 0)));
    station.sync(&[lead]);
    assert_eq!(station.leaving(lead), [(person(first), vec![true])]);
}

#[test]
fn somebody_with_another_work_who_was_assigned_to_the_episode_stays_on_it() {
    let station = Station::new();
    let Station { county, first, second, lead, episode } = &station;
    let worker = Device::new();
    entitle(&worker, county, "W. Invented", Role::Worker, &[], &[Right::Write]);
    let terms = GrantTerms {
        role: Role::Worker,
        scope: Scope::Case(*episode),
        compartments: vec![OPS],
        rights: vec![Right::Write],
        basis: "assignment".into(),
    };
    let assigned = NewGrant { terms, days: 30 };
    county.registrar.open().add_grant(county.id, person(&worker), assigned, now()).unwrap();
    county.registrar.sync(county);
    station.sync(&[first, lead, &worker]);
    assert_eq!(station.classes(&worker), [OPS]);
    lead.open().hand_over(*episode, county.id, person(second), now()).unwrap();
    station.sync(&[lead, second, &worker]);
    assert_eq!(station.classes(&worker), [OPS]);
    worker.open().note(*episode, OPS, "Still here.".into(), now()).unwrap();
    station.sync(&[&worker, second]);
    assert_eq!(station.notes(second), ["Still here."]);
}

#[test]
fn nobody_takes_over_who_is_not_asked_and_nobody_confirms_for_another() {
    let station = Station::new();
    let Station { county, first, second, lead, episode } = &station;
    lead.sync(county);
    let strange = first.open().hand_over(*episode, county.id, person(lead), now()).unwrap_err();
    assert_eq!(strange.code(), "notebook.no-member");
    let grant = lead.open().hand_over(*episode, county.id, person(second), now()).unwrap();
    station.sync(&[lead, second]);
    assert_eq!(lead.open().take_over(*episode, grant, now()).unwrap_err().code(), "notebook.no-member");
    // Somebody who writes the same item all the same says nothing.
    let facts = lead.open().home(*episode, &[OPS]).unwrap();
    let forged = crate::episode::Change::AddItem { field: TAKEN.to_owned(), item: grant.to_string() };
    lead.open().save(vec![(facts, vec![forged])], now()).unwrap();
    assert_eq!(lead.open().custody(*episode, now()).unwrap().handed[0].taken_ms, None);
    second.open().take_over(*episode, grant, now()).unwrap();
    let saves = second.open().record(*episode).unwrap().len();
    second.open().take_over(*episode, grant, now()).unwrap();
    assert_eq!(second.open().record(*episode).unwrap().len(), saves, "once is enough");
    let nobody = second.open().takers(EpisodeId([9; 16]), now()).unwrap_err();
    assert_eq!(nobody.code(), "notebook.no-episode");
}

#[test]
fn an_interrupted_hand_over_is_done_by_asking_again() {
    let station = Station::new();
    let Station { county, first, second, lead: _, episode } = &station;
    // As if the app had been killed after the grant: nobody was given a key, nobody was relieved.
    let terms = GrantTerms {
        role: Role::Deputy,
        scope: Scope::Case(*episode),
        compartments: vec![OPS],
        rights: vec![Right::Write],
        basis: "hand-over".into(),
    };
    let draft = crate::directory::Draft::grant(GrantId([9; 16]), person(second), (NOW, NOW + 86_400_000), terms);
    {
        let mut open = first.open();
        let random = random();
        let entries = open.seats[0].statements(vec![draft], &*random).unwrap();
        open.keep_own(county.id, &entries, now()).unwrap();
    }
    station.sync(&[first, second]);
    first.open().hand_over(*episode, county.id, person(second), now()).unwrap();
    station.sync(&[first, second]);
    assert_eq!((station.classes(second), station.kept(first)), (vec![OPS, LE], (0, 0)));
}

#[test]
fn somebody_new_reads_all_of_it_whoever_of_its_authors_comes_first_in_a_page() {
    for _ in 0..5 {
        let station = Station::new();
        let Station { county, first, second, lead, episode } = &station;
        first.open().hand_over(*episode, county.id, person(second), now()).unwrap();
        station.sync(&[first, second]);
        second.open().note(*episode, OPS, "Under a new key.".into(), now()).unwrap();
        second.sync(county);
        // Never here before: everything comes at once, by authors in the order of their ids.
        let end = lead.sync(county);
        assert_eq!((end.report.parked, end.report.refused), (0, 0));
        assert_eq!(station.notes(lead), ["Under a new key."]);
        assert_eq!(lead.open().record(*episode).unwrap().answers("language").len(), 1);
    }
}

#[test]
fn a_device_learns_where_its_own_statements_stand() {
    let station = Station::new();
    let Station { county, first, second, lead: _, episode } = &station;
    first.open().hand_over(*episode, county.id, person(second), now()).unwrap();
    let placed = |device: &Device| device.open().seats[0].log.iter().all(|logged| logged.pos.is_some());
    assert!(!placed(first));
    first.sync(county);
    assert!(placed(first), "as its receipts say");
    station.sync(&[second, first]);
    let same = |one: &Device, other: &Device| {
        let one = Arc::clone(&one.open().seats[0].directory);
        one == other.open().seats[0].directory
    };
    assert!(same(first, second), "two devices with the same statements judge them alike");
    let Station { first, second, .. } = station;
    let first = first.reopen();
    assert!(placed(&first) && same(&first, &second), "after a lock, too");
}

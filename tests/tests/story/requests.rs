//! What the server was asked is in the same tree as everything else: a day's rows are signed once it is over, every device
//! holds the server's word, an auditor reads the rows, and rows that were altered are noticed.

use first72_core::directory::{Role, Scope};
use first72_core::notebook::{NewDevice, NewGrant, NewPerson, route};
use first72_core::sync::{Pages, Relay, RelayError};
use first72_tests::county::{Device, Member, NOW, Realm, STATION, happen_at, now};
use first72_wire::compartment::Compartment::{Audit, Ops};
use first72_wire::hello::{HelloAnswer, HelloRequest};
use first72_wire::id::Hash;
use first72_wire::request_log::{RequestsAnswer, day_of};

const DAY_MS: i64 = 86_400_000;

fn auditor(county: &Realm) -> Device {
    let device = Device::new(0xA0D1);
    let request = device.open().request_enrolment(now()).unwrap();
    let mut registrar = county.registrar.open();
    let person = NewPerson { name: "U. Lind".into(), short_name: "U. Lind".into(), agency: "x".into(), guest: false };
    let person = registrar.add_person(county.id, person, now()).unwrap();
    let terms = registrar.terms_of_role(county.id, "auditor", Scope::Realm).unwrap();
    let new = NewDevice { person, label: "desk".into(), grants: vec![NewGrant { terms, days: 30 }], days: 365 };
    let approved = registrar.approve_device(county.id, &request, new, now()).unwrap();
    drop(registrar);
    device.open().accept_enrolment(&approved.code, None, now()).unwrap();
    device
}

/// A server that leaves out the last thing that it was asked.
struct Forgetful<R>(R);

impl<R: Relay> Relay for Forgetful<R> {
    fn hello(&self, request: &HelloRequest) -> Result<HelloAnswer, RelayError> {
        self.0.hello(request)
    }

    fn push(&self, auth: &str, body: &[u8]) -> Result<Vec<u8>, RelayError> {
        self.0.push(auth, body)
    }

    fn pull(&self, auth: &str, body: &[u8]) -> Result<Pages<'_>, RelayError> {
        self.0.pull(auth, body)
    }

    fn prove(&self, auth: &str, path: &str) -> Result<Vec<u8>, RelayError> {
        let mut answer = RequestsAnswer::parse(&self.0.prove(auth, path)?).unwrap();
        answer.rows.pop();
        Ok(answer.to_bytes())
    }

    fn genesis(&self) -> Result<Vec<u8>, RelayError> {
        self.0.genesis()
    }

    fn authority(&self) -> Hash {
        self.0.authority()
    }
}

// cjis:AU-2 cjis:AU-3 cjis:AU-9 cjis:AU-12
#[test]
fn a_day_of_requests_is_signed_read_by_an_auditor_and_not_altered_unseen() {
    let mut county = Realm::found(7, "Demo County", &[Ops, Audit]);
    let deputy = Device::new(0xDE);
    county.enrol(
        &deputy,
        Member { name: "D. Rivera".into(), role: Role::Deputy, station: STATION.into(), compartments: vec![Ops] },
    );
    let auditor = auditor(&county);
    county.start();
    let all_sync = || {
        for device in [&county.registrar, &deputy, &auditor] {
            device.sync(county.id, &county.relay()).unwrap();
        }
    };
    (0..2).for_each(|_| all_sync());
    let today = day_of(NOW);
    let early = auditor.open().audit_requests(county.id, today, &county.relay(), now()).unwrap();
    assert_eq!((early.word, early.fits), (None, None), "the day is not over");
    let refused = deputy.open().audit_requests(county.id, today, &county.relay(), now()).unwrap_err();
    assert_eq!(refused.code(), "notebook.not-auditor");

    happen_at(NOW + DAY_MS);
    // The first question of the new day ends the old one; the next sync brings the word.
    (0..3).for_each(|_| all_sync());
    let read = auditor.open().audit_requests(county.id, today, &county.relay(), now()).unwrap();
    let word = read.word.unwrap();
    assert_eq!((read.fits, word.day, word.rows, word.unknown), (Some(true), today, read.rows.len() as u64, 0));
    let asked = |what: u8| read.rows.iter().filter(|row| row.route == what).count();
    assert_eq!(asked(route::STARTED), 1);
    assert!(asked(route::HELLO) >= 3 && asked(route::PULL) >= 3 && asked(route::ENTRIES) >= 2, "{:?}", read.rows);
    let by_devices = read.rows.iter().filter(|row| row.device.is_some()).count();
    assert!(by_devices >= 5 && read.rows.iter().all(|row| row.status < 400));

    let altered = auditor.open().audit_requests(county.id, today, &Forgetful(county.relay()), now()).unwrap();
    assert_eq!((altered.fits, altered.word), (Some(false), Some(word)));

    // Everybody holds the word, and nothing of it is a problem to anybody.
    for device in [&county.registrar, &deputy, &auditor] {
        assert_eq!(device.open().problems().unwrap(), []);
        let checks = device.open().check_signatures(now()).unwrap();
        assert!(checks.iter().all(|check| check.unknown_device.is_empty() && check.proven_by_later.is_empty()));
    }
    let week = auditor.open().audit_between(county.id, NOW - 6 * DAY_MS, NOW + DAY_MS, now()).unwrap();
    assert_eq!((week.server, week.unreadable), (vec![word], vec![]));
    // Over a lock and a restart of the server the chain goes on.
    let auditor = auditor.reopen();
    county.stop();
    county.start();
    happen_at(NOW + 2 * DAY_MS);
    for _ in 0..3 {
        county.registrar.sync(county.id, &county.relay()).unwrap();
        auditor.sync(county.id, &county.relay()).unwrap();
    }
    let next = auditor.open().audit_requests(county.id, today + 1, &county.relay(), now()).unwrap();
    assert_eq!(next.fits, Some(true));
    let of = |what: u8| next.rows.iter().filter(|row| row.route == what).count();
    assert_eq!((of(route::STOPPED), of(route::STARTED), of(route::REQUESTS)), (1, 1, 2), "{:?}", next.rows);
}

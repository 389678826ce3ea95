//! T25: enrolment codes that were swapped, replayed or altered on their way. Each is refused by the device that reads it,
//! nobody joins and nobody is taken in, and the honest code works afterwards.

mod answers;
mod parts;
mod requests;

use super::*;
use crate::directory::enrol::{Approval, EnrolError, Request};

/// A county, a phone that asks and is approved, and a second phone that asks as well.
struct Desk {
    county: Realm,
    phone: Device,
    asked: String,
    honest: Approved,
}

impl Desk {
    fn open() -> Self {
        let county = realm("Demo County", &[Compartment::Ops]);
        let phone = Device::new();
        let asked = phone.open().request_enrolment(now()).unwrap();
        let honest = approve(&county, &asked);
        Self { county, phone, asked, honest }
    }

    /// The code with which the phone refuses an answer; it is in no realm before or after.
    fn refused(&self, answer: &str) -> Option<&'static str> {
        let refused = self.phone.open().accept_enrolment(answer, None, now());
        assert_eq!(self.phone.open().realms().count(), usize::from(refused.is_ok()));
        refused.err().map(|error| error.code())
    }
}

fn approve(county: &Realm, asked: &str) -> Approved {
    let mut registrar = county.registrar.open();
    let person = NewPerson { name: "X".into(), short_name: "X".into(), agency: "invented".into(), guest: false };
    let person = registrar.add_person(county.id, person, now()).unwrap();
    let new = NewDevice { person, label: "phone".into(), grants: Vec::new(), days: 30 };
    registrar.approve_device(county.id, asked, new, now()).unwrap()
}

// cjis:IA-12
#[test]
fn a_request_can_be_answered_for_seven_days_and_once() {
    let desk = Desk::open();
    let after = |days: i64| Moment { wall_ms: NOW + days * 86_400_000 + 1, boot_id: [2; 16], boot_ms: 5_000 };
    let late = desk.phone.open().accept_enrolment(&desk.honest.code, None, after(7)).unwrap_err();
    assert_eq!(late.code(), "enrol.too-old");
    let code = desk.phone.open().request_enrolment(after(6)).unwrap();
    assert_eq!(code, desk.asked, "the same request as long as it can be answered");
    let anew = desk.phone.open().request_enrolment(after(7)).unwrap();
    assert_ne!(
        Request::parse(&anew).unwrap().device(),
        Request::parse(&desk.asked).unwrap().device(),
        "and new keys after"
    );
    assert_eq!(desk.refused(&desk.honest.code), Some("enrol.other-request"), "the old answer is for the old request");
    let answer = approve(&desk.county, &anew);
    desk.phone.open().accept_enrolment(&answer.code, None, after(7)).unwrap();
    let again = desk.phone.open().accept_enrolment(&answer.code, None, after(7)).unwrap_err();
    assert_eq!(again.code(), NotebookError::AlreadyEnrolled.code());
}

#[test]
fn a_request_of_an_app_that_kept_no_date_can_be_answered_for_seven_days_from_now() {
    let desk = Desk::open();
    desk.phone.open().vault.unset("enrol.since").unwrap();
    let late = Moment { wall_ms: NOW + 30 * 86_400_000, boot_id: [2; 16], boot_ms: 5_000 };
    assert_eq!(desk.phone.open().request_enrolment(late).unwrap(), desk.asked);
    desk.phone.open().accept_enrolment(&desk.honest.code, None, late).unwrap();
}

/// Somebody between the two people holds up a request of their own: the registrar takes in that device, and both people
/// read other words.
#[test]
fn a_request_that_was_swapped_gives_both_people_other_words() {
    let desk = Desk::open();
    let (between, asked) = (Device::new(), Request::parse(&desk.asked).unwrap());
    let theirs = between.open().request_enrolment(now()).unwrap();
    let answer = approve(&desk.county, &theirs);
    let shown = Approval::parse(&answer.code).unwrap();
    assert_ne!(crate::directory::enrol::six_words(&asked, &shown), answer.six_words);
    assert_eq!(desk.refused(&answer.code), Some(EnrolError::OtherRequest.code()));
}

/// A realm of somebody else answers: its name is on the screen, and its registrar reads other words than the county's.
#[test]
fn an_answer_of_another_realm_has_other_words_than_that_of_the_county() {
    let desk = Desk::open();
    let other = realm("Demo County too", &[Compartment::Ops]);
    let answer = approve(&other, &desk.asked);
    assert_ne!(answer.six_words, desk.honest.six_words);
    assert_ne!(Approval::parse(&answer.code).unwrap().realm(), desk.county.id);
}

// cjis:IA-5(n) masvs:NETWORK-2 masvs:AUTH-1
#[test]
fn altered_codes_are_refused_in_more_than_forty_ways() {
    let desk = Desk::open();
    let mut refused = 0;
    for (name, answer) in answers::altered(&desk) {
        let code = desk.refused(&answer);
        assert!(code.is_some(), "{name} was taken");
        refused += 1;
        println!("T25   answer   {name:<52} {}", code.unwrap_or_default());
    }
    let people = desk.county.registrar.open().people(desk.county.id).unwrap();
    for (name, request) in requests::altered(&desk) {
        let new = NewDevice { person: people[0].person, label: "phone".into(), grants: Vec::new(), days: 30 };
        let code = desk.county.registrar.open().approve_device(desk.county.id, &request, new, now());
        let code = code.map(|_| ()).expect_err(name).code();
        refused += 1;
        println!("T25   request  {name:<52} {code}");
    }
    assert_eq!(desk.county.registrar.open().people(desk.county.id).unwrap().len(), people.len());
    println!("T25   {refused} altered codes: all refused");
    assert!(refused >= 40, "{refused}");
    assert_eq!(desk.refused(&desk.honest.code), None, "and the honest answer still works");
}

//! Sealed parts are read back, and nothing else is.

use super::*;
use first72_wire::id::{DeviceId, GrantId, MatterId, PersonId};
use first72_wire::statement::{Opening, RecoveryCase};

const PERSON: PublicPart = PublicPart::Person { person_id: PersonId([1; 16]) };
const GRANT: PublicPart =
    PublicPart::Grant { grant_id: GrantId([2; 16]), person_id: PersonId([1; 16]), not_before_ms: 0, not_after_ms: 1 };

fn terms(scope: Scope) -> GrantTerms {
    GrantTerms {
        role: Role::StationLead,
        scope,
        compartments: vec![Compartment::Ops, Compartment::Stat],
        rights: vec![Right::Write, Right::Assign],
        basis: "assignment".into(),
    }
}

#[test]
fn sealed_parts_are_read_back() {
    let facts = PersonFacts {
        name: "D. Rivera".into(),
        short_name: "Rivera".into(),
        agency: "Demo County".into(),
        guest: false,
    };
    let person = SealedPart::Person(facts);
    assert_eq!(SealedPart::parse(&PERSON, &person.to_bytes()), Ok(person));
    for scope in [Scope::Realm, Scope::Station("harbor".into()), Scope::Case(EpisodeId([3; 16]))] {
        let grant = SealedPart::Grant(terms(scope));
        assert_eq!(SealedPart::parse(&GRANT, &grant.to_bytes()), Ok(grant));
    }
}

#[test]
fn how_an_ended_device_was_is_read_back_and_its_length_says_nothing() {
    let end = PublicPart::DeviceEnd { device_id: DeviceId([1; 16]), reason: 1, wipe: true, heads: vec![] };
    let known = [None, Some(true), Some(false)];
    for (locked, pin_known) in known.into_iter().flat_map(|locked| known.map(|pin| (locked, pin))) {
        let sealed = SealedPart::DeviceEnd(Circumstances { locked, pin_known });
        assert_eq!(sealed.to_bytes().len(), 4, "what is sealed may not show by its size what was said");
        assert_eq!(SealedPart::parse(&end, &sealed.to_bytes()), Ok(sealed.clone()));
        assert_eq!(SealedPart::parse(&PERSON, &sealed.to_bytes()), Err(SealedPartError::Kind));
    }
}

#[test]
fn the_reason_of_a_recovery_is_read_back() {
    let case = RecoveryCase { compartment: Compartment::Cw, device_id: DeviceId([1; 16]), epoch: 1 };
    let custodians = vec!["A. Invented".to_owned(), "B. Invented".to_owned()];
    let sealed = SealedPart::RecoveryUse { reason: "The phone was lost.".into(), custodians };
    assert_eq!(SealedPart::parse(&PublicPart::RecoveryUse(case), &sealed.to_bytes()), Ok(sealed));
}

#[test]
fn a_look_in_an_emergency_is_read_back_and_a_reason_beyond_measure_is_refused() {
    let look = |reason: String| SealedPart::BreakGlass { episode: EpisodeId([3; 16]), from_ms: -7, reason };
    let read = |part: &SealedPart| SealedPart::parse(&PublicPart::BreakGlass, &part.to_bytes());
    let said = look("A made-up emergency.".into());
    assert_eq!(read(&said), Ok(said.clone()));
    assert!(read(&look("x".repeat(LONGEST_REASON))).is_ok());
    assert!(matches!(read(&look("x".repeat(LONGEST_REASON + 1))), Err(SealedPartError::Form(_))));
    let bytes = said.to_bytes();
    let cut = |length: usize| SealedPart::parse(&PublicPart::BreakGlass, &bytes[..length]);
    assert!((0..bytes.len()).all(|length| cut(length).is_err()));
}

#[test]
fn a_relief_and_what_was_cleared_are_read_back_and_names_out_of_order_are_refused() {
    let relief = SealedPart::Relief { person: PersonId([1; 16]), episode: EpisodeId([3; 16]) };
    assert_eq!(SealedPart::parse(&PublicPart::Relief, &relief.to_bytes()), Ok(relief.clone()));
    let hashes = |bytes: &[u8]| bytes.iter().map(|byte| Hash([*byte; 32])).collect::<Vec<_>>();
    let cleared = |bytes: &[u8]| SealedPart::Cleared { ended_by: hashes(bytes), opened: Vec::new() };
    let read = |part: &SealedPart| SealedPart::parse(&PublicPart::Cleared, &part.to_bytes());
    assert_eq!(read(&cleared(&[1, 2, 9])), Ok(cleared(&[1, 2, 9])));
    let opened = |bytes: &[u8]| SealedPart::Cleared { ended_by: Vec::new(), opened: hashes(bytes) };
    assert_eq!(read(&opened(&[3, 4])), Ok(opened(&[3, 4])));
    for wrong in [&[2, 1][..], &[1, 1]] {
        assert!(matches!(read(&cleared(wrong)), Err(SealedPartError::Form(_))));
        assert!(matches!(read(&opened(wrong)), Err(SealedPartError::Form(_))));
    }
    let many = |count: u16| {
        let named = (0..count).map(|number| {
            let mut hash = [0; 32];
            hash[..2].copy_from_slice(&number.to_be_bytes());
            Hash(hash)
        });
        SealedPart::Cleared { ended_by: named.collect(), opened: Vec::new() }
    };
    assert!(read(&many(256)).is_ok() && read(&many(257)).is_err());
    assert_eq!(read(&relief), Err(SealedPartError::Kind));
}

#[test]
fn what_is_given_to_somebody_and_a_hold_are_read_back_and_a_cut_is_refused() {
    let opening = Opening { space: SpaceId([1; 16]), matter: MatterId([2; 16]), end_ms: 9 };
    let (open, hold) = (PublicPart::ReleaseOpen(opening), PublicPart::Hold { matter: MatterId([2; 16]) });
    for supersedes in [None, Some(SpaceId([4; 16]))] {
        let given = SealedPart::ReleaseOpen { to: PersonId([3; 16]), from_ms: -7, may_keep: true, supersedes };
        let bytes = given.to_bytes();
        assert_eq!(SealedPart::parse(&open, &bytes), Ok(given.clone()));
        assert_eq!(SealedPart::parse(&hold, &bytes), Err(SealedPartError::Kind));
        assert!((0..bytes.len()).all(|cut| SealedPart::parse(&open, &bytes[..cut]).is_err()));
    }
    let read = |part: &SealedPart| SealedPart::parse(&hold, &part.to_bytes());
    for from_ms in [None, Some(-7)] {
        let reason = |length| SealedPart::Hold { reason: "x".repeat(length), from_ms };
        let bytes = reason(LONGEST_REASON).to_bytes();
        assert_eq!(SealedPart::parse(&hold, &bytes), Ok(reason(LONGEST_REASON)));
        assert!((0..bytes.len()).all(|cut| SealedPart::parse(&hold, &bytes[..cut]).is_err()));
        assert!(matches!(read(&reason(LONGEST_REASON + 1)), Err(SealedPartError::Form(_))));
    }
}

#[test]
fn a_sealed_part_of_another_statement_is_refused() {
    let grant = SealedPart::Grant(terms(Scope::Realm)).to_bytes();
    assert_eq!(SealedPart::parse(&PERSON, &grant), Err(SealedPartError::Kind));
    let none = PublicPart::GrantEnd { grant_id: GrantId([2; 16]) };
    assert_eq!(SealedPart::parse(&none, &grant), Err(SealedPartError::Kind));
}

#[test]
fn what_a_later_version_allows_is_not_allowed_here() {
    let mut out = Writer::new();
    out.array(6).unsigned(10).text("nurse").array(1).unsigned(0);
    out.array(2).unsigned(1).unsigned(99).array(2).text("write").text("erase").text("guest");
    let Ok(SealedPart::Grant(read)) = SealedPart::parse(&GRANT, &out.into_bytes()) else { panic!("a grant") };
    assert_eq!((read.compartments, read.rights), (vec![Compartment::Ops], vec![Right::Write]));
    let mut out = Writer::new();
    out.array(6).unsigned(10).text("nurse").array(1).unsigned(7).array(0).array(0).text("guest");
    assert_eq!(SealedPart::parse(&GRANT, &out.into_bytes()), Err(SealedPartError::Scope));
}

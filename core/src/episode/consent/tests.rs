//! What was signed is read back, and nothing else is.

use super::*;
use crate::episode::Change;
use crate::episode::change::{read, write};

pub(crate) fn signed() -> Consent {
    Consent {
        space: SpaceId([1; 16]),
        realm: RealmId([2; 16]),
        to: PersonId([3; 16]),
        basis: Basis::WithGuardian,
        reference: None,
        purpose: "An invented purpose.".into(),
        how: How::OnDevice,
        end_ms: 9,
        may_keep: false,
        parts: vec!["Safety plan".into()],
        text_version: Some("1".into()),
        language: "es".into(),
        explained_by: "A. Invented".into(),
        told: Told { effects: true, voluntary: true, taking_back: true },
        signed: Some(Signed::Drawn(Signature::drawn(&[[(3, 4), (900, 390)]]))),
        guardian: Some(Guardian { name: "B. Invented".into(), signature: Signature::drawn(&[[(5, 6), (7, 8)]]) }),
        at: Instant::exact(7),
    }
}

fn bytes(consent: &Consent) -> Vec<u8> {
    let mut out = Writer::new();
    write(&mut out, &Change::Consent(Box::new(consent.clone())), 0, &[]);
    out.into_bytes()
}

fn read_back(bytes: &[u8]) -> Option<Change> {
    let mut fields = Reader::strict(bytes).ok()?;
    read(&mut fields).ok().map(|read| read.change)
}

#[test]
fn what_was_signed_is_read_back() {
    let order = Consent {
        basis: Basis::CourtOrder,
        reference: Some("Invented order 7".into()),
        text_version: None,
        told: Told::default(),
        signed: None,
        guardian: None,
        ..signed()
    };
    let marked = Consent { signed: Some(Signed::Witnessed("C. Invented".into())), guardian: None, ..signed() };
    for consent in [signed(), order, marked] {
        let bytes = bytes(&consent);
        assert!(read_back(&bytes) == Some(Change::Consent(Box::new(consent))));
        assert!((0..bytes.len()).all(|cut| read_back(&bytes[..cut]).is_none()));
    }
}

#[test]
fn what_is_beyond_the_bounds_is_refused_and_a_basis_of_a_later_version_is_kept_as_it_came() {
    let long = |length| Consent { purpose: "x".repeat(length), ..signed() };
    assert!(read_back(&bytes(&long(LONGEST))).is_some() && read_back(&bytes(&long(LONGEST + 1))).is_none());
    let parts = |count| Consent { parts: vec!["x".into(); count], ..signed() };
    assert!(read_back(&bytes(&parts(MOST_PARTS))).is_some() && read_back(&bytes(&parts(MOST_PARTS + 1))).is_none());
    let mut later = bytes(&signed());
    let basis = later.iter().rposition(|byte| *byte == 0x02).unwrap();
    assert_eq!(later[basis], 2);
    let at = 2 + 3 * 17;
    assert_eq!(later[at], 2, "the number of the basis");
    later[at] = 9;
    assert!(matches!(read_back(&later), Some(Change::Unknown { code: 9, .. })));
}

#[test]
fn only_a_young_persons_own_word_is_called_consent() {
    let consent: Vec<bool> = Basis::ALL.into_iter().map(Basis::is_consent).collect();
    assert_eq!(consent, [true, true, false, false]);
    assert!(Basis::ALL.into_iter().all(|basis| Basis::named(basis.code()) == Some(basis)));
    assert!(How::ALL.into_iter().all(|how| How::named(how.code()) == Some(how)));
}

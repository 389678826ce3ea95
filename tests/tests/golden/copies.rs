//! Copies that were given: what Python wrote of one, and of the grounds of three, reads here as it was meant, by both of its
//! readers and by nobody without its key; and what Rust writes of them, for Python to read.

use crate::opened::directory;
use crate::realm::{Golden, GoldenRealm, to_hex};
use first72_core::directory::Directory;
use first72_core::episode::{
    Basis, Change, Consent, Exactness, Guardian, Hlc, How, Instant, Line, Op, Section, Signature, Signed, Snapshot,
    Told,
};
use first72_core::moment::Moment;
use first72_core::seal::{Authentic, ChainState, Incoming, Keyring, take_keys};
use first72_wire::id::{EpisodeId, OpId, PersonId, RealmId, SpaceId};
use first72_wire::key_body::SpaceClass;
use serde_json::{Value, json};

/// When the golden copy ends: 30 days after it was given.
const END_MS: i64 = 1_790_000_500_000 + 30 * 86_400_000;

/// The two entries of the copy's space: its key and its words.
fn copy<'r>(realm: &'r GoldenRealm, directory: &Directory) -> Vec<&'r Golden> {
    let space = directory.disclosures().next().unwrap().space;
    realm.entries.iter().filter(|golden| golden.entry.header.space == space).collect()
}

#[test]
fn a_copy_is_read_by_who_gave_it_and_who_got_it_and_by_nobody_without_its_key() {
    let realm = GoldenRealm::read();
    let (directory, _) = directory(&realm, &realm.device("writer"));
    let entries = copy(&realm, &directory);
    let run: Vec<Incoming<'_>> = entries.iter().map(|golden| Incoming { entry: &golden.entry, pos: None }).collect();
    let checked = Authentic::check_run(&directory, &ChainState::empty(), &run);
    let checked: Vec<Authentic<'_>> = checked.into_iter().map(Result::unwrap).collect();
    let [key, words] = &checked[..] else { panic!("a key and the words of the copy") };
    for entry in [key, words] {
        entry.check_signature().unwrap();
    }
    let body = key.key_body().unwrap();
    let read = body.value();
    assert_eq!((read.class, read.recovery.is_none(), read.wraps.len()), (SpaceClass::Released, true, 2));
    assert_eq!(words.open_copy(&Keyring::new()).err().unwrap().code(), "entry.missing-key");
    for reader in ["writer", "registrar"] {
        let mut keyring = Keyring::new();
        assert_eq!(take_keys(&mut keyring, &realm.device(reader), &body).unwrap(), 1, "{reader}");
        let copy = words.open_copy(&keyring).unwrap();
        assert_eq!(copy.to_bytes(), entries[1].bytes_of("payload"), "{reader}");
        assert_eq!(
            (copy.episode, copy.handle.as_str(), copy.language.as_str()),
            (EpisodeId([0x52; 16]), "amber heron", "en")
        );
        assert_eq!(
            (copy.basis, copy.how, copy.purpose.as_str()),
            (Basis::WithGuardian, How::OnDevice, "An invented purpose.")
        );
        let titles: Vec<(&str, usize)> =
            copy.sections.iter().map(|section| (section.title.as_str(), section.lines.len())).collect();
        assert_eq!(titles, [("Safety plan", 2), ("Needs", 0)]);
        assert_eq!(copy.sections[0].lines[1].words, "Nadie de verdad, señor.");
    }
}

/// The consents of the golden save that says on what grounds three copies were given.
fn grounds(realm: &GoldenRealm) -> Vec<Consent> {
    let golden = realm.entries.iter().find(|golden| golden.name.contains("grounds")).unwrap();
    let op = Op::decode(&golden.bytes_of("payload")).unwrap();
    assert_eq!(op.encode().unwrap(), golden.bytes_of("payload"));
    let consent = |change| match change {
        Change::Consent(consent) => *consent,
        other => panic!("{other:?}"),
    };
    op.changes.into_iter().map(consent).collect()
}

#[test]
fn the_grounds_of_copies_read_as_they_were_meant() {
    let realm = GoldenRealm::read();
    let (directory, _) = directory(&realm, &realm.device("writer"));
    let given = directory.disclosures().next().unwrap();
    let [signed, marked, order] = &grounds(&realm)[..] else { panic!("three grounds") };
    assert_eq!((signed.space, signed.realm, signed.to), (given.space, realm.genesis.realm(), PersonId([1; 16])));
    assert_eq!((signed.basis, signed.how, signed.end_ms), (Basis::WithGuardian, How::OnDevice, END_MS));
    assert_eq!(signed.end_ms, given.end_ms);
    assert_eq!(
        (&signed.parts[..], signed.text_version.as_deref()),
        (&["Safety plan".into(), "Needs".into()][..], Some("2026-11"))
    );
    assert!(signed.told.is_all() && !signed.may_keep && signed.reference.is_none());
    let drawn = Signature::drawn(&[&[(10, 20), (300, 200), (999, 399)][..], &[(0, 0), (5, 5)]]);
    assert!(signed.signed == Some(Signed::Drawn(drawn)));
    assert!(signed.guardian.as_ref().is_some_and(|guardian| guardian.name == "G. Invented"));
    assert_eq!(signed.at, Instant::exact(END_MS - 30 * 86_400_000));

    assert_eq!((marked.basis, marked.how, marked.language.as_str()), (Basis::YoungPerson, How::Spoken, "es"));
    assert!(marked.signed == Some(Signed::Witnessed("W. Invented".into())) && marked.guardian.is_none());

    assert_eq!((order.basis, order.reference.as_deref()), (Basis::CourtOrder, Some("Invented order 7")));
    assert!(!order.basis.is_consent() && order.signed.is_none() && order.text_version.is_none() && order.may_keep);
    assert_eq!(order.at.how, Exactness::Estimated { plus_minus_ms: 60_000 });
}

/// A copy as Rust writes it, and as Python is to read it.
pub(crate) fn copy_for_python() -> (Vec<u8>, Value) {
    let line = |label: &str, words: &str| Line { label: label.into(), words: words.into() };
    let lines = vec![line("¿Dónde?", "El puerto inventado."), line("", "x")];
    let copy = Snapshot {
        episode: EpisodeId([7; 16]),
        handle: "amber heron".into(),
        language: "es".into(),
        basis: Basis::MandatedReport,
        purpose: "An invented purpose.".into(),
        how: How::OnPaper,
        sections: vec![Section { title: "Plan".into(), lines }],
    };
    let said = json!({
        "episode": to_hex(&[7; 16]), "handle": "amber heron", "language": "es", "basis": "mandated_report",
        "purpose": "An invented purpose.", "how": "on_paper",
        "sections": [["Plan", [["¿Dónde?", "El puerto inventado."], ["", "x"]]]],
    });
    (copy.to_bytes(), said)
}

/// A save whose first change says on what ground a copy was given, as Rust writes it, and as Python is to read it.
///
/// Its purpose is random: nothing that compression would shorten, which Python leaves out.
pub(crate) fn ground_for_python(random: &[u8; 240]) -> (Vec<u8>, Value) {
    let purpose = to_hex(random);
    let consent = Consent {
        space: SpaceId([1; 16]),
        realm: RealmId([2; 16]),
        to: PersonId([3; 16]),
        basis: Basis::WithGuardian,
        reference: None,
        purpose: purpose.clone(),
        how: How::Spoken,
        end_ms: END_MS,
        may_keep: true,
        parts: vec!["Plan".into()],
        text_version: Some("7".into()),
        language: "en".into(),
        explained_by: "A. Invented".into(),
        told: Told { effects: true, voluntary: true, taking_back: true },
        signed: Some(Signed::Drawn(Signature::drawn(&[[(3, 4), (900, 390)]]))),
        guardian: Some(Guardian { name: "B. Invented".into(), signature: Signature::drawn(&[[(5, 6), (7, 8)]]) }),
        at: Instant::exact(END_MS - 1),
    };
    let when = Moment { wall_ms: END_MS, boot_id: [1; 16], boot_ms: 5_000 };
    let op = Op::new(OpId([8; 16]), Hlc::at(when.wall_ms), when, vec![Change::Consent(Box::new(consent))]);
    let said = json!({
        "space": to_hex(&[1; 16]), "realm": to_hex(&[2; 16]), "person": to_hex(&[3; 16]), "basis": "with_guardian",
        "reference": null, "purpose": purpose, "how": "spoken", "end_ms": END_MS, "may_keep": true,
        "headings": ["Plan"], "wording": "7", "language": "en", "explained_by": "A. Invented", "told": [true, true, true],
        "signed": [1, [[3, 4, 900, 390]]], "guardian": ["B. Invented", [[5, 6, 7, 8]]], "when": [END_MS - 1, null],
    });
    (op.encode().unwrap(), said)
}

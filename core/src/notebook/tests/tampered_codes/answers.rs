//! Answers that no registrar gave to this request.

use super::super::*;
use super::parts::Parts;
use super::{Desk, approve};
use crate::directory::enrol::{Approval, Carried, Request};

type Alter = fn(&mut Parts);

/// One field each, the signature as it was.
const FIELDS: [(&str, Alter); 28] = [
    ("another version", |it| it.version += 1),
    ("one bit of the realm's name for itself", |it| it.genesis_hash[7] ^= 1),
    ("the address of another server", |it| it.url = "https://relay.invalid:8443".into()),
    ("no address", |it| it.url.clear()),
    ("an address without an end", |it| it.url = "h".repeat(257)),
    ("one bit of the key that checks receipts", |it| it.log_pk[0] ^= 1),
    ("no key that checks receipts", |it| it.log_pk = [0; 32]),
    ("one bit of the certificate's name", |it| it.ca_hash[31] ^= 1),
    ("a certificate of somebody else", |it| it.ca = Some(vec![0x30; 480])),
    ("one bit of the registrar's device", |it| it.registrar[3] ^= 1),
    ("no registrar", |it| it.registrar = [0; 16]),
    ("a later end of the registrar's chain", |it| it.seq += 1),
    ("an earlier end of the registrar's chain", |it| it.seq -= 1),
    ("the last number there is", |it| it.seq = u64::MAX),
    ("one bit of the end of that chain", |it| it.head[12] ^= 1),
    ("no genesis", |it| it.genesis = None),
    ("one bit of the genesis", |it| it.genesis.as_mut().unwrap()[40] ^= 1),
    ("half a genesis", |it| it.genesis.as_mut().unwrap().truncate(60)),
    ("an empty genesis", |it| it.genesis = Some(Vec::new())),
    ("no directory", |it| it.entries.clear()),
    ("a directory without its beginning", |it| drop(it.entries.remove(0))),
    ("a directory without its end", |it| drop(it.entries.pop())),
    ("a directory twice", |it| it.entries.extend(it.entries.clone())),
    ("a directory backwards", |it| it.entries.reverse()),
    ("one bit of a statement", |it| it.entries.last_mut().unwrap()[90] ^= 1),
    ("half a statement", |it| it.entries.last_mut().unwrap().truncate(50)),
    ("one bit of the signature", |it| it.signature[10] ^= 1),
    ("no signature", |it| it.signature = [0; 64]),
];

/// Each with what was done to it.
pub(super) fn altered(desk: &Desk) -> Vec<(&'static str, String)> {
    let honest = Parts::of(&desk.honest.code);
    assert_eq!(honest.text(), desk.honest.code, "taken apart and put together it is the same");
    let mut all: Vec<(&str, String)> = FIELDS
        .iter()
        .map(|(name, alter)| {
            let mut parts = honest.clone();
            alter(&mut parts);
            (*name, parts.text())
        })
        .collect();
    all.extend(damaged(&desk.honest.code));
    all.extend(of_others(desk, &honest));
    all
}

/// Slips and tricks with the text itself.
fn damaged(code: &str) -> Vec<(&'static str, String)> {
    let half = code.split_at(code.len() / 2).0.to_owned();
    let mut swapped: Vec<char> = code.chars().collect();
    let at = (100..).find(|at| swapped[*at] != swapped[*at + 1]).unwrap();
    swapped.swap(at, at + 1);
    vec![
        ("nothing", String::new()),
        ("half of the text", half),
        ("two characters that changed places", swapped.into_iter().collect()),
        ("a character that no code has", code.replacen('A', "1", 1).replace("F72-1PPROVAL-1:", "F72-APPROVAL-1:0")),
        ("the text twice", format!("{code}{}", code.trim_start_matches("F72-APPROVAL-1:"))),
        ("a newer kind of code", code.replacen("APPROVAL-1", "APPROVAL-2", 1)),
        ("more than any code", format!("F72-APPROVAL-1:{}", "A".repeat(17 * 1024 * 1024))),
    ]
}

/// Signed well, by the wrong device or for another request.
fn of_others(desk: &Desk, honest: &Parts) -> Vec<(&'static str, String)> {
    let county = &desk.county;
    let other = realm("Another County", &[Compartment::Ops]);
    let theirs = Parts::of(&approve(&other, &desk.asked).code);
    let stranger = Device::new();
    let for_stranger = approve(county, &stranger.open().request_enrolment(now()).unwrap());
    let member = Device::new();
    join(&member, county, "M. Invented", Role::Deputy, &[Compartment::Ops]);
    let (shown, asked) = (Approval::parse(&desk.honest.code).unwrap(), Request::parse(&desk.asked).unwrap());
    let member_signs = {
        let open = member.open();
        let (address, carried) = (shown.address.clone(), shown.carried.clone());
        Approval::make(&open.seats[0].keys, &asked, &county.genesis, address, shown.head, carried).text()
    };
    let brief = {
        let open = county.registrar.open();
        let (address, keys) = (shown.address.clone(), &open.seats[0].keys);
        Approval::make(keys, &asked, &county.genesis, address, shown.head, Carried::default()).text()
    };
    vec![
        ("an answer to somebody else's request", for_stranger.code),
        ("the genesis of another realm", Parts { genesis: theirs.genesis.clone(), ..honest.clone() }.text()),
        ("the directory of another realm", Parts { entries: theirs.entries.clone(), ..honest.clone() }.text()),
        (
            "another realm behind the county's name",
            Parts { genesis_hash: honest.genesis_hash, ..theirs.clone() }.text(),
        ),
        (
            "the county behind another realm's name",
            Parts { genesis_hash: theirs.genesis_hash, ..honest.clone() }.text(),
        ),
        ("the signature of another realm's registrar", Parts { signature: theirs.signature, ..honest.clone() }.text()),
        ("the registrar of another realm", Parts { registrar: theirs.registrar, ..honest.clone() }.text()),
        ("signed by a member who is no registrar", member_signs),
        ("nothing but a name, and no way to a server", brief),
        ("the request in the place of the answer", desk.asked.clone()),
    ]
}

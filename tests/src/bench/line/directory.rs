//! A large directory: what all its statements together mean, worked out by a device that sees them for the first time,
//! and again at an unlock.

use super::super::floor::bare;
use super::super::members::Members;
use super::super::row::{Row, Unit};
use super::super::watch::{Samples, millis};
use super::Run;

const LINE: &str = "directory";
/// Devices of each person.
const EACH: usize = 4;

pub(super) fn rows(run: &Run<'_>) -> Vec<Row> {
    let devices = if run.options.quick { 200 } else { 20_000 };
    let mut realm = Members::found();
    for _ in 0..devices / EACH {
        realm.take_in(EACH);
    }
    let (statements, checked) = (realm.entries().len(), realm.checked());
    let bytes: Vec<Vec<u8>> = realm.entries().iter().map(|entry| entry.to_bytes()).collect();
    let (mut new, mut again, mut checks, mut hashes) =
        (Samples::default(), Samples::default(), Samples::default(), Samples::default());
    for _ in 0..run.sizes.runs {
        let (new_ms, directory) = millis(|| realm.directory());
        assert_eq!(directory.devices().count(), devices + 1, "everybody and the registrar");
        let (again_ms, same) = millis(|| realm.directory_again(&checked));
        assert!(same == directory, "the same comes out");
        new.add(new_ms);
        again.add(again_ms);
        checks.add(bare::checks_ms(statements));
        hashes.add(bare::hashes_ms(bytes.iter().map(Vec::as_slice)));
    }
    let count = |number: usize| Unit::Count.show(number as f64);
    vec![
        Row::new(
            LINE,
            format!("a directory of {} devices, seen for the first time", count(devices)),
            new.median(),
            Unit::Millis,
        )
        .floor(checks.median())
        .note(format!(
            "{} statements about {} people, each signature checked; floor: as many bare Ed25519 checks",
            count(statements),
            count(devices / EACH)
        )),
        Row::new(LINE, "… at an unlock, its signatures checked before", again.median(), Unit::Millis)
            .floor(hashes.median())
            .note("floor: a bare SHA-256 over each statement's bytes"),
    ]
}

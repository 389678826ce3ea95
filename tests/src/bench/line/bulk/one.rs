//! One new entry where there are many: the author's sync, and until another device has seen it.

use super::super::super::floor::FloorDevice;
use super::super::super::row::{Budget, Row, Unit};
use super::super::super::served::Served;
use super::super::super::watch::{Samples, millis};
use super::super::Run;
use super::shared_contact;
use crate::county::{Device, Realm, choice, now};

/// Medians of the floor, in milliseconds.
#[derive(Clone, Copy)]
pub(in super::super) struct FloorOne {
    pub(in super::super) sync: f64,
    pub(in super::super) seen: f64,
}

/// What was found with devices, in milliseconds.
pub(in super::super) struct One {
    pub(in super::super) sync: Samples,
    pub(in super::super) seen: Samples,
}

/// Saves, sends, fetches: again and again, over connections that stay open.
pub(in super::super) fn measure(run: &Run<'_>, realm: &Realm, served: &Served, both: [&Device; 2]) -> One {
    let [author, reader] = both;
    let episode = shared_contact(realm, served, author, reader);
    let (up, down) = (served.relay(), served.relay());
    let mut one = One { sync: Samples::default(), seen: Samples::default() };
    for number in 0..run.sizes.readings + 5 {
        let answer = choice(["spanish", "english"][number % 2]);
        let (save_ms, saved) = millis(|| author.open().answer(episode, "language", answer, now()));
        saved.expect("it is saved");
        let (sync_ms, sent) = millis(|| author.sync(realm.id, &up).expect("it goes up"));
        let (seen_ms, came) = millis(|| reader.sync(realm.id, &down).expect("it comes"));
        assert_eq!((sent.report.stored, came.report.received), (1, 1), "one entry goes and comes");
        if number >= 5 {
            one.sync.add(sync_ms);
            one.seen.add(save_ms + sync_ms + seen_ms);
        }
    }
    one
}

pub(super) fn floor(run: &Run<'_>, author: &mut FloorDevice, reader: &mut FloorDevice, bytes: usize) -> FloorOne {
    let (mut sync, mut seen) = (Samples::default(), Samples::default());
    for _ in 0..run.sizes.readings {
        let (save_ms, ()) = millis(|| author.save(1, bytes));
        let (push_ms, _) = millis(|| author.push());
        let (pull_ms, came) = millis(|| reader.pull());
        assert_eq!(came, 1, "one frame comes");
        sync.add(push_ms);
        seen.add(save_ms + push_ms + pull_ms);
    }
    FloorOne { sync: sync.median(), seen: seen.median() }
}

/// The rows of what was found.
pub(in super::super) fn rows_of(line: &str, there: &str, one: &One, floor: FloorOne) -> Vec<Row> {
    let p95 = |samples: &Samples| format!("p95 {}", Unit::Millis.show(samples.percentile(95)));
    vec![
        Row::new(line, format!("one new entry, {there}: author's sync"), one.sync.median(), Unit::Millis)
            .floor(floor.sync)
            .budget(Budget::AtMost(3.0))
            .note(p95(&one.sync)),
        Row::new(line, "… from the save until it is seen elsewhere", one.seen.median(), Unit::Millis)
            .floor(floor.seen)
            .budget(Budget::AtMost(7.0))
            .note(p95(&one.seen)),
    ]
}

pub(super) fn rows(
    run: &Run<'_>,
    line: &str,
    realm: &Realm,
    served: &Served,
    author: &Device,
    reader: &Device,
    floor: &super::Floor,
) -> Vec<Row> {
    let one = measure(run, realm, served, [author, reader]);
    rows_of(line, &format!("{} there", Unit::Count.show(run.sizes.entries as f64)), &one, floor.one)
}

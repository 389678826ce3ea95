//! Ten thousand entries: one device sends them, a new one fetches and opens them, and then one more is added.

use first72_core::notebook::SyncEnd;

use super::super::floor::{FloorDevice, FloorServer};
use super::super::row::{Budget, Row, Unit};
use super::super::scene::{Scene, Stations, copy, fill, open_contact, opened, waiting};
use super::super::served::Served;
use super::super::watch::{Samples, millis};
use super::Run;
use crate::county::{Asleep, Device, Realm, STATION};
use crate::invented::Chance;

mod bytes;
pub(super) mod one;

/// What one run of sending and fetching found.
#[derive(Default)]
struct Found {
    push_ms: Samples,
    pull_ms: Samples,
    cpu_ms: Samples,
    sent: usize,
    came: usize,
    saves: usize,
}

pub(super) fn rows(run: &Run<'_>) -> Vec<Row> {
    let mut scene = Scene::found(run.server(), 2, Stations::One);
    fill(&scene.devices[0], STATION, run.sizes.entries, &mut Chance::from_seed(3));
    let waits = waiting(&scene.devices[0]);
    let (reader, author) = (scene.devices.pop().expect("two"), scene.devices.pop().expect("two"));
    let (author, reader) = (author.sleep(), reader.sleep());
    let mut found = Found::default();
    for _ in 0..run.sizes.runs {
        once(run, &scene.realm, &author, &reader, &mut found);
    }
    assert_eq!(found.sent as u64, waits, "everything went up");
    let (_above, data) = copy(&scene.realm.data());
    let served = Served::start(run.server(), &data, &scene.realm.realm_file());
    let (author, reader) = (author.wake(), reader.wake());
    for device in [&author, &reader] {
        device.sync(scene.realm.id, &served.relay()).expect("a sync");
    }
    let entry_bytes = bytes::stored(&data).mean();
    let floor = floor(run, found.sent, entry_bytes);
    let mut rows = found.rows(&floor, entry_bytes);
    rows.extend(one::rows(run, "one", &scene.realm, &served, &author, &reader, &floor));
    rows.extend(bytes::rows(&scene.realm, &served, &author, &reader, &data));
    drop((author, reader));
    served.stop();
    rows.push(found.cpu_row(&floor));
    rows.extend(server_rows(run, &scene.realm, &data));
    rows
}

/// The same hour once more, from the same files: the author sends, then the reader fetches.
fn once(run: &Run<'_>, realm: &Realm, author: &Asleep, reader: &Asleep, found: &mut Found) {
    let (_above, data) = copy(&realm.data());
    let served = Served::start(run.server(), &data, &realm.realm_file());
    let author = author.twin().wake();
    let before = served.cpu_ms();
    let (push_ms, sent) = millis(|| author.sync(realm.id, &served.relay()).expect("everything goes up"));
    found.push_ms.add(push_ms);
    found.sent = sent.report.stored;
    if let (Some(before), Some(after)) = (before, served.cpu_ms()) {
        found.cpu_ms.add(after - before);
    }
    drop(author);
    let reader = reader.twin().wake();
    let (pull_ms, came) = millis(|| reader.sync(realm.id, &served.relay()).expect("everything comes"));
    found.pull_ms.add(pull_ms);
    let SyncEnd { report, .. } = came;
    assert_eq!((report.refused, report.parked, report.withheld), (0, 0, 0), "everything is believed");
    found.came = report.received;
    found.saves = opened(&reader.open());
}

/// The floor for the same number of frames of the same mean length.
pub(super) struct Floor {
    push_per_s: f64,
    pull_per_s: f64,
    cpu_ms: Option<f64>,
    pub(super) one: one::FloorOne,
}

fn floor(run: &Run<'_>, frames: usize, frame_bytes: usize) -> Floor {
    let (mut push, mut pull, mut cpu) = (Samples::default(), Samples::default(), Samples::default());
    let mut last = None;
    for _ in 0..run.sizes.runs {
        let server = FloorServer::start(run.own());
        let (mut author, mut reader) = (FloorDevice::new(&server.url()), FloorDevice::new(&server.url()));
        author.save(frames, frame_bytes);
        let before = server.cpu_ms();
        push.add(millis(|| assert_eq!(author.push(), frames)).0);
        if let (Some(before), Some(after)) = (before, server.cpu_ms()) {
            cpu.add(after - before);
        }
        pull.add(millis(|| assert_eq!(reader.pull(), frames)).0);
        last = Some((server, author, reader));
    }
    let (server, mut author, mut reader) = last.expect("at least one run");
    author.pull();
    let one = one::floor(run, &mut author, &mut reader, frame_bytes);
    let rate = |samples: &Samples| frames as f64 / samples.median() * 1e3;
    drop(server);
    Floor { push_per_s: rate(&push), pull_per_s: rate(&pull), cpu_ms: (!cpu.is_empty()).then(|| cpu.median()), one }
}

impl Found {
    fn rows(&self, floor: &Floor, entry_bytes: usize) -> Vec<Row> {
        let count = Unit::Count;
        let sent = count.show(self.sent as f64);
        let push = self.sent as f64 / self.push_ms.median() * 1e3;
        let pull = self.came as f64 / self.pull_ms.median() * 1e3;
        vec![
            Row::new("push", format!("one device pushes {sent} entries, end to end"), push, Unit::PerSecond)
                .floor(floor.push_per_s)
                .budget(Budget::AtLeast(12_000.0))
                .note(format!(
                    "{} in all, median of {}; entries of {entry_bytes} B on average, wrapped keys among them",
                    Unit::Millis.show(self.push_ms.median()),
                    self.push_ms.len()
                )),
            Row::new("pull", "a new device pulls, verifies and opens them", pull, Unit::PerSecond)
                .floor(floor.pull_per_s)
                .budget(Budget::AtLeast(15_000.0))
                .note(format!(
                    "{} in all, median of {}; {} saves opened of {} entries",
                    Unit::Millis.show(self.pull_ms.median()),
                    self.pull_ms.len(),
                    count.show(self.saves as f64),
                    count.show(self.came as f64)
                )),
        ]
    }

    /// The server's part of a push.
    fn cpu_row(&self, floor: &Floor) -> Row {
        let what = format!("server's CPU for {} pushed and verified", Unit::Count.show(self.sent as f64));
        let row = if self.cpu_ms.is_empty() {
            Row::not_measured("server", what, Unit::Millis, "the server ran inside this process")
        } else {
            Row::new("server", what, self.cpu_ms.median(), Unit::Millis)
        };
        floor.cpu_ms.into_iter().fold(row, Row::floor).budget(Budget::AtMost(800.0))
    }
}

/// Ready and at rest, with what was taken in.
fn server_rows(run: &Run<'_>, realm: &Realm, data: &std::path::Path) -> Vec<Row> {
    let start = || Served::start(run.server(), data, &realm.realm_file());
    start().stop();
    let ready: Samples = (0..run.sizes.runs * 2).map(|_| start().ready_ms).collect();
    let served = start();
    let ready_row = Row::new("server", "server: from start to listening", ready.median(), Unit::Millis)
        .budget(Budget::AtMost(15.0))
        .note(format!(
            "on {} entries; p95 {}",
            Unit::Count.show(run.sizes.entries as f64),
            Unit::Millis.show(ready.percentile(95))
        ));
    let what = "server: memory at rest";
    let rest = match (served.memory(), FloorServer::start(run.own()).memory()) {
        (Some(own), Some(floor)) => Row::new("server", what, own.now, Unit::Megabytes).floor(floor.now),
        (Some(own), None) => Row::new("server", what, own.now, Unit::Megabytes),
        _ => Row::not_measured("server", what, Unit::Megabytes, "the server ran inside this process"),
    };
    vec![ready_row, rest.budget(Budget::AtMost(12.0))]
}

/// A contact that both have, to add to.
pub(super) fn shared_contact(
    realm: &Realm,
    served: &Served,
    author: &Device,
    reader: &Device,
) -> first72_core::notebook::EpisodeId {
    let episode = open_contact(author, STATION);
    for device in [author, reader, author] {
        device.sync(realm.id, &served.relay()).expect("a sync");
    }
    episode
}

/// Mean length of the entries in a server's file, the directory left out.
pub(super) fn stored_mean(data: &std::path::Path) -> usize {
    bytes::stored(data).mean()
}

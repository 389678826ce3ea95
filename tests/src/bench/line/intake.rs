//! A large server: how fast it takes in entries, and what it costs a device that may read only a few of them.

use std::path::Path;

use super::super::floor::BareCommit;
use super::super::load::{Author, Page, Taken, enrol};
use super::super::poster::Poster;
use super::super::row::{Budget, Row, Unit};
use super::super::scene::{Scene, Stations, fill};
use super::super::served::Served;
use super::super::watch::{Samples, millis};
use super::Run;
use super::bulk::one;
use super::crowd::at_once;
use crate::county::{Asleep, Realm, STATION};
use crate::invented::Chance;

/// Entries in a page, as many as one may have, and bytes of a payload.
const EACH: usize = 1_024;
const PAYLOAD: usize = 150;
/// Writers at once, and pages that each makes before the clock runs again.
const WRITERS: u8 = 2;
const PAGES: usize = 16;
/// What a newcomer may read.
const FEW: u64 = 20;

pub(super) fn rows(run: &Run<'_>) -> Vec<Row> {
    let mut scene = Scene::found(run.server(), 3, Stations::One);
    let served = scene.serve(run.server());
    let newcomer = scene.devices.pop().expect("three").sleep();
    let (reader, author) = (scene.devices.pop().expect("three"), scene.devices.pop().expect("three"));
    fill(&author, STATION, FEW, &mut Chance::from_seed(6));
    author.sync(scene.realm.id, &served.relay()).expect("a sync");
    reader.sync(scene.realm.id, &served.relay()).expect("a sync");
    let mut authors = enrol(&scene.realm, WRITERS);
    scene.realm.registrar.sync(scene.realm.id, &served.relay()).expect("the authors are members");
    author.sync(scene.realm.id, &served.relay()).expect("a sync");
    let small = newcomers(run, &scene.realm, &served, &newcomer);
    let one_small = one::measure(run, &scene.realm, &served, [&author, &reader]);
    authors.iter_mut().for_each(|author| author.greet(&served.relay()));
    let taken = take_in(run, &served, &mut authors);
    let peak = served.memory();
    let large = newcomers(run, &scene.realm, &served, &newcomer);
    let one_large = one::measure(run, &scene.realm, &served, [&author, &reader]);
    served.stop();
    let count = Unit::Count.show(taken.entries as f64);
    let mut rows = taken.rows(run, &count, peak.map(|memory| memory.peak));
    rows.push(newcomer_row(&count, &small, &large));
    let floor = one::FloorOne { sync: one_small.sync.median(), seen: one_small.seen.median() };
    let same = one::rows_of("large", &format!("{count} on the server"), &one_large, floor);
    rows.extend(same.into_iter().map(|row| {
        let note = format!("{}; the floor of this row is the same with a small server: flat means 1", row.note);
        row.note(note)
    }));
    rows.push(large_ready(run, &scene.realm, &scene.realm.data(), &count));
    rows
}

/// What was taken in, and how.
struct Intake {
    entries: usize,
    otherwise: usize,
    seconds: f64,
    own_bytes: usize,
}

/// Pages are made while the clock stands, and sent by two writers while it runs.
fn take_in(run: &Run<'_>, served: &Served, authors: &mut [Author]) -> Intake {
    let mut posters: Vec<Poster> = authors.iter().map(|_| Poster::connect(served.address())).collect();
    let mut intake = Intake { entries: 0, otherwise: 0, seconds: 0.0, own_bytes: 0 };
    let wanted = usize::try_from(run.sizes.taken_in).unwrap_or(usize::MAX);
    while intake.entries + intake.otherwise < wanted {
        let left = (wanted - intake.entries - intake.otherwise).div_ceil(EACH * authors.len());
        let made = at_once(authors.iter_mut().collect(), |author: &mut Author| -> Vec<Page> {
            (0..left.min(PAGES)).map(|_| author.page(EACH, PAYLOAD)).collect()
        });
        intake.own_bytes = made.1.iter().flatten().map(|page| page.own_bytes / page.entries).max().unwrap_or(0);
        let ready = authors.iter_mut().zip(&mut posters).zip(made.1).collect();
        type Ready<'a> = ((&'a mut Author, &'a mut Poster), Vec<Page>);
        let (seconds, taken) = at_once(ready, |((author, poster), pages): Ready<'_>| {
            let mut taken = Taken::default();
            pages.iter().for_each(|page| taken.add(author.push(poster, page)));
            taken
        });
        intake.seconds += seconds;
        intake.entries += taken.iter().map(|taken| taken.stored).sum::<usize>();
        intake.otherwise += taken.iter().map(|taken| taken.otherwise).sum::<usize>();
    }
    intake
}

impl Intake {
    fn rows(&self, run: &Run<'_>, count: &str, peak: Option<f64>) -> Vec<Row> {
        let folder = tempfile::tempdir().expect("a folder");
        let floor = BareCommit::new(folder.path(), self.own_bytes).batched(self.entries as u64);
        let of_million = if run.options.million { "" } else { "; --million takes in a million" };
        let memory = "… server's memory at its most";
        let memory = match peak {
            Some(peak) => Row::new("million", memory, peak, Unit::Megabytes),
            None => Row::not_measured("million", memory, Unit::Megabytes, "the server ran inside this process"),
        };
        vec![
            Row::new("million", format!("{count} entries taken in"), self.entries as f64 / self.seconds, Unit::PerSecond)
                .floor(floor)
                .budget(Budget::AtLeast(25_000.0))
                .note(format!(
                    "{WRITERS} connections, pages of 1,024 entries of {} B, {} refused; floor: bare batched insert{of_million}",
                    self.own_bytes, self.otherwise
                )),
            memory.budget(Budget::AtMost(64.0)),
        ]
    }
}

/// First syncs of a device that may read a few entries, milliseconds.
fn newcomers(run: &Run<'_>, realm: &Realm, served: &Served, newcomer: &Asleep) -> Samples {
    let mut samples = Samples::default();
    for _ in 0..run.sizes.runs {
        let device = newcomer.twin().wake();
        let relay = served.relay();
        let (took, came) = millis(|| device.sync(realm.id, &relay).expect("a sync"));
        assert!(came.report.received as u64 >= FEW, "it may read what the author wrote");
        samples.add(took);
    }
    samples
}

fn newcomer_row(count: &str, small: &Samples, large: &Samples) -> Row {
    Row::new("newcomer", format!("a new device's first sync, {count} on the server"), large.median(), Unit::Millis)
        .floor(small.median())
        .budget(Budget::AtMost(50.0))
        .note("it may read 20 and a few; the floor of this row is the same with nothing else on the server")
}

fn large_ready(run: &Run<'_>, realm: &Realm, data: &Path, count: &str) -> Row {
    let start = || Served::start(run.server(), data, &realm.realm_file());
    start().stop();
    let ready: Samples = (0..run.sizes.runs).map(|_| start().ready_ms).collect();
    let rest = start().memory().map_or_else(|| "unknown".to_owned(), |memory| Unit::Megabytes.show(memory.now));
    Row::new("large", format!("server: from start to listening, {count} there"), ready.median(), Unit::Millis)
        .budget(Budget::AtMost(15.0))
        .note(format!("{rest} at rest"))
}

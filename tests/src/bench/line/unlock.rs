//! Unlocking: what it costs after the password's derivation, for each entry, and that the derivation runs once.

use super::super::floor::FloorDevice;
use super::super::row::{Budget, Row, Unit};
use super::super::scene::{Scene, Stations, fill, opened, waiting};
use super::super::watch::{Samples, millis};
use super::Run;
use crate::county::Asleep;
use crate::invented::Chance;

const LINE: &str = "unlock";

pub(super) fn rows(run: &Run<'_>) -> Vec<Row> {
    let mut scene = Scene::found(run.server(), 3, Stations::Each);
    let mut chance = Chance::from_seed(2);
    let mut asleep = Vec::new();
    for (number, entries) in [0, run.sizes.fewer, run.sizes.entries].into_iter().enumerate() {
        let device = scene.devices.remove(0);
        fill(&device, &super::super::scene::station(Stations::Each, number), entries, &mut chance);
        asleep.push((waiting(&device), device.sleep()));
    }
    let [empty, fewer, many] = &asleep[..] else { return Vec::new() };
    let [none, few, much] = [empty, fewer, many].map(|(_, asleep)| Unlock::measure(run, asleep));
    let saves = opened(&many.1.unlock());
    let count = |entries: u64| Unit::Count.show(entries as f64);
    let each_us = |more: &Unlock, less: &Unlock, entries: u64| (more.after() - less.after()) * 1e3 / entries as f64;
    let each = each_us(&much, &few, many.0 - fewer.0);
    let linear = each_us(&much, &none, many.0) / each_us(&few, &none, fewer.0.max(1));
    let shares = format!("… an entry's share, as a part of that with {}", count(fewer.0));
    vec![
        positive(format!("unlock after the KDF, {} entries", count(many.0)), much.after(), Unit::Millis)
            .floor(floor(run, many.0))
            .budget(Budget::AtMost(150.0))
            .note(format!(
                "an unlock takes {}, its KDF alone {}: the least of {} each, in turns; {} saves in memory",
                Unit::Millis.show(much.whole),
                Unit::Millis.show(much.derived),
                readings(run),
                count(saves as u64)
            )),
        positive("… for each entry more".into(), each, Unit::Micros).budget(Budget::AtMost(10.0)),
        positive(shares, linear, Unit::Times).budget(Budget::AtMost(1.25)).note("linear means 1"),
        Row::new(LINE, "… KDFs in one unlock, without entries", none.whole / none.derived, Unit::Times)
            .budget(Budget::AtMost(1.5))
            .note("an unlock as a part of one KDF; a second KDF would make it 2"),
    ]
}

/// A difference of two readings that say something only when it is larger than their noise.
fn positive(what: String, value: f64, unit: Unit) -> Row {
    if value > 0.0 {
        Row::new(LINE, what, value, unit)
    } else {
        Row::not_measured(LINE, what, unit, "lost in the noise of the KDF")
    }
}

/// Milliseconds of one unlock, and of its derivation alone. Noise only adds, so that the least of many is nearest.
struct Unlock {
    whole: f64,
    derived: f64,
}

impl Unlock {
    fn measure(run: &Run<'_>, asleep: &Asleep) -> Self {
        let (mut derived, mut whole) = (Samples::default(), Samples::default());
        for _ in 0..readings(run) {
            derived.add(millis(|| asleep.derive_keys()).0);
            let (unlock_ms, notebook) = millis(|| asleep.unlock());
            notebook.lock().expect("it locks");
            whole.add(unlock_ms);
        }
        Self { whole: whole.percentile(0), derived: derived.percentile(0) }
    }

    const fn after(&self) -> f64 {
        self.whole - self.derived
    }
}

fn readings(run: &Run<'_>) -> usize {
    run.sizes.runs * 3
}

/// Reading as many sealed frames from a plain file and opening each.
fn floor(run: &Run<'_>, entries: u64) -> f64 {
    let mut device = FloorDevice::new("http://127.0.0.1:1");
    device.save(usize::try_from(entries).unwrap_or(usize::MAX), 800);
    Samples::of(1, run.sizes.runs, || assert!(device.open_all() > 0)).median()
}

//! Saving one answer: how long until it is durable, how many disk syncs that takes, and whether it grows with the vault.

use std::path::Path;
use std::process::{Command, Stdio};

use first72_core::seal::{ChainSlot, DeviceKeys, SpaceKey, SystemRandomness, seal_entry};
use first72_core::vault::{AuditRow, RowMac, StoreKey, Vault};
use first72_wire::id::{Hash, RealmId, SpaceId};
use first72_wire::label::plain_digest;

use super::super::floor::BareCommit;
use super::super::row::{Budget, Row, Unit};
use super::super::scene::{Scene, Stations, fill, open_contact};
use super::super::watch::{Samples, millis};
use super::Run;
use crate::county::{Device, STATION, choice, now};
use crate::invented::Chance;

const LINE: &str = "save";
const WHAT: &str = "save one answer, durable";

/// The word with which this program is started to make so many saves, its disk syncs counted by strace.
pub const WORD: &str = "saves";

pub(super) fn rows(run: &Run<'_>) -> Vec<Row> {
    let (small, large) = notebooks(run);
    vec![small, syncs(run), large, vault(run)]
}

/// A device without a server, and its saves next to bare commits, one after the other.
fn notebooks(run: &Run<'_>) -> (Row, Row) {
    let scene = Scene::found(run.server(), 1, Stations::One);
    let device = &scene.devices[0];
    let small = beside_bare(run, device);
    fill(device, STATION, run.sizes.entries, &mut Chance::from_seed(1));
    let large = beside_bare(run, device);
    let row = |what: String, [own, bare]: [Samples; 2]| {
        Row::new(LINE, what, own.median(), Unit::Millis)
            .floor(bare.median())
            .budget(Budget::AtMostFloors(1.5))
            .note(format!("p95 {}; each save right after one bare commit", Unit::Millis.show(own.percentile(95))))
    };
    let there = format!("… with {} entries there", Unit::Count.show(run.sizes.entries as f64));
    (row(WHAT.into(), small), row(there, large))
}

fn beside_bare(run: &Run<'_>, device: &Device) -> [Samples; 2] {
    let folder = tempfile::tempdir().expect("a folder");
    let bare = BareCommit::new(folder.path(), 800);
    let episode = open_contact(device, STATION);
    let (mut own, mut floor) = (Samples::default(), Samples::default());
    for number in 0..run.sizes.readings + 20 {
        let answer = choice(["spanish", "english"][number % 2]);
        let (bare_ms, ()) = millis(|| bare.commit());
        let (own_ms, saved) = millis(|| device.open().answer(episode, "language", answer, now()));
        saved.expect("it is saved");
        if number >= 20 {
            own.add(own_ms);
            floor.add(bare_ms);
        }
    }
    [own, floor]
}

/// The vault's part alone, where a whole notebook of that size would take long to fill.
fn vault(run: &Run<'_>) -> Row {
    let rows = if run.options.million { 1_000_000 } else { run.sizes.entries * 10 };
    let folder = tempfile::tempdir().expect("a folder");
    let mut vault = Vault::create(&folder.path().join("v"), &StoreKey::new(&[7; 48]), Box::new(Invented)).expect("it");
    let mut author = Author::new();
    let take = |vault: &mut Vault, author: &mut Author| {
        let audit = AuditRow { realm: author.slot.realm, sealed: vec![1; 100] };
        let entry = author.write();
        millis(|| vault.save(&[entry], &[audit]).expect("it is saved")).0
    };
    let few: Samples = (0..run.sizes.readings).map(|_| take(&mut vault, &mut author)).collect();
    for _ in 0..rows / 1_000 {
        let entries: Vec<_> = (0..1_000).map(|_| author.write()).collect();
        vault.save(&entries, &[]).expect("it is saved");
        vault.tidy(false).expect("the journal is folded in");
    }
    let many: Samples = (0..run.sizes.readings).map(|_| take(&mut vault, &mut author)).collect();
    let what = format!("… the vault's part with {} entries there", Unit::Count.show(rows as f64));
    Row::new(LINE, what, many.median(), Unit::Millis)
        .floor(few.median())
        .budget(Budget::AtMostFloors(1.5))
        .note("the floor of this row is the same save in the empty vault: flat means 1")
}

/// One author's entries for a vault that is given no notebook.
struct Author {
    keys: DeviceKeys,
    key: SpaceKey,
    slot: ChainSlot,
}

impl Author {
    fn new() -> Self {
        let random = SystemRandomness::new();
        let slot = ChainSlot { realm: RealmId([1; 16]), space: SpaceId([2; 16]), seq: 1, prev: Hash([3; 32]) };
        Self { keys: DeviceKeys::make(&random).expect("keys"), key: SpaceKey::make(1, &random).expect("a key"), slot }
    }

    fn write(&mut self) -> first72_wire::entry::SealedEntry {
        let entry = seal_entry(&self.keys, self.slot, &self.key, &[7; 150], &SystemRandomness::new()).expect("it fits");
        self.slot = ChainSlot { seq: self.slot.seq + 1, prev: entry.hash(), ..self.slot };
        entry
    }
}

/// Stands for the vault's own authenticator, which only unlocking makes.
struct Invented;

impl RowMac for Invented {
    fn tag(&self, parts: &[&[u8]]) -> [u8; 16] {
        let hash = plain_digest(parts);
        *hash.0.first_chunk().expect("32 bytes")
    }

    fn holds(&self, parts: &[&[u8]], tag: &[u8; 16]) -> bool {
        self.tag(parts) == *tag
    }
}

/// How many more disk syncs 100 more saves cost.
fn syncs(run: &Run<'_>) -> Row {
    let what = "… disk syncs of one save";
    let Some(own) = run.own() else {
        return Row::not_measured(LINE, what, Unit::Count, "needs a program of its own").budget(Budget::Exactly(1.0));
    };
    match (syncs_of(own, 1), syncs_of(own, 101)) {
        (Some(few), Some(many)) => Row::new(LINE, what, (many - few) / 100.0, Unit::Count)
            .budget(Budget::Exactly(1.0))
            .note(format!("strace: {few} syncs with one save, {many} with 101, the start included")),
        _ => Row::not_measured(LINE, what, Unit::Count, "strace is not here").budget(Budget::Exactly(1.0)),
    }
}

fn syncs_of(own: &Path, saves: usize) -> Option<f64> {
    let folder = tempfile::tempdir().expect("a folder");
    let trace = folder.path().join("trace");
    let status = Command::new("strace")
        .args(["-f", "-qq", "-e", "trace=fsync,fdatasync,sync_file_range,msync,sync", "-o"])
        .arg(&trace)
        .arg(own)
        .args([WORD, &saves.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .ok()?;
    let lines = std::fs::read_to_string(trace).ok()?.lines().filter(|line| line.contains("sync(")).count();
    status.success().then_some(lines as f64)
}

/// What this program does when it is started with [`WORD`].
///
/// # Panics
/// When a save is not kept.
pub fn saves(count: usize) {
    let scene = Scene::found(None, 1, Stations::One);
    let episode = open_contact(&scene.devices[0], STATION);
    for number in 0..count {
        let answer = choice(["spanish", "english"][number % 2]);
        scene.devices[0].open().answer(episode, "language", answer, now()).expect("it is saved");
    }
}

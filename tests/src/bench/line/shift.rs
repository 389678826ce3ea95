//! The shift's end: everybody comes back with records, and all sync at once until all have all.

use std::sync::Barrier;

use super::super::floor::{FloorDevice, FloorServer};
use super::super::proxy::{Passed, Proxy};
use super::super::row::{Budget, Row, Unit};
use super::super::scene::{Scene, Stations, open_contact, opened, saves, waiting};
use super::super::served::{Served, relay_to};
use super::super::usage::own_cpu_ms;
use super::Run;
use super::bulk::stored_mean;
use super::crowd::at_once;
use crate::county::{Device, Realm, STATION};
use crate::invented::Chance;

const LINE: &str = "shift";
const CELL: &str = "cell";
/// A poor cell: seconds to the server and back, bytes a second up and down (1 and 4 Mbit/s).
const ROUND_TRIP_S: f64 = 0.150;
const UP_PER_S: f64 = 1e6 / 8.0;
const DOWN_PER_S: f64 = 4e6 / 8.0;
/// To open a connection: TCP, and TLS 1.3.
const TO_CONNECT: u32 = 2;

pub(super) fn rows(run: &Run<'_>) -> Vec<Row> {
    let count = run.sizes.devices;
    let scene = Scene::found(run.server(), count, Stations::One);
    record(run, &scene.devices);
    let entries: u64 = scene.devices.iter().map(waiting).sum();
    let served = scene.serve(run.server());
    let ended = sync_all(&scene.realm, &served, &scene.devices);
    let saves = opened(&scene.devices[0].open());
    let all_have_all = scene.devices.iter().all(|device| opened(&device.open()) == saves);
    let mean = stored_mean(&scene.realm.data());
    let floor = floor(run, usize::try_from(entries).unwrap_or(usize::MAX), mean);
    let memory = served.memory();
    let [devices, records, events, edits] =
        [count, run.sizes.records, run.sizes.events, run.sizes.edits].map(|size| Unit::Count.show(size as f64));
    let what = format!("the shift's end: {devices} devices, until all have all");
    let memory_row = match memory {
        Some(memory) => Row::new(LINE, "… server's memory at its most", memory.peak, Unit::Megabytes),
        None => Row::not_measured(
            LINE,
            "… server's memory at its most",
            Unit::Megabytes,
            "the server ran inside this process",
        ),
    };
    let memory_row = floor.memory.into_iter().fold(memory_row, Row::floor);
    let mut rows = vec![
        Row::new(LINE, what, ended.seconds, Unit::Seconds).floor(floor.seconds).budget(Budget::AtMost(6.0)).note(
            format!(
                "each with {records} records of {events} events and {edits} edits; one run; {} saves, {} entries of {mean} B \
                 on average with the wrapped keys",
                Unit::Count.show(saves as f64),
                Unit::Count.show(entries as f64)
            ),
        ),
        Row::new(LINE, "… devices that do not have all", f64::from(u8::from(!all_have_all)), Unit::Count)
            .budget(Budget::Exactly(0.0)),
        Row::new(LINE, "… a device's own CPU", ended.cpu_ms, Unit::Millis)
            .floor(floor.cpu_ms)
            .budget(Budget::AtMost(200.0))
            .note("all of this process, a part for each device"),
        memory_row.budget(Budget::AtMost(48.0)),
    ];
    rows.extend(cell(ended.passed, ended.requests));
    rows
}

/// Each device records what it saw, before anybody syncs.
fn record(run: &Run<'_>, devices: &[Device]) {
    let numbered = devices.iter().enumerate().collect();
    at_once(numbered, |(number, device): (usize, &Device)| {
        let mut chance = Chance::from_seed(100 + number as u64);
        let records = run.sizes.records.max(1);
        let episodes: Vec<_> = (0..records).map(|_| open_contact(device, STATION)).collect();
        for episode in &episodes {
            saves(device, *episode, run.sizes.events, &mut chance);
        }
        for edit in 0..run.sizes.edits {
            saves(device, episodes[edit % records], 1, &mut chance);
        }
    });
}

struct Ended {
    seconds: f64,
    cpu_ms: f64,
    passed: Passed,
    requests: u32,
}

/// All sync at once; once everybody has sent, each fetches what came after its first sync. The first device goes
/// through a proxy that counts.
fn sync_all(realm: &Realm, served: &Served, devices: &[Device]) -> Ended {
    let proxy = Proxy::before(served.address());
    let relays: Vec<_> = devices.iter().skip(1).map(|_| served.relay()).collect();
    let counted = relay_to(proxy.address());
    let pairs = devices.iter().zip(std::iter::once(&counted).chain(&relays)).collect();
    let sent = Barrier::new(devices.len());
    let before = own_cpu_ms();
    let (seconds, requests) = at_once(pairs, |(device, relay): (&Device, _)| {
        let first = device.sync(realm.id, relay).expect("a sync").report;
        sent.wait();
        let second = device.sync(realm.id, relay).expect("a sync").report;
        assert_eq!((second.refused, second.parked, second.withheld), (0, 0, 0), "everything is believed");
        first.requests + second.requests
    });
    let cpu_ms = (own_cpu_ms() - before) / devices.len() as f64;
    Ended { seconds, cpu_ms, passed: proxy.take(), requests: requests[0] }
}

struct FloorEnded {
    seconds: f64,
    cpu_ms: f64,
    memory: Option<f64>,
}

fn floor(run: &Run<'_>, entries: usize, frame_bytes: usize) -> FloorEnded {
    let server = FloorServer::start(run.own());
    let mut devices: Vec<FloorDevice> = (0..run.sizes.devices).map(|_| FloorDevice::new(&server.url())).collect();
    let each = entries / run.sizes.devices.max(1);
    devices.iter_mut().for_each(|device| device.save(each, frame_bytes));
    let sent = Barrier::new(devices.len());
    let before = own_cpu_ms();
    let (seconds, came) = at_once(devices.iter_mut().collect(), |device: &mut FloorDevice| {
        device.push();
        let first = device.pull();
        sent.wait();
        first + device.pull()
    });
    let cpu_ms = (own_cpu_ms() - before) / devices.len() as f64;
    assert!(came.iter().all(|came| *came == each * devices.len()), "all have all");
    FloorEnded { seconds, cpu_ms, memory: server.memory().map(|memory| memory.peak) }
}

/// What the same would take on a poor cell: arithmetic from the bytes and round trips of one device.
fn cell(passed: Passed, requests: u32) -> Vec<Row> {
    let trips = f64::from(requests + TO_CONNECT) * ROUND_TRIP_S;
    let (up, down) = (passed.up as f64, passed.down as f64);
    let seconds = trips + up / UP_PER_S + down / DOWN_PER_S;
    vec![
        Row::new(CELL, "… on a poor cell (150 ms, 1/4 Mbit/s), a device", seconds, Unit::Seconds)
            .budget(Budget::AtMost(18.0))
            .note(format!(
                "arithmetic: {} B up, {} B down, {requests} requests and {TO_CONNECT} round trips to connect",
                Unit::Count.show(up),
                Unit::Count.show(down)
            )),
        Row::new(CELL, "… round trips of a device", f64::from(requests), Unit::Count)
            .budget(Budget::AtMost(6.0))
            .note("requests in both of its syncs, over one connection"),
    ]
}

//! Many devices that send a few entries each, all at once, with their notebooks on the same cores as the server.

use std::sync::Barrier;

use first72_core::notebook::EpisodeId;
use first72_core::sync::HttpRelay;

use super::super::floor::{FloorDevice, FloorServer};
use super::super::row::{Budget, Row, Unit};
use super::super::scene::{Scene, Stations, open_contact, saves, station};
use super::super::watch::{Samples, Watch};
use super::Run;
use crate::county::Device;
use crate::invented::Chance;

const LINE: &str = "crowd";
/// Entries that each of them sends.
const EACH: usize = 20;

pub(super) fn rows(run: &Run<'_>) -> Vec<Row> {
    let count = run.sizes.crowd;
    let scene = Scene::found(run.server(), count, Stations::Each);
    let served = scene.serve(run.server());
    let mut chance = Chance::from_seed(5);
    let open = |(number, device): (usize, &Device)| open_contact(device, &station(Stations::Each, number));
    let episodes: Vec<EpisodeId> = scene.devices.iter().enumerate().map(open).collect();
    let relays: Vec<HttpRelay> = scene.devices.iter().map(|_| served.relay()).collect();
    let sync = |device: &Device, relay: &HttpRelay| device.sync(scene.realm.id, relay).map(|end| end.report);
    // The first sync opens the connections and the sessions; the rounds after it are measured.
    scene.devices.iter().zip(&relays).for_each(|(device, relay)| drop(sync(device, relay).expect("a sync")));
    let (mut rates, mut failures, mut again) = (Samples::default(), 0, 0);
    for _ in 0..run.sizes.runs {
        for (device, episode) in scene.devices.iter().zip(&episodes) {
            saves(device, *episode, EACH, &mut chance);
        }
        let all = scene.devices.iter().zip(&relays).collect::<Vec<_>>();
        let (seconds, reports) = at_once(all, |(device, relay)| sync(device, relay));
        let sent: usize = reports.iter().flatten().map(|report| report.stored).sum();
        failures += reports.iter().filter(|report| report.is_err()).count();
        failures += reports.iter().flatten().map(|report| report.refused_own + report.troubles.len()).sum::<usize>();
        again += reports.iter().flatten().filter(|report| report.requests > 2).count();
        rates.add(sent as f64 / seconds);
    }
    vec![
        Row::new(LINE, format!("{count} devices push {EACH} saves each at once"), rates.median(), Unit::PerSecond)
            .floor(floor(run))
            .budget(Budget::AtLeast(3_000.0))
            .note(format!(
                "whole syncs, the empty pull included; median of {} rounds, slowest {}",
                rates.len(),
                Unit::PerSecond.show(rates.percentile(0))
            )),
        Row::new(LINE, "… failures", f64::from(u32::try_from(failures).unwrap_or(u32::MAX)), Unit::Count)
            .budget(Budget::Exactly(0.0))
            .note(format!("{again} of the syncs needed more than one request up and one down")),
    ]
}

fn floor(run: &Run<'_>) -> f64 {
    let server = FloorServer::start(run.own());
    let mut devices: Vec<FloorDevice> = (0..run.sizes.crowd).map(|_| FloorDevice::new(&server.url())).collect();
    devices.iter_mut().for_each(|device| assert_eq!(device.push(), 0));
    let mut rates = Samples::default();
    for round in 0..=run.sizes.runs {
        devices.iter_mut().for_each(|device| device.save(EACH, 800));
        let (seconds, sent) = at_once(devices.iter_mut().collect(), |device| device.push());
        if round > 0 {
            rates.add(sent.iter().sum::<usize>() as f64 / seconds);
        }
    }
    rates.median()
}

/// Lets all of them do it at the same moment, each on a thread of its own. Seconds until the last one is done.
pub(super) fn at_once<T: Send, R: Send>(all: Vec<T>, act: impl Fn(T) -> R + Sync) -> (f64, Vec<R>) {
    let start = Barrier::new(all.len() + 1);
    std::thread::scope(|scope| {
        let (start, act) = (&start, &act);
        let threads: Vec<_> = all
            .into_iter()
            .map(|one| {
                scope.spawn(move || {
                    start.wait();
                    act(one)
                })
            })
            .collect();
        start.wait();
        let watch = Watch::start();
        let done = threads.into_iter().map(|thread| thread.join().expect("nobody panicked")).collect();
        (watch.seconds(), done)
    })
}

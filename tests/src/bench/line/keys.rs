//! Space keys: one wrap, the save after somebody left, and what a new deputy takes over.

use first72_core::directory::Role;
use first72_core::notebook::NotebookError;
use first72_core::seal::{DeviceKeys, SpaceKey, SystemRandomness, WrapPlace, unwrap_key, wrap_key};
use first72_wire::compartment::Compartment;
use first72_wire::id::{RealmId, SpaceId};

use super::super::floor::{BareCommit, bare};
use super::super::row::{Row, Unit};
use super::super::scene::{Scene, Stations, open_contact, opened};
use super::super::watch::{Samples, millis};
use super::Run;
use crate::county::{Device, Member, STATION, now};

pub(super) fn wrap(run: &Run<'_>) -> Vec<Row> {
    let random = SystemRandomness::new();
    let (author, reader) = (DeviceKeys::make(&random).expect("keys"), DeviceKeys::make(&random).expect("keys"));
    let key = SpaceKey::make(1, &random).expect("a key");
    let place = WrapPlace { realm: RealmId([1; 16]), space: SpaceId([2; 16]), author: author.device_id() };
    let to = || wrap_key(&key, &place, reader.device_id(), &reader.public().kem_pk, &random).expect("it is wrapped");
    let made = to();
    let wraps = Samples::of(20, run.sizes.readings, || {
        std::hint::black_box(to());
    });
    let opens = Samples::of(20, run.sizes.readings, || {
        let opened = unwrap_key(&reader, &place, &key.id(), 1, &made).expect("it opens");
        assert!(opened.id() == key.id());
    });
    let (seal_ms, open_ms) = bare::hpke_ms(run.sizes.readings);
    let each = |all_ms: f64| all_ms / run.sizes.readings as f64 * 1e3;
    let row = |what: &str, own: &Samples, floor| Row::new("wrap", what, own.median() * 1e3, Unit::Micros).floor(floor);
    vec![
        row("a space key, wrapped to one device", &wraps, each(seal_ms)).note("floor: a bare HPKE seal, P-256"),
        row("… unwrapped", &opens, each(open_ms)).note("floor: a bare HPKE opening; ours scrubs the stack after it"),
    ]
}

/// The first save after somebody left makes a key and wraps it to everybody who stays.
pub(super) fn rotation(run: &Run<'_>) -> Vec<Row> {
    let stay = if run.options.quick { 3 } else { 20 };
    let scene = Scene::found(run.server(), stay + run.sizes.runs, Stations::One);
    let (realm, writer) = (&scene.realm, &scene.devices[0]);
    let served = scene.serve(run.server());
    let episode = open_contact(writer, STATION);
    let folder = tempfile::tempdir().expect("a folder");
    let commit = BareCommit::new(folder.path(), 800);
    let (mut turning, mut usual, mut floor) = (Samples::default(), Samples::default(), Samples::default());
    let save = |number: usize| {
        let text = format!("invented words {number}");
        millis(|| writer.open().note(episode, Compartment::Ops, text, now()).expect("it is saved")).0
    };
    for left in 0..run.sizes.runs {
        usual.add(save(left));
        // The registrar's list begins with the registrar; the writer stays.
        let mut registrar = realm.registrar.open();
        let people = registrar.people(realm.id).expect("the directory");
        let name = format!("Deputy {}", stay + left);
        let leaves =
            people.iter().find(|line| line.short_name.as_deref() == Some(name.as_str())).expect("they are there");
        let grant = leaves.grants.first().expect("a grant").grant;
        registrar.end_grant(realm.id, grant, now()).expect("it ends");
        drop(registrar);
        realm.registrar.sync(realm.id, &served.relay()).expect("a sync");
        writer.sync(realm.id, &served.relay()).expect("a sync");
        let before = keys(writer, episode).expect("an episode");
        turning.add(save(left));
        assert_eq!(keys(writer, episode).expect("an episode"), before + 1, "a new key was made");
        let readers = stay + run.sizes.runs - left - 1;
        floor.add(bare::hpke_ms(readers + 1).0 + millis(|| commit.commit()).0);
    }
    let readers = format!("{stay} to {} readers", stay + run.sizes.runs - 1);
    vec![
        Row::new("rotation", format!("the save that changes a space's key, {readers}"), turning.median(), Unit::Millis)
            .floor(floor.median())
            .note(format!(
                "median of {}; a save without a change of key took {}; floor: as many bare HPKE seals, one more for the \
                 recovery key, and one bare commit",
                run.sizes.runs,
                Unit::Millis.show(usual.median())
            )),
    ]
}

fn keys(device: &Device, episode: first72_core::notebook::EpisodeId) -> Result<usize, NotebookError> {
    let spaces = device.open().readers(episode, now())?;
    Ok(spaces.iter().find(|space| space.compartment == Compartment::Ops).map_or(0, |space| space.keys))
}

/// Somebody new is given every episode of a station: who holds the keys wraps them, the newcomer opens all that was written.
pub(super) fn take_over(run: &Run<'_>) -> Vec<Row> {
    let (episodes, notes) = if run.options.quick { (20, 2) } else { (500, 4) };
    let scene = Scene::found(run.server(), 1, Stations::One);
    let (realm, holder) = (&scene.realm, &scene.devices[0]);
    let served = scene.serve(run.server());
    for number in 0..episodes {
        let episode = open_contact(holder, STATION);
        for note in 0..notes {
            let text = format!("invented words {number} {note}");
            holder.open().note(episode, Compartment::Ops, text, now()).expect("it is saved");
        }
    }
    holder.sync(realm.id, &served.relay()).expect("a sync");
    let newcomer = Device::with(std::sync::Arc::new(SystemRandomness::new()));
    let member = Member {
        name: "Deputy new".into(),
        role: Role::Deputy,
        station: STATION.into(),
        compartments: vec![Compartment::Ops, Compartment::Le],
    };
    realm.enrol_briefly(&newcomer, member, &served.relay());
    let (give_ms, given) = millis(|| holder.sync(realm.id, &served.relay()).expect("a sync"));
    assert!(given.wraps_given >= episodes, "a wrap for each");
    let (take_ms, _) = millis(|| newcomer.sync(realm.id, &served.relay()).expect("a sync"));
    let saves = opened(&newcomer.open());
    assert_eq!(saves, episodes * (notes + 1), "the whole history is open");
    let (seal_ms, open_ms) = bare::hpke_ms(episodes);
    let line = "takeover";
    vec![
        Row::new(
            line,
            format!("{episodes} episodes taken over: the holder's sync that wraps the keys"),
            give_ms,
            Unit::Millis,
        )
        .floor(seal_ms)
        .note(format!("one run; {episodes} KEY entries made, kept and sent; floor: as many bare HPKE seals")),
        Row::new(line, "… the newcomer's sync: everything pulled, unwrapped, opened", take_ms, Unit::Millis)
            .floor(open_ms)
            .note(format!("{} saves opened; floor: {episodes} bare HPKE openings", Unit::Count.show(saves as f64))),
    ]
}

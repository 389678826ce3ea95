//! One night in a demo county, over two real servers: the way of a record, and of a private note.

use std::collections::BTreeMap;
use std::path::PathBuf;

use first72_core::episode::Instant;
use first72_core::notebook::{ContactWord, Notebook};
use first72_core::protocol::condition::StepState;
use first72_core::sync::RelayError;
use first72_tests::county::{County, STATION, choice, contact, done, files_below, now, text};
use first72_wire::compartment::Compartment;
use first72_wire::entry::SealedEntry;
use first72_wire::id::{DeviceId, EpisodeId, Hash, SpaceId};

const NOTE: &str = "said between the young person and me, in the car";

#[test]
fn a_deputy_records_without_a_server_and_the_advocate_and_the_lead_see_it_once_there_is_one() {
    let mut demo = County::found(1);
    let deputy = &demo.deputy;
    let episode = deputy.open().new_contact(contact(STATION), now()).unwrap();
    deputy.open().answer(episode, "language", choice("spanish"), now()).unwrap();
    for step in ["ID-01", "ID-02", "ID-09"] {
        deputy.open().step(episode, step, done(), now()).unwrap();
    }
    let away = deputy.sync(demo.county.id, &demo.county.relay()).unwrap_err();
    assert_eq!(away.code(), RelayError::Away.code());
    assert!(deputy.open().tonight(now()).unwrap()[0].only_here, "and it says so");

    demo.open();
    let deputy = &demo.deputy;
    let sent = deputy.sync(demo.county.id, &demo.county.relay()).unwrap();
    assert!(sent.report.stored > 0 && sent.report.refused_own == 0, "{sent:?}");
    assert!(!deputy.open().tonight(now()).unwrap()[0].only_here);
    let opened = deputy.open().record(episode).unwrap().opened().unwrap();

    let (county, agency) = (demo.county, demo.agency);
    let [_, advocate, lead] = [demo.deputy, demo.advocate, demo.lead].map(|device| {
        device.sync(county.id, &county.relay()).unwrap();
        device.reopen()
    });
    for device in [&advocate, &lead] {
        let open = device.open();
        assert_eq!(open.tonight(now()).unwrap()[0].opened, opened);
        assert_eq!(open.record(episode).unwrap().answers("language")[0].answer, &choice("spanish"));
        for step in ["ID-01", "ID-02", "ID-09"] {
            assert_eq!(open.plan(episode, now()).unwrap().step(step).unwrap().state, StepState::Done, "{step}");
        }
        assert_eq!(open.problems().unwrap(), []);
    }
    advocate.open().note(episode, Compartment::Adv, NOTE.into(), now()).unwrap();
    let stored = advocate.sync(agency.id, &agency.relay()).unwrap().report.stored;
    assert!(stored > 0, "the note goes to the agency's server");
    assert_eq!(advocate.sync(county.id, &county.relay()).unwrap().report.stored, 0, "and not to the county's");
    lead.sync(county.id, &county.relay()).unwrap();
    assert!(lead.open().record(episode).unwrap().notes().is_empty());
}

/// An entry on a server without what its author drew at random.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    space: SpaceId,
    pos: i64,
    device: DeviceId,
    seq: u64,
    kind: String,
    length: usize,
}

/// What the county's side can see of a night.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    entries: Vec<Shape>,
    not_by_the_advocate: Vec<Hash>,
    server_files: BTreeMap<PathBuf, usize>,
    traffic: Vec<(&'static str, usize, Option<usize>)>,
    deputys_files: BTreeMap<PathBuf, u64>,
    leads_files: BTreeMap<PathBuf, u64>,
    deputys_saves: usize,
    deputys_notes: usize,
}

/// The same night, with or without a private note in the middle of it. The second value is the
/// number of entries on the agency's server.
fn night(with_note: bool) -> (Seen, usize) {
    let mut demo = County::found(7);
    demo.open();
    let to_county = |demo: &County| {
        for device in [&demo.deputy, &demo.advocate, &demo.lead] {
            device.sync(demo.county.id, &demo.county.relay()).unwrap();
        }
    };
    let episode = demo.deputy.open().new_contact(contact(STATION), now()).unwrap();
    demo.deputy.open().step(episode, "ID-01", done(), now()).unwrap();
    to_county(&demo);
    if with_note {
        write_privately(&mut demo.advocate.open(), episode);
    }
    demo.advocate.sync(demo.agency.id, &demo.agency.relay()).unwrap();
    to_county(&demo);
    demo.advocate.open().answer(episode, "pronouns", text("she"), now()).unwrap();
    demo.deputy.open().answer(episode, "language", choice("spanish"), now()).unwrap();
    to_county(&demo);
    to_county(&demo);

    demo.county.stop();
    demo.agency.stop();
    let stored = entries(&demo.county.data());
    let deputy = demo.deputy.open();
    let record = deputy.record(episode).unwrap();
    let advocates = record.answers("pronouns")[0].save.author();
    let of_others = |(_, entry): &&(i64, SealedEntry)| entry.header.device != advocates;
    let seen = Seen {
        not_by_the_advocate: stored.iter().filter(of_others).map(|(_, entry)| entry.hash()).collect(),
        entries: stored.iter().map(shape).collect(),
        server_files: files_below(&demo.county.data())
            .into_iter()
            .map(|(path, bytes)| (path.strip_prefix(demo.county.data()).unwrap().to_owned(), bytes.len()))
            .collect(),
        traffic: demo
            .county
            .tape
            .take()
            .iter()
            .map(|carried| (carried.kind, carried.asked.len(), carried.answered.as_ref().map(Vec::len)))
            .collect(),
        deputys_files: demo.deputy.files(),
        leads_files: demo.lead.files(),
        deputys_saves: record.len(),
        deputys_notes: record.notes().len(),
    };
    (seen, entries(&demo.agency.data()).len())
}

/// A note, parts of both plans, a look at the plan, contacts, a break and the way back: all for the agency alone.
fn write_privately(advocate: &mut Notebook, episode: EpisodeId) {
    let at = Instant::exact(now().wall_ms);
    advocate.note(episode, Compartment::Adv, NOTE.into(), now()).unwrap();
    advocate.answer(episode, "plan_danger", text("made up: the man with the silver car"), now()).unwrap();
    advocate.answer(episode, "contact_where", text("made up: ask for Lou"), now()).unwrap();
    advocate.look_at_safety_plan(episode, at, now()).unwrap();
    let contact = ContactWord { result: "tried".into(), how: None, at, plan_seen: false };
    advocate.log_contact(episode, &contact, now()).unwrap();
    advocate.pause_support(episode, now()).unwrap();
    advocate.resume_support(episode, Some("text".into()), at, now()).unwrap();
}

fn entries(data: &std::path::Path) -> Vec<(i64, SealedEntry)> {
    let files = files_below(data);
    let (path, _) = files.iter().find(|(_, bytes)| bytes.starts_with(b"SQLite format 3")).unwrap();
    let store = rusqlite::Connection::open(path).unwrap();
    // Whether the last to close the store had folded the journal in is a matter of threads.
    store.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    let mut all = store.prepare("SELECT pos, bytes FROM entry ORDER BY id").unwrap();
    let rows = all.query_map([], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?))).unwrap();
    rows.map(|row| row.map(|(pos, bytes)| (pos, SealedEntry::parse(&bytes).unwrap())).unwrap()).collect()
}

fn shape((pos, entry): &(i64, SealedEntry)) -> Shape {
    let header = &entry.header;
    Shape {
        space: header.space,
        pos: *pos,
        device: header.device,
        seq: header.seq,
        kind: format!("{:?}", header.kind),
        length: entry.to_bytes().len(),
    }
}

// masvs:PRIVACY-2 cjis:SC-8
#[test]
fn nothing_of_the_countys_tells_whether_an_advocate_wrote_notes_plans_and_contacts() {
    let (without, agency_without) = night(false);
    let (with, agency_with) = night(true);
    assert!(agency_with > agency_without, "the note is on the agency's server");
    assert!(with.entries.len() > 10 && with.traffic.len() > 10, "there is something to compare");
    assert_eq!(with.entries, without.entries, "what stands on the county's server");
    assert_eq!(with.not_by_the_advocate, without.not_by_the_advocate, "to the byte, but for what chance drew");
    assert_eq!(with.server_files, without.server_files, "the sizes of its files");
    assert_eq!(with.traffic, without.traffic, "how many requests, and how long");
    assert_eq!(with.deputys_files, without.deputys_files, "the files on the deputy's device");
    assert_eq!(with.leads_files, without.leads_files, "the files on the lead's device");
    assert_eq!(with.deputys_saves, without.deputys_saves);
    assert_eq!(with.deputys_notes, 0);
}

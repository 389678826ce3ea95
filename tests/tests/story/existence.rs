//! T38: the same nights twice, once with an advocate's private work in them and once without. Whatever the county can see
//! is the same to the byte: its server's entries, wraps, spaces, files and traffic, and its people's devices.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use first72_core::episode::Instant;
use first72_core::notebook::{ContactWord, Notebook};
use first72_tests::county::{County, Device, STATION, choice, contact, done, files_below, now, text};
use first72_tests::invented::Chance;
use first72_wire::compartment::Compartment;
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::id::{DeviceId, EpisodeId, Hash, SpaceId};

/// Each county is founded twice from its seed. Its nights follow each other, so that all that was private before stays.
const COUNTIES: u64 = 2;
const NIGHTS: usize = 25;

/// An entry on a server without what its author drew at random.
#[derive(Debug, PartialEq, Eq)]
struct Shape {
    space: SpaceId,
    pos: i64,
    device: DeviceId,
    seq: u64,
    kind: Kind,
    length: usize,
}

/// What the county's side can see after a night.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    entries: Vec<Shape>,
    /// In a county's first night, before anybody's entry names one of the advocate's, the first of these are the same bytes.
    by_the_deputy: Vec<Hash>,
    server_files: BTreeMap<PathBuf, usize>,
    traffic: Vec<(&'static str, usize, Option<usize>)>,
    devices: Vec<Held>,
}

/// What one of the county's devices holds.
#[derive(Debug, PartialEq, Eq)]
struct Held {
    files: BTreeMap<PathBuf, u64>,
    saves: usize,
    notes: usize,
    /// Entries, bytes, spaces, devices: what the device itself says of its realm.
    counts: String,
}

/// What the agency's side knows besides.
#[derive(Clone, Copy, Default)]
struct Private {
    acts: usize,
    entries: usize,
}

/// What is done in one night. Both sides draw it from the same seed.
struct Night {
    chance: Chance,
    with: bool,
    private: Private,
}

impl Night {
    fn below(&mut self, end: u64) -> u64 {
        self.chance.below(end)
    }

    /// The deputy's part, which the county may read.
    fn deputy(&mut self, deputy: &mut Notebook, episode: EpisodeId) {
        for _ in 0..=self.below(3) {
            match self.below(4) {
                0 => deputy.step(episode, ["ID-01", "ID-02", "ID-09"][self.below(3) as usize], done(), now()).unwrap(),
                1 => {
                    let code = ["spanish", "english"][self.below(2) as usize];
                    deputy.answer(episode, "language", choice(code), now()).unwrap();
                }
                2 => deputy.note(episode, Compartment::Ops, self.words("by the deputy"), now()).unwrap(),
                _ => deputy.note(episode, Compartment::Le, self.words("of the investigation"), now()).unwrap(),
            }
        }
    }

    /// What the advocate writes for all who are assigned.
    fn advocate(&mut self, advocate: &mut Notebook, episode: EpisodeId) {
        for _ in 0..self.below(3) {
            let pronouns = ["she", "he", "they"][self.below(3) as usize];
            advocate.answer(episode, "pronouns", text(pronouns), now()).unwrap();
        }
    }

    /// What the advocate writes for the agency alone: drawn on both sides, written on one.
    fn privately(&mut self, advocate: &mut Notebook, episode: EpisodeId) {
        for _ in 0..=self.below(6) {
            let (kind, words) = (self.below(7), self.words("said to me in confidence"));
            if self.with {
                self.private.acts += 1;
                act(advocate, episode, kind, words);
            }
        }
    }

    fn words(&mut self, about: &str) -> String {
        format!("made up, {about}: {}", "and so on ".repeat(self.below(60) as usize))
    }

    /// Everybody of the county syncs, the deputy first and then in an order that was drawn.
    fn everybody_syncs(&mut self, demo: &County) {
        let mut order = [&demo.advocate, &demo.lead, &demo.deputy];
        order.rotate_left(self.below(3) as usize);
        demo.deputy.sync(demo.county.id, &demo.county.relay()).unwrap();
        for device in order {
            device.sync(demo.county.id, &demo.county.relay()).unwrap();
        }
    }
}

/// One thing that stays with the agency: a note, parts of both plans, a look at the plan, a contact, a break and the way back.
fn act(advocate: &mut Notebook, episode: EpisodeId, kind: u64, words: String) {
    let at = Instant::exact(now().wall_ms);
    let short = words[..words.len().min(150)].to_owned();
    match kind {
        0 => advocate.note(episode, Compartment::Adv, words, now()).unwrap(),
        1 => advocate.answer(episode, "plan_danger", text(&short), now()).unwrap(),
        2 => advocate.answer(episode, "contact_where", text(&short), now()).unwrap(),
        3 => advocate.look_at_safety_plan(episode, at, now()).unwrap(),
        4 => {
            let contact = ContactWord { result: "tried".into(), how: None, at, plan_seen: false };
            advocate.log_contact(episode, &contact, now()).unwrap();
        }
        5 => advocate.pause_support(episode, now()).unwrap(),
        _ => advocate.resume_support(episode, Some("text".into()), at, now()).unwrap(),
    }
}

/// Every night of one county, with the private work or without it.
fn live(seed: u64, with: bool) -> Vec<(Seen, Private)> {
    let mut demo = County::found(seed);
    let mut night = Night { chance: Chance::from_seed(seed), with, private: Private::default() };
    let (mut episodes, mut all) = (Vec::new(), Vec::new());
    for _ in 0..NIGHTS {
        demo.open();
        if episodes.is_empty() || night.below(3) > 0 {
            episodes.push(demo.deputy.open().new_contact(contact(STATION), now()).unwrap());
        }
        let episode = episodes[night.below(episodes.len() as u64) as usize];
        night.deputy(&mut demo.deputy.open(), episode);
        night.everybody_syncs(&demo);
        night.privately(&mut demo.advocate.open(), episode);
        demo.advocate.sync(demo.agency.id, &demo.agency.relay()).unwrap();
        night.everybody_syncs(&demo);
        night.advocate(&mut demo.advocate.open(), episode);
        night.privately(&mut demo.advocate.open(), episode);
        night.deputy(&mut demo.deputy.open(), episode);
        night.everybody_syncs(&demo);
        demo.advocate.sync(demo.agency.id, &demo.agency.relay()).unwrap();
        night.everybody_syncs(&demo);
        demo.county.stop();
        demo.agency.stop();
        night.private.entries = entries(&demo.agency.data()).len();
        all.push((seen(&demo, &episodes), night.private));
    }
    all
}

fn seen(demo: &County, episodes: &[EpisodeId]) -> Seen {
    let data = demo.county.data();
    let stored = entries(&data);
    let deputys = demo.deputy.open().record(episodes[0]).unwrap().history()[0].author();
    let by_deputy = |(_, entry): &&(i64, SealedEntry)| entry.header.device == deputys;
    Seen {
        by_the_deputy: stored.iter().filter(by_deputy).map(|(_, entry)| entry.hash()).collect(),
        entries: stored.iter().map(shape).collect(),
        server_files: files_below(&data)
            .into_iter()
            .map(|(path, bytes)| (path.strip_prefix(&data).unwrap().to_owned(), bytes.len()))
            .collect(),
        traffic: demo
            .county
            .tape
            .take()
            .iter()
            .map(|carried| (carried.kind, carried.asked.len(), carried.answered.as_ref().map(Vec::len)))
            .collect(),
        devices: [&demo.deputy, &demo.lead].map(|device| held(device, episodes)).into(),
    }
}

fn held(device: &Device, episodes: &[EpisodeId]) -> Held {
    let open = device.open();
    let records = || episodes.iter().filter_map(|episode| open.record(*episode));
    let mut held = Held {
        files: BTreeMap::new(),
        saves: records().map(|record| record.len()).sum(),
        notes: records().map(|record| record.notes().len()).sum(),
        counts: format!("{:?}", open.sight().unwrap()),
    };
    drop(open);
    held.files = device.files();
    held
}

fn entries(data: &Path) -> Vec<(i64, SealedEntry)> {
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
        kind: header.kind,
        length: entry.to_bytes().len(),
    }
}

/// The sealed lengths of saves, one for each step of the padding that occurs here.
const STEPS: [usize; 3] = [540, 1_308, 4_380];

/// How many saves are longer or shorter by one step of the padding. What is packed ends just before or just behind a step by
/// the random ids in it, which are others on each side; nothing else may differ.
fn on_the_other_side_of_a_step(with: &[Shape], without: &[Shape], which: &str) -> usize {
    assert_eq!(with.len(), without.len(), "{which}: how many entries stand on the county's server");
    let mut odd = 0;
    for (one, other) in with.iter().zip(without) {
        if one.length != other.length {
            let step = |length| STEPS.iter().position(|step| *step == length).expect("the length of a save");
            assert_eq!(step(one.length).abs_diff(step(other.length)), 1, "{which}: {one:?} {other:?}");
            odd += 1;
        }
        let place = |shape: &Shape| (shape.space, shape.pos, shape.device, shape.seq, shape.kind);
        assert_eq!(place(one), place(other), "{which}");
    }
    odd
}

/// What was compared, over all nights.
#[derive(Default)]
struct Compared {
    pairs: usize,
    entries: usize,
    wraps: usize,
    spaces: BTreeSet<SpaceId>,
    requests: usize,
    bytes: usize,
    acts: usize,
    private_entries: usize,
    /// Nights that were the same in every size, too.
    in_every_size: usize,
    /// Saves on the other side of a step of the padding.
    odd: usize,
}

// masvs:PRIVACY-2 cjis:SC-8
#[test]
fn nothing_of_the_countys_tells_whether_an_advocate_wrote_notes_plans_and_contacts() {
    let mut compared = Compared::default();
    for seed in 1..=COUNTIES {
        let [with, without] = std::thread::scope(|scope| {
            [true, false].map(|with| scope.spawn(move || live(seed * 7, with))).map(|side| side.join().unwrap())
        });
        let mut before = 0;
        for (night, ((with, there), (without, elsewhere))) in with.into_iter().zip(without).enumerate() {
            let which = format!("night {night} of county {seed}");
            let odd = on_the_other_side_of_a_step(&with.entries, &without.entries, &which);
            if night == 0 {
                assert_eq!(with.by_the_deputy, without.by_the_deputy, "{which}: to the byte");
            }
            assert_eq!(with.without_sizes(), without.without_sizes(), "{which}");
            if odd == 0 {
                assert_eq!(with, Seen { by_the_deputy: with.by_the_deputy.clone(), ..without }, "{which}: every size");
                compared.in_every_size += 1;
            }
            if night + 1 == NIGHTS {
                compared.odd += odd;
            }
            assert_eq!(elsewhere.acts, 0);
            compared.pairs += 1;
            compared.note(&with, before);
            before = with.entries.len();
            if night + 1 == NIGHTS {
                assert!(there.acts > NIGHTS && there.entries > elsewhere.entries + there.acts / 2, "{which}");
                compared.acts += there.acts;
                compared.private_entries += there.entries - elsewhere.entries;
            }
        }
    }
    let Compared { pairs, entries, wraps, spaces, requests, bytes, acts, private_entries, in_every_size, odd } =
        compared;
    println!(
        "T38   {pairs} nights in {COUNTIES} counties, each with and without an advocate's private work ({acts} acts, {private_entries} \
         entries at the agency's): {entries} entries with {wraps} key entries in {} spaces, {requests} requests of {bytes} bytes, \
         the files of server and devices: no difference in what, where, how many and by whom; {in_every_size} nights the same in every \
         size, in the others this many saves on the other side of a padding step by their random ids: {odd}",
        spaces.len()
    );
    // About one save in a hundred ends so close to a step that its random ids decide. An act that showed in the lengths would
    // show far more often.
    assert!(odd * 10 < entries, "{odd} of {entries}, {in_every_size} nights without one");
    assert!(pairs == 50 && entries > 300 && wraps > 40 && requests > 1_000, "{pairs} {entries} {wraps} {requests}");
}

/// Kinds of requests, names of the server's files, and of each device its saves, notes and files.
type Sizeless<'a> = (Vec<&'a str>, Vec<&'a PathBuf>, Vec<(usize, usize, Vec<&'a PathBuf>)>);

impl Seen {
    /// Requests by their kind, files by their names, saves and notes: what no length has a part in.
    fn without_sizes(&self) -> Sizeless<'_> {
        let devices = self.devices.iter().map(|one| (one.saves, one.notes, one.files.keys().collect()));
        let kinds = self.traffic.iter().map(|(kind, _, _)| *kind).collect();
        (kinds, self.server_files.keys().collect(), devices.collect())
    }
}

impl Compared {
    fn note(&mut self, seen: &Seen, before: usize) {
        let new = &seen.entries[before..];
        self.entries += new.len();
        self.wraps += new.iter().filter(|entry| entry.kind == Kind::Key).count();
        self.spaces.extend(new.iter().map(|entry| entry.space));
        self.requests += seen.traffic.len();
        self.bytes += seen.traffic.iter().map(|(_, asked, answered)| asked + answered.unwrap_or(0)).sum::<usize>();
    }
}

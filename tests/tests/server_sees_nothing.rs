//! Words that are nowhere else are written into every kind of field; then everything that a server
//! holds, logs or is sent is searched for them, and every file of the devices.

use std::collections::{BTreeSet, HashMap};
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use first72_core::episode::{Answer, Instant, StepEvent, StepKind, Value};
use first72_core::notebook::Notebook;
use first72_tests::county::{County, Device, NOW, contact, done, files_below, now, text};
use first72_wire::compartment::Compartment;
use first72_wire::id::EpisodeId;

const STATION: &str = "qzstationkanary";
const NAMES: [&str; 3] = ["Qzdeputykanary", "Qzadvocatekanary", "Qzleadkanary"];
const WRITTEN: [&str; 13] = [
    "qzplacekanary",
    "qznamekanary",
    "qzreferencekanary",
    "qzaliaskanary",
    "qzpronounkanary",
    "qzevidencekanary",
    "qzreasonkanary",
    "qzreceiverkanary",
    "qzopsnotekanary",
    "qzlenotekanary",
    "qzadvnotekanary",
    "qzamendedkanary",
    "qzdraftkanary",
];
/// Codes of choices; no server has a reason to hold them. (Which packs a realm runs is its policy, signed for everybody to
/// read; which one an episode runs on is sealed.)
const CHOSEN: [&str; 3] = ["indigenous", "medication_needed", "calm_space"];
/// A time with six bytes that nothing else has.
const TIME: i64 = NOW - 7_654_321;
const NUMBER_OF_ENCODINGS: usize = 8;

/// Something to look for, and every form in which it is looked for.
struct Needle {
    name: String,
    forms: Vec<Vec<u8>>,
}

impl Needle {
    fn word(word: &str) -> Self {
        let utf16: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut forms = vec![word.as_bytes().to_vec(), utf16];
        forms.extend(Self::printed(word.as_bytes()));
        assert_eq!(forms.len(), NUMBER_OF_ENCODINGS);
        Self { name: word.to_owned(), forms }
    }

    fn bytes(name: &str, bytes: &[u8]) -> Self {
        let mut forms = vec![bytes.to_vec()];
        forms.extend(Self::printed(bytes));
        Self { name: name.to_owned(), forms }
    }

    /// Base64 at each of the three places that a byte can have in it, and hex in both cases. What
    /// the neighbours of the first and last byte change is cut off.
    fn printed(bytes: &[u8]) -> Vec<Vec<u8>> {
        let shifted = |before: usize| {
            let text = STANDARD_NO_PAD.encode([vec![0; before], bytes.to_vec()].concat());
            let first = (before * 8).div_ceil(6);
            let whole = (before + bytes.len()) * 8 / 6;
            text.as_bytes()[first..whole].to_vec()
        };
        let mut forms: Vec<Vec<u8>> = (0..3).map(shifted).collect();
        let url_safe = URL_SAFE_NO_PAD.encode(bytes);
        forms.push(url_safe.as_bytes()[..bytes.len() * 8 / 6].to_vec());
        let lower: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        forms.push(lower.to_uppercase().into_bytes());
        forms.push(lower.into_bytes());
        forms
    }
}

/// Where any form of any needle stands: `needle in place`. One pass, which looks closer where a form begins.
fn hits(needles: &[Needle], place: &str, bytes: &[u8]) -> Vec<String> {
    let mut beginning: HashMap<[u8; 2], Vec<(&str, &[u8])>> = HashMap::new();
    let mut begins = vec![false; 1 << 16];
    for (needle, form) in needles.iter().flat_map(|needle| needle.forms.iter().map(move |form| (needle, form))) {
        beginning.entry([form[0], form[1]]).or_default().push((&needle.name, form));
        begins[usize::from(u16::from_be_bytes([form[0], form[1]]))] = true;
    }
    let mut standing = BTreeSet::new();
    for (at, two) in bytes.windows(2).enumerate() {
        if begins[usize::from(u16::from_be_bytes([two[0], two[1]]))] {
            let here = beginning[two].iter().filter(|(_, form)| bytes[at..].starts_with(form));
            standing.extend(here.map(|(name, _)| *name));
        }
    }
    standing.into_iter().map(|name| format!("{name} in {place}")).collect()
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Everything that is logged in this process, down to what only its makers read.
fn record_the_log() -> Log {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false);
    subscriber.with_writer(move || writer.clone()).init();
    log
}

fn choices(code: &str) -> Answer {
    Answer::Given(Value::Choices(vec![code.into()]))
}

/// What a deputy writes: every kind of question, step and note.
fn write_as_deputy(deputy: &mut Notebook) -> EpisodeId {
    let episode = deputy.new_contact(contact(STATION), now()).unwrap();
    let [place, name, reference, alias, pronoun, evidence, reason, receiver, ops_note, le_note, ..] = WRITTEN;
    let answers = [
        ("place_coarse", text(place)),
        ("name_to_use", text(name)),
        ("urn", text(reference)),
        ("aliases_online", text(alias)),
        ("pronouns", text(pronoun)),
        ("language", Answer::Given(Value::Choice(CHOSEN[0].into()))),
        ("medical_flags", choices(CHOSEN[1])),
        ("accommodation", choices(CHOSEN[2])),
        ("rights_card_given", Answer::Given(Value::Instant(Instant::exact(TIME)))),
        ("youths_here", Answer::Given(Value::Number(37))),
        ("missing_since", Answer::Given(Value::Date { year: 2026, month: 5, day: 27 })),
        ("age_estimated", Answer::Given(Value::Range { low: 13, high: 16 })),
        ("found_before", Answer::Given(Value::Flag(true))),
    ];
    for (field, answer) in answers {
        deputy.answer(episode, field, answer, now()).unwrap_or_else(|error| panic!("{field}: {error}"));
    }
    let evidence = [("staging_place".to_owned(), Value::Text(evidence.into()))].into();
    deputy.step(episode, "READY-01", StepEvent { evidence, ..done() }, now()).unwrap();
    let declined = StepEvent { kind: StepKind::Declined, reason: Some(reason.into()), ..done() };
    deputy.step(episode, "ID-01", declined, now()).unwrap();
    let handed = StepEvent { kind: StepKind::Transferred, to: Some(receiver.into()), ..done() };
    deputy.step(episode, "ID-02", handed, now()).unwrap();
    deputy.note(episode, Compartment::Ops, ops_note.into(), now()).unwrap();
    deputy.note(episode, Compartment::Le, le_note.into(), now()).unwrap();
    let note = deputy.record(episode).unwrap().notes()[0].reference;
    deputy.amend(episode, note, WRITTEN[11].into(), now()).unwrap();
    deputy.draft_put("note", WRITTEN[12], now()).unwrap();
    episode
}

fn needles(deputy: &Notebook, episode: EpisodeId) -> Vec<Needle> {
    let handle = deputy.record(episode).unwrap().opened().unwrap().handle;
    let words = WRITTEN.into_iter().chain(CHOSEN).chain(NAMES).chain([STATION, &handle]);
    let mut needles: Vec<Needle> = words.map(Needle::word).collect();
    needles.push(Needle::bytes("a time that was given", &TIME.to_be_bytes()[2..]));
    needles.push(Needle::bytes("the episode's id", &episode.0));
    needles
}

// masvs:STORAGE-2 cjis:SC-28 cjis:AC-4 cjis:AU-3
#[test]
fn no_word_of_a_record_stands_in_a_servers_files_log_or_traffic() {
    let log = record_the_log();
    let mut demo = County::found_with(51, STATION, NAMES);
    demo.open();
    let (county, agency) = (&demo.county, &demo.agency);
    demo.deputy.sync(county.id, &county.relay()).unwrap();
    let episode = write_as_deputy(&mut demo.deputy.open());
    for device in [&demo.deputy, &demo.advocate, &demo.lead, &demo.deputy] {
        device.sync(county.id, &county.relay()).unwrap();
    }
    demo.advocate.open().note(episode, Compartment::Adv, WRITTEN[10].into(), now()).unwrap();
    demo.advocate.sync(agency.id, &agency.relay()).unwrap();
    let needles = needles(&demo.deputy.open(), episode);

    let mut found = Vec::new();
    let mut files = 0;
    for when in ["while it serves", "after it stopped"] {
        for realm in [&demo.county, &demo.agency] {
            for (path, bytes) in files_below(&realm.data()) {
                files += usize::from(!bytes.is_empty());
                found.extend(hits(&needles, &format!("{} {when}", path.display()), &bytes));
            }
        }
        demo.county.stop();
        demo.agency.stop();
    }
    let mut bodies = 0;
    for carried in [demo.county.tape.take(), demo.agency.tape.take()].concat() {
        bodies += 1 + usize::from(carried.answered.is_some());
        found.extend(hits(&needles, carried.kind, &carried.asked));
        found.extend(hits(&needles, carried.kind, &carried.answered.unwrap_or_default()));
    }
    let log = log.0.lock().unwrap().clone();
    found.extend(hits(&needles, "the log", &log));
    assert_eq!(found, Vec::<String>::new());

    println!(
        "T12   {} words, names, choices and ids in every form: 0 found in {files} files, {bodies} bodies and {} bytes of log",
        needles.len(),
        log.len()
    );
    // It was all there to be found.
    assert!(files >= 6 && bodies > 20, "{files} files and {bodies} bodies");
    assert!(String::from_utf8_lossy(&log).contains("/v1/entries"), "the servers' log was recorded");
    let written: Vec<u8> = [&demo.deputy, &demo.advocate]
        .iter()
        .flat_map(|device| {
            let open = device.open();
            let saves = open.record(episode).unwrap().history().into_iter().map(|save| save.op().encode().unwrap());
            saves.collect::<Vec<_>>().concat()
        })
        .collect();
    for needle in needles.iter().filter(|needle| !NAMES.contains(&needle.name.as_str()) && needle.name != WRITTEN[12]) {
        assert_eq!(hits(std::slice::from_ref(needle), "", &written).len(), 1, "{} was written", needle.name);
    }
    let people = demo.lead.open().people(demo.county.id).unwrap();
    let people: Vec<_> = people.into_iter().filter_map(|line| line.short_name).collect();
    assert!(NAMES.iter().all(|name| people.iter().any(|known| known == name)), "{people:?}");
    assert_eq!(demo.deputy.open().draft("note").unwrap().unwrap().as_slice(), WRITTEN[12].as_bytes());
    nothing_on_the_devices([demo.deputy, demo.advocate, demo.lead], &needles);
}

/// Nor does any of it stand in a file of a device, while its notebook is open and after it is locked.
fn nothing_on_the_devices(devices: [Device; 3], needles: &[Needle]) {
    let (mut found, mut files, mut length) = (Vec::new(), 0, 0);
    let mut look = |folder: &Path, when: &str| {
        for (path, bytes) in files_below(folder) {
            (files, length) = (files + 1, length + bytes.len());
            found.extend(hits(needles, &format!("{} {when}", path.display()), &bytes));
        }
    };
    for device in devices {
        look(device.folder(), "while it is open");
        look(device.sleep().folder(), "after it is locked");
    }
    assert_eq!(found, Vec::<String>::new());
    assert!(files >= 24 && length > 1 << 20, "{files} files, {length} bytes");
    println!(
        "T11   {} words, names, choices and ids in every form: 0 found in {files} files of three devices, open and locked, {} KiB",
        needles.len(),
        length / 1_024
    );
}

#[test]
fn the_search_finds_a_word_in_every_form_and_in_a_file_in_clear() {
    let word = "qzcontrolkanary";
    let needles = [Needle::word(word)];
    let utf16: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let hex: String = word.bytes().map(|byte| format!("{byte:02x}")).collect();
    let mut written = vec![word.as_bytes().to_vec(), utf16, hex.to_uppercase().into_bytes(), hex.into_bytes()];
    written.extend(
        (0..7).map(|before| STANDARD.encode([&b"beforex"[..before], word.as_bytes(), b"after"].concat()).into_bytes()),
    );
    let folder = tempfile::tempdir().unwrap();
    for (number, bytes) in written.iter().enumerate() {
        let around = [b"\x00\xff around ".as_slice(), bytes, b" it"].concat();
        std::fs::write(folder.path().join(format!("{number}")), around).unwrap();
    }
    let files = files_below(folder.path());
    assert_eq!(files.len(), 11);
    for (path, bytes) in files {
        assert_eq!(hits(&needles, "", &bytes).len(), 1, "{}", path.display());
    }
    assert!(hits(&needles, "", b"qzcontrolkanar and y").is_empty());
}

//! The saves of one contact: opened, answered, ticked off, noted, amended.

use std::collections::BTreeMap;

use first72_core::episode::{Answer, Change, ChangeRef, Dependency, Exactness, Hlc, Instant, Op, PackRef};
use first72_core::episode::{ServerTime, Signature, StepEvent, StepKind, TreeHead, Value};
use first72_core::moment::Moment;
use first72_core::protocol::Pack;
use first72_core::protocol::form::{AnswerType, TextKind};
use first72_core::protocol::pack::AskedAt;
use first72_wire::compartment::Compartment;
use first72_wire::id::{DeviceId, EpisodeId, Hash, OpId};

use super::chance::Chance;
use super::notes;

/// What a save mostly does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Opens the episode.
    Open,
    /// Answers one question.
    Answer,
    /// Adds to a list.
    List,
    /// Says something about a step.
    Step,
    /// Adds or amends a note.
    Note,
}

/// A save and what it mostly does.
pub struct Invented {
    /// What it mostly does.
    pub kind: Kind,
    /// The save.
    pub op: Op,
}

/// A night in November 2026, when all of this did not happen.
const NIGHT_MS: i64 = 1_795_500_000_000;

/// All the saves of one contact on this pack: about 35 step events and 60 answers, lists and notes.
#[must_use]
pub fn contact(pack: &Pack, chance: &mut Chance) -> Vec<Invented> {
    let mut author = Author::new(chance);
    let mut first = vec![open(pack, chance)];
    for field in pack.fields.iter().filter(|field| field.asked_at == AskedAt::Open) {
        let given = field.kind.as_ref().map(|kind| value(kind, chance, author.now));
        let answer = given.map(|given| Change::Answer {
            field: field.id.clone(),
            answer: Answer::Given(given),
            replaces: Vec::new(),
        });
        first.extend(answer);
    }
    let mut saves = vec![author.save(chance, Kind::Open, first)];
    for field in &pack.fields {
        if !chance.percent(50) {
            continue;
        }
        let key = if field.part_of.is_some() { format!("{}@{}", field.id, item(chance)) } else { field.id.clone() };
        let (kind, change) = match &field.kind {
            Some(kind) => {
                let given = answer(kind, chance, author.now);
                (Kind::Answer, Change::Answer { field: key, answer: given, replaces: author.earlier(chance, 20) })
            }
            None => (Kind::List, Change::AddItem { field: key, item: item(chance) }),
        };
        saves.push(author.save(chance, kind, vec![change]));
    }
    for step in &pack.steps {
        if !chance.percent(40) {
            continue;
        }
        let event = step_event(step, chance, author.now);
        let change = Change::Step { step: step.id.clone(), event, replaces: author.earlier(chance, 15) };
        saves.push(author.save(chance, Kind::Step, vec![change]));
    }
    for _ in 0..2 + chance.below(5) {
        let text = notes::note(chance, 4);
        let change = match author.earlier(chance, 15).first() {
            Some(note) => Change::Amend { note: *note, text, replaces: Vec::new() },
            None => Change::Note { text },
        };
        saves.push(author.save(chance, Kind::Note, vec![change]));
    }
    saves
}

/// Somebody who saves, with the clocks of one device.
struct Author {
    now: i64,
    boot_id: [u8; 16],
    boot_ms: u64,
    devices: [DeviceId; 3],
    last: Option<OpId>,
}

impl Author {
    fn new(chance: &mut Chance) -> Self {
        let days = i64::try_from(chance.below(200)).unwrap_or(0);
        Self {
            now: NIGHT_MS + days * 86_400_000,
            boot_id: chance.bytes(),
            boot_ms: 1_000_000 + chance.below(500_000_000),
            devices: std::array::from_fn(|_| DeviceId(chance.bytes())),
            last: None,
        }
    }

    fn save(&mut self, chance: &mut Chance, kind: Kind, changes: Vec<Change>) -> Invented {
        let passed = 2_000 + chance.below(240_000);
        self.now = self.now.saturating_add_unsigned(passed);
        self.boot_ms += passed;
        let id = OpId(chance.bytes());
        let when = Moment { wall_ms: self.now, boot_id: self.boot_id, boot_ms: self.boot_ms };
        let mut op = Op::new(id, Hlc::at(self.now), when, changes);
        let heads = chance.below(3);
        op.deps =
            self.devices.iter().take(usize::try_from(heads).unwrap_or(0)).map(|device| head(*device, chance)).collect();
        if chance.percent(60) {
            op.seen = Some(TreeHead { size: 100 + chance.below(900_000), root: Hash(chance.bytes()) });
            let offset_ms = i64::try_from(chance.below(4_000)).unwrap_or(0) - 2_000;
            op.server_time = Some(ServerTime { offset_ms, uncertainty_ms: 10 + chance.below(400) });
        }
        self.last = Some(id);
        Invented { kind, op }
    }

    /// In so many of a hundred cases the save before this one, as what is settled or amended.
    fn earlier(&self, chance: &mut Chance, percent: u64) -> Vec<ChangeRef> {
        let settles = chance.percent(percent);
        self.last.iter().filter(|_| settles).map(|op| ChangeRef { op: *op, index: 0 }).collect()
    }
}

fn head(device: DeviceId, chance: &mut Chance) -> Dependency {
    Dependency { device, seq: 1 + chance.below(4_000), hash8: chance.bytes() }
}

fn open(pack: &Pack, chance: &mut Chance) -> Change {
    let words = ["amber", "birch", "cedar", "delta", "ember", "fern", "granite", "harbor", "inlet", "juniper"];
    let mut word = || chance.one(&words).copied().unwrap_or_default();
    let handle = format!("{} {}", word(), word());
    Change::Open {
        episode: EpisodeId(chance.bytes()),
        compartment: Compartment::Ops,
        station: "Harbor Demo".to_owned(),
        handle,
        pack: PackRef { id: pack.id.clone(), version: pack.version.clone(), hash: None },
    }
}

fn item(chance: &mut Chance) -> String {
    let number = 1 + chance.below(4);
    format!("i{number}")
}

fn answer(kind: &AnswerType, chance: &mut Chance, now: i64) -> Answer {
    match chance.below(20) {
        0 => Answer::Unknown,
        1 => Answer::NotAsked,
        2 => Answer::Declined,
        _ => Answer::Given(value(kind, chance, now)),
    }
}

fn value(kind: &AnswerType, chance: &mut Chance, now: i64) -> Value {
    match kind {
        AnswerType::Flag => Value::Flag(chance.percent(50)),
        AnswerType::Text { kind, max_chars } => Value::Text(text(*kind, *max_chars, chance)),
        AnswerType::Choice(choices) => Value::Choice(chance.one(choices).cloned().unwrap_or_default()),
        AnswerType::Choices(choices) => {
            Value::Choices(choices.iter().filter(|_| chance.percent(30)).cloned().collect())
        }
        AnswerType::Number(bounds) => Value::Number(between(bounds.min, bounds.max, chance)),
        AnswerType::Instant => Value::Instant(instant(chance, now)),
        AnswerType::Date => {
            let day = |end: u64, chance: &mut Chance| u8::try_from(1 + chance.below(end)).unwrap_or(1);
            Value::Date { year: 2026, month: day(12, chance), day: day(28, chance) }
        }
        AnswerType::Range(bounds) => {
            let low = between(bounds.min, bounds.max, chance);
            Value::Range { low, high: between(low, bounds.max, chance) }
        }
        AnswerType::Referral => {
            let digits = |chance: &mut Chance| char::from(b'0' + u8::try_from(chance.below(10)).unwrap_or(0));
            Value::Text((0..19).map(|_| digits(chance)).collect())
        }
        AnswerType::Signature => {
            let mut coordinate = |end: u64| i64::try_from(chance.below(end)).unwrap_or(0);
            let stroke: Vec<(i64, i64)> = (0..40).map(|_| (coordinate(1_000), coordinate(400))).collect();
            Value::Signature(Signature::drawn(&[stroke]))
        }
    }
}

fn text(kind: TextKind, max_chars: u32, chance: &mut Chance) -> String {
    let written = match kind {
        TextKind::Name => notes::name(chance),
        TextKind::Reference => {
            format!("{:03}-{:05}-{:04}", chance.below(1000), chance.below(100_000), chance.below(10_000))
        }
        TextKind::Short => notes::note(chance, 1),
        TextKind::Long => notes::note(chance, 3),
    };
    written.chars().take(usize::try_from(max_chars).unwrap_or(usize::MAX)).collect()
}

fn between(low: i64, high: i64, chance: &mut Chance) -> i64 {
    let width = high.saturating_sub(low).saturating_add(1).min(1_000);
    low + i64::try_from(chance.below(width.unsigned_abs())).unwrap_or(0)
}

fn instant(chance: &mut Chance, now: i64) -> Instant {
    let ago = i64::try_from(chance.below(120) * 60_000).unwrap_or(0);
    let how = if chance.percent(20) { Exactness::Estimated { plus_minus_ms: 900_000 } } else { Exactness::Exact };
    Instant { ms: now - ago, how }
}

fn step_event(step: &first72_core::protocol::step::Step, chance: &mut Chance, now: i64) -> StepEvent {
    let kind = match chance.below(20) {
        0 => StepKind::Declined,
        1 => StepKind::NotApplicable,
        2 => StepKind::Transferred,
        3 => StepKind::Undone,
        4 => StepKind::Missed,
        _ => StepKind::Done,
    };
    let done = kind == StepKind::Done;
    let asked = step.evidence.iter().filter(|_| done);
    let mut evidence = BTreeMap::new();
    for asked in asked {
        if asked.needed || chance.percent(60) {
            evidence.insert(asked.id.clone(), value(&asked.kind, chance, now));
        }
    }
    StepEvent {
        kind,
        at: instant(chance, now),
        reason: (!done && chance.percent(70)).then(|| notes::note(chance, 1)),
        to: (kind == StepKind::Transferred).then(|| notes::name(chance)),
        evidence,
    }
}

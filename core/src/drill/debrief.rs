//! What was done, and when, beside what the pack asks: read from the records at the end of a drill.
//!
//! It has no score. What went well comes first; what is open is said with when it was due, and nothing else.

use super::cue::Known;
use super::script::{Remark, RemarkKind, Script, Words};
use crate::episode::record::StepMark;
use crate::episode::{Answer, Record, StepKind};
use crate::protocol::condition::StepState;
use crate::protocol::plan::{Due, PlannedStep, Standing};
use crate::protocol::{Facts, Pack, engine};
use first72_wire::id::PersonId;
use std::collections::BTreeMap;

/// An answer that the same person gives again within so long is a correction, not another question, in milliseconds.
const CORRECTION_MS: i64 = 10 * 60_000;

/// Everything that a debrief says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Debrief {
    /// When the story began, in milliseconds since 1970 UTC.
    pub began_ms: i64,
    /// The time of the drill at which this was read.
    pub read_ms: i64,
    /// What the script says about what went well.
    pub well: Vec<Words>,
    /// What the script says for the next time.
    pub next_time: Vec<Words>,
    /// Each young person's record, in the script's order.
    pub youths: Vec<YouthDebrief>,
}

/// One young person's record beside the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YouthDebrief {
    /// The script's id of the youth.
    pub youth: String,
    /// The two words of the record; none when it was never opened.
    pub handle: Option<String>,
    /// The steps: those that were done first, then those that are open, then those that are still ahead.
    pub lines: Vec<DebriefLine>,
    /// Questions that the young person was asked more than once.
    pub asked_twice: Vec<AskedTwice>,
}

/// One step that stood, or of which somebody spoke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebriefLine {
    /// The step's id.
    pub step: String,
    /// Whether it was for the trainee to do.
    pub mine: bool,
    /// When it was due, in milliseconds since 1970 UTC; none for "at once" and for what waits for an occasion.
    pub due_ms: Option<i64>,
    /// When somebody settled it, as they gave it.
    pub settled_ms: Option<i64>,
    /// Who settled it.
    pub by: Option<PersonId>,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done, so long before it was due.
    Early {
        /// Milliseconds.
        by_ms: i64,
    },
    /// Done, so long after it was due.
    Late {
        /// Milliseconds.
        by_ms: i64,
    },
    /// Done; it had no hour. So long after it could first be done, if that is known.
    Done {
        /// Milliseconds.
        after_ms: Option<i64>,
    },
    /// The young person declined it, it did not apply, or somebody else took it over.
    Settled(StepState),
    /// Nobody settled it, and its time has passed.
    Missed {
        /// Milliseconds since then.
        by_ms: i64,
    },
    /// Nobody settled it; it has no hour.
    Open,
    /// Its time comes after the drill.
    Ahead {
        /// Milliseconds until then.
        in_ms: i64,
    },
}

impl Outcome {
    /// Which part of the list it belongs to: done and settled, open, ahead.
    #[must_use]
    pub const fn part(self) -> u8 {
        match self {
            Self::Early { .. } | Self::Done { .. } => 0,
            Self::Settled(_) => 1,
            Self::Late { .. } => 2,
            Self::Missed { .. } => 3,
            Self::Open => 4,
            Self::Ahead { .. } => 5,
        }
    }
}

/// A question that was answered more than once, with the times and the people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedTwice {
    /// The question's key.
    pub field: String,
    /// Each answer: when, in milliseconds since 1970 UTC, and whose.
    pub answers: Vec<(i64, Option<PersonId>)>,
}

/// A record that the trainee opened.
pub struct Opened<'r> {
    /// The two words.
    pub handle: String,
    /// The record.
    pub record: &'r Record,
}

/// Reads the debrief. `roles` are the trainee's roles of the pack; `youths` has the opened records by the script's id.
#[must_use]
pub fn read(
    script: &Script,
    pack: &Pack,
    known: &Known,
    youths: &BTreeMap<String, Opened<'_>>,
    roles: &[&str],
    now_ms: i64,
) -> Debrief {
    let remarks = |kind| {
        let stands = |remark: &&Remark| remark.kind == kind && remark.when.holds(known);
        script.remarks.iter().filter(stands).map(|remark| remark.words.clone()).collect()
    };
    let youth = |id: &String| match youths.get(id) {
        Some(opened) => of_youth(id, opened, pack, roles, now_ms),
        None => YouthDebrief { youth: id.clone(), handle: None, lines: Vec::new(), asked_twice: Vec::new() },
    };
    Debrief {
        began_ms: script.start_ms,
        read_ms: now_ms,
        well: remarks(RemarkKind::Well),
        next_time: remarks(RemarkKind::NextTime),
        youths: script.youths.iter().map(|one| youth(&one.id)).collect(),
    }
}

fn of_youth(id: &str, opened: &Opened<'_>, pack: &Pack, roles: &[&str], now_ms: i64) -> YouthDebrief {
    let facts = Facts::from_record(pack, opened.record);
    let plan = engine::run(pack, &facts, now_ms, &pack.calendar);
    let mut lines: Vec<DebriefLine> = plan
        .steps
        .iter()
        .filter(|planned| planned.standing == Standing::On && !planned.before_contact)
        .map(|planned| line(planned, opened.record, roles, now_ms))
        .collect();
    lines.sort_by_key(|line| (line.outcome.part(), line.settled_ms.or(line.due_ms).unwrap_or(i64::MAX)));
    YouthDebrief {
        youth: id.to_owned(),
        handle: Some(opened.handle.clone()),
        lines,
        asked_twice: asked_twice(pack, opened.record),
    }
}

fn line(planned: &PlannedStep<'_>, record: &Record, roles: &[&str], now_ms: i64) -> DebriefLine {
    let due_ms = planned.due_at().map(|at| at.ms);
    let settled_ms = planned.settled_at;
    let outcome = match (planned.state, settled_ms, due_ms) {
        (StepState::Done, Some(done), Some(due)) if done <= due => Outcome::Early { by_ms: due.saturating_sub(done) },
        (StepState::Done, Some(done), Some(due)) => Outcome::Late { by_ms: done.saturating_sub(due) },
        (StepState::Done, done, None) => Outcome::Done { after_ms: done.zip(since(&planned.due)).map(|(d, s)| d - s) },
        (StepState::Open, _, Some(due)) if due < now_ms => Outcome::Missed { by_ms: now_ms.saturating_sub(due) },
        (StepState::Open, _, Some(due)) => Outcome::Ahead { in_ms: due.saturating_sub(now_ms) },
        (StepState::Open, ..) => Outcome::Open,
        (state, ..) => Outcome::Settled(state),
    };
    DebriefLine {
        step: planned.step.id.clone(),
        mine: planned.is_for(roles),
        due_ms,
        settled_ms,
        by: settler(record, &planned.step.id),
        outcome,
    }
}

const fn since(due: &Due<'_>) -> Option<i64> {
    match due {
        Due::Now { since } | Due::Occasion { since, .. } => *since,
        Due::At(_) | Due::NoClockYet { .. } => None,
    }
}

/// Who said the last word about a step.
fn settler(record: &Record, step: &str) -> Option<PersonId> {
    let marks = record.marks(step);
    let says = |mark: &&StepMark<'_>| !matches!(mark.event.kind, StepKind::Undone | StepKind::Reopened);
    marks.iter().rfind(says).and_then(|mark| mark.save.person())
}

/// Questions for the young person that were answered more than once, except for quick corrections by the same person.
fn asked_twice(pack: &Pack, record: &Record) -> Vec<AskedTwice> {
    let mut found = Vec::new();
    for key in record.answered() {
        let asked_of_them = pack.field(key).is_some_and(|field| field.ask_youth && field.topic.is_some());
        if !asked_of_them {
            continue;
        }
        let mut answers: Vec<(i64, Option<PersonId>)> = Vec::new();
        for written in record.answer_history(key) {
            let (at, by) = (written.save.op().when.wall_ms, written.save.person());
            let corrects = answers.last().is_some_and(|(before, who)| *who == by && at - before < CORRECTION_MS);
            if matches!(written.answer, Answer::NotAsked) || corrects {
                continue;
            }
            answers.push((at, by));
        }
        if answers.len() > 1 {
            found.push(AskedTwice { field: key.to_owned(), answers });
        }
    }
    found
}

//! How the page of a call stands: who is coming, about when, who cannot, who is there. Read from the record, pure.

use super::advocate::{CANNOT_COME, COMING, CalloutRule};
use crate::episode::record::Written;
use crate::episode::{Answer, ChangeRef, Exactness, Instant, Record, StepKind, Value};
use first72_wire::id::PersonId;

/// How far the arrival of somebody who drives through the night is off, in parts of the way: a quarter.
const PART_OFF: u64 = 4;
/// Nobody knows an arrival better than this, in milliseconds.
const LEAST_OFF_MS: u64 = 5 * MINUTE_MS;
const MINUTE_MS: u64 = 60_000;

/// Where the page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalloutState {
    /// Nobody has said yet that they are coming.
    Waits,
    /// Somebody is on the way.
    Coming,
    /// Somebody is there.
    There,
}

/// Somebody who cannot come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Who; none while the directory does not know the device.
    pub by: Option<PersonId>,
    /// Why, as the pack's code.
    pub reason: Option<String>,
    /// When it was saved, milliseconds since 1970 by that device's clock.
    pub at_ms: i64,
}

/// The page of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callout {
    /// Where it stands.
    pub state: CalloutState,
    /// Who is coming or there; none while nobody is, or the directory does not know the device.
    pub by: Option<PersonId>,
    /// When they said so, milliseconds since 1970 by that device's clock.
    pub answered_ms: Option<i64>,
    /// When they think that they will be there.
    pub eta: Option<Instant>,
    /// When they arrived.
    pub arrived: Option<Instant>,
    /// Those whose last word is that they cannot come, oldest first.
    pub refusals: Vec<Refusal>,
    /// What stands in the questions of the page; an answer that was given over it settles it.
    pub standing: Vec<ChangeRef>,
}

impl Callout {
    /// Reads the page of an episode.
    #[must_use]
    pub fn of(rule: &CalloutRule, record: &Record) -> Self {
        let arrived = latest(record, &rule.arrived).or_else(|| arrival_step(rule, record));
        let coming = record.answers(&rule.answer).into_iter().rfind(|written| says(written, COMING));
        let state = match (&arrived, &coming) {
            (Some(_), _) => CalloutState::There,
            (None, Some(_)) => CalloutState::Coming,
            (None, None) => CalloutState::Waits,
        };
        let who = coming.or_else(|| record.answers(&rule.arrived).pop());
        let asked = [&rule.answer, &rule.reason, &rule.acknowledged, &rule.eta, &rule.arrived];
        Self {
            state,
            by: who.and_then(|written| written.save.person()),
            answered_ms: coming.map(|written| written.save.op().when.wall_ms),
            eta: latest(record, &rule.eta).filter(|_| state == CalloutState::Coming),
            arrived,
            refusals: refusals(rule, record),
            standing: asked.into_iter().flat_map(|field| record.answers(field)).map(|one| one.reference).collect(),
        }
    }

    /// Whether this person's last word is that they cannot come.
    #[must_use]
    pub fn refused_by(&self, person: PersonId) -> bool {
        self.refusals.iter().any(|refusal| refusal.by == Some(person))
    }
}

/// The arrival of somebody who needs so many minutes from now, as an estimate.
#[must_use]
pub fn arrival_in(minutes: u16, now_ms: i64) -> Instant {
    let away_ms = u64::from(minutes) * MINUTE_MS;
    let ms = now_ms.saturating_add(i64::try_from(away_ms).unwrap_or(i64::MAX));
    Instant { ms, how: Exactness::Estimated { plus_minus_ms: LEAST_OFF_MS.max(away_ms / PART_OFF) } }
}

fn says(written: &Written<'_>, code: &str) -> bool {
    matches!(written.answer, Answer::Given(Value::Choice(choice)) if choice == code)
}

fn latest(record: &Record, field: &str) -> Option<Instant> {
    record.answers(field).into_iter().rev().find_map(|written| match written.answer {
        Answer::Given(Value::Instant(at)) => Some(*at),
        _ => None,
    })
}

/// An arrival that was marked on the list and not on the page.
fn arrival_step(rule: &CalloutRule, record: &Record) -> Option<Instant> {
    let marks = record.marks(&rule.arrival_step);
    marks.last().filter(|mark| mark.event.kind == StepKind::Done).map(|mark| mark.event.at)
}

/// One for each person whose last answer is that they cannot come; who gave the answer decides, not whom it settled:
/// "coming" by somebody else takes no refusal back.
fn refusals(rule: &CalloutRule, record: &Record) -> Vec<Refusal> {
    let history = record.answer_history(&rule.answer);
    let reasons = record.answer_history(&rule.reason);
    let is_last = |at: usize, written: &Written<'_>| {
        let later = history.iter().skip(at.saturating_add(1));
        !later.into_iter().any(|other| author(other) == author(written))
    };
    let last = history.iter().enumerate().filter(|(at, written)| says(written, CANNOT_COME) && is_last(*at, written));
    last.map(|(_, written)| {
        let reason = reasons.iter().find(|reason| reason.save.hash() == written.save.hash());
        Refusal {
            by: written.save.person(),
            reason: reason.and_then(|reason| match reason.answer {
                Answer::Given(Value::Choice(code)) => Some(code.clone()),
                _ => None,
            }),
            at_ms: written.save.op().when.wall_ms,
        }
    })
    .collect()
}

/// Whose answer it is: the person, or the device while nobody knows whose it is.
fn author(written: &Written<'_>) -> [u8; 16] {
    written.save.person().map_or(written.save.author().0, |person| person.0)
}

#[cfg(test)]
mod tests;

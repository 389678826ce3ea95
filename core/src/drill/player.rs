//! Which events of a script are due: pure bookkeeping over the time and what is known of the records.

use super::cue::Known;
use super::script::{Event, Script};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How far a drill has come. It is kept beside the drill's vaults, so that a drill can be gone on with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Player {
    /// Events that have happened, with their time in milliseconds since 1970 UTC.
    pub happened: BTreeMap<String, i64>,
    /// Events that were called off, because their `unless` held when they were due.
    pub called_off: BTreeMap<String, i64>,
    /// When what an event waits for was first seen to hold.
    pub ripe: BTreeMap<String, i64>,
    /// Contacts that the trainee called, with the time of the first call.
    pub called: BTreeMap<String, i64>,
    /// The order in which events happened.
    pub order: Vec<String>,
}

/// What became of an event whose time has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It happens.
    Happens,
    /// What it was to warn of is done already.
    CalledOff,
}

impl Player {
    /// The trainee calls somebody.
    pub fn call(&mut self, contact: &str, now_ms: i64) {
        self.called.entry(contact.to_owned()).or_insert(now_ms);
    }

    /// The first event whose time has come by `now_ms`, with that time; none when none has.
    ///
    /// Events come one at a time, in the order of their times, so that one can start another.
    pub fn next(&mut self, script: &Script, known: &Known, now_ms: i64) -> Option<(String, i64, Outcome)> {
        let due = self.waiting(script, known, now_ms).into_iter().filter(|(due, _)| *due <= now_ms);
        let (due_ms, event) = due.min_by_key(|(due, _)| *due)?;
        // Nothing happens before what has happened already.
        let at_ms = self.happened.values().max().map_or(due_ms, |last| due_ms.max(*last));
        let off = event.unless.as_ref().is_some_and(|cue| cue.holds(known));
        Some((event.id.clone(), at_ms, if off { Outcome::CalledOff } else { Outcome::Happens }))
    }

    /// Notes what became of an event.
    pub fn note(&mut self, event: &str, at_ms: i64, outcome: Outcome) {
        if outcome == Outcome::CalledOff {
            self.called_off.insert(event.to_owned(), at_ms);
        } else if self.happened.insert(event.to_owned(), at_ms).is_none() {
            self.order.push(event.to_owned());
        }
    }

    /// When the next event is due whose time is known already; none when all others wait for the trainee.
    pub fn next_ms(&mut self, script: &Script, known: &Known, now_ms: i64) -> Option<i64> {
        self.waiting(script, known, now_ms).into_iter().map(|(due, _)| due).min()
    }

    /// The events that have not come yet and whose time is known, in the script's order.
    fn waiting<'s>(&mut self, script: &'s Script, known: &Known, now_ms: i64) -> Vec<(i64, &'s Event)> {
        let mut waiting = Vec::new();
        for event in &script.events {
            let over = self.happened.contains_key(&event.id) || self.called_off.contains_key(&event.id);
            if let Some(due_ms) = self.due_ms(script, event, known, now_ms).filter(|_| !over) {
                waiting.push((due_ms, event));
            }
        }
        waiting
    }

    /// When an event is due, if everything that it waits for holds. A time on the clock is known beforehand.
    fn due_ms(&mut self, script: &Script, event: &Event, known: &Known, now_ms: i64) -> Option<i64> {
        // What is saved on a record waits until the trainee has opened it.
        if event.acts.iter().any(|act| !known.youths.contains_key(&act.youth)) {
            return None;
        }
        let by_clock = event.at_ms.map(|at| script.start_ms.saturating_add(at));
        let by_cue = match &event.cue {
            None => None,
            Some(cue) if cue.holds(known) => Some(*self.ripe.entry(event.id.clone()).or_insert(now_ms)),
            Some(_) => {
                self.ripe.remove(&event.id);
                return None;
            }
        };
        let from = by_clock.max(by_cue)?;
        Some(from.saturating_add(event.wait_ms))
    }
}

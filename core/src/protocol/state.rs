//! A step's state, folded from what people said about it.

use std::collections::BTreeMap;

use super::condition::StepState;
use super::facts::{Facts, StepEvent, StepKind};

/// What is left of a step's events: the last word, and the "done"s that still hold.
#[derive(Clone, Debug)]
pub(crate) struct Folded<'f> {
    /// The state by the last word, as if one "done" were enough.
    pub(crate) state: StepState,
    /// Every "done" since the step was last opened and not taken back, in the record's order.
    pub(crate) done: Vec<&'f StepEvent>,
    /// The event that made the state; `None` while open.
    pub(crate) by: Option<&'f StepEvent>,
}

impl Folded<'_> {
    /// A step about which nobody said anything.
    pub(crate) const UNTOUCHED: Folded<'static> = Folded { state: StepState::Open, done: Vec::new(), by: None };
}

/// Folds every step that has events.
pub(crate) fn fold_all(facts: &Facts) -> BTreeMap<&str, Folded<'_>> {
    facts.events.iter().map(|(step, events)| (step.as_str(), fold(events))).collect()
}

/// Folds one step's events, oldest first. "Undone" takes the last word back; "reopened" begins anew.
pub(crate) fn fold(events: &[StepEvent]) -> Folded<'_> {
    let mut said: Vec<&StepEvent> = Vec::new();
    for event in events {
        if event.kind == StepKind::Undone {
            said.pop();
        } else {
            said.push(event);
        }
    }
    let since = said.iter().rposition(|event| event.kind == StepKind::Reopened).map_or(0, |at| at.saturating_add(1));
    let now = said.split_off(since);
    let by = now.last().copied();
    let done = now.into_iter().filter(|event| event.kind == StepKind::Done).collect();
    Folded { state: by.map_or(StepState::Open, |event| state(event.kind)), done, by }
}

/// Whether a step with these events is open, as if one "done" were enough.
pub(crate) fn is_open(events: &[StepEvent]) -> bool {
    fold(events).state == StepState::Open
}

const fn state(kind: StepKind) -> StepState {
    match kind {
        StepKind::Done => StepState::Done,
        StepKind::Declined => StepState::Declined,
        StepKind::NotApplicable => StepState::NotApplicable,
        StepKind::Missed => StepState::Missed,
        StepKind::Transferred => StepState::Transferred,
        StepKind::Undone | StepKind::Reopened => StepState::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::facts::Instant;

    fn states(kinds: &[StepKind]) -> (StepState, usize) {
        let event = |kind: &StepKind| StepEvent {
            kind: *kind,
            at: Instant::exact(0),
            reason: None,
            to: None,
            evidence: BTreeMap::new(),
        };
        let events: Vec<StepEvent> = kinds.iter().map(event).collect();
        let folded = fold(&events);
        (folded.state, folded.done.len())
    }

    #[test]
    fn the_last_word_stands() {
        use StepKind::{Declined, Done, Missed, Reopened, Undone};
        assert_eq!(states(&[]), (StepState::Open, 0));
        assert_eq!(states(&[Done]), (StepState::Done, 1));
        assert_eq!(states(&[Done, Undone]), (StepState::Open, 0));
        assert_eq!(states(&[Undone]), (StepState::Open, 0), "nothing to take back");
        assert_eq!(states(&[Done, Done, Undone]), (StepState::Done, 1));
        assert_eq!(
            states(&[Done, Declined, Undone]),
            (StepState::Done, 1),
            "the last word is taken back, whatever it was"
        );
        assert_eq!(states(&[Missed, Done]), (StepState::Done, 1), "late is done");
        assert_eq!(states(&[Done, Reopened]), (StepState::Open, 0));
        assert_eq!(states(&[Done, Reopened, Undone]), (StepState::Done, 1));
    }
}

//! A step's state, folded from what people said about it.

use std::collections::BTreeMap;

use super::condition::StepState;
use super::facts::{Facts, Mark, MarkKind};

/// What is left of a step's marks: the last word, and the "done"s that still hold.
#[derive(Clone, Debug)]
pub(crate) struct Folded<'f> {
    /// The state by the last word, as if one "done" were enough.
    pub(crate) state: StepState,
    /// Every "done" that was not taken back, in the record's order.
    pub(crate) done: Vec<&'f Mark>,
    /// The mark that made the state; `None` while open.
    pub(crate) by: Option<&'f Mark>,
}

impl Folded<'_> {
    /// A step about which nobody said anything.
    pub(crate) const UNTOUCHED: Folded<'static> = Folded { state: StepState::Open, done: Vec::new(), by: None };
}

/// Folds every step that has marks.
pub(crate) fn fold_all(facts: &Facts) -> BTreeMap<&str, Folded<'_>> {
    facts.marks.iter().map(|(step, marks)| (step.as_str(), fold(marks))).collect()
}

/// Folds one step's marks, oldest first. "Undone" takes back the last "done" and nothing else; "reopened" begins anew.
pub(crate) fn fold(marks: &[Mark]) -> Folded<'_> {
    let mut folded = Folded { state: StepState::Open, done: Vec::new(), by: None };
    for mark in marks {
        let state = match mark.kind {
            MarkKind::Done => {
                folded.done.push(mark);
                StepState::Done
            }
            MarkKind::Undone => {
                folded.done.pop();
                if folded.state == StepState::Done {
                    folded.by = folded.done.last().copied();
                    folded.state = if folded.by.is_some() { StepState::Done } else { StepState::Open };
                }
                continue;
            }
            MarkKind::Reopened => {
                folded = Folded { state: StepState::Open, done: Vec::new(), by: None };
                continue;
            }
            MarkKind::Declined => StepState::Declined,
            MarkKind::NotApplicable => StepState::NotApplicable,
            MarkKind::Missed => StepState::Missed,
            MarkKind::Transferred => StepState::Transferred,
        };
        folded.state = state;
        folded.by = Some(mark);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::facts::{Exactness, Instant};

    fn states(kinds: &[MarkKind]) -> (StepState, usize) {
        let mark = |kind: &MarkKind| Mark { kind: *kind, at: Instant { ms: 0, how: Exactness::Exact }, evidence: BTreeMap::new() };
        let marks: Vec<Mark> = kinds.iter().map(mark).collect();
        let folded = fold(&marks);
        (folded.state, folded.done.len())
    }

    #[test]
    fn the_last_word_stands() {
        use MarkKind::{Declined, Done, Missed, Reopened, Undone};
        assert_eq!(states(&[]), (StepState::Open, 0));
        assert_eq!(states(&[Done]), (StepState::Done, 1));
        assert_eq!(states(&[Done, Undone]), (StepState::Open, 0));
        assert_eq!(states(&[Done, Done, Undone]), (StepState::Done, 1));
        assert_eq!(states(&[Declined, Undone]), (StepState::Declined, 0), "only a done can be undone");
        assert_eq!(states(&[Missed, Done]), (StepState::Done, 1), "late is done");
        assert_eq!(states(&[Done, Reopened]), (StepState::Open, 0));
    }
}

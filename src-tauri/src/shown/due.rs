//! Due times and what is due next.

use super::Shown;
use crate::view::{DueAtView, DueView, NextDue};
use first72_core::protocol::plan::{Due, DueAt, PlannedStep};

impl Shown<'_> {
    pub(crate) fn due(&self, due: &Due<'_>) -> DueView {
        match due {
            Due::Now { since } => DueView::Now { since_ms: *since },
            Due::At(at) => DueView::At { due: self.due_at(at) },
            Due::Occasion { occasion, at, .. } => {
                DueView::Occasion { what: self.words.occasion(occasion), due: at.as_ref().map(|at| self.due_at(at)) }
            }
            Due::NoClockYet { clock } => DueView::NoClockYet { clock: self.words.clock(clock) },
        }
    }

    fn due_at(&self, at: &DueAt<'_>) -> DueAtView {
        DueAtView {
            ms: at.ms,
            plus_minus_ms: at.plus_minus_ms,
            assumed_from: at.assumed_from.map(|clock| self.words.clock(clock)),
            beyond_calendar: at.beyond_calendar,
        }
    }

    /// The next thing due: this person's own first.
    pub(crate) fn next(&self) -> Option<NextDue> {
        let mine = self.my_roles();
        let next = |step: &PlannedStep<'_>| NextDue {
            step: step.step.id.clone(),
            title: self.words.step(&step.step.id),
            due: self.due(&step.due),
            mine: step.is_for(&mine),
        };
        self.plan.mine(&mine).first().copied().or_else(|| self.plan.next_due()).map(next)
    }
}

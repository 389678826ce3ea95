//! How well the time is known, and the clocks of an episode with where each one's time comes from.

use super::Shown;
use super::answer::when_of;
use super::episode::count;
use crate::view::{ClockFrom, ClockTime, ClockTrouble, TimeView, Times, Trouble};
use first72_core::moment::Moment;
use first72_core::notebook::{Notebook, NotebookError};
use first72_core::protocol::clock::{ClockState, ReadFrom};
use first72_core::protocol::pack::CLOCK_PREFIX;
use first72_core::reckoning::{ClockProblem, Known};

/// How well the open notebook knows the time.
pub(crate) fn known(notebook: &Notebook, now: Moment) -> TimeView {
    match notebook.time(now).known() {
        Known::Exact => TimeView::Exact,
        Known::Estimated { plus_minus_ms } => TimeView::Estimated { plus_minus_ms: milliseconds(plus_minus_ms) },
        Known::Problem { problem, plus_minus_ms } => {
            let (problem, by_ms) = match problem {
                ClockProblem::Moved { by_ms } => (ClockTrouble::Moved, by_ms),
                ClockProblem::Behind { by_ms } => (ClockTrouble::Behind, milliseconds(by_ms).saturating_neg()),
                ClockProblem::ServerDiffers { by_ms } => (ClockTrouble::ServerDiffers, by_ms),
                ClockProblem::NotChecked => (ClockTrouble::NotChecked, 0),
            };
            TimeView::Problem { problem, by_ms, plus_minus_ms: plus_minus_ms.map(milliseconds) }
        }
    }
}

/// Longer than any life is as long as can be.
pub(crate) fn milliseconds(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}

impl Shown<'_> {
    /// How well this device knows the time.
    pub(crate) fn time(&self) -> TimeView {
        known(self.notebook, self.now)
    }

    /// # Errors
    /// When there is no such episode here.
    pub(crate) fn times(&self) -> Result<Times, Trouble> {
        let opened = self.record.opened().ok_or(NotebookError::NoEpisode)?;
        let mut clocks: Vec<ClockTime> = self.plan.clocks.iter().filter_map(|clock| self.clock_time(clock)).collect();
        clocks.sort_by_key(|clock| match (&clock.from, clock.at) {
            (ClockFrom::Given | ClockFrom::Step { .. }, Some(at)) => (0, at.ms),
            (ClockFrom::Assumed { .. }, _) => (1, 0),
            _ => (2, 0),
        });
        Ok(Times {
            episode: self.episode.to_string(),
            handle: opened.handle,
            clocks,
            warnings: self.plan.warnings.iter().map(|warning| self.warning(warning)).collect(),
            may_write: self.may_write(),
            now_ms: self.now_ms(),
        })
    }

    /// One clock, where this person may read its time.
    fn clock_time(&self, clock: &ClockState<'_>) -> Option<ClockTime> {
        let field = format!("{CLOCK_PREFIX}{}", clock.id);
        let known = self.pack.field(&field)?;
        if !self.reaches(known) {
            return None;
        }
        let reading = clock.reading.as_ref();
        let from = match reading.map(|reading| &reading.from) {
            None => ClockFrom::Nowhere,
            Some(ReadFrom::Answer) => ClockFrom::Given,
            Some(ReadFrom::Step { step }) => ClockFrom::Step { title: self.words.step(step) },
            Some(ReadFrom::Assumed { clock }) => ClockFrom::Assumed { clock: self.words.clock(clock) },
        };
        let counted = |step: &&first72_core::protocol::plan::PlannedStep<'_>| {
            step.is_open() && step.step.clock.as_deref() == Some(clock.id)
        };
        Some(ClockTime {
            question: self.question(&field).ok()?,
            zero: self.words.texts.clocks.get(clock.id).and_then(|text| text.zero.clone()),
            at: reading.map(|reading| when_of(reading.ms, reading.plus_minus_ms)),
            from,
            steps: count(self.plan.steps.iter().filter(counted).count()),
        })
    }
}

//! The young person is gone, or back: one tap each, no reason asked, nothing closes, and a tap by mistake is taken back.

use super::Notebook;
use super::answering::Before;
use super::error::NotebookError;
use crate::episode::record::Written;
use crate::episode::{Answer, Instant, Record, Value};
use crate::moment::Moment;
use crate::protocol::facts::Seen;
use first72_wire::id::EpisodeId;

/// The question whether the young person is gone.
pub const LEFT: &str = "left";
/// The clock of a young person who is gone.
pub const MISSING: &str = "clock.TM_missing_known";
/// The clock of a young person who was found again.
pub const LOCATED: &str = "clock.located";

impl Notebook {
    /// The young person is gone, or back: one tap, no reason, nothing closes.
    ///
    /// # Errors
    /// As [`Notebook::answer`].
    pub fn left(&mut self, episode: EpisodeId, gone: bool, now: Moment) -> Result<(), NotebookError> {
        self.left_over(episode, gone, None, Before::Everything, now)
    }

    /// As [`Notebook::left`], over what the person saw, and with the time at which it happened when that is not now. The
    /// clock of a missing young person starts from that time, and that of one who was found again from their return, where
    /// the pack has them and this person may write them.
    ///
    /// # Errors
    /// As [`Notebook::answer`].
    pub fn left_over(
        &mut self,
        episode: EpisodeId,
        gone: bool,
        at: Option<Instant>,
        before: Before<'_>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let (_, pack) = self.opened(episode)?;
        let at = at.unwrap_or_else(|| Instant::exact(self.time(now).ms));
        let mut answers = vec![(LEFT.to_owned(), Answer::Given(Value::Flag(gone)))];
        let was_gone = self.seen(episode, LEFT) == Seen::Given(Value::Flag(true));
        let clock = if gone { Some(MISSING) } else { was_gone.then_some(LOCATED) };
        // Whoever leaves again is not found any more.
        let found = matches!(self.seen(episode, LOCATED), Seen::Given(_));
        if gone && found {
            answers.push((LOCATED.to_owned(), Answer::Unknown));
        }
        // Whoever may not write the clock has still said that the young person is gone.
        let writable =
            |clock: &&str| pack.field(clock).is_some_and(|field| self.home(episode, &field.compartments).is_ok());
        answers.extend(clock.filter(writable).map(|clock| (clock.to_owned(), Answer::Given(Value::Instant(at)))));
        self.answer_all(episode, &answers, before, now)
    }

    /// Takes the last tap about it back: what stood before stands again, the clocks that it had set too. All of it stays in
    /// the history.
    ///
    /// # Errors
    /// As [`Notebook::answer`].
    pub fn take_back_left(&mut self, episode: EpisodeId, before: Before<'_>, now: Moment) -> Result<(), NotebookError> {
        let (record, pack) = self.opened(episode)?;
        let Some(tap) = record.answers(LEFT).into_iter().last() else { return Ok(()) };
        let mut answers = vec![(LEFT.to_owned(), earlier(record, LEFT))];
        for clock in [MISSING, LOCATED] {
            let set = record.answers(clock).into_iter().any(|one| same_save(&one, &tap));
            if set && pack.field(clock).is_some() {
                answers.push((clock.to_owned(), earlier(record, clock)));
            }
        }
        self.answer_all(episode, &answers, before, now)
    }
}

fn same_save(one: &Written<'_>, other: &Written<'_>) -> bool {
    one.save.op().op_id == other.save.op().op_id
}

/// The answer before the one that stands; not asked, where there was none.
fn earlier(record: &Record, field: &str) -> Answer {
    let history = record.answer_history(field);
    history.iter().rev().find(|written| written.settled).map_or(Answer::NotAsked, |written| written.answer.clone())
}

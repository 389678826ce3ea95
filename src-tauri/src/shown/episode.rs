//! One episode: its line in tonight's list, its head with the clocks, its line on the board.

use super::answer::{exact, when, when_of};
use super::{Shown, reference_text, saved_ms};
use crate::view::{BoardRow, ClockView, EpisodeHead, EpisodeLine, PlanLine, Trouble, When};
use first72_core::episode::{Answer, Instant, Record, Value};
use first72_core::notebook::Compartment;
use first72_core::notebook::rights;
use first72_core::notebook::{FIRST_CONTACT, LEFT, LOCATED, MISSING, NotebookError, Outgoing};
use first72_core::protocol::clock::{ReadFrom, Reading};
use first72_core::protocol::condition::{Reason, StepState};
use first72_core::protocol::pack::CLOCK_PREFIX;
use first72_core::protocol::plan::{Due, PlannedStep};
use first72_core::protocol::step::Kind;

/// The two windows that every screen of an episode shows.
const MAIN: [&str; 2] = ["first_90_min", "first_72h"];
const HOUR_MS: i64 = 60 * 60 * 1000;
/// 48 hours of a court over a weekend with a holiday are still a window of these days.
const LONGEST_WINDOW_MS: i64 = 7 * 24 * HOUR_MS;

impl Shown<'_> {
    /// A line of the list. `handed_by` is who handed it to this person, while that waits to be confirmed.
    pub(crate) fn line(
        &self,
        outgoing: &Outgoing<'_>,
        handed_by: Option<Option<String>>,
    ) -> Result<EpisodeLine, Trouble> {
        let opened = self.record.opened().ok_or(NotebookError::NoEpisode)?;
        Ok(EpisodeLine {
            episode: self.episode.to_string(),
            handle: opened.handle,
            station: opened.station,
            started: started(self.record),
            next: self.next(),
            mine_open: count(self.plan.mine(&self.my_roles()).len()),
            late: count(self.plan.steps.iter().filter(|step| step.is_open() && step.late).count()),
            left: self.left_at().is_some(),
            differ: count(self.record.differing().count()),
            handed_by: handed_by.map(Option::unwrap_or_default),
            kept: self.kept(outgoing)?,
        })
    }

    pub(crate) fn head(&self, outgoing: &Outgoing<'_>) -> Result<EpisodeHead, Trouble> {
        let opened = self.record.opened().ok_or(NotebookError::NoEpisode)?;
        let mut questions = self.questions().peekable();
        let all = questions.by_ref().count();
        let custody = self.notebook.custody(self.episode, self.now)?;
        let answered = self.questions().filter(|field| !self.record.answers(&field.id).is_empty()).count();
        Ok(EpisodeHead {
            episode: self.episode.to_string(),
            handle: opened.handle,
            station: opened.station,
            started: started(self.record),
            clocks: self.clocks(),
            left_at: self.left_at(),
            left_shown: self.left_shown(),
            after_leaving: self.after_leaving(),
            pack: format!("{} {}", self.words.texts.title, self.pack.version),
            protocol: self.protocol_line()?,
            may_write: self.may_write(),
            rights: self.question_in_reach(rights::ADVOCATE).is_some(),
            notes: self.notebook.writable(self.episode).contains(&Compartment::Adv),
            card: self.pack.card.is_some(),
            callout: self.callout_line(),
            linked: self.linked()?,
            answered: count(answered),
            questions: count(all),
            differ: self.differing(),
            handed: self.handed_now(&custody),
            late_saves: self.late_saves(),
            goes_from_here: custody.goes_from_here,
            can_hand_over: self.notebook.can_hand_over(self.episode, self.now),
            kept: self.kept(outgoing)?,
            time: self.time(),
            now_ms: self.now_ms(),
        })
    }

    pub(crate) fn board_row(&self, outgoing: &Outgoing<'_>) -> Result<BoardRow, Trouble> {
        let opened = self.record.opened().ok_or(NotebookError::NoEpisode)?;
        let open = || self.plan.steps.iter().filter(|step| step.is_open());
        let due = open().filter(|step| step.late || matches!(step.due, Due::Now { .. }));
        let history = self.record.history();
        let opener = || history.first().map(|save| self.by(save)).filter(|name| !name.is_empty());
        let custody = self.notebook.custody(self.episode, self.now)?;
        let handed = self.handed_now(&custody);
        Ok(BoardRow {
            episode: self.episode.to_string(),
            handle: opened.handle,
            started: started(self.record),
            clocks: self.clocks(),
            unconfirmed: handed.as_ref().is_some_and(|handed| handed.taken.is_none()),
            can_hand_over: self.notebook.can_hand_over(self.episode, self.now),
            owner: handed.map_or_else(opener, |handed| handed.to),
            missing: due.map(|step| self.words.step(&step.step.id)).collect(),
            next: self.next(),
            callout: self.callout_line(),
            late: count(open().filter(|step| step.late).count()),
            late_saves: self.late_saves(),
            left: self.left_at().is_some(),
            kept: self.kept(outgoing)?,
        })
    }

    /// When the youth left, as somebody gave it, else when the tap "left" was made; while it stands.
    pub(crate) fn left_at(&self) -> Option<When> {
        let answers = self.record.answers(LEFT);
        let mut gone = answers.iter().filter(|written| *written.answer == Answer::Given(Value::Flag(true)));
        let tap = gone.next()?;
        let given = self.record.answers(MISSING).into_iter().find(|time| time.save.op().op_id == tap.save.op().op_id);
        match given.map(|time| time.answer) {
            Some(Answer::Given(Value::Instant(at))) => Some(when(*at)),
            _ => Some(exact(saved_ms(&tap.save))),
        }
    }

    /// What there is to do because the young person left or came back, this person's own first.
    fn after_leaving(&self) -> Vec<PlanLine> {
        let mine = self.my_roles();
        let by_leaving = |reason: &Reason| match reason {
            Reason::Answer { field } => field == LEFT,
            Reason::Clock { clock, set } => *set && LOCATED.strip_prefix(CLOCK_PREFIX) == Some(clock.as_str()),
            _ => false,
        };
        let open = self.plan.steps.iter().filter(|step| step.is_open());
        let mut steps: Vec<_> = open.filter(|step| step.because.iter().any(by_leaving)).collect();
        steps.sort_by_key(|step| (!step.is_for(&mine), step.urgency()));
        steps.into_iter().map(|step| self.plan_line(step, &mine)).collect()
    }

    fn left_shown(&self) -> Vec<String> {
        let standing = [LEFT, MISSING, LOCATED].into_iter().flat_map(|field| self.record.answers(field));
        standing.map(|written| reference_text(written.reference)).collect()
    }

    /// The windows that run now, the main ones first: those of the pack of 72 hours at most, and those of the law
    /// that are longer than a day and not done, such as the report in 36 hours and the 48 hours of a court.
    fn clocks(&self) -> Vec<ClockView> {
        let mut clocks: Vec<ClockView> = self.pack.phases.iter().filter_map(|phase| self.window(phase)).collect();
        clocks.retain(|clock| clock.main || (self.runs(clock) && length(clock) <= 72 * HOUR_MS));
        let by_law: Vec<ClockView> = self.plan.steps.iter().filter_map(|step| self.legal_window(step)).collect();
        for clock in by_law {
            if !clocks.iter().any(|there| there.ends_ms == clock.ends_ms) {
                clocks.push(clock);
            }
        }
        clocks.sort_by_key(|clock| (!clock.main, clock.ends_ms));
        clocks
    }

    fn runs(&self, clock: &ClockView) -> bool {
        clock.zero.is_some() && clock.ends_ms.is_some_and(|ends| ends > self.now_ms())
    }

    fn legal_window(&self, planned: &PlannedStep<'_>) -> Option<ClockView> {
        let (Kind::Law, true, Due::At(at)) = (planned.step.kind, planned.is_open(), &planned.due) else { return None };
        let reading = self.plan.clock(planned.step.clock.as_deref()?)?.reading.as_ref()?;
        let clock = ClockView {
            clock: planned.step.id.clone(),
            name: self.words.step(&planned.step.id),
            zero: Some(zero(reading)),
            ends_ms: Some(at.ms),
            assumed: at.assumed_from.is_some(),
            main: false,
            met: false,
        };
        let is_window = length(&clock) > 24 * HOUR_MS && length(&clock) <= LONGEST_WINDOW_MS;
        (is_window && self.runs(&clock)).then_some(clock)
    }

    fn window(&self, phase: &first72_core::protocol::pack::Phase) -> Option<ClockView> {
        let (_, clock) = phase.ends.as_ref()?;
        let reading = self.plan.clock(clock).and_then(|state| state.reading.as_ref());
        let ends = self.plan.phases.iter().find(|(id, _)| *id == phase.id).and_then(|(_, ends)| *ends);
        let of_phase = || self.plan.steps.iter().filter(|step| step.step.phase == phase.id);
        let met = of_phase().any(|step| step.state == StepState::Done) && !of_phase().any(|step| step.is_open());
        Some(ClockView {
            clock: phase.id.clone(),
            name: self.words.phase(&phase.id),
            zero: reading.map(zero),
            ends_ms: ends,
            assumed: reading.is_some_and(|reading| matches!(reading.from, ReadFrom::Assumed { .. })),
            main: MAIN.contains(&phase.id.as_str()),
            met,
        })
    }
}

/// First contact as it was given; while nobody has, when the first save was made.
pub(super) fn started(record: &Record) -> When {
    let given = record.answers(FIRST_CONTACT).into_iter().find_map(|written| match written.answer {
        Answer::Given(Value::Instant(at)) => Some(*at),
        _ => None,
    });
    let saved = || record.history().first().map_or(0, saved_ms);
    when(given.unwrap_or_else(|| Instant::exact(saved())))
}

/// How long a window is; one without a zero or an end is longer than any.
fn length(clock: &ClockView) -> i64 {
    let from = clock.zero.as_ref().map(|zero| zero.ms);
    clock.ends_ms.zip(from).map_or(i64::MAX, |(ends, from)| ends.saturating_sub(from))
}

const fn zero(reading: &Reading) -> When {
    when_of(reading.ms, reading.plus_minus_ms)
}

/// More than four thousand million of anything is not shown.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

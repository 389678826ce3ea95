//! The engine: a pack, what is known about one episode, and a time; out comes the plan. Pure, and never panics.

use std::collections::BTreeMap;

use super::calendar::Calendar;
use super::clock::{self, ClockState, ReadFrom, Reading};
use super::condition::{Condition, Judged, Reason, Scene, StepState, Truth, WhenUnknown};
use super::due::{DueRule, Measure, Until};
use super::facts::{Facts, Seen, StepEvent, StepKind};
use super::hours::Availability;
use super::length;
use super::pack::{Pack, Phase};
use super::plan::{Due, DueAt, Plan, PlannedStep, Standing, Switch, Turn, Unnamed, Warning};
use super::state::{self, Folded};
use super::step::{Gate, Step};

/// How long before its end the calendar is announced to end: sixty days.
const ANNOUNCE_MS: i64 = 60 * 24 * length::HOUR_MS;

/// Plans one episode.
///
/// `calendar` is the pack's own, or a newer one for the same place. `now_ms` decides only what is late and whether the
/// calendar is about to end; steps, states and due times do not depend on it.
#[must_use]
pub fn run<'p>(pack: &'p Pack, facts: &Facts, now_ms: i64, calendar: &Calendar) -> Plan<'p> {
    let folded = state::fold_all(facts);
    let clocks = clock::read(pack, facts, &folded);
    let desk = Desk::laid(pack, facts, calendar, &folded, &clocks);
    let mut steps: Vec<PlannedStep<'p>> = pack.steps.iter().filter_map(|step| desk.plan_step(step, now_ms)).collect();
    set_aside(pack, &desk.branches, &mut steps);
    let phases = pack.phases.iter().map(|phase| (phase.id.as_str(), desk.phase_end(phase))).collect();
    let (tracks, branches) = (desk.tracks, desk.branches);
    let warnings = warnings(pack, calendar, &clocks, &steps, now_ms);
    let unnamed = unnamed(pack, &folded);
    Plan { steps, clocks, branches, tracks, phases, warnings, unnamed }
}

/// Whether things stand for one episode, by their own gates alone: for what is no step, such as a line of a card.
#[must_use]
pub fn stand(pack: &Pack, facts: &Facts, calendar: &Calendar, gates: &[&Gate]) -> Vec<bool> {
    let folded = state::fold_all(facts);
    let clocks = clock::read(pack, facts, &folded);
    let desk = Desk::laid(pack, facts, calendar, &folded, &clocks);
    gates.iter().map(|gate| gate.when.judge(&desk).stands(gate.unknown)).collect()
}

/// What the engine has found so far; conditions look at it.
struct Desk<'a, 'p> {
    pack: &'p Pack,
    facts: &'a Facts,
    calendar: &'a Calendar,
    folded: &'a BTreeMap<&'a str, Folded<'a>>,
    clocks: &'a [ClockState<'p>],
    states: BTreeMap<&'p str, StepState>,
    tracks: Vec<Switch<'p>>,
    branches: Vec<Switch<'p>>,
}

impl Scene for Desk<'_, '_> {
    fn answer(&self, field: &str) -> &Seen {
        self.facts.answer(field)
    }

    fn state(&self, step: &str) -> StepState {
        self.states.get(step).copied().unwrap_or(StepState::Open)
    }

    fn clock_set(&self, clock: &str) -> bool {
        self.clock(clock).is_some_and(|state| state.own().is_some())
    }

    fn distance(&self, clock: &str, of: &str) -> Option<(i64, i64)> {
        let (early, late) = (self.clock(clock)?.own()?, self.clock(of)?.own()?);
        if early.disputed || late.disputed {
            return None;
        }
        let middle = late.ms.checked_sub(early.ms)?;
        let wide = early.plus_minus_ms.checked_add(late.plus_minus_ms)?;
        Some((middle.checked_sub(wide)?, middle.checked_add(wide)?))
    }

    fn during(&self, clock: &str, hours: &str) -> Truth {
        let instant = self.clock(clock).and_then(|state| state.own()).filter(|reading| !reading.disputed);
        let hours = self.pack.hours.iter().find(|named| named.id == hours);
        let (Some(instant), Some(named)) = (instant, hours) else { return Truth::NotKnown };
        let truth = |ms| match named.hours.at(ms, self.calendar, self.pack.time_zone) {
            Availability::Open { until_ms } => (Truth::Yes, until_ms),
            Availability::Closed { opens } => (Truth::No, opens.map(|opens| opens.ms)),
            Availability::MayBeOpen(_) => (Truth::NotKnown, None),
        };
        let early = instant.ms.saturating_sub(instant.plus_minus_ms);
        let late = instant.ms.saturating_add(instant.plus_minus_ms);
        // The whole estimate has to lie on one side of the next change.
        match truth(early) {
            (_, Some(until)) if until <= late => Truth::NotKnown,
            (known, _) => known,
        }
    }

    fn track(&self, track: &str) -> Truth {
        truth(&self.tracks, track)
    }

    fn branch(&self, branch: &str) -> Truth {
        truth(&self.branches, branch)
    }
}

/// The truth of a switch; one that is on only for safety is not known.
fn truth(switches: &[Switch<'_>], id: &str) -> Truth {
    switches.iter().find(|switch| switch.id == id).map_or(Truth::No, |switch| match (switch.truth, switch.on) {
        (Truth::NotKnown, false) => Truth::No,
        (truth, _) => truth,
    })
}

impl<'a, 'p> Desk<'a, 'p> {
    /// States first, then tracks, then branches: each looks only at what is there already.
    fn laid(
        pack: &'p Pack,
        facts: &'a Facts,
        calendar: &'a Calendar,
        folded: &'a BTreeMap<&'a str, Folded<'a>>,
        clocks: &'a [ClockState<'p>],
    ) -> Self {
        let (states, tracks, branches) = (BTreeMap::new(), Vec::new(), Vec::new());
        let mut desk = Self { pack, facts, calendar, folded, clocks, states, tracks, branches };
        let said = folded.keys().filter_map(|id| pack.step(id));
        desk.states = said.map(|step| (step.id.as_str(), desk.state_of(step))).collect();
        desk.tracks = pack.tracks.iter().map(|track| desk.switch(&track.id, &track.gate)).collect();
        desk.branches = pack.branches.iter().map(|branch| desk.switch(&branch.id, &branch.gate)).collect();
        desk
    }
}

impl<'p> Desk<'_, 'p> {
    fn clock(&self, id: &str) -> Option<&ClockState<'p>> {
        self.clocks.iter().find(|clock| clock.id == id)
    }

    fn reading(&self, id: Option<&str>) -> Option<&Reading> {
        self.clock(id?)?.reading.as_ref()
    }

    fn folded(&self, step: &Step) -> &Folded<'_> {
        self.folded.get(step.id.as_str()).unwrap_or(const { &Folded::UNTOUCHED })
    }

    fn switch(&self, id: &'p str, gate: &Gate) -> Switch<'p> {
        let judged = gate.when.judge(self);
        Switch { id, on: judged.stands(gate.unknown), truth: judged.truth, because: judged.because }
    }

    fn distance_from(&self, measure: &Measure, clock: &str) -> Option<i64> {
        let reading = self.reading(Some(clock))?;
        measure.from(reading.ms, self.calendar, self.pack.time_zone).map(|counted| counted.ms)
    }

    /// The state with turns taken into account: a step with several is done when all are.
    fn state_of(&self, step: &Step) -> StepState {
        let folded = self.folded(step);
        if folded.state != StepState::Done {
            return folded.state;
        }
        let finished = match &step.due {
            DueRule::Turns(turns) => folded.done.len() >= turns.len(),
            DueRule::Each { every, until } => self.each_is_over(step, every, until.as_ref()),
            DueRule::Now | DueRule::Occasion(_) | DueRule::Once(_) => true,
        };
        if finished { StepState::Done } else { StepState::Open }
    }

    fn each_is_over(&self, step: &Step, every: &Measure, until: Option<&Until>) -> bool {
        let end = match until {
            None => return false,
            Some(Until::Measure(measure)) => step.clock.as_ref().and_then(|clock| self.distance_from(measure, clock)),
            Some(Until::Occasion(id)) => self.occasion(id).map(|(reading, _)| reading.ms),
        };
        let next = self.next_turn(step, every);
        matches!((next, end), (Some(next), Some(end)) if next.ms > end)
    }

    /// When the next turn is due: so long after the last one, or after the clock.
    fn next_turn(&self, step: &Step, every: &Measure) -> Option<DueAt<'p>> {
        let last = self.folded(step).done.iter().filter_map(|event| clock::sane(event.at)).map(|(ms, _)| ms).max();
        let reading = self.reading(step.clock.as_deref());
        let from = reading.map(|reading| reading.ms).max(last)?;
        let counted = every.from(from, self.calendar, self.pack.time_zone)?;
        let by_clock = reading.filter(|_| last.is_none());
        Some(DueAt {
            ms: counted.ms,
            plus_minus_ms: by_clock.map_or(0, |reading| reading.plus_minus_ms),
            assumed_from: by_clock.and_then(|reading| self.assumed(reading)),
            beyond_calendar: counted.beyond,
        })
    }

    /// The pack's own name of the clock that stands in.
    fn assumed(&self, reading: &Reading) -> Option<&'p str> {
        let ReadFrom::Assumed { clock } = &reading.from else { return None };
        self.pack.clock(clock).map(|clock| clock.id.as_str())
    }

    fn occasion(&self, id: &str) -> Option<(&Reading, &'p str)> {
        let occasion = self.pack.occasions.iter().find(|occasion| occasion.id == id)?;
        let clock = occasion.clock.as_deref()?;
        Some((self.reading(Some(clock))?, clock))
    }

    fn at(&self, measure: &Measure, reading: &Reading) -> Option<DueAt<'p>> {
        let counted = measure.from(reading.ms, self.calendar, self.pack.time_zone)?;
        Some(DueAt {
            ms: counted.ms,
            plus_minus_ms: reading.plus_minus_ms,
            assumed_from: self.assumed(reading),
            beyond_calendar: counted.beyond,
        })
    }

    fn due(&self, step: &'p Step) -> (Due<'p>, Option<Turn>) {
        let reading = self.reading(step.clock.as_deref());
        let since = reading.map(|reading| reading.ms);
        let no_clock = Due::NoClockYet { clock: step.clock.as_deref().unwrap_or_default() };
        match &step.due {
            DueRule::Now => (Due::Now { since }, None),
            DueRule::Occasion(id) => {
                let at = self.occasion(id).map(|(reading, _)| DueAt {
                    ms: reading.ms,
                    plus_minus_ms: reading.plus_minus_ms,
                    assumed_from: self.assumed(reading),
                    beyond_calendar: false,
                });
                (Due::Occasion { occasion: id, at, since }, None)
            }
            DueRule::Once(measure) => {
                (reading.and_then(|reading| self.at(measure, reading)).map_or(no_clock, Due::At), None)
            }
            DueRule::Turns(turns) => {
                let done = self.folded(step).done.len();
                let index = done.min(turns.len().saturating_sub(1));
                let at = turns.get(index).zip(reading).and_then(|(measure, reading)| self.at(measure, reading));
                let turn = Turn { number: count(index.saturating_add(1)), of: Some(count(turns.len())) };
                (at.map_or(no_clock, Due::At), Some(turn))
            }
            DueRule::Each { every, .. } => {
                let turn = Turn { number: count(self.folded(step).done.len().saturating_add(1)), of: None };
                (self.next_turn(step, every).map_or(no_clock, Due::At), Some(turn))
            }
        }
    }

    /// Whether the step stands: its tracks, its branch, and its own condition together.
    fn stand(&self, step: &Step) -> (bool, bool, Vec<Reason>) {
        let mut parts: Vec<(Judged, WhenUnknown)> = Vec::new();
        if !step.tracks.is_empty() {
            let any = Condition::Any(step.tracks.iter().map(|track| Condition::Track(track.clone())).collect());
            parts.push((any.judge(self), WhenUnknown::On));
        }
        if let Some(branch) = step.branch.as_deref().and_then(|id| self.branches.iter().find(|branch| branch.id == id))
        {
            let judged = Judged { truth: truth(&self.branches, branch.id), because: branch.because.clone() };
            parts.push((judged, WhenUnknown::On));
        }
        if parts.is_empty() || !step.gate.when.is_always() {
            parts.push((step.gate.when.judge(self), step.gate.unknown));
        }
        let on = parts.iter().all(|(judged, unknown)| judged.stands(*unknown));
        let sure = if on {
            parts.iter().all(|(judged, _)| judged.truth == Truth::Yes)
        } else {
            parts.iter().any(|(judged, _)| judged.truth == Truth::No)
        };
        let decided = parts.into_iter().filter(|(judged, unknown)| judged.stands(*unknown) == on);
        (on, sure, decided.flat_map(|(judged, _)| judged.because).collect())
    }

    /// The step's line in the plan; nothing for a step that does not stand and has no history.
    /// When a phase is over on the screen.
    fn phase_end(&self, phase: &Phase) -> Option<i64> {
        let (measure, clock) = phase.ends.as_ref()?;
        self.distance_from(measure, clock)
    }

    fn plan_step(&self, step: &'p Step, now_ms: i64) -> Option<PlannedStep<'p>> {
        let (on, sure, because) = self.stand(step);
        let folded = self.folded(step);
        if !on && self.facts.events(&step.id).is_empty() {
            return None;
        }
        let state = self.state(&step.id);
        let (due, turn) = self.due(step);
        let settled_at = folded.by.filter(|_| state != StepState::Open).map(|event| event.at.ms);
        let disputed = disputed(step, self.facts.events(&step.id));
        let standing = if on { Standing::On } else { Standing::Off };
        let phase = self.pack.phases.iter().find(|phase| phase.id == step.phase);
        let mut planned = PlannedStep {
            step,
            standing,
            sure,
            because,
            state,
            disputed,
            settled_at,
            due,
            turn,
            late: false,
            phase_ends: phase.and_then(|phase| self.phase_end(phase)),
            before_contact: phase.is_some_and(|phase| phase.before_contact),
        };
        planned.late = planned.is_open() && planned.due_at().is_some_and(|at| at.ms < now_ms);
        Some(planned)
    }
}

/// What was recorded about steps that the pack does not name. A word that was taken back leaves nothing to show.
fn unnamed(pack: &Pack, folded: &BTreeMap<&str, Folded<'_>>) -> Vec<Unnamed> {
    let gone = folded.iter().filter(|(id, folded)| folded.by.is_some() && pack.step(id).is_none());
    gone.map(|(id, folded)| Unnamed { step: (*id).to_owned(), state: folded.state }).collect()
}

/// Sets steps aside: by branches that are on because of an answer, and by steps that stand in their place.
fn set_aside<'p>(pack: &'p Pack, branches: &[Switch<'p>], steps: &mut [PlannedStep<'p>]) {
    let mut aside: BTreeMap<&'p str, &'p str> = BTreeMap::new();
    let sure = |id: &str| branches.iter().any(|switch| switch.id == id && switch.truth == Truth::Yes);
    for branch in pack.branches.iter().filter(|branch| sure(&branch.id)) {
        aside.extend(branch.suspends.iter().map(|step| (step.as_str(), branch.id.as_str())));
    }
    for planned in steps.iter().filter(|planned| planned.standing == Standing::On && planned.sure) {
        let step: &'p Step = planned.step;
        aside.extend(step.replaces.as_deref().map(|replaced| (replaced, step.id.as_str())));
    }
    for planned in steps.iter_mut().filter(|planned| planned.standing == Standing::On) {
        if let Some(by) = aside.get(planned.step.id.as_str()) {
            planned.standing = Standing::Suspended { by };
            planned.late = false;
        }
    }
}

fn warnings<'p>(
    pack: &Pack,
    calendar: &Calendar,
    clocks: &[ClockState<'p>],
    steps: &[PlannedStep<'p>],
    now_ms: i64,
) -> Vec<Warning<'p>> {
    let mut warnings = Vec::new();
    let end = calendar.ends.succ_opt().and_then(|day| length::start_of_day(day, pack.time_zone)).unwrap_or(i64::MAX);
    let beyond = |step: &PlannedStep<'_>| step.is_open() && step.due_at().is_some_and(|at| at.beyond_calendar);
    if now_ms.saturating_add(ANNOUNCE_MS) >= end || steps.iter().any(beyond) {
        warnings.push(Warning::CalendarEnds { ends: calendar.ends });
    }
    for clock in clocks {
        if clock.implausible {
            warnings.push(Warning::ClockImplausible { clock: clock.id });
        }
        if clock.own().is_some_and(|reading| reading.disputed) {
            warnings.push(Warning::ClockDisputed { clock: clock.id });
        }
    }
    warnings
}

/// Whether different words stand side by side: a later one that saw the earlier would have settled it. In a step with
/// turns, "done" stands beside everything.
fn disputed(step: &Step, events: &[StepEvent]) -> bool {
    let turns = matches!(step.due, DueRule::Turns(_) | DueRule::Each { .. });
    let silent = |kind| matches!(kind, StepKind::Undone | StepKind::Reopened) || (turns && kind == StepKind::Done);
    let mut words = events.iter().map(|event| event.kind).filter(|kind| !silent(*kind));
    let first = words.next();
    words.any(|word| Some(word) != first)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;

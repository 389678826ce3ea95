//! A pack's own tests: answers and events at given times, and what the plan must then say.

use super::condition::{Reason, StepState};
use super::engine;
use super::facts::{Facts, Seen, StepEvent};
use super::pack::Pack;
use super::plan::{Due, Plan, Standing};

/// A story with expectations.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Its id.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// Its moments, in order.
    pub moments: Vec<ScenarioMoment>,
}

/// What happens at one time, and what must hold then.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioMoment {
    /// Milliseconds since 1970 UTC.
    pub ms: i64,
    /// Answers given at this moment, by field key.
    pub answers: Vec<(String, Seen)>,
    /// What is said about steps at this moment.
    pub events: Vec<(String, StepEvent)>,
    /// What must hold, each with its line.
    pub expect: Vec<(u32, Expectation)>,
}

/// One thing that must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// The step is to be done.
    On(String),
    /// The step is not part of the episode.
    Off(String),
    /// The step is set aside.
    Suspended(String),
    /// The step has this state.
    State(String, StepState),
    /// The step is due then.
    Due(String, DueWanted),
    /// The step is late.
    Late(String),
    /// This field, or this clock's field, is among the reasons for the step's standing.
    Because(String, String),
    /// The first thing that the role has to do.
    Next(String, String),
    /// The plan carries this warning.
    Warning(String),
}

/// When a step must be due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DueWanted {
    /// At once.
    Now,
    /// Its clock has not started.
    NoClock,
    /// At an occasion.
    Occasion(String),
    /// At this instant.
    At(i64),
}

/// An expectation that did not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioFailure {
    /// The scenario's id.
    pub scenario: String,
    /// The line of the expectation in scenarios.toml.
    pub line: u32,
    /// What was expected.
    pub expected: Expectation,
    /// What the engine found instead.
    pub found: String,
}

impl std::fmt::Display for ScenarioFailure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "scenarios.toml:{}: {}: expected {:?}, found {}",
            self.line, self.scenario, self.expected, self.found
        )
    }
}

impl Pack {
    /// Runs the pack's own tests. Empty: everything holds.
    #[must_use]
    pub fn run_scenarios(&self) -> Vec<ScenarioFailure> {
        self.scenarios.iter().flat_map(|scenario| self.run_scenario(scenario)).collect()
    }

    fn run_scenario(&self, scenario: &Scenario) -> Vec<ScenarioFailure> {
        let mut failures = Vec::new();
        self.live(scenario, |moment, plan| {
            for (line, expected) in &moment.expect {
                if let Err(found) = expected.check(plan) {
                    failures.push(ScenarioFailure {
                        scenario: scenario.id.clone(),
                        line: *line,
                        expected: expected.clone(),
                        found,
                    });
                }
            }
        });
        failures
    }

    /// Lives a scenario and shows the plan at each of its moments.
    pub(crate) fn live(&self, scenario: &Scenario, mut show: impl FnMut(&ScenarioMoment, &Plan<'_>)) {
        let mut facts = Facts::default();
        for moment in &scenario.moments {
            facts.answers.extend(moment.answers.iter().cloned());
            for (step, event) in &moment.events {
                facts.events.entry(step.clone()).or_default().push(event.clone());
            }
            show(moment, &engine::run(self, &facts, moment.ms, &self.calendar));
        }
    }
}

impl Expectation {
    /// Whether it holds; otherwise what was found.
    fn check(&self, plan: &Plan<'_>) -> Result<(), String> {
        match self {
            Self::On(step) => standing(plan, step, |standing| *standing == Standing::On),
            Self::Suspended(step) => standing(plan, step, |standing| matches!(standing, Standing::Suspended { .. })),
            Self::Off(step) => match plan.step(step) {
                None => Ok(()),
                Some(planned) if planned.standing == Standing::Off => Ok(()),
                Some(planned) => Err(format!("{:?} because {:?}", planned.standing, planned.because)),
            },
            Self::State(step, state) => {
                let found = plan.step(step).map(|planned| planned.state);
                if found == Some(*state) { Ok(()) } else { Err(format!("{found:?}")) }
            }
            Self::Due(step, wanted) => due(plan, step, wanted),
            Self::Late(step) => {
                let late = plan.step(step).is_some_and(|planned| planned.late);
                if late { Ok(()) } else { Err("not late".to_owned()) }
            }
            Self::Because(step, field) => because(plan, step, field),
            Self::Next(role, step) => {
                let mine = plan.mine(&[role.as_str()]);
                let found = mine.first().map(|planned| planned.step.id.as_str());
                if found == Some(step.as_str()) { Ok(()) } else { Err(format!("{found:?}")) }
            }
            Self::Warning(code) => {
                let codes: Vec<&str> = plan.warnings.iter().map(super::plan::Warning::code).collect();
                if codes.contains(&code.as_str()) { Ok(()) } else { Err(format!("{codes:?}")) }
            }
        }
    }
}

fn standing(plan: &Plan<'_>, step: &str, right: impl Fn(&Standing<'_>) -> bool) -> Result<(), String> {
    match plan.step(step) {
        Some(planned) if right(&planned.standing) => Ok(()),
        Some(planned) => Err(format!("{:?} because {:?}", planned.standing, planned.because)),
        None => Err("not part of the episode".to_owned()),
    }
}

fn due(plan: &Plan<'_>, step: &str, wanted: &DueWanted) -> Result<(), String> {
    let Some(planned) = plan.step(step) else { return Err("not part of the episode".to_owned()) };
    let right = match (wanted, &planned.due) {
        (DueWanted::Now, Due::Now { .. }) | (DueWanted::NoClock, Due::NoClockYet { .. }) => true,
        (DueWanted::Occasion(wanted), Due::Occasion { occasion, .. }) => wanted == occasion,
        (DueWanted::At(ms), _) => planned.due_at().is_some_and(|at| at.ms == *ms),
        _ => false,
    };
    if right { Ok(()) } else { Err(describe(&planned.due)) }
}

fn describe(due: &Due<'_>) -> String {
    let time =
        |ms: i64| chrono::DateTime::from_timestamp_millis(ms).map_or_else(|| ms.to_string(), |at| at.to_rfc3339());
    match due {
        Due::At(at) => time(at.ms),
        Due::Occasion { occasion, at: Some(at), .. } => format!("{occasion} at {}", time(at.ms)),
        other => format!("{other:?}"),
    }
}

fn because(plan: &Plan<'_>, step: &str, field: &str) -> Result<(), String> {
    let Some(planned) = plan.step(step) else { return Err("not part of the episode".to_owned()) };
    let names = |reason: &Reason| match reason {
        Reason::Answer { field: found } | Reason::NotKnown { field: found } => found == field,
        Reason::Clock { clock, .. } => field.strip_prefix(super::pack::CLOCK_PREFIX) == Some(clock),
        Reason::Step { step: found, .. } => found == field,
        Reason::Always | Reason::Track { .. } | Reason::Branch { .. } => false,
    };
    if planned.because.iter().any(names) { Ok(()) } else { Err(format!("{:?}", planned.because)) }
}

#[cfg(test)]
mod tests {
    use super::super::sample;

    #[test]
    fn the_scenarios_of_the_sample_hold() {
        let failures: Vec<String> = sample::pack().run_scenarios().iter().map(ToString::to_string).collect();
        assert_eq!(failures, Vec::<String>::new());
    }

    #[test]
    fn a_wrong_expectation_is_reported_with_its_line() {
        let pack = sample::edited(&[("scenarios.toml", "call = \"+PT30M\"", "call = \"+PT31M\"")]).unwrap();
        let failures = pack.run_scenarios();
        assert_eq!(failures.len(), 1);
        assert_eq!((failures[0].scenario.as_str(), failures[0].line), ("quiet-night", 12));
        assert_eq!(failures[0].found, "2026-02-12T06:30:00+00:00");
    }
}

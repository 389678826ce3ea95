//! Checks scenarios.toml against the pack: every id exists, every answer is one that its field takes.

use std::collections::BTreeMap;

use chrono::DateTime;

use super::super::condition::StepState;
use super::super::facts::{EVENT_WORDS, Exactness, Instant, Seen, StepEvent, Value};
use super::super::form::AnswerType;
use super::super::length::Length;
use super::super::pack::{Field, Pack};
use super::super::problem::{Problem, Thing};
use super::super::scenario::{DueWanted, Expectation, Scenario, ScenarioMoment};
use super::super::written::{
    AnswerWritten, EventWritten, ExpectWritten, MomentWritten, Placed, ScenarioWritten, ScenariosFile,
};
use super::Checker;

const FILE: &str = "scenarios.toml";

/// The time of the first moment of a scenario, and the zone for longer distances.
#[derive(Clone, Copy)]
struct Zero {
    ms: Option<i64>,
    zone: chrono_tz::Tz,
}

impl Zero {
    /// A time with an offset, or `+PT30M` from the first moment.
    fn time(self, text: &str) -> Option<i64> {
        match text.strip_prefix('+') {
            Some(distance) => Length::read(distance)?.after(self.ms?, self.zone),
            None => DateTime::parse_from_rfc3339(text).ok().map(|at| at.timestamp_millis()),
        }
    }
}

impl Checker<'_, '_> {
    pub(super) fn scenarios(&mut self, file: &ScenariosFile, pack: &Pack) -> Vec<Scenario> {
        file.scenario.iter().map(|scenario| self.scenario(scenario, pack)).collect()
    }

    fn scenario(&mut self, written: &ScenarioWritten, pack: &Pack) -> Scenario {
        let mut zero = Zero { ms: None, zone: pack.time_zone };
        let mut moments: Vec<ScenarioMoment> = Vec::new();
        for moment in &written.moment {
            let ms = self.scenario_time(zero, &moment.time, moment.time.get_ref());
            zero.ms = zero.ms.or(Some(ms));
            if moments.last().is_some_and(|last| last.ms > ms) {
                self.wrong(FILE, &moment.time, Problem::ScenarioOrder);
            }
            moments.push(self.moment(moment, ms, zero, pack));
        }
        if moments.is_empty() {
            self.wrong(FILE, &written.id, Problem::Empty { key: "moment" });
        }
        Scenario { id: written.id.get_ref().clone(), title: written.title.clone(), moments }
    }

    fn scenario_time<T>(&mut self, zero: Zero, at: &Placed<T>, text: &str) -> i64 {
        zero.time(text).unwrap_or_else(|| {
            self.wrong(FILE, at, Problem::ScenarioTime { text: text.to_owned() });
            0
        })
    }

    fn moment(&mut self, written: &MomentWritten, ms: i64, zero: Zero, pack: &Pack) -> ScenarioMoment {
        let mut answers = Vec::new();
        for (key, answer) in &written.answers {
            let id = self.reference(FILE, key, Thing::Field);
            match pack.field(&id).and_then(|field: &Field| field.kind.as_ref()) {
                Some(kind) => answers.push((id.clone(), self.answer(kind, &id, answer, answer.get_ref(), zero))),
                None => self.wrong(FILE, key, Problem::ScenarioAnswer { field: id, code: "answer.list" }),
            }
        }
        let events = written.events.iter().filter_map(|event| self.event(event, ms, zero, pack)).collect();
        ScenarioMoment { ms, answers, events, expect: self.expectations(&written.expect, zero) }
    }

    fn answer<T>(
        &mut self,
        kind: &AnswerType,
        field: &str,
        at: &Placed<T>,
        written: &AnswerWritten,
        zero: Zero,
    ) -> Seen {
        match written {
            AnswerWritten::Text(text) if text == "@unknown" => return Seen::Unknown,
            AnswerWritten::Text(text) if text == "@not_asked" => return Seen::NotAsked,
            AnswerWritten::Text(text) if text == "@declined" => return Seen::Declined,
            AnswerWritten::Either(sides) => {
                return Seen::Conflict(
                    sides.either.iter().map(|side| self.answer(kind, field, at, side, zero)).collect(),
                );
            }
            _ => {}
        }
        let value = value(kind, written, zero);
        let checked = value
            .as_ref()
            .map_or(Err("answer.unreadable"), |value| kind.check(value).map_err(|problem| problem.code()));
        if let Err(code) = checked {
            self.wrong(FILE, at, Problem::ScenarioAnswer { field: field.to_owned(), code });
        }
        value.map_or(Seen::Nothing, Seen::Given)
    }

    fn event(&mut self, written: &EventWritten, ms: i64, zero: Zero, pack: &Pack) -> Option<(String, StepEvent)> {
        let id = self.reference(FILE, &written.step, Thing::Step);
        let kind = self.word(FILE, &written.event, "event", &EVENT_WORDS)?;
        let at = written.at.as_ref().map_or(ms, |at| self.scenario_time(zero, at, at.get_ref()));
        let step = pack.step(&id)?;
        let mut evidence = BTreeMap::new();
        for (key, answer) in &written.evidence {
            let Some(wanted) = step.evidence.iter().find(|evidence| evidence.id == *key.get_ref()) else {
                let known = step.evidence.iter().map(|evidence| evidence.id.clone()).collect();
                self.wrong(FILE, key, Problem::NotListed { thing: Thing::Evidence, id: key.get_ref().clone(), known });
                continue;
            };
            if let Seen::Given(value) = self.answer(&wanted.kind, key.get_ref(), answer, answer.get_ref(), zero) {
                evidence.insert(key.get_ref().clone(), value);
            }
        }
        let reason = (!written.reason.is_empty()).then(|| written.reason.clone());
        Some((id, StepEvent { kind, at: Instant::exact(at), reason, to: None, evidence }))
    }

    fn expectations(&mut self, written: &ExpectWritten, zero: Zero) -> Vec<(u32, Expectation)> {
        let mut found = Vec::new();
        type OfStep = fn(String) -> Expectation;
        let lists: [(&Vec<Placed<String>>, OfStep); 4] = [
            (&written.on, Expectation::On),
            (&written.off, Expectation::Off),
            (&written.suspended, Expectation::Suspended),
            (&written.late, Expectation::Late),
        ];
        for (ids, expectation) in lists {
            for id in ids {
                let step = self.reference(FILE, id, Thing::Step);
                found.push((self.line(id), expectation(step)));
            }
        }
        for (id, word) in &written.states {
            let states = StepState::ALL.map(|state| (state, state.word()));
            let step = self.reference(FILE, id, Thing::Step);
            if let Some(state) = self.word(FILE, word, "states", &states) {
                found.push((self.line(id), Expectation::State(step, state)));
            }
        }
        for (id, text) in &written.due {
            let step = self.reference(FILE, id, Thing::Step);
            let wanted = match text.get_ref().as_str() {
                "now" => DueWanted::Now,
                "no_clock" => DueWanted::NoClock,
                occasion if self.names.has(Thing::Occasion, occasion) => DueWanted::Occasion(occasion.to_owned()),
                time => DueWanted::At(self.scenario_time(zero, text, time)),
            };
            found.push((self.line(id), Expectation::Due(step, wanted)));
        }
        for (id, field) in &written.because {
            let step = self.reference(FILE, id, Thing::Step);
            let thing = if self.names.has(Thing::Step, field.get_ref()) { Thing::Step } else { Thing::Field };
            found.push((self.line(id), Expectation::Because(step, self.reference(FILE, field, thing))));
        }
        for (role, step) in &written.next {
            let role_id = self.reference(FILE, role, Thing::Role);
            found.push((self.line(role), Expectation::Next(role_id, self.reference(FILE, step, Thing::Step))));
        }
        let codes = [((), "calendar_ends"), ((), "clock_disputed"), ((), "clock_implausible")];
        for code in &written.warnings {
            self.word(FILE, code, "warnings", &codes);
            found.push((self.line(code), Expectation::Warning(code.get_ref().clone())));
        }
        found
    }

    fn line<T>(&self, at: &Placed<T>) -> u32 {
        self.findings.line(FILE, at.span().start)
    }
}

/// The value that a scenario's answer stands for; `None` when it cannot be of the type.
fn value(kind: &AnswerType, written: &AnswerWritten, zero: Zero) -> Option<Value> {
    Some(match (kind, written) {
        (AnswerType::Flag, AnswerWritten::Flag(flag)) => Value::Flag(*flag),
        (AnswerType::Number(_), AnswerWritten::Number(number)) => Value::Number(*number),
        (AnswerType::Range(_), AnswerWritten::Range(range)) => Value::Range { low: range.low, high: range.high },
        (AnswerType::Choices(_), AnswerWritten::Choices(choices)) => Value::Choices(choices.clone()),
        (AnswerType::Instant, AnswerWritten::Text(text)) => Value::Instant(Instant::exact(zero.time(text)?)),
        (AnswerType::Instant, AnswerWritten::Estimate(estimate)) => {
            let wide = Length::read(&estimate.plus_minus).filter(Length::is_exact)?;
            let plus_minus_ms = u64::try_from(wide.ms).ok()?;
            Value::Instant(Instant { ms: zero.time(&estimate.at)?, how: Exactness::Estimated { plus_minus_ms } })
        }
        (
            AnswerType::Text { .. } | AnswerType::Choice(_) | AnswerType::Date | AnswerType::Referral,
            AnswerWritten::Text(text),
        ) => kind.read(text).ok()?,
        _ => return None,
    })
}

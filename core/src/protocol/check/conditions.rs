//! Checks conditions and the gates they stand in.

use super::super::answer_test::{Special, Test, Wanted};
use super::super::condition::{Condition, StepState, WhenUnknown};
use super::super::form::AnswerType;
use super::super::length::Length;
use super::super::problem::{ConditionFault, Problem, Thing};
use super::super::step::Gate;
use super::super::written::{ConditionWritten, Placed, Scalar, ScalarOrList, WhenWritten};
use super::Checker;
use super::names::Term;

/// Where a condition stands; tracks are decided first, then branches, then steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Track,
    Branch,
    Step,
}

const DEEPEST: usize = 8;

/// Marks a condition that was refused; such a pack is never handed out.
const REFUSED: Condition = Condition::Always;

impl Checker<'_, '_> {
    /// Checks `when` and `unknown` together. No `when` is always.
    pub(super) fn gate(
        &mut self,
        file: &str,
        when: Option<&Placed<WhenWritten>>,
        unknown: Option<&Placed<String>>,
        level: Level,
    ) -> Gate {
        let words = [(WhenUnknown::On, "on"), (WhenUnknown::Off, "off")];
        let decided = unknown.and_then(|word| self.word(file, word, "unknown", &words));
        let Some((WhenWritten::If(written), when)) = when.map(|when| (when.get_ref(), when)) else {
            return Gate { when: Condition::Always, unknown: decided.unwrap_or(WhenUnknown::On) };
        };
        if unknown.is_none() && written.unknown.is_none() {
            self.wrong(file, when, Problem::UnknownUndecided);
        }
        let condition = self.condition(file, when, written, level, 0);
        Gate { when: condition, unknown: decided.unwrap_or(WhenUnknown::On) }
    }

    fn condition<T>(
        &mut self,
        file: &str,
        at: &Placed<T>,
        written: &ConditionWritten,
        level: Level,
        depth: usize,
    ) -> Condition {
        if depth > DEEPEST {
            return self.fault(file, at, ConditionFault::TooDeep);
        }
        let subjects = [
            written.all.is_some(),
            written.any.is_some(),
            written.not.is_some(),
            written.field.is_some(),
            written.step.is_some(),
            written.clock.is_some(),
            written.track.is_some(),
            written.branch.is_some(),
        ];
        match subjects.iter().filter(|present| **present).count() {
            0 => return self.fault(file, at, ConditionFault::NoSubject),
            1 => {}
            _ => return self.fault(file, at, ConditionFault::ManySubjects),
        }
        if misplaced(written) {
            return self.fault(file, at, ConditionFault::KeyMisplaced);
        }
        let condition = if let Some(parts) = &written.all {
            Condition::All(self.parts(file, at, parts, level, depth))
        } else if let Some(parts) = &written.any {
            Condition::Any(self.parts(file, at, parts, level, depth))
        } else if let Some(part) = &written.not {
            Condition::Not(Box::new(self.condition(file, part.as_ref(), part.get_ref(), level, depth + 1)))
        } else if let Some(field) = &written.field {
            self.field_test(file, at, field, written)
        } else {
            self.other_subject(file, at, written, level)
        };
        self.decided(file, at, condition, written)
    }

    fn decided<T>(
        &mut self,
        file: &str,
        at: &Placed<T>,
        condition: Condition,
        written: &ConditionWritten,
    ) -> Condition {
        match written.unknown.as_deref() {
            None => condition,
            Some("on") => Condition::Decided(Box::new(condition), WhenUnknown::On),
            Some("off") => Condition::Decided(Box::new(condition), WhenUnknown::Off),
            Some(other) => {
                self.wrong(
                    file,
                    at,
                    Problem::Word { key: "unknown", text: other.to_owned(), allowed: vec!["on", "off"] },
                );
                REFUSED
            }
        }
    }

    fn parts<T>(
        &mut self,
        file: &str,
        at: &Placed<T>,
        parts: &[Placed<ConditionWritten>],
        level: Level,
        depth: usize,
    ) -> Vec<Condition> {
        if parts.is_empty() {
            self.fault(file, at, ConditionFault::EmptyList);
        }
        parts.iter().map(|part| self.condition(file, part, part.get_ref(), level, depth + 1)).collect()
    }

    fn other_subject<T>(&mut self, file: &str, at: &Placed<T>, written: &ConditionWritten, level: Level) -> Condition {
        if let Some(step) = &written.step {
            let Some(states) = &written.state else { return self.fault(file, at, ConditionFault::NoState) };
            let step = self.reference(file, step, Thing::Step);
            Condition::Step { step, states: self.states(file, at, states) }
        } else if let Some(clock) = &written.clock {
            self.clock_test(file, at, clock, written)
        } else if let Some(track) = &written.track {
            if level == Level::Track {
                return self.fault(file, at, ConditionFault::WrongLevel);
            }
            Condition::Track(self.reference(file, track, Thing::Track))
        } else if let Some(branch) = &written.branch {
            if level != Level::Step {
                return self.fault(file, at, ConditionFault::WrongLevel);
            }
            Condition::Branch(self.reference(file, branch, Thing::Branch))
        } else {
            REFUSED
        }
    }

    fn clock_test<T>(
        &mut self,
        file: &str,
        at: &Placed<T>,
        clock: &Placed<String>,
        written: &ConditionWritten,
    ) -> Condition {
        let clock = self.reference(file, clock, Thing::Clock);
        if let (Some(during), None, None, None) = (&written.during, written.set, &written.within, &written.of) {
            return Condition::During { clock, hours: self.reference(file, during, Thing::Hours) };
        }
        match (written.set, &written.within, &written.of) {
            (Some(set), None, None) if written.during.is_none() => Condition::ClockSet { clock, set },
            (None, Some(within), Some(of)) if written.during.is_none() => {
                let of = self.reference(file, of, Thing::Clock);
                let Some(text) = self.with_terms(file, at, within) else { return REFUSED };
                match Length::read(&text).filter(Length::is_exact) {
                    Some(length) => Condition::Within { clock, length, of },
                    None => {
                        self.wrong(file, at, Problem::Length { text });
                        REFUSED
                    }
                }
            }
            _ => self.fault(file, at, ConditionFault::NoClockTest),
        }
    }

    fn states<T>(&mut self, file: &str, at: &Placed<T>, written: &ScalarOrList) -> Vec<StepState> {
        let mut states = Vec::new();
        for scalar in written.list() {
            let text = match scalar {
                Scalar::Text(text) => text.clone(),
                other => format!("{other:?}"),
            };
            match StepState::ALL.into_iter().find(|state| state.word() == text) {
                Some(state) => states.push(state),
                None => {
                    let allowed = StepState::ALL.iter().map(|state| state.word()).collect();
                    self.wrong(file, at, Problem::Word { key: "state", text, allowed });
                }
            }
        }
        states
    }

    fn field_test<T>(
        &mut self,
        file: &str,
        at: &Placed<T>,
        field: &Placed<String>,
        written: &ConditionWritten,
    ) -> Condition {
        let id = self.reference(file, field, Thing::Field);
        let Some(kind) = self.names.field_type(&id).cloned() else {
            if self.names.has(Thing::Field, &id) {
                self.wrong(
                    file,
                    field,
                    Problem::FieldType { field: id, found: "list", wanted: "a question with one answer" },
                );
            }
            return REFUSED;
        };
        let tests = [
            written.is.is_some(),
            written.is_not.is_some(),
            written.includes.is_some(),
            written.answered.is_some(),
            written.below.is_some(),
            written.at_least.is_some(),
        ];
        match tests.iter().filter(|present| **present).count() {
            0 => return self.fault(file, at, ConditionFault::NoTest),
            1 => {}
            _ => return self.fault(file, at, ConditionFault::ManyTests),
        }
        let test = if let Some(values) = &written.is {
            Test::Is(self.wanted(file, field, &kind, values))
        } else if let Some(values) = &written.is_not {
            Test::IsNot(self.wanted(file, field, &kind, values))
        } else if let Some(values) = &written.includes {
            Test::Includes(self.included(file, field, &kind, values))
        } else if let Some(limit) = &written.below {
            Test::Below(self.limit(file, field, &kind, limit))
        } else if let Some(limit) = &written.at_least {
            Test::AtLeast(self.limit(file, field, &kind, limit))
        } else if written.answered == Some(false) {
            return Condition::Not(Box::new(Condition::Field { field: id, test: Test::Answered }));
        } else {
            Test::Answered
        };
        Condition::Field { field: id, test }
    }

    fn wanted(&mut self, file: &str, field: &Placed<String>, kind: &AnswerType, values: &ScalarOrList) -> Vec<Wanted> {
        let mut wanted = Vec::new();
        for scalar in values.list() {
            let one = match scalar {
                Scalar::Text(text) if text.starts_with('@') => special(text).map(Wanted::Special),
                Scalar::Text(text) if matches!(kind, AnswerType::Choice(_)) => {
                    self.offered(file, field, kind, text);
                    Some(Wanted::Choice(text.clone()))
                }
                Scalar::Flag(flag) if *kind == AnswerType::Flag => Some(Wanted::Flag(*flag)),
                _ => None,
            };
            match one {
                Some(one) => wanted.push(one),
                None => self.mismatch(file, field, kind, "a flag, a choice, or @unknown, @not_asked, @declined"),
            }
        }
        wanted
    }

    fn included(
        &mut self,
        file: &str,
        field: &Placed<String>,
        kind: &AnswerType,
        values: &ScalarOrList,
    ) -> Vec<String> {
        let mut included = Vec::new();
        for scalar in values.list() {
            match scalar {
                Scalar::Text(text) if matches!(kind, AnswerType::Choices(_)) => {
                    self.offered(file, field, kind, text);
                    included.push(text.clone());
                }
                _ => self.mismatch(file, field, kind, "choices"),
            }
        }
        included
    }

    fn limit(&mut self, file: &str, field: &Placed<String>, kind: &AnswerType, limit: &Scalar) -> i64 {
        if !matches!(kind, AnswerType::Number(_) | AnswerType::Range(_)) {
            self.mismatch(file, field, kind, "a number or a range");
        }
        let term = match limit {
            Scalar::Number(number) => return *number,
            Scalar::Text(text) => text.strip_prefix('$').map(|term| (term, self.names.term(term).cloned())),
            Scalar::Flag(_) => None,
        };
        match term {
            Some((_, Some(Term::Number(number)))) => return number,
            Some((term, Some(_))) => {
                self.wrong(file, field, Problem::TermType { term: term.to_owned(), wanted: "a whole number" })
            }
            Some((term, None)) => {
                let known = self.names.list(Thing::Term);
                self.wrong(file, field, Problem::NotListed { thing: Thing::Term, id: term.to_owned(), known });
            }
            None => self.mismatch(file, field, kind, "a whole number to compare with"),
        }
        0
    }

    fn offered(&mut self, file: &str, field: &Placed<String>, kind: &AnswerType, choice: &str) {
        if !kind.choices().iter().any(|known| known == choice) {
            let problem = Problem::NotOffered {
                field: field.get_ref().clone(),
                choice: choice.to_owned(),
                choices: kind.choices().to_vec(),
            };
            self.wrong(file, field, problem);
        }
    }

    fn mismatch(&mut self, file: &str, field: &Placed<String>, kind: &AnswerType, wanted: &'static str) {
        self.wrong(file, field, Problem::FieldType { field: field.get_ref().clone(), found: kind.name(), wanted });
    }

    fn fault<T>(&mut self, file: &str, at: &Placed<T>, fault: ConditionFault) -> Condition {
        self.wrong(file, at, Problem::Condition { fault });
        REFUSED
    }

    /// Puts the terms into a text: every word that begins with `$` becomes the term's text.
    pub(super) fn with_terms<T>(&mut self, file: &str, at: &Placed<T>, text: &str) -> Option<String> {
        let mut words = Vec::new();
        for word in text.split(' ') {
            let Some(name) = word.strip_prefix('$') else {
                words.push(word.to_owned());
                continue;
            };
            match self.names.term(name).cloned() {
                Some(Term::Text(text)) => words.push(text),
                Some(Term::Number(_)) => {
                    self.wrong(
                        file,
                        at,
                        Problem::TermType { term: name.to_owned(), wanted: "a duration such as PT96H" },
                    );
                    return None;
                }
                None => {
                    let known = self.names.list(Thing::Term);
                    self.wrong(file, at, Problem::NotListed { thing: Thing::Term, id: name.to_owned(), known });
                    return None;
                }
            }
        }
        Some(words.join(" "))
    }
}

fn special(text: &str) -> Option<Special> {
    match text {
        "@unknown" => Some(Special::Unknown),
        "@not_asked" => Some(Special::NotAsked),
        "@declined" => Some(Special::Declined),
        _ => None,
    }
}

/// Whether a key stands beside a subject that it does not belong to.
fn misplaced(written: &ConditionWritten) -> bool {
    let field_keys = written.is.is_some()
        || written.is_not.is_some()
        || written.includes.is_some()
        || written.answered.is_some()
        || written.below.is_some()
        || written.at_least.is_some();
    let clock_keys =
        written.set.is_some() || written.within.is_some() || written.of.is_some() || written.during.is_some();
    (field_keys && written.field.is_none())
        || (written.state.is_some() && written.step.is_none())
        || (clock_keys && written.clock.is_none())
}

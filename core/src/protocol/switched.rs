//! What an answer changed on the list of steps, so that a screen can say it in words.

use std::collections::BTreeMap;

use super::condition::Reason;
use super::plan::{Plan, Standing};

/// How the steps of a plan stood at one moment, by step id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standings(BTreeMap<String, Stood>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stood {
    On,
    Aside,
    Off,
}

/// Steps that an answer switched, by step id, in the plan's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Switched {
    /// On the list now, and not before.
    pub on: Vec<String>,
    /// No longer on the list.
    pub off: Vec<String>,
    /// Set aside now, and not before.
    pub aside: Vec<String>,
    /// On the list only to be safe, because this answer says that nobody knows.
    pub kept: Vec<String>,
}

impl Switched {
    /// Whether nothing changed and nothing is kept for safety.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.on.is_empty() && self.off.is_empty() && self.aside.is_empty() && self.kept.is_empty()
    }
}

impl Standings {
    /// How the steps of a plan stand.
    #[must_use]
    pub fn of(plan: &Plan<'_>) -> Self {
        Self(plan.steps.iter().map(|step| (step.step.id.clone(), stood(&step.standing))).collect())
    }

    /// What changed from then to `after`, and what `after` keeps only because the answer to `field` is not known.
    /// Finished steps are left out: nobody has to do anything about them.
    #[must_use]
    pub fn switched(&self, after: &Plan<'_>, field: &str) -> Switched {
        let mut switched = Switched::default();
        for step in after.steps.iter().filter(|step| step.state == super::condition::StepState::Open) {
            let id = &step.step.id;
            let not_known = |reason: &Reason| matches!(reason, Reason::NotKnown { field: of } if of == field);
            match (self.before(id), stood(&step.standing)) {
                (Stood::On | Stood::Aside, Stood::Off) => switched.off.push(id.clone()),
                (Stood::On | Stood::Off, Stood::Aside) => switched.aside.push(id.clone()),
                (_, Stood::On) if !step.sure && step.because.iter().any(not_known) => switched.kept.push(id.clone()),
                (Stood::Off | Stood::Aside, Stood::On) => switched.on.push(id.clone()),
                _ => {}
            }
        }
        // A step without any history leaves the plan when it is off.
        let gone = self.0.iter().filter(|(id, then)| **then == Stood::On && after.step(id).is_none());
        switched.off.extend(gone.map(|(id, _)| id.clone()));
        switched
    }

    fn before(&self, step: &str) -> Stood {
        self.0.get(step).copied().unwrap_or(Stood::Off)
    }
}

const fn stood(standing: &Standing<'_>) -> Stood {
    match standing {
        Standing::On => Stood::On,
        Standing::Suspended { .. } => Stood::Aside,
        Standing::Off => Stood::Off,
    }
}

#[cfg(test)]
mod tests {
    use super::super::facts::{Facts, Seen, Value};
    use super::super::{Pack, engine, shipped};
    use super::*;

    fn plan<'p>(pack: &'p Pack, answers: &[(&str, Seen)]) -> Plan<'p> {
        let answers = answers.iter().map(|(field, seen)| ((*field).to_owned(), seen.clone())).collect();
        engine::run(pack, &Facts { answers, ..Facts::default() }, 0, &pack.calendar)
    }

    fn choice(code: &str) -> Seen {
        Seen::Given(Value::Choice(code.into()))
    }

    fn switched(pack: &Pack, field: &str, before: &Seen, after: &Seen) -> Switched {
        let then = Standings::of(&plan(pack, &[(field, before.clone())]));
        then.switched(&plan(pack, &[(field, after.clone())]), field)
    }

    #[test]
    fn an_answer_says_which_steps_it_switched_on_and_off_and_which_it_set_aside() {
        let pack = shipped::find("los-angeles").unwrap().load().unwrap();
        let ward = switched(&pack, "system_status", &choice("neither"), &choice("ward"));
        assert!(ward.on.contains(&"BR-WARD-01".to_owned()), "{ward:?}");
        assert!(ward.off.contains(&"BR-NONE-01".to_owned()), "{ward:?}");
        let hospital = switched(&pack, "medical_need_now", &choice("none_seen"), &choice("ems_called"));
        assert!(hospital.on.contains(&"BR-EMERG-01".to_owned()), "{hospital:?}");
        assert_eq!(hospital.aside, ["M90-06"]);
    }

    #[test]
    fn not_known_keeps_the_safe_side_and_says_so() {
        let pack = shipped::find("los-angeles").unwrap().load().unwrap();
        let no = Seen::Given(Value::Flag(false));
        let unknown = switched(&pack, "exam_window", &no, &Seen::Unknown);
        assert!(unknown.kept.contains(&"BR-EXAM-01".to_owned()), "{unknown:?}");
        assert!(switched(&pack, "exam_window", &Seen::Unknown, &no).off.contains(&"BR-EXAM-01".to_owned()));
        assert!(switched(&pack, "language", &Seen::Nothing, &choice("english")).kept.is_empty());
    }
}

//! The facts of an episode, taken from its record.

use crate::episode::{Record, StepKind};

use super::facts::{Facts, Seen};
use super::pack::Pack;

impl Facts {
    /// What the record says: every answer that stands, and every event that stands, in the record's order.
    ///
    /// Evidence that a pack ties to a field answers that field too, as long as nobody answered the field itself; of
    /// several the last counts.
    #[must_use]
    pub fn from_record(pack: &Pack, record: &Record) -> Self {
        let mut facts = Self::default();
        for field in record.answered() {
            let standing = record.answers(field);
            let seen = Seen::of(standing.iter().map(|written| written.answer));
            if seen != Seen::Nothing {
                facts.answers.insert(field.to_owned(), seen);
            }
        }
        for step in record.marked() {
            let events = record.marks(step).into_iter().map(|mark| mark.event.clone()).collect();
            facts.events.insert(step.to_owned(), events);
        }
        facts.take_from_evidence(pack);
        facts
    }

    fn take_from_evidence(&mut self, pack: &Pack) {
        let mut found = Vec::new();
        for (step, events) in &self.events {
            let Some(step) = pack.step(step) else { continue };
            for event in events.iter().filter(|event| event.kind == StepKind::Done) {
                for evidence in &step.evidence {
                    let Some((field, value)) = evidence.field.as_ref().zip(event.evidence.get(&evidence.id)) else {
                        continue;
                    };
                    if !self.answers.contains_key(field) {
                        found.push((event.at.ms, field.clone(), Seen::Given(value.clone())));
                    }
                }
            }
        }
        found.sort_by_key(|(ms, ..)| *ms);
        self.answers.extend(found.into_iter().map(|(_, field, seen)| (field, seen)));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use first72_wire::compartment::Compartment;
    use first72_wire::id::{DeviceId, Hash, OpId, SpaceId};

    use super::super::{engine, sample};
    use super::*;
    use crate::episode::{Answer, AppliedOp, Change, ChangeRef, Hlc, Instant, Op, StepEvent, Value};
    use crate::moment::Moment;
    use crate::protocol::condition::StepState;

    const REFERRAL: &str = "1234567890123456789";

    fn save(number: u8, changes: Vec<Change>) -> AppliedOp {
        let when = Moment { wall_ms: 0, boot_id: [0; 16], boot_ms: 0 };
        AppliedOp {
            hash: Hash([number; 32]),
            author: DeviceId([number; 16]),
            person: None,
            space: SpaceId([1; 16]),
            compartment: Compartment::Ops,
            seq: 1,
            late: false,
            op: Op::new(OpId([number; 16]), Hlc(u64::from(number)), when, changes),
        }
    }

    fn answer(field: &str, value: Value) -> Change {
        Change::Answer { field: field.into(), answer: Answer::Given(value), replaces: vec![] }
    }

    fn done(evidence: BTreeMap<String, Value>) -> Change {
        let event = StepEvent { kind: StepKind::Done, at: Instant::exact(5), reason: None, to: None, evidence };
        Change::Step { step: "call".into(), event, replaces: vec![] }
    }

    fn facts(saves: Vec<AppliedOp>) -> Facts {
        let mut record = Record::default();
        for save in saves {
            record.apply(save);
        }
        Facts::from_record(&sample::pack(), &record)
    }

    #[test]
    fn answers_that_did_not_see_each_other_are_a_conflict_until_one_settles_them() {
        let choice = |text: &str| Value::Choice(text.into());
        let (one, two) =
            (save(1, vec![answer("status", choice("ward"))]), save(2, vec![answer("status", choice("neither"))]));
        let both = Seen::Conflict(vec![Seen::Given(choice("ward")), Seen::Given(choice("neither"))]);
        assert_eq!(facts(vec![one.clone(), two.clone()]).answer("status"), &both);
        let replaces = [1, 2].map(|number| ChangeRef { op: OpId([number; 16]), index: 0 }).to_vec();
        let settled = Change::Answer { field: "status".into(), answer: Answer::Given(choice("dual")), replaces };
        assert_eq!(facts(vec![one, two, save(3, vec![settled])]).answer("status"), &Seen::Given(choice("dual")));
    }

    #[test]
    fn evidence_answers_its_field_unless_somebody_answered_it() {
        let evidence = || BTreeMap::from([("referral".to_owned(), Value::Text(REFERRAL.into()))]);
        let by_evidence = facts(vec![save(1, vec![done(evidence())])]);
        assert_eq!(by_evidence.answer("referral"), &Seen::Given(Value::Text(REFERRAL.into())));
        let other = Value::Text("9".repeat(19));
        let answered = facts(vec![save(1, vec![done(evidence())]), save(2, vec![answer("referral", other.clone())])]);
        assert_eq!(answered.answer("referral"), &Seen::Given(other));
    }

    #[test]
    fn a_done_that_was_taken_back_by_its_author_leaves_the_step_open() {
        let pack = sample::pack();
        let reference = ChangeRef { op: OpId([1; 16]), index: 0 };
        let event = StepEvent {
            kind: StepKind::Undone,
            at: Instant::exact(6),
            reason: None,
            to: None,
            evidence: BTreeMap::new(),
        };
        let undone = Change::Step { step: "call".into(), event, replaces: vec![reference] };
        let facts = facts(vec![save(1, vec![done(BTreeMap::new())]), save(2, vec![undone])]);
        let plan = engine::run(&pack, &facts, 0, &pack.calendar);
        assert_eq!(plan.step("call").map(|planned| planned.state), Some(StepState::Open));
    }
}

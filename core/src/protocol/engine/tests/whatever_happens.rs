//! What holds for every plan, whatever the facts are.

use proptest::prelude::*;

use super::*;

fn any_seen() -> impl Strategy<Value = Seen> {
    let text = prop_oneof![Just("ward"), Just("ems"), Just("no"), Just("home"), Just("")];
    let value = prop_oneof![
        any::<bool>().prop_map(Value::Flag),
        text.prop_map(|text| Value::Choice(text.into())),
        any::<i64>().prop_map(Value::Number),
        (any::<i64>(), any::<i64>()).prop_map(|(low, high)| Value::Range { low, high }),
        any::<i64>().prop_map(|ms| Value::Instant(Instant::exact(ms))),
        (T0 - 400 * DAY..T0 + 400 * DAY).prop_map(|ms| Value::Instant(Instant::exact(ms))),
        (any::<i64>(), any::<u64>()).prop_map(|(ms, plus_minus_ms)| Value::Instant(Instant {
            ms,
            how: Exactness::Estimated { plus_minus_ms }
        })),
    ];
    let side = prop_oneof![
        Just(Seen::Nothing),
        Just(Seen::Unknown),
        Just(Seen::NotAsked),
        Just(Seen::Declined),
        value.prop_map(Seen::Given)
    ];
    prop_oneof![4 => side.clone(), 1 => proptest::collection::vec(side, 0..3).prop_map(Seen::Conflict)]
}

fn any_facts(pack: &Pack) -> impl Strategy<Value = Facts> + use<> {
    let fields: Vec<String> = pack.fields.iter().map(|field| field.id.clone()).collect();
    let steps: Vec<String> = pack.steps.iter().map(|step| step.id.clone()).collect();
    let kinds: Vec<StepKind> = EVENT_WORDS.iter().map(|(kind, _)| *kind).collect();
    let events = (proptest::sample::select(kinds), prop_oneof![any::<i64>(), T0..T0 + 400 * DAY])
        .prop_map(|(kind, ms)| event(kind, ms));
    let answers = proptest::collection::btree_map(proptest::sample::select(fields), any_seen(), 0..20);
    let said = proptest::collection::btree_map(
        proptest::sample::select(steps),
        proptest::collection::vec(events, 1..5),
        0..20,
    );
    (answers, said).prop_map(|(answers, events)| Facts { answers, events })
}

fn packs() -> Vec<Pack> {
    let mut packs = vec![sample::pack()];
    packs.extend(shipped::PACKS.iter().map(|shipped| shipped.load().unwrap()));
    packs
}

/// Checks what must hold for every plan whatever the facts are.
fn check_plan(pack: &Pack, facts: &Facts, now: i64) -> Result<(), TestCaseError> {
    let found = plan(pack, facts, now);
    for planned in &found.steps {
        let settled = planned.state != StepState::Open;
        prop_assert_eq!(settled, planned.settled_at.is_some(), "{}", planned.step.id);
        prop_assert!(!(planned.late && settled), "{} is settled and late", planned.step.id);
        prop_assert!(!planned.because.is_empty(), "{} says no reason", planned.step.id);
        if planned.state == StepState::Missed {
            let said = facts.events(&planned.step.id).iter().any(|event| event.kind == StepKind::Missed);
            prop_assert!(said, "only a person says missed");
        }
    }
    for step in facts.events.keys() {
        prop_assert!(found.step(step).is_some(), "{} has a history and must stay visible", step);
    }
    let at_another_time = plan(pack, facts, now.wrapping_add(77 * DAY));
    let timeless = |plan: &Plan<'_>| {
        plan.steps
            .iter()
            .map(|one| (one.step.id.clone(), one.state, format!("{:?}{:?}", one.standing, one.due)))
            .collect::<Vec<_>>()
    };
    prop_assert_eq!(timeless(&found), timeless(&at_another_time), "waiting changed something");
    Ok(())
}

#[test]
fn no_facts_make_the_engine_panic_lose_a_history_or_cancel_by_waiting() {
    for pack in packs() {
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(200));
        let strategy = (any_facts(&pack), prop_oneof![any::<i64>(), T0..T0 + 400 * DAY]);
        runner.run(&strategy, |(facts, now)| check_plan(&pack, &facts, now)).unwrap();
    }
}

fn names_hours(condition: &Condition) -> bool {
    match condition {
        Condition::During { .. } => true,
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(names_hours),
        Condition::Not(part) | Condition::Decided(part, _) => names_hours(part),
        _ => false,
    }
}

#[test]
fn moving_a_clock_moves_what_is_due_in_hours_by_the_same() {
    for pack in packs() {
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(60));
        let strategy = (T0..T0 + 200 * DAY, -50 * DAY..50 * DAY);
        let set = |ms: i64| {
            let answers = pack.clocks.iter().map(|clock| (clock.field.clone(), instant(ms)));
            Facts { answers: answers.collect(), events: BTreeMap::new() }
        };
        runner
            .run(&strategy, |(zero, by)| {
                let (before, after) = (set(zero), set(zero + by));
                let (before, after) = (plan(&pack, &before, T0), plan(&pack, &after, T0));
                for planned in &before.steps {
                    let DueRule::Once(Measure::Plain(length)) = &planned.step.due else { continue };
                    let due = due_ms(&before, &planned.step.id).unwrap();
                    let Some(then) = due_ms(&after, &planned.step.id) else {
                        // A step of the night does not stand for a clock that was moved into the day.
                        prop_assert!(names_hours(&planned.step.gate.when), "{} is gone", planned.step.id);
                        continue;
                    };
                    let moved = then - due;
                    let whole_days = length.months > 0 || length.days > 0;
                    let allowed = if whole_days { 4 * DAY } else { 0 };
                    prop_assert!(
                        (moved - by).abs() <= allowed,
                        "{} moved by {moved}, its clock by {by}",
                        planned.step.id
                    );
                }
                Ok(())
            })
            .unwrap();
    }
}

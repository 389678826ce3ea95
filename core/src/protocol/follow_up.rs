//! Keeping in touch after the first night: whether the young person wants it, when the next contact is due by the pack's
//! rhythm, and what became of each try. Read from the record and the plan, pure.

use super::advocate::{END, FollowUpRule, MADE, PAUSE};
use super::plan::{Due, Plan, PlannedStep};
use crate::episode::record::{Save, Written};
use crate::episode::{Answer, Instant, Record, Value};

/// How the young person wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// It goes on. Nobody said otherwise, too.
    GoesOn,
    /// They want a break; the way back stays open.
    Paused,
    /// They ended it.
    Ended,
}

/// One contact, or one try.
#[derive(Clone)]
pub struct Contact<'r> {
    /// The item of the list.
    pub item: &'r str,
    /// What became of it, as the pack's code.
    pub result: Option<&'r str>,
    /// By which way, as the pack's code.
    pub how: Option<&'r str>,
    /// When.
    pub at: Option<Instant>,
    /// Whether the safety plan was looked at together.
    pub plan_seen: bool,
    /// The save that brought it.
    pub save: Save<'r>,
}

/// How keeping in touch stands.
pub struct FollowUp<'r, 'p> {
    /// How the young person wants it.
    pub support: Support,
    /// The step of the rhythm that is next, with its due time; none while it rests.
    pub next: Option<PlannedStep<'p>>,
    /// Contacts and tries, newest first.
    pub contacts: Vec<Contact<'r>>,
    /// The look at day 90, while it is still to be made.
    pub look: Option<PlannedStep<'p>>,
    /// The next time to offer help again to somebody who said no.
    pub offer: Option<PlannedStep<'p>>,
}

impl<'r, 'p> FollowUp<'r, 'p> {
    /// Reads how it stands.
    #[must_use]
    pub fn of(rule: &FollowUpRule, record: &'r Record, plan: &Plan<'p>) -> Self {
        let open = |id: &String| plan.step(id).filter(|step| step.is_open()).cloned();
        let dated = |step: &PlannedStep<'_>| !matches!(step.due, Due::NoClockYet { .. });
        let rhythm = rule.steps.iter().filter_map(open).filter(dated);
        Self {
            support: support(rule, record),
            next: rhythm.min_by_key(PlannedStep::urgency),
            contacts: contacts(rule, record),
            look: open(&rule.look),
            offer: open(&rule.offers),
        }
    }

    /// How many tries came to nothing since the last contact that was made.
    #[must_use]
    pub fn tries_since_contact(&self) -> usize {
        self.contacts.iter().take_while(|contact| contact.result != Some(MADE)).count()
    }
}

fn support(rule: &FollowUpRule, record: &Record) -> Support {
    let standing = record.answers(&rule.support);
    let says = |code: &str| standing.iter().any(|written| chosen(written) == Some(code));
    // Two words that did not see each other: the one that asks less of the young person counts until one is chosen.
    match (says(END), says(PAUSE)) {
        (true, _) => Support::Ended,
        (false, true) => Support::Paused,
        (false, false) => Support::GoesOn,
    }
}

fn contacts<'r>(rule: &FollowUpRule, record: &'r Record) -> Vec<Contact<'r>> {
    let items = record.items_ever(&rule.log).into_iter().filter(|item| record.items(&rule.log).contains_key(item));
    let read = |item: &'r str| {
        let last = |field: &str| record.answers(&format!("{field}@{item}")).pop();
        let (result, how, at) = (last(&rule.result), last(&rule.how), last(&rule.at));
        let save = result.or(at)?.save;
        Some(Contact {
            item,
            result: result.as_ref().and_then(chosen),
            how: how.as_ref().and_then(chosen),
            at: at.and_then(|written| match written.answer {
                Answer::Given(Value::Instant(at)) => Some(*at),
                _ => None,
            }),
            plan_seen: last(&rule.plan_seen).is_some_and(|written| *written.answer == Answer::Given(Value::Flag(true))),
            save,
        })
    };
    let mut contacts: Vec<Contact<'r>> = items.filter_map(read).collect();
    // Of two at the same minute the one that was written down last stands first.
    contacts.reverse();
    contacts.sort_by_key(|contact| std::cmp::Reverse(contact.at.map_or(0, |at| at.ms)));
    contacts
}

fn chosen<'r>(written: &Written<'r>) -> Option<&'r str> {
    match written.answer {
        Answer::Given(Value::Choice(code)) => Some(code),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

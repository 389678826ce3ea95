//! Keeping in touch: a contact or a try is written down, the young person pauses, comes back or ends it. All of it is
//! the advocacy agency's own; nothing of it reaches another custodian.

use super::Notebook;
use super::answering::{Before, Saves, add, seen_marks};
use super::error::NotebookError;
use crate::episode::{Answer, Change, Instant, StepEvent, StepKind, Value};
use crate::moment::Moment;
use crate::protocol::advocate::{FollowUpRule, GO_ON, MADE, PAUSE};
use crate::protocol::follow_up::FollowUp;
use crate::protocol::{Pack, Plan};
use first72_wire::compartment::Compartment;
use first72_wire::id::EpisodeId;
use std::collections::BTreeMap;

/// A look at the safety plan counts for the next date of the pack when that is at most this far away: half a day.
const COUNTS_AHEAD_MS: i64 = 12 * 60 * 60 * 1_000;

/// One contact, or one try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactWord {
    /// What became of it, as the pack's code.
    pub result: String,
    /// By which way, as the pack's code.
    pub how: Option<String>,
    /// When.
    pub at: Instant,
    /// Whether the safety plan was looked at together.
    pub plan_seen: bool,
}

impl Notebook {
    /// How keeping in touch stands; none where the pack has no such rhythm.
    ///
    /// # Errors
    /// As [`Notebook::plan`].
    pub fn follow_up(&self, episode: EpisodeId, now: Moment) -> Result<Option<FollowUp<'_, '_>>, NotebookError> {
        let (record, pack) = self.opened(episode)?;
        let plan = self.plan(episode, now)?;
        Ok(pack.advocate.follow_up.as_ref().map(|rule| FollowUp::of(rule, record, &plan)))
    }

    /// Writes down a contact or a try. One that was made answers the rhythm's next turn.
    ///
    /// # Errors
    /// [`NotebookError::NoField`] where the pack has no rhythm; otherwise as [`Notebook::answer`].
    pub fn log_contact(&mut self, episode: EpisodeId, contact: &ContactWord, now: Moment) -> Result<(), NotebookError> {
        let saves = self.contact_saves(episode, contact, now)?;
        self.save(saves, now)
    }

    /// The young person wants a break. Nothing is due until they want it again.
    ///
    /// # Errors
    /// As [`Notebook::log_contact`].
    pub fn pause_support(&mut self, episode: EpisodeId, now: Moment) -> Result<(), NotebookError> {
        let rule = self.follow_up_rule(episode)?.clone();
        self.answer_all(episode, &[(rule.support, choice(PAUSE))], Before::Everything, now)
    }

    /// The young person is back in touch: it goes on, and that they came back is a contact.
    ///
    /// # Errors
    /// As [`Notebook::log_contact`].
    pub fn resume_support(
        &mut self,
        episode: EpisodeId,
        how: Option<String>,
        at: Instant,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let rule = self.follow_up_rule(episode)?.clone();
        let answers = vec![(rule.support, choice(GO_ON))];
        let mut saves = self.answers_to_save(episode, &answers, Before::Everything, now)?;
        let contact = ContactWord { result: MADE.to_owned(), how, at, plan_seen: false };
        for (facts, changes) in self.contact_saves(episode, &contact, now)? {
            changes.into_iter().for_each(|change| add(&mut saves, facts.clone(), change));
        }
        self.save(saves, now)
    }

    fn follow_up_rule(&self, episode: EpisodeId) -> Result<&FollowUpRule, NotebookError> {
        let (_, pack) = self.opened(episode)?;
        let none = || NotebookError::NoField { field: "follow_up".to_owned() };
        pack.advocate.follow_up.as_ref().ok_or_else(none)
    }

    fn contact_saves(&self, episode: EpisodeId, contact: &ContactWord, now: Moment) -> Result<Saves, NotebookError> {
        let rule = self.follow_up_rule(episode)?;
        let (record, pack) = self.opened(episode)?;
        let facts = self.home(episode, &[Compartment::Adv])?;
        let item = self.draw_item()?;
        let mut saves = vec![(facts.clone(), vec![Change::AddItem { field: rule.log.clone(), item: item.clone() }])];
        for (field, answer) in answers(rule, contact) {
            let known = pack.field(&format!("{field}@{item}"));
            let known = known.ok_or_else(|| NotebookError::NoField { field: field.to_owned() })?;
            super::answering::check(known.kind.as_ref(), &answer)?;
            let change = Change::Answer { field: format!("{field}@{item}"), answer, replaces: Vec::new() };
            add(&mut saves, facts.clone(), change);
        }
        let plan = self.plan(episode, now)?;
        for step in self.turns(rule, pack, record, &plan, contact, now) {
            let known = pack.step(&step).ok_or_else(|| NotebookError::NoStep { step: step.clone() })?;
            let (event, everything) = (turn(contact), Before::Everything);
            let seen = seen_marks(record, known, &event, everything);
            for (home, change) in self.step_changes(episode, known, event, &seen)? {
                add(&mut saves, home, change);
            }
        }
        Ok(saves)
    }

    /// The steps of which this contact answers a turn.
    fn turns(
        &self,
        rule: &FollowUpRule,
        pack: &Pack,
        record: &crate::episode::Record,
        plan: &Plan<'_>,
        contact: &ContactWord,
        now: Moment,
    ) -> Vec<String> {
        let mut steps = Vec::new();
        if contact.result == MADE {
            let next = FollowUp::of(rule, record, plan).next;
            steps.extend(next.map(|step| step.step.id.clone()));
        }
        if contact.plan_seen {
            steps.extend(self.plan_turn(pack, plan, now));
        }
        steps
    }

    /// The step "look at the plan again", when its next date is near or over.
    pub(super) fn plan_turn(&self, pack: &Pack, plan: &Plan<'_>, now: Moment) -> Option<String> {
        let again = plan.step(&pack.advocate.safety_plan.as_ref()?.again)?;
        let near = self.time(now).ms.saturating_add(COUNTS_AHEAD_MS);
        let is_near = again.is_open() && again.due_at().is_some_and(|due| due.ms <= near);
        is_near.then(|| again.step.id.clone())
    }
}

fn answers<'r>(rule: &'r FollowUpRule, contact: &ContactWord) -> Vec<(&'r str, Answer)> {
    let mut answers = vec![
        (rule.at.as_str(), Answer::Given(Value::Instant(contact.at))),
        (rule.result.as_str(), choice(&contact.result)),
        (rule.plan_seen.as_str(), Answer::Given(Value::Flag(contact.plan_seen))),
    ];
    answers.extend(contact.how.as_deref().map(|how| (rule.how.as_str(), choice(how))));
    answers
}

fn choice(code: &str) -> Answer {
    Answer::Given(Value::Choice(code.to_owned()))
}

pub(super) fn turn(contact: &ContactWord) -> StepEvent {
    StepEvent { kind: StepKind::Done, at: contact.at, reason: None, to: None, evidence: BTreeMap::new() }
}

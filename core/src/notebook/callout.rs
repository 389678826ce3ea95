//! The page of a call: whether the advocate comes, about when, and that they are there. All of it is logistics, so
//! that everybody on the episode knows it after the next sync.

use super::Notebook;
use super::answering::Before;
use super::error::NotebookError;
use crate::episode::{Answer, Instant, Record, StepEvent, StepKind, Value};
use crate::moment::Moment;
use crate::protocol::Pack;
use crate::protocol::advocate::{CANNOT_COME, COMING, CalloutRule};
use crate::protocol::callout::{Callout, CalloutState, arrival_in};
use crate::protocol::condition::StepState;
use crate::protocol::pack::AppRole;
use first72_wire::compartment::Compartment;
use first72_wire::id::EpisodeId;
use std::collections::BTreeMap;

/// What an advocate says to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalloutWord {
    /// They are coming, in about so many minutes.
    Coming {
        /// From now.
        minutes: u16,
    },
    /// They cannot come, so that the next is paged.
    CannotCome {
        /// Why, as the pack's code.
        reason: String,
    },
    /// They are there.
    There {
        /// Since when.
        at: Instant,
    },
}

impl Notebook {
    /// How the page of a call stands; none where the pack has no such page.
    ///
    /// # Errors
    /// When there is no such episode, or its pack is not here.
    pub fn callout(&self, episode: EpisodeId) -> Result<Option<Callout>, NotebookError> {
        let (record, pack) = self.opened(episode)?;
        Ok(pack.advocate.callout.as_ref().map(|rule| Callout::of(rule, record)))
    }

    /// Whether this person may answer the page: an advocate who may write where everybody on the episode reads.
    #[must_use]
    pub fn may_answer_callout(&self, episode: EpisodeId) -> bool {
        self.roles().contains(&AppRole::Advocate) && self.home(episode, &[Compartment::Ops]).is_ok()
    }

    /// The episodes whose page waits for this person's answer: nobody comes yet, they have not said that they
    /// cannot, and the step of the arrival is still to be done.
    #[must_use]
    pub fn waiting_callouts(&self, now: Moment) -> Vec<EpisodeId> {
        if !self.roles().contains(&AppRole::Advocate) {
            return Vec::new();
        }
        self.episodes().filter(|episode| self.waits_for_me(*episode, now)).collect()
    }

    fn waits_for_me(&self, episode: EpisodeId, now: Moment) -> bool {
        let Ok((record, pack)) = self.opened(episode) else { return false };
        let Some(rule) = &pack.advocate.callout else { return false };
        let page = Callout::of(rule, record);
        let refused = self.persons().any(|person| page.refused_by(person));
        if page.state != CalloutState::Waits || refused || !self.may_answer_callout(episode) {
            return false;
        }
        let plan = self.plan(episode, now);
        plan.is_ok_and(|plan| plan.step(&rule.arrival_step).is_some_and(|step| step.state == StepState::Open))
    }

    /// Answers the page over what the person saw.
    ///
    /// # Errors
    /// [`NotebookError::NoField`] where the pack has no page of a call; otherwise as [`Notebook::answer`].
    pub fn answer_callout(
        &mut self,
        episode: EpisodeId,
        word: CalloutWord,
        before: Before<'_>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let now_ms = self.time(now).ms;
        let (record, pack) = self.opened(episode)?;
        let rule = pack.advocate.callout.clone().ok_or_else(|| NotebookError::NoField { field: "callout".into() })?;
        match word {
            CalloutWord::There { at } => {
                let (step, event) = arrival(&rule, pack, at)?;
                self.step_over(episode, &step, event, before, now)
            }
            CalloutWord::Coming { minutes } => {
                let eta = Answer::Given(Value::Instant(arrival_in(minutes, now_ms)));
                let mut answers = vec![(rule.eta.clone(), eta)];
                if Callout::of(&rule, record).state == CalloutState::Waits {
                    answers.push((rule.answer, chosen(COMING)));
                    answers.push((rule.acknowledged, Answer::Given(Value::Instant(Instant::exact(now_ms)))));
                }
                self.answer_all(episode, &answers, before, now)
            }
            CalloutWord::CannotCome { reason } => {
                let mut answers =
                    vec![(rule.answer.clone(), chosen(CANNOT_COME)), (rule.reason.clone(), chosen(&reason))];
                answers.extend(no_longer_coming(&rule, record));
                self.answer_all(episode, &answers, before, now)
            }
        }
    }
}

fn chosen(code: &str) -> Answer {
    Answer::Given(Value::Choice(code.to_owned()))
}

/// The time of arrival that was given before does not hold any more.
fn no_longer_coming(rule: &CalloutRule, record: &Record) -> Option<(String, Answer)> {
    let given = record.answers(&rule.eta).into_iter().any(|written| matches!(written.answer, Answer::Given(_)));
    given.then(|| (rule.eta.clone(), Answer::Unknown))
}

/// The step that the arrival completes, with the time written down where the pack asks for it.
fn arrival(rule: &CalloutRule, pack: &Pack, at: Instant) -> Result<(String, StepEvent), NotebookError> {
    let step = pack.step(&rule.arrival_step);
    let step = step.ok_or_else(|| NotebookError::NoStep { step: rule.arrival_step.clone() })?;
    let asked = step.evidence.iter().find(|asked| asked.field.as_ref() == Some(&rule.arrived));
    let evidence: BTreeMap<_, _> = asked.map(|asked| (asked.id.clone(), Value::Instant(at))).into_iter().collect();
    Ok((step.id.clone(), StepEvent { kind: StepKind::Done, at, reason: None, to: None, evidence }))
}

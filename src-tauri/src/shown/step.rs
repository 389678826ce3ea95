//! A step's page: words, evidence, contacts, what was recorded about it.

use super::answer::{input, instant, value, value_view, when};
use super::plan::state;
use super::words::value_words;
use super::{Shown, reference_text};
use crate::trouble;
use crate::view::{
    BecauseView, Choice, ContactView, EvidenceAsked, Question, StepChange, StepEventKind, StepPage, StepReason,
    StepTap, Trouble,
};
use first72_core::episode::record::{StepMark, Written};
use first72_core::episode::{Answer, StepEvent, StepKind};
use first72_core::notebook::rights;
use first72_core::protocol::condition::Reason;
use first72_core::protocol::step::{Evidence, Step};
use std::collections::BTreeSet;

/// Kinds of what can be said, the notebook's and the screen's.
const KINDS: [(StepKind, StepEventKind); 7] = [
    (StepKind::Done, StepEventKind::Done),
    (StepKind::Undone, StepEventKind::Undone),
    (StepKind::Declined, StepEventKind::Declined),
    (StepKind::NotApplicable, StepEventKind::NotApplicable),
    (StepKind::Missed, StepEventKind::Missed),
    (StepKind::Transferred, StepEventKind::Transferred),
    (StepKind::Reopened, StepEventKind::Reopened),
];

/// Reasons with the word that is recorded.
const REASONS: [(StepReason, &str); 7] = [
    (StepReason::OtherDidIt, "other_did_it"),
    (StepReason::NotNeeded, "not_needed"),
    (StepReason::YouthLeft, "youth_left"),
    (StepReason::NoAnswer, "no_answer"),
    (StepReason::NoTime, "no_time"),
    (StepReason::NotSafe, "not_safe"),
    (StepReason::AskLater, "ask_later"),
];

/// What a tap says about a step.
pub(crate) fn event(tap: StepTap) -> StepEvent {
    let kind = KINDS.iter().find(|(_, shown)| *shown == tap.kind).map_or(StepKind::Done, |(kind, _)| *kind);
    let word = |reason| REASONS.iter().find(|(known, _)| *known == reason).map(|(_, word)| (*word).to_owned());
    StepEvent {
        kind,
        at: instant(tap.at),
        reason: tap.reason.and_then(word),
        to: tap.to,
        evidence: tap.evidence.into_iter().map(|(id, given)| (id, value(given))).collect(),
    }
}

impl Shown<'_> {
    /// # Errors
    /// `step.gone` when the step is not on the list.
    pub(crate) fn step_page(&self, id: &str) -> Result<StepPage, Trouble> {
        let planned = self.plan.step(id).ok_or_else(|| trouble::coded("step.gone"))?;
        let step = planned.step;
        let text = self.words.texts.steps.get(id);
        let marks = self.record.mark_history(id);
        let titles = step.claim.sources.iter().filter_map(|source| {
            self.pack.sources.iter().find(|known| known.id == *source).map(|known| known.title.clone())
        });
        let writable = self.notebook.writable(self.episode);
        Ok(StepPage {
            line: self.plan_line(planned, &self.my_roles()),
            do_text: text.map(|text| text.action.clone()).unwrap_or_default(),
            when: text.and_then(|text| text.when.clone()),
            why: text.and_then(|text| text.why.clone()),
            say: text.and_then(|text| text.say.clone()),
            because: planned.because.iter().map(|reason| self.because(reason)).collect(),
            sources: titles.collect(),
            verified: step.claim.verified,
            evidence: step.evidence.iter().map(|evidence| self.evidence(evidence, &marks)).collect(),
            asks: self.asks(step),
            rights: is_of_rights(step),
            contacts: self.calls(id),
            hand_to: self.hand_to(),
            history: self.history(&marks),
            shown: self.step_shown(step, &marks),
            may_write: step.see.iter().any(|compartment| writable.contains(compartment)),
            now_ms: self.now_ms(),
        })
    }

    /// The questions of the step, but for those of the rights: they are asked in their order on a screen of their own.
    fn asks(&self, step: &Step) -> Vec<Question> {
        let asked = step.asks.iter().filter(|field| !rights::FIELDS.contains(&field.as_str()));
        asked.filter_map(|field| self.question_in_reach(field)).collect()
    }

    /// What the page shows as standing: what was said about the step, and the answers that stand in its inputs.
    fn step_shown(&self, step: &Step, marks: &[StepMark<'_>]) -> Vec<String> {
        let said = marks.iter().filter(|mark| !mark.settled).map(|mark| mark.reference);
        let answers = step.evidence.iter().filter_map(|asked| self.evidence_answer(asked));
        said.chain(answers.map(|written| written.reference)).map(reference_text).collect()
    }

    /// The one answer that stands to the question of a piece of evidence. Several that disagree are shown where the
    /// question is asked, to choose from.
    fn evidence_answer(&self, evidence: &Evidence) -> Option<Written<'_>> {
        match self.record.answers(evidence.field.as_deref()?).as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    fn evidence(&self, evidence: &Evidence, marks: &[StepMark<'_>]) -> EvidenceAsked {
        let text = self.words.texts.evidence.get(&evidence.id);
        let (kind, limits) = input(&evidence.kind);
        let standing = marks.iter().rev().filter(|mark| !mark.settled);
        let written = standing.filter_map(|mark| mark.event.evidence.get(&evidence.id)).next();
        let last = match self.evidence_answer(evidence).map(|written| written.answer) {
            Some(Answer::Given(value)) => Some(value),
            _ => written,
        };
        EvidenceAsked {
            id: evidence.id.clone(),
            label: text.map_or(&evidence.id, |text| &text.label).clone(),
            hint: text.and_then(|text| text.hint.clone()),
            kind,
            limits,
            options: self.words.choices(&evidence.kind, text),
            value: last.map(value_view),
        }
    }

    /// Whom to call in a step, those first who answer now.
    fn calls(&self, step: &str) -> Vec<ContactView> {
        let station = self.record.opened().map(|opened| opened.station);
        let calls = self.pack.calls_for(step, station.as_deref(), self.now_ms());
        calls.iter().map(|call| super::call::contact(call, &self.words, Some(step))).collect()
    }

    fn hand_to(&self) -> Vec<Choice> {
        self.pack.roles.iter().map(|role| Choice { code: role.id.clone(), label: self.words.role(&role.id) }).collect()
    }

    /// Newest first. What stands in two classes of content was said once.
    fn history(&self, marks: &[StepMark<'_>]) -> Vec<StepChange> {
        let mut said = BTreeSet::new();
        let once = marks.iter().rev().filter(|mark| {
            said.insert((mark.save.author(), mark.save.op().when.wall_ms, mark.event.kind, mark.event.at))
        });
        once.map(|mark| self.change(mark)).collect()
    }

    fn change(&self, mark: &StepMark<'_>) -> StepChange {
        let shown = KINDS.iter().find(|(kind, _)| *kind == mark.event.kind);
        let reason = mark.event.reason.as_deref();
        StepChange {
            change: reference_text(mark.reference),
            kind: shown.map_or(StepEventKind::Done, |(_, shown)| *shown),
            at: when(mark.event.at),
            by: self.by(&mark.save),
            reason: REASONS.iter().find(|(_, word)| Some(*word) == reason).map(|(reason, _)| *reason),
            to: mark.event.to.as_deref().map(|to| self.words.role(to)),
            to_code: mark.event.to.clone(),
            live: !mark.settled,
        }
    }

    /// The one answer that stands to a question, in words.
    fn answer_in_words(&self, field: &str) -> Option<String> {
        let answers = self.record.answers(field);
        match answers.as_slice() {
            [one] => match one.answer {
                Answer::Given(value) => {
                    let id = field.split_once('@').map_or(field, |(id, _)| id);
                    value_words(value, self.words.texts.fields.get(id), self.words.language)
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn because(&self, reason: &Reason) -> BecauseView {
        match reason {
            Reason::Always => BecauseView::Always,
            Reason::Answer { field } => {
                BecauseView::Answer { question: self.words.field(field), answer: self.answer_in_words(field) }
            }
            Reason::NotKnown { field } => BecauseView::NotKnown { question: self.words.field(field) },
            Reason::Step { step, state: found } => {
                BecauseView::Step { title: self.words.step(step), state: state(*found) }
            }
            Reason::Clock { clock, set } => BecauseView::Clock { clock: self.words.clock(clock), set: *set },
            Reason::Track { track } => BecauseView::Branch { name: self.words.track(track) },
            Reason::Branch { branch } => BecauseView::Branch { name: self.words.branch(branch) },
        }
    }
}

fn is_of_rights(step: &Step) -> bool {
    step.asks.iter().chain(&step.answered_by).any(|field| rights::FIELDS.contains(&field.as_str()))
}

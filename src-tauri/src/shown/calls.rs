//! The page of an episode's calls: whom to call, and what came of the calls so far.

use super::answer::when;
use super::{Shown, call};
use crate::trouble;
use crate::view::{CallFor, CallGroup, CallLine, CallPage, CallStep, Choice, ContactView, Trouble};
use first72_core::notebook::NotebookError;
use first72_core::notebook::calls::{ANSWERED, CALL_RESULT, CALL_SPOKE_WITH, Call};
use first72_core::protocol::contact::ContactKind;

/// The kinds of contacts in the order of the page.
const KINDS: [(ContactKind, CallFor); 7] = [
    (ContactKind::Hotline, CallFor::Hotline),
    (ContactKind::Advocate, CallFor::Advocate),
    (ContactKind::MedicalHub, CallFor::MedicalHub),
    (ContactKind::ExamSite, CallFor::ExamSite),
    (ContactKind::Hospital, CallFor::Hospital),
    (ContactKind::Crisis, CallFor::Crisis),
    (ContactKind::Agency, CallFor::Agency),
];

impl Shown<'_> {
    /// # Errors
    /// `step.gone` when the page is for a step that is not on the list.
    pub(crate) fn call_page(&self, step: Option<&str>, can_dial: bool) -> Result<CallPage, Trouble> {
        let opened = self.record.opened().ok_or(NotebookError::NoEpisode)?;
        let calls = self.notebook.calls(self.episode)?;
        Ok(CallPage {
            episode: self.episode.to_string(),
            handle: opened.handle,
            step: step.map(|step| self.call_step(step)).transpose()?,
            groups: self.call_groups(step, &opened.station),
            calls: calls.iter().map(|call| self.call_line(call)).collect(),
            results: self.call_results(),
            can_dial,
            may_write: self.may_write(),
            now_ms: self.now_ms(),
        })
    }

    fn call_step(&self, id: &str) -> Result<CallStep, Trouble> {
        let planned = self.plan.step(id).ok_or_else(|| trouble::coded("step.gone"))?;
        let page = self.step_page(id)?;
        Ok(CallStep {
            step: id.to_owned(),
            title: page.line.title,
            evidence: page.evidence,
            shown: page.shown,
            open: planned.is_open(),
        })
    }

    /// Those of the step or the one to call first of all, then everybody by what they are there for.
    fn call_groups(&self, step: Option<&str>, station: &str) -> Vec<CallGroup> {
        let now = self.now_ms();
        let first = match step {
            Some(step) => self.pack.calls_for(step, Some(station), now),
            None => self.pack.first_call(Some(station), now).into_iter().collect(),
        };
        let shown = |calls: &[first72_core::protocol::call::Callable<'_>], step: Option<&str>| -> Vec<ContactView> {
            calls.iter().map(|one| call::contact(one, &self.words, step)).collect()
        };
        let mut groups = vec![CallGroup { what: CallFor::First, contacts: shown(&first, step) }];
        for (kind, what) in KINDS {
            let mut others = self.pack.calls(Some(kind), Some(station), now);
            others.retain(|one| first.iter().all(|before| before.contact.id != one.contact.id));
            groups.push(CallGroup { what, contacts: shown(&others, None) });
        }
        groups.retain(|group| !group.contacts.is_empty());
        groups
    }

    fn call_line(&self, call: &Call) -> CallLine {
        let text = call.contact.as_ref().and_then(|contact| self.words.texts.contacts.get(contact));
        let of_step = call.step.as_ref().and_then(|step| self.words.texts.steps.get(step)?.call.clone());
        let result = call.result.as_ref().map(|code| self.call_result(code));
        CallLine {
            name: text.map_or_else(|| call.contact.clone().unwrap_or_default(), |text| text.label.clone()),
            number: call.number.clone().unwrap_or_default(),
            say: of_step.or_else(|| text.and_then(|text| text.say.clone())),
            at: call.at.map(when),
            step: call.step.clone(),
            answered: call.result.as_deref() == Some(ANSWERED),
            result,
            spoke_with: self.question_in_reach(&format!("{CALL_SPOKE_WITH}@{}", call.item)),
            item: call.item.clone(),
        }
    }

    fn call_results(&self) -> Vec<Choice> {
        // By its id alone: it belongs to each call of the list, and no call is meant here.
        let field = self.pack.fields.iter().find(|field| field.id == CALL_RESULT);
        let kind = field.and_then(|field| field.kind.as_ref());
        kind.map(|kind| self.words.choices(kind, self.words.texts.fields.get(CALL_RESULT))).unwrap_or_default()
    }

    fn call_result(&self, code: &str) -> String {
        super::words::choice(code, self.words.texts.fields.get(CALL_RESULT)).label
    }
}

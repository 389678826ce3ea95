//! The page of a call, and the line about who is coming.

use super::answer::{instant, when};
use super::words::value_words;
use super::{Shown, reference_text};
use crate::trouble;
use crate::view::{
    CalloutCard, CalloutFact, CalloutLine, CalloutPage, CalloutRefusal, CalloutState, CalloutWord, Trouble,
};
use first72_core::episode::Answer;
use first72_core::episode::record::Written;
use first72_core::notebook::{CalloutWord as Word, NotebookError, PersonId};
use first72_core::protocol::advocate::CalloutRule;
use first72_core::protocol::callout::{Callout, CalloutState as State};
use first72_core::protocol::form::AnswerType;

/// What the screen says to the page.
pub(crate) fn word(said: CalloutWord) -> Word {
    match said {
        CalloutWord::Coming { minutes } => Word::Coming { minutes },
        CalloutWord::CannotCome { reason } => Word::CannotCome { reason },
        CalloutWord::There { at } => Word::There { at: instant(at) },
    }
}

impl Shown<'_> {
    /// Who is coming; none where the pack has no page of a call.
    pub(crate) fn callout_line(&self) -> Option<CalloutLine> {
        let page = Callout::of(self.pack.advocate.callout.as_ref()?, self.record);
        let refusals = page.refusals.iter().map(|refusal| CalloutRefusal {
            by: self.name(refusal.by).unwrap_or_default(),
            reason: refusal.reason.as_deref().map(|code| self.refusal_words(code)),
            at_ms: refusal.at_ms,
        });
        Some(CalloutLine {
            state: state(page.state),
            by: self.name(page.by),
            eta: page.eta.map(when),
            arrived: page.arrived.map(when),
            refusals: refusals.collect(),
        })
    }

    /// The card of a call that waits.
    ///
    /// # Errors
    /// As [`Shown::callout_page`].
    pub(crate) fn callout_card(&self) -> Result<CalloutCard, Trouble> {
        let rule = self.pack.advocate.callout.as_ref().ok_or_else(|| trouble::coded("notebook.no-field"))?;
        let opened = self.record.opened().ok_or(NotebookError::NoEpisode)?;
        let area = self.area(rule, &opened.station);
        Ok(CalloutCard { episode: self.episode.to_string(), handle: opened.handle, area })
    }

    /// # Errors
    /// `notebook.no-field` where the pack has no page of a call.
    pub(crate) fn callout_page(&self) -> Result<CalloutPage, Trouble> {
        let rule = self.pack.advocate.callout.as_ref().ok_or_else(|| trouble::coded("notebook.no-field"))?;
        let opened = self.record.opened().ok_or(NotebookError::NoEpisode)?;
        let page = Callout::of(rule, self.record);
        let me: Vec<PersonId> = self.notebook.persons().collect();
        let refused = me.iter().any(|person| page.refused_by(*person));
        Ok(CalloutPage {
            episode: self.episode.to_string(),
            handle: opened.handle,
            facts: self.callout_facts(rule, &opened.station),
            state: state(page.state),
            mine: refused || page.by.is_some_and(|by| me.contains(&by)),
            refused,
            by: self.name(page.by),
            eta: page.eta.map(when),
            arrived: page.arrived.map(when),
            eta_minutes: rule.eta_minutes.clone(),
            reasons: self.reasons(rule),
            shown: page.standing.iter().copied().map(reference_text).collect(),
            may_answer: self.notebook.may_answer_callout(self.episode),
            now_ms: self.now_ms(),
        })
    }

    fn callout_facts(&self, rule: &CalloutRule, station: &str) -> Vec<CalloutFact> {
        let fact = |key: &str, value| CalloutFact { label: self.words.field(key), value };
        // A text that adds to another answer is missed by nobody.
        let adds = |key: &str| {
            matches!(self.pack.field(key).and_then(|field| field.kind.as_ref()), Some(AnswerType::Text { .. }))
        };
        let others = rule.shows.iter().map(|key| (key, self.words_of(key)));
        let others = others.filter(|(key, value)| value.is_some() || !adds(key)).map(|(key, value)| fact(key, value));
        std::iter::once(fact(&rule.area, Some(self.area(rule, station)))).chain(others).collect()
    }

    /// Where: as somebody gave it, else the station's name.
    fn area(&self, rule: &CalloutRule, station: &str) -> String {
        self.words_of(&rule.area).unwrap_or_else(|| station.to_owned())
    }

    /// The answers that stand to a question, in words; none while nobody knows.
    pub(crate) fn words_of(&self, key: &str) -> Option<String> {
        let text = self.words.texts.fields.get(key.split_once('@').map_or(key, |(id, _)| id));
        let given = |written: &Written<'_>| match written.answer {
            Answer::Given(value) => value_words(value, text, self.words.language),
            Answer::Unknown | Answer::NotAsked | Answer::Declined => None,
        };
        let words: Vec<String> = self.record.answers(key).iter().filter_map(given).collect();
        (!words.is_empty()).then(|| words.join(" / "))
    }

    fn reasons(&self, rule: &CalloutRule) -> Vec<crate::view::Choice> {
        let kind = self.pack.field(&rule.reason).and_then(|field| field.kind.as_ref());
        let text = self.words.texts.fields.get(field_id(&rule.reason));
        kind.map(|kind| self.words.choices(kind, text)).unwrap_or_default()
    }

    fn refusal_words(&self, code: &str) -> String {
        let rule = self.pack.advocate.callout.as_ref();
        let text = rule.and_then(|rule| self.words.texts.fields.get(field_id(&rule.reason)));
        super::words::choice(code, text).label
    }

    fn name(&self, person: Option<PersonId>) -> Option<String> {
        self.notebook.short_name(person?).map(str::to_owned)
    }
}

fn field_id(key: &str) -> &str {
    key.split_once('@').map_or(key, |(id, _)| id)
}

const fn state(state: State) -> CalloutState {
    match state {
        State::Waits => CalloutState::Waits,
        State::Coming => CalloutState::Coming,
        State::There => CalloutState::There,
    }
}

//! The rights of one episode as the screen shows them.

use super::{Shown, reference_text};
use crate::view::{DocumentView, Question, RightsPage, RightsQuestions, RightsSay, Trouble, WaiverState};
use first72_core::episode::{Answer, Value};
use first72_core::notebook::{NotebookError, rights};
use first72_core::protocol::facts::Seen;
use first72_core::protocol::step::Step;

/// The card's words in the pack.
const CARD_TEXT: &str = "rights_card";

impl Shown<'_> {
    /// # Errors
    /// `notebook.no-field` where the pack asks nothing of an advocate.
    pub(crate) fn rights_page(&self) -> Result<RightsPage, Trouble> {
        let opened = self.record.opened().ok_or(NotebookError::NoEpisode)?;
        let questions = self.rights_questions();
        if questions.advocate.is_none() {
            return Err(NotebookError::NoField { field: rights::ADVOCATE.to_owned() }.into());
        }
        let waiting = self.rights_step(rights::ADVOCATE).and_then(|step| self.plan.step(&step.id));
        Ok(RightsPage {
            episode: self.episode.to_string(),
            handle: opened.handle,
            shown: self.rights_shown(),
            questions,
            say: RightsSay {
                tell: self.rights_words(rights::TOLD),
                benefits: self.rights_words(rights::BENEFITS),
                wait: self.rights_words(rights::ADVOCATE),
                waiver: self.rights_words(rights::WAIVER),
                card: self.rights_words(rights::CARD),
                name: self.rights_words(rights::NAME_TOLD),
            },
            waiver: self.waiver_state(),
            waiver_text: self.document(rights::WAIVER_TEXT),
            card_text: self.document(CARD_TEXT),
            advocate_step: waiting.filter(|step| step.is_open()).map(|step| step.step.id.clone()),
            may_write: self.may_write(),
            now_ms: self.now_ms(),
        })
    }

    fn rights_questions(&self) -> RightsQuestions {
        let ask = |field: &str| -> Option<Question> { self.question_in_reach(field) };
        RightsQuestions {
            told: ask(rights::TOLD),
            told_at: ask(rights::TOLD_AT),
            told_by: ask(rights::TOLD_BY),
            benefits: ask(rights::BENEFITS),
            advocate: ask(rights::ADVOCATE),
            waiver: ask(rights::WAIVER),
            waiver_version: ask(rights::WAIVER_VERSION),
            waiver_language: ask(rights::WAIVER_LANGUAGE),
            waiver_by: ask(rights::WAIVER_BY),
            waiver_at: ask(rights::WAIVER_AT),
            signature: ask(rights::WAIVER_SIGNATURE),
            revoked: ask(rights::WAIVER_REVOKED),
            support_person: ask(rights::SUPPORT_PERSON),
            support_present: ask(rights::SUPPORT_PRESENT),
            support_reason: ask(rights::SUPPORT_REASON),
            name_told: ask(rights::NAME_TOLD),
            name: ask(rights::NAME),
            card: ask(rights::CARD),
        }
    }

    /// Every answer that the page shows: what a tap on it settles.
    fn rights_shown(&self) -> Vec<String> {
        let standing = rights::FIELDS.iter().flat_map(|field| self.record.answers(field));
        standing.map(|written| reference_text(written.reference)).collect()
    }

    /// The step that a question does, else the step that asks it.
    fn rights_step(&self, field: &str) -> Option<&Step> {
        let steps = &self.pack.steps;
        let does = steps.iter().find(|step| step.answered_by.iter().any(|one| one == field));
        does.or_else(|| steps.iter().find(|step| step.asks.iter().any(|one| one == field)))
    }

    fn rights_words(&self, field: &str) -> Option<String> {
        self.words.texts.steps.get(&self.rights_step(field)?.id)?.say.clone()
    }

    fn waiver_state(&self) -> WaiverState {
        let seen = |field: &str| self.notebook.seen(self.episode, field);
        let given = |field: &str| matches!(seen(field), Seen::Given(_));
        if given(rights::WAIVER_REVOKED) {
            return WaiverState::Revoked;
        }
        match seen(rights::ADVOCATE) {
            Seen::Given(Value::Choice(code)) if code == rights::CLEAR_NO && self.waived_since() => WaiverState::Stands,
            Seen::Given(Value::Choice(code)) if code == rights::CLEAR_NO => WaiverState::Open,
            _ => WaiverState::NotWanted,
        }
    }

    /// Whether the waiver came after the clear no that stands: one from before the last interview does not count on.
    fn waived_since(&self) -> bool {
        let newest = |field: &str| self.record.answers(field).last().map(|written| written.save.op().hlc);
        let given = self.record.answers(rights::WAIVER).iter().any(|one| matches!(one.answer, Answer::Given(_)));
        given && newest(rights::WAIVER) >= newest(rights::ADVOCATE)
    }

    /// A text of the pack in every language, this person's own first.
    fn document(&self, id: &str) -> Vec<DocumentView> {
        let Some(document) = self.pack.document(id) else { return Vec::new() };
        let mut texts: Vec<_> = self.pack.texts.iter().collect();
        texts.sort_by_key(|texts| texts.language != self.words.texts.language);
        let views = texts.into_iter().filter_map(|texts| {
            let text = texts.documents.get(id)?;
            let paragraphs = text.text.split("\n\n").map(|one| one.trim().to_owned());
            Some(DocumentView {
                language: texts.language.clone(),
                title: text.label.clone(),
                paragraphs: paragraphs.filter(|one| !one.is_empty()).collect(),
                version: document.version.clone(),
            })
        });
        views.collect()
    }
}

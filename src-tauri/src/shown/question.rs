//! The record's questions with the answers that stand.

use super::answer::{answer_view, input};
use super::{Shown, reference_text, saved_ms};
use crate::trouble;
use crate::view::{
    EarlierAnswers, ListItem, ListView, LiveAnswer, Question, RecordForm, Topic, Trouble, UnnamedAnswer,
};
use first72_core::episode::record::Written;
use first72_core::notebook::calls::CALLS;
use first72_core::notebook::{Compartment, ListedItem, NotebookError};
use first72_core::protocol::pack::{AskedAt, Field};
use std::collections::BTreeSet;

/// Earlier answers that a question brings with it: a history of hundreds would make every later save of it slower.
const NEWEST: usize = 8;

impl Shown<'_> {
    pub(crate) fn record_form(&self) -> Result<RecordForm, Trouble> {
        let opened = self.record.opened().ok_or(NotebookError::NoEpisode)?;
        let reach = self.reach();
        let own: Vec<&str> = self.pack.advocate.own_topics().collect();
        let of_record = self.pack.topics.iter().filter(|topic| !own.contains(&topic.as_str()));
        let topics = of_record.map(|topic| self.topic(topic, &reach));
        Ok(RecordForm {
            episode: self.episode.to_string(),
            handle: opened.handle,
            topics: topics.filter(|topic| !topic.questions.is_empty() || !topic.lists.is_empty()).collect(),
            unnamed: self.unnamed_answers(),
            may_write: self.may_write(),
            now_ms: self.now_ms(),
        })
    }

    /// The classes of content that this person may write or can read here. Nothing hints at the others.
    fn reach(&self) -> BTreeSet<Compartment> {
        let written = self.notebook.writable(self.episode);
        written.into_iter().chain(self.record.spaces().into_values()).collect()
    }

    /// Whether this person may write or can read the answer to a question.
    pub(crate) fn reaches(&self, field: &Field) -> bool {
        reached(field, &self.reach())
    }

    /// Every question of its own that this person sees: lists and their parts are counted by nobody.
    pub(crate) fn questions(&self) -> impl Iterator<Item = &Field> {
        let reach = self.reach();
        let elsewhere: Vec<&str> = self.pack.advocate.own_topics().collect();
        let own = move |field: &&Field| {
            let topic = field.topic.as_deref().filter(|topic| !elsewhere.contains(topic));
            topic.is_some() && !field.is_list() && field.part_of.is_none()
        };
        self.pack.fields.iter().filter(own).filter(move |field| reached(field, &reach))
    }

    fn topic(&self, topic: &str, reach: &BTreeSet<Compartment>) -> Topic {
        let here = || {
            let fields = self.pack.fields.iter().filter(move |field| field.topic.as_deref() == Some(topic));
            // The calls have a page of their own.
            let here = |field: &&Field| field.part_of.is_none() && field.id != CALLS && reached(field, reach);
            fields.filter(here)
        };
        Topic {
            topic: topic.to_owned(),
            title: self.words.topic(topic),
            questions: here().filter(|field| !field.is_list()).filter_map(|field| self.ask(field, &field.id)).collect(),
            lists: here().filter(|field| field.is_list()).filter_map(|field| self.list(field, reach)).collect(),
        }
    }

    fn list(&self, list: &Field, reach: &BTreeSet<Compartment>) -> Option<ListView> {
        let text = self.words.texts.fields.get(&list.id);
        let may_add = self.notebook.may_add_item(self.episode, list);
        let items = self.notebook.items(self.episode, &list.id).ok()?;
        let part = |field: &&Field| field.part_of.as_deref() == Some(list.id.as_str()) && reached(field, reach);
        let label = |item: &ListedItem| match item.number {
            Some(number) => format!("{} {number}", self.words.field(&list.id)),
            None => super::words::choice(&item.item, text).label,
        };
        let item = |item: ListedItem| ListItem {
            label: label(&item),
            questions: self
                .pack
                .fields
                .iter()
                .filter(part)
                .filter_map(|field| self.ask(field, &format!("{}@{}", field.id, item.item)))
                .collect(),
            may_remove: may_add && item.number.is_some(),
            shown: item.held_by.iter().copied().map(reference_text).collect(),
            item: item.item,
        };
        Some(ListView {
            list: list.id.clone(),
            label: self.words.field(&list.id),
            help: text.and_then(|text| text.hint.clone()),
            items: items.into_iter().map(item).collect(),
            may_add,
        })
    }

    /// One question by its key.
    ///
    /// # Errors
    /// `answer.no_such_field`.
    pub(crate) fn question(&self, key: &str) -> Result<Question, Trouble> {
        let field = self.pack.field(key);
        field.and_then(|field| self.ask(field, key)).ok_or_else(|| trouble::coded("answer.no_such_field"))
    }

    /// One question by its key, where the pack has it and this person sees it.
    pub(crate) fn question_in_reach(&self, key: &str) -> Option<Question> {
        let field = self.pack.field(key).filter(|field| reached(field, &self.reach()))?;
        self.ask(field, key)
    }

    pub(crate) fn ask(&self, field: &Field, key: &str) -> Option<Question> {
        let kind = field.kind.as_ref()?;
        let text = self.words.texts.fields.get(&field.id);
        let (shape, limits) = input(kind);
        let (earlier, live) = self.settled_and_live(key);
        Some(Question {
            field: key.to_owned(),
            label: self.words.field(key),
            help: text.and_then(|text| text.hint.clone()),
            say: None,
            kind: shape,
            limits,
            options: self.words.choices(kind, text),
            ask_youth: field.ask_youth,
            later: matches!(field.asked_at, AskedAt::Later | AskedAt::By72Hours),
            live: live.iter().map(|written| self.live(written)).collect(),
            earlier: earlier.iter().rev().take(NEWEST).map(|written| self.live(written)).collect(),
            earlier_count: super::episode::count(earlier.len()),
            seen_by: self.words.readers(&field.compartments),
        })
    }

    /// Every answer that later ones took the place of, newest first.
    ///
    /// # Errors
    /// `answer.no_such_field`, also where this person does not see the question.
    pub(crate) fn earlier_answers(&self, key: &str) -> Result<EarlierAnswers, Trouble> {
        let field = self.pack.field(key).filter(|field| self.reaches(field));
        field.ok_or_else(|| trouble::coded("answer.no_such_field"))?;
        let (earlier, _) = self.settled_and_live(key);
        Ok(EarlierAnswers { answers: earlier.iter().rev().map(|written| self.live(written)).collect() })
    }

    /// What stood before, and what stands.
    fn settled_and_live<'a>(&'a self, key: &str) -> (Vec<Written<'a>>, Vec<Written<'a>>) {
        self.record.answer_history(key).into_iter().partition(|written| written.settled)
    }

    /// What was answered to questions that the pack does not ask any more, under the keys that they had.
    fn unnamed_answers(&self) -> Vec<UnnamedAnswer> {
        let gone = self.record.answered().filter(|key| self.pack.field(key).is_none());
        gone.map(|key| UnnamedAnswer {
            field: key.to_owned(),
            live: self.record.answers(key).iter().map(|written| self.live(written)).collect(),
        })
        .collect()
    }

    fn live(&self, written: &Written<'_>) -> LiveAnswer {
        LiveAnswer {
            change: reference_text(written.reference),
            answer: answer_view(written.answer),
            by: self.by(&written.save),
            at_ms: saved_ms(&written.save),
        }
    }
}

fn reached(field: &Field, reach: &BTreeSet<Compartment>) -> bool {
    field.compartments.iter().any(|compartment| reach.contains(compartment))
}

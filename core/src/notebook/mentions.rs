//! Finding an episode by what stands in it: answers, notes, and what was written down with steps, in the open notebook. Nothing of
//! the search is kept, and no index is.

use super::Notebook;
use super::audit::About;
use crate::audit::AuditEvent;
use crate::episode::{Answer, Record, StepEvent, Value};
use crate::moment::Moment;
use first72_wire::id::{EpisodeId, RealmId};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zeroize::{Zeroize, Zeroizing};

/// Fewer letters stand in nearly everything.
const FEWEST: usize = 2;

/// One search while somebody types: each letter more is no search of its own.
const ONE_SEARCH_MS: i64 = 60_000;

impl Notebook {
    /// The episodes of which every sought word begins a word that stands in their answers, notes or evidence. Accents and
    /// capitals do not matter; fewer than two letters find nothing.
    #[must_use]
    pub fn mentions(&self, sought: &str) -> BTreeSet<EpisodeId> {
        let sought = plain(sought);
        if sought.iter().map(|word| word.chars().count()).sum::<usize>() < FEWEST {
            return BTreeSet::new();
        }
        let holds = |record: &Record| {
            let words: Vec<Vec<Zeroizing<String>>> = texts(record).into_iter().map(plain).collect();
            sought.iter().all(|start| words.iter().flatten().any(|word| word.starts_with(start.as_str())))
        };
        self.records.iter().filter(|(_, record)| holds(record)).map(|(episode, _)| *episode).collect()
    }

    /// Somebody searched the notebook; the amount says how many episodes were found, once a minute at most.
    pub fn note_search(&mut self, found: usize, now: Moment) {
        let last = self.recording.searched_ms;
        if last.is_some_and(|last| (0..ONE_SEARCH_MS).contains(&now.wall_ms.saturating_sub(last))) {
            return;
        }
        self.recording.searched_ms = Some(now.wall_ms);
        let realms: Vec<RealmId> = self.realms().collect();
        for realm in realms {
            let found = u64::try_from(found).unwrap_or(u64::MAX);
            self.record_alone(realm, AuditEvent::Searched, About::amount(found), now);
        }
    }
}

/// What people wrote that stands now.
fn texts(record: &Record) -> Vec<&str> {
    let mut texts: Vec<&str> = Vec::new();
    for field in record.answered() {
        texts.extend(record.answers(field).iter().filter_map(|written| match written.answer {
            Answer::Given(value) => text_of(value),
            _ => None,
        }));
    }
    texts.extend(record.sets().flat_map(|set| record.items(set).into_keys()));
    texts.extend(record.notes().iter().flat_map(|note| note.standing.iter().map(|standing| standing.text)));
    let marks = record.marked().flat_map(|step| record.marks(step));
    texts.extend(marks.flat_map(|mark| of_step(mark.event)));
    texts
}

fn of_step(event: &StepEvent) -> impl Iterator<Item = &str> {
    let said = [event.reason.as_deref(), event.to.as_deref()];
    said.into_iter().flatten().chain(event.evidence.values().filter_map(text_of))
}

const fn text_of(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    }
}

/// Small letters without accents, word by word.
fn plain(text: &str) -> Vec<Zeroizing<String>> {
    let mut bare: String = text.nfd().filter(|sign| !is_combining_mark(*sign)).flat_map(char::to_lowercase).collect();
    let words = bare.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let words = words.map(|word| Zeroizing::new(word.to_owned())).collect();
    bare.zeroize();
    words
}

//! Every save of an episode, what it was about, and between which times it can have been made.

use super::Shown;
use super::answer::when_of;
use super::episode::count;
use super::times::milliseconds;
use crate::view::{SaveLine, SaveWhat, Saves, Trouble};
use first72_core::episode::Change;
use first72_core::episode::record::Save;
use first72_core::notebook::{EntryTime, Link, NotebookError, Said, TAKEN};
use first72_core::reckoning::EXACT_WITHIN_MS;
use std::collections::BTreeMap;

impl Shown<'_> {
    /// # Errors
    /// When there is no such episode here, or the store cannot be read.
    pub(crate) fn saves(&self) -> Result<Saves, Trouble> {
        let opened = self.record.opened().ok_or(NotebookError::NoEpisode)?;
        let times = self.notebook.save_times(self.episode)?;
        let by_hash: BTreeMap<_, _> = times.entries.iter().map(|time| (time.entry.hash, time)).collect();
        let history = self.record.history();
        let lines = history.iter().rev().map(|save| self.save_line(save, by_hash.get(&save.hash()).copied()));
        Ok(Saves { handle: opened.handle, saves: lines.collect(), left_out: count(times.contradicting) })
    }

    fn save_line(&self, save: &Save<'_>, time: Option<&EntryTime>) -> SaveLine {
        let said = Said::of(save);
        // Within a minute is exact, as everywhere.
        let width = said.plus_minus_ms.filter(|ms| *ms > EXACT_WITHIN_MS);
        let mut what: Vec<SaveWhat> = Vec::new();
        for change in &save.op().changes {
            let one = self.what(change);
            if !what.contains(&one) {
                what.push(one);
            }
        }
        SaveLine {
            hash: save.hash().to_string(),
            by: self.by(save),
            what,
            said: when_of(said.ms, width.map_or(0, milliseconds)),
            logged: time.is_some_and(|time| time.leaf.is_some() || time.not_after_ms.is_some()),
            after_ms: time.and_then(|time| time.not_before_ms),
            by_ms: time.and_then(|time| time.not_after_ms),
            fits: time.is_none_or(EntryTime::fits),
            server_ahead_ms: said.server_ahead_ms,
            late: save.is_late(),
        }
    }

    fn what(&self, change: &Change) -> SaveWhat {
        match change {
            Change::Open { .. } => SaveWhat::Opened,
            Change::Answer { field, .. } | Change::AddItem { field, .. } | Change::RemoveItem { field, .. } => {
                self.about_field(field)
            }
            Change::Step { step, .. } => {
                let named = self.words.texts.steps.contains_key(step);
                if named { SaveWhat::Step { title: self.words.step(step) } } else { SaveWhat::Unnamed }
            }
            Change::Note { .. } | Change::Amend { .. } => SaveWhat::Note,
            Change::MovePack { .. } => SaveWhat::Pack,
            Change::Consent(_) => SaveWhat::Copy,
            Change::Unknown { .. } => SaveWhat::Later,
        }
    }

    /// A question of the pack, or one of the app's own sets.
    fn about_field(&self, field: &str) -> SaveWhat {
        if field == TAKEN {
            SaveWhat::HandOver
        } else if [Link::SameOperation.set(), Link::SameYouth.set()].contains(&field) {
            SaveWhat::Link
        } else if self.pack.field(field).is_some() {
            SaveWhat::Question { title: self.words.field(field) }
        } else {
            SaveWhat::Unnamed
        }
    }
}

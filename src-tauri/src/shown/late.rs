//! What came too late to count by itself: read, and taken in by somebody who may.

use super::Shown;
use super::answer::exact;
use super::episode::count;
use super::words::value_words;
use crate::view::{LateSaid, LateView, Trouble};
use first72_core::episode::{Answer, Change};
use first72_core::notebook::{DeviceId, LateLine};

/// Most saves whose words are shown: a person reads them, and the rest is as long as these.
const MOST: usize = 50;
/// Longest words of one, in characters.
const LONGEST: usize = 400;

impl Shown<'_> {
    /// The late saves of this episode, by the devices that wrote them.
    pub(crate) fn late(&self) -> Result<Vec<LateView>, Trouble> {
        let lines = self.notebook.late_in(self.episode)?;
        Ok(lines.iter().map(|line| self.late_line(line)).collect())
    }

    /// How many late saves wait.
    pub(crate) fn late_saves(&self) -> u32 {
        count(self.record.late_saves().count())
    }

    fn late_line(&self, line: &LateLine) -> LateView {
        LateView {
            realm: line.realm.to_string(),
            device: line.device.to_string(),
            name: line.short_name.clone(),
            saves: count(line.saves),
            said: self.late_said(line.device),
            can_take_in: self.notebook.may_adopt(line.realm, self.now),
        }
    }

    fn late_said(&self, device: DeviceId) -> Vec<LateSaid> {
        let history = self.record.history();
        let saves = history.iter().filter(|save| save.is_late() && save.author() == device);
        let said = saves.flat_map(|save| {
            let at = exact(save.op().when.wall_ms);
            let words = save.op().changes.iter().filter_map(|change| self.in_a_few_words(change));
            words.map(move |words| LateSaid { at, words })
        });
        said.take(MOST).collect()
    }

    /// A change as one line; none for what says nothing to a reader.
    fn in_a_few_words(&self, change: &Change) -> Option<String> {
        let words = match change {
            Change::Note { text } | Change::Amend { text, .. } if !text.is_empty() => text.clone(),
            Change::Answer { field, answer: Answer::Given(value), .. } => {
                let id = field.split_once('@').map_or(field.as_str(), |(id, _)| id);
                let text = self.words.texts.fields.get(id);
                let value = value_words(value, text, self.words.language);
                [Some(self.words.field(field)), value].into_iter().flatten().collect::<Vec<_>>().join(": ")
            }
            Change::Answer { field, .. } => self.words.field(field),
            // The app's own sets hold ids, which say nothing to a reader.
            Change::AddItem { field, item } if self.pack.field(field).is_some() => {
                format!("{}: {item}", self.words.field(field))
            }
            Change::Step { step, event, .. } => {
                let reason = event.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
                format!("{}{reason}", self.words.step(step))
            }
            _ => return None,
        };
        Some(words.chars().take(LONGEST).collect())
    }
}

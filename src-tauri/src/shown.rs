//! How the notebook's findings become what the screen shows, in the person's language.

pub(crate) mod advocate;
pub(crate) mod answer;
pub(crate) mod audit;
pub(crate) mod call;
pub(crate) mod callout;
pub(crate) mod calls;
pub(crate) mod card;
pub(crate) mod carrying;
pub(crate) mod copies;
pub(crate) mod differ;
pub(crate) mod drill;
pub(crate) mod due;
pub(crate) mod episode;
pub(crate) mod follow_up;
pub(crate) mod glass;
pub(crate) mod hand_over;
pub(crate) mod holds;
pub(crate) mod late;
pub(crate) mod linked;
pub(crate) mod pack;
pub(crate) mod plan;
pub(crate) mod question;
pub(crate) mod recovery;
pub(crate) mod rights;
pub(crate) mod roster;
pub(crate) mod saves;
pub(crate) mod sight;
pub(crate) mod step;
pub(crate) mod sync;
pub(crate) mod times;
pub(crate) mod words;

use crate::look;
use crate::trouble;
use crate::view::{Kept, Language, Trouble};
use first72_core::episode::Record;
use first72_core::episode::record::Save;
use first72_core::moment::Moment;
use first72_core::notebook::Compartment;
use first72_core::notebook::{EpisodeId, OpId};
use first72_core::notebook::{Kept as KeptIn, Notebook, NotebookError, Outgoing, Said};
use first72_core::protocol::{Pack, Plan};
use words::Words;

/// One episode with everything that its screens are made from.
pub(crate) struct Shown<'n> {
    pub(crate) notebook: &'n Notebook,
    pub(crate) episode: EpisodeId,
    pub(crate) record: &'n Record,
    pub(crate) pack: &'n Pack,
    pub(crate) plan: Plan<'n>,
    pub(crate) words: Words<'n>,
    pub(crate) now: Moment,
}

impl<'n> Shown<'n> {
    /// # Errors
    /// When there is no such episode here, its pack is not here, or a sync is asked for first.
    pub(crate) fn of(
        notebook: &'n Notebook,
        episode: EpisodeId,
        language: Language,
        now: Moment,
    ) -> Result<Self, Trouble> {
        let record = notebook.record(episode).ok_or(NotebookError::NoEpisode)?;
        if notebook.asks_for_sync(episode, now) {
            return Err(trouble::coded("offline.sync-first"));
        }
        let pack = notebook.pack_of(episode)?;
        let plan = notebook.plan(episode, now)?;
        Ok(Self { notebook, episode, record, pack, plan, words: words(pack, language)?, now })
    }

    /// The true time, as far as this device knows it.
    pub(crate) fn now_ms(&self) -> i64 {
        self.notebook.time(self.now).ms
    }

    /// The pack's roles that this person works.
    pub(crate) fn my_roles(&self) -> Vec<&'n str> {
        self.notebook.roles().into_iter().flat_map(|role| self.pack.roles_of(role)).collect()
    }

    /// Whose save it is, by short name; empty while the directory does not know.
    pub(crate) fn by(&self, save: &Save<'_>) -> String {
        save.person().and_then(|person| self.notebook.short_name(person)).unwrap_or_default().to_owned()
    }

    pub(crate) fn may_write(&self) -> bool {
        self.notebook.writable(self.episode).iter().any(|compartment| *compartment != Compartment::Stat)
    }

    /// Where every save of the episode is.
    pub(crate) fn kept(&self, outgoing: &Outgoing<'_>) -> Result<Kept, Trouble> {
        kept(outgoing, &self.record.history())
    }
}

/// When a save was made, as far as its device knew: by what a server had told it, else as it reckoned. Never its bare wall
/// clock, which somebody may have set.
pub(crate) fn saved_ms(save: &Save<'_>) -> i64 {
    Said::of(save).ms
}

/// The pack's sentences in the person's language.
pub(crate) fn words(pack: &Pack, language: Language) -> Result<Words<'_>, Trouble> {
    let texts = pack.texts(look::letters(language)).ok_or_else(|| trouble::coded("pack.texts"))?;
    Ok(Words { pack, texts, language })
}

/// Where saves are; those of others only are there since the newest of them was made.
pub(crate) fn kept(outgoing: &Outgoing<'_>, saves: &[Save<'_>]) -> Result<Kept, Trouble> {
    Ok(match outgoing.kept(saves.iter().copied())? {
        KeptIn::OnlyHere => Kept::OnlyHere,
        KeptIn::Refused { code } => Kept::Refused { code },
        KeptIn::OnServer { at_ms } => {
            let made = || saves.iter().map(saved_ms).max().unwrap_or_default();
            Kept::OnServer { at_ms: at_ms.unwrap_or_else(made) }
        }
    })
}

/// An episode's id from the screen.
///
/// # Errors
/// `shell.unreadable`.
pub(crate) fn episode_id(text: &str) -> Result<EpisodeId, Trouble> {
    text.parse().map_err(|_| trouble::unreadable())
}

/// A reference of a change as the screen keeps it: the save's id, a point, the number in it.
pub(crate) fn reference_text(reference: first72_core::episode::ChangeRef) -> String {
    format!("{}.{}", reference.op, reference.index)
}

/// The reference back from the screen.
///
/// # Errors
/// `shell.unreadable`.
pub(crate) fn reference(text: &str) -> Result<first72_core::episode::ChangeRef, Trouble> {
    let read = |text: &str| {
        let (op, index) = text.split_once('.')?;
        Some(first72_core::episode::ChangeRef { op: op.parse::<OpId>().ok()?, index: index.parse().ok()? })
    };
    read(text).ok_or_else(trouble::unreadable)
}

/// What the screen says that it showed.
///
/// # Errors
/// `shell.unreadable`.
pub(crate) fn references(shown: &[String]) -> Result<Vec<first72_core::episode::ChangeRef>, Trouble> {
    shown.iter().map(|text| reference(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use first72_core::episode::ChangeRef;

    #[test]
    fn a_reference_comes_back_from_the_screen_and_anything_else_is_refused() {
        let there = ChangeRef { op: OpId([7; 16]), index: 3 };
        assert_eq!(reference(&reference_text(there)).unwrap(), there);
        for wrong in ["", ".", "07.1", &format!("{}.70000", OpId([7; 16]))] {
            assert_eq!(reference(wrong).unwrap_err().code, "shell.unreadable");
        }
    }
}

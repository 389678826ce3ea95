//! The protocol of an episode: its line on the episode, and the page with what another version would change.

use super::words::Words;
use super::{Shown, saved_ms, words};
use crate::view::{
    ChangedThing, ChangedWords, ComingStep, DueMove, FitOfPack, PackChange, PackChoiceView, PackMoveView, PackPage,
    ProtocolLine, StandingOfPack, Trouble,
};
use first72_core::notebook::{Compartment, Hash, NotebookError, PackChoice, PackDifference, PackFit};
use first72_core::protocol::diff::{FieldAspect, StepAspect, TextDiff};
use first72_core::protocol::signature::PackStanding;
use std::collections::BTreeSet;

impl Shown<'_> {
    /// What to know about the protocol; null when there is nothing to say.
    ///
    /// # Errors
    /// When no version of the pack is here.
    pub(crate) fn protocol_line(&self) -> Result<Option<ProtocolLine>, Trouble> {
        let here = self.notebook.episode_pack(self.episode, self.now)?;
        let moves = self.record.pack_moves();
        if moves.iter().filter(|moved| !moved.settled).count() > 1 {
            return Ok(Some(ProtocolLine::Differ));
        }
        if here.fit != PackFit::Exact {
            return Ok(Some(ProtocolLine::NotHere { version: here.named.version }));
        }
        if let Some(newer) = here.newer {
            return Ok(Some(ProtocolLine::Newer { version: newer.version }));
        }
        let last = moves.last().filter(|_| here.named.hash.is_some());
        Ok(last.map(|moved| ProtocolLine::Moved { version: moved.to.version.clone(), at_ms: saved_ms(&moved.save) }))
    }

    /// The page. `to` is the version to compare with; without it, the newest that is not the one shown.
    ///
    /// # Errors
    /// When there is no such version here.
    pub(crate) fn pack_page(&self, to: Option<Hash>) -> Result<PackPage, Trouble> {
        let here = self.notebook.episode_pack(self.episode, self.now)?;
        let choices = self.notebook.pack_choices(self.episode, self.now)?;
        let moves = self.record.pack_moves();
        let wanted = to.or_else(|| here.newer.as_ref().and_then(|newer| newer.hash));
        let chosen = match wanted {
            Some(hash) => choices.iter().find(|choice| choice.pack.hash == Some(hash)),
            None => choices.last(),
        };
        Ok(PackPage {
            episode: self.episode.to_string(),
            handle: self.handle()?,
            name: self.words.texts.title.clone(),
            named: here.named.version,
            shown: here.shown.version,
            pack: here.shown.hash.map(|hash| hash.to_string()).unwrap_or_default(),
            fit: match here.fit {
                PackFit::Exact => FitOfPack::Exact,
                PackFit::SameVersion => FitOfPack::SameVersion,
                PackFit::OtherVersion => FitOfPack::OtherVersion,
            },
            standing: standing(&here.standing),
            differ: moves.iter().filter(|moved| !moved.settled).count() > 1,
            change: chosen.map(|choice| self.pack_change(choice)).transpose()?,
            choices: choices.iter().rev().map(choice_view).collect(),
            moves: moves
                .iter()
                .rev()
                .map(|moved| PackMoveView {
                    from: moved.from.version.clone(),
                    to: moved.to.version.clone(),
                    by: self.by(&moved.save),
                    at_ms: saved_ms(&moved.save),
                })
                .collect(),
            may_move: self.notebook.writable(self.episode).contains(&Compartment::Ops),
            now_ms: self.now_ms(),
        })
    }

    fn pack_change(&self, choice: &PackChoice) -> Result<PackChange, Trouble> {
        let hash = choice.pack.hash.ok_or(NotebookError::Damaged)?;
        let letters = crate::look::letters(self.words.language);
        let found = self.notebook.pack_difference(self.episode, &hash, letters, self.now)?;
        let edition = self.notebook.packs().exact(&hash).and_then(|edition| edition.pack().ok());
        let new = words(edition.ok_or(NotebookError::Damaged)?, self.words.language)?;
        Ok(Compared { old: self.words, new, found: &found }.view(choice_view(choice)))
    }
}

/// Two versions side by side, with the words of both.
struct Compared<'a> {
    old: Words<'a>,
    new: Words<'a>,
    found: &'a PackDifference,
}

impl Compared<'_> {
    fn view(&self, to: PackChoiceView) -> PackChange {
        let found = self.found;
        let moved: BTreeSet<&str> = found.due_moves.iter().map(|(id, ..)| id.as_str()).collect();
        let list = || found.comes.iter().map(|(id, _)| id.as_str()).chain(found.goes.iter().map(String::as_str));
        let listed: BTreeSet<&str> = list().chain(moved.iter().copied()).collect();
        let here = |id: &str| listed.contains(id) || found.stands.contains(id);
        let (mut steps_changed, mut elsewhere) = (Vec::new(), Vec::new());
        for step in &found.packs.steps_changed {
            let what = step.what.iter().filter(|aspect| **aspect != StepAspect::Due || !moved.contains(&*step.id));
            let what: Vec<_> = what.copied().map(StepAspect::code).map(str::to_owned).collect();
            match (here(&step.id), what.is_empty()) {
                (true, false) => steps_changed.push(ChangedThing { title: self.new.step(&step.id), what }),
                (true, true) => {}
                (false, _) => elsewhere.push(self.new.step(&step.id)),
            }
        }
        let kept = |id: &String| found.steps_kept.contains(id);
        elsewhere.extend(found.packs.steps_added.iter().filter(|id| !here(id)).map(|id| self.new.step(id)));
        let gone = found.packs.steps_dropped.iter().filter(|id| !here(id) && !kept(id));
        elsewhere.extend(gone.map(|id| self.old.step(id)));
        let of_record = found.steps_kept.iter().map(|id| self.old.step(id));
        PackChange {
            to,
            comes: found
                .comes
                .iter()
                .map(|(id, due_ms)| ComingStep { title: self.new.step(id), due_ms: *due_ms })
                .collect(),
            goes: found.goes.iter().map(|id| self.old.step(id)).collect(),
            due_moves: found
                .due_moves
                .iter()
                .map(|(id, was_ms, is_ms)| DueMove { title: self.new.step(id), was_ms: *was_ms, is_ms: *is_ms })
                .collect(),
            steps_changed,
            elsewhere,
            questions_new: found.packs.fields_added.iter().map(|id| self.new.field(id)).collect(),
            questions_gone: found.packs.fields_dropped.iter().map(|id| self.old.field(id)).collect(),
            questions_changed: self.questions(),
            contacts: found.packs.contacts_changed.iter().map(|id| self.contact(id)).collect(),
            clocks: found.packs.clocks_changed.iter().map(|id| self.clock(id)).collect(),
            kept: of_record.chain(found.answers_kept.iter().map(|key| self.old.field(key))).collect(),
            words: found.texts.iter().filter(|text| self.in_both(text)).map(|text| self.changed_words(text)).collect(),
        }
    }

    fn questions(&self) -> Vec<ChangedThing> {
        let changed = &self.found.packs.fields_changed;
        let codes = |what: &[FieldAspect]| what.iter().map(|aspect| aspect.code().to_owned()).collect();
        changed.iter().map(|one| ChangedThing { title: self.new.field(&one.id), what: codes(&one.what) }).collect()
    }

    fn contact(&self, id: &str) -> String {
        let text = self.new.texts.contacts.get(id).or_else(|| self.old.texts.contacts.get(id));
        text.map_or(id, |text| &text.label).to_owned()
    }

    fn clock(&self, id: &str) -> String {
        if self.new.texts.clocks.contains_key(id) { self.new.clock(id) } else { self.old.clock(id) }
    }

    /// Words of what only one of the two versions has are no change of words.
    fn in_both(&self, text: &TextDiff) -> bool {
        let packs = &self.found.packs;
        let only_one = match text.section {
            "step" => [&packs.steps_added, &packs.steps_dropped],
            "field" => [&packs.fields_added, &packs.fields_dropped],
            _ => return text.old.is_some() && text.new.is_some(),
        };
        !only_one.iter().any(|ids| ids.contains(&text.id))
    }

    fn changed_words(&self, text: &TextDiff) -> ChangedWords {
        let about = match text.section {
            "step" => self.new.step(&text.id),
            "field" => self.new.field(&text.id),
            "evidence" => self.new.texts.evidence.get(&text.id).map_or(&text.id, |one| &one.label).clone(),
            "clock" => self.clock(&text.id),
            "contact" => self.contact(&text.id),
            "document" => self.new.texts.documents.get(&text.id).map_or(&text.id, |one| &one.label).clone(),
            // A name alone: it is its own heading.
            _ => text.new.clone().unwrap_or_else(|| text.id.clone()),
        };
        ChangedWords { about, was: text.old.clone(), is: text.new.clone() }
    }
}

fn choice_view(choice: &PackChoice) -> PackChoiceView {
    PackChoiceView {
        pack: choice.pack.hash.map(|hash| hash.to_string()).unwrap_or_default(),
        version: choice.pack.version.clone(),
        standing: standing(&choice.standing),
        was_here: choice.was_here,
    }
}

/// Whether a version runs, as the screen shows it.
pub(crate) fn standing(standing: &PackStanding) -> StandingOfPack {
    match standing {
        PackStanding::Signed { until_ms } => StandingOfPack::Signed { until_ms: *until_ms },
        PackStanding::Drill => StandingOfPack::Drill,
        PackStanding::Untrusted(why) => StandingOfPack::Untrusted { code: why.code().to_owned() },
    }
}

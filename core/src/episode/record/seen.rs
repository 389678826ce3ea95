//! How a record is read: answers that stand, items, marks on steps, notes, and the whole history.

use super::super::answer::Answer;
use super::super::applied::AppliedOp;
use super::super::change::{Change, ChangeRef, PackRef, StepEvent, StepKind};
use super::super::consent::Consent;
use super::super::op::Op;
use super::Record;
use super::place::Place;
use first72_wire::compartment::Compartment;
use first72_wire::id::{DeviceId, Hash, PersonId, SpaceId};
use std::collections::BTreeMap;

/// Who saved something, where and when.
#[derive(Clone, Copy)]
pub struct Save<'a> {
    applied: &'a AppliedOp,
}

impl<'a> Save<'a> {
    /// The device that signed it.
    #[must_use]
    pub const fn author(&self) -> DeviceId {
        self.applied.author
    }

    /// Whose device that is, when the directory knows.
    #[must_use]
    pub const fn person(&self) -> Option<PersonId> {
        self.applied.person
    }

    /// The class of content it stands in.
    #[must_use]
    pub const fn compartment(&self) -> Compartment {
        self.applied.compartment
    }

    /// Hash of the entry that carried it.
    #[must_use]
    pub const fn hash(&self) -> Hash {
        self.applied.hash
    }

    /// The space of the entry that carried it.
    #[must_use]
    pub const fn space(&self) -> SpaceId {
        self.applied.space
    }

    /// The number of the entry that carried it in its author's chain.
    #[must_use]
    pub const fn seq(&self) -> u64 {
        self.applied.seq
    }

    /// Kept, shown, and counted for nothing until it is adopted.
    #[must_use]
    pub const fn is_late(&self) -> bool {
        self.applied.late
    }

    /// What was saved, with its clocks.
    #[must_use]
    pub const fn op(&self) -> &'a Op {
        &self.applied.op
    }
}

/// An answer with its author and time.
#[derive(Clone, Copy)]
pub struct Written<'a> {
    /// Names it, so that a later answer can settle it.
    pub reference: ChangeRef,
    /// The answer.
    pub answer: &'a Answer,
    /// The save that brought it.
    pub save: Save<'a>,
    /// Whether a later answer has settled it.
    pub settled: bool,
}

/// Something that was said about a step.
#[derive(Clone, Copy)]
pub struct StepMark<'a> {
    /// Names it, so that a later one can settle it.
    pub reference: ChangeRef,
    /// What was said.
    pub event: &'a StepEvent,
    /// The save that brought it.
    pub save: Save<'a>,
    /// Whether a later one has settled it.
    pub settled: bool,
}

/// A move of the episode to another pack or version.
#[derive(Clone, Copy)]
pub struct PackMove<'a> {
    /// Names it, so that a later one can settle it.
    pub reference: ChangeRef,
    /// The pack from then on.
    pub to: &'a PackRef,
    /// The pack until then, as its author saw it.
    pub from: &'a PackRef,
    /// The save that brought it.
    pub save: Save<'a>,
    /// Whether a later one has settled it.
    pub settled: bool,
}

/// A note with its corrections, oldest first.
#[derive(Clone)]
pub struct Note<'a> {
    /// Names it, so that it can be amended.
    pub reference: ChangeRef,
    /// The text as first written.
    pub text: &'a str,
    /// The save that brought it.
    pub save: Save<'a>,
    /// Every correction that was ever made; one without words took the note back.
    pub amendments: Vec<(&'a str, Save<'a>)>,
    /// The text as it stands: as first written, or as corrected; several when people corrected it
    /// without having seen each other's words.
    pub standing: Vec<NoteText<'a>>,
}

impl<'a> Note<'a> {
    /// The save that took the note back; none while words of it stand: those of somebody who corrected it without having
    /// seen that it was taken back are not lost.
    #[must_use]
    pub fn taken_back(&self) -> Option<Save<'a>> {
        let last = self.standing.last().filter(|_| self.standing.iter().all(NoteText::takes_back))?;
        Some(last.save)
    }

    /// The newest words that the note ever had.
    #[must_use]
    pub fn last_words(&self) -> &'a str {
        let corrected = self.amendments.iter().rev().map(|(text, _)| *text);
        corrected.into_iter().find(|text| !text.is_empty()).unwrap_or(self.text)
    }
}

/// One text of a note.
#[derive(Clone, Copy)]
pub struct NoteText<'a> {
    /// Names the correction, or the note itself while nobody corrected it.
    pub reference: ChangeRef,
    /// The words; a correction without any takes the note back.
    pub text: &'a str,
    /// The save that brought them.
    pub save: Save<'a>,
}

impl NoteText<'_> {
    /// Whether this is no correction of the words but took the note back.
    #[must_use]
    pub const fn takes_back(&self) -> bool {
        self.text.is_empty()
    }
}

impl Record {
    /// The answers that stand, oldest first: one, or several that nobody has settled.
    #[must_use]
    pub fn answers(&self, field: &str) -> Vec<Written<'_>> {
        self.answer_history(field).into_iter().filter(|written| !written.settled).collect()
    }

    /// Every answer that was ever given, oldest first.
    #[must_use]
    pub fn answer_history(&self, field: &str) -> Vec<Written<'_>> {
        let places = self.answers.get(field).into_iter().flatten();
        places.filter_map(|place| self.written(place)).collect()
    }

    /// The questions that have an answer.
    pub fn answered(&self) -> impl Iterator<Item = &str> {
        self.answers.keys().map(String::as_str)
    }

    /// The questions to which people gave different answers that all stand. No time, no author and no order settles
    /// them: only a later answer that names them does. The same answer given twice is no difference.
    pub fn differing(&self) -> impl Iterator<Item = &str> {
        self.answered().filter(|field| {
            let standing = self.answers(field);
            standing.windows(2).any(|pair| matches!(pair, [one, other] if one.answer != other.answer))
        })
    }

    /// The items of a set that stand, each with the additions that a removal has to name.
    #[must_use]
    pub fn items(&self, field: &str) -> BTreeMap<&str, Vec<ChangeRef>> {
        let mut items: BTreeMap<&str, Vec<ChangeRef>> = BTreeMap::new();
        let places = self.items.get(field).into_iter().flatten();
        for place in places.filter(|place| self.is_live(place)) {
            if let Some((_, Change::AddItem { item, .. })) = self.at(place) {
                items.entry(item).or_default().push(place.reference());
            }
        }
        items
    }

    /// Every item that was ever put into a set, in the order of the first addition.
    #[must_use]
    pub fn items_ever(&self, field: &str) -> Vec<&str> {
        let mut items: Vec<&str> = Vec::new();
        for place in self.items.get(field).into_iter().flatten() {
            if let Some((_, Change::AddItem { item, .. })) = self.at(place)
                && !items.contains(&item.as_str())
            {
                items.push(item);
            }
        }
        items
    }

    /// The saves that put an item into a set where it stands.
    #[must_use]
    pub fn added(&self, field: &str, item: &str) -> Vec<Save<'_>> {
        let places = self.items.get(field).into_iter().flatten().filter(|place| self.is_live(place));
        let of_item = |place: &Place| match self.at(place)? {
            (applied, Change::AddItem { item: there, .. }) if there == item => Some(Save { applied }),
            _ => None,
        };
        places.filter_map(of_item).collect()
    }

    /// The additions of an item that stand, each with the class of content it stands in.
    #[must_use]
    pub fn additions(&self, field: &str, item: &str) -> Vec<(ChangeRef, Compartment)> {
        let places = self.items.get(field).into_iter().flatten().filter(|place| self.is_live(place));
        let of_item = |place: &Place| match self.at(place)? {
            (save, Change::AddItem { item: there, .. }) if there == item => Some((place.reference(), save.compartment)),
            _ => None,
        };
        places.filter_map(of_item).collect()
    }

    /// The sets that ever had an item.
    pub fn sets(&self) -> impl Iterator<Item = &str> {
        self.items.keys().map(String::as_str)
    }

    /// What stands about a step, in the order in which it is to be folded.
    ///
    /// What takes something back comes first: it answers only what its author had seen and named,
    /// and must not undo what another device said at the same time.
    #[must_use]
    pub fn marks(&self, step: &str) -> Vec<StepMark<'_>> {
        let (back, forth): (Vec<_>, Vec<_>) = self
            .mark_history(step)
            .into_iter()
            .filter(|mark| !mark.settled)
            .partition(|mark| matches!(mark.event.kind, StepKind::Undone | StepKind::Reopened));
        back.into_iter().chain(forth).collect()
    }

    /// Everything that was ever said about a step, oldest first.
    #[must_use]
    pub fn mark_history(&self, step: &str) -> Vec<StepMark<'_>> {
        let places = self.marks.get(step).into_iter().flatten();
        places.filter_map(|place| self.mark(place)).collect()
    }

    /// The steps about which something was said.
    pub fn marked(&self) -> impl Iterator<Item = &str> {
        self.marks.keys().map(String::as_str)
    }

    /// Every move to another pack or version, oldest first.
    #[must_use]
    pub fn pack_moves(&self) -> Vec<PackMove<'_>> {
        let moved = |place: &Place| {
            let (applied, change) = self.at(place)?;
            let Change::MovePack { to, from, .. } = change else { return None };
            let settled = !self.is_live(place);
            Some(PackMove { reference: place.reference(), to, from, save: Save { applied }, settled })
        };
        self.moves.iter().filter_map(moved).collect()
    }

    /// On what grounds copies of parts of the episode were given, oldest first, each with the save that says so.
    pub fn consents(&self) -> impl Iterator<Item = (&Consent, Save<'_>)> {
        self.consents.iter().filter_map(|place| match self.at(place)? {
            (applied, Change::Consent(consent)) => Some((&**consent, Save { applied })),
            _ => None,
        })
    }

    /// The notes, oldest first.
    #[must_use]
    pub fn notes(&self) -> Vec<Note<'_>> {
        self.notes.iter().filter_map(|place| self.note(place)).collect()
    }

    /// Every save that was applied, oldest first by stamp, late ones included.
    #[must_use]
    pub fn history(&self) -> Vec<Save<'_>> {
        let mut saves: Vec<_> = self.saves.values().map(|applied| Save { applied }).collect();
        saves.sort_by_key(|save| (save.op().hlc, save.author(), save.hash()));
        saves
    }

    fn written(&self, place: &Place) -> Option<Written<'_>> {
        let (applied, change) = self.at(place)?;
        let Change::Answer { answer, .. } = change else { return None };
        let settled = !self.is_live(place);
        Some(Written { reference: place.reference(), answer, save: Save { applied }, settled })
    }

    fn mark(&self, place: &Place) -> Option<StepMark<'_>> {
        let (applied, change) = self.at(place)?;
        let Change::Step { event, .. } = change else { return None };
        let settled = !self.is_live(place);
        Some(StepMark { reference: place.reference(), event, save: Save { applied }, settled })
    }

    fn note(&self, place: &Place) -> Option<Note<'_>> {
        let (applied, change) = self.at(place)?;
        let Change::Note { text } = change else { return None };
        let reference = place.reference();
        let save = Save { applied };
        let places = self.amendments.get(&reference);
        let corrected: Vec<(bool, NoteText<'_>)> = places
            .into_iter()
            .flatten()
            .filter_map(|place| match self.at(place)? {
                (applied, Change::Amend { text, .. }) => {
                    let text = NoteText { reference: place.reference(), text, save: Save { applied } };
                    Some((self.is_live(place), text))
                }
                _ => None,
            })
            .collect();
        let mut standing: Vec<_> = corrected.iter().filter(|(live, _)| *live).map(|(_, text)| *text).collect();
        if standing.is_empty() {
            standing.push(NoteText { reference, text, save });
        }
        let amendments = corrected.iter().map(|(_, there)| (there.text, there.save)).collect();
        Some(Note { reference, text, save, amendments, standing })
    }
}

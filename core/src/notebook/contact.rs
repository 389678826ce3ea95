//! What a person records: a first contact, an answer, a step, a note. Each is durable when its method returns.

use super::Notebook;
use super::compose::{Composed, Said, compose};
use super::error::NotebookError;
use crate::directory::SpaceFacts;
use crate::episode::record::StepMark;
use crate::episode::{Answer, Change, ChangeRef, Instant, Record, StepEvent, StepKind, Value, handle};
use crate::moment::Moment;
use crate::protocol::Pack;
use crate::protocol::due::DueRule;
use crate::protocol::form::AnswerProblem;
use first72_wire::compartment::Compartment;
use first72_wire::id::{EpisodeId, OpId};
use std::collections::BTreeMap;

/// The clock that every episode starts with.
pub const FIRST_CONTACT: &str = "clock.T0_first_contact";
/// The question whether the young person is gone.
pub const LEFT: &str = "left";
/// The question that is asked first.
pub const MEDICAL_NEED: &str = "medical_need_now";

/// The four taps: time, station, medical need, start.
#[derive(Clone, Debug)]
pub struct NewContact {
    /// When the young person was first met.
    pub at: Instant,
    /// The station's code.
    pub station: String,
    /// Whether a doctor is needed now.
    pub medical_need_now: Answer,
    /// Which pack it runs on.
    pub pack: String,
}

impl Notebook {
    /// Opens an episode, under two neutral words of its own.
    ///
    /// # Errors
    /// When this person may not open episodes at that station, the pack is not here, or the store is full.
    pub fn new_contact(&mut self, contact: NewContact, now: Moment) -> Result<EpisodeId, NotebookError> {
        let pack = self.packs.get(&contact.pack).ok_or_else(|| no_pack(&contact.pack))?;
        let reference = super::packs::reference(pack);
        let episode = EpisodeId(super::draw_id(&*self.random)?);
        let taken: Vec<String> = self.records.values().filter_map(|record| Some(record.opened()?.handle)).collect();
        let handle = self.draw_handle(&taken)?;
        let answer = |field: &str, answer| Change::Answer { field: field.to_owned(), answer, replaces: Vec::new() };
        let mut changes = vec![
            Change::Open {
                episode,
                compartment: Compartment::Ops,
                station: contact.station.clone(),
                handle,
                pack: reference,
            },
            answer(FIRST_CONTACT, Answer::Given(Value::Instant(contact.at))),
        ];
        if pack.field(MEDICAL_NEED).is_some() {
            changes.push(answer(MEDICAL_NEED, contact.medical_need_now));
        }
        let facts = SpaceFacts {
            compartment: Compartment::Ops,
            station: Some(contact.station),
            episode: Some(episode),
            opened_by: None,
        };
        self.save(vec![(facts, changes)], now)?;
        Ok(episode)
    }

    /// Two neutral words that no open episode has. With so many open that every draw hits a taken
    /// one, the last is used: a handle is a name to say aloud, the episode's id tells them apart.
    fn draw_handle(&self, taken: &[String]) -> Result<String, NotebookError> {
        let mut drawn = None;
        for _ in 0..64 {
            let mut bytes = [0; 2];
            self.random.fill(&mut bytes)?;
            drawn = handle::of(bytes).or(drawn);
            if drawn.as_ref().is_some_and(|handle| !taken.contains(handle)) {
                break;
            }
        }
        drawn.ok_or(NotebookError::Random(crate::seal::NoRandomness))
    }

    /// Answers a question. The answers that this device shows are settled by it and stay in the history.
    ///
    /// # Errors
    /// When the pack has no such question, the answer does not fit it, or this person may not write it.
    pub fn answer(
        &mut self,
        episode: EpisodeId,
        field: &str,
        answer: Answer,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let (record, pack) = self.opened(episode)?;
        let known = pack.field(field).ok_or_else(|| NotebookError::NoField { field: field.to_owned() })?;
        check(known.kind.as_ref(), &answer)?;
        let compartments = known.compartments.clone();
        let change = answer_change(record, field, answer);
        let facts = self.home(episode, &compartments)?;
        self.save(vec![(facts, vec![change])], now)
    }

    /// Says something about a step: done, declined, not applicable, missed, handed over, or taken back.
    ///
    /// It stays in the first class of content that the step names and this person holds, with what
    /// was written down. When the step names `OPS` too, those assigned learn that it was done, and
    /// when; a class that the step does not name learns nothing.
    ///
    /// # Errors
    /// As [`Notebook::answer`].
    pub fn step(&mut self, episode: EpisodeId, step: &str, event: StepEvent, now: Moment) -> Result<(), NotebookError> {
        let (record, pack) = self.opened(episode)?;
        let known = pack.step(step).ok_or_else(|| NotebookError::NoStep { step: step.to_owned() })?;
        for evidence in &known.evidence {
            if let Some(value) = event.evidence.get(&evidence.id) {
                check(Some(&evidence.kind), &Answer::Given(value.clone()))?;
            }
        }
        if let Some(unasked) = event.evidence.keys().find(|id| known.evidence.iter().all(|known| known.id != **id)) {
            return Err(NotebookError::NoField { field: unasked.clone() });
        }
        let in_turns = matches!(known.due, DueRule::Turns(_) | DueRule::Each { .. });
        let settles = |mark: &StepMark<'_>| {
            // Each "done" of a step with turns answers one of them and stands beside the others.
            !(in_turns && event.kind == StepKind::Done && mark.event.kind == StepKind::Done)
        };
        let marks = record.marks(step).into_iter().filter(settles);
        let replaces: Vec<ChangeRef> = marks.map(|mark| mark.reference).collect();
        let mut answers = Vec::new();
        for evidence in &known.evidence {
            if let (Some(field), Some(value)) = (&evidence.field, event.evidence.get(&evidence.id)) {
                answers.push((field.clone(), Answer::Given(value.clone())));
            }
        }
        let (see, step) = (known.see.clone(), step.to_owned());
        let mut saves = self.step_saves(episode, &see, &step, event, &replaces)?;
        for (field, answer) in answers {
            let (record, pack) = self.opened(episode)?;
            let compartments = pack.field(&field).map(|field| field.compartments.clone()).unwrap_or_default();
            let change = answer_change(record, &field, answer);
            // Whoever may not keep the answer has still told the step.
            if let Ok(facts) = self.home(episode, &compartments) {
                add(&mut saves, facts, change);
            }
        }
        self.save(saves, now)
    }

    fn step_saves(
        &self,
        episode: EpisodeId,
        see: &[Compartment],
        step: &str,
        event: StepEvent,
        replaces: &[ChangeRef],
    ) -> Result<Vec<(SpaceFacts, Vec<Change>)>, NotebookError> {
        let change = |event| Change::Step { step: step.to_owned(), event, replaces: replaces.to_vec() };
        let own = self.home(episode, see)?;
        let told = StepEvent { evidence: BTreeMap::new(), reason: None, ..event.clone() };
        let also_operations = see.contains(&Compartment::Ops) && own.compartment != Compartment::Ops;
        let mut saves = Vec::new();
        add(&mut saves, own, change(event));
        if also_operations {
            add(&mut saves, self.home(episode, &[Compartment::Ops])?, change(told));
        }
        Ok(saves)
    }

    /// The young person is gone: one tap, no reason, nothing closes.
    ///
    /// # Errors
    /// As [`Notebook::answer`].
    pub fn left(&mut self, episode: EpisodeId, gone: bool, now: Moment) -> Result<(), NotebookError> {
        self.answer(episode, LEFT, Answer::Given(Value::Flag(gone)), now)
    }

    /// Writes a note into a compartment of the episode. It can be amended, never changed.
    ///
    /// # Errors
    /// When this person may not write there.
    pub fn note(
        &mut self,
        episode: EpisodeId,
        compartment: Compartment,
        text: String,
        now: Moment,
    ) -> Result<(), NotebookError> {
        if text.trim().is_empty() {
            return Err(AnswerProblem::Empty.into());
        }
        let facts = self.home(episode, &[compartment])?;
        self.save(vec![(facts, vec![Change::Note { text }])], now)
    }

    /// Puts a correction beside a note.
    ///
    /// # Errors
    /// As [`Notebook::note`].
    pub fn amend(
        &mut self,
        episode: EpisodeId,
        note: ChangeRef,
        text: String,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let record = self.records.get(&episode).ok_or(NotebookError::NoEpisode)?;
        let compartment = record
            .notes()
            .iter()
            .find(|there| there.reference == note)
            .map(|there| there.save.compartment())
            .ok_or(NotebookError::NoEpisode)?;
        let facts = self.home(episode, &[compartment])?;
        self.save(vec![(facts, vec![Change::Amend { note, text }])], now)
    }

    /// The record of an episode and the pack that it runs on.
    pub(super) fn opened(&self, episode: EpisodeId) -> Result<(&Record, &Pack), NotebookError> {
        let record = self.records.get(&episode).ok_or(NotebookError::NoEpisode)?;
        let opened = record.opened().ok_or(NotebookError::NoEpisode)?;
        let pack = self.packs.get(&opened.pack.id).ok_or_else(|| no_pack(&opened.pack.id))?;
        Ok((record, pack))
    }

    /// The first of these compartments that this person may write for the episode, in whichever realm it is.
    pub(super) fn home(&self, episode: EpisodeId, compartments: &[Compartment]) -> Result<SpaceFacts, NotebookError> {
        let opened = self.records.get(&episode).and_then(Record::opened).ok_or(NotebookError::NoEpisode)?;
        let facts = |compartment| SpaceFacts {
            compartment,
            station: Some(opened.station.clone()),
            episode: Some(episode),
            opened_by: None,
        };
        let writable = |facts: &SpaceFacts| self.seats.iter().any(|seat| seat.may_write(&seat.facts_for(facts)));
        let first = compartments.first().copied().unwrap_or(Compartment::Ops);
        let mut homes = compartments.iter().map(|compartment| facts(*compartment));
        homes.find(writable).ok_or(NotebookError::NotEntitled { compartment: first })
    }

    /// The one door for every change: seal, keep durably in one transaction, then remember.
    fn save(&mut self, saves: Vec<(SpaceFacts, Vec<Change>)>, now: Moment) -> Result<(), NotebookError> {
        let mut composed: Vec<(usize, Composed)> = Vec::new();
        for (facts, changes) in saves {
            let seat_index = self
                .seats
                .iter()
                .position(|seat| seat.may_write(&seat.facts_for(&facts)))
                .ok_or(NotebookError::NotEntitled { compartment: facts.compartment })?;
            let seat = self.seats.get(seat_index).ok_or(NotebookError::NotEnrolled)?;
            let facts = seat.facts_for(&facts);
            let changes = self.with_opening(seat_index, &facts, changes)?;
            let said =
                Said { op_id: OpId(super::draw_id(&*self.random)?), hlc: self.hybrid.tick(now.wall_ms), now, changes };
            let seat = self.seats.get(seat_index).ok_or(NotebookError::NotEnrolled)?;
            composed.push((seat_index, compose(seat, &facts, said, &*self.random)?));
        }
        let entries: Vec<_> = composed.iter().flat_map(|(_, one)| one.entries.iter().cloned()).collect();
        let audit = self.audit_of(&composed, now)?;
        let kept = self.vault.save(&entries, &audit)?;
        self.low_on_space = kept.low_on_space;
        self.last_moment = Some(now);
        for (seat_index, mut one) in composed {
            if let Some(seat) = self.seats.get_mut(seat_index) {
                seat.remember(&mut one);
            }
            for save in one.saves {
                if let Some(episode) = one.facts.episode {
                    self.records.entry(episode).or_default().apply(save);
                }
            }
        }
        Ok(())
    }

    /// A space begins by saying which episode it belongs to.
    fn with_opening(
        &self,
        seat: usize,
        facts: &SpaceFacts,
        changes: Vec<Change>,
    ) -> Result<Vec<Change>, NotebookError> {
        let episode = facts.episode.ok_or(NotebookError::NoEpisode)?;
        let is_open = self.seats.get(seat).is_some_and(|seat| seat.space_of(episode, facts.compartment).is_some());
        if is_open || matches!(changes.first(), Some(Change::Open { .. })) {
            return Ok(changes);
        }
        let opened = self.records.get(&episode).and_then(Record::opened).ok_or(NotebookError::NoEpisode)?;
        let open = Change::Open {
            episode,
            compartment: facts.compartment,
            station: opened.station,
            handle: opened.handle,
            pack: opened.pack,
        };
        Ok(std::iter::once(open).chain(changes).collect())
    }
}

fn no_pack(id: &str) -> NotebookError {
    NotebookError::NoPack { id: id.to_owned(), version: String::new() }
}

fn answer_change(record: &Record, field: &str, answer: Answer) -> Change {
    let replaces = record.answers(field).iter().map(|written| written.reference).collect();
    Change::Answer { field: field.to_owned(), answer, replaces }
}

fn add(saves: &mut Vec<(SpaceFacts, Vec<Change>)>, facts: SpaceFacts, change: Change) {
    match saves.iter_mut().find(|(there, _)| *there == facts) {
        Some((_, changes)) => changes.push(change),
        None => saves.push((facts, vec![change])),
    }
}

/// Unknown, not asked and declined are always taken; anything else must fit the question.
fn check(kind: Option<&crate::protocol::form::AnswerType>, answer: &Answer) -> Result<(), NotebookError> {
    match (kind, answer) {
        (Some(kind), Answer::Given(value)) => Ok(kind.check(value)?),
        (None, Answer::Given(_)) => Err(AnswerProblem::WrongType { wanted: "list" }.into()),
        _ => Ok(()),
    }
}

//! What a person records: a first contact, a note. Each is durable when its method returns.

use super::Notebook;
use super::answering::{Before, Saves};
use super::error::NotebookError;
use super::linked::{Begun, Link};
use super::save::no_pack;
use crate::episode::{Answer, Change, ChangeRef, Instant, Value, handle};
use crate::moment::Moment;
use crate::protocol::form::AnswerProblem;
use first72_wire::compartment::Compartment;
use first72_wire::id::EpisodeId;

/// The clock that every episode starts with.
pub const FIRST_CONTACT: &str = "clock.T0_first_contact";
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
    /// When this person may not open episodes at that station, the pack is not here, the realm does not let it run
    /// ([`NotebookError::Untrusted`]), or the store is full.
    pub fn new_contact(&mut self, contact: NewContact, now: Moment) -> Result<EpisodeId, NotebookError> {
        self.begin_contact(contact, None, now)
    }

    /// Opens an episode that belongs with another from its first save on: both are kept together, or neither. The other
    /// stands as [`Notebook::link`] says.
    ///
    /// # Errors
    /// As [`Notebook::new_contact`], and when the other episode is not here.
    pub fn new_contact_linked(
        &mut self,
        contact: NewContact,
        link: Link,
        other: EpisodeId,
        now: Moment,
    ) -> Result<EpisodeId, NotebookError> {
        self.begin_contact(contact, Some((link, other)), now)
    }

    fn begin_contact(
        &mut self,
        contact: NewContact,
        link: Option<(Link, EpisodeId)>,
        now: Moment,
    ) -> Result<EpisodeId, NotebookError> {
        self.new_enough_to_open()?;
        let edition = self.runnable(&contact.pack, now)?;
        let reference = super::packs::reference(edition).ok_or_else(|| no_pack(&contact.pack))?;
        let asks_first = edition.pack().is_ok_and(|pack| pack.field(MEDICAL_NEED).is_some());
        // The exact pack is on this device before the episode that runs on it.
        if let Some(hash) = reference.hash.filter(|hash| !self.kept_packs.contains(hash)) {
            self.keep_edition(&hash, now)?;
        }
        let episode = EpisodeId(super::draw_id(&*self.random)?);
        let taken: Vec<String> = self.records.values().filter_map(|record| Some(record.opened()?.handle)).collect();
        let handle = self.draw_handle(&taken)?;
        let answer = |field: &str, answer| Change::Answer { field: field.to_owned(), answer, replaces: Vec::new() };
        let begun = Begun { episode, station: contact.station, handle, pack: reference };
        let mut changes =
            vec![begun.opening(Compartment::Ops), answer(FIRST_CONTACT, Answer::Given(Value::Instant(contact.at)))];
        if asks_first {
            changes.push(answer(MEDICAL_NEED, contact.medical_need_now));
        }
        let mut saves: Saves = vec![(begun.facts(Compartment::Ops), changes)];
        if let Some((link, other)) = link {
            self.link_begun(&mut saves, &begun, link, other)?;
        }
        self.save(saves, now)?;
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

    /// Corrects a note over every correction that stands on this device. The first words stay with it.
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
        self.amend_over(episode, note, text, Before::Everything, now)
    }

    /// Corrects a note. The corrections that the person saw are settled by it; another that came
    /// in between stands beside it.
    ///
    /// # Errors
    /// As [`Notebook::note`].
    pub fn amend_over(
        &mut self,
        episode: EpisodeId,
        note: ChangeRef,
        text: String,
        before: Before<'_>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        if text.trim().is_empty() {
            return Err(AnswerProblem::Empty.into());
        }
        self.over_note(episode, note, text, before, now)
    }

    /// Takes a note back: it stays in the history, and its words no longer stand. The corrections that the person saw go
    /// with it; words that came in between stand.
    ///
    /// # Errors
    /// As [`Notebook::note`].
    pub fn take_note_back(
        &mut self,
        episode: EpisodeId,
        note: ChangeRef,
        before: Before<'_>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        self.over_note(episode, note, String::new(), before, now)
    }

    fn over_note(
        &mut self,
        episode: EpisodeId,
        note: ChangeRef,
        text: String,
        before: Before<'_>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let record = self.records.get(&episode).ok_or(NotebookError::NoEpisode)?;
        let notes = record.notes();
        let known = notes.iter().find(|there| there.reference == note).ok_or(NotebookError::NoEpisode)?;
        let corrections = known.standing.iter().map(|text| text.reference).filter(|there| *there != note);
        let replaces = corrections.filter(|there| before.has(*there, false)).collect();
        let facts = self.home(episode, &[known.save.compartment()])?;
        self.save(vec![(facts, vec![Change::Amend { note, text, replaces }])], now)
    }
}

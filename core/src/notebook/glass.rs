//! An emergency: somebody looks into an episode that is not theirs, on their own word. For 72 hours, its operations only;
//! everybody who reads the episode sees who and why, auditors too, and a lead ends it with one tap.
//!
//! What is said is a statement. The keys come from whoever holds the episode, at their next sync: nothing opens by itself.

mod number;

pub(super) use number::read as read_number;
pub use number::{EpisodeNumberError, WORDS as EPISODE_NUMBER_WORDS};

use super::Notebook;
use super::audit::About;
use super::error::NotebookError;
use super::seat::Seat;
use super::takers::in_force;
use crate::audit::AuditEvent;
use crate::directory::statement::{Draft, LONGEST_REASON};
use crate::directory::{BrokenGlass, GrantRecord};
use crate::moment::Moment;
use first72_wire::compartment::Compartment;
use first72_wire::id::{EpisodeId, GrantId, PersonId, RealmId};
use thiserror::Error;

/// Why nobody looks in this way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum GlassError {
    /// The agency does not allow it, or this person may not open episodes there.
    #[error("this person may not look into an episode that is not theirs")]
    NotAllowed,
    /// This person reads the episode already.
    #[error("this person reads the episode already")]
    ReadsIt,
    /// It was said already, and its time is not over.
    #[error("this was said already and still stands")]
    Stands,
    /// No reason was given, or one that is too long.
    #[error("a reason of at most {LONGEST_REASON} bytes is needed")]
    Reason,
    /// What was typed is no number of an episode.
    #[error(transparent)]
    Number(#[from] EpisodeNumberError),
}

impl GlassError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAllowed => "glass.not-allowed",
            Self::ReadsIt => "glass.reads-it",
            Self::Stands => "glass.stands",
            Self::Reason => "glass.reason",
            Self::Number(inner) => inner.code(),
        }
    }
}

/// How a look in an emergency stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlassState {
    /// Its time runs, and the keys are not here yet. Only said of this person's own.
    Waits,
    /// Its time runs.
    Open,
    /// A lead, a registrar or the person themselves ended it.
    Ended,
    /// Its time is over.
    Over,
}

/// A look in an emergency of which this device's person may know: their own, or one into an episode that they read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlassLine {
    /// The realm.
    pub realm: RealmId,
    /// The grant that stands for it.
    pub grant: GrantId,
    /// Who looked in.
    pub person: PersonId,
    /// Into which episode.
    pub episode: EpisodeId,
    /// Why, as they wrote it.
    pub reason: String,
    /// From when, by their device's reckoned time, in milliseconds since 1970.
    pub from_ms: i64,
    /// Until when.
    pub until_ms: i64,
    /// How it stands.
    pub state: GlassState,
    /// Whether this person can end it.
    pub can_end: bool,
}

impl Notebook {
    /// The realms in which this person may look into an episode that is not theirs.
    #[must_use]
    pub fn may_break_glass(&self, now: Moment) -> Vec<RealmId> {
        let now_ms = self.time(now).ms;
        let may = self.seats.iter().filter(|seat| seat.directory.may_break_glass(now_ms, &seat.device()));
        // In a drill nobody else is there to give a key.
        if self.is_drill() { Vec::new() } else { may.map(Seat::realm).collect() }
    }

    /// The number of an episode, in words that can be read aloud: for somebody who has to look in.
    ///
    /// # Errors
    /// When there is no such episode here.
    pub fn episode_number(&self, episode: EpisodeId) -> Result<String, NotebookError> {
        self.records.get(&episode).ok_or(NotebookError::NoEpisode)?;
        Ok(number::words(episode))
    }

    /// Looks into an episode in an emergency, by its number. Everybody who reads it will see who and why.
    ///
    /// # Errors
    /// [`NotebookError::Glass`] says why not; else as any save.
    pub fn break_glass(
        &mut self,
        realm: RealmId,
        typed: &str,
        reason: &str,
        now: Moment,
    ) -> Result<EpisodeId, NotebookError> {
        let episode = number::read(typed).map_err(GlassError::from)?;
        let reason = reason.trim();
        if reason.is_empty() || reason.len() > LONGEST_REASON {
            return Err(GlassError::Reason.into());
        }
        if !self.may_break_glass(now).contains(&realm) {
            return Err(GlassError::NotAllowed.into());
        }
        let now_ms = self.time(now).ms;
        let seat = self.seat_of(realm)?;
        if seat.reads_operations(episode, now_ms) {
            return Err(GlassError::ReadsIt.into());
        }
        let mine = |line: &GlassLine| line.episode == episode && Some(line.person) == seat.enrolment.person;
        if seat.glass(now_ms).any(|line| mine(&line) && line.is_live()) {
            return Err(GlassError::Stands.into());
        }
        let random = std::sync::Arc::clone(&self.random);
        let entries = seat.statements(vec![Draft::break_glass(episode, now_ms, reason.to_owned())], &*random)?;
        let about = |entry: &first72_wire::entry::SealedEntry| About {
            episode: Some(episode),
            ..About::object(&entry.hash().0)
        };
        let audit = entries
            .iter()
            .map(|entry| self.audit_row(realm, AuditEvent::GlassBroken, about(entry), now))
            .collect::<Result<Vec<_>, _>>()?;
        self.vault.save(&entries, &audit)?;
        self.remember_own(realm, &entries)?;
        Ok(episode)
    }

    /// Looks in an emergency of which this person may know, the newest first.
    #[must_use]
    pub fn glass(&self, now: Moment) -> Vec<GlassLine> {
        let now_ms = self.time(now).ms;
        let mut lines: Vec<GlassLine> = self.seats.iter().flat_map(|seat| seat.glass(now_ms)).collect();
        lines.sort_by_key(|line| (std::cmp::Reverse(line.from_ms), line.grant));
        lines
    }

    /// Ends a look before its time: a lead or a registrar does, or whoever looked in.
    ///
    /// # Errors
    /// [`NotebookError::NoMember`] when none that this person could end has this id; else as any save.
    pub fn end_glass(&mut self, realm: RealmId, grant: GrantId, now: Moment) -> Result<(), NotebookError> {
        let now_ms = self.time(now).ms;
        let seat = self.seat_of(realm)?;
        let line = seat.glass(now_ms).find(|line| line.grant == grant && line.can_end);
        let line = line.ok_or(NotebookError::NoMember { what: "look in an emergency that this person could end" })?;
        let draft = if seat.enrolment.person == Some(line.person) {
            Draft::relief(line.person, line.episode)
        } else {
            Draft::grant_end(grant)
        };
        self.say(realm, vec![draft], now)
    }
}

impl GlassLine {
    /// Whether its time runs and nobody ended it.
    #[must_use]
    pub const fn is_live(&self) -> bool {
        matches!(self.state, GlassState::Waits | GlassState::Open)
    }
}

impl Seat {
    /// Those of this realm of which this person may know.
    fn glass(&self, now_ms: i64) -> impl Iterator<Item = GlassLine> {
        self.directory.broken_glass().filter_map(move |broken| self.glass_line(broken, now_ms))
    }

    fn glass_line(&self, broken: &BrokenGlass, now_ms: i64) -> Option<GlassLine> {
        let grant = self.directory.grant(&broken.grant)?;
        let mine = self.enrolment.person == Some(broken.person);
        let operations = self.operations_of(broken.episode);
        if !mine && operations.is_none() {
            return None;
        }
        let is_live = in_force(grant, now_ms) && !grant.is_relieved();
        let can_end = is_live
            && (mine
                || self.directory.is_registrar(&self.device())
                || operations.is_some_and(|facts| self.assigns(facts, now_ms)));
        Some(GlassLine {
            realm: self.realm(),
            grant: broken.grant,
            person: broken.person,
            episode: broken.episode,
            reason: broken.reason.clone(),
            from_ms: grant.not_before_ms,
            until_ms: grant.not_after_ms,
            state: state(grant, is_live, mine && operations.is_none()),
            can_end,
        })
    }

    fn operations_of(&self, episode: EpisodeId) -> Option<&crate::directory::SpaceFacts> {
        self.spaces_of(episode).map(|(_, facts)| facts).find(|facts| facts.compartment == Compartment::Ops)
    }

    /// Whether this person reads the operations of an episode by a right that runs, other than such a look.
    fn reads_operations(&self, episode: EpisodeId, now_ms: i64) -> bool {
        let operations = self.operations_of(episode);
        operations.is_some_and(|facts| {
            let mut grants = self.own_grants(now_ms);
            grants.any(|(grant, terms)| terms.basis != crate::directory::BREAK_GLASS && grant.reads(facts))
        })
    }
}

fn state(grant: &GrantRecord, is_live: bool, waits: bool) -> GlassState {
    match is_live {
        true if waits => GlassState::Waits,
        true => GlassState::Open,
        false if grant.is_live() && !grant.is_relieved() => GlassState::Over,
        false => GlassState::Ended,
    }
}

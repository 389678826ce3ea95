//! Handing an episode over: by who holds it, or by a lead for somebody at the station. The new person reads the whole
//! history; the one before reads no more, and their devices remove it and say so.
//!
//! What crosses is a grant for the one episode, the keys, and a relief, in this order: whoever is interrupted in between has
//! given too little and can do it again, and nothing is without a holder.

use super::Notebook;
use super::answering::add;
use super::error::NotebookError;
use super::people::{NewGrant, grant_draft};
use super::seat::Seat;
use super::takers::Taker;
use crate::directory::statement::Draft;
use crate::directory::{GrantTerms, HANDED_OVER, Right, Scope, SpaceFacts};
use crate::episode::Change;
use crate::moment::Moment;
use first72_wire::id::{EpisodeId, GrantId, PersonId, RealmId, SpaceId};
use std::collections::BTreeSet;

/// The set whose items are the hand-overs that their new person has confirmed, by their grants' ids.
pub const TAKEN: &str = "handover.taken";
/// How long it lasts, in days: an episode is followed for a year.
const DAYS: u16 = super::people::MAX_DAYS;

impl Notebook {
    /// Hands an episode over: the new person is entitled and given the keys, and whoever held it is relieved.
    ///
    /// # Errors
    /// [`NotebookError::NoMember`] for somebody who could not take it over; when the store cannot be written. What was said
    /// before that stands, and the same can be asked again.
    pub fn hand_over(
        &mut self,
        episode: EpisodeId,
        realm: RealmId,
        to: PersonId,
        now: Moment,
    ) -> Result<GrantId, NotebookError> {
        let now_ms = self.time(now).ms;
        let takers = self.takers(episode, now)?;
        let taker = takers.into_iter().find(|taker| taker.realm == realm && taker.person == to);
        let taker = taker.ok_or(NotebookError::NoMember { what: "person who could take this over" })?;
        let relieved = self.seat_of(realm)?.to_relieve(episode, &taker, now_ms);
        let grant_id = GrantId(super::draw_id(&*self.random)?);
        let terms = GrantTerms {
            role: taker.role,
            scope: Scope::Case(episode),
            compartments: taker.classes,
            rights: vec![Right::Write],
            basis: HANDED_OVER.to_owned(),
        };
        self.say(realm, vec![grant_draft(grant_id, to, NewGrant { terms, days: DAYS }, now_ms)], now)?;
        self.give_keys(realm, episode, now)?;
        let reliefs = relieved.into_iter().map(|person| Draft::relief(person, episode)).collect();
        self.say(realm, reliefs, now)?;
        Ok(grant_id)
    }

    /// Confirms that this person has taken an episode over, for everybody who reads it.
    ///
    /// # Errors
    /// [`NotebookError::NoMember`] when no hand-over of this id to this person stands.
    pub fn take_over(&mut self, episode: EpisodeId, grant: GrantId, now: Moment) -> Result<(), NotebookError> {
        let mine: BTreeSet<PersonId> = self.persons().collect();
        let custody = self.custody(episode, now)?;
        let handed = custody.handed.into_iter().find(|handed| handed.grant == grant && mine.contains(&handed.to));
        let handed = handed.ok_or(NotebookError::NoMember { what: "hand-over to this person" })?;
        if handed.taken_ms.is_some() {
            return Ok(());
        }
        let facts = self.home(episode, &handed.classes)?;
        let mut saves = Vec::new();
        add(&mut saves, facts, Change::AddItem { field: TAKEN.to_owned(), item: grant.to_string() });
        self.save(saves, now)
    }

    /// Signs statements that anybody of the realm can say, keeps them durably and lets them count here at once.
    pub(super) fn say(&mut self, realm: RealmId, drafts: Vec<Draft>, now: Moment) -> Result<(), NotebookError> {
        if drafts.is_empty() {
            return Ok(());
        }
        let random = std::sync::Arc::clone(&self.random);
        let entries = self.seat_of(realm)?.statements(drafts, &*random)?;
        self.keep_own(realm, &entries, now).map(drop)
    }

    /// Gives the keys of an episode to everybody who is entitled to them, without waiting for anybody else to do it.
    fn give_keys(&mut self, realm: RealmId, episode: EpisodeId, now: Moment) -> Result<(), NotebookError> {
        let spaces: BTreeSet<SpaceId> = self.seat_of(realm)?.spaces_of(episode).map(|(space, _)| *space).collect();
        let waited = |space: SpaceId, _| if spaces.contains(&space) { i64::MAX } else { i64::MIN };
        self.give(realm, now, waited).map(drop)
    }
}

impl Seat {
    /// Who is relieved when somebody takes this over: this person, when they hold any of it; else, by a lead, everybody who
    /// holds it.
    fn to_relieve(&self, episode: EpisodeId, taker: &Taker, now_ms: i64) -> BTreeSet<PersonId> {
        let given: Vec<&SpaceFacts> = self
            .spaces_of(episode)
            .map(|(_, facts)| facts)
            .filter(|facts| taker.classes.contains(&facts.compartment))
            .collect();
        let mine = self.enrolment.person.filter(|_| given.iter().any(|facts| self.has_in_hand(facts, now_ms)));
        if let Some(me) = mine {
            return BTreeSet::from([me]);
        }
        let holding = given.iter().flat_map(|facts| self.directory.holding(now_ms, facts));
        holding.filter(|person| *person != taker.person).collect()
    }
}

//! Who could take an episode over: somebody who could have opened it. From who holds it, all that they hold; from a lead,
//! what the lead reads.

use super::Notebook;
use super::error::NotebookError;
use super::seat::Seat;
use crate::directory::{AsOf, BREAK_GLASS, GrantRecord, GrantTerms, PersonFacts, Right, Role, SpaceFacts};
use crate::moment::Moment;
use first72_wire::compartment::Compartment;
use first72_wire::id::{EpisodeId, PersonId, RealmId, SpaceId};
use std::collections::BTreeSet;

/// Somebody who could take an episode over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taker {
    /// The realm in which they would.
    pub realm: RealmId,
    /// Who.
    pub person: PersonId,
    /// What is known of them; none while the directory's key is missing.
    pub facts: Option<PersonFacts>,
    /// Their role there.
    pub role: Role,
    /// The classes of content that they would be given.
    pub classes: Vec<Compartment>,
}

impl Notebook {
    /// Who could take an episode over from this person, or, for a lead, from whoever holds it.
    ///
    /// # Errors
    /// When there is no such episode.
    pub fn takers(&self, episode: EpisodeId, now: Moment) -> Result<Vec<Taker>, NotebookError> {
        self.records.get(&episode).ok_or(NotebookError::NoEpisode)?;
        // In a drill nobody else is there who could confirm it.
        if self.is_drill() {
            return Ok(Vec::new());
        }
        let as_of = self.as_of(now);
        let mut takers: Vec<Taker> = self.seats.iter().flat_map(|seat| seat.takers(episode, as_of)).collect();
        takers.sort_by_key(|taker| (taker.realm, taker.facts.as_ref().map(|facts| facts.short_name.clone())));
        Ok(takers)
    }

    /// Whether this person has something of an episode to hand over, should there be somebody to take it.
    #[must_use]
    pub fn can_hand_over(&self, episode: EpisodeId, now: Moment) -> bool {
        let as_of = self.as_of(now);
        let can_give = |seat: &Seat| seat.spaces_of(episode).any(|(_, facts)| seat.can_give(facts, as_of));
        !self.is_drill() && self.seats.iter().any(can_give)
    }
}

impl Seat {
    /// The spaces of an episode that are here, and what they are.
    pub(super) fn spaces_of(&self, episode: EpisodeId) -> impl Iterator<Item = (&SpaceId, &SpaceFacts)> {
        let spaces = self.spaces.iter().filter_map(|(id, space)| Some((id, space.facts.as_ref()?)));
        spaces.filter(move |(_, facts)| facts.episode == Some(episode))
    }

    /// Everybody else who could have opened this episode, with the classes of it that this person can give them.
    fn takers(&self, episode: EpisodeId, as_of: AsOf) -> Vec<Taker> {
        let given: Vec<&SpaceFacts> =
            self.spaces_of(episode).map(|(_, facts)| facts).filter(|facts| self.can_give(facts, as_of)).collect();
        if given.is_empty() {
            return Vec::new();
        }
        let members = self.directory.members_at(as_of.ms);
        let people: BTreeSet<PersonId> = members.into_iter().map(|device| device.person_id).collect();
        people.into_iter().filter_map(|person| self.taker(person, &given, as_of)).collect()
    }

    fn taker(&self, person: PersonId, given: &[&SpaceFacts], as_of: AsOf) -> Option<Taker> {
        if self.enrolment.person == Some(person) {
            return None;
        }
        let grants = self.directory.grants_of(&person).filter(|grant| in_force(grant, as_of) && grant.under.is_empty());
        let opening: Vec<&GrantTerms> = grants
            .filter_map(|grant| grant.terms.as_ref())
            .filter(|terms| terms.allows(Right::Open) && !terms.is_for_one_episode())
            .collect();
        let could_open =
            |facts: &&&SpaceFacts| opening.iter().any(|terms| terms.compartments.contains(&facts.compartment));
        // Whoever holds an episode gives all of it away: what is left out would have no holder any more.
        let mut in_hand = given.iter().filter(|facts| self.has_in_hand(facts, as_of));
        if !in_hand.all(|facts| could_open(&facts)) {
            return None;
        }
        let fitting: Vec<&SpaceFacts> = given.iter().filter(could_open).copied().collect();
        let holds = |facts: &&SpaceFacts| {
            self.directory.grants_of(&person).any(|grant| in_force(grant, as_of) && grant.reads(facts))
        };
        // Whoever reads all of it already would be given nothing.
        if fitting.iter().all(holds) {
            return None;
        }
        let mut classes: Vec<Compartment> = fitting.iter().map(|facts| facts.compartment).collect();
        classes.sort_unstable();
        classes.dedup();
        let facts = self.directory.person(&person).and_then(|person| person.facts.clone());
        let role = opening.first()?.role.clone();
        Some(Taker { realm: self.realm(), person, facts, role, classes })
    }

    /// Whether this person can entitle somebody else to a space: they hold it themselves, or assign at the station.
    fn can_give(&self, facts: &SpaceFacts, as_of: AsOf) -> bool {
        let entitled = self.directory.entitled_at(as_of, &self.device(), facts);
        entitled && (self.has_in_hand(facts, as_of) || self.assigns(facts, as_of))
    }

    pub(super) fn own_grants(&self, as_of: impl Into<AsOf>) -> impl Iterator<Item = (&GrantRecord, &GrantTerms)> {
        let as_of = as_of.into();
        let person = self.enrolment.person.iter();
        let grants = person.flat_map(|person| self.directory.grants_of(person));
        grants.filter(move |grant| in_force(grant, as_of)).filter_map(|grant| Some((grant, grant.terms.as_ref()?)))
    }

    /// Whether this person opened it, or was handed it.
    pub(super) fn has_in_hand(&self, facts: &SpaceFacts, as_of: impl Into<AsOf>) -> bool {
        self.own_grants(as_of).any(|(grant, terms)| {
            let can = if terms.is_for_one_episode() { terms.allows(Right::Write) } else { terms.allows(Right::Open) };
            // Who looked in in an emergency holds nothing.
            can && terms.basis != BREAK_GLASS && grant.reads(facts)
        })
    }

    /// Whether this person may assign others to it.
    pub(super) fn assigns(&self, facts: &SpaceFacts, as_of: impl Into<AsOf>) -> bool {
        self.own_grants(as_of).any(|(grant, terms)| {
            grant.under.is_empty() && !terms.is_for_one_episode() && terms.allows(Right::Assign) && terms.reaches(facts)
        })
    }
}

/// Whether it has not ended and stands within its dates.
pub(super) fn in_force(grant: &GrantRecord, as_of: impl Into<AsOf>) -> bool {
    grant.is_live() && grant.is_within_dates(as_of)
}

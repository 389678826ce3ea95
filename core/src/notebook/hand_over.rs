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
use crate::directory::statement::Draft;
use crate::directory::{GrantRecord, GrantTerms, HANDED_OVER, PersonFacts, Right, Role, Scope, SpaceFacts};
use crate::episode::Change;
use crate::moment::Moment;
use first72_wire::compartment::Compartment;
use first72_wire::id::{DeviceId, EpisodeId, GrantId, PersonId, RealmId, SpaceId};
use std::collections::BTreeSet;

/// The set whose items are the hand-overs that their new person has confirmed, by their grants' ids.
pub const TAKEN: &str = "handover.taken";
/// How long it lasts, in days: an episode is followed for a year.
const DAYS: u16 = super::people::MAX_DAYS;

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

/// A hand-over that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// The realm.
    pub realm: RealmId,
    /// The grant by which it is held now.
    pub grant: GrantId,
    /// Who holds it now.
    pub to: PersonId,
    /// Who handed it over.
    pub by: Option<PersonId>,
    /// The classes of content.
    pub classes: Vec<Compartment>,
    /// When it was handed over, by that device's reckoned time, milliseconds since 1970.
    pub given_ms: i64,
    /// When the new person confirmed it, by their device's clock; none before they have.
    pub taken_ms: Option<i64>,
}

/// Somebody who held an episode and does not any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// The realm.
    pub realm: RealmId,
    /// Who.
    pub person: PersonId,
    /// Their devices that were given a key of it.
    pub devices: Vec<LeavingDevice>,
}

/// A device of theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeavingDevice {
    /// The device.
    pub device: DeviceId,
    /// What it is called; none while that is not known here.
    pub label: Option<String>,
    /// Whether it has said that it removed everything of which this device knows.
    pub is_cleared: bool,
}

/// In whose hands an episode is, as far as this device may know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Custody {
    /// The hand-overs that stand, the newest first.
    pub handed: Vec<HandOver>,
    /// Those who held it before.
    pub leaving: Vec<Leaving>,
    /// Whether this device's person has handed it on, and what is here goes as soon as it can.
    pub goes_from_here: bool,
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
        let now_ms = self.time(now).ms;
        let mut takers: Vec<Taker> = self.seats.iter().flat_map(|seat| seat.takers(episode, now_ms)).collect();
        takers.sort_by_key(|taker| (taker.realm, taker.facts.as_ref().map(|facts| facts.short_name.clone())));
        Ok(takers)
    }

    /// Whether this person has something of an episode to hand over, should there be somebody to take it.
    #[must_use]
    pub fn can_hand_over(&self, episode: EpisodeId, now: Moment) -> bool {
        let now_ms = self.time(now).ms;
        let can_give = |seat: &Seat| seat.spaces_of(episode).any(|(_, facts)| seat.can_give(facts, now_ms));
        !self.is_drill() && self.seats.iter().any(can_give)
    }

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

    /// In whose hands an episode is.
    ///
    /// # Errors
    /// When there is no such episode.
    pub fn custody(&self, episode: EpisodeId, now: Moment) -> Result<Custody, NotebookError> {
        let record = self.records.get(&episode).ok_or(NotebookError::NoEpisode)?;
        let now_ms = self.time(now).ms;
        let mut custody = Custody::default();
        for seat in &self.seats {
            custody.handed.extend(seat.handed(episode, now_ms));
            custody.leaving.extend(seat.leaving(episode));
            custody.goes_from_here |= seat.goes(episode);
        }
        for handed in &mut custody.handed {
            let added = record.added(TAKEN, &handed.grant.to_string()).into_iter();
            // Whoever else says so says nothing.
            let own = added.filter(|save| save.person() == Some(handed.to));
            handed.taken_ms = own.map(|save| save.op().when.wall_ms).min();
        }
        custody.handed.sort_by_key(|handed| std::cmp::Reverse((handed.given_ms, handed.grant)));
        Ok(custody)
    }

    /// The hand-overs to this person that they have not confirmed yet.
    #[must_use]
    pub fn handed_to_me(&self, now: Moment) -> Vec<(EpisodeId, HandOver)> {
        let mine: BTreeSet<PersonId> = self.persons().collect();
        let of = |episode: EpisodeId| {
            let handed = self.custody(episode, now).map(|custody| custody.handed).unwrap_or_default();
            let open = handed.into_iter().filter(|handed| handed.taken_ms.is_none() && mine.contains(&handed.to));
            open.map(move |handed| (episode, handed)).collect::<Vec<_>>()
        };
        // Their own grants say which episodes to look at: most people were handed few.
        let now_ms = self.time(now).ms;
        let grants = self.seats.iter().flat_map(|seat| seat.own_grants(now_ms));
        let episodes: BTreeSet<EpisodeId> = grants.filter_map(|(_, terms)| handed_by(terms)).collect();
        episodes.into_iter().flat_map(of).collect()
    }

    /// Whether this person opened an episode or was handed it, and holds it still.
    #[must_use]
    pub fn has_in_hand(&self, episode: EpisodeId, now: Moment) -> bool {
        let now_ms = self.time(now).ms;
        let holds = |seat: &Seat| seat.spaces_of(episode).any(|(_, facts)| seat.has_in_hand(facts, now_ms));
        self.seats.iter().any(holds)
    }

    /// Signs statements that anybody of the realm can say, keeps them durably and lets them count here at once.
    fn say(&mut self, realm: RealmId, drafts: Vec<Draft>, now: Moment) -> Result<(), NotebookError> {
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
    /// The spaces of an episode that are here, and what they are.
    fn spaces_of(&self, episode: EpisodeId) -> impl Iterator<Item = (&SpaceId, &SpaceFacts)> {
        let spaces = self.spaces.iter().filter_map(|(id, space)| Some((id, space.facts.as_ref()?)));
        spaces.filter(move |(_, facts)| facts.episode == Some(episode))
    }

    /// Everybody else who could have opened this episode, with the classes of it that this person can give them.
    fn takers(&self, episode: EpisodeId, now_ms: i64) -> Vec<Taker> {
        let given: Vec<&SpaceFacts> =
            self.spaces_of(episode).map(|(_, facts)| facts).filter(|facts| self.can_give(facts, now_ms)).collect();
        if given.is_empty() {
            return Vec::new();
        }
        let members = self.directory.members_at(now_ms);
        let people: BTreeSet<PersonId> = members.into_iter().map(|device| device.person_id).collect();
        people.into_iter().filter_map(|person| self.taker(person, &given, now_ms)).collect()
    }

    fn taker(&self, person: PersonId, given: &[&SpaceFacts], now_ms: i64) -> Option<Taker> {
        if self.enrolment.person == Some(person) {
            return None;
        }
        let grants =
            self.directory.grants_of(&person).filter(|grant| in_force(grant, now_ms) && grant.under.is_empty());
        let opening: Vec<&GrantTerms> = grants
            .filter_map(|grant| grant.terms.as_ref())
            .filter(|terms| terms.allows(Right::Open) && !terms.is_for_one_episode())
            .collect();
        let could_open =
            |facts: &&&SpaceFacts| opening.iter().any(|terms| terms.compartments.contains(&facts.compartment));
        let fitting: Vec<&SpaceFacts> = given.iter().filter(could_open).copied().collect();
        let holds = |facts: &&SpaceFacts| {
            self.directory.grants_of(&person).any(|grant| in_force(grant, now_ms) && grant.reads(facts))
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
    fn can_give(&self, facts: &SpaceFacts, now_ms: i64) -> bool {
        let entitled = self.directory.entitled_at(now_ms, &self.device(), facts);
        entitled && (self.has_in_hand(facts, now_ms) || self.assigns(facts, now_ms))
    }

    fn own_grants(&self, now_ms: i64) -> impl Iterator<Item = (&GrantRecord, &GrantTerms)> {
        let person = self.enrolment.person.iter();
        let grants = person.flat_map(|person| self.directory.grants_of(person));
        grants.filter(move |grant| in_force(grant, now_ms)).filter_map(|grant| Some((grant, grant.terms.as_ref()?)))
    }

    /// Whether this person opened it, or was handed it.
    fn has_in_hand(&self, facts: &SpaceFacts, now_ms: i64) -> bool {
        self.own_grants(now_ms).any(|(grant, terms)| {
            let can = if terms.is_for_one_episode() { terms.allows(Right::Write) } else { terms.allows(Right::Open) };
            can && grant.reads(facts)
        })
    }

    fn assigns(&self, facts: &SpaceFacts, now_ms: i64) -> bool {
        self.own_grants(now_ms).any(|(grant, terms)| {
            grant.under.is_empty() && !terms.is_for_one_episode() && terms.allows(Right::Assign) && terms.reaches(facts)
        })
    }

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

    /// The hand-overs of an episode that stand, without their confirmations.
    fn handed(&self, episode: EpisodeId, now_ms: i64) -> Vec<HandOver> {
        let mine: Vec<&SpaceFacts> = self.spaces_of(episode).map(|(_, facts)| facts).collect();
        let of_episode =
            self.directory.grants().filter(|grant| grant.terms.as_ref().and_then(handed_by) == Some(episode));
        let standing = of_episode.filter(|grant| in_force(grant, now_ms) && !grant.is_relieved());
        let handed = standing.filter_map(|grant| {
            // What it gives in classes that this device does not hold is nobody's business here.
            let classes = mine.iter().filter(|facts| grant.reads(facts)).map(|facts| facts.compartment);
            let mut classes: Vec<Compartment> = classes.collect();
            // What all of them read comes first: a confirmation goes there.
            classes.sort_unstable();
            (!classes.is_empty()).then(|| HandOver {
                realm: self.realm(),
                grant: grant.grant_id,
                to: grant.person_id,
                by: self.directory.device(&grant.by).map(|device| device.person_id),
                classes,
                given_ms: grant.not_before_ms,
                taken_ms: None,
            })
        });
        handed.collect()
    }

    /// Those whose devices were given a key of an episode to which they are not entitled any more.
    fn leaving(&self, episode: EpisodeId) -> Vec<Leaving> {
        let mut leaving: Vec<Leaving> = Vec::new();
        for (id, facts) in self.spaces_of(episode) {
            let Some(space) = self.spaces.get(id) else { continue };
            let wrapped: BTreeSet<DeviceId> =
                space.keys.keys.iter().flat_map(|key| key.readers.iter().copied()).collect();
            for device in wrapped {
                let Some(known) = self.directory.device(&device).filter(|known| known.is_live()) else { continue };
                let Some(ended_by) = self.directory.ended_by(&device, facts, None) else { continue };
                let is_cleared = self.directory.cleared_after(&ended_by).contains(&device);
                let (label, person) = (known.label.clone(), known.person_id);
                let at = leaving.iter().position(|one| one.person == person).unwrap_or_else(|| {
                    leaving.push(Leaving { realm: self.realm(), person, devices: Vec::new() });
                    leaving.len() - 1
                });
                let Some(one) = leaving.get_mut(at) else { continue };
                match one.devices.iter_mut().find(|there| there.device == device) {
                    Some(there) => there.is_cleared &= is_cleared,
                    None => one.devices.push(LeavingDevice { device, label, is_cleared }),
                }
            }
        }
        leaving
    }

    /// Whether something of an episode is here that this device's person no longer holds.
    fn goes(&self, episode: EpisodeId) -> bool {
        let device = self.device();
        self.spaces_of(episode).any(|(_, facts)| self.directory.ended_by(&device, facts, None).is_some())
    }
}

/// The episode of a grant by which one was handed over.
fn handed_by(terms: &GrantTerms) -> Option<EpisodeId> {
    match terms.scope {
        Scope::Case(episode) if terms.basis == HANDED_OVER => Some(episode),
        _ => None,
    }
}

fn in_force(grant: &GrantRecord, now_ms: i64) -> bool {
    grant.is_live() && grant.is_within_dates(now_ms)
}

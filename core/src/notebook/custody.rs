//! In whose hands an episode is: the hand-overs that stand, who confirmed them, and whose devices have not said yet that they
//! hold nothing of it any more.

use super::Notebook;
use super::error::NotebookError;
use super::hand_over::TAKEN;
use super::seat::Seat;
use super::takers::in_force;
use crate::directory::{AsOf, GrantTerms, HANDED_OVER, Scope, SpaceFacts};
use crate::moment::Moment;
use first72_wire::compartment::Compartment;
use first72_wire::id::{DeviceId, EpisodeId, GrantId, PersonId, RealmId};
use std::collections::BTreeSet;

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
    /// In whose hands an episode is.
    ///
    /// # Errors
    /// When there is no such episode.
    pub fn custody(&self, episode: EpisodeId, now: Moment) -> Result<Custody, NotebookError> {
        let record = self.records.get(&episode).ok_or(NotebookError::NoEpisode)?;
        let as_of = self.as_of(now);
        let mut custody = Custody::default();
        for seat in &self.seats {
            custody.handed.extend(seat.handed(episode, as_of));
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
        let as_of = self.as_of(now);
        let grants = self.seats.iter().flat_map(|seat| seat.own_grants(as_of));
        let episodes: BTreeSet<EpisodeId> = grants.filter_map(|(_, terms)| handed_by(terms)).collect();
        episodes.into_iter().flat_map(of).collect()
    }

    /// Whether this person opened an episode or was handed it, and holds it still.
    #[must_use]
    pub fn has_in_hand(&self, episode: EpisodeId, now: Moment) -> bool {
        let as_of = self.as_of(now);
        let holds = |seat: &Seat| seat.spaces_of(episode).any(|(_, facts)| seat.has_in_hand(facts, as_of));
        self.seats.iter().any(holds)
    }
}

impl Seat {
    /// The hand-overs of an episode that stand, without their confirmations.
    fn handed(&self, episode: EpisodeId, as_of: AsOf) -> Vec<HandOver> {
        let mine: Vec<&SpaceFacts> = self.spaces_of(episode).map(|(_, facts)| facts).collect();
        let of_episode =
            self.directory.grants().filter(|grant| grant.terms.as_ref().and_then(handed_by) == Some(episode));
        let standing = of_episode.filter(|grant| in_force(grant, as_of) && !grant.is_relieved());
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

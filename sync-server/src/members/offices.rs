//! Offices that change hands: another root, a registrar whom the root ended, recoveries that registrars announce.

use super::{Effect, Member, Members, Office};
use first72_wire::id::{DeviceId, Hash, PersonId};
use first72_wire::statement::{PublicPart, RecoveryCase, RegistrarCut, RootChange};
use std::collections::HashSet;

/// Fewest people whose votes make another root.
const FEWEST_VOTES: usize = 2;

/// A registrar's word for another root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Vote {
    device: DeviceId,
    person: PersonId,
    change: RootChange,
    hash: Hash,
}

impl Members {
    /// Whether a statement can change anything here.
    pub(crate) const fn heeds(statement: &PublicPart) -> bool {
        matches!(
            statement,
            PublicPart::RegistrarAdd(_)
                | PublicPart::RegistrarEnd(_)
                | PublicPart::RootRotate(_)
                | PublicPart::DeviceAdd { .. }
                | PublicPart::DeviceEnd { .. }
                | PublicPart::RecoveryUse(_)
                | PublicPart::Cosign { .. }
        )
    }

    /// Whether these are registrars' devices, not ended, of two people.
    pub(crate) fn are_two_registrars(&self, one: &DeviceId, other: &DeviceId) -> bool {
        let person = |device: &DeviceId| {
            let member =
                self.get(device).filter(|member| member.office == Office::Registrar && self.is_live(device))?;
            member.person
        };
        person(one).zip(person(other)).is_some_and(|(one, other)| one != other)
    }

    /// A recovery is open at once, or after a second registrar has signed it.
    pub(super) fn announced(&self, case: &RecoveryCase) -> Effect {
        if self.twice.contains(&case.compartment) { Effect::None } else { Effect::Recovers(*case) }
    }

    /// A device that carried nothing but an office ends with it; one that a registrar took in too stays a device.
    pub(super) fn end_office(&mut self, cut: &RegistrarCut, pos: u64) -> Effect {
        let last = self.cuts.entry(cut.device_id).or_insert(cut.last_seq);
        *last = cut.last_seq.min(*last);
        if let Some(member) = self.members.get_mut(&cut.device_id).filter(|member| member.office == Office::Registrar) {
            if member.introduced.len() > 1 {
                member.office = Office::Device;
            } else {
                self.end(cut.device_id, pos);
            }
        }
        Effect::Cut
    }

    /// The root names another, or enough registrars do.
    pub(super) fn follow_root(&mut self, author: &DeviceId, pos: u64, hash: Hash, change: &RootChange) -> Effect {
        if change.old_root != self.root || self.members.contains_key(&change.new_root()) {
            return Effect::None;
        }
        if *author == self.root {
            return self.hand_over(change, vec![hash], pos);
        }
        let Some(person) = self.get(author).and_then(|member| member.person) else { return Effect::None };
        self.votes.push(Vote { device: *author, person, change: *change, hash });
        let in_office = |device: &DeviceId| self.get(device).is_some_and(|member| member.office == Office::Registrar);
        let people: HashSet<PersonId> = self
            .members
            .values()
            .filter(|member| member.office == Office::Registrar)
            .filter_map(|member| member.person)
            .collect();
        let votes: Vec<&Vote> =
            self.votes.iter().filter(|vote| vote.change == *change && in_office(&vote.device)).collect();
        let voters: HashSet<PersonId> = votes.iter().map(|vote| vote.person).collect();
        if voters.len() < (people.len() * 2).div_ceil(3).max(FEWEST_VOTES) {
            return Effect::None;
        }
        let introduced = votes.iter().map(|vote| vote.hash).collect();
        self.hand_over(change, introduced, pos)
    }

    fn hand_over(&mut self, change: &RootChange, introduced: Vec<Hash>, pos: u64) -> Effect {
        self.end(self.root, pos);
        let sig_pk = change.new_root_pk;
        self.root = change.new_root();
        let root = Member { office: Office::Root, person: None, sig_pk, introduced, not_after_ms: None };
        self.members.insert(self.root, root);
        Effect::Changed(change.old_root)
    }
}

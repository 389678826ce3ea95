//! The roots of a realm, one after the other, and where they cut the chains of registrars.
//!
//! A root names its successor itself; when it is lost, two thirds of the people who are registrars
//! do, and never fewer than two people. Who is a registrar is counted as of each vote's place, from
//! the root's own word: an end by another registrar cannot make the others fewer. When two different
//! successors stand, somebody else holds the key too: neither counts, and nothing that is added
//! afterwards does.

use super::chains::{Author, Chains, without_gap};
use super::ends::Ends;
use super::log::{Item, Log};
use crate::directory::verdict::{Reason, Verdict};
use first72_wire::genesis::Genesis;
use first72_wire::id::{DeviceId, Hash, PersonId};
use first72_wire::statement::{PublicPart, RegistrarCut, RootChange};
use std::collections::{BTreeMap, BTreeSet};

/// More changes than this have never been honest; the bound keeps a hostile log from costing time.
const MOST_ROOTS: usize = 32;
/// Fewest people whose votes make another root.
const FEWEST_VOTES: usize = 2;

/// A root as an author.
#[derive(Clone)]
pub(super) struct Root {
    pub(super) id: DeviceId,
    pub(super) key: [u8; 32],
    /// What its first entry may follow.
    pub(super) introductions: BTreeSet<Hash>,
    /// The first of these, which its first entry does follow.
    pub(super) introduced_by: Hash,
    until: Until,
}

/// From where on a root's word counts no more.
#[derive(Clone, Copy, Default)]
struct Until {
    /// Behind this place of its own chain, where it named its successor.
    seq: Option<u64>,
    /// From this place of the log on, where the votes were enough.
    pos: Option<u64>,
}

impl Root {
    fn is_over(&self, item: &Item<'_>) -> bool {
        let by_own_word = self.until.seq.is_some_and(|last| item.header.seq > last);
        by_own_word || self.until.pos.is_some_and(|pos| place(item) >= pos)
    }
}

/// A root's word that a registrar's chain ends.
#[derive(Clone)]
pub(super) struct Cut {
    pub(super) statement: Hash,
    pub(super) by: DeviceId,
    pub(super) seq: u64,
    pub(super) pos: Option<u64>,
    rank: (u64, Hash),
    last: (u64, Hash),
}

/// Every root of a realm, and whom they ended.
#[derive(Clone)]
pub(super) struct Roots {
    pub(super) line: Vec<Root>,
    pub(super) cuts: BTreeMap<DeviceId, Vec<Cut>>,
    /// From which place of the log on two successors stand.
    pub(super) two_since: Option<u64>,
}

impl Roots {
    pub(super) fn trace(genesis: &Genesis, log: &Log<'_>) -> Self {
        let first = Root {
            id: genesis.root_id(),
            key: genesis.fields().root_pk,
            introductions: BTreeSet::from([genesis.hash()]),
            introduced_by: genesis.hash(),
            until: Until::default(),
        };
        let mut roots = Self { line: vec![first], cuts: BTreeMap::new(), two_since: None };
        roots.read_cuts(log);
        let changes = log.items().any(|item| matches!(item.public(), Some(PublicPart::RootRotate(_))));
        while changes && roots.line.len() < MOST_ROOTS {
            let chains = Chains::follow(log, &roots);
            let ends = Ends::collect(&chains, &mut BTreeMap::new());
            let found = roots.successors(&chains, &ends);
            let goes_on = roots.hand_over(found);
            roots.read_cuts(log);
            if !goes_on {
                break;
            }
        }
        roots
    }

    /// The place of an author among the roots.
    pub(super) fn generation(&self, author: &DeviceId) -> Option<usize> {
        self.line.iter().position(|root| root.id == *author)
    }

    /// The entries of an author's chain that a root's word, or the end of a root, leaves without effect.
    pub(super) fn void(&self, author: &DeviceId, entries: &[Item<'_>]) -> BTreeMap<Hash, Verdict> {
        let mut void = BTreeMap::new();
        if let Some(root) = self.line.iter().find(|root| root.id == *author) {
            let over = entries.iter().filter(|item| root.is_over(item));
            void.extend(over.map(|item| (item.hash, Verdict::Refused(Reason::AfterEnd))));
        }
        for cut in self.cuts.get(author).into_iter().flatten() {
            let stands = up_to(cut.last, entries);
            let verdict = if stands.is_empty() && cut.last.0 > 0 {
                Verdict::Waits(Reason::Gap)
            } else {
                Verdict::Refused(Reason::Cut)
            };
            let gone = entries.iter().filter(|item| !stands.contains(&item.hash));
            void.extend(gone.map(|item| (item.hash, verdict)));
        }
        void
    }

    fn read_cuts(&mut self, log: &Log<'_>) {
        self.cuts.clear();
        for root in &self.line {
            let items = log.by_author.get(&root.id).map_or(&[][..], Vec::as_slice);
            for item in without_gap(items, &root.introductions).iter().filter(|item| !root.is_over(item)) {
                let Some(PublicPart::RegistrarEnd(cut)) = item.public() else { continue };
                let RegistrarCut { device_id, last_seq, last_hash } = *cut;
                self.cuts.entry(device_id).or_default().push(Cut {
                    statement: item.hash,
                    by: root.id,
                    seq: item.header.seq,
                    pos: item.pos,
                    rank: item.rank(),
                    last: (last_seq, last_hash),
                });
            }
        }
    }

    fn successors(&self, chains: &Chains<'_>, ends: &Ends) -> BTreeMap<[u8; 32], Successor> {
        let Some(current) = self.line.last() else { return BTreeMap::new() };
        let mut votes = Vec::new();
        let mut found: BTreeMap<[u8; 32], Successor> = BTreeMap::new();
        for (author, item, public) in chains.statements() {
            let PublicPart::RootRotate(change) = public else { continue };
            if change.old_root != current.id || self.generation(&change.new_root()).is_some() {
                continue;
            }
            if item.author() == current.id {
                found.entry(change.new_root_pk).or_default().add_own(item);
            } else if author.is_registrar && !ends.cut(item) {
                votes.extend(Vote::of(author, item, change));
            }
        }
        votes.sort_by_key(|vote| vote.rank);
        for vote in &votes {
            if let Some(decided) = self.decided_by(vote, &votes, chains) {
                found.entry(vote.for_root).or_default().add_votes(decided);
            }
        }
        found
    }

    /// The votes that were enough when this one came.
    fn decided_by<'v>(&self, last: &Vote, votes: &'v [Vote], chains: &Chains<'_>) -> Option<Vec<&'v Vote>> {
        let in_office = self.in_office(last.rank, chains);
        let people: BTreeSet<PersonId> = in_office.values().copied().collect();
        let counted = votes.iter().filter(|vote| vote.rank <= last.rank && vote.for_root == last.for_root);
        let counted: Vec<&Vote> = counted.filter(|vote| in_office.contains_key(&vote.device)).collect();
        let voters: BTreeSet<PersonId> = counted.iter().map(|vote| vote.person).collect();
        let needed = (people.len() * 2).div_ceil(3).max(FEWEST_VOTES);
        (voters.len() >= needed).then_some(counted)
    }

    /// The devices that roots had made registrars' before a place, and not ended, with their people.
    fn in_office(&self, rank: (u64, Hash), chains: &Chains<'_>) -> BTreeMap<DeviceId, PersonId> {
        let mut office = BTreeMap::new();
        for (author, item, public) in chains.statements() {
            if let (Some(_), PublicPart::RegistrarAdd(device)) = (author.root, public)
                && item.rank() < rank
            {
                office.insert(device.device_id, device.person_id);
            }
        }
        office.retain(|device, _| !self.cuts.get(device).into_iter().flatten().any(|cut| cut.rank < rank));
        office
    }

    /// Lets the one successor follow. Says whether one did.
    fn hand_over(&mut self, found: BTreeMap<[u8; 32], Successor>) -> bool {
        let own_word = found.values().filter_map(|successor| successor.own_seq).min();
        let votes = found.values().filter_map(|successor| successor.votes_since).min();
        let mut since: Vec<u64> = found.values().map(|successor| successor.since).collect();
        since.sort_unstable();
        if let (Some(current), false) = (self.line.last_mut(), found.is_empty()) {
            current.until = Until { seq: own_word, pos: votes };
        }
        if let Some(second) = since.get(1) {
            self.two_since = Some(*second);
            return false;
        }
        let Some((key, successor)) = found.into_iter().next() else { return false };
        let Some((_, introduced_by)) = successor.first else { return false };
        let id = first72_wire::derived::root_id(&key);
        let introductions = successor.statements;
        self.line.push(Root { id, key, introductions, introduced_by, until: Until::default() });
        true
    }
}

/// A root that somebody named.
struct Successor {
    /// The place of the log from which on it stands.
    since: u64,
    own_seq: Option<u64>,
    votes_since: Option<u64>,
    statements: BTreeSet<Hash>,
    first: Option<(u64, Hash)>,
}

impl Default for Successor {
    fn default() -> Self {
        Self { since: u64::MAX, own_seq: None, votes_since: None, statements: BTreeSet::new(), first: None }
    }
}

impl Successor {
    fn add_own(&mut self, item: &Item<'_>) {
        let seq = item.header.seq;
        self.own_seq = Some(self.own_seq.map_or(seq, |before| before.min(seq)));
        self.since = self.since.min(place(item));
        self.add(item.rank());
    }

    fn add_votes(&mut self, votes: Vec<&Vote>) {
        let since = votes.iter().map(|vote| vote.rank.0).max().unwrap_or(u64::MAX);
        self.votes_since = Some(self.votes_since.map_or(since, |before| before.min(since)));
        self.since = self.since.min(since);
        votes.into_iter().for_each(|vote| self.add(vote.rank));
    }

    fn add(&mut self, rank: (u64, Hash)) {
        self.statements.insert(rank.1);
        self.first = Some(self.first.map_or(rank, |before| before.min(rank)));
    }
}

/// A registrar's word for another root.
struct Vote {
    rank: (u64, Hash),
    device: DeviceId,
    person: PersonId,
    for_root: [u8; 32],
}

impl Vote {
    fn of(author: &Author<'_>, item: &Item<'_>, change: &RootChange) -> Option<Self> {
        let person = *author.persons.iter().next()?;
        Some(Self { rank: item.rank(), device: item.author(), person, for_root: change.new_root_pk })
    }
}

fn place(item: &Item<'_>) -> u64 {
    item.rank().0
}

/// The entries up to a named one, by their links; none when it is not there.
fn up_to(last: (u64, Hash), entries: &[Item<'_>]) -> BTreeSet<Hash> {
    let by_hash: BTreeMap<Hash, &Item<'_>> = entries.iter().map(|item| (item.hash, item)).collect();
    let mut stands = BTreeSet::new();
    let mut next = by_hash.get(&last.1).filter(|item| item.header.seq == last.0);
    while let Some(item) = next {
        stands.insert(item.hash);
        next = by_hash.get(&item.header.prev).filter(|_| item.header.seq > 1);
    }
    stands
}

#[cfg(test)]
mod tests;

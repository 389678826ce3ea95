//! Who was ever introduced, and which entries follow from the introduction without a gap.

use super::Fork;
use super::log::{Item, Log, note};
use super::roots::Roots;
use crate::directory::verdict::{Reason, Verdict};
use first72_wire::id::{DeviceId, Hash, PersonId};
use first72_wire::statement::{Introduced, PublicPart};
use std::collections::{BTreeMap, BTreeSet};

/// A device that was ever introduced, whatever came later.
#[derive(Default)]
pub(super) struct Author<'a> {
    /// Which of the realm's roots it is, counted from the one of the genesis.
    pub(super) root: Option<usize>,
    pub(super) is_registrar: bool,
    pub(super) introductions: BTreeSet<Hash>,
    pub(super) persons: BTreeSet<PersonId>,
    /// Its entries that follow from an introduction without a gap, in the order of their places.
    pub(super) entries: Vec<Item<'a>>,
    /// Those of them that a root's word leaves without effect. They stay links.
    void: BTreeMap<Hash, Verdict>,
}

/// Every author who was ever introduced.
///
/// Being introduced only adds up: an end does not take it back, so that ends can be read before it
/// is known whose additions still count.
pub(super) struct Chains<'a> {
    pub(super) authors: BTreeMap<DeviceId, Author<'a>>,
    /// From which place of the log on two roots claim the realm.
    pub(super) two_roots_since: Option<u64>,
}

impl<'a> Chains<'a> {
    pub(super) fn follow(log: &Log<'a>, roots: &Roots) -> Self {
        let mut authors: BTreeMap<DeviceId, Author<'a>> = BTreeMap::new();
        for (generation, root) in roots.line.iter().enumerate() {
            let author = authors.entry(root.id).or_default();
            author.root = Some(generation);
            author.introductions.extend(&root.introductions);
        }
        let mut chains = Self { authors, two_roots_since: roots.two_since };
        // Each round reaches at least one more entry or introduction, or it is the last.
        while chains.extend(log, roots) {}
        chains
    }

    fn extend(&mut self, log: &Log<'a>, roots: &Roots) -> bool {
        let mut introduced: Vec<(Hash, &'a Introduced, bool)> = Vec::new();
        let mut grew = false;
        for (device, author) in &mut self.authors {
            let items = log.by_author.get(device).map_or(&[][..], Vec::as_slice);
            let reached = without_gap(items, &author.introductions);
            grew |= reached.len() > author.entries.len();
            author.entries = reached;
            author.void = roots.void(device, &author.entries);
            for item in &author.entries {
                introduced.extend(introduction(author, item));
            }
        }
        for (statement, device, by_root) in introduced {
            let author = self.authors.entry(device.device_id).or_default();
            grew |= author.introductions.insert(statement);
            author.persons.insert(device.person_id);
            author.is_registrar |= by_root;
        }
        grew
    }

    /// Says of each statement that has no effect here why not.
    pub(super) fn note(&self, log: &Log<'a>, verdicts: &mut BTreeMap<Hash, Verdict>) {
        self.note_unreached(log, verdicts);
        for author in self.authors.values() {
            for item in &author.entries {
                if let Some(verdict) = author.void.get(&item.hash) {
                    note(verdicts, item, *verdict);
                }
            }
        }
    }

    fn note_unreached(&self, log: &Log<'a>, verdicts: &mut BTreeMap<Hash, Verdict>) {
        for (device, items) in &log.by_author {
            let author = self.authors.get(device);
            let reason = if author.is_some() { Reason::Gap } else { Reason::UnknownAuthor };
            let reached: BTreeSet<Hash> =
                author.iter().flat_map(|author| &author.entries).map(|item| item.hash).collect();
            for item in items.iter().filter(|item| !reached.contains(&item.hash)) {
                note(verdicts, item, Verdict::Waits(reason));
            }
        }
    }

    /// Every reached statement that no root's word leaves without effect, with its author, in an order
    /// that does not depend on arrival.
    pub(super) fn statements(&self) -> impl Iterator<Item = (&Author<'a>, &Item<'a>, &'a PublicPart)> {
        let entries = self.authors.values().flat_map(|author| author.entries.iter().map(move |item| (author, item)));
        let entries = entries.filter(|(author, item)| !author.void.contains_key(&item.hash));
        entries.filter_map(|(author, item)| Some((author, item, item.public()?)))
    }

    pub(super) fn places(&self) -> BTreeMap<(DeviceId, u64), Vec<Hash>> {
        let mut places: BTreeMap<_, Vec<Hash>> = BTreeMap::new();
        for item in self.authors.values().flat_map(|author| &author.entries) {
            places.entry((item.author(), item.header.seq)).or_default().push(item.hash);
        }
        places
    }

    pub(super) fn forks(&self) -> Vec<Fork> {
        let places = self.places().into_iter().filter(|(_, entries)| entries.len() > 1);
        places.map(|((device, seq), entries)| Fork { device, seq, entries }).collect()
    }
}

/// The root introduces registrars, registrars introduce devices; nobody else introduces anybody.
fn introduction<'a>(author: &Author<'a>, item: &Item<'a>) -> Option<(Hash, &'a Introduced, bool)> {
    if author.void.contains_key(&item.hash) {
        return None;
    }
    let (device, by_root) = match item.public()? {
        PublicPart::RegistrarAdd(device) if author.root.is_some() => (device, true),
        PublicPart::DeviceAdd { device, .. } if author.is_registrar => (device, false),
        _ => return None,
    };
    device.is_self_certifying().then_some((item.hash, device, by_root))
}

pub(super) fn without_gap<'a>(items: &[Item<'a>], introductions: &BTreeSet<Hash>) -> Vec<Item<'a>> {
    let mut reached: BTreeMap<Hash, u64> = BTreeMap::new();
    let mut entries = Vec::new();
    for item in items {
        let follows = match item.header.seq {
            1 => introductions.contains(&item.header.prev),
            seq => reached.get(&item.header.prev).is_some_and(|before| before + 1 == seq),
        };
        if follows {
            reached.insert(item.hash, item.header.seq);
            entries.push(*item);
        }
    }
    entries
}

//! The entries that belong to the directory's space and are signed by the key of their author's id.

use crate::directory::statement::{Logged, SealedPart, Statement};
use crate::directory::verdict::{Reason, Verdict};
use first72_wire::entry::{signing_input, verify};
use first72_wire::genesis::Genesis;
use first72_wire::header::{Header, Kind};
use first72_wire::id::{DeviceId, Hash};
use first72_wire::statement::PublicPart;
use std::collections::BTreeMap;

/// An entry once, with the best that is known of it.
#[derive(Clone, Copy)]
pub(super) struct Item<'a> {
    pub(super) hash: Hash,
    pub(super) header: &'a Header,
    pub(super) pos: Option<u64>,
    statement: Option<&'a Statement>,
    pub(super) sealed: Option<&'a SealedPart>,
}

impl<'a> Item<'a> {
    pub(super) const fn author(&self) -> DeviceId {
        self.header.device
    }

    pub(super) fn public(&self) -> Option<&'a PublicPart> {
        self.statement.map(|statement| &statement.public)
    }

    /// Earlier in the server's log first; what has no place yet last; then any fixed order.
    pub(super) fn rank(&self) -> (u64, Hash) {
        (self.pos.unwrap_or(u64::MAX), self.hash)
    }
}

/// The signed entries by author, in the order of their places.
pub(super) struct Log<'a> {
    pub(super) by_author: BTreeMap<DeviceId, Vec<Item<'a>>>,
}

impl<'a> Log<'a> {
    /// Every entry, in an order that does not depend on arrival.
    pub(super) fn items(&self) -> impl Iterator<Item = &Item<'a>> {
        self.by_author.values().flatten()
    }

    pub(super) fn gather(genesis: &Genesis, log: &'a [Logged], verdicts: &mut BTreeMap<Hash, Verdict>) -> Self {
        let (realm, space) = (genesis.realm(), genesis.directory_space());
        let mut once: BTreeMap<Hash, (Item<'a>, Vec<&'a Logged>)> = BTreeMap::new();
        for logged in log {
            let header = &logged.header;
            let is_statement = header.kind == Kind::Statement;
            if header.realm != realm || header.space != space || is_statement != logged.statement.is_some() {
                verdicts.insert(logged.hash, Verdict::Refused(Reason::Elsewhere));
                continue;
            }
            let item = item(logged);
            let (kept, copies) = once.entry(logged.hash).or_insert((item, Vec::new()));
            kept.pos = earlier(kept.pos, item.pos);
            kept.sealed = kept.sealed.or(item.sealed);
            copies.push(logged);
        }
        let keys = author_keys(genesis, once.values().map(|(item, _)| item));
        let mut by_author: BTreeMap<DeviceId, Vec<Item<'a>>> = BTreeMap::new();
        for (item, copies) in once.into_values() {
            match keys.get(&item.author()) {
                // The hash does not cover the signature: a copy with a broken one hides no good one.
                Some(key) if copies.iter().any(|copy| is_signed(copy, key)) => {
                    by_author.entry(item.author()).or_default().push(item);
                }
                Some(_) => note(verdicts, &item, Verdict::Refused(Reason::Signature)),
                None => note(verdicts, &item, Verdict::Waits(Reason::UnknownAuthor)),
            }
        }
        for items in by_author.values_mut() {
            items.sort_by_key(|item| (item.header.seq, item.hash));
        }
        Self { by_author }
    }
}

/// Remembers what became of a statement; entries that are none are only links.
pub(super) fn note(verdicts: &mut BTreeMap<Hash, Verdict>, item: &Item<'_>, verdict: Verdict) {
    if item.statement.is_some() {
        verdicts.insert(item.hash, verdict);
    }
}

fn item(logged: &Logged) -> Item<'_> {
    let statement = logged.statement.as_ref();
    Item {
        hash: logged.hash,
        header: &logged.header,
        pos: logged.pos,
        statement,
        sealed: statement.and_then(|statement| statement.sealed.as_ref()),
    }
}

fn earlier(left: Option<u64>, right: Option<u64>) -> Option<u64> {
    match (left, right) {
        (Some(left), Some(right)) => Some(left.min(right)),
        (known, None) | (None, known) => known,
    }
}

/// The signing key behind each id. Whoever introduced it: an id is that of its keys, so nobody can
/// put another key behind it. Whether the author may say anything is decided later.
fn author_keys<'i, 'a: 'i>(
    genesis: &Genesis,
    items: impl Iterator<Item = &'i Item<'a>>,
) -> BTreeMap<DeviceId, [u8; 32]> {
    let named = items.filter_map(|item| match item.public()? {
        PublicPart::RootRotate(change) => Some((change.new_root(), change.new_root_pk)),
        public => {
            let device = public.introduces().filter(|device| device.is_self_certifying())?;
            Some((device.device_id, device.sig_pk))
        }
    });
    let mut keys: BTreeMap<_, _> = named.collect();
    keys.insert(genesis.root_id(), genesis.fields().root_pk);
    keys
}

fn is_signed(logged: &Logged, key: &[u8; 32]) -> bool {
    logged.checked || verify(key, &signing_input(&logged.hash), &logged.signature)
}

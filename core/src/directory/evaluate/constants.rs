//! What stands for everybody: the policy that the root said last, and the packs that registrars hand on.

use super::additions::registrars_word;
use super::chains::Chains;
use super::ends::Ends;
use super::log::note;
use crate::directory::verdict::{Reason, Verdict};
use first72_wire::id::Hash;
use first72_wire::policy::Policy;
use first72_wire::statement::PublicPart;
use std::collections::BTreeMap;

type Verdicts = BTreeMap<Hash, Verdict>;

/// A pack that registrars hand to every device, in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedOn {
    /// How many parts there are.
    pub count: u16,
    /// The statements that carry them, by their place.
    pub parts: BTreeMap<u16, Hash>,
}

impl HandedOn {
    /// Whether every part has been said.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.count > 0 && self.parts.len() == usize::from(self.count)
    }
}

/// Every policy that a root said, in the order in which they replace each other: the newest root's own chain last; of a
/// forked one, that with the larger hash behind the other.
pub(super) struct Policies<'a>(Vec<Said<'a>>);

struct Said<'a> {
    /// Which root, its place in that root's chain, and its hash.
    place: (usize, u64, Hash),
    /// Its place in the log, once it has one.
    pos: Option<u64>,
    policy: &'a Policy,
}

impl<'a> Policies<'a> {
    pub(super) fn said(chains: &Chains<'a>, verdicts: &mut Verdicts) -> Self {
        let mut all = Vec::new();
        for (author, item, public) in chains.statements() {
            let PublicPart::Policy(policy) = public else { continue };
            let Some(generation) = author.root else {
                note(verdicts, item, Verdict::Refused(Reason::NotAuthorized));
                continue;
            };
            note(verdicts, item, Verdict::Counts);
            all.push(Said { place: (generation, item.header.seq, item.hash), pos: item.pos, policy });
        }
        all.sort_by_key(|said| said.place);
        Self(all)
    }

    /// The one that holds now.
    pub(super) fn latest(&self) -> Option<&'a Policy> {
        self.0.last().map(|said| said.policy)
    }

    /// The one that held when something took its place in the log; for what has none yet, the one that holds now. What
    /// was allowed then stays so, whatever the root says later.
    pub(super) fn at(&self, pos: Option<u64>) -> Option<&'a Policy> {
        let Some(pos) = pos else { return self.latest() };
        self.0.iter().rev().find(|said| said.pos.is_some_and(|said| said < pos)).map(|said| said.policy)
    }
}

/// What only a root, or registrars in its place, may say of offices, and what becomes of it.
pub(super) fn root_statements(chains: &Chains<'_>, ends: &Ends, verdicts: &mut Verdicts) {
    for (author, item, public) in chains.statements() {
        let refused = match public {
            PublicPart::RegistrarEnd(_) | PublicPart::RootRotate(_) if author.root.is_some() => None,
            PublicPart::RegistrarEnd(_) => Some(Verdict::Refused(Reason::NotAuthorized)),
            // A vote counts together with others; alone it changes nothing.
            PublicPart::RootRotate(_) => registrars_word(author, item, ends),
            _ => continue,
        };
        note(verdicts, item, refused.unwrap_or(Verdict::Counts));
    }
}

/// The packs handed on by registrars, by the hash of the whole.
pub(super) fn packs(chains: &Chains<'_>, ends: &Ends, verdicts: &mut Verdicts) -> BTreeMap<Hash, HandedOn> {
    let mut statements: Vec<_> = chains.statements().collect();
    statements.sort_by_key(|(_, item, _)| item.rank());
    let mut packs: BTreeMap<Hash, HandedOn> = BTreeMap::new();
    for (author, item, public) in statements {
        let PublicPart::PackPart { copy, index, count } = public else { continue };
        let verdict = registrars_word(author, item, ends).unwrap_or_else(|| {
            let pack = packs.entry(*copy).or_insert_with(|| HandedOn { count: *count, parts: BTreeMap::new() });
            let fits = pack.count == *count && index < count && !pack.parts.contains_key(index);
            if fits {
                pack.parts.insert(*index, item.hash);
            }
            if fits { Verdict::Counts } else { Verdict::Refused(Reason::Repeated) }
        });
        note(verdicts, item, verdict);
    }
    packs
}

#[cfg(test)]
mod tests {
    use crate::directory::evaluate::tests::directory;
    use crate::directory::invented::InventedRealm;
    use crate::directory::statement::{Draft, SealedPart};
    use crate::directory::{EndReason, Ending, Reason, Verdict};
    use first72_wire::id::Hash;
    use first72_wire::policy::Policy;
    use std::rc::Rc;

    fn policy(author: u8) -> Policy {
        Policy::of_packs(vec![[author; 32]], vec![[9; 32]], vec!["sample".into()])
    }

    #[test]
    fn the_root_s_latest_policy_holds_whatever_the_order_of_arrival() {
        let mut realm = InventedRealm::new();
        realm.registrar(1);
        let root = Rc::clone(&realm.root);
        let first = realm.say(&*root, Draft::policy(policy(1)));
        let second = realm.say(&*root, Draft::policy(policy(2)));
        for _ in 0..realm.log.len() {
            realm.log.rotate_left(1);
            let directory = directory(&realm);
            assert_eq!(directory.policy(), Some(&policy(2)));
            assert_eq!(directory.verdict(&first), Some(Verdict::Counts));
            assert_eq!(directory.verdict(&second), Some(Verdict::Counts));
        }
        realm.log.retain(|logged| logged.hash != second);
        assert_eq!(directory(&realm).policy(), Some(&policy(1)), "until the later one arrives");
    }

    #[test]
    fn a_pack_is_whole_when_every_part_has_been_said_once() {
        let mut realm = InventedRealm::new();
        let (registrar, _) = realm.registrar(1);
        let part = |index, count| Draft::pack_part(Hash([7; 32]), index, count, vec![1, 2]);
        realm.say(&registrar, part(1, 2));
        let whole = |realm: &InventedRealm| {
            directory(realm).packs_handed_on().next().map(|(copy, pack)| (*copy, pack.is_whole()))
        };
        assert_eq!(whole(&realm), Some((Hash([7; 32]), false)));
        let again = realm.say(&registrar, part(1, 2));
        let longer = realm.say(&registrar, part(2, 3));
        let outside = realm.say(&registrar, part(2, 2));
        realm.say(&registrar, part(0, 2));
        assert_eq!(whole(&realm), Some((Hash([7; 32]), true)));
        for hash in [again, longer, outside] {
            assert_eq!(directory(&realm).verdict(&hash), Some(Verdict::Refused(Reason::Repeated)));
        }
    }

    #[test]
    fn what_a_registrar_hands_on_after_the_end_of_their_device_counts_for_nothing() {
        let mut realm = InventedRealm::new();
        let (registrar, _) = realm.registrar(1);
        let root = Rc::clone(&realm.root);
        realm.say(&*root, Draft::device_end(registrar.device_id(), Ending::of(EndReason::Lost, false), vec![]));
        let late = realm.say(&registrar, Draft::pack_part(Hash([7; 32]), 0, 1, vec![1]));
        assert_eq!(directory(&realm).verdict(&late), Some(Verdict::Refused(Reason::AfterEnd)));
    }

    #[test]
    fn the_bytes_of_a_part_are_sealed_and_read_back() {
        let draft = Draft::pack_part(Hash([7; 32]), 0, 1, vec![5; 60_000]);
        let sealed = draft.sealed.unwrap();
        assert_eq!(SealedPart::parse(&draft.public, &sealed.to_bytes()), Ok(sealed));
    }
}

//! Reading the directory's statements once more: after a restart in a realm with another root, and after the root
//! cut a registrar's chain, because what hangs on the part that was cut never counted either.

use super::{Effect, Members, Office};
use first72_wire::genesis::Genesis;
use first72_wire::id::{DeviceId, Hash};
use first72_wire::log_keys::LogKeys;
use first72_wire::policy::Policy;
use first72_wire::statement::PublicPart;
use std::collections::HashMap;

/// A statement as it stands in the directory.
#[derive(Clone, Debug)]
pub(crate) struct Stated {
    /// Who signed it.
    pub(crate) author: DeviceId,
    /// Its place in the author's chain.
    pub(crate) seq: u64,
    /// Its place in the directory.
    pub(crate) pos: u64,
    /// Its entry hash.
    pub(crate) hash: Hash,
    /// What it says.
    pub(crate) public: PublicPart,
}

impl Members {
    /// Everyone whom these statements know.
    pub(crate) fn replayed(genesis: &Genesis, statements: &[Stated]) -> Self {
        let first = Self::of(genesis);
        let once = first.clone().read(statements, &HashMap::new());
        if once.cuts.is_empty() { once } else { first.read(statements, &once.cuts) }
    }

    /// What a root said last about the constants of the realm.
    pub(crate) fn policy<'a>(&self, statements: &'a [Stated]) -> Option<&'a Policy> {
        let by_root = |stated: &&Stated| self.get(&stated.author).is_some_and(|member| member.office == Office::Root);
        statements.iter().rev().filter(by_root).find_map(|stated| match &stated.public {
            PublicPart::Policy(policy) => Some(policy),
            _ => None,
        })
    }

    /// The keys whose signature is the server's word: those that a root named, or else that of the founding. Nothing when
    /// the key of this server is none of them.
    pub(crate) fn log_keys(&self, genesis: &Genesis, statements: &[Stated], own: &[u8; 32]) -> Option<LogKeys> {
        let keys = match self.policy(statements).and_then(|policy| policy.log_keys.as_ref()) {
            Some(named) => named.clone(),
            None => {
                let founded = genesis.fields().servers.iter().any(|server| server.log_pk == *own);
                founded.then(|| LogKeys::of(*own))?
            }
        };
        keys.is_good(own).then_some(keys)
    }

    /// The same realm without what its roots have cut.
    pub(crate) fn without_cuts(&self, statements: &[Stated]) -> Self {
        self.beginning().read(statements, &self.cuts)
    }

    /// Nobody but the first root and the server, whom no registrar's statement introduced.
    fn beginning(&self) -> Self {
        let mut first = self.clone();
        first.root = self.first_root;
        first.members.retain(|device, member| *device == self.first_root || member.office == Office::Server);
        if let Some(root) = first.members.get_mut(&self.first_root) {
            root.office = Office::Root;
        }
        first.ends.clear();
        first.votes.clear();
        first.cuts.clear();
        first
    }

    fn read(mut self, statements: &[Stated], cuts: &HashMap<DeviceId, u64>) -> Self {
        let stands = |stated: &&Stated| cuts.get(&stated.author).is_none_or(|last| stated.seq <= *last);
        for stated in statements.iter().filter(stands) {
            let effect = self.apply(&stated.author, stated.pos, stated.hash, &stated.public);
            if let Effect::Promoted(device) = effect {
                // What a device had said before the root made it a registrar counts from now on.
                let earlier = |earlier: &&Stated| earlier.author == device && earlier.pos < stated.pos;
                for early in statements.iter().filter(stands).filter(earlier) {
                    self.apply(&early.author, early.pos, early.hash, &early.public);
                }
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::super::Office;
    use super::*;
    use first72_wire::derived::server_author;
    use first72_wire::genesis::{GenesisFields, Limits, RealmServer};
    use first72_wire::id::PersonId;
    use first72_wire::statement::{Introduced, RegistrarCut, RootChange};

    const LOG: [u8; 32] = [0xa0; 32];

    fn genesis() -> Genesis {
        Genesis::new(&GenesisFields {
            root_pk: [1; 32],
            name: "Demo County".into(),
            compartments: vec![],
            servers: vec![RealmServer { url: "http://127.0.0.1".into(), tls_ca_sha256: Hash::ZERO, log_pk: LOG }],
            role_templates: vec![],
            limits: Limits::default(),
            created_ms: 0,
            demo: true,
        })
        .unwrap()
    }

    fn device(number: u8) -> Introduced {
        let (device_id, person_id) = (DeviceId([number; 16]), PersonId([number; 16]));
        Introduced { device_id, person_id, sig_pk: [number; 32], kem_pk: [4; 65] }
    }

    fn add(number: u8) -> PublicPart {
        PublicPart::DeviceAdd { device: device(number), not_after_ms: 9 }
    }

    fn end(number: u8) -> PublicPart {
        PublicPart::DeviceEnd { device_id: DeviceId([number; 16]), reason: 1, wipe: true, heads: vec![] }
    }

    /// Statements in the order in which they were said, each author's chain counted.
    fn said(list: Vec<(DeviceId, PublicPart)>) -> Vec<Stated> {
        let mut seqs: HashMap<DeviceId, u64> = HashMap::new();
        let stated = |(pos, (author, public)): (u64, (DeviceId, PublicPart))| {
            let seq = seqs.entry(author).and_modify(|seq| *seq += 1).or_insert(1);
            Stated { author, seq: *seq, pos, hash: Hash([u8::try_from(pos).unwrap(); 32]), public }
        };
        (1..).zip(list).map(stated).collect()
    }

    #[test]
    fn the_root_undoes_what_a_stolen_registrar_phone_did_and_what_hangs_on_it() {
        let (genesis, registrar) = (genesis(), DeviceId([2; 16]));
        let root = genesis.root_id();
        let cut = RegistrarCut { device_id: registrar, last_seq: 1, last_hash: Hash([2; 32]) };
        let statements = said(vec![
            (root, PublicPart::RegistrarAdd(device(2))),
            (registrar, add(3)),
            (registrar, add(6)),
            (registrar, end(3)),
            (root, PublicPart::RegistrarEnd(cut)),
        ]);
        let members = Members::replayed(&genesis, &statements);
        assert!(members.is_live(&DeviceId([3; 16])), "its end never counted");
        assert!(members.get(&DeviceId([6; 16])).is_none());
        assert!(!members.is_live(&registrar));
        let mut one_by_one = Members::of(&genesis);
        for stated in &statements {
            if one_by_one.apply(&stated.author, stated.pos, stated.hash, &stated.public) == Effect::Cut {
                one_by_one = one_by_one.without_cuts(&statements);
            }
        }
        assert_eq!(one_by_one, members);
        assert!(members.get(&server_author(&LOG)).is_some(), "the server goes on speaking for itself");
    }

    // cjis:SC-12
    #[test]
    fn a_key_that_the_root_named_speaks_for_the_server_and_an_ended_one_no_more() {
        let genesis = genesis();
        let (root, next) = (genesis.root_id(), [0xb0; 32]);
        let keys = LogKeys::of(LOG).with(next).unwrap();
        let ended = keys.ended(&LOG, 40).unwrap();
        let policy = |keys: &LogKeys| PublicPart::Policy(Policy::default().with_log_keys(Some(keys.clone())));
        let known = |list: Vec<(DeviceId, PublicPart)>, own: &[u8; 32]| {
            let statements = said(list);
            Members::replayed(&genesis, &statements).log_keys(&genesis, &statements, own)
        };
        let by_root = |keys: &LogKeys| vec![(root, policy(keys))];
        assert_eq!(known(vec![], &LOG), Some(LogKeys::of(LOG)));
        assert_eq!(known(vec![], &next), None);
        assert_eq!(known(vec![(DeviceId([2; 16]), policy(&keys))], &next), None, "only the root names one");
        assert_eq!(known(by_root(&keys), &next), Some(keys.clone()));
        assert_eq!(known(by_root(&keys), &LOG), Some(keys.clone()), "until it is ended");
        assert_eq!(known(by_root(&ended), &LOG), None);
        let members = Members::replayed(&genesis, &said(by_root(&ended)));
        let mut servers: Vec<_> = members.servers().collect();
        servers.sort();
        let mut both = [server_author(&LOG), server_author(&next)];
        both.sort();
        assert_eq!(servers, both, "what the old one signed stands in the log");
    }

    #[test]
    fn another_root_follows_by_the_old_ones_word_or_by_two_thirds_of_the_registrars() {
        let genesis = genesis();
        let root = genesis.root_id();
        let change = RootChange { old_root: root, new_root_pk: [9; 32] };
        let registrars = || (2..5).map(|number| (root, PublicPart::RegistrarAdd(device(number))));
        let vote = |number: u8| (DeviceId([number; 16]), PublicPart::RootRotate(change));
        let is_root = |list: Vec<(DeviceId, PublicPart)>| {
            let members = Members::replayed(&genesis, &said(list));
            let new = members.get(&change.new_root()).is_some_and(|member| member.office == Office::Root);
            assert_eq!(new, !members.is_live(&root));
            new
        };
        assert!(is_root(registrars().chain([(root, PublicPart::RootRotate(change))]).collect()));
        assert!(!is_root(registrars().chain([vote(2)]).collect()));
        assert!(!is_root(registrars().chain([vote(2), vote(2)]).collect()));
        assert!(is_root(registrars().chain([vote(2), vote(3)]).collect()));
        assert!(!is_root(registrars().chain([vote(7), vote(8)]).collect()), "strangers have no vote");
    }
}

//! Reading the directory's statements once more: after a restart in a realm with another root, and after the root
//! cut a registrar's chain, because what hangs on the part that was cut never counted either.

use super::{Effect, Members, Office};
use first72_wire::genesis::Genesis;
use first72_wire::id::{DeviceId, Hash};
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

    /// The same realm without what its roots have cut.
    pub(crate) fn without_cuts(&self, statements: &[Stated]) -> Self {
        self.beginning().read(statements, &self.cuts)
    }

    /// Nobody but the first root: the only member that a genesis introduced and no statement.
    fn beginning(&self) -> Self {
        let mut first = self.clone();
        first.root = self.first_root;
        first.members.retain(|device, _| *device == self.first_root);
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
    use first72_wire::genesis::{GenesisFields, Limits};
    use first72_wire::id::PersonId;
    use first72_wire::statement::{Introduced, RegistrarCut, RootChange};

    fn genesis() -> Genesis {
        Genesis::new(&GenesisFields {
            root_pk: [1; 32],
            name: "Demo County".into(),
            compartments: vec![],
            servers: vec![],
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
        PublicPart::DeviceEnd { device_id: DeviceId([number; 16]), reason: 1, wipe: true }
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

//! Heartbeats of registrars' devices: they add nothing to anybody's rights, and say what must be known by now.

use super::additions::registrars_word;
use super::chains::Chains;
use super::ends::Ends;
use super::log::note;
use crate::directory::freshness::Heartbeats;
use crate::directory::verdict::Verdict;
use first72_wire::id::Hash;
use first72_wire::statement::{Heartbeat, PublicPart};
use std::collections::BTreeMap;

/// All that count: said by a registrar's device before its end.
pub(super) fn said(chains: &Chains<'_>, ends: &Ends, verdicts: &mut BTreeMap<Hash, Verdict>) -> Heartbeats {
    let mut all = Heartbeats::default();
    for (author, item, public) in chains.statements() {
        let PublicPart::Heartbeat(beat) = public else { continue };
        let refused = registrars_word(author, item, ends);
        note(verdicts, item, refused.unwrap_or(Verdict::Counts));
        if refused.is_some() {
            continue;
        }
        all.times.insert(beat.time_ms);
        // An ended device may have been in other hands: nobody has to look for what it once named.
        if ends.of_device(&item.author()).is_empty() {
            name(&mut all, beat);
        }
    }
    all
}

fn name(all: &mut Heartbeats, beat: &Heartbeat) {
    for end in &beat.chains {
        let named = (end.seq, end.hash);
        let furthest = all.named.entry(end.device_id).or_insert(named);
        // Of two words on one place, in a fork, the same one everywhere.
        *furthest = named.max(*furthest);
    }
}

#[cfg(test)]
mod tests {
    use crate::directory::evaluate::tests::directory;
    use crate::directory::invented::{InventedRealm, named};
    use crate::directory::statement::Draft;
    use crate::directory::{EndReason, Ending, Reason, Verdict};
    use crate::seal::DeviceKeys;
    use first72_wire::id::{Hash, PersonId};
    use first72_wire::statement::ChainEnd;
    use std::rc::Rc;

    fn end_of(realm: &InventedRealm, author: &DeviceKeys) -> ChainEnd {
        let (seq, hash) = realm.head(&author.device_id()).unwrap();
        ChainEnd { device_id: author.device_id(), seq, hash }
    }

    #[test]
    fn the_newest_heartbeat_of_any_registrar_holds_and_nobody_else_s() {
        let mut realm = InventedRealm::new();
        let (one, _) = realm.registrar(1);
        let (two, _) = realm.registrar(2);
        let (deputy, _) = realm.member(&one, 3);
        assert_eq!(directory(&realm).last_heartbeat(i64::MAX), None);
        let said = [
            realm.say(&one, Draft::heartbeat(1_000, vec![])),
            realm.say(&two, Draft::heartbeat(3_000, vec![])),
            realm.say(&one, Draft::heartbeat(2_000, vec![])),
        ];
        let not_theirs = realm.say(&deputy, Draft::heartbeat(9_000, vec![]));
        for _ in 0..realm.log.len() {
            realm.log.rotate_left(1);
            let directory = directory(&realm);
            assert_eq!(directory.last_heartbeat(i64::MAX), Some(3_000));
            assert_eq!(directory.last_heartbeat(2_999), Some(2_000), "one from days to come stands for nothing");
            assert!(said.iter().all(|hash| directory.verdict(hash) == Some(Verdict::Counts)));
            assert_eq!(directory.verdict(&not_theirs), Some(Verdict::Refused(Reason::NotAuthorized)));
        }
    }

    #[test]
    fn after_the_end_of_its_device_a_heartbeat_counts_for_nothing() {
        let mut realm = InventedRealm::new();
        let (registrar, _) = realm.registrar(1);
        realm.say(&registrar, Draft::heartbeat(1_000, vec![]));
        let root = Rc::clone(&realm.root);
        realm.say(&*root, Draft::device_end(registrar.device_id(), Ending::of(EndReason::Lost, false), vec![]));
        let late = realm.say(&registrar, Draft::heartbeat(2_000, vec![]));
        let directory = directory(&realm);
        assert_eq!(directory.verdict(&late), Some(Verdict::Refused(Reason::AfterEnd)));
        assert_eq!(directory.last_heartbeat(i64::MAX), Some(1_000));
    }

    #[test]
    fn what_a_heartbeat_names_must_be_here_until_its_own_device_ends() {
        let mut realm = InventedRealm::new();
        let (one, _) = realm.registrar(1);
        let (two, _) = realm.registrar(2);
        let (deputy, _) = realm.member(&one, 3);
        let hidden = realm.say(&one, Draft::device_end(deputy.device_id(), Ending::of(EndReason::Lost, true), vec![]));
        let end = end_of(&realm, &one);
        realm.say(&two, Draft::heartbeat(1_000, vec![end]));
        let whole = directory(&realm);
        assert!(whole.holds_all_named());
        assert!(whole.is_named(&one.device_id(), end.seq) && !whole.is_named(&one.device_id(), end.seq + 1));
        realm.log.retain(|logged| logged.hash != hidden);
        assert!(!directory(&realm).holds_all_named(), "the end of a device is hidden");
        let root = Rc::clone(&realm.root);
        realm.say(&*root, Draft::device_end(two.device_id(), Ending::of(EndReason::Lost, false), vec![]));
        assert!(directory(&realm).holds_all_named(), "the word of an ended device binds nobody");
    }

    #[test]
    fn a_heartbeat_without_effect_stays_a_link_of_its_author_s_chain() {
        let mut realm = InventedRealm::new();
        let (registrar, _) = realm.registrar(1);
        let nowhere = ChainEnd { device_id: registrar.device_id(), seq: 900, hash: Hash([9; 32]) };
        realm.say(&registrar, Draft::heartbeat(1_000, vec![nowhere]));
        realm.say(&registrar, named(PersonId([7; 16])));
        let directory = directory(&realm);
        assert!(directory.person(&PersonId([7; 16])).is_some());
        assert!(!directory.holds_all_named());
    }
}

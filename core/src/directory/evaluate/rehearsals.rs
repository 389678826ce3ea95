//! Drills of recovery that were held: the word of the device for which one was announced. It opens nothing and ends nothing.

use super::chains::{Author, Chains};
use super::ends::Ends;
use super::log::{Item, note};
use crate::directory::office::Recovering;
use crate::directory::rehearsal::Rehearsal;
use crate::directory::statement::SealedPart;
use crate::directory::verdict::{Reason, Verdict};
use first72_wire::compartment::Compartment;
use first72_wire::id::Hash;
use first72_wire::statement::PublicPart;
use std::collections::BTreeMap;

/// Each drill that was held, by its announcement; of two words for one, the earlier in the log stands.
pub(super) fn held(
    chains: &Chains<'_>,
    ends: &Ends,
    recoveries: &BTreeMap<Hash, Recovering>,
    verdicts: &mut BTreeMap<Hash, Verdict>,
) -> BTreeMap<Hash, Rehearsal> {
    let mut statements: Vec<_> = chains.statements().collect();
    statements.sort_by_key(|(_, item, _)| item.rank());
    let mut held = BTreeMap::new();
    for (author, item, public) in statements {
        let PublicPart::Rehearsed { announced } = public else { continue };
        let judged = judge(author, item, ends, recoveries.get(announced));
        let judged = judged.and_then(|rehearsal| match held.contains_key(announced) {
            true => Err(Verdict::Refused(Reason::Repeated)),
            false => Ok(rehearsal),
        });
        note(verdicts, item, judged.map_or_else(|refused| refused, |_| Verdict::Counts));
        if let Ok(rehearsal) = judged {
            held.insert(*announced, rehearsal);
        }
    }
    held
}

fn judge(
    author: &Author<'_>,
    item: &Item<'_>,
    ends: &Ends,
    announced: Option<&Recovering>,
) -> Result<Rehearsal, Verdict> {
    if author.root.is_some() {
        return Err(Verdict::Refused(Reason::NotAuthorized));
    }
    if let Some(reason) = ends.too_late(item) {
        return Err(Verdict::Refused(reason));
    }
    let announced = announced.ok_or(Verdict::Waits(Reason::UnknownTarget))?;
    let case = &announced.case;
    if case.compartment != Compartment::Test || case.device_id != item.author() {
        return Err(Verdict::Refused(Reason::NotAuthorized));
    }
    match item.sealed {
        Some(SealedPart::Rehearsed { at_ms }) => Ok(Rehearsal { device: item.author(), at_ms: *at_ms }),
        _ => Err(Verdict::Waits(Reason::Sealed)),
    }
}

#[cfg(test)]
mod tests {
    use crate::directory::evaluate::tests::directory;
    use crate::directory::invented::InventedRealm;
    use crate::directory::statement::Draft;
    use crate::directory::{EndReason, Ending, Reason, Verdict};
    use first72_wire::compartment::Compartment;
    use first72_wire::id::{DeviceId, Hash};
    use first72_wire::statement::RecoveryCase;
    use std::rc::Rc;

    fn announce(compartment: Compartment, device_id: DeviceId) -> Draft {
        Draft::recovery_use(RecoveryCase { compartment, device_id, epoch: 1 }, "The yearly drill.".into(), vec![])
    }

    // cjis:CP-9
    #[test]
    fn only_the_device_that_a_drill_was_announced_for_says_that_it_was_held_and_once() {
        let mut realm = InventedRealm::new();
        let (registrar, _) = realm.registrar(1);
        let [(deputy, _), (other, _)] = [5, 6].map(|byte| realm.member(&registrar, byte));
        let drill = realm.say(&registrar, announce(Compartment::Test, deputy.device_id()));
        let real = realm.say(&registrar, announce(Compartment::Ops, deputy.device_id()));
        let elsewhere = realm.say(&other, Draft::rehearsed(drill, 7));
        let of_real = realm.say(&deputy, Draft::rehearsed(real, 7));
        let of_nothing = realm.say(&deputy, Draft::rehearsed(Hash([9; 32]), 7));
        let said = realm.say(&deputy, Draft::rehearsed(drill, 8));
        let again = realm.say(&deputy, Draft::rehearsed(drill, 9));
        let known = directory(&realm);
        let refused = |hash: &Hash, reason| assert_eq!(known.verdict(hash), Some(Verdict::Refused(reason)));
        refused(&elsewhere, Reason::NotAuthorized);
        refused(&of_real, Reason::NotAuthorized);
        refused(&again, Reason::Repeated);
        assert_eq!(known.verdict(&of_nothing), Some(Verdict::Waits(Reason::UnknownTarget)));
        assert_eq!(known.verdict(&said), Some(Verdict::Counts));
        let held: Vec<_> = known.rehearsals().map(|(announced, held)| (*announced, held.at_ms)).collect();
        assert_eq!(held, [(drill, 8)]);
    }

    #[test]
    fn a_device_that_has_ended_holds_no_drill() {
        let mut realm = InventedRealm::new();
        let (registrar, _) = realm.registrar(1);
        let (deputy, _) = realm.member(&registrar, 5);
        let drill = realm.say(&registrar, announce(Compartment::Test, deputy.device_id()));
        realm.say(&registrar, Draft::device_end(deputy.device_id(), Ending::of(EndReason::Lost, false), vec![]));
        let said = realm.say(&deputy, Draft::rehearsed(drill, 8));
        assert_eq!(directory(&realm).verdict(&said), Some(Verdict::Refused(Reason::AfterEnd)));
    }

    /// A founding's keys are [4; 65] in the invented realm.
    #[test]
    fn no_key_opens_both_something_real_and_what_is_for_practising() {
        let mut realm = InventedRealm::new();
        realm.registrar(1);
        let root = Rc::clone(&realm.root);
        let of_ops = realm.say(&*root, Draft::recovery_key(Compartment::Test, 1, [4; 65]));
        let own = realm.say(&*root, Draft::recovery_key(Compartment::Test, 1, [5; 65]));
        let as_ops = realm.say(&*root, Draft::recovery_key(Compartment::Ops, 2, [5; 65]));
        let next = realm.say(&*root, Draft::recovery_key(Compartment::Test, 2, [6; 65]));
        let as_old = realm.say(&*root, Draft::recovery_key(Compartment::Le, 2, [5; 65]));
        let known = directory(&realm);
        for wrong in [of_ops, as_ops, as_old] {
            assert_eq!(known.verdict(&wrong), Some(Verdict::Refused(Reason::Repeated)));
        }
        for right in [own, next] {
            assert_eq!(known.verdict(&right), Some(Verdict::Counts));
        }
        assert_eq!(known.recovery_key(Compartment::Test).map(|key| (key.epoch, key.kem_pk[0])), Some((2, 6)));
        assert_eq!(known.recovery_key(Compartment::Ops).map(|key| key.epoch), Some(1));
    }
}

//! Recovery keys and their use: which paper key each compartment has now, and who announced to open it.
//!
//! The test class is in no genesis: it has a key once a root has said one. That key is never another class's and no other
//! class's is ever it, so that shares for practising open nothing real.

use super::additions::{Terms, registrars_word};
use super::chains::Chains;
use super::log::note;
use crate::directory::office::{Recovering, RecoveryTerm};
use crate::directory::statement::SealedPart;
use crate::directory::verdict::{Reason, Verdict};
use first72_wire::compartment::Compartment;
use first72_wire::genesis::Genesis;
use first72_wire::id::Hash;
use first72_wire::statement::{PublicPart, RecoveryPublic};
use std::collections::BTreeMap;

type Verdicts = BTreeMap<Hash, Verdict>;

/// The recovery keys of each compartment: that of the genesis, and each that a root said later.
pub(super) fn keys(
    genesis: &Genesis,
    chains: &Chains<'_>,
    verdicts: &mut Verdicts,
) -> BTreeMap<Compartment, Vec<RecoveryTerm>> {
    let first = genesis.fields().compartments.iter();
    let mut keys: BTreeMap<Compartment, Vec<RecoveryTerm>> = first
        .map(|kept| {
            let term = RecoveryTerm { epoch: kept.recovery_epoch, kem_pk: kept.recovery_pk, statement: None };
            (kept.class, vec![term])
        })
        .collect();
    let mut said: Vec<_> = chains.statements().collect();
    said.sort_by_key(|(author, item, _)| (author.root, item.header.seq, item.hash));
    for (author, item, public) in said {
        let PublicPart::RecoveryKey(key) = public else { continue };
        let is_kept = key.compartment == Compartment::Test || genesis.compartment(key.compartment).is_some();
        let verdict = if author.root.is_none() {
            Verdict::Refused(Reason::NotAuthorized)
        } else if !is_kept {
            Verdict::Refused(Reason::Elsewhere)
        } else if is_both_real_and_test(&keys, key) {
            Verdict::Refused(Reason::Repeated)
        } else {
            let before = keys.entry(key.compartment).or_default();
            if before.iter().any(|before| before.epoch >= key.epoch) {
                Verdict::Refused(Reason::Repeated)
            } else {
                before.push(RecoveryTerm { epoch: key.epoch, kem_pk: key.kem_pk, statement: Some(item.hash) });
                Verdict::Counts
            }
        };
        note(verdicts, item, verdict);
    }
    keys
}

/// Whether a key for practising would be one that opens something real, now or earlier, or the other way round.
fn is_both_real_and_test(keys: &BTreeMap<Compartment, Vec<RecoveryTerm>>, key: &RecoveryPublic) -> bool {
    let is_test = |class: Compartment| class == Compartment::Test;
    let across = keys.iter().filter(|(class, _)| is_test(**class) != is_test(key.compartment));
    across.flat_map(|(_, terms)| terms).any(|term| term.kem_pk == key.kem_pk)
}

/// Recoveries that a registrar announced; those of classes with two signatures once both are there.
pub(super) fn announced(terms: &Terms<'_>, chains: &Chains<'_>, verdicts: &mut Verdicts) -> BTreeMap<Hash, Recovering> {
    let mut announced = BTreeMap::new();
    for (author, item, public) in chains.statements() {
        let PublicPart::RecoveryUse(case) = public else { continue };
        if let Some(verdict) = registrars_word(author, item, terms.ends) {
            note(verdicts, item, verdict);
            continue;
        }
        let quorum = match terms.genesis.compartment(case.compartment) {
            Some(kept) => kept.quorum,
            None if case.compartment == Compartment::Test => 1,
            None => {
                note(verdicts, item, Verdict::Refused(Reason::Elsewhere));
                continue;
            }
        };
        let is_open = quorum < 2 || terms.cosigns.is_signed_twice(item);
        let (reason, custodians) = match item.sealed {
            Some(SealedPart::RecoveryUse { reason, custodians }) => (Some(reason.clone()), custodians.clone()),
            _ => (None, Vec::new()),
        };
        let by = item.author();
        announced.insert(item.hash, Recovering { case: *case, by, pos: item.pos, is_open, reason, custodians });
        note(verdicts, item, if is_open { Verdict::Counts } else { Verdict::Waits(Reason::Cosign) });
    }
    announced
}

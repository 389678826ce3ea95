//! Second signatures: what one registrar says about the most sensitive classes counts when another one,
//! of another person, signs the very same statement.

use super::additions::registrars_word;
use super::chains::Chains;
use super::ends::Ends;
use super::log::{Item, note};
use crate::directory::verdict::{Reason, Verdict};
use first72_wire::id::{Hash, PersonId};
use first72_wire::statement::PublicPart;
use std::collections::{BTreeMap, BTreeSet};

/// Statements that two people's devices have signed.
pub(super) struct Cosigns(BTreeSet<Hash>);

impl Cosigns {
    pub(super) fn collect(chains: &Chains<'_>, ends: &Ends, verdicts: &mut BTreeMap<Hash, Verdict>) -> Self {
        let mut authors: BTreeMap<Hash, &BTreeSet<PersonId>> = BTreeMap::new();
        for (author, item, public) in chains.statements() {
            if matches!(public, PublicPart::Grant { .. } | PublicPart::RecoveryUse(_)) {
                authors.insert(item.hash, &author.persons);
            }
        }
        let mut twice = BTreeSet::new();
        for (author, item, public) in chains.statements() {
            let PublicPart::Cosign { statement } = public else { continue };
            let verdict = registrars_word(author, item, ends).unwrap_or_else(|| match authors.get(statement) {
                None => Verdict::Waits(Reason::UnknownTarget),
                Some(first) if first.is_disjoint(&author.persons) => Verdict::Counts,
                Some(_) => Verdict::Refused(Reason::NotAuthorized),
            });
            if verdict == Verdict::Counts {
                twice.insert(*statement);
            }
            note(verdicts, item, verdict);
        }
        Self(twice)
    }

    pub(super) fn is_signed_twice(&self, item: &Item<'_>) -> bool {
        self.0.contains(&item.hash)
    }
}

//! Stratum 3, before the leads' own words: in an emergency somebody looks into an episode that is not theirs, on their own
//! word. It rests on the registrars' grants and on the policy alone, so these do not depend on each other; a lead or a
//! registrar ends each like any grant for one episode.

use super::additions::{Additions, Terms};
use super::chains::{Author, Chains};
use super::constants::Policies;
use super::ends::is_after_any;
use super::leads::unreadable_or_refused;
use super::log::{Item, note};
use crate::directory::glass::{BREAK_GLASS, BrokenGlass, LASTS_MS, grant_of};
use crate::directory::grant::{GrantRecord, GrantTerms, Right, Role};
use crate::directory::relief::Under;
use crate::directory::scope::Scope;
use crate::directory::statement::SealedPart;
use crate::directory::verdict::{Reason, Verdict};
use first72_wire::compartment::Compartment;
use first72_wire::id::{GrantId, Hash, PersonId};
use first72_wire::statement::PublicPart;
use std::collections::BTreeMap;

const NOT_AUTHORIZED: Verdict = Verdict::Refused(Reason::NotAuthorized);

/// Takes in every such word that counts, as a grant of 72 hours for the operations of the episode.
pub(super) fn broken(
    terms: &Terms<'_>,
    policies: &Policies<'_>,
    chains: &Chains<'_>,
    additions: &mut Additions,
    verdicts: &mut BTreeMap<Hash, Verdict>,
) -> BTreeMap<GrantId, BrokenGlass> {
    let said = chains.statements().filter(|(_, _, public)| **public == PublicPart::BreakGlass);
    let judged: Vec<_> =
        said.map(|(author, item, _)| (item, judge(terms, policies, author, item, additions))).collect();
    let mut glass = BTreeMap::new();
    for (item, judged) in judged {
        note(verdicts, item, judged.as_ref().map_or_else(|refused| *refused, |_| Verdict::Counts));
        if let Ok((grant, broken)) = judged {
            glass.insert(broken.grant, broken);
            additions.grants.insert(grant.grant_id, grant);
        }
    }
    glass
}

/// What it gives, or why it gives nothing.
fn judge(
    terms: &Terms<'_>,
    policies: &Policies<'_>,
    author: &Author<'_>,
    item: &Item<'_>,
    additions: &Additions,
) -> Result<(GrantRecord, BrokenGlass), Verdict> {
    if author.root.is_some() {
        return Err(NOT_AUTHORIZED);
    }
    if let Some(reason) = terms.ends.too_late(item) {
        return Err(Verdict::Refused(reason));
    }
    let Some(SealedPart::BreakGlass { episode, from_ms, reason }) = item.sealed else {
        return Err(Verdict::Waits(Reason::Sealed));
    };
    if !policies.at(item.pos).is_some_and(|policy| policy.break_glass) {
        return Err(NOT_AUTHORIZED);
    }
    let person_id = additions.devices.get(&item.author()).ok_or(NOT_AUTHORIZED)?.person_id;
    let role = opening(item, person_id, additions).ok_or_else(|| unreadable_or_refused(item.author(), additions))?;
    let given = GrantTerms {
        role,
        scope: Scope::Case(*episode),
        compartments: vec![Compartment::Ops],
        rights: vec![Right::Write],
        basis: BREAK_GLASS.to_owned(),
    };
    let given = terms.within_realm(&given, item);
    if given.compartments.is_empty() {
        return Err(NOT_AUTHORIZED);
    }
    let grant = grant_of(&item.hash);
    if additions.grants.contains_key(&grant) {
        return Err(Verdict::Refused(Reason::Repeated));
    }
    let record = GrantRecord {
        grant_id: grant,
        person_id,
        terms: Some(given),
        not_before_ms: *from_ms,
        not_after_ms: from_ms.saturating_add(LASTS_MS),
        statement: item.hash,
        by: item.author(),
        seq: item.header.seq,
        pos: item.pos,
        under: vec![Under::Glass],
        awaits_cosign: Vec::new(),
        ends: terms.ends.of_grant(&grant).to_vec(),
        reliefs: BTreeMap::new(),
    };
    Ok((record, BrokenGlass { grant, person: person_id, episode: *episode, reason: reason.clone() }))
}

/// The role in which a registrar had trusted this person to open episodes with their operations, when it was said.
fn opening(item: &Item<'_>, person: PersonId, additions: &Additions) -> Option<Role> {
    let grants = additions.grants.values().filter(|grant| grant.person_id == person && grant.under.is_empty());
    let mut live = grants.filter(|grant| !is_after_any(item, &grant.ends)).filter_map(|grant| grant.terms.as_ref());
    let opens = |terms: &&GrantTerms| {
        let wide = !matches!(terms.scope, Scope::Case(_));
        wide && terms.allows(Right::Open) && terms.compartments.contains(&Compartment::Ops)
    };
    live.find(opens).map(|terms| terms.role.clone())
}

#[cfg(test)]
mod tests;

//! Stratum 3: entitlement to single episodes, given and ended by people who hold the right to assign.

use super::additions::{Additions, Terms, registrars_word};
use super::chains::Chains;
use super::ends::{end, is_after_any};
use super::log::{Item, note};
use crate::directory::grant::{GrantRecord, GrantTerms, Right};
use crate::directory::office::Adopted;
use crate::directory::relief::Under;
use crate::directory::scope::Scope;
use crate::directory::statement::SealedPart;
use crate::directory::verdict::{Reason, Verdict};
use first72_wire::id::{DeviceId, GrantId, Hash};
use first72_wire::statement::PublicPart;
use std::collections::BTreeMap;

const NOT_AUTHORIZED: Verdict = Verdict::Refused(Reason::NotAuthorized);

/// Takes in what leads say. Returns the grants that are no lead's to give, in the order of the log, each with why.
pub(super) fn add<'a>(
    terms: &Terms<'_>,
    chains: &Chains<'a>,
    additions: &mut Additions,
    verdicts: &mut BTreeMap<Hash, Verdict>,
) -> Vec<(Item<'a>, Verdict)> {
    let leads_word = chains.statements().filter(|(author, ..)| !author.is_registrar && author.root.is_none());
    let mut statements: Vec<_> = leads_word.collect();
    statements.sort_by_key(|(_, item, _)| item.rank());
    let mut left = Vec::new();
    // What leads may give rests on the registrars' grants alone, so theirs do not depend on each other.
    for (_, item, public) in &statements {
        if let PublicPart::Grant { .. } = public {
            match backing(terms, item, additions) {
                Ok(under) => {
                    let under = under.into_iter().map(Under::Lead).collect();
                    note(verdicts, item, additions.add_grant(terms, item, under));
                }
                Err(verdict) => left.push((**item, verdict)),
            }
        }
    }
    for (_, item, public) in &statements {
        if let PublicPart::GrantEnd { grant_id } = public {
            let verdict = may_end(item.author(), grant_id, additions);
            note(verdicts, item, verdict);
            if let (Verdict::Counts, Some(grant)) = (verdict, additions.grants.get_mut(grant_id)) {
                grant.ends.push(end(item));
            }
        }
    }
    left
}

/// The terms under which the author may give this grant.
fn backing(terms: &Terms<'_>, item: &Item<'_>, additions: &Additions) -> Result<Vec<GrantTerms>, Verdict> {
    let held = may_assign(terms, item, additions)?;
    let Some(SealedPart::Grant(given)) = item.sealed else {
        return Err(Verdict::Waits(Reason::Sealed));
    };
    let given = terms.within_realm(given, item);
    let fitting: Vec<_> = held.into_iter().filter(|(_, held)| fits(&given, held)).collect();
    if fitting.is_empty() {
        return Err(NOT_AUTHORIZED);
    }
    still_live(item, &fitting)
}

/// The grants of the author's person that carry the right to assign.
fn may_assign<'a>(
    terms: &Terms<'_>,
    item: &Item<'_>,
    additions: &'a Additions,
) -> Result<Vec<(&'a GrantRecord, &'a GrantTerms)>, Verdict> {
    if let Some(reason) = terms.ends.too_late(item) {
        return Err(Verdict::Refused(reason));
    }
    let held = assigning(item.author(), additions);
    if held.is_empty() { Err(unreadable_or_refused(item.author(), additions)) } else { Ok(held) }
}

/// Those of them that had not ended when this was said.
fn still_live(item: &Item<'_>, fitting: &[(&GrantRecord, &GrantTerms)]) -> Result<Vec<GrantTerms>, Verdict> {
    let live = fitting.iter().filter(|(grant, _)| !is_after_any(item, &grant.ends));
    let live: Vec<_> = live.map(|(_, terms)| (*terms).clone()).collect();
    if live.is_empty() { Err(Verdict::Refused(Reason::AfterEnd)) } else { Ok(live) }
}

/// Late entries that were taken in, by the device that wrote them: a registrar's word reaches everywhere,
/// a lead's as far as the lead's own grants.
pub(super) fn adoptions(
    terms: &Terms<'_>,
    chains: &Chains<'_>,
    additions: &Additions,
    verdicts: &mut BTreeMap<Hash, Verdict>,
) -> BTreeMap<DeviceId, Vec<Adopted>> {
    let mut adopted: BTreeMap<DeviceId, Vec<Adopted>> = BTreeMap::new();
    for (author, item, public) in chains.statements() {
        let PublicPart::Adopt(adoption) = public else { continue };
        let under = if author.is_registrar {
            registrars_word(author, item, terms.ends).map_or_else(|| Ok(Vec::new()), Err)
        } else {
            may_assign(terms, item, additions).and_then(|held| still_live(item, &held))
        };
        note(verdicts, item, under.as_ref().map_or_else(|verdict| *verdict, |_| Verdict::Counts));
        if let Ok(under) = under {
            let by = item.author();
            let one = Adopted { statement: item.hash, by, heads: adoption.heads.clone(), under };
            adopted.entry(adoption.device_id).or_default().push(one);
        }
    }
    adopted
}

/// A lead gives single episodes, never more classes or rights than the lead's own, and never the
/// right to assign.
fn fits(given: &GrantTerms, held: &GrantTerms) -> bool {
    matches!(given.scope, Scope::Case(_))
        && !given.allows(Right::Assign)
        && given.rights.iter().all(|right| held.allows(*right))
        && given.compartments.iter().all(|class| held.compartments.contains(class))
}

/// The registrars' grants of this device's person that carry the right to assign, ended or not.
pub(super) fn assigning(device: DeviceId, additions: &Additions) -> Vec<(&GrantRecord, &GrantTerms)> {
    let Some(device) = additions.devices.get(&device) else { return Vec::new() };
    let grants =
        additions.grants.values().filter(|grant| grant.person_id == device.person_id && grant.under.is_empty());
    let readable = grants.filter_map(|grant| Some((grant, grant.terms.as_ref()?)));
    readable.filter(|(_, terms)| terms.allows(Right::Assign) && !matches!(terms.scope, Scope::Case(_))).collect()
}

pub(super) fn unreadable_or_refused(device: DeviceId, additions: &Additions) -> Verdict {
    let person = additions.devices.get(&device).map(|device| device.person_id);
    let unreadable = additions.grants.values().any(|grant| Some(grant.person_id) == person && grant.terms.is_none());
    if unreadable { Verdict::Waits(Reason::Sealed) } else { NOT_AUTHORIZED }
}

/// A lead can end what a lead could have given; ending is never too late.
fn may_end(author: DeviceId, target: &GrantId, additions: &Additions) -> Verdict {
    let held = assigning(author, additions);
    if held.is_empty() {
        return unreadable_or_refused(author, additions);
    }
    let Some(target) = additions.grants.get(target) else { return Verdict::Waits(Reason::UnknownTarget) };
    let Some(terms) = &target.terms else { return Verdict::Waits(Reason::Sealed) };
    let within = |held: &GrantTerms| terms.compartments.iter().all(|class| held.compartments.contains(class));
    let may = matches!(terms.scope, Scope::Case(_)) && held.iter().any(|(_, held)| within(held));
    if may { Verdict::Counts } else { NOT_AUTHORIZED }
}

//! Stratum 3, behind all that entitles anybody: copies that members give each other for a time, and holds.
//!
//! Whether somebody held what they copied is no question for a directory: it may stand in another realm, of which this one
//! knows nothing. Their own device answers it. Here they are members and no more: a guest is one.

use super::additions::{Additions, Terms, registrars_word};
use super::chains::{Author, Chains};
use super::ends::{end, is_after_any};
use super::leads::{assigning, unreadable_or_refused};
use super::log::{Item, note};
use crate::directory::disclosure::{Disclosure, Hold, LONGEST_MS};
use crate::directory::statement::SealedPart;
use crate::directory::verdict::{Reason, Verdict};
use first72_wire::id::{Hash, PersonId, SpaceId};
use first72_wire::statement::{Opening, PublicPart};
use std::collections::BTreeMap;

const NOT_AUTHORIZED: Verdict = Verdict::Refused(Reason::NotAuthorized);

type Verdicts = BTreeMap<Hash, Verdict>;

/// Every copy that was given, with what ended it.
pub(super) fn given(
    terms: &Terms<'_>,
    chains: &Chains<'_>,
    additions: &Additions,
    verdicts: &mut Verdicts,
) -> BTreeMap<SpaceId, Disclosure> {
    let mut given: BTreeMap<SpaceId, Disclosure> = BTreeMap::new();
    let mut opens: Vec<_> = chains
        .statements()
        .filter_map(|(author, item, public)| match public {
            PublicPart::ReleaseOpen(opening) => Some((author, item, opening)),
            _ => None,
        })
        .collect();
    // Of two that name one space the first counts.
    opens.sort_by_key(|(_, item, _)| item.rank());
    for (author, item, opening) in opens {
        let judged = match given.contains_key(&opening.space) {
            true => Err(Verdict::Refused(Reason::Repeated)),
            false => judge(terms, author, item, opening, additions),
        };
        note(verdicts, item, judged.as_ref().map_or_else(|refused| *refused, |_| Verdict::Counts));
        given.extend(judged.ok().map(|disclosure| (disclosure.space, disclosure)));
    }
    for (author, item, public) in chains.statements() {
        let PublicPart::ReleaseClose { space } = public else { continue };
        let verdict = match given.get_mut(space) {
            None => Verdict::Waits(Reason::UnknownTarget),
            Some(disclosure) => {
                let verdict = may_close(author, item, disclosure.author, additions);
                if verdict == Verdict::Counts {
                    disclosure.closes.push(end(item));
                }
                verdict
            }
        };
        note(verdicts, item, verdict);
    }
    given
}

/// What it gives, or why it gives nothing.
fn judge(
    terms: &Terms<'_>,
    author: &Author<'_>,
    item: &Item<'_>,
    opening: &Opening,
    additions: &Additions,
) -> Result<Disclosure, Verdict> {
    if author.root.is_some() {
        return Err(NOT_AUTHORIZED);
    }
    if let Some(reason) = terms.ends.too_late(item) {
        return Err(Verdict::Refused(reason));
    }
    let Some(SealedPart::ReleaseOpen { to, from_ms, may_keep, supersedes }) = item.sealed else {
        return Err(Verdict::Waits(Reason::Sealed));
    };
    let person = additions.devices.get(&item.author()).ok_or(NOT_AUTHORIZED)?.person_id;
    if !additions.persons.contains_key(to) {
        return Err(Verdict::Waits(Reason::UnknownPerson));
    }
    let lasts_ms = opening.end_ms.checked_sub(*from_ms);
    let is_bounded = lasts_ms.is_some_and(|lasts_ms| (1..=LONGEST_MS).contains(&lasts_ms));
    if !is_bounded || *to == person || !is_member(item, person, additions) {
        return Err(NOT_AUTHORIZED);
    }
    Ok(Disclosure {
        space: opening.space,
        matter: opening.matter,
        statement: item.hash,
        author: person,
        to: *to,
        from_ms: *from_ms,
        end_ms: opening.end_ms,
        may_keep: *may_keep,
        supersedes: *supersedes,
        closes: Vec::new(),
    })
}

/// Whether somebody was entitled to anything in this realm when it was said.
fn is_member(item: &Item<'_>, person: PersonId, additions: &Additions) -> bool {
    let mut grants = additions.grants.values().filter(|grant| grant.person_id == person);
    grants.any(|grant| !is_after_any(item, &grant.ends))
}

/// Who gave it takes it back, with any of their devices; so does a registrar, a root, and whoever may assign others to
/// episodes. Taking back is never too late.
fn may_close(author: &Author<'_>, item: &Item<'_>, by: PersonId, additions: &Additions) -> Verdict {
    if author.root.is_some() || author.is_registrar || author.persons.contains(&by) {
        return Verdict::Counts;
    }
    match assigning(item.author(), additions).is_empty() {
        true => unreadable_or_refused(item.author(), additions),
        false => Verdict::Counts,
    }
}

/// Holds by registrars, who act for the custodian of the realm, and what ended them.
pub(super) fn holds(terms: &Terms<'_>, chains: &Chains<'_>, verdicts: &mut Verdicts) -> BTreeMap<Hash, Hold> {
    let mut holds: BTreeMap<Hash, Hold> = BTreeMap::new();
    for (author, item, public) in chains.statements() {
        let PublicPart::Hold { matter } = public else { continue };
        let verdict = registrars_word(author, item, terms.ends).unwrap_or(Verdict::Counts);
        note(verdicts, item, verdict);
        if verdict == Verdict::Counts {
            let (reason, from_ms) = match item.sealed {
                Some(SealedPart::Hold { reason, from_ms }) => (Some(reason.clone()), *from_ms),
                _ => (None, None),
            };
            let (statement, by) = (item.hash, item.author());
            holds.insert(statement, Hold { statement, matter: *matter, by, reason, from_ms, ends: Vec::new() });
        }
    }
    for (author, item, public) in chains.statements() {
        let PublicPart::HoldEnd { hold } = public else { continue };
        let verdict = match (holds.get_mut(hold), author.root.is_some() || author.is_registrar) {
            (_, false) => NOT_AUTHORIZED,
            (None, true) => Verdict::Waits(Reason::UnknownTarget),
            (Some(hold), true) => {
                hold.ends.push(end(item));
                Verdict::Counts
            }
        };
        note(verdicts, item, verdict);
    }
    holds
}

#[cfg(test)]
mod tests;

//! Stratum 3, behind the leads' own words: an episode that somebody who holds it hands on to somebody who could have opened
//! it, with no more than they hold themselves.
//!
//! Who was handed an episode may hand it on in turn, so these grants rest on each other. Each round takes in those that rest
//! on what is there, until none is left that does; nothing that was taken in depends on what was not, so the order of arrival
//! does not matter.

use super::additions::{Additions, Terms};
use super::ends::is_after_any;
use super::log::{Item, note};
use super::reliefs::Reliefs;
use crate::directory::glass::BREAK_GLASS;
use crate::directory::grant::{GrantRecord, GrantTerms, Right};
use crate::directory::relief::Under;
use crate::directory::scope::Scope;
use crate::directory::statement::SealedPart;
use crate::directory::verdict::{Reason, Verdict};
use first72_wire::compartment::Compartment;
use first72_wire::id::{EpisodeId, GrantId, Hash, PersonId};
use first72_wire::statement::PublicPart;
use std::collections::BTreeMap;

const NOT_AUTHORIZED: Verdict = Verdict::Refused(Reason::NotAuthorized);

/// Takes in what rests on a holder's right, of the grants that no registrar and no lead could give. `left` has them in the
/// order of the log, each with why it is no lead's.
pub(super) fn add(
    terms: &Terms<'_>,
    mut left: Vec<(Item<'_>, Verdict)>,
    reliefs: &Reliefs,
    additions: &mut Additions,
    verdicts: &mut BTreeMap<Hash, Verdict>,
) {
    let mut by_person: BTreeMap<PersonId, Vec<GrantId>> = BTreeMap::new();
    if !left.is_empty() {
        for grant in additions.grants.values() {
            by_person.entry(grant.person_id).or_default().push(grant.grant_id);
        }
    }
    loop {
        let before = left.len();
        left.retain(|(item, _)| {
            let people = People { additions, by_person: &by_person };
            let Ok(under) = people.backing(terms, reliefs, item) else { return true };
            let verdict = additions.add_grant(terms, item, under);
            if let Some(PublicPart::Grant { grant_id, person_id, .. }) = item.public()
                && additions.grants.get(grant_id).is_some_and(|grant| grant.statement == item.hash)
            {
                by_person.entry(*person_id).or_default().push(*grant_id);
            }
            note(verdicts, item, verdict);
            false
        });
        if left.len() == before {
            break;
        }
    }
    for (item, of_lead) in left {
        let people = People { additions, by_person: &by_person };
        let verdict = match people.backing(terms, reliefs, &item) {
            // Neither way is open; what may still come is said rather than what never will.
            Err(NOT_AUTHORIZED) | Ok(_) => of_lead,
            Err(verdict) => verdict,
        };
        note(verdicts, &item, verdict);
    }
}

/// Everybody's grants as they stand so far.
struct People<'a> {
    additions: &'a Additions,
    by_person: &'a BTreeMap<PersonId, Vec<GrantId>>,
}

impl<'a> People<'a> {
    /// What a grant rests on, when its author held the episode and its person is one who could have opened it.
    fn backing(&self, terms: &Terms<'_>, reliefs: &Reliefs, item: &Item<'_>) -> Result<Vec<Under>, Verdict> {
        if let Some(reason) = terms.ends.too_late(item) {
            return Err(Verdict::Refused(reason));
        }
        let giver = self.additions.devices.get(&item.author()).ok_or(NOT_AUTHORIZED)?.person_id;
        let Some(PublicPart::Grant { person_id: to, .. }) = item.public() else { return Err(NOT_AUTHORIZED) };
        let Some(SealedPart::Grant(given)) = item.sealed else { return Err(Verdict::Waits(Reason::Sealed)) };
        let given = terms.within_realm(given, item);
        let Scope::Case(episode) = given.scope else { return Err(NOT_AUTHORIZED) };
        if given.rights.iter().any(|right| *right != Right::Write) {
            return Err(NOT_AUTHORIZED);
        }
        let sources: Vec<Source<'_>> = self.sources(reliefs, item, giver, episode).collect();
        let held = |class: &Compartment| sources.iter().any(|source| source.classes.contains(class));
        if sources.is_empty() || !given.compartments.iter().all(held) {
            return Err(self.unreadable_or(giver, self.once_held(item, giver, episode)));
        }
        if !given.compartments.iter().all(|class| self.could_open(item, *to, *class)) {
            return Err(self.unreadable_or(*to, NOT_AUTHORIZED));
        }
        let of_given = |source: &Source<'_>| {
            given.compartments.is_empty() || given.compartments.iter().any(|class| source.classes.contains(class))
        };
        let mut under: Vec<Under> =
            sources.iter().filter(|source| of_given(source)).flat_map(|source| source.under(giver)).collect();
        under.sort();
        under.dedup();
        Ok(under)
    }

    fn grants_of(&self, person: PersonId) -> impl Iterator<Item = &'a GrantRecord> {
        let ids = self.by_person.get(&person).map_or(&[][..], Vec::as_slice);
        ids.iter().filter_map(|id| self.additions.grants.get(id))
    }

    /// What the giver held of the episode when this was said.
    fn sources<'s>(
        &'s self,
        reliefs: &'s Reliefs,
        item: &'s Item<'_>,
        giver: PersonId,
        episode: EpisodeId,
    ) -> impl Iterator<Item = Source<'a>> + use<'a, 's> {
        let live = self.grants_of(giver).filter(|grant| !is_after_any(item, &grant.ends));
        live.filter_map(move |grant| {
            let terms = grant.terms.as_ref().filter(|terms| can_be_handed_on(terms, grant, episode))?;
            let assigned = terms.is_for_one_episode();
            let mut classes = terms.compartments.clone();
            for relief in reliefs.before(item, giver, episode) {
                if !assigned || relief.ends_grant(grant.by, grant.seq, grant.pos) {
                    classes.retain(|class| !relief.is_about(*class));
                }
            }
            (!classes.is_empty()).then_some(Source { grant, terms, classes })
        })
    }

    /// Whether a person could have opened an episode with this class of content: the registrars trust them with it.
    fn could_open(&self, item: &Item<'_>, person: PersonId, class: Compartment) -> bool {
        self.grants_of(person).any(|grant| {
            let opens = |terms: &GrantTerms| terms.allows(Right::Open) && terms.compartments.contains(&class);
            grant.under.is_empty() && grant.terms.as_ref().is_some_and(opens) && !is_after_any(item, &grant.ends)
        })
    }

    /// Somebody who held it and does no longer is told so.
    fn once_held(&self, item: &Item<'_>, giver: PersonId, episode: EpisodeId) -> Verdict {
        let held = self.grants_of(giver).filter_map(|grant| Some((grant, grant.terms.as_ref()?)));
        let mut held = held.filter(|(grant, terms)| can_be_handed_on(terms, grant, episode));
        let is_after = held.any(|(grant, _)| is_after_any(item, &grant.ends));
        if is_after { Verdict::Refused(Reason::AfterEnd) } else { NOT_AUTHORIZED }
    }

    fn unreadable_or(&self, person: PersonId, verdict: Verdict) -> Verdict {
        let unreadable = self.grants_of(person).any(|grant| grant.terms.is_none());
        if unreadable { Verdict::Waits(Reason::Sealed) } else { verdict }
    }
}

/// Something of an episode that its giver held.
struct Source<'a> {
    grant: &'a GrantRecord,
    terms: &'a GrantTerms,
    classes: Vec<Compartment>,
}

impl Source<'_> {
    /// What a grant that rests on it rests on: on what it rests on itself, so that no chain has to be followed later.
    fn under(&self, giver: PersonId) -> Vec<Under> {
        match self.grant.under.is_empty() {
            true => vec![Under::Holder(giver, self.terms.clone())],
            false => self.grant.under.clone(),
        }
    }
}

/// A right to open episodes, or one to this episode, whoever gave that.
fn can_be_handed_on(terms: &GrantTerms, grant: &GrantRecord, episode: EpisodeId) -> bool {
    match terms.scope {
        // Who looked in in an emergency holds nothing.
        Scope::Case(of) => of == episode && terms.allows(Right::Write) && terms.basis != BREAK_GLASS,
        Scope::Realm | Scope::Station(_) => grant.under.is_empty() && terms.allows(Right::Open),
    }
}

#[cfg(test)]
mod tests;

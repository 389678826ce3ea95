//! Who holds an episode no longer, and which devices have followed that. An end always wins: it is never too late for one,
//! and what a lead ends reaches as far as the lead's own grants.

use super::additions::Additions;
use super::chains::Chains;
use super::ends::{end, is_after_any};
use super::leads::{assigning, unreadable_or_refused};
use super::log::{Item, note};
use crate::directory::grant::GrantTerms;
use crate::directory::relief::Relief;
use crate::directory::scope::Scope;
use crate::directory::statement::SealedPart;
use crate::directory::verdict::{Reason, Verdict};
use first72_wire::id::{DeviceId, EpisodeId, Hash, PersonId};
use first72_wire::statement::PublicPart;
use std::collections::{BTreeMap, BTreeSet};

type Verdicts = BTreeMap<Hash, Verdict>;

/// All reliefs, by whom they relieve of what.
pub(super) struct Reliefs(BTreeMap<PersonId, BTreeMap<EpisodeId, Vec<Relief>>>);

impl Reliefs {
    pub(super) fn said(chains: &Chains<'_>, additions: &Additions, verdicts: &mut Verdicts) -> Self {
        let mut reliefs: BTreeMap<PersonId, BTreeMap<EpisodeId, Vec<Relief>>> = BTreeMap::new();
        for (author, item, public) in chains.statements() {
            if *public != PublicPart::Relief {
                continue;
            }
            let Some(SealedPart::Relief { person, episode }) = item.sealed else {
                note(verdicts, item, Verdict::Waits(Reason::Sealed));
                continue;
            };
            let anywhere = author.root.is_some() || author.is_registrar || author.persons.contains(person);
            let under = if anywhere { Ok(Vec::new()) } else { as_lead(item, additions) };
            note(verdicts, item, under.as_ref().map_or_else(|refused| *refused, |_| Verdict::Counts));
            if let Ok(under) = under {
                let relief = Relief { under, end: end(item) };
                reliefs.entry(*person).or_default().entry(*episode).or_default().push(relief);
            }
        }
        Self(reliefs)
    }

    /// Those that had relieved a person of an episode when this was said.
    pub(super) fn before<'r>(
        &'r self,
        item: &'r Item<'_>,
        person: PersonId,
        episode: EpisodeId,
    ) -> impl Iterator<Item = &'r Relief> {
        let said = self.0.get(&person).and_then(|episodes| episodes.get(&episode)).into_iter().flatten();
        said.filter(|relief| is_after_any(item, std::slice::from_ref(&relief.end)))
    }

    /// Puts them to the grants that they end: what somebody holds because they opened it, and what was assigned before.
    /// Whoever reads by a wider right reads on.
    pub(super) fn apply(&self, additions: &mut Additions) {
        for grant in additions.grants.values_mut() {
            let Some(terms) = &grant.terms else { continue };
            let Some(episodes) = self.0.get(&grant.person_id) else { continue };
            if let Scope::Case(episode) = terms.scope {
                let said = episodes.get(&episode).into_iter().flatten();
                let ending = said.filter(|relief| relief.ends_grant(grant.by, grant.seq, grant.pos));
                let ending: Vec<Relief> = ending.cloned().collect();
                if !ending.is_empty() {
                    grant.reliefs.insert(episode, ending);
                }
            } else if terms.is_own_only() {
                grant.reliefs.clone_from(episodes);
            }
        }
    }
}

/// How far a lead's word reaches.
fn as_lead(item: &Item<'_>, additions: &Additions) -> Result<Vec<GrantTerms>, Verdict> {
    let held = assigning(item.author(), additions);
    if held.is_empty() {
        return Err(unreadable_or_refused(item.author(), additions));
    }
    Ok(held.into_iter().map(|(_, terms)| terms.clone()).collect())
}

/// What devices said they did with what they held.
#[derive(Default)]
pub(super) struct Receipts {
    /// What they removed, by the statements that ended it.
    pub(super) cleared: BTreeMap<Hash, BTreeSet<DeviceId>>,
    /// Which copies they opened, by the statements that gave them.
    pub(super) opened: BTreeMap<Hash, BTreeSet<DeviceId>>,
}

/// Receipts of devices. They take nothing from anybody and give nothing.
pub(super) fn receipts(chains: &Chains<'_>, verdicts: &mut Verdicts) -> Receipts {
    let mut receipts = Receipts::default();
    for (author, item, public) in chains.statements() {
        if *public != PublicPart::Cleared {
            continue;
        }
        let verdict = match item.sealed {
            _ if author.root.is_some() => Verdict::Refused(Reason::NotAuthorized),
            Some(SealedPart::Cleared { ended_by, opened }) => {
                for statement in ended_by {
                    receipts.cleared.entry(*statement).or_default().insert(item.author());
                }
                for statement in opened {
                    receipts.opened.entry(*statement).or_default().insert(item.author());
                }
                Verdict::Counts
            }
            _ => Verdict::Waits(Reason::Sealed),
        };
        note(verdicts, item, verdict);
    }
    receipts
}

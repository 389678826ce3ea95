//! Stratum 1: ends. Anyone who was ever a registrar can end anything, even when ended themselves;
//! a person's device can end that person's devices. Removal always wins.

use super::chains::{Author, Chains};
use super::log::{Item, note};
use crate::directory::device::{End, EndReason};
use crate::directory::ending::Circumstances;
use crate::directory::statement::SealedPart;
use crate::directory::verdict::{Reason, Verdict};
use first72_wire::id::{DeviceId, GrantId, Hash};
use first72_wire::statement::PublicPart;
use std::collections::BTreeMap;

pub(super) struct Ends {
    devices: BTreeMap<DeviceId, Vec<End>>,
    grants: BTreeMap<GrantId, Vec<End>>,
    two_roots_since: Option<u64>,
}

impl Ends {
    pub(super) fn collect(chains: &Chains<'_>, verdicts: &mut BTreeMap<Hash, Verdict>) -> Self {
        let mut ends =
            Self { devices: BTreeMap::new(), grants: BTreeMap::new(), two_roots_since: chains.two_roots_since };
        for (author, item, public) in chains.statements() {
            match public {
                PublicPart::DeviceEnd { device_id, reason, wipe, heads } => {
                    let verdict = may_end(author, item.author(), *device_id, chains);
                    note(verdicts, item, verdict);
                    if verdict == Verdict::Counts {
                        let (reason, heads) = (Some(EndReason::from_number(*reason)), heads.clone());
                        let last_seen = last_seen(item);
                        let said = End { reason, wipe: *wipe, heads, last_seen, ..end(item) };
                        ends.devices.entry(*device_id).or_default().push(said);
                    }
                }
                // What leads may end is decided in their own stratum.
                PublicPart::GrantEnd { grant_id } if author.root.is_some() || author.is_registrar => {
                    note(verdicts, item, Verdict::Counts);
                    ends.grants.entry(*grant_id).or_default().push(end(item));
                }
                _ => {}
            }
        }
        ends
    }

    pub(super) fn of_device(&self, device: &DeviceId) -> &[End] {
        self.devices.get(device).map_or(&[], Vec::as_slice)
    }

    pub(super) fn of_grant(&self, grant: &GrantId) -> &[End] {
        self.grants.get(grant).map_or(&[], Vec::as_slice)
    }

    /// Why an addition came too late, whoever made it; none when it did not.
    pub(super) fn too_late(&self, item: &Item<'_>) -> Option<Reason> {
        if self.cut(item) {
            return Some(Reason::AfterEnd);
        }
        self.two_roots_since.is_some_and(|since| item.rank().0 > since).then_some(Reason::TwoRoots)
    }

    /// Whether the author's own device had ended when this was logged.
    pub(super) fn cut(&self, item: &Item<'_>) -> bool {
        is_after_any(item, self.of_device(&item.author()))
    }
}

/// Whether one of these ends came before the entry: by the author's own chain where it can tell, else
/// by the server's log. The heads of an end are not asked: of a statement behind the end in the log nobody could tell whether
/// it stood in that chain before a thief wrote another into its place, and it would give rights.
pub(super) fn is_after_any(item: &Item<'_>, ends: &[End]) -> bool {
    ends.iter().any(|end| if end.by == item.author() { end.seq < item.header.seq } else { end.precedes(item.pos) })
}

pub(super) fn end(item: &Item<'_>) -> End {
    let (by, seq) = (item.author(), item.header.seq);
    let (reason, last_seen) = (None, None);
    End { statement: item.hash, by, seq, pos: item.pos, reason, wipe: false, heads: Vec::new(), last_seen }
}

/// How the device was; what cannot be opened here yet is not waited for: an end counts at once.
fn last_seen(item: &Item<'_>) -> Option<Circumstances> {
    match item.sealed {
        Some(SealedPart::DeviceEnd(circumstances)) => Some(*circumstances),
        _ => None,
    }
}

fn may_end(author: &Author<'_>, author_id: DeviceId, target: DeviceId, chains: &Chains<'_>) -> Verdict {
    if author.root.is_some() || author.is_registrar || author_id == target {
        return Verdict::Counts;
    }
    match chains.authors.get(&target) {
        Some(target) if !target.persons.is_disjoint(&author.persons) => Verdict::Counts,
        Some(_) => Verdict::Refused(Reason::NotAuthorized),
        None => Verdict::Waits(Reason::UnknownTarget),
    }
}

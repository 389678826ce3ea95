//! The pack that new episodes of a device run on, whether one could begin now, and the packs that are in use.

use super::Notebook;
use super::error::NotebookError;
use crate::episode::Record;
use crate::moment::Moment;
use crate::protocol::signature::PackStanding;
use first72_wire::compartment::Compartment;
use std::collections::BTreeSet;

/// So long before its signatures end a pack has to be signed again, so that no night begins without one: two weeks, in
/// milliseconds.
const SIGN_AGAIN_WITHIN_MS: i64 = 14 * 24 * 60 * 60 * 1000;

/// What to know about the pack of new episodes before somebody has to be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UsualPackNotice {
    /// Its signatures end soon.
    EndsSoon {
        /// When, in milliseconds since 1970 UTC.
        at_ms: i64,
    },
    /// No new episode can begin.
    Stopped {
        /// Why, as a stable code.
        code: &'static str,
    },
}

impl Notebook {
    /// The pack that new episodes of this device run on: the first that the realm of `OPS` names, or the only one there
    /// is.
    #[must_use]
    pub fn usual_pack(&self) -> Option<String> {
        let seat = self.seats.iter().find(|seat| seat.has(Compartment::Ops));
        let named = seat.and_then(|seat| seat.directory.policy()).map(|policy| policy.packs.as_slice());
        let here = |id: &&String| !self.packs.versions(id).is_empty();
        let usual = named.and_then(|ids| ids.iter().find(here).or_else(|| ids.first()).cloned());
        usual.or_else(|| self.packs.all().next().map(|pack| pack.id.clone()))
    }

    /// What a person who may open episodes has to know about their pack; nothing while one can begin and for long.
    #[must_use]
    pub fn usual_pack_notice(&self, now: Moment) -> Option<UsualPackNotice> {
        if !self.may_open(now) {
            return None;
        }
        let runs = self.usual_pack().ok_or_else(|| super::save::no_pack(""));
        let standing = runs.and_then(|id| Ok(self.standing(self.runnable(&id, now)?, now)));
        match standing {
            Ok(PackStanding::Signed { until_ms }) => {
                let soon = until_ms.saturating_sub(self.time(now).ms) < SIGN_AGAIN_WITHIN_MS;
                soon.then_some(UsualPackNotice::EndsSoon { at_ms: until_ms })
            }
            Ok(PackStanding::Drill) => None,
            Ok(PackStanding::Untrusted(why)) | Err(NotebookError::Untrusted { why, .. }) => {
                Some(UsualPackNotice::Stopped { code: why.code() })
            }
            Err(error) => Some(UsualPackNotice::Stopped { code: error.code() }),
        }
    }

    /// The packs that this device works with: that of new episodes, and those of the episodes that are here.
    #[must_use]
    pub fn packs_in_use(&self) -> BTreeSet<String> {
        let running = self.records.values().filter_map(Record::pack).map(|pack| pack.id);
        running.chain(self.usual_pack()).collect()
    }
}

//! Looks into an episode that is not one's own, in an emergency: for 72 hours, its operations only, and seen by everybody
//! who reads the episode (CJIS AC-2(2), security rules of membership).

use super::evaluate::Directory;
use super::grant::Right;
use first72_wire::compartment::Compartment;
use first72_wire::id::{DeviceId, EpisodeId, GrantId, Hash, PersonId};
use first72_wire::label;

/// Why such a grant stands: its `basis`.
pub const BREAK_GLASS: &str = "break-glass";
/// How long it lasts, in milliseconds: 72 hours.
pub const LASTS_MS: i64 = 72 * 60 * 60 * 1000;

/// Somebody looked in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenGlass {
    /// The grant that stands for it; its id is the first 16 bytes of the statement's hash.
    pub grant: GrantId,
    /// Who.
    pub person: PersonId,
    /// Into which episode.
    pub episode: EpisodeId,
    /// Why, as they wrote it.
    pub reason: String,
}

/// The id of the grant that stands for a statement.
#[must_use]
pub fn grant_of(statement: &Hash) -> GrantId {
    GrantId(label::truncate(statement))
}

impl Directory {
    /// Every look in an emergency that counted, ended or not, in the order of their grants' ids.
    pub fn broken_glass(&self) -> impl Iterator<Item = &BrokenGlass> {
        self.glass.values()
    }

    /// Whether the person of this device may look into an episode that is not theirs at `now_ms`: the root allows it, and a
    /// registrar trusts them to open episodes with their operations.
    #[must_use]
    pub fn may_break_glass(&self, now_ms: i64, device: &DeviceId) -> bool {
        let allowed = self.policy().is_some_and(|policy| policy.break_glass);
        let Some(record) = self.device(device).filter(|record| record.is_live() && record.is_within_date(now_ms))
        else {
            return false;
        };
        let mut grants = self.grants_of(&record.person_id);
        allowed
            && grants.any(|grant| {
                let opens = grant.terms.as_ref().is_some_and(|terms| {
                    let wide = !terms.is_for_one_episode();
                    wide && terms.allows(Right::Open) && terms.compartments.contains(&Compartment::Ops)
                });
                opens && grant.under.is_empty() && grant.is_live() && grant.is_within_dates(now_ms)
            })
    }
}

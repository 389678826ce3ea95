//! Holds: a registrar, who acts for the custodian of the realm, keeps what was given of an episode from being destroyed. It
//! keeps nobody from taking a copy back: then it is read no longer, and stays, sealed, until the hold is over.

use super::DisclosureError;
use crate::directory::Hold;
use crate::directory::statement::{Draft, LONGEST_REASON};
use crate::moment::Moment;
use crate::notebook::Notebook;
use crate::notebook::error::NotebookError;
use crate::notebook::glass::{GlassError, read_number};
use crate::notebook::seat::Seat;
use first72_wire::derived::matter_id;
use first72_wire::id::{EpisodeId, Hash, MatterId, PersonId, RealmId, SpaceId};

/// A hold of which this device knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldLine {
    /// The realm.
    pub realm: RealmId,
    /// The statement.
    pub hold: Hash,
    /// The episode; none while it is not here, as it need not be for who holds it.
    pub episode: Option<EpisodeId>,
    /// Who said so.
    pub by: Option<PersonId>,
    /// Why; none while it cannot be read here.
    pub reason: Option<String>,
    /// Since when; none while that cannot be read here.
    pub from_ms: Option<i64>,
    /// Whether it stands.
    pub stands: bool,
    /// How many copies of the episode were given: those it keeps, and those that were gone before.
    pub copies: usize,
}

impl Notebook {
    /// Keeps what was given of an episode from being destroyed, by the number of the episode. Only a registrar does.
    ///
    /// # Errors
    /// [`NotebookError::Glass`] for what is no number, [`NotebookError::Disclosure`] without a reason,
    /// [`NotebookError::NotRegistrar`] for anybody else.
    pub fn hold(&mut self, realm: RealmId, number: &str, reason: &str, now: Moment) -> Result<Hash, NotebookError> {
        let episode = read_number(number).map_err(GlassError::from)?;
        self.hold_matter(realm, matter_id(&realm, &episode), reason, now)
    }

    /// The same for the episode of a copy, whose number nobody needs to read out.
    ///
    /// # Errors
    /// As [`Notebook::hold`]; [`DisclosureError::None`] for a copy of which this person may not know.
    pub fn hold_copy(
        &mut self,
        realm: RealmId,
        space: SpaceId,
        reason: &str,
        now: Moment,
    ) -> Result<Hash, NotebookError> {
        let now_ms = self.time(now).ms;
        let seat = self.seat_of(realm)?;
        let known = seat.directory.disclosure(&space).filter(|given| seat.may_know(given, now_ms));
        let matter = known.ok_or(DisclosureError::None)?.matter;
        self.hold_matter(realm, matter, reason, now)
    }

    fn hold_matter(
        &mut self,
        realm: RealmId,
        matter: MatterId,
        reason: &str,
        now: Moment,
    ) -> Result<Hash, NotebookError> {
        let reason = reason.trim();
        if reason.is_empty() || reason.len() > LONGEST_REASON {
            return Err(DisclosureError::Reason.into());
        }
        let from_ms = self.time(now).ms;
        let said = self.state(realm, vec![Draft::hold(matter, reason.to_owned(), from_ms)], now)?;
        said.first().copied().ok_or(NotebookError::NotEnrolled)
    }

    /// Ends a hold.
    ///
    /// # Errors
    /// [`DisclosureError::NoHold`] when none of this id stands, [`NotebookError::NotRegistrar`] for anybody but a registrar.
    pub fn end_hold(&mut self, realm: RealmId, hold: Hash, now: Moment) -> Result<(), NotebookError> {
        let stands =
            self.seat_of(realm)?.directory.legal_holds().any(|there| there.statement == hold && there.stands());
        if !stands {
            return Err(DisclosureError::NoHold.into());
        }
        self.state(realm, vec![Draft::hold_end(hold)], now).map(drop)
    }

    /// Every hold of this device's realms: those that stand first, then the newest.
    #[must_use]
    pub fn holds(&self) -> Vec<HoldLine> {
        let of = |seat: &Seat| seat.directory.legal_holds().map(|hold| self.hold_line(seat, hold)).collect::<Vec<_>>();
        let mut lines: Vec<HoldLine> = self.seats.iter().flat_map(of).collect();
        lines.sort_by_key(|line| (!line.stands, std::cmp::Reverse(line.from_ms), line.realm, line.hold));
        lines
    }

    pub(super) fn hold_line(&self, seat: &Seat, hold: &Hold) -> HoldLine {
        HoldLine {
            realm: seat.realm(),
            hold: hold.statement,
            episode: self.episode_of(seat.realm(), &hold.matter),
            by: seat.directory.device(&hold.by).map(|device| device.person_id),
            reason: hold.reason.clone(),
            from_ms: hold.from_ms,
            stands: hold.stands(),
            copies: seat.directory.disclosures().filter(|given| given.matter == hold.matter).count(),
        }
    }

    /// The episode on this device that a statement of a realm means.
    pub(super) fn episode_of(&self, realm: RealmId, matter: &MatterId) -> Option<EpisodeId> {
        self.records.keys().copied().find(|episode| matter_id(&realm, episode) == *matter)
    }
}

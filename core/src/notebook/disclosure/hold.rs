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
use first72_wire::id::{EpisodeId, Hash, MatterId, PersonId, RealmId};

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
    /// Whether it stands.
    pub stands: bool,
    /// How many copies it keeps.
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
        let reason = reason.trim();
        if reason.is_empty() || reason.len() > LONGEST_REASON {
            return Err(DisclosureError::Reason.into());
        }
        let said = self.state(realm, vec![Draft::hold(matter_id(&realm, &episode), reason.to_owned())], now)?;
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

    /// Every hold of this device's realms, those that stand first.
    #[must_use]
    pub fn holds(&self) -> Vec<HoldLine> {
        let of = |seat: &Seat| seat.directory.legal_holds().map(|hold| self.hold_line(seat, hold)).collect::<Vec<_>>();
        let mut lines: Vec<HoldLine> = self.seats.iter().flat_map(of).collect();
        lines.sort_by_key(|line| (!line.stands, line.realm, line.hold));
        lines
    }

    fn hold_line(&self, seat: &Seat, hold: &Hold) -> HoldLine {
        HoldLine {
            realm: seat.realm(),
            hold: hold.statement,
            episode: self.episode_of(seat.realm(), &hold.matter),
            by: seat.directory.device(&hold.by).map(|device| device.person_id),
            reason: hold.reason.clone(),
            stands: hold.stands(),
            copies: seat.directory.disclosures().filter(|given| given.matter == hold.matter).count(),
        }
    }

    /// The episode on this device that a statement of a realm means.
    pub(super) fn episode_of(&self, realm: RealmId, matter: &MatterId) -> Option<EpisodeId> {
        self.records.keys().copied().find(|episode| matter_id(&realm, episode) == *matter)
    }
}

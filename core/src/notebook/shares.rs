//! Custodians' shares, taken in one after the other on the device that gets the entries, until there are enough of them.
//!
//! They are here for as long as that takes, in memory only: a lock, an end or an opening forgets them.

use super::Notebook;
use super::error::NotebookError;
use super::seat::Seat;
use crate::moment::Moment;
use crate::seal::{RecoveryShare, ShareError, ShareOf, name_of_recovery_key};
use first72_wire::compartment::Compartment;
use first72_wire::id::RealmId;

/// How many of the shares of a recovery are in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharesIn {
    /// The class of content that they recover.
    pub compartment: Compartment,
    /// How many are needed.
    pub needed: u8,
    /// How many custodians there are.
    pub custodians: u8,
    /// Whose are in, by the numbers on their sheets.
    pub holders: Vec<u8>,
}

impl SharesIn {
    /// Whether they make the key together.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.holders.len() >= usize::from(self.needed)
    }
}

/// A recovery that runs on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryAtWork {
    /// The class of content.
    pub compartment: Compartment,
    /// How many keys it has opened so far; a sync may bring more.
    pub opened: usize,
    /// In a drill, the number that the test entry says, once it is open.
    pub test: Option<String>,
}

impl Notebook {
    /// Takes in one custodian's share: its code, or its words. Says how many are in then.
    ///
    /// # Errors
    /// [`NotebookError::Share`] for what is no share, or one of another key than those that are in;
    /// [`NotebookError::ShareOfOtherRealm`], [`NotebookError::OtherShares`] for one of a key that does not count here,
    /// [`NotebookError::NoRecovery`] when none of its class was announced for this device, [`NotebookError::ShareTwice`].
    /// What was in before stays in.
    pub fn take_share(&mut self, realm: RealmId, text: &str) -> Result<SharesIn, NotebookError> {
        let share = RecoveryShare::read(text)?;
        let seat = self.seats.iter_mut().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        seat.may_take(share.of())?;
        if seat.shares.first().is_some_and(|first| first.of() != share.of()) {
            return Err(ShareError::Mixed.into());
        }
        if seat.shares.iter().any(|taken| taken.holder() == share.holder()) {
            return Err(NotebookError::ShareTwice { holder: share.holder() });
        }
        seat.shares.push(share);
        seat.shares_in().ok_or(NotebookError::Damaged)
    }

    /// How many shares are in; none when none is.
    ///
    /// # Errors
    /// [`NotebookError::NotEnrolled`] when this device is not in that realm.
    pub fn shares_in(&self, realm: RealmId) -> Result<Option<SharesIn>, NotebookError> {
        Ok(self.seat_of(realm)?.shares_in())
    }

    /// Forgets the shares that are in.
    pub fn forget_shares(&mut self, realm: RealmId) {
        for seat in self.seats.iter_mut().filter(|seat| seat.realm() == realm) {
            seat.shares.clear();
        }
    }

    /// Begins the recovery with the shares that are in, as [`Notebook::begin_recovery`] does, and forgets them; when there
    /// are too few, those that are in stay.
    ///
    /// # Errors
    /// As [`Notebook::begin_recovery`].
    pub fn use_shares(&mut self, realm: RealmId, now: Moment) -> Result<usize, NotebookError> {
        let seat = self.seats.iter_mut().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        let shares = std::mem::take(&mut seat.shares);
        let begun = self.begin_recovery(realm, &shares, now);
        if let Err(NotebookError::Share(ShareError::TooFew { .. })) = begun
            && let Some(seat) = self.seats.iter_mut().find(|seat| seat.realm() == realm)
        {
            seat.shares = shares;
        }
        begun
    }

    /// The recovery that runs on this device in a realm.
    ///
    /// # Errors
    /// [`NotebookError::NotEnrolled`] when this device is not in that realm.
    pub fn recovery_at_work(&self, realm: RealmId) -> Result<Option<RecoveryAtWork>, NotebookError> {
        let seat = self.seat_of(realm)?;
        Ok(seat.recovery.as_ref().map(|recovery| RecoveryAtWork {
            compartment: recovery.compartment,
            opened: seat.keys_held().saturating_sub(recovery.held_before),
            test: recovery.test.as_ref().map(ToString::to_string),
        }))
    }
}

impl Seat {
    /// Whether a share of this key can be of use here, before anything more is asked of anybody.
    fn may_take(&self, of: &ShareOf) -> Result<(), NotebookError> {
        if of.realm != self.realm() {
            return Err(NotebookError::ShareOfOtherRealm);
        }
        let term = self.directory.recovery_key_of(of.compartment, of.epoch);
        if term.is_none_or(|term| name_of_recovery_key(&term.kem_pk) != of.key) {
            return Err(NotebookError::OtherShares);
        }
        let announced = self.announced_for_here(of.compartment, of.epoch);
        announced.map(drop).ok_or(NotebookError::NoRecovery { compartment: of.compartment })
    }

    fn shares_in(&self) -> Option<SharesIn> {
        let of = self.shares.first()?.of();
        Some(SharesIn {
            compartment: of.compartment,
            needed: of.needed,
            custodians: of.custodians,
            holders: self.shares.iter().map(RecoveryShare::holder).collect(),
        })
    }
}

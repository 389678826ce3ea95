//! Asking for the PIN again: before an act for which somebody might take an open phone out of another's hand.
//!
//! A notebook that stays open on a desk carries none of these acts out unless its secret was typed for that act just
//! before. A terminal's command types it for what it does; a drill has none.

use super::Notebook;
use super::error::NotebookError;
use super::open::Guard;
use crate::moment::Moment;
use crate::seal::{ProfileLock, Unlocked};

/// How long a confirmation waits for its act, in milliseconds. The screen does the act at once; a slow device has time.
const GOOD_FOR_MS: u64 = 60_000;

/// What is confirmed: release, recovery, management of people and devices, and what keeps a phone open longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SensitiveAct {
    /// A person is entered.
    PersonAdd,
    /// A device is taken in.
    DeviceTake,
    /// A device is ended.
    DeviceEnd,
    /// An entitlement is given.
    GrantAdd,
    /// An entitlement is ended.
    GrantEnd,
    /// All rights of an agency's people are ended, and their devices if that was chosen.
    AgencyEnd,
    /// An episode is handed over to somebody else.
    HandOver,
    /// An episode that is not one's own is looked into, in an emergency.
    BreakGlass,
    /// A copy of parts of an episode is given to somebody.
    CopyGive,
    /// What was shared of an episode is kept from being destroyed.
    Hold,
    /// That ends, and what is over is destroyed.
    HoldEnd,
    /// The second registrar signs.
    Cosign,
    /// Late saves are taken in.
    Adopt,
    /// A locked device is released.
    Release,
    /// A recovery is announced.
    RecoveryAnnounce,
    /// What was done is written into a file about an incident.
    Incident,
    /// A young person's own copy is made.
    OwnCopy,
    /// This device is to lock itself later than it did.
    LockLater,
    /// A second PIN is set.
    SecondPin,
    /// The PIN is changed.
    PinChange,
    /// All that the device holds is written into a file, sealed as it is.
    Holdings,
    /// A case of recovery is opened with the shares that were put in.
    RecoveryOpen,
}

impl SensitiveAct {
    /// Every act, in the order of the table in `docs/formats.md`.
    pub const ALL: [Self; 22] = [
        Self::PersonAdd,
        Self::DeviceTake,
        Self::DeviceEnd,
        Self::GrantAdd,
        Self::GrantEnd,
        Self::AgencyEnd,
        Self::HandOver,
        Self::BreakGlass,
        Self::CopyGive,
        Self::Hold,
        Self::HoldEnd,
        Self::Cosign,
        Self::Adopt,
        Self::Release,
        Self::RecoveryAnnounce,
        Self::Incident,
        Self::OwnCopy,
        Self::LockLater,
        Self::SecondPin,
        Self::PinChange,
        Self::Holdings,
        Self::RecoveryOpen,
    ];

    /// Stable name for screens.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::PersonAdd => "person_add",
            Self::DeviceTake => "device_take",
            Self::DeviceEnd => "device_end",
            Self::GrantAdd => "grant_add",
            Self::GrantEnd => "grant_end",
            Self::AgencyEnd => "agency_end",
            Self::HandOver => "hand_over",
            Self::BreakGlass => "break_glass",
            Self::CopyGive => "copy_give",
            Self::Hold => "hold",
            Self::HoldEnd => "hold_end",
            Self::Cosign => "cosign",
            Self::Adopt => "adopt",
            Self::Release => "release",
            Self::RecoveryAnnounce => "recovery_announce",
            Self::Incident => "incident",
            Self::OwnCopy => "own_copy",
            Self::LockLater => "lock_later",
            Self::SecondPin => "second_pin",
            Self::PinChange => "pin_change",
            Self::Holdings => "holdings",
            Self::RecoveryOpen => "recovery_open",
        }
    }

    /// The act of this name.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }
}

/// When a notebook asks again.
pub(super) enum Confirming {
    /// Never: it was opened for what is being done.
    Opened,
    /// Before each act. What was confirmed last, until it is done.
    EachAct(Option<Confirmed>),
}

/// An act for which the secret was typed.
pub(super) struct Confirmed {
    act: SensitiveAct,
    at: Moment,
    /// The keys that the secret opened; kept for the one act that needs them, and only until it is done.
    opened: Option<Unlocked>,
}

impl Confirmed {
    /// An open notebook lives in one boot, so its two clocks can be compared.
    fn stands_for(&self, act: SensitiveAct, now: Moment) -> bool {
        self.act == act && now.boot_ms.checked_sub(self.at.boot_ms).is_some_and(|passed| passed <= GOOD_FOR_MS)
    }
}

impl Notebook {
    /// From now on each [`SensitiveAct`] wants the secret again, because this notebook stays open on a desk. In a drill nobody
    /// has a secret, and none is wanted.
    pub fn stay_open(&mut self) {
        if self.guard != Guard::Public {
            self.confirming = Confirming::EachAct(None);
        }
    }

    /// Takes the secret for one act. A miss is counted and delayed as one at the door is; the fifth in a row closes the
    /// profile until a registrar releases it, and whoever holds this notebook open has to close it then.
    ///
    /// # Errors
    /// [`NotebookError::Unlock`] as [`Notebook::unlock`]; nothing that was saved is touched.
    pub fn confirm(&mut self, act: SensitiveAct, secret: &[u8], now: Moment) -> Result<(), NotebookError> {
        let Confirming::EachAct(confirmed) = &mut self.confirming else { return Ok(()) };
        *confirmed = None;
        let home = self.home.as_ref().ok_or(NotebookError::NoProfile)?;
        let lock = ProfileLock::at(self.profile.folder(), self.profile.id(), home.chip());
        let unlocked = lock.unlock_again(self.decoy, secret, &now, &*self.random)?;
        let missed = unlocked.missed();
        *confirmed = Some(Confirmed { act, at: now, opened: (act == SensitiveAct::PinChange).then_some(unlocked) });
        self.note_missed(missed, now);
        Ok(())
    }

    /// Carries out an act that was confirmed, once. When it is refused nothing was done, and what was confirmed still
    /// stands for another try.
    ///
    /// # Errors
    /// [`NotebookError::Unconfirmed`] when the secret was not typed for this act just before; else what the work says.
    pub fn confirmed<T, E: From<NotebookError>>(
        &mut self,
        act: SensitiveAct,
        now: Moment,
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        if let Confirming::EachAct(confirmed) = &self.confirming
            && !confirmed.as_ref().is_some_and(|confirmed| confirmed.stands_for(act, now))
        {
            return Err(NotebookError::Unconfirmed { act }.into());
        }
        let done = work(self)?;
        if let Confirming::EachAct(confirmed) = &mut self.confirming {
            *confirmed = None;
        }
        Ok(done)
    }

    /// The keys that the secret opened which was typed for a change of it, once.
    pub(super) fn confirmed_opening(&mut self, now: Moment) -> Option<(Unlocked, Moment)> {
        let Confirming::EachAct(confirmed) = &mut self.confirming else { return None };
        let confirmed = confirmed.take_if(|confirmed| confirmed.stands_for(SensitiveAct::PinChange, now))?;
        Some((confirmed.opened?, confirmed.at))
    }

    /// Puts them back for another try, for as long as before.
    pub(super) fn confirm_again(&mut self, opened: Unlocked, at: Moment) {
        if let Confirming::EachAct(confirmed) = &mut self.confirming {
            *confirmed = Some(Confirmed { act: SensitiveAct::PinChange, at, opened: Some(opened) });
        }
    }
}

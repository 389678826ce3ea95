//! The oldest version of the app that begins anything new in a realm, as its root says it (MASVS CODE-2).
//!
//! An older app is never locked out: people read with it, clocks run, steps are done, what is typed goes into the episodes
//! that are open, episodes are handed over, everything syncs and can be carried, and whoever has to go is ended. It opens
//! no new episode, and gives nobody anything that they did not have: no person, device or right is taken in from it, no
//! recovery announced, nothing signed as the second.

use super::Notebook;
use super::error::NotebookError;
use super::seat::Seat;
use crate::directory::statement::Draft;
use first72_wire::compartment::Compartment;
use first72_wire::id::RealmId;
use first72_wire::policy::app_version::AppVersion;
use first72_wire::statement::PublicPart;

/// The version of this app.
pub const THIS_APP: AppVersion = AppVersion {
    major: number(env!("CARGO_PKG_VERSION_MAJOR")),
    minor: number(env!("CARGO_PKG_VERSION_MINOR")),
    patch: number(env!("CARGO_PKG_VERSION_PATCH")),
};

/// A realm for which this app is too old.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooOld {
    /// The realm.
    pub realm: RealmId,
    /// Its name.
    pub name: String,
    /// The oldest version that begins anything new there.
    pub oldest: AppVersion,
}

impl Notebook {
    /// The realms of this device for which this app is too old.
    #[must_use]
    pub fn too_old_for(&self) -> Vec<TooOld> {
        let old = self.seats.iter().filter_map(|seat| Some((seat, seat.newer_wanted()?)));
        let line = |(seat, oldest): (&Seat, AppVersion)| TooOld {
            realm: seat.realm(),
            name: seat.genesis.fields().name.clone(),
            oldest,
        };
        old.map(line).collect()
    }

    /// Whether this app may begin an episode: the realm that keeps its operations decides.
    ///
    /// # Errors
    /// [`NotebookError::TooOld`] where it may not.
    pub fn new_enough_to_open(&self) -> Result<(), NotebookError> {
        let seat = self.seats.iter().find(|seat| seat.has(Compartment::Ops));
        seat.map_or(Ok(()), Seat::new_enough)
    }
}

impl Seat {
    /// The version that the realm wants, when this app is older.
    fn newer_wanted(&self) -> Option<AppVersion> {
        self.directory.policy()?.oldest_app.filter(|oldest| THIS_APP < *oldest)
    }

    fn new_enough(&self) -> Result<(), NotebookError> {
        self.newer_wanted().map_or(Ok(()), |oldest| Err(NotebookError::TooOld { oldest }))
    }

    /// Whether this app may say these things as a registrar's: an older one takes away, and gives nothing.
    pub(super) fn new_enough_to_say(&self, drafts: &[Draft]) -> Result<(), NotebookError> {
        if drafts.iter().any(|draft| gives(&draft.public)) { self.new_enough() } else { Ok(()) }
    }
}

const fn gives(public: &PublicPart) -> bool {
    matches!(
        public,
        PublicPart::Person { .. }
            | PublicPart::DeviceAdd { .. }
            | PublicPart::Grant { .. }
            | PublicPart::RecoveryUse(_)
            | PublicPart::Cosign { .. }
    )
}

/// Cargo writes nothing but digits there.
const fn number(digits: &str) -> u16 {
    match u16::from_str_radix(digits, 10) {
        Ok(number) => number,
        Err(_) => 0,
    }
}

//! Whose vault the door stands before. On a device of one person there is one; where several people have theirs, nobody
//! stands there until a name was typed, and nobody does again once the notebook is closed.

use crate::desk::{Desk, held, random};
use crate::trouble;
use crate::view::{SharedView, Trouble};
use first72_core::notebook::{NotebookError, Place, SharedError};
use first72_core::seal::ShortName;

/// Who stands at the door of a device that several people use.
#[derive(Default)]
pub(crate) enum AtTheDoor {
    /// Nobody yet, or nobody any more.
    #[default]
    Nobody,
    /// Somebody who says that their vault is here.
    Named(ShortName),
    /// Somebody who is new here.
    New(ShortName),
}

/// What the door stands before.
pub(crate) enum Before {
    /// A name has to be typed first.
    AName,
    /// A name that nobody has here. What is typed for it is a miss, as any other.
    NoVault,
    /// No vault yet: somebody is new here.
    ANewVault,
    /// The place of a vault, or where one is to be.
    Vault(Place),
}

impl Desk {
    /// The device itself: what kind of chip it has, and whether several people use it.
    pub(crate) fn device(&self) -> Result<Place, NotebookError> {
        Place::existing(self.root())
    }

    /// What the door stands before.
    pub(crate) fn before(&self) -> Result<Before, NotebookError> {
        let device = self.device()?;
        let Some(shared) = device.shared() else { return Ok(Before::Vault(device)) };
        Ok(match &*held(&self.at_the_door) {
            AtTheDoor::Nobody => Before::AName,
            AtTheDoor::New(_) => Before::ANewVault,
            AtTheDoor::Named(name) => match shared.place_of(name)? {
                // One that was begun and never finished is none.
                Some(place) if place.profile()?.is_some() || place.left_behind().is_some() => Before::Vault(place),
                _ => Before::NoVault,
            },
        })
    }

    /// The place of the vault that the door stands before.
    ///
    /// # Errors
    /// [`SharedError::Nobody`] for a name that nobody has here, [`SharedError::Whose`] before one was typed.
    pub(crate) fn place(&self) -> Result<Place, NotebookError> {
        match self.before()? {
            Before::Vault(place) => Ok(place),
            Before::NoVault => Err(SharedError::Nobody.into()),
            Before::AName | Before::ANewVault => Err(SharedError::Whose.into()),
        }
    }

    /// Where a new vault is to be made, for whoever stands at the door.
    pub(crate) fn place_for_new(&self) -> Result<Place, NotebookError> {
        let device = self.device()?;
        let Some(shared) = device.shared() else { return Ok(device) };
        match &*held(&self.at_the_door) {
            AtTheDoor::Named(name) | AtTheDoor::New(name) => shared.place_for(name, &*random()),
            AtTheDoor::Nobody => Err(SharedError::Whose.into()),
        }
    }

    /// Whoever was new at the door has a vault here now.
    pub(crate) fn settled(&self) {
        let mut door = held(&self.at_the_door);
        *door = match std::mem::take(&mut *door) {
            AtTheDoor::New(name) => AtTheDoor::Named(name),
            other => other,
        };
    }

    /// Somebody steps to the door, or away from it. What was open is closed first.
    ///
    /// # Errors
    /// What of a name cannot be; nobody stands there then.
    pub(crate) fn step_up(&self, typed: Option<&str>, new: bool) -> Result<(), Trouble> {
        self.close();
        self.remove_unused();
        let Some(typed) = typed else { return Ok(()) };
        let shared = self.device()?.shared().ok_or_else(trouble::unreadable)?;
        let refuse = |error: SharedError| Trouble::from(NotebookError::from(error));
        let name = ShortName::typed(typed).ok_or_else(|| refuse(SharedError::Name))?;
        if new && shared.is_taken(&name)? {
            return Err(refuse(SharedError::Taken));
        }
        *held(&self.at_the_door) = if new { AtTheDoor::New(name) } else { AtTheDoor::Named(name) };
        Ok(())
    }

    /// On a device of several people, vaults that nobody has opened for long and in which nothing waits are removed. One that
    /// cannot be is tried again when somebody steps up next.
    pub(crate) fn remove_unused(&self) {
        let removed = self.device().and_then(|device| match device.shared() {
            Some(shared) => shared.remove_unused(self.now(), &*random()),
            None => Ok(0),
        });
        if let Err(error) = removed {
            tracing::warn!(code = error.code(), "an unused vault was not removed");
        }
    }

    /// Nobody stands at the door any more.
    pub(crate) fn step_away(&self) {
        *held(&self.at_the_door) = AtTheDoor::Nobody;
    }

    /// What the screen knows of the sharing; none on a device of one person.
    pub(crate) fn sharing(&self) -> Result<Option<SharedView>, NotebookError> {
        let shared = self.device()?.shared();
        shared.map(|shared| Ok(SharedView { unused: shared.is_unused()? })).transpose()
    }

    /// Whether several people use this device.
    pub(crate) fn is_shared(&self) -> bool {
        Place::is_shared(self.root())
    }
}

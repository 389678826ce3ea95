//! Taking in a copy from outside: its key and its words come from the person whom the directory names, and from nobody else.

use crate::directory::Directory;
use crate::notebook::seat::Seat;
use crate::seal::Authentic;
use crate::seal::verified::Refused;
use first72_wire::header::Header;
use first72_wire::id::{DeviceId, SpaceId};
use first72_wire::key_body::{KeyBody, SpaceClass};

impl Seat {
    /// A key of a copy comes from a device of who gave it, and from nobody else. Until the statement that gave it is here it
    /// waits.
    pub(in crate::notebook) fn take_copy_key(&mut self, header: &Header, body: &KeyBody) -> Result<(), Refused> {
        if self.spaces.get(&header.space).is_some_and(|space| space.class.is_some_and(|class| class != body.class)) {
            return Err(Refused::Kind);
        }
        self.gave_copy(&self.directory, &header.space, &header.device)?;
        self.learn_key(header, body);
        Ok(())
    }

    /// Whether a space is known to hold a copy that was given for a time.
    pub(in crate::notebook) fn is_copy(&self, space: &SpaceId) -> bool {
        self.spaces.get(space).is_some_and(|space| space.class == Some(SpaceClass::Released))
    }

    /// Opens a copy that the person gave whom the directory names.
    pub(in crate::notebook) fn take_copy(
        &mut self,
        directory: &Directory,
        authentic: &Authentic<'_>,
    ) -> Result<(), Refused> {
        let header = &authentic.entry().header;
        self.gave_copy(directory, &header.space, &header.device)?;
        let copy = authentic.open_copy(&self.keyring)?;
        self.copies.entry(header.space).or_insert(copy);
        Ok(())
    }

    fn gave_copy(&self, directory: &Directory, space: &SpaceId, device: &DeviceId) -> Result<(), Refused> {
        let given = directory.disclosure(space).ok_or(Refused::UnknownSpace)?;
        let person = directory.device(device).map(|device| device.person_id);
        if person == Some(given.author) { Ok(()) } else { Err(Refused::NotEntitled) }
    }
}

//! The keys behind a door, for the test that looks for them in memory.

use super::{ProfileLock, derive};
use crate::seal::keystore::ChipKey;
use crate::seal::needle::Needle;

impl ProfileLock<'_> {
    /// The keys behind this door, to be looked for in memory.
    pub(crate) fn needles(&self, secret: &[u8]) -> Vec<Needle> {
        let (file, halves) = (self.file().unwrap(), self.halves().unwrap());
        let pin = derive(secret, &file, halves.rung()).unwrap();
        let unlocked = self.try_slot(&file, &halves, ChipKey::Pin, pin.expose()).unwrap().unwrap();
        let mut needles = vec![Needle::key("K_pin", pin.expose()), Needle::key("VMK", unlocked.master().expose())];
        let halves = halves.open(self.chip, ChipKey::Pin).unwrap();
        needles.extend(halves.iter().map(|half| Needle::key("K_hw", half.expose())));
        needles.push(Needle::key("K_db", &unlocked.database_key().expose()[..32]));
        let child = |name: &str, label: &[u8]| Needle::key(name, unlocked.child::<32>(label).expose());
        needles.extend([child("K_row", b"first-contact/v1/row"), child("K_dev", b"first-contact/v1/dev")]);
        needles
    }
}

//! The vault of a drill: made and opened without a secret, because it hides nothing.

use super::super::error::NotebookError;
use super::super::open::{Guard, row_mac, store_key};
use super::super::packs::Packs;
use super::super::{Notebook, draw_id};
use crate::moment::Moment;
use crate::seal::{Randomness, Unlocked};
use crate::vault::profile::Profile;
use crate::vault::{Opening, Vault};
use std::path::Path;
use std::sync::Arc;

impl Notebook {
    /// Opens the drill notebook of this folder, and makes it when there is none.
    ///
    /// Its keys are public: no PIN, nothing hidden, and no realm but the drill's is let in. A real
    /// notebook's files do not open with them.
    ///
    /// # Errors
    /// When the folder cannot be used, or holds a vault that is no drill's.
    pub fn of_drill(
        root: &Path,
        packs: Packs,
        random: Arc<dyn Randomness>,
        now: Moment,
    ) -> Result<Self, NotebookError> {
        let unlocked = Unlocked::of_drill()?;
        let key = store_key(&unlocked);
        let there = Profile::all(root)?.into_iter().next();
        let profile = match there {
            Some(profile) => profile,
            None => {
                let unfinished = Profile::begin(root, draw_id(&*random)?)?;
                Vault::create(&unfinished.inside().vault_file(), &key, row_mac(&unlocked))?.close()?;
                unfinished.finish()?
            }
        };
        let vault = Vault::open(&profile.vault_file(), &key, row_mac(&unlocked))?;
        let opening = Opening { vault, set_aside: None };
        let mut notebook = Self::with(Guard::Public, profile, opening, &unlocked, packs, random);
        notebook.load(now)?;
        Ok(notebook)
    }
}

//! Where what was saved is: only on this device, on the server, or refused by it.

use super::Notebook;
use super::error::NotebookError;
use crate::episode::record::Save;
use crate::vault::ChainPlace;
use first72_wire::id::Hash;
use std::collections::{BTreeMap, BTreeSet};

/// Where some saves are; the worst of them decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// At least one is only on this device.
    OnlyHere,
    /// A server holds them all.
    OnServer {
        /// When it signed for the newest of this device's own, UTC milliseconds; none when all came from others.
        at_ms: Option<i64>,
    },
    /// The server refused at least one; it is kept here.
    Refused {
        /// Why, as the server's code.
        code: String,
    },
}

/// What waits on this device, read once and asked for many saves.
pub struct Outgoing<'n> {
    notebook: &'n Notebook,
    waiting: BTreeSet<Hash>,
    refused: BTreeMap<Hash, String>,
}

impl Notebook {
    /// What waits to be sent, in every realm.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn outgoing(&self) -> Result<Outgoing<'_>, NotebookError> {
        let (mut waiting, mut refused) = (BTreeSet::new(), BTreeMap::new());
        for realm in self.realms() {
            waiting.extend(self.vault.outbox_hashes(realm)?);
            refused.extend(self.vault.outbox_stuck(realm)?.into_iter().map(|stuck| (stuck.hash, stuck.code)));
        }
        Ok(Outgoing { notebook: self, waiting, refused })
    }
}

impl Outgoing<'_> {
    /// Where these saves are.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn kept<'s>(&self, saves: impl IntoIterator<Item = Save<'s>>) -> Result<Kept, NotebookError> {
        let (mut only_here, mut newest) = (false, None);
        for save in saves {
            let (space, device, seq, hash) = (save.space(), save.author(), save.seq(), save.hash());
            if let Some(code) = self.refused.get(&hash) {
                return Ok(Kept::Refused { code: code.clone() });
            }
            only_here |= self.waiting.contains(&hash);
            newest = newest.max(self.notebook.vault.received_ms(&ChainPlace { space, device, seq, hash })?);
        }
        Ok(if only_here { Kept::OnlyHere } else { Kept::OnServer { at_ms: newest } })
    }
}

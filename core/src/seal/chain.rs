//! One author's chain in one space: does an entry follow what is here?

use first72_wire::header::Header;
use first72_wire::id::Hash;

use super::verified::Refused;
use crate::directory::DeviceRecord;

/// What is stored of the chain of one (device, space).
#[derive(Clone)]
pub struct ChainState<'a> {
    last: Option<(u64, Hash)>,
    stored: &'a dyn Fn(u64) -> Option<Hash>,
}

impl<'a> ChainState<'a> {
    /// A chain of which nothing is here.
    #[must_use]
    pub fn empty() -> Self {
        Self { last: None, stored: &|_| None }
    }

    /// A chain whose newest entry here is `last`; `stored` finds the hash of any earlier one, to
    /// tell a duplicate from a fork.
    #[must_use]
    pub fn after(last: (u64, Hash), stored: &'a dyn Fn(u64) -> Option<Hash>) -> Self {
        Self { last: Some(last), stored }
    }

    /// Whether the entry with this header and hash comes next.
    ///
    /// # Errors
    /// [`Refused::Duplicate`], [`Refused::Fork`], [`Refused::Gap`] or [`Refused::Beginning`].
    pub(super) fn follows(&self, header: &Header, hash: &Hash, device: &DeviceRecord) -> Result<(), Refused> {
        let (have, newest) = self.last.map_or((0, None), |(seq, hash)| (seq, Some(hash)));
        if header.seq <= have {
            let here = if header.seq == have { newest } else { (self.stored)(header.seq) };
            return Err(match here {
                Some(here) if here == *hash => Refused::Duplicate,
                Some(_) => Refused::Fork { seq: header.seq },
                None => Refused::Gap { have },
            });
        }
        if have.checked_add(1) != Some(header.seq) {
            return Err(Refused::Gap { have });
        }
        match newest {
            Some(newest) if header.prev == newest => Ok(()),
            // Its author signed another entry in the place before this one.
            Some(_) => Err(Refused::Fork { seq: have }),
            None if device.is_introduced_by(&header.prev) => Ok(()),
            None => Err(Refused::Beginning),
        }
    }

    /// The same chain with one more entry.
    pub(super) fn extend(&mut self, seq: u64, hash: Hash) {
        self.last = Some((seq, hash));
    }
}

//! Entries of a lost server, taken once more in their order: what was taken then is taken now, whatever is over since.

use super::{Batch, Body, Candidate, Proof, Taken};
use crate::store::StoreError;
use first72_wire::header::{Header, Kind};
use first72_wire::holdings::CutEntry;
use first72_wire::id::SpaceId;
use first72_wire::outcome::Why;
use std::collections::BTreeSet;

/// An entry that the lost server had.
pub(crate) enum Again {
    /// All of it.
    Whole(Candidate),
    /// Its place. Whether what it was part of is over shows once everything is there: see [`Batch::end_copies`].
    Cut(CutEntry),
}

impl Batch<'_> {
    /// What follows was taken once.
    pub(crate) const fn once_more(mut self) -> Self {
        self.is_again = true;
        self
    }

    /// Takes an entry that the lost server had.
    pub(crate) fn take_again(&mut self, entry: &Again, now_ms: i64) -> Result<Taken, StoreError> {
        match entry {
            Again::Whole(candidate) => self.take(candidate, now_ms),
            Again::Cut(cut) => self.take_cut(cut, now_ms),
        }
    }

    /// Ends the copies that are over. Says which of the spaces that entries are destroyed in is none of them, if any is.
    pub(crate) fn end_copies(
        &mut self,
        destroyed_in: &BTreeSet<SpaceId>,
        now_ms: i64,
    ) -> Result<Option<SpaceId>, StoreError> {
        for space in destroyed_in {
            if !self.state.disclosures.is_over(space, now_ms) {
                return Ok(Some(*space));
            }
            self.store.unserve(space)?;
            self.kept_aside = true;
        }
        self.put_away(now_ms)?;
        Ok(None)
    }

    /// Only what a copy is made of can be destroyed. Nothing shows that the header is the entry's; its leaf and its hash are
    /// held against the tree and the chain.
    fn take_cut(&mut self, cut: &CutEntry, now_ms: i64) -> Result<Taken, StoreError> {
        let header = &cut.header;
        let is_of_a_copy = matches!(header.kind, Kind::Op | Kind::Key) && header.space != self.directory;
        if !is_of_a_copy || !self.kind_belongs(header) {
            return Ok(Why::Space.into());
        }
        if !self.follows(header)? {
            return Ok(Why::Prev.into());
        }
        let (header, bytes) = (*header, header.to_bytes().to_vec());
        let place = Candidate { header, bytes, hash: cut.hash, leaf: cut.leaf_hash, proof: Proof::NotChecked };
        self.append(&place, &Body::Sealed, now_ms)
    }

    fn follows(&mut self, header: &Header) -> Result<bool, StoreError> {
        Ok(match self.head(header)? {
            Some((last, hash)) => header.seq == last.saturating_add(1) && header.prev == hash,
            None => {
                let author = self.state.members.get(&header.device);
                header.seq == 1 && author.is_some_and(|author| author.introduced.contains(&header.prev))
            }
        })
    }
}

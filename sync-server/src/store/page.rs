//! Reading pages: what one device may read and does not have yet.

use super::{Store, StoreError, signed, unsigned};
use first72_wire::derived::{request_space, witness_space};
use first72_wire::entry::SealedEntry;
use first72_wire::id::{DeviceId, Hash, SpaceId};
use first72_wire::limits::MAX_PAGE;
use first72_wire::request::Cursor;
use first72_wire::run::{Form, Packer, Place};
use std::collections::BTreeMap;

/// Rows that one page looks at; bounds the time of a pull that skips many of the asker's own entries.
const MAX_ROWS: usize = 16_384;

/// What a device asks for, after its mark has been replaced by cursors.
pub(crate) struct Wanted<'a> {
    /// Who asks; must be live.
    pub(crate) device: DeviceId,
    /// What it has, by space.
    pub(crate) has: &'a BTreeMap<SpaceId, u64>,
    /// Whether its own entries are sent too.
    pub(crate) own: bool,
    /// The realm's directory, which every live device may read.
    pub(crate) directory: SpaceId,
}

/// One page.
pub(crate) struct Page {
    /// Whether there is more.
    pub(crate) more: bool,
    /// Cursors that moved.
    pub(crate) moved: Vec<Cursor>,
    /// All cursors of spaces that the device may read, after this page; ordered by space.
    pub(crate) all: Vec<Cursor>,
    /// Runs with places.
    pub(crate) bytes: Vec<u8>,
}

struct Found {
    entry: SealedEntry,
    hash: Hash,
    place: Place,
}

impl Store {
    /// The next page for a device. The directory comes first, so that the authors of everything
    /// after it are known to the reader.
    pub(crate) fn page(&self, wanted: &Wanted<'_>) -> Result<Page, StoreError> {
        let mut packer = Packer::new(Form::Download);
        let mut page = Page { more: false, moved: Vec::new(), all: Vec::new(), bytes: Vec::new() };
        let mut rows = MAX_ROWS;
        for (space, last) in self.readable(&wanted.device, &wanted.directory)? {
            let has = wanted.has.get(&space).copied().unwrap_or(0);
            let to = if has < last && !page.more {
                let (found, to) = self.after(&space, has, last, wanted, packer.len(), &mut rows)?;
                page.more = to < last;
                pack(&mut packer, found);
                to
            } else {
                // Also lowers a cursor that lies beyond what is here, which shows the device that
                // this server has lost something.
                page.more |= has < last;
                has.min(last)
            };
            let cursor = Cursor { space, pos: to };
            if to != has {
                page.moved.push(cursor);
            }
            page.all.push(cursor);
        }
        page.all.sort_unstable();
        page.bytes = packer.into_bytes();
        Ok(page)
    }

    /// Whether there is anything by others that a device may read and does not have; `has` is ordered by space.
    pub(crate) fn has_news(&self, device: &DeviceId, directory: &SpaceId, has: &[Cursor]) -> Result<bool, StoreError> {
        let select = "SELECT EXISTS (SELECT 1 FROM entry WHERE realm = ?1 AND space = ?2 AND pos > ?3 AND pos <= ?4
            AND device <> ?5)";
        let mut select = self.connection.prepare_cached(select)?;
        for (space, last) in self.readable(device, directory)? {
            let place = has.binary_search_by_key(&space, |cursor| cursor.space).ok();
            let pos = place.and_then(|place| has.get(place)).map_or(0, |cursor| cursor.pos);
            // A cursor beyond what is here is lowered by a pull.
            let is_behind = pos > last;
            let range = (self.realm.0, space.0, signed(pos)?, signed(last)?, device.0);
            if is_behind || (pos < last && select.query_row(range, |row| row.get::<_, bool>(0))?) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The spaces that a device may read, each up to its last position, the directory first. What others have seen of
    /// the tree, and the server's own word over its days, are open to every live device, too.
    fn readable(&self, device: &DeviceId, directory: &SpaceId) -> Result<Vec<(SpaceId, u64)>, StoreError> {
        let open = [*directory, witness_space(&self.realm), request_space(&self.realm)];
        let mut spaces = Vec::with_capacity(open.len());
        for space in open {
            spaces.push((space, self.space(&space)?.head));
        }
        spaces.retain(|(space, head)| space == directory || *head > 0);
        let wrapped = self.reach(device)?;
        spaces.extend(wrapped.iter().filter(|reach| reach.space != *directory).map(|reach| (reach.space, reach.last)));
        Ok(spaces)
    }

    /// Entries after `has`, as many as the page has room for, and the position up to which they reach.
    fn after(
        &self,
        space: &SpaceId,
        has: u64,
        last: u64,
        wanted: &Wanted<'_>,
        used: usize,
        rows_left: &mut usize,
    ) -> Result<(Vec<Found>, u64), StoreError> {
        let select = "SELECT pos, dir_pos, device, hash, bytes, id FROM entry
            WHERE realm = ?1 AND space = ?2 AND pos > ?3 AND pos <= ?4 ORDER BY pos";
        let mut select = self.connection.prepare_cached(select)?;
        let mut rows = select.query((self.realm.0, space.0, signed(has)?, signed(last)?))?;
        let (mut found, mut to, mut used) = (Vec::new(), has, used);
        while let Some(row) = rows.next()? {
            let pos = unsigned(row.get(0)?)?;
            if *rows_left == 0 {
                break;
            }
            *rows_left -= 1;
            if wanted.own || row.get::<_, [u8; 16]>(2)? != wanted.device.0 {
                let bytes = row.get_ref(4)?.as_blob().map_err(|_| StoreError::Damaged)?;
                used += bytes.len() + Packer::MOST_OVERHEAD;
                if used > MAX_PAGE {
                    break;
                }
                let entry = SealedEntry::parse(bytes).map_err(|_| StoreError::Damaged)?;
                // Rows count from 1, leaves from 0.
                let leaf = unsigned(row.get::<_, i64>(5)?.saturating_sub(1))?;
                let place = Place { pos, dir_pos: unsigned(row.get(1)?)?, leaf };
                found.push(Found { entry, hash: Hash(row.get(3)?), place });
            }
            to = pos;
        }
        Ok((found, to))
    }
}

/// Sorts by chain, so that each author's entries become one run, and packs.
fn pack(packer: &mut Packer, mut found: Vec<Found>) {
    found.sort_by_key(|found| (found.entry.header.device, found.entry.header.seq));
    for found in &found {
        packer.push(&found.entry, &found.hash, found.place);
    }
}

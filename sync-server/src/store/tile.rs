//! Table `tile`: the nodes of the Merkle tree.

use super::{Store, StoreError, signed, unsigned};
use crate::tiles::{BITS, Tile, Tiles, WIDTH, fold};
use first72_wire::id::Hash;
use first72_wire::tree::{Edge, Nodes, leaf_hash};
use rusqlite::OptionalExtension;

impl Store {
    /// Keeps tiles that have grown.
    pub(crate) fn save_tiles(&self, tiles: &[Tile]) -> Result<(), StoreError> {
        let upsert = "INSERT INTO tile (realm, level, place, nodes) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (realm, level, place) DO UPDATE SET nodes = excluded.nodes";
        let mut upsert = self.connection.prepare_cached(upsert)?;
        for tile in tiles {
            let nodes: Vec<u8> = tile.nodes.iter().flat_map(|node| node.0).collect();
            upsert.execute((self.realm.0, tile.level, signed(tile.place)?, nodes))?;
        }
        Ok(())
    }

    /// The unfinished tiles of the tree with this edge. A store that was made before there were tiles gets them now, from
    /// the entries themselves; so does one that lost some.
    pub(crate) fn tiles(&self, edge: &Edge) -> Result<Tiles, StoreError> {
        match Tiles::read(edge.size(), |level, place| self.tile(level, place))? {
            Some(tiles) => Ok(tiles),
            None => self.make_tiles(edge),
        }
    }

    fn make_tiles(&self, edge: &Edge) -> Result<Tiles, StoreError> {
        self.begin()?;
        let made = self.tiles_of_entries(edge).and_then(|tiles| self.commit().map(|()| tiles));
        if made.is_err() {
            self.roll_back();
        }
        made
    }

    fn tiles_of_entries(&self, edge: &Edge) -> Result<Tiles, StoreError> {
        let (mut tiles, mut remade) = (Tiles::default(), Edge::default());
        let mut select = self.connection.prepare("SELECT bytes FROM entry WHERE realm = ?1 ORDER BY id")?;
        let mut rows = select.query([self.realm.0])?;
        while let Some(row) = rows.next()? {
            let leaf = leaf_hash(row.get_ref(0)?.as_blob().map_err(|_| StoreError::Damaged)?);
            tiles.push(leaf);
            remade.push(leaf);
            if tiles.size().is_multiple_of(4_096) {
                self.save_tiles(&tiles.take_grown())?;
            }
        }
        self.save_tiles(&tiles.take_grown())?;
        if remade == *edge { Ok(tiles) } else { Err(StoreError::Damaged) }
    }

    fn tile(&self, level: u32, place: u64) -> Result<Option<Vec<Hash>>, StoreError> {
        let select = "SELECT nodes FROM tile WHERE realm = ?1 AND level = ?2 AND place = ?3";
        let mut select = self.connection.prepare_cached(select)?;
        let key = (self.realm.0, level, signed(place)?);
        let nodes: Option<Vec<u8>> = select.query_row(key, |row| row.get(0)).optional()?;
        let hashes = |nodes: Vec<u8>| nodes.chunks(32).map(Hash::from_slice).collect::<Option<Vec<_>>>();
        nodes.map(|nodes| hashes(nodes).ok_or(StoreError::Damaged)).transpose()
    }

    /// How many leaves the tree has, as of this very moment.
    pub(crate) fn tree_size(&self) -> Result<u64, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT tree_size FROM realm WHERE realm = ?1")?;
        unsigned(select.query_row([self.realm.0], |row| row.get(0))?)
    }
}

impl Nodes for Store {
    type Error = StoreError;

    fn node(&self, level: u32, index: u64) -> Result<Hash, StoreError> {
        let (tile_level, within) = (level / BITS, level % BITS);
        let first = index.checked_shl(within).ok_or(StoreError::Damaged)?;
        let nodes = self.tile(tile_level, first >> BITS)?.ok_or(StoreError::Damaged)?;
        let from = usize::try_from(first % WIDTH as u64).map_err(|_| StoreError::Damaged)?;
        let nodes = nodes.get(from..from + (1 << within)).ok_or(StoreError::Damaged)?;
        Ok(fold(nodes))
    }
}

-- The nodes of the Merkle tree, in tiles of up to 32: level 0 holds the leaves, each full tile is a node of the level above.
-- Filled from the entries when the server starts.
CREATE TABLE tile (
  realm  BLOB    NOT NULL CHECK (length(realm) = 16),
  level  INTEGER NOT NULL CHECK (level BETWEEN 0 AND 12),
  place  INTEGER NOT NULL CHECK (place >= 0),
  nodes  BLOB    NOT NULL CHECK (length(nodes) BETWEEN 32 AND 1024 AND length(nodes) % 32 = 0)
) STRICT;
CREATE UNIQUE INDEX tile_by_place ON tile (realm, level, place);

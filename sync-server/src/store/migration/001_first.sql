-- What the relay keeps. Every key starts with the realm, so that realms can be split over machines.
-- Nothing here is plain: "clear" below means ids, numbers and public keys; bodies are sealed by devices.

-- The realm's Merkle tree (RFC 6962): how many leaves, and the roots of its full subtrees, largest first.
CREATE TABLE realm (
  realm     BLOB    NOT NULL PRIMARY KEY CHECK (length(realm) = 16),
  tree_size INTEGER NOT NULL CHECK (tree_size >= 0),
  peaks     BLOB    NOT NULL CHECK (length(peaks) % 32 = 0)
) STRICT;

-- How far each space has grown, and the newest version of its key. All clear.
CREATE TABLE space (
  realm   BLOB    NOT NULL CHECK (length(realm) = 16),
  space   BLOB    NOT NULL CHECK (length(space) = 16),
  head    INTEGER NOT NULL CHECK (head >= 0),
  version INTEGER NOT NULL CHECK (version >= 0),
  PRIMARY KEY (realm, space)
) STRICT;

-- Every entry, exactly as it was signed. `id` is the order of appending and never leaves this file.
CREATE TABLE entry (
  id        INTEGER NOT NULL PRIMARY KEY,
  realm     BLOB    NOT NULL CHECK (length(realm) = 16),
  space     BLOB    NOT NULL CHECK (length(space) = 16),
  pos       INTEGER NOT NULL CHECK (pos >= 1),
  device    BLOB    NOT NULL CHECK (length(device) = 16),
  seq       INTEGER NOT NULL CHECK (seq >= 1),
  hash      BLOB    NOT NULL CHECK (length(hash) = 32),
  dir_pos   INTEGER NOT NULL CHECK (dir_pos >= 0),
  stored_ms INTEGER NOT NULL,
  bytes     BLOB    NOT NULL CHECK (substr(bytes, 1, 4) = x'46434531')
) STRICT;
CREATE UNIQUE INDEX entry_by_place ON entry (realm, space, pos);
CREATE UNIQUE INDEX entry_by_chain ON entry (realm, space, device, seq);

-- The first entry that contradicts a stored one, kept as proof. Exactly as it was signed.
CREATE TABLE fork (
  realm   BLOB    NOT NULL CHECK (length(realm) = 16),
  space   BLOB    NOT NULL CHECK (length(space) = 16),
  device  BLOB    NOT NULL CHECK (length(device) = 16),
  seq     INTEGER NOT NULL CHECK (seq >= 1),
  seen_ms INTEGER NOT NULL,
  bytes   BLOB    NOT NULL CHECK (substr(bytes, 1, 4) = x'46434531'),
  PRIMARY KEY (realm, space, device, seq)
) STRICT;

-- Devices that signed statements introduced. Public keys and random ids: all clear.
CREATE TABLE member (
  realm        BLOB    NOT NULL CHECK (length(realm) = 16),
  device       BLOB    NOT NULL CHECK (length(device) = 16),
  registrar    INTEGER NOT NULL CHECK (registrar IN (0, 1)),
  person       BLOB    NOT NULL CHECK (length(person) = 16),
  sig_pk       BLOB    NOT NULL CHECK (length(sig_pk) = 32),
  introduced   BLOB    NOT NULL CHECK (length(introduced) % 32 = 0),
  not_after_ms INTEGER,
  PRIMARY KEY (realm, device)
) STRICT;

-- Devices that signed statements ended, by the position of the statement in the directory. Clear.
CREATE TABLE member_end (
  realm  BLOB    NOT NULL CHECK (length(realm) = 16),
  device BLOB    NOT NULL CHECK (length(device) = 16),
  pos    INTEGER NOT NULL CHECK (pos >= 1),
  PRIMARY KEY (realm, device)
) STRICT;

-- Who may read a space: devices that wraps name, with the newest key version that names them. Clear.
CREATE TABLE reader (
  realm   BLOB    NOT NULL CHECK (length(realm) = 16),
  device  BLOB    NOT NULL CHECK (length(device) = 16),
  space   BLOB    NOT NULL CHECK (length(space) = 16),
  version INTEGER NOT NULL CHECK (version >= 1),
  PRIMARY KEY (realm, device, space)
) STRICT;

-- Where each key version began: a device that no later version names reads up to there. Clear.
CREATE TABLE rotation (
  realm   BLOB    NOT NULL CHECK (length(realm) = 16),
  space   BLOB    NOT NULL CHECK (length(space) = 16),
  version INTEGER NOT NULL CHECK (version >= 1),
  pos     INTEGER NOT NULL CHECK (pos >= 1),
  PRIMARY KEY (realm, space, version)
) STRICT;

-- Key entries whose author was not a reader when they came; they count once the author is one. Clear.
CREATE TABLE pending_key (
  realm  BLOB    NOT NULL CHECK (length(realm) = 16),
  space  BLOB    NOT NULL CHECK (length(space) = 16),
  author BLOB    NOT NULL CHECK (length(author) = 16),
  pos    INTEGER NOT NULL CHECK (pos >= 1),
  PRIMARY KEY (realm, space, author, pos)
) STRICT;

-- Version 4: an entry is found by its place in its chain, not by its hash. An index over hashes, which follow no
-- order, cost a page more in each save, and nearly all of its pages again with each page of a pull.

CREATE TABLE entry_4 (                  -- verified entries, this device's own and others'
    id            INTEGER PRIMARY KEY,
    hash          BLOB NOT NULL CHECK (length(hash) = 32),                     -- clear
    realm         BLOB NOT NULL CHECK (length(realm) = 16),                    -- clear
    space         BLOB NOT NULL CHECK (length(space) = 16),                    -- clear
    device        BLOB NOT NULL CHECK (length(device) = 16),                   -- clear
    seq           INTEGER NOT NULL CHECK (seq >= 1),                           -- clear
    kind          INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 5),               -- clear
    pos           INTEGER CHECK (pos >= 1),                                    -- clear; its place in its space on the server, none until placed
    dir_pos       INTEGER CHECK (dir_pos >= 0),                                -- clear; how long the directory was then
    header        BLOB NOT NULL CHECK (length(header) = 148 AND substr(header, 1, 4) = x'46434531'), -- clear
    body          BLOB NOT NULL CHECK (length(body) <= 65536),                 -- sealed; KEY and STMT have a clear public part
    signature     BLOB NOT NULL CHECK (length(signature) = 64),                -- clear
    row_mac16     BLOB NOT NULL CHECK (length(row_mac16) = 16)                 -- sealed under K_row
) STRICT;
INSERT INTO entry_4 (id, hash, realm, space, device, seq, kind, pos, dir_pos, header, body, signature, row_mac16)
    SELECT id, hash, realm, space, device, seq, kind, pos, dir_pos, header, body, signature, row_mac16 FROM entry;
DROP TABLE entry;
ALTER TABLE entry_4 RENAME TO entry;
CREATE UNIQUE INDEX entry_chain ON entry (space, device, seq, hash);

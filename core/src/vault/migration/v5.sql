-- Version 5: what shows that a server's log only grows, and what a server was caught at.

-- The edge of the tree of the checkpoint: roots of its full subtrees, so that a newer one is shown to begin with it.
-- None for a checkpoint of version 4: then the whole edge is asked for, and the old checkpoint is held against it.
ALTER TABLE checkpoint ADD COLUMN peaks BLOB CHECK (length(peaks) % 32 = 0);       -- clear

CREATE TABLE head (                     -- signed states of the server's log that others have seen, or this device before
    id            INTEGER PRIMARY KEY,
    realm         BLOB NOT NULL CHECK (length(realm) = 16),                    -- clear
    size          INTEGER NOT NULL CHECK (size >= 0),                          -- clear
    root          BLOB NOT NULL CHECK (length(root) = 32),                     -- clear
    note          BLOB NOT NULL CHECK (length(note) <= 4096),                  -- clear, signed by the log key
    device        BLOB CHECK (length(device) = 16),                            -- clear; who saw it, none for what came by hand
    seen_ms       INTEGER NOT NULL,                                            -- clear
    agrees        INTEGER NOT NULL DEFAULT 0 CHECK (agrees IN (0, 1)),         -- clear; whether it was held against our own
    UNIQUE (realm, size, root)
) STRICT;

CREATE TABLE server_proof (             -- what a server signed that cannot all be true
    id            INTEGER PRIMARY KEY,
    realm         BLOB NOT NULL CHECK (length(realm) = 16),                    -- clear
    code          TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 64),         -- clear
    proof         BLOB NOT NULL CHECK (length(proof) BETWEEN 1 AND 2097152),   -- clear, signed by the log key
    noted_ms      INTEGER NOT NULL,                                            -- clear
    lifted_ms     INTEGER                                                      -- clear; when a person let the sync go on
) STRICT;

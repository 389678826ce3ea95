-- Version 9: sealed entries of other devices that this one brings to the server, and what the server signed for them.

CREATE TABLE carried (                  -- entries of other devices on their way to the server
    id            INTEGER PRIMARY KEY,
    realm         BLOB NOT NULL CHECK (length(realm) = 16),                    -- clear
    device        BLOB NOT NULL CHECK (length(device) = 16),                   -- clear; their author
    hash          BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),              -- clear
    entry         BLOB NOT NULL CHECK (length(entry) BETWEEN 212 AND 65748),   -- sealed by its author, signed
    taken_ms      INTEGER NOT NULL,                                            -- clear
    refused_code  TEXT CHECK (length(refused_code) BETWEEN 1 AND 64)           -- clear
) STRICT;

CREATE TABLE carried_receipt (          -- what the server signed when it took them, for their author
    id            INTEGER PRIMARY KEY,
    realm         BLOB NOT NULL CHECK (length(realm) = 16),                    -- clear
    device        BLOB NOT NULL CHECK (length(device) = 16),                   -- clear; whose entries they were
    signed        BLOB NOT NULL CHECK (length(signed) BETWEEN 112 AND 65536),  -- clear, signed by the log key
    server_ms     INTEGER NOT NULL                                             -- clear
) STRICT;

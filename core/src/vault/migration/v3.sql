-- Version 3: exact copies of packs. An episode is pinned to the pack it was opened with; an app or a
-- pack that is newer must not change it.

CREATE TABLE pack (
    hash          BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),         -- clear
    copy          BLOB NOT NULL CHECK (length(copy) BETWEEN 8 AND 2097152),    -- public text, checked by the hash
    kept_ms       INTEGER NOT NULL                                             -- clear
) STRICT;

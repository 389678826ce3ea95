-- Version 10: when the server's log had how many entries, so that the time of each entry can be bounded.

CREATE TABLE log_seen (                 -- lengths of the server's log that this device was shown
    realm     BLOB NOT NULL CHECK (length(realm) = 16),                        -- clear
    size      INTEGER NOT NULL CHECK (size >= 0),                              -- clear
    server_ms INTEGER NOT NULL,                                                -- clear; the server's signed clock when it first showed it
    PRIMARY KEY (realm, size)
) STRICT;

-- Version 8: the places of entries that went with a copy that is over, so that a lost server can be made again.

CREATE TABLE cut_entry (                -- what stays of an entry of a copy that was destroyed here
    realm     BLOB NOT NULL CHECK (length(realm) = 16),                        -- clear
    leaf      INTEGER NOT NULL CHECK (leaf >= 0),                              -- clear; its leaf of the server's tree
    header    BLOB NOT NULL CHECK (length(header) = 148),                      -- clear
    hash      BLOB NOT NULL CHECK (length(hash) = 32),                         -- clear
    leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32),                    -- clear; over all of it, the signature included
    PRIMARY KEY (realm, leaf)
) STRICT;

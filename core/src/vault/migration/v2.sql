-- Version 2: keys of spaces that this device has unwrapped before, so that unlocking does not
-- unwrap each of them again. A row can go missing or be damaged: the wrap is then opened again.

CREATE TABLE space_key (
    realm         BLOB NOT NULL CHECK (length(realm) = 16),                    -- clear
    space         BLOB NOT NULL CHECK (length(space) = 16),                    -- clear
    key_id        BLOB NOT NULL CHECK (length(key_id) = 16),                   -- clear
    version       INTEGER NOT NULL CHECK (version BETWEEN 0 AND 4294967295),   -- clear
    sealed        BLOB NOT NULL CHECK (length(sealed) BETWEEN 72 AND 1024),    -- sealed under K_dev
    PRIMARY KEY (realm, space, key_id)
) STRICT;

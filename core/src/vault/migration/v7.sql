-- Version 7: spaces that this device's person no longer holds, and which episode a half-typed text is about.

CREATE TABLE left_space (               -- removed from this device; what comes of them is passed over
    realm         BLOB NOT NULL CHECK (length(realm) = 16),                    -- clear
    space         BLOB NOT NULL CHECK (length(space) = 16),                    -- clear
    sealed        BLOB NOT NULL CHECK (length(sealed) BETWEEN 72 AND 4096),    -- sealed by the caller: what the space was
    PRIMARY KEY (realm, space)
) STRICT;

ALTER TABLE draft ADD COLUMN about BLOB CHECK (length(about) = 16);                -- clear, a hash; none for one of no episode

-- Version 1. For each column: clear = a random id or a number that says nothing about a youth;
-- sealed = ciphertext or authenticator that this file's key does not open. There is no plaintext.
-- Every index and every counter is a page more in each save, so there are only those that are needed.

CREATE TABLE enrolment (                -- one for each realm this person's device belongs to
    realm         BLOB NOT NULL PRIMARY KEY CHECK (length(realm) = 16),        -- clear
    genesis       BLOB NOT NULL CHECK (length(genesis) BETWEEN 1 AND 8192),    -- clear, signed by the root
    genesis_sig   BLOB NOT NULL CHECK (length(genesis_sig) = 64),              -- clear
    ca_der        BLOB CHECK (length(ca_der) <= 8192),                         -- clear; none in a demo over loopback
    server_url    TEXT NOT NULL CHECK (length(server_url) <= 512),             -- clear
    log_pk        BLOB NOT NULL CHECK (length(log_pk) = 32),                   -- clear
    device        BLOB NOT NULL CHECK (length(device) = 16),                   -- clear
    person        BLOB CHECK (length(person) = 16),                            -- clear; unknown until approved
    device_keys   BLOB NOT NULL CHECK (length(device_keys) BETWEEN 80 AND 4096), -- sealed under K_dev
    enrolled_ms   INTEGER NOT NULL                                             -- clear
) STRICT;

CREATE TABLE entry (                    -- verified entries, this device's own and others'
    id            INTEGER PRIMARY KEY,
    hash          BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),              -- clear
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
CREATE UNIQUE INDEX entry_chain ON entry (realm, space, device, seq, hash);

CREATE TABLE outbox (                   -- own entries that no receipt acknowledges yet
    entry         INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE RESTRICT,
    realm         BLOB NOT NULL CHECK (length(realm) = 16),                    -- clear
    refused_code  TEXT CHECK (length(refused_code) BETWEEN 1 AND 64),          -- clear; the server's typed reason
    refused_ms    INTEGER                                                      -- clear
) STRICT;

CREATE TABLE receipt (                  -- what the server signed when it took entries
    id            INTEGER PRIMARY KEY,
    realm         BLOB NOT NULL CHECK (length(realm) = 16),                    -- clear
    signed        BLOB NOT NULL CHECK (length(signed) BETWEEN 64 AND 1048576), -- clear, signed by the log key
    server_ms     INTEGER NOT NULL                                             -- clear
) STRICT;

CREATE TABLE receipt_entry (            -- which receipt acknowledges which entry
    entry         INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE RESTRICT,
    receipt       INTEGER NOT NULL REFERENCES receipt (id) ON DELETE RESTRICT
) STRICT;

CREATE TABLE audit (                    -- audit rows that wait for the next AUDIT entry
    id            INTEGER PRIMARY KEY,
    realm         BLOB NOT NULL CHECK (length(realm) = 16),                    -- clear
    sealed        BLOB NOT NULL CHECK (length(sealed) BETWEEN 1 AND 65536)     -- sealed to the realm's auditors
) STRICT;

CREATE TABLE problem (                  -- what did not verify, whole, with the reason
    id            INTEGER PRIMARY KEY,
    realm         BLOB NOT NULL CHECK (length(realm) = 16),                    -- clear
    digest        BLOB NOT NULL CHECK (length(digest) = 32),                   -- clear
    state         INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3),              -- clear; 1 parked, 2 refused, 3 damaged
    code          TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 64),         -- clear
    bytes         BLOB NOT NULL CHECK (length(bytes) <= 1048576),              -- as received
    space         BLOB CHECK (length(space) = 16),                             -- clear
    pos           INTEGER CHECK (pos >= 1),                                    -- clear
    dir_pos       INTEGER CHECK (dir_pos >= 0),                                -- clear
    noted_ms      INTEGER NOT NULL,                                            -- clear
    asked_again   INTEGER NOT NULL DEFAULT 0 CHECK (asked_again IN (0, 1)),    -- clear
    UNIQUE (realm, digest)
) STRICT;

CREATE TABLE problem_overflow (         -- how many more there were than are kept whole
    realm         BLOB NOT NULL PRIMARY KEY CHECK (length(realm) = 16),        -- clear
    dropped       INTEGER NOT NULL CHECK (dropped >= 1)                        -- clear
) STRICT;

CREATE TABLE cursor (                   -- how far each space was pulled
    realm         BLOB NOT NULL CHECK (length(realm) = 16),                    -- clear
    space         BLOB NOT NULL CHECK (length(space) = 16),                    -- clear
    pos           INTEGER NOT NULL CHECK (pos >= 0),                           -- clear
    PRIMARY KEY (realm, space)
) STRICT;

CREATE TABLE pull_mark (                -- the server's short name for all cursors of a realm
    realm         BLOB NOT NULL PRIMARY KEY CHECK (length(realm) = 16),        -- clear
    mark          BLOB NOT NULL CHECK (length(mark) = 8)                       -- clear
) STRICT;

CREATE TABLE checkpoint (               -- the largest signed state of the server's log seen here
    realm         BLOB NOT NULL PRIMARY KEY CHECK (length(realm) = 16),        -- clear
    size          INTEGER NOT NULL CHECK (size >= 0),                          -- clear
    root          BLOB NOT NULL CHECK (length(root) = 32),                     -- clear
    note          BLOB NOT NULL CHECK (length(note) <= 4096),                  -- clear, signed by the log key
    seen_ms       INTEGER NOT NULL                                             -- clear
) STRICT;

CREATE TABLE draft (                    -- what is typed and not yet saved
    id            BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),           -- clear
    realm         BLOB NOT NULL CHECK (length(realm) = 16),                    -- clear
    sealed        BLOB NOT NULL CHECK (length(sealed) BETWEEN 72 AND 262144),  -- sealed by the caller
    saved_ms      INTEGER NOT NULL                                             -- clear
) STRICT;

CREATE TABLE setting (                  -- choices of this device, such as its language
    name          TEXT NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 64), -- clear
    value         BLOB NOT NULL CHECK (length(value) <= 65536)                 -- clear or sealed, never about a youth
) STRICT;

CREATE TABLE opened (                   -- written at every open and tidy, so that no save starts the journal
    one           INTEGER PRIMARY KEY CHECK (one = 1),
    times         INTEGER NOT NULL
) STRICT;
INSERT INTO opened (one, times) VALUES (1, 0);

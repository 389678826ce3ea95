-- What the server was asked, one row a request, until its day is signed and for three years behind that. Clear: when, which
-- question, what came of it, whose device, how many bytes. No address, no name, no body.
CREATE TABLE request (
  id    INTEGER NOT NULL PRIMARY KEY,
  realm BLOB    NOT NULL CHECK (length(realm) = 16),
  day   INTEGER NOT NULL CHECK (day >= 0),
  row   BLOB    NOT NULL CHECK (length(row) BETWEEN 8 AND 64)
) STRICT;
CREATE INDEX request_by_day ON request (realm, day, id);

-- Version 6: the number of each entry among all of the server, so that a lost server can be made again in its order.

ALTER TABLE entry ADD COLUMN leaf INTEGER CHECK (leaf >= 0);                       -- clear; its leaf of the server's tree, none until told
ALTER TABLE problem ADD COLUMN leaf INTEGER CHECK (leaf >= 0);                     -- clear

-- What is here already is pulled once more, own entries too: the pages say the number.
INSERT OR REPLACE INTO setting (name, value)
    SELECT DISTINCT 'own/' || lower(hex(realm)), x'' FROM entry WHERE pos IS NOT NULL;
DELETE FROM pull_mark WHERE realm IN (SELECT realm FROM entry UNION SELECT realm FROM problem);
DELETE FROM cursor WHERE (realm, space) IN (
    SELECT realm, space FROM entry WHERE pos IS NOT NULL
    UNION SELECT realm, space FROM problem WHERE pos IS NOT NULL
);

-- What is still to be told to other documents: of an entry of the ledger, or where `entry` is NULL of the product (G16).

CREATE TABLE pending_reaction (
    number   INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    document BLOB NOT NULL REFERENCES document (id),
    entry    INTEGER,
    person   BLOB NOT NULL,
    at       INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX pending_once ON pending_reaction (document, coalesce(entry, -1));

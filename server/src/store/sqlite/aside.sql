-- What devices told of themselves: when each was last heard, and what it then held that the relay did not have.
CREATE TABLE heard (
    person BLOB NOT NULL,
    device BLOB NOT NULL,
    at     INTEGER NOT NULL,
    report BLOB,
    PRIMARY KEY (person, device)
) STRICT, WITHOUT ROWID;

-- Work of people who had left the group when they wrote it; `settled` is NULL while nobody has decided.
CREATE TABLE later (
    id       BLOB NOT NULL PRIMARY KEY,
    document BLOB NOT NULL,
    person   BLOB NOT NULL,
    device   BLOB NOT NULL,
    at       INTEGER NOT NULL,
    piece    BLOB NOT NULL,
    settled  BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX later_of_person ON later (person, document);
CREATE INDEX later_waiting ON later (at) WHERE settled IS NULL;

-- The person has taken it to another device.
ALTER TABLE handed_over ADD COLUMN taken_at INTEGER;

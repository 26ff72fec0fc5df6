-- A document as it was after entry `n`, so that loading need not begin with the first. Proved loadable before it was written;
-- the log stays the truth.
CREATE TABLE snapshot (
    document BLOB NOT NULL PRIMARY KEY REFERENCES document (id),
    n        INTEGER NOT NULL,
    bytes    BLOB NOT NULL
) STRICT;

-- An entry's receipt: who handed it in, on which device, and when by the relay's clock. NULL in entries older than this layout.
ALTER TABLE entry ADD COLUMN person BLOB;
ALTER TABLE entry ADD COLUMN device BLOB;
ALTER TABLE entry ADD COLUMN accepted_at INTEGER;

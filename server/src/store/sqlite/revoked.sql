-- Sessions that were ended from elsewhere, by the hash of what their cookies hold, and what their devices handed over since.

CREATE TABLE revoked (
    secret BLOB NOT NULL PRIMARY KEY,
    person BLOB NOT NULL,
    device BLOB NOT NULL,
    at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE handed_over (
    person     BLOB NOT NULL,
    device     BLOB NOT NULL,
    name       TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    piece      BLOB NOT NULL,
    PRIMARY KEY (person, device, name)
) STRICT, WITHOUT ROWID;

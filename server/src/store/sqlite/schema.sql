-- The first layout. A later one is a further file; this one never changes again.

CREATE TABLE org (
    id       BLOB NOT NULL PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    kind     TEXT NOT NULL,
    district TEXT
) STRICT;

CREATE TABLE account (
    number    INTEGER NOT NULL PRIMARY KEY,
    name      TEXT NOT NULL UNIQUE,
    password  TEXT NOT NULL,
    person    BLOB NOT NULL UNIQUE,
    full_name TEXT NOT NULL,
    role      TEXT NOT NULL,
    org       BLOB NOT NULL REFERENCES org (id)
) STRICT;

CREATE TABLE session (
    token      BLOB NOT NULL PRIMARY KEY,
    person     BLOB NOT NULL REFERENCES account (person),
    device     BLOB NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- `n` is the number of the last entry, `moved` the commit with which the document moved last.
CREATE TABLE document (
    id      BLOB NOT NULL PRIMARY KEY,
    n       INTEGER NOT NULL,
    moved   INTEGER NOT NULL UNIQUE,
    summary BLOB NOT NULL,
    state   BLOB NOT NULL
) STRICT;

CREATE TABLE entry (
    document BLOB NOT NULL REFERENCES document (id),
    n        INTEGER NOT NULL,
    hash     BLOB NOT NULL,
    actor    BLOB NOT NULL,
    seq      INTEGER NOT NULL,
    bytes    BLOB NOT NULL,
    PRIMARY KEY (document, n),
    UNIQUE (document, hash),
    UNIQUE (document, actor, seq)
) STRICT;

-- `refusal` is NULL where the command counts.
CREATE TABLE decision (
    document BLOB NOT NULL REFERENCES document (id),
    person   BLOB NOT NULL,
    id       BLOB NOT NULL,
    refusal  BLOB,
    PRIMARY KEY (document, person, id)
) STRICT, WITHOUT ROWID;

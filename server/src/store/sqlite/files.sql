-- Files stand outside the documents, by SHA-256. `kind` is NULL while the bytes of a file that nobody names are being deleted.

CREATE TABLE file (
    hash BLOB NOT NULL PRIMARY KEY,
    kind TEXT,
    size INTEGER NOT NULL,
    at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who has uploaded a file, each by sending all of its bytes.
CREATE TABLE file_upload (
    hash   BLOB NOT NULL REFERENCES file (hash) ON DELETE CASCADE,
    person BLOB NOT NULL,
    PRIMARY KEY (hash, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX file_upload_of ON file_upload (person);

-- Which documents name a file, perhaps before it is uploaded. `was_readable`: whoever named it could read it then.
CREATE TABLE file_name (
    hash         BLOB NOT NULL,
    document     BLOB NOT NULL REFERENCES document (id),
    person       BLOB NOT NULL,
    was_readable INTEGER NOT NULL,
    PRIMARY KEY (hash, document, person)
) STRICT, WITHOUT ROWID;
